"""What ``sync init`` finds filled before it makes anything: the lines that would read it (§15)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import LOG, OPEN, PAYMENTS, STAFF_ROLES, Role, own_tab_names
from sheets_sync.reading.sources.by_names import NamesByColumn, names_known
from sheets_sync.reading.sources.guessed_tab import Guess
from sheets_sync.reading.sources.guesses import (
    guess,
    guess_of_one_client,
    is_paid_work,
    lacks_labour,
)
from sheets_sync.reading.sources.likely_tabs import (
    is_called_otherwise,
    likely,
    likely_as,
    with_choices,
)
from sheets_sync.reading.sources.matching import has_required
from sheets_sync.reading.sources.maybe_work import (
    days_and_numbers,
    hours_and_minutes,
    is_spread_over_days,
)
from sheets_sync.reading.sources.misplaced import refuse_second
from sheets_sync.reading.sources.money_columns import MONEY
from sheets_sync.reading.sources.second_thoughts import are_sums_asked, weighed
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.use_cases.starting.proposed_lines import headers_of, lines_for, tab_in_config
from sheets_sync.use_cases.starting.tabs_to_make import to_be_made

_SEVERAL: Final = 2
_WHAT: Final = {
    "log": "a log", "prices": "a price list", "clients": "a list of clients",
    "payments": "payments",
}  # fmt: skip
_CHOOSE: Final = {
    "payments": "What did clients pay,", "prices": "What do clients pay,",
}  # fmt: skip
_BESIDE: Final = {
    "payments": "what went back to a client needs a row with its sum and the Kind refund.",
    "prices": "such a price needs a row, and a service, of its own.",
}


def refuse_second_tabs(config: Config, snapshot: Snapshot) -> None:
    """Raise ``UsageError`` with the lines for the config where filled tabs look like a log, a
    price list or clients, or bear our columns beside one, and ``init`` would make an empty one
    beside; or where a tab of a default name has other headers, and ``init`` would make ours
    beside those."""
    for role, ref in to_be_made(config, snapshot):
        refuse_second(snapshot, role, ref, config.aliases())
    weighed_all = _found(config, snapshot)
    found = [each for each in weighed_all if not each.unsure]
    may_be = [each for each in weighed_all if each.unsure]
    if found:
        raise UsageError(
            "\n".join(
                [
                    *map(_said, found),
                    *_sums_asked(config, snapshot),
                    *map(_said_of_unsure, may_be),
                    "",
                    *lines_for(found, snapshot.names),
                    "",
                ]
            ),
            "Put these lines into the config, mend what was guessed wrongly, and run `sheets-sync "
            "init` again; --from-log makes Clients and Prices out of the names in a log. To leave "
            "those tabs alone: `sheets-sync init --anyway`.",
        )


def _found(config: Config, snapshot: Snapshot) -> list[Guess]:
    """What the tabs seem to be, whose roles are open; of roles that nothing else has, also what is
    unsure."""
    configured = config.sources()
    names = names_known(snapshot, configured, config.aliases())
    found = [*_called_otherwise(config, snapshot)] + [
        each
        for tab in snapshot.others.values()
        if (each := _guessed(tab, names)) is not None and _is_open(config, snapshot, each)
    ]
    found = _with_tabs_of_clients(found, config, snapshot, names)
    paid = [each for each in found if not _is_asked(each, snapshot)]
    surest = sorted(paid, key=lambda each: each.unsure)
    found = weighed(surest, snapshot, configured[LOG.key], config.aliases())
    sure = {each.role for each in found if not each.unsure}
    return [each for each in found if not (each.unsure and each.role in sure)]


def _guessed(tab: Tab, names: NamesByColumn) -> Guess | None:
    """What a tab seems to be; ``unsure`` of one that may be it, or is called as something else."""
    found = guess(tab, names)
    if found is None:
        return likely(tab, names)
    otherwise = found.role != LOG.key and is_called_otherwise(tab.ref, STAFF_ROLES[found.role])
    return replace(with_choices(tab, found), unsure=otherwise)


def _is_open(config: Config, snapshot: Snapshot, found: Guess) -> bool:
    """Whether no tab has the role of a guess yet, and its tab was not only renamed, which is told
    by itself."""
    return not (
        found.ref in snapshot.renamed.values()
        or config.sources()[found.role]
        or {*STAFF_ROLES[found.role].names} & {*snapshot.names}
    )


def _with_tabs_of_clients(
    found: list[Guess], config: Config, snapshot: Snapshot, names: NamesByColumn
) -> list[Guess]:
    """The guesses with tabs of a client each: several that lack a client, where no log is named,
    and whose names are no months."""
    if config.sources()[LOG.key] or {*LOG.names} & {*snapshot.names}:
        return found
    tabs = [tab for tab in snapshot.others.values() if tab.ref not in snapshot.renamed.values()]
    of_one = [each for tab in tabs if (each := guess_of_one_client(tab, names)) is not None]
    refs = {each.ref for each in of_one}
    if len(refs) < _SEVERAL or any(sign.isdigit() for ref in refs for sign in ref):
        return found
    return [*of_one, *(each for each in found if each.ref not in refs)]


def _is_asked(found: Guess, snapshot: Snapshot) -> bool:
    tab = snapshot.others.get(found.ref)
    return tab is not None and are_sums_asked(tab, found)


def _sums_asked(config: Config, snapshot: Snapshot) -> list[str]:
    """What to say of tabs that look like payments and are none, where no payments are named."""
    if config.sources()[PAYMENTS.key] or {*PAYMENTS.names} & {*snapshot.names}:
        return []
    names = names_known(snapshot, config.sources(), config.aliases())
    logs = config.sources()[LOG.key] or {*LOG.names} & {*snapshot.names}
    proposed = [] if logs else [each.ref for each in snapshot.others.values() if guess(each, names)]
    return [
        f'The tab "{tab.ref}" seems to be {what}, and no payments: it is left '
        "alone. If it is what clients paid, name it in the config, as payments."
        for tab in snapshot.others.values()
        if (what := _no_payments(tab, proposed, names))
    ]


def _no_payments(tab: Tab, proposed: Collection[str], names: NamesByColumn) -> str:
    """What a tab is that looks like payments; "" of one that is such, or anything else, or is among
    those ``proposed`` as a log."""
    if is_paid_work(tab):
        return "" if tab.ref in proposed else "work with its sums"
    found = _guessed(tab, names)
    return "invoices, or expenses" if found is not None and are_sums_asked(tab, found) else ""


def left_alone(config: Config, snapshot: Snapshot) -> list[str]:
    """What to say of filled tabs that are logs but for labour, where an empty log is to be made,
    and of such that are payments but for their name."""
    told = [_said_of_unsure(each) for each in _found(config, snapshot) if each.unsure]
    return [*_logs_left(config, snapshot), *_sums_asked(config, snapshot), *told]


def _logs_left(config: Config, snapshot: Snapshot) -> list[str]:
    if config.sources()[LOG.key] or {*LOG.names} & {*snapshot.names}:
        return []
    names = names_known(snapshot, config.sources(), config.aliases())
    return [
        said
        for tab in snapshot.others.values()
        if guess(tab, names) is None and (said := _left_alone(tab, names))
    ]


def _left_alone(tab: Tab, names: NamesByColumn) -> str:
    """What to say of a tab that is no guess and may be a log; "" of any other."""
    if lacks_labour(tab):
        if both := hours_and_minutes(tab):
            return (
                f'The tab "{tab.ref}" may be a log, with hours in "{both[0]}" and minutes in '
                f'"{both[1]}": it is left alone. Call them "Hours" and "Minutes", and run '
                "`sheets-sync init` again: the two add up then."
            )
        return (
            f'The tab "{tab.ref}" may be a log, but no column of it is known as hours, minutes, '
            "begin and end or a quantity: it is left alone. Name its columns in [columns] log, or "
            "make one in hours or minutes; days are a quantity, at prices for a day."
        )
    if is_spread_over_days(tab):
        return (
            f'The tab "{tab.ref}" has a column for each day: it is left alone. A log has a row for '
            "each piece of work, with its day, client, service and hours."
        )
    if not (known := days_and_numbers(tab, names)):
        return ""
    found = Guess(tab.ref, LOG.key, {"client": "…", "service": "…", **known, "minutes": "…"})
    return (
        f'The tab "{tab.ref}" has days and numbers under headers that nobody knows: it is left '
        f"alone. If it is work, say so in the config: [tabs] log = {tab_in_config(found)}, "
        f"[columns] log = {{ {', '.join(headers_of([found]))} }}, or quantity in place of minutes "
        "for what is counted."
    )


def _called_otherwise(config: Config, snapshot: Snapshot) -> Iterator[Guess]:
    """The default tabs without a column of ours yet whose own columns bear other names."""
    configured = config.sources()
    names = names_known(snapshot, configured, config.aliases())
    for key, role in STAFF_ROLES.items():
        for tab in map(snapshot.tabs.get, () if configured[key] else role.names):
            if tab is None or tab.marks or has_required(tab, role, config.aliases()):
                continue
            found = guess(tab, names)
            if found is not None and found.role == key and found.headers:
                yield with_choices(tab, found)
            elif (money := _with_other_money(tab, role, names)) is not None:
                yield money


def _with_other_money(tab: Tab, role: Role, names: NamesByColumn) -> Guess | None:
    """A tab of our name whose money stands in columns that may be it, as In, or Net and Gross: an
    empty one of ours would be made beside them."""
    if role.key not in MONEY:
        return None
    found = likely_as(role, tab, names)
    return None if found is None or found.lacks else replace(found, unsure=False)


def _said(found: Guess) -> str:
    what = f"an export of {found.tracker}" if found.tracker else _WHAT[found.role]
    return " ".join([f'The tab "{found.ref}" looks like {what}.', *doubts_of(found)])


def _said_of_unsure(found: Guess) -> str:
    """One line of a tab that may be what is missing, with what would read it."""
    what, whole = _WHAT[found.role], replace(found, lacks=())
    columns = ", ".join(headers_of([whole]))
    lines = f"[tabs] {found.role} = {tab_in_config(whole)}"
    lines += f", [columns] {found.role} = {{ {columns} }}" if columns else ""
    day = 'give it a column "Date" with the day of each payment, and ' if found.lacks else ""
    said = f'The tab "{found.ref}" may be {what}, or something else: it is left alone.'
    return " ".join(
        [said, f"If it is {what}, {day}say so in the config: {lines}.", *doubts_of(found)]
    )


def doubts_of(found: Guess) -> Iterable[str]:
    """What is guessed by values, or said nowhere, and changes what is charged."""
    if found.by_values:
        yield f'Its "{found.headers["minutes"]}" {_taken_for(found)}'
    if found.apart:
        yield (
            f'Beside its "{found.headers["minutes"]}" stands "{found.apart}", which would not be '
            'read: if the two add up, call them "Hours" and "Minutes", and leave out minutes below.'
        )
    if found.headers.keys() >= {"quantity", "minutes"}:
        yield (
            f'Where a price is by time, "{found.headers["quantity"]}" is charged, in its unit, and '
            f'"{found.headers["minutes"]}" is how long it took.'
        )
    if found.choices:
        either = " or ".join(f'"{each}"' for each in found.choices)
        yield (
            f'{_CHOOSE[found.role]} {either}? Put its header in the place of "{OPEN}": the others '
            "would not be read."
        )
    if found.beside:
        money = found.headers.get(MONEY[found.role], "")
        yield (
            f'Beside its "{money}" stands "{found.beside}", which would not be read: '
            f"{_BESIDE[found.role]}"
        )
    if found.ref in own_tab_names():
        yield "Rename it first: sheets-sync makes a tab of that name itself."
    if found.role == "prices" and found.per_piece:
        yield (
            "Nothing says what its prices are for: without a unit that is a piece; "
            'unit = "h" in its source makes them hourly.'
        )


def _taken_for(found: Guess) -> str:
    if not found.why:
        return (
            "is taken for durations like 1:30, which stand there; a bare number would be minutes: "
            'unit = "h" beside the header makes it hours.'
        )
    unit, other = ("hours", "minutes") if found.unit else ("minutes", "hours")
    mend = 'leave out unit = "h"' if found.unit else 'unit = "h" beside the header makes it hours'
    return (
        f"is taken for {unit}, or durations like 1:30, since {found.why}. If it is {other}, {mend}."
    )
