"""The records of a CSV text: its separator, and a sheet row for each line (design §15)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass

_SEPARATORS: Final = (",", ";", "\t")
_TOLD: Final = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""Excel's own first line, where somebody wrote it."""
_HEADERS: Final = 10
"""Headers stand in one of so many lines."""
_WHOLE: Final = re.compile(r"\s*-?\d+")
_REST: Final = re.compile(r"\d{1,3}(?:\.\d+)?\s*")
_PAIR: Final = re.compile(r"(?:^|,) *-?\d+,\d+(?:\.\d+)? *(?=,|$)", re.MULTILINE)
_NUMBER: Final = re.compile(r"\s*-?\d+(?:[.,:]\d+)?\s*")

csv.field_size_limit(1_000_000)


@dataclass(frozen=True)
class _Reading:
    """What a text is with one separator: the cells of each record by its first line (from 1),
    the usual number of cells, and how many records have it."""

    separator: str
    records: Mapping[int, list[str]]
    width: int
    regular: int


@dataclass(frozen=True)
class CsvTable:
    """Columns of texts, all of one ``height``: a record stands in the row of its first line.
    ``cuts`` and ``ends`` as in ``Tab``."""

    columns: list[list[Cell]]
    height: int
    cuts: Mapping[int, Sequence[int]]
    ends: frozenset[int]


def table_of(text: str) -> CsvTable:
    """The table that a text is. Raises ``ValueError`` with what is wrong, in words for a person."""
    found = _TOLD.match(text)
    reading = _read(text, found[1]) if found else _likeliest(text)
    records = {line: cells for line, cells in reading.records.items() if not (found and line == 1)}
    width = max((_filled(each) for line, each in records.items() if line <= _HEADERS), default=0)
    _refuse_cut_numbers(records, reading.separator)
    for line, cells in records.items():
        if (filled := _filled(cells)) > width:
            raise ValueError(f"line {line} has {filled} cells, more than any header could have")
    height = max(records, default=0)
    columns: list[list[Cell]] = [[None] * height for _ in range(width)]
    for line, cells in records.items():
        for column, cell in zip(columns, cells, strict=False):
            column[line - 1] = cell if cell.strip() else None
    cuts = _cuts(records, text) if reading.separator == "," and _PAIR.search(text) else {}
    ends = frozenset(len(each) - 1 for each in records.values() if _NUMBER.fullmatch(each[-1]))
    return CsvTable(columns, height, cuts, ends if cuts else frozenset())


def _filled(cells: Sequence[str]) -> int:
    """How many cells a record has, but for blank ones at its end."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _refuse_cut_numbers(records: Mapping[int, list[str]], separator: str) -> None:
    """A line with more cells than its headers, if only by a blank one at its end, that may have a
    number cut in two by its decimal comma: "1,50,"."""
    header = next((each for each in records.values() if _filled(each) > 1), [])
    for line, cells in records.items() if separator == "," else ():
        if len(cells) > len(header) >= _filled(cells) and _may_be_cut(cells):
            raise ValueError(
                f"line {line} has {len(cells)} cells where the headers are {len(header)}"
            )


def _may_be_cut(cells: Sequence[str]) -> bool:
    return any(_is_cut(a, b) for a, b in pairwise(cells))


def _is_cut(whole: str, rest: str) -> bool:
    """Whether two cells may be one number, 1,50 or 0,0625."""
    if not _WHOLE.fullmatch(whole):
        return False
    return _REST.fullmatch(rest) is not None or (whole.strip(" -") == "0" and rest.isdecimal())


def _cuts(records: Mapping[int, list[str]], text: str) -> dict[int, list[int]]:
    """The numbers that may be cut by their comma, by column and line; what stands in quotes is
    whole."""
    lines = list(io.StringIO(text, newline=""))
    cuts: dict[int, list[int]] = {}
    for line, cells in records.items():
        last = line + sum(cell.count("\n") for cell in cells)
        typed = "".join(lines[line - 1 : last])
        for at, (whole, rest) in enumerate(pairwise(cells)):
            if rest[:1].isdecimal() and _is_cut(whole, rest) and f"{whole},{rest}" in typed:
                cuts.setdefault(at, []).append(line)
    return cuts


def _likeliest(text: str) -> _Reading:
    """The text read with the separator that most records agree about, and that finds most cells.

    Raises ``ValueError`` where two do as well, or where none reads it to its end.
    """
    readings, why = [], ""
    for separator in _SEPARATORS:
        try:
            readings.append(_read(text, separator))
        except ValueError as error:
            why = why or str(error)
    wide = [each for each in readings if each.width > 1]
    if why and not wide:
        raise ValueError(why)
    wide = wide or readings[:1]
    best = max(wide, key=_fitness)
    if sum(_fitness(each) == _fitness(best) for each in wide) > 1:
        raise ValueError("its cells may be separated by one sign as well as by another")
    return best


def _fitness(reading: _Reading) -> tuple[int, int]:
    return reading.regular, reading.width


def _read(text: str, separator: str) -> _Reading:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: dict[int, list[str]] = {}
    line = 1
    try:
        for cells in lines:
            if any(map(str.strip, cells)):
                records[line] = cells
            line = lines.line_num + 1
    except csv.Error as error:
        raise ValueError(f"line {line} is no record of a CSV file ({error})") from error
    widths = Counter(map(len, records.values()))
    width, regular = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return _Reading(separator, records, width, regular)
