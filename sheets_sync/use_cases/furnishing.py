"""Furnishing a workbook: all of it at ``sync init``, our own tabs whenever one is missing (§3)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from sheets_sync import reckoning, workbooks
from sheets_sync.config import Config
from sheets_sync.errors import TryAgainLater, UsageError, WorkbookMoved
from sheets_sync.reading.headers import locate
from sheets_sync.reading.layout import DRAFTS, STAFF_ROLES, bank_tab_names, own_tab_names
from sheets_sync.reading.roles.drafts import draft_source, draft_tabs
from sheets_sync.reading.sources.matching import Aliases
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.furnish_plan import (
    elsewhere,
    plan_own_tabs,
    plan_staff_tabs,
)
from sheets_sync.showing.new_columns import Furniture, is_empty
from sheets_sync.showing.own_tabs import COPIED_ROLES
from sheets_sync.spreadsheet.protocol import Furnishing, Snapshot, Workbook
from sheets_sync.state.opening import hold_state, is_made
from sheets_sync.voice import say
from sheets_sync.words.speaking import Words

ATTEMPTS: Final = 5
"""How often furnishing is planned afresh where the workbook moves under it."""


def furnish(
    config: Config,
    words: Words | None,
    tell: Callable[[str], None],
    *,
    anyway: bool = False,
    from_log: bool = False,
) -> list[str]:
    """Make the tabs, headers, drop-downs and formats that are missing; say what was done.

    ``words`` of tabs and headers: the config's where None. ``anyway``: make an empty tab though a
    filled one looks like it. ``from_log``: fill Clients and Prices with the names of the log.
    Idempotent. Raises ``UsageError`` where a tab has rows but no header that we know, or where a
    filled tab looks like one that is missing, ``LockedError`` while a run is under way.
    """
    with hold_state(config, "init", datetime.now(UTC)) as hold:
        if not (config.workbook.kind.remote and is_made(config)):
            workbook = workbooks.open_workbook(config, makes=True)
            return _init(config, workbook, words, tell, anyway=anyway, from_log=from_log)
        with hold.open() as store:
            store.memories.forget_workbooks()  # but for the names of tabs
            workbook = workbooks.open_workbook(config, store.memories)
            done = _init(config, workbook, words, tell, anyway=anyway, from_log=from_log)
            store.memories.forget_workbooks()
            return done


def _init(
    config: Config,
    workbook: Workbook,
    words: Words | None,
    tell: Callable[[str], None],
    *,
    anyway: bool,
    from_log: bool,
) -> list[str]:
    # Runs furnish, too, and are to start quickly: these are init's alone.
    from sheets_sync.use_cases.starting.from_log import fill_from_log  # noqa: PLC0415
    from sheets_sync.use_cases.starting.proposing import (  # noqa: PLC0415
        left_alone,
        refuse_second_tabs,
    )
    from sheets_sync.use_cases.starting.tabs_to_make import (  # noqa: PLC0415
        refuse_files_as_tabs,
        refuse_names_alike,
    )

    alone: list[str] = []
    if config.workbook.exists():
        snapshot = workbooks.read(config, workbook)
        refuse_files_as_tabs(config, snapshot.tabs)
        refuse_names_alike(config, snapshot)
        if not anyway:
            around = workbooks.look_around(workbook, snapshot)
            refuse_second_tabs(config, around)
            alone = left_alone(config, around)
    else:
        refuse_files_as_tabs(config, ())
    done = _furnish(config, workbook, words, tell)
    return [*alone, *done, *(fill_from_log(config, workbook) if from_log else [])]


def _furnish(
    config: Config, workbook: Workbook, words: Words | None, tell: Callable[[str], None]
) -> list[str]:
    said = words or config.workbook.words
    tell(f"Furnishing {config.workbook.place}")

    def attempt() -> tuple[Snapshot, list[str]]:
        snapshot = _read(config, workbook)
        plan = _plan(config, snapshot, said)
        return workbook.furnish(plan, snapshot, elsewhere(snapshot, said, bank=_has_bank(config)))

    furnished, done = _patiently(attempt, config.workbook.place)
    if config.workbook.kind.beside:  # elsewhere nothing is left for people to make
        _refuse_circle(config, furnished, done)
    if said != config.workbook.words:
        done.append(
            f'Set workbook.language = "{said.code}" in the config too: runs write in that one.'
        )
    return done or [f"{config.workbook.place} has all it needs; nothing was changed."]


def _plan(config: Config, snapshot: Snapshot, said: Words) -> list[Furnishing]:
    furniture = Furniture(
        said,
        _sources(config, snapshot, said),
        config.aliases(),
        tuple(dict.fromkeys((*config.effort.channels, *config.effort.personal_channels))),
        # Google's drop-down names each once. Excel's would name them row by row; it offers what
        # stands in a column, each once, of itself (Alt and the arrow down).
        from_log=config.workbook.kind.names_once,
    )
    own = plan_own_tabs(snapshot, said, bank=_has_bank(config))
    return [*plan_staff_tabs(snapshot, furniture), *own]


def _has_bank(config: Config) -> bool:
    """Whether statements of the bank are looked for, and shown in a tab (design §20)."""
    return config.bank.folder is not None


def _patiently(
    attempt: Callable[[], tuple[Snapshot, list[str]]], place: str
) -> tuple[Snapshot, list[str]]:
    """What ``attempt`` made, by a plan that is made anew where the workbook moved under it, or
    where nobody knows what became of a write (design §16).

    Raises ``TryAgainLater`` where it does not rest.
    """
    why = ""
    for _ in range(ATTEMPTS):
        try:
            return attempt()
        except WorkbookMoved as moved:
            why = moved.message
            say("retry", f"planned again: {why}", cause=why)
    raise TryAgainLater(
        f"{place} could not be furnished, {ATTEMPTS} times over: {why}",
        "Try again in a minute.",
    )


def _refuse_circle(config: Config, furnished: Snapshot, done: list[str]) -> None:
    """Say how to go on where staff's tabs are not as any run needs them still: to run ``init``
    once more would change nothing. Raises ``UsageError`` with all that was done or left."""
    made = {  # exports are none of init's
        role: [each for each in of if not (each.is_file or each.preset)]
        for role, of in reckoning.sources(config, furnished).items()
    }
    try:
        locate(furnished, made, config.aliases())
    except UsageError as error:
        raise UsageError(
            "\n".join([*done, error.message]),
            "Make them by hand, save the workbook, and run `sheets-sync init` again.",
        ) from error


def make_own_tabs(
    config: Config, workbook: Workbook, snapshot: Snapshot
) -> tuple[Snapshot, list[str]]:
    """The snapshot with all of our own tabs in it, those missing made; and what to tell of it.

    Raises ``UsageError``, before anything is made, for a missing staff tab or column.
    """
    lacks = unwritable(config, snapshot)
    words, bank = config.workbook.words, _has_bank(config)
    if not plan_own_tabs(snapshot, words, bank=bank):
        return snapshot, lacks
    read = [snapshot]

    def attempt() -> tuple[Snapshot, list[str]]:
        now = read.pop() if read else workbooks.read(config, workbook)
        plan = plan_own_tabs(now, words, bank=bank)
        return workbook.furnish(plan, now, elsewhere(now, words, bank=bank))

    snapshot, done = _patiently(attempt, config.workbook.place)
    return snapshot, [*done, *unwritable(config, snapshot)]


def unwritable(config: Config, snapshot: Snapshot) -> list[str]:
    """What a run cannot write, in words: columns of ours that only ``sync init`` makes (§3)."""
    places = locate(snapshot, reckoning.sources(config, snapshot), config.aliases())
    if any(snapshot.own(role) for role in COPIED_ROLES):
        return []
    return [
        f'The tab "{source.ref}" has no {", ".join(missing)} of ours to write: '
        "run `sheets-sync init`, which makes them or says what is in their way."
        for role, sources in places.sources.items()
        for source in sources
        if not source.is_file
        if (missing := [
            column.name(config.workbook.words)
            for column in STAFF_ROLES[role].own_columns
            if column.key not in source.own
        ])
    ]  # fmt: skip


def emptied(snapshot: Snapshot) -> list[str]:
    """A sentence for each tab of ours that lost headers, with all below them or not."""
    own = (tab for tab in snapshot.tabs.values() if tab.own and tab.marks)
    return [
        f'The tab "{tab.ref}" was emptied, or a column of it: the next run writes it again.'
        for tab in own
        if any(tab.at(tab.header, column) is None for column in tab.marks.values())
    ]


def _read(config: Config, workbook: Workbook) -> Snapshot:
    """The staff's tabs, and whatever stands where our own would be made. Where the workbook is
    still to be made, other books and CSV files that the config names are there all the same."""
    bank = bank_tab_names() if _has_bank(config) else set()
    return workbook.read(workbooks.wanted_refs(config) | own_tab_names() | bank)


def _sources(config: Config, snapshot: Snapshot, words: Words) -> dict[str, tuple[Sought, ...]]:
    """The sources of each role; a default tab that is not there gets its name in those words."""
    found = reckoning.sources(config, snapshot)
    sources = {
        key: tuple(of) if config.sources()[key] or of[0].ref in snapshot.names
        else (Sought(STAFF_ROLES[key].name(words)),)
        for key, of in found.items()
    }  # fmt: skip
    new = not any(each.ref in snapshot.names for of in sources.values() for each in of)
    return {**sources, DRAFTS.key: _drafts(config.aliases(), snapshot, words, new=new)}


def _drafts(aliases: Aliases, snapshot: Snapshot, words: Words, *, new: bool) -> tuple[Sought, ...]:
    """The tab Drafts: a new workbook gets one, another only where staff made it, blank or with
    the columns of Prices; a tab that is only called so is theirs."""
    if source := draft_source(snapshot, aliases):
        return (Sought(source.ref),)
    named = draft_tabs(snapshot)
    blank = tuple(Sought(tab.ref) for tab in named if is_empty(tab))[:1]
    return blank or ((Sought(DRAFTS.name(words)),) if new and not named else ())
