"""One column of an answer, from its JSON to a packed column, without an object a cell.

Two kinds of columns are most of a large workbook: texts alone, and numbers with blanks and the
odd text among them. Both are taken apart by whole arrays of bytes; whatever else a column holds
(texts with escapes, booleans, a mixture) goes through a JSON library.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
import orjson
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import FEW_TEXTS, Numbers, Packed, without_blanks
from sheets_sync.columns.texts import Texts
from sheets_sync.columns.whole import factorized

SHORT: Final = 4_000
"""Columns of fewer bytes are lists: arrays would cost more than they spare."""

_BLOCK: Final = 2**18
"""So many bytes at a time: what they take stays in the processor's cache."""

_QUOTE: Final = ord('"')
_COMMA: Final = ord(",")
_BRACKETS: Final = (ord("["), ord("]"))
_BETWEEN: Final = len('","')
_HEADERS: Final = 10
_SAMPLE: Final = 2**15
_RARE: Final = 8
"""Numbers repeat where, of some bytes of them, not one in so many is a new one."""

_MANY_TEXTS: Final = 50_000


def pack(column: bytes) -> Sequence[Cell]:
    """The cells of a JSON array of strings, numbers and booleans; "" is a blank.

    Raises ``ValueError`` where it is no such array.
    """
    if len(column) < max(SHORT, len("[0]")) or (column[0], column[-1]) != _BRACKETS:
        cells: list[Cell] = orjson.loads(column)
        return cells
    if b"\\" in column or not _is_utf8(column):
        return factorized(orjson.loads(column))
    ends_in_text = column[-2] == _QUOTE
    packed = _texts(column) if ends_in_text else _numbers(column)
    return packed if packed is not None else factorized(orjson.loads(column))


def _texts(column: bytes) -> Packed | None:
    """A column of texts alone; None where it is another. It holds no escapes: every quote
    begins a text or ends one."""
    quotes = _places(column, _QUOTE)
    if len(quotes) % 2 or quotes[0] != 1 or quotes[-1] != len(column) - 2:
        return None
    starts, ends = quotes[0::2] + 1, quotes[1::2]
    if (starts[1:] - ends[:-1] != _BETWEEN).any() or not _are_commas(column, ends[:-1] + 1):
        return None
    texts = Texts(column, starts, ends)
    codes, first = texts.grouped()
    different = texts.take(first)
    if len(different) > _MANY_TEXTS:
        return without_blanks(codes, different.compact())
    return without_blanks(codes, list(different))


def _are_commas(column: bytes, places: NDArray[np.int32]) -> bool:
    view = np.frombuffer(column, np.uint8)
    blocks = (places[at : at + _BLOCK] for at in range(0, len(places), _BLOCK))
    return all(bool((view[block] == _COMMA).all()) for block in blocks)


def _numbers(column: bytes) -> Numbers | Packed | None:
    """A column of numbers, some blank, a few of them texts; None where it is another."""
    column = column.replace(b'""', b"null")
    spans = list(islice(_texts_at(column), FEW_TEXTS + 1))
    if len(spans) > FEW_TEXTS:
        return None
    texts = [column[start + 1 : end - 1].decode() for start, end in spans]
    column = _without(column, spans)
    if b"e" in column:  # true, false
        return None
    if not spans[_HEADERS:]:
        packed = _repeating(column, spans)
        if packed is not None:
            return packed.with_cells(_rows(column, spans), texts)
    values = np.concatenate([np.array(orjson.loads(b), np.float64) for b in _blocks(column)])
    rows = _rows(column, spans)
    values[rows] = np.nan
    return Numbers(values, dict(zip(rows, texts, strict=True)))


def _repeating(column: bytes, spans: Sequence[tuple[int, int]]) -> Packed | None:
    """A column of numbers of which few are different, by codes: days, quantities, minutes; None
    where there are many. Each different spelling is read once."""
    start = spans[-1][1] if spans else 0
    sample = column[start : start + _SAMPLE].split(b",")[1:-1]
    if len(set(sample)) * _RARE > len(sample):
        return None
    commas = _places(column, _COMMA)
    starts, ends = np.append(np.int32(1), commas + 1), np.append(commas, np.int32(len(column) - 1))
    spelt = Texts(column, starts, ends)
    codes, first = spelt.grouped()
    numbers: dict[float | None, int] = {None: NONE}
    table = [numbers.setdefault(orjson.loads(each), len(numbers) - 1) for each in spelt.take(first)]
    return Packed(np.array(table, np.int32)[codes], [each for each in numbers if each is not None])


def _texts_at(column: bytes) -> Iterator[tuple[int, int]]:
    """Where texts begin and end, quotes included."""
    end = 0
    while (start := column.find(b'"', end)) >= 0:
        end = column.index(b'"', start + 1) + 1
        yield start, end


def _places(column: bytes, byte: int) -> NDArray[np.int32]:
    """Where in the column that byte is."""
    view = np.frombuffer(column, np.uint8)
    found = [
        (np.flatnonzero(view[at : at + _BLOCK] == byte) + at).astype(np.int32)
        for at in range(0, len(column), _BLOCK)
    ]
    return np.concatenate(found)


def _blocks(column: bytes) -> Iterator[bytes]:
    """A column of numbers as several: what one takes is used again by the next."""
    start, last = 1, len(column) - 1
    while start < last:
        end = column.find(b",", start + _BLOCK, last)
        end = end if end >= 0 else last
        yield b"[" + column[start:end] + b"]"
        start = end + 1


def _without(column: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    """The column with noughts in place of the texts at ``spans``; all else stays in its place."""
    parts, done = [], 0
    for start, end in spans:
        parts += [column[done:start], b"0".ljust(end - start)]
        done = end
    return b"".join([*parts, column[done:]]) if spans else column


def _rows(column: bytes, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The rows that begin at the starts of ``spans``; the column holds no texts any more."""
    rows, row, done = [], 0, 0
    for start, _ in spans:
        row += column.count(b",", done, start)
        rows.append(row)
        done = start
    return rows


def _is_utf8(column: bytes) -> bool:
    if column.isascii():
        return True
    try:
        column.decode()
    except ValueError:
        return False
    return True
