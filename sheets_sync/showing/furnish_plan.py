"""Which tabs and columns a workbook lacks: the plan of ``sync init`` (design §3, §12).

Pure: it looks at a snapshot and returns what a back end should make. Nothing of the staff's is
touched: their headers stay, missing ones go to the right of the last, formats go on empty
columns only, and a filled column that bears the name of one of ours is left alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.reading import headers
from sheets_sync.reading.beside.near_headers import nearly_named, refuse_misspelt
from sheets_sync.reading.beside.said_elsewhere import said_elsewhere
from sheets_sync.reading.layout import (
    CLIENTS,
    DRAFTS,
    LOG,
    PRICES,
    STAFF_ROLES,
    Column,
    Role,
    own_tab_name,
)
from sheets_sync.reading.meaning.error_cells import refuse_broken_headers
from sheets_sync.reading.sources.matching import ignored_columns
from sheets_sync.reading.sources.misplaced import refuse_another, refuse_exchanged, refuse_renamed
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.colour_rules import held_rules
from sheets_sync.showing.copied_tabs import columns_copied_along
from sheets_sync.showing.decorating import decoration, header_row, names_of_clients
from sheets_sync.showing.new_columns import Furniture, feed, is_empty, new_column
from sheets_sync.showing.own_places import free_column
from sheets_sync.showing.own_tabs import (
    BANK,
    COPIED_ROLES,
    NOTICES,
    OWN,
    SUMMARY,
    OwnTab,
)
from sheets_sync.showing.summary_layout import FROZEN, HeadLayout, layout_of
from sheets_sync.spreadsheet.column_formats import Format
from sheets_sync.spreadsheet.decoration import Decoration
from sheets_sync.spreadsheet.protocol import Elsewhere, Furnishing, NewColumn, Snapshot, Tab, Warned
from sheets_sync.words.speaking import Words

_FURNISHED: Final = {**STAFF_ROLES, DRAFTS.key: DRAFTS}
_SUMMED: Final[frozenset[Format]] = frozenset({"number", "integer", "ratio", "tenths"})


def plan_staff_tabs(snapshot: Snapshot, furniture: Furniture) -> list[Furnishing]:
    """The staff's tabs, new or to be completed, and our columns in them.

    Raises ``UsageError`` where a tab has rows but no header row that we know, or was renamed.
    """
    names = {"clients.client": CLIENTS, "prices.service": PRICES}
    if furniture.from_log:
        names |= {"log.staff": LOG, "log.order": LOG}
    feeds = {name: feed(snapshot, role, name, furniture) for name, role in names.items()}
    furniture = replace(furniture, feeds=feeds)
    return [
        plan
        for key, role in _FURNISHED.items()
        for sought in furniture.sources.get(key, ())
        if not sought.is_file
        if (plan := _staff_tab(snapshot, role, sought, furniture)) is not None
    ]


def plan_own_tabs(snapshot: Snapshot, words: Words, *, bank: bool = False) -> list[Furnishing]:
    """The service's own tabs that the workbook lacks; Bank is one of them where ``bank``."""
    roles = [role for role in OWN if role != BANK.role or bank]
    return [_own_tab(snapshot, role, words) for role in roles if snapshot.own(role) is None]


def elsewhere(snapshot: Snapshot, words: Words, *, bank: bool = False) -> Elsewhere:
    """What is made where the service's tabs cannot stand in the staff's file, and once they can."""
    bank = bank or snapshot.own(BANK.role) is not None
    staffs = {ref: tab for ref, tab in snapshot.tabs.items() if not tab.own}
    copies = tuple(_copy(role, words) for role in COPIED_ROLES)
    home = plan_own_tabs(replace(snapshot, tabs=staffs), words, bank=bank)
    return Elsewhere(copies, tuple(home))


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
    if tab is BANK:
        columns = tuple(_with_clients(columns, snapshot, words))
    header = header_row(tab, snapshot)
    plan = Furnishing(
        name, new, header, columns, role, tab.freeze_columns,
        decoration=decoration(tab, snapshot, header, words), kept=tab in (NOTICES, BANK),
    )  # fmt: skip
    if tab is SUMMARY:
        layout = layout_of(header)
        return replace(
            plan, head=_totals_formats(layout), bold=(1, layout.totals),
            freeze_head=header <= FROZEN, opens=True,
        )  # fmt: skip
    # Above the header of the others stand texts and, at most, sums of numbers.
    head = tuple(c.format if c.format in _SUMMED else "text" for c in tab.columns)
    return replace(plan, head=head if tab.header_row > 1 else ())


def _totals_formats(layout: HeadLayout) -> tuple[Format, ...]:
    """The formats of the key figures, by column; text where there is none."""
    formats = dict(layout.figures.values())
    return tuple(formats.get(column.key, "text") for column in SUMMARY.columns)


def _own_columns(tab: OwnTab, words: Words) -> Iterator[NewColumn]:
    made = zip(tab.columns, tab.headers(words), tab.marks, strict=True)
    for index, (column, header, mark) in enumerate(made):
        yield NewColumn(index, header, mark, column.format, column.width, write_header=bool(header))


def _with_clients(
    columns: Iterable[NewColumn], snapshot: Snapshot, words: Words
) -> Iterator[NewColumn]:
    """The columns of Bank, its Client with the clients to choose from; in a workbook that has no
    tab of them yet, those of the one that is made."""
    names = names_of_clients(snapshot) or (CLIENTS.name(words), 0, 2)
    warned = Warned("name", words.say("warning.bank"))
    for column in columns:
        chosen = column.index == BANK.at("client")
        yield replace(column, options=names, warned=warned) if chosen else column


def _free_name(snapshot: Snapshot, name: str, words: Words) -> tuple[str, bool]:
    """A name for an own tab, and whether it must be made: staff's filled tab keeps its name."""
    taken = {fold(other): other for other in snapshot.names}
    if fold(name) not in taken:
        return name, True
    theirs = snapshot.tabs.get(taken[fold(name)])
    if theirs is not None and not theirs.own and is_empty(theirs):
        return theirs.ref, False
    return _suffixed(name, taken, words), True


def _suffixed(name: str, taken: Mapping[str, str], words: Words) -> str:
    again = words.say("name.again", name=name)
    candidates = [again, *(f"{again} {n}" for n in range(2, 100))]
    return next(candidate for candidate in candidates if fold(candidate) not in taken)


def _staff_tab(
    snapshot: Snapshot, role: Role, sought: Sought, furniture: Furniture
) -> Furnishing | None:
    ref = sought.ref
    tab = snapshot.tabs.get(ref)
    freeze = 2 if role.key in ("clients", "log") else 0
    if tab is None:
        refuse_renamed(snapshot, role, ref)
    if tab is None or is_empty(tab):
        columns = tuple(
            new_column(column, index, role, furniture, mark=column.own)
            for index, column in enumerate(role.columns)
        )
        dates = [index for index, each in enumerate(role.columns) if each.key == "date"]
        return Furnishing(
            ref, new=tab is None, header_row=1, columns=columns, freeze_columns=freeze,
            decoration=_held_rows(columns, {}, 1, *dates[:1]),
        )  # fmt: skip
    refuse_exchanged(tab, role)
    header_row, found = headers.known_headers(tab, role, furniture.aliases, sought.preset)
    if not sought.as_kept:
        refuse_broken_headers(tab, role, header_row, found)
        refuse_another(tab, role, furniture.aliases)
        refuse_misspelt(tab, role, header_row, found, furniture.aliases)
    wanted = role.own_columns if sought.as_kept else [c for c in role.columns if c.offered]
    sources, aliases = furniture.sources[role.key], furniture.aliases
    copied = columns_copied_along(snapshot, (tab, header_row), role, sources, aliases)
    columns = tuple(_missing_columns(tab, role, wanted, (header_row, found), furniture, copied))
    looks = _held_rows(columns, tab.marks, header_row, found.get("date"))
    if not (columns or looks.rules):
        return None
    return Furnishing(
        ref, new=False, header_row=header_row, columns=columns, freeze_columns=freeze,
        decoration=looks,
    )  # fmt: skip


def _held_rows(
    columns: Sequence[NewColumn],
    marks: Mapping[str, int],
    header_row: int,
    date: int | None = None,
) -> Decoration:
    """Red rows of a log that gets its Status, or has all its columns."""
    new = {column.mark: column.index for column in columns if column.mark}
    places = {**marks, **new}
    ready = "log.status" in new or not columns
    if not (ready and {"log.status", "log.charge"} <= {*places}):
        return Decoration()
    right, status, charge = max(places.values()), places["log.status"], places["log.charge"]
    rules = held_rules(header_row + 1, right, status, charge, date)
    # A Status that runs on over the columns behind it would make all letters of a print smaller.
    return Decoration(rules=rules, printed=((0, right),))


def _missing_columns(
    tab: Tab,
    role: Role,
    wanted: Sequence[Column],
    known: tuple[int, Mapping[str, int]],
    furniture: Furniture,
    copied: Mapping[str, int],
) -> Iterator[NewColumn]:
    """Those ``wanted`` that are not ``known`` (the header row, and the columns found in it):
    staff's headers, then ours: marked already, adopted where ``copied`` (by mark) or empty, or new.

    A staff column whose header is only misspelt, or whose cells say that it is one, is no missing
    one: a new column beside it would leave what they typed unread, and silence the finding that
    says so. Nor is one whose header stands there already, and is another column's by the config:
    two of a name end every run.
    """
    header_row, found = known
    misspelt = dict(nearly_named(tab, role, header_row, found, furniture.aliases))
    ignored = ignored_columns(tab, header_row, role, furniture.aliases)
    known_or_ignored = {**found, **{str(at): at for at in ignored}}
    misspelt |= said_elsewhere(tab, role.key, header_row, known_or_ignored)
    free = free_column(tab)
    named = _headers_by_name(tab, header_row)
    for column in wanted:
        mark = f"{role.key}.{column.key}"
        if column.key in found or mark in tab.marks:
            continue
        if not column.own and (column.key in misspelt or _is_named(column, named)):
            continue
        named_so = named.get(fold(column.name(furniture.words))) if column.own else None
        index = copied.get(mark, named_so)
        empty = index is not None and _is_column_empty(tab, index, header_row)
        if index is not None and (empty or mark in copied):
            made = new_column(column, index, role, furniture, mark=True, adopt=True)
            yield replace(made, empty=empty)
            continue
        taken = index is not None
        yield new_column(column, free, role, furniture, mark=column.own, second=taken)
        free += 1


def _headers_by_name(tab: Tab, header_row: int) -> dict[str, int]:
    cells = ((index, column[header_row - 1]) for index, column in enumerate(tab.columns))
    return {fold(str(cell)): index for index, cell in cells if cell not in (None, "")}


def _is_named(column: Column, named: Mapping[str, int]) -> bool:
    """Whether a header of the tab is one of the column's own, in any language."""
    return any(fold(name) in named for name in column.names)


def _is_column_empty(tab: Tab, index: int, header_row: int) -> bool:
    return all(cell is None or cell == "" for cell in tab.columns[index][header_row:])
