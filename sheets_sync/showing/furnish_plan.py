"""Which tabs and columns a workbook lacks: the plan of ``sync init`` (design §3, §12).

Pure: it looks at a snapshot and returns what a back end should make. Nothing of the staff's is
touched: their headers stay, missing ones go to the right of the last, formats go on empty
columns only, and a filled column that bears the name of one of ours is left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias, get_args

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, ClientState
from sheets_sync.reading import headers
from sheets_sync.reading.layout import (
    CLIENTS,
    LOG,
    PRICES,
    STAFF_ROLES,
    Column,
    Role,
    own_tab_name,
)
from sheets_sync.reading.sought import Sought
from sheets_sync.reading.vocabulary import duration_signs
from sheets_sync.showing.decorating import decoration, header_row
from sheets_sync.showing.own_places import free_column
from sheets_sync.showing.own_tabs import (
    COPIED_ROLES,
    NOTICES,
    OWN,
    SUMMARY,
    TOTALS,
    TOTALS_ROW,
    OwnTab,
)
from sheets_sync.spreadsheet.protocol import (
    Elsewhere,
    Expected,
    Format,
    Furnishing,
    NewColumn,
    Snapshot,
    Tab,
    Warned,
)
from sheets_sync.words import languages
from sheets_sync.words.speaking import Words

DropDown: TypeAlias = tuple[str, ...] | tuple[str, int, int]

_SUMMED: Final[frozenset[Format]] = frozenset({"number", "integer", "ratio"})


_DURATIONS: Final = ("minutes", "hours", "quantity", "minimum", "step", "included")
"""Staff columns of log and prices in which time may be typed."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What init needs to know of the config: ``sources`` by role, all of them resolved;
    ``aliases`` headers by ``role.column``; ``channels`` the choices of Channel. ``feeds`` is
    worked out here: the cells that drop-downs of names are fed from, by ``role.column``.
    ``staff_from_log``: the choices of Staff are the names that already stand in the log."""

    words: Words
    sources: Mapping[str, Sequence[Sought]]
    aliases: Mapping[str, Sequence[str]]
    channels: tuple[str, ...] = ()
    feeds: Mapping[str, DropDown] = field(default_factory=dict)
    staff_from_log: bool = False


def plan_staff_tabs(snapshot: Snapshot, furniture: Furniture) -> list[Furnishing]:
    """The staff's tabs, new or to be completed, and our columns in them.

    Raises ``UsageError`` where a tab has rows but no header row that we know, or was renamed.
    """
    names = {"clients.client": CLIENTS, "prices.service": PRICES}
    if furniture.staff_from_log:
        names["log.staff"] = LOG
    feeds = {name: _feed(snapshot, role, name, furniture) for name, role in names.items()}
    furniture = replace(furniture, feeds=feeds)
    return [
        plan
        for key, role in STAFF_ROLES.items()
        for sought in furniture.sources[key]
        if not sought.is_file
        if (plan := _staff_tab(snapshot, role, sought, furniture)) is not None
    ]


def plan_own_tabs(snapshot: Snapshot, words: Words) -> list[Furnishing]:
    """The service's own tabs that the workbook lacks."""
    return [_own_tab(snapshot, role, words) for role in OWN if snapshot.own(role) is None]


def elsewhere(snapshot: Snapshot, words: Words) -> Elsewhere:
    """What is made where the service's tabs cannot stand in the staff's file, and once they can."""
    staffs = {ref: tab for ref, tab in snapshot.tabs.items() if not tab.own}
    copies = tuple(_copy(role, words) for role in COPIED_ROLES)
    return Elsewhere(copies, tuple(plan_own_tabs(replace(snapshot, tabs=staffs), words)))


def _copy(role: str, words: Words) -> Furnishing:
    name, columns = own_tab_name(role, words), copied_columns(role, words)
    return Furnishing(name, new=True, header_row=1, columns=columns, own=role, freeze_columns=2)


def copied_columns(role: str, words: Words) -> tuple[NewColumn, ...]:
    """The columns of a companion's copy: the source row, then all of the role's columns."""
    first = NewColumn(0, words.say("copy.source"), format="text", width=18)
    rest = (
        NewColumn(index, column.name(words), format=column.format, width=column.width)
        for index, column in enumerate(COPIED_ROLES[role].columns, start=1)
    )
    return (first, *rest)


def _own_tab(snapshot: Snapshot, role: str, words: Words) -> Furnishing:
    name, new = _free_name(snapshot, own_tab_name(role, words), words)
    tab = OWN[role]
    columns = tuple(_own_columns(tab, words))
    header = header_row(tab, snapshot)
    plan = Furnishing(
        name, new, header, columns, role, tab.freeze_columns,
        decoration=decoration(tab, snapshot, header, words), kept=tab is NOTICES,
    )  # fmt: skip
    if tab is SUMMARY:
        return replace(plan, head=_totals_formats(), bold=(1, TOTALS_ROW))
    # Above the header of the others stand texts and, at most, sums of numbers.
    head = tuple(c.format if c.format in _SUMMED else "text" for c in tab.columns)
    return replace(plan, head=head if tab.header_row > 1 else ())


def _totals_formats() -> tuple[Format, ...]:
    """The formats of the key figures, by column; text where there is none."""
    formats = dict(TOTALS.values())
    return tuple(formats.get(column.key, "text") for column in SUMMARY.columns)


def _own_columns(tab: OwnTab, words: Words) -> Iterator[NewColumn]:
    made = zip(tab.columns, tab.headers(words), tab.marks, strict=True)
    for index, (column, header, mark) in enumerate(made):
        yield NewColumn(index, header, mark, column.format, column.width, write_header=bool(header))


def _free_name(snapshot: Snapshot, name: str, words: Words) -> tuple[str, bool]:
    """A name for an own tab, and whether it must be made: staff's filled tab keeps its name."""
    taken = {fold(other): other for other in snapshot.names}
    if fold(name) not in taken:
        return name, True
    theirs = snapshot.tabs.get(taken[fold(name)])
    if theirs is not None and not theirs.own and _is_empty(theirs):
        return theirs.ref, False
    return _suffixed(name, taken, words), True


def _suffixed(name: str, taken: Mapping[str, str], words: Words) -> str:
    again = words.say("name.again", name=name)
    candidates = [again, *(f"{again} {n}" for n in range(2, 100))]
    return next(candidate for candidate in candidates if fold(candidate) not in taken)


def _is_empty(tab: Tab) -> bool:
    return all(cell is None or cell == "" for column in tab.columns for cell in column)


def _staff_tab(
    snapshot: Snapshot, role: Role, sought: Sought, furniture: Furniture
) -> Furnishing | None:
    ref = sought.ref
    tab = snapshot.tabs.get(ref)
    freeze = 2 if role.key in ("clients", "log") else 0
    if tab is None:
        headers.refuse_renamed(snapshot, role, ref)
    if tab is None or _is_empty(tab):
        columns = tuple(
            _new_column(column, index, role, furniture, mark=column.own)
            for index, column in enumerate(role.columns)
        )
        return Furnishing(
            ref, new=tab is None, header_row=1, columns=columns, freeze_columns=freeze
        )
    header_row, found = headers.known_headers(tab, role, furniture.aliases, sought.preset)
    wanted = role.own_columns if sought.as_kept else role.columns
    columns = tuple(_missing_columns(tab, role, wanted, (header_row, found), furniture))
    return (
        Furnishing(ref, new=False, header_row=header_row, columns=columns, freeze_columns=freeze)
        if columns
        else None
    )


def _missing_columns(
    tab: Tab,
    role: Role,
    wanted: Sequence[Column],
    known: tuple[int, Mapping[str, int]],
    furniture: Furniture,
) -> Iterator[NewColumn]:
    """Those ``wanted`` that are not ``known`` (the header row, and the columns found in it):
    staff's headers, then ours: marked already, adopted where empty, or new.

    A staff column whose header is only misspelt is no missing one: a new column beside it would
    leave what they typed unread, and silence the finding that says so.
    """
    header_row, found = known
    misspelt = dict(headers.nearly_named(tab, role, header_row, found, furniture.aliases))
    free = free_column(tab)
    named = _headers_by_name(tab, header_row)
    for column in wanted:
        mark = f"{role.key}.{column.key}"
        if column.key in found or mark in tab.marks or (not column.own and column.key in misspelt):
            continue
        index = named.get(fold(column.name(furniture.words))) if column.own else None
        if index is not None and _column_is_empty(tab, index, header_row):
            yield _new_column(column, index, role, furniture, mark=True, adopt=True)
            continue
        taken = index is not None
        yield _new_column(column, free, role, furniture, mark=column.own, second=taken)
        free += 1


def _new_column(
    column: Column,
    index: int,
    role: Role,
    furniture: Furniture,
    *,
    mark: bool,
    adopt: bool = False,
    second: bool = False,
) -> NewColumn:
    name = column.name(furniture.words)
    return NewColumn(
        index=index,
        header=furniture.words.say("name.again", name=name) if second else name,
        mark=f"{role.key}.{column.key}" if mark else "",
        format=column.format,
        width=column.width,
        options=_options(role, column, furniture),
        write_header=not adopt,
        warned=_warned(column, furniture.words),
    )


def _warned(column: Column, words: Words) -> Warned | None:
    """What a staff column of figures or days should hold; names have drop-downs."""
    expected: Expected | None = "date" if column.format == "date" else None
    if column.key in _DURATIONS:
        expected = "duration"
    elif column.format in ("plain", "money"):
        expected = "number"
    if column.own or expected is None:
        return None
    signs = duration_signs() if expected == "duration" else ()
    return Warned(expected, words.say(f"warning.{expected}"), signs)


def _options(role: Role, column: Column, furniture: Furniture) -> DropDown:
    """The choices of a drop-down: fed from the tabs, or literal."""
    words = furniture.words
    literal: dict[tuple[str, str], tuple[str, ...]] = {
        ("clients", "state"): tuple(words.say(f"state.{each}") for each in get_args(ClientState)),
        ("clients", "language"): languages(),
        ("payments", "kind"): tuple(words.say(f"kind.{each}") for each in PAYMENT_KINDS),
        ("log", "channel"): furniture.channels,
    }
    if role is not CLIENTS and column.key == "client":
        return furniture.feeds["clients.client"]
    if role.key == "log" and column.key == "service":
        return furniture.feeds["prices.service"]
    if role.key == "log" and column.key == "staff":
        return furniture.feeds.get("log.staff", ())
    return literal.get((role.key, column.key), ())


def _feed(snapshot: Snapshot, role: Role, name: str, furniture: Furniture) -> DropDown:
    """The cells below a column's header in the role's first tab, made already or about to be."""
    first, key = furniture.sources[role.key][0], name.partition(".")[2]
    if first.is_file:
        return ()
    ref = first.ref
    tab = snapshot.tabs.get(ref)
    if tab is None or _is_empty(tab):
        return (ref, [column.key for column in role.columns].index(key), 2)
    header_row, found = headers.known_headers(tab, role, furniture.aliases)
    return (ref, found[key], header_row + 1) if key in found else ()


def _headers_by_name(tab: Tab, header_row: int) -> dict[str, int]:
    cells = ((index, column[header_row - 1]) for index, column in enumerate(tab.columns))
    return {fold(str(cell)): index for index, cell in cells if cell not in (None, "")}


def _column_is_empty(tab: Tab, index: int, header_row: int) -> bool:
    return all(cell is None or cell == "" for cell in tab.columns[index][header_row:])
