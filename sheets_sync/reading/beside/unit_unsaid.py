"""Labour of which neither its header nor the config says what it is in, where its numbers are most
likely no minutes (design §15)."""

from collections.abc import Mapping, Sequence
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.unread_beside import UNIT_UNSAID
from sheets_sync.reading.layout import LOG
from sheets_sync.reading.sources.header_hints import bare_numbers
from sheets_sync.reading.sources.labour_headers import MINUTES, labour_minutes
from sheets_sync.reading.sources.matching import Aliases, aliases_of, declared_in, texts_in
from sheets_sync.spreadsheet.protocol import Tab

_HOURS_A_DAY: Final = 24
_MINUTES_A_DAY: Final = 24 * 60
_MANY: Final = 10
"""Rows, none of them over 24, after which whole numbers are hours as well."""
_SECONDS: Final = 60


def unit_unsaid(
    tab: Tab, role: str, row: int, columns: Mapping[str, int], aliases: Aliases
) -> dict[str, int]:
    """The column of labour that the config names without a unit, whose header says none, and whose
    bare numbers look like hours or like seconds."""
    at = columns.get(MINUTES)
    if role != LOG.key or at is None or not _says_no_unit(tab, row, at, aliases):
        return {}
    column = coded(tab.columns[at], row)
    filled = int((column.codes != NONE).sum())
    return {f"{UNIT_UNSAID} {at}": at} if _are_no_minutes(column.cells, filled) else {}


def _says_no_unit(tab: Tab, row: int, at: int, aliases: Aliases) -> bool:
    [minutes] = (column for column in LOG.columns if column.key == MINUTES)
    header = next((text for index, text in texts_in(tab, row) if index == at), "")
    named = header in aliases_of(minutes, aliases)
    return named and not labour_minutes(header) and header not in declared_in(aliases)


def _are_no_minutes(cells: Sequence[Cell], filled: int) -> bool:
    """Whether numbers look like hours, none of them over a day, with parts or many rows; or like
    seconds, all of them whole minutes of these, one of more minutes than a day has."""
    numbers = [number for number in bare_numbers(cells) if number >= 1]  # parts of 1: LOST_TIME
    if not numbers:
        return False
    if max(numbers) <= _HOURS_A_DAY:
        return filled >= _MANY or any(number % 1 for number in numbers)
    return max(numbers) > _MINUTES_A_DAY and not any(number % _SECONDS for number in numbers)
