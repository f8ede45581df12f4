"""Which column of staff's a header is: by the config, a tracker's habit, or our names (§3)."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias

from sheets_sync.billing.names import alike, fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.layout import (
    BREAK,
    DECLARED,
    FREE,
    HEADER_ROWS,
    HOUR,
    HOURS,
    IGNORED,
    LOG,
    SPAN,
    Column,
    Role,
    role_of,
)
from sheets_sync.reading.meaning.cell_column import rows_where
from sheets_sync.reading.meaning.vocabulary import words_by, words_for, yes_or_no
from sheets_sync.reading.meaning.would_say import says
from sheets_sync.reading.sources.header_units import names_with_unit
from sheets_sync.reading.sources.trackers import tracker_columns
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.words import languages

_AROUND: Final = "*: "
_SUMS: Final = frozenset(map(fold, words_by(lambda typed: typed.not_kept)["log.sums"]))
_REMARK: Final = re.compile(r"(?P<header>.+?)\s*[(\[][^()\[\]]*[)\]]\s*")
_WORDY: Final = ("text", "lines", "date")
_OF_OTHERS: Final = ("unit", "currency", "billable", "free")
"""Columns in whose headers a remark may say what their cells are in."""
Aliases: TypeAlias = Mapping[str, Sequence[str]]
"""Further headers of a staff column by ``role.column``."""


def matches(
    tab: Tab, row: int, role: Role, aliases: Aliases, ours: set[int], tracker: str
) -> dict[str, list[int]]:
    """Columns by key whose cell in ``row`` is a known header; an alias goes before a header of the
    tracker's, that before a name."""
    names: dict[str, list[int]] = {}
    by_alias: dict[str, list[int]] = {}
    all_aliases = (
        {c.key: aliases_of(c, aliases) for c in _columns(role, (*SPAN, BREAK))} if aliases else {}
    )
    all_names = _keys_by_name(role.key, languages())
    ours = ours | ignored_columns(tab, row, role, aliases)
    texts = [(index, text) for index, text in texts_in(tab, row) if index not in ours]
    plain = _without_remarks(tab, row, {text for _, text in texts})
    wordy = _wordy(role.key)
    for index, text in texts:
        aliased = [key for key, those in all_aliases.items() if text in those]
        remarked = (key for key in all_names.get(plain.get(index, ""), ()) if key in wordy)
        named = dict.fromkeys((*all_names.get(text, ()), *remarked))
        for key in aliased:
            by_alias.setdefault(key, []).append(index)
        for key in named if not aliased else ():
            names.setdefault(key, []).append(index)
    names = _without_sums(tab, row, names)
    taken = {at for those in (*names.values(), *by_alias.values()) for at in those}
    with_units = _with_units(tab, row, role, {at for at, _ in texts} - taken)
    names = {**with_units, **names}
    exported = tracker_columns(tracker, texts)
    by_tracker = _without_aliased(exported, by_alias)
    return _labour(_without_taken(names, by_tracker), {**by_tracker, **by_alias}, texts)


def _columns(role: Role, more: Sequence[Column] = ()) -> tuple[Column, ...]:
    """Staff's columns of a role, and what else is read of Log where it is there."""
    return (*role.staff_columns, *((HOURS, FREE, *more) if role is LOG else ()))


@cache
def _keys_by_name(role: str, spoken: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """The columns that each folded name of ours means, in the languages that are ``spoken``."""
    assert spoken  # noqa: S101 - another language is another answer
    found: dict[str, list[str]] = {}
    for column in _columns(role_of(role)):
        others = other_headers(LOG.key)[FREE.key] if column is FREE else ()
        for name in dict.fromkeys(map(fold, (*column.names, *others))):
            found.setdefault(name, []).append(column.key)
    return found


@cache
def _wordy(role: str) -> frozenset[str]:
    """The columns in whose headers nothing is in brackets but a remark."""
    columns = _columns(role_of(role))
    return frozenset(c.key for c in columns if c.format in _WORDY and c.key not in _OF_OTHERS)


def _without_sums(tab: Tab, row: int, names: dict[str, list[int]]) -> dict[str, list[int]]:
    """The same without a Billable whose header is one of sums, too (К оплате), most of whose cells
    but 0 are numbers other than 1, none of them a word for no: what says so is not charged."""
    left = [at for at in names.get("billable", ()) if not _are_sums(tab, row, at)]
    others = {key: places for key, places in names.items() if key != "billable"}
    return {**others, "billable": left} if left else others


def _are_sums(tab: Tab, row: int, at: int) -> bool:
    if fold(str(tab.columns[at][row - 1])) not in _SUMS:
        return False
    column = coded(tab.columns[at], row)
    sums, filled = says("multiplied", column).sum(), (column.codes != NONE).sum()
    refused = rows_where(column, _says_no).any()
    return bool(not refused and sums and sums * 2 >= filled - rows_where(column, _is_nought).sum())


def _says_no(cell: Cell) -> bool:
    said = yes_or_no().get(fold(cell)) if isinstance(cell, str) else cell
    return said is False and not _is_nought(cell)


def _is_nought(cell: Cell) -> bool:
    return not isinstance(cell, bool) and not str(cell).strip("0., ")


def _with_units(tab: Tab, row: int, role: Role, those: set[int]) -> dict[str, list[int]]:
    """Columns of numbers by key, among ``those``, that are called by our name for them with the
    unit or the currency of their cells: "Step (min)"."""
    found: dict[str, list[int]] = {}
    for at in sorted(those):
        for key in names_with_unit(role.key, str(tab.columns[at][row - 1])):
            found.setdefault(key, []).append(at)
    return found


def _without_aliased(
    exported: dict[str, list[int]], by_alias: Mapping[str, list[int]]
) -> dict[str, list[int]]:
    """A tracker's columns, but those that the config names another use for, or another of."""
    taken = {at for places in by_alias.values() for at in places}
    labour = {"minutes", HOURS.key} & by_alias.keys()
    return {
        key: places
        for key, places in exported.items()
        if not taken & {*places} and not (labour and key in ("minutes", "decimal"))
    }


def _without_taken(
    names: dict[str, list[int]], by_tracker: Mapping[str, list[int]]
) -> dict[str, list[int]]:
    """Columns by name, but those that a tracker's export has another use for."""
    taken = {at for places in by_tracker.values() for at in places}
    return {key: places for key, places in names.items() if not taken & {*places}}


def _labour(
    names: dict[str, list[int]],
    by_alias: dict[str, list[int]],
    texts: Sequence[tuple[int, str]],
) -> dict[str, list[int]]:
    """All columns found, a column of hours as Minutes where nothing says so better; beside a column
    of minutes, "Min" among them, as Hours."""
    if HOURS.key in by_alias:
        by_alias.setdefault("minutes", by_alias.pop(HOURS.key))
    found = {**names, **by_alias}
    hours = names.get(HOURS.key)
    if hours is None or "minutes" in by_alias:
        found.pop(HOURS.key, None)
        return found
    if minutes := found.get("minutes") or _in_minutes(texts, found):
        return {**found, "minutes": minutes}
    del found[HOURS.key]
    return {**found, "minutes": hours}


def _in_minutes(
    texts: Sequence[tuple[int, str]], found: Mapping[str, Sequence[int]]
) -> list[int] | None:
    """The columns that are called by a unit of minutes alone, and are no others."""
    taken = {at for places in found.values() for at in places}
    units = {*map(alike, words_for(lambda typed: typed.minutes))}
    return [at for at, text in texts if text in units and at not in taken] or None


def has_required(tab: Tab, role: Role, aliases: Aliases, more: Collection[str] = ()) -> bool:
    """Whether one of the first rows has the headers of all columns that a role must have, and of
    ``more``, each once."""
    wanted = {column.key for column in role.staff_columns if column.required} | {*more}
    rows = _matches_in_rows(tab, role, aliases)
    return any(all(len(places.get(key, ())) == 1 for key in wanted) for places in rows)


def most_matches(tab: Tab, role: Role, aliases: Aliases) -> int:
    """How many columns of a role one of the first rows has at most."""
    return max(map(len, _matches_in_rows(tab, role, aliases)), default=0)


def _matches_in_rows(tab: Tab, role: Role, aliases: Aliases) -> Iterator[dict[str, list[int]]]:
    ours = {*tab.marks.values()}
    for row in range(1, min(HEADER_ROWS, tab.height) + 1):
        yield matches(tab, row, role, aliases, ours, "")


def units_of(
    tab: Tab, role: Role, row: int, columns: Mapping[str, int], aliases: Aliases
) -> dict[str, int]:
    """The minutes that a 1 means, of Minutes whose header is one of hours."""
    if role is not LOG or "minutes" not in columns:
        return {}
    at = columns["minutes"]
    header = next((text for index, text in texts_in(tab, row) if index == at), "")
    in_minutes = {form(each) for each in aliases.get("log.minutes", ()) for form in (alike, _bare)}
    hours = {*map(fold, HOURS.names)} - in_minutes | aliases_of(HOURS, aliases)
    return {"minutes": HOUR} if header in hours else {}


def aliases_of(column: Column, aliases: Aliases) -> set[str]:
    """The further headers of a column, as they are looked for."""
    typed = aliases.get(f"{column.role}.{column.key}", ())
    return {*map(alike, typed), *map(_bare, typed)}


def declared_in(aliases: Aliases) -> set[str]:
    """The headers of labour whose unit the config says, as they are looked for."""
    typed = aliases.get(DECLARED, ())
    return {*map(alike, typed), *map(_bare, typed)}


def ignored_columns(tab: Tab, row: int, role: Role, aliases: Aliases) -> set[int]:
    """The columns that the config says are nobody's matter, by the header in ``row``."""
    typed = aliases.get(f"{role.key}.{IGNORED}", ())
    names = {*map(alike, typed), *map(_bare, typed)}
    return {index for index, text in texts_in(tab, row) if text in names} if names else set()


def texts_in(tab: Tab, row: int) -> Iterator[tuple[int, str]]:
    """The filled cells of a row, as they are looked for: without asterisks and colons around them,
    unless another is called so without."""
    cells = [(at, column[row - 1]) for at, column in enumerate(tab.columns)]
    texts = [(at, cell) for at, cell in cells if isinstance(cell, str) and cell.strip()]
    there = {alike(text) for _, text in texts}
    for index, text in texts:
        bare = _bare(text)
        yield index, alike(text) if bare in there else bare


def _bare(header: str) -> str:
    """A header as it is looked for, without what forms put around it: "Service*", "Staff:"."""
    plain = alike(header)
    return plain.strip(_AROUND) or plain


def without_remark(header: str) -> str:
    """A header without the remark in brackets behind it: "Date (day)"; "" where it has none."""
    found = _REMARK.fullmatch(header)
    return found["header"].strip(_AROUND) if found else ""


def _without_remarks(tab: Tab, row: int, there: Collection[str]) -> dict[int, str]:
    """The headers with a remark in brackets, or in further lines, without it, by their columns;
    not where another one is called so, with a remark of its own or without one."""
    cells = ((at, column[row - 1]) for at, column in enumerate(tab.columns))
    plain = {
        at: without_remark(alike(cell)) or _bare(cell.strip().partition("\n")[0])
        for at, cell in cells
        if isinstance(cell, str) and ("\n" in cell.strip() or cell.rstrip()[-1:] in (")", "]"))
    }
    once = Counter(plain.values())
    return {at: text for at, text in plain.items() if text not in there and once[text] == 1}


@cache
def other_headers(role: str) -> dict[str, tuple[str, ...]]:
    """How else the columns of a role are called."""
    headers = words_by(lambda typed: typed.headers)
    return {
        name.removeprefix(f"{role}."): words
        for name, words in headers.items()
        if name.startswith(f"{role}.")
    }
