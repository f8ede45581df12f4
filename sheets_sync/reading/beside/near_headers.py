"""Headers that are not ours and may have been meant so: told, never read (design §3, §15)."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from sheets_sync.billing.likeness import nearly
from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import NONE, Codes
from sheets_sync.columns.whole import coded
from sheets_sync.errors import UsageError
from sheets_sync.reading.beside.unread_beside import names_not_kept, units_elsewhere
from sheets_sync.reading.layout import LOG, PRICES, Column, Role
from sheets_sync.reading.meaning.units import unit_said
from sheets_sync.reading.meaning.vocabulary import words_apart
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.header_units import AGREED
from sheets_sync.reading.sources.labour_headers import MINUTES, labour_elsewhere
from sheets_sync.reading.sources.matching import (
    Aliases,
    aliases_of,
    ignored_columns,
    other_headers,
    texts_in,
    without_remark,
)
from sheets_sync.spreadsheet.protocol import Tab

_OF_MONEY: Final = {
    "clients": (),
    "prices": ("client", "unit", "minimum", "step", "included", "valid_from"),
    "payments": (),
    "log": ("quantity", "agreed", "billable"),
}
"""Columns that a charge hangs on: where such a one is not read, the charge is another."""


def nearly_named(
    tab: Tab, role: Role, row: int, columns: Mapping[str, int], aliases: Aliases
) -> Iterator[tuple[str, int]]:
    """Headers that are nearly those of an optional column which is absent, or a usual other name
    of one whose blank would be charged as something else; units of prices under any header."""
    taken = {*columns.values(), *tab.marks.values(), *ignored_columns(tab, row, role, aliases)}
    if role.key == PRICES.key and "unit" not in columns:
        yield from (("unit", index) for index in units_elsewhere(tab, row, taken))
    if role.key == LOG.key and MINUTES not in columns:
        yield from _labour_beside(tab, row, taken)
    for index, text in texts_in(tab, row):
        if index in taken or (text in names_not_kept(role.key) and text not in _usual_of(role)):
            continue
        for column in role.staff_columns:
            known = {*map(fold, column.names), *aliases_of(column, aliases)}
            if column.key not in columns and (
                _is_slip(text, known)
                or not {text, without_remark(text)}.isdisjoint(_usual(column))
                or without_remark(text) in known
                or _is_agreed(column, text)
            ):
                yield column.key, index
                break


def _labour_beside(tab: Tab, row: int, taken: set[int]) -> Iterator[tuple[str, int]]:
    """Columns that may be the labour of their rows, and not what was worked besides: overtime."""
    others = {index for index, text in texts_in(tab, row) if text in names_not_kept(LOG.key)}
    return ((MINUTES, index) for index in labour_elsewhere(tab, row, taken | others))


def _is_slip(text: str, known: Collection[str]) -> bool:
    """Whether a header is nearly one that is known, and no word of its own."""
    return text not in words_apart() and any(nearly(text, name) for name in known)


def refuse_misspelt(
    tab: Tab, role: Role, row: int, columns: Mapping[str, int], aliases: Aliases
) -> None:
    """Raises ``UsageError`` where a column that a role must have is only nearly called so: no run
    would read the tab, whatever is added to it."""
    near = dict(nearly_named(tab, role, row, columns, aliases))
    for column in role.staff_columns:
        if column.required and column.key in near:
            header = " ".join(str(tab.columns[near[column.key]][row - 1]).split())
            raise UsageError(
                f'The tab "{tab.ref}" has no column {column.told}, but one called '
                f'"{header}". Nothing was added.',
                f"Call it {column.told}, or name it in the config: [columns] "
                f'{role.key}.{column.key} = "{header}".',
            )


def rival_columns(
    tab: Tab, role: Role, row: int, columns: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Columns with a usual other name of one that money hangs on, filled in rows where that one is
    blank: staff go on filling theirs, and ours is an empty one beside it."""
    for key, index in _rivals(tab, role, row, columns):
        ours, theirs = _codes(tab, columns[key], row), _codes(tab, index, row)
        if ((ours == NONE) & (theirs != NONE)).any():
            yield key, index


def _rivals(
    tab: Tab, role: Role, row: int, columns: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Columns that are called or, if they hold units of prices, filled as one that is read."""
    taken = {*columns.values(), *tab.marks.values()}
    if role.key == PRICES.key and "unit" in columns:
        yield from (("unit", index) for index in units_elsewhere(tab, row, taken))
    if role.key == LOG.key and MINUTES in columns:
        yield from _labour_beside(tab, row, taken)
    for index, text in texts_in(tab, row):
        for column in role.staff_columns if index not in taken else ():
            if column.key in columns and (text in _usual(column) or _is_agreed(column, text)):
                yield column.key, index


def _is_agreed(column: Column, text: str) -> bool:
    """Whether a header is one of agreed prices with a unit or a currency besides, wherever these
    stand: "Agreed rate, EUR/h", "Agreed hourly rate"."""
    if column.key != AGREED:
        return False
    names = {*map(fold, column.names), *_usual(column)}
    without_unit = " ".join(word for word in text.split() if not unit_said(word))
    return hint(text, names) is not None or hint(without_unit, names) is not None


def _usual_of(role: Role) -> set[str]:
    """The usual other names of all columns that a charge hangs on: "Per" is one of Unit, too."""
    return {name for column in role.staff_columns for name in _usual(column)}


def _usual(column: Column) -> set[str]:
    """The usual other names of a column, folded, where a charge hangs on it."""
    if column.key not in _OF_MONEY[column.role]:
        return set()
    return {*map(fold, other_headers(column.role)[column.key])}


def _codes(tab: Tab, column: int, header_row: int) -> Codes:
    return coded(tab.columns[column], header_row).codes
