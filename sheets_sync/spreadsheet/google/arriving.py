"""The answer to ``values:batchGet``, taken apart while it comes: a column at a time is in memory.

A large answer is a hundred megabytes of JSON, and several times as much in objects. It is
compact (``prettyPrint=false``), so that its columns are found without reading it cell by cell.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import orjson

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.google.packing import pack
from sheets_sync.spreadsheet.google.shapes import CELLS, is_answer

Columns = list[Sequence[Cell]]

_BEGIN: Final = re.compile(rb'\s*\{\s*"valueRanges":\s*\[\s*')
_HEAD: Final = re.compile(
    rb'\s*,?\s*\{\s*"range":\s*("(?:[^"\\]|\\.)*")\s*(?:,\s*"majorDimension":\s*"COLUMNS")?'
    rb'\s*(?:(\})|,\s*"values":\s*\[)',
    re.DOTALL,
)
_END: Final = re.compile(rb"\s*\]\s*\}\s*$")
_NEXT: Final = re.compile(rb"\s*(?:,\s*(?=\[)|(\])\s*\})")
_ESCAPE: Final = re.compile(rb"\\.", re.DOTALL)
_LONGEST_HEAD: Final = 10_000


class UnreadableError(ValueError):
    """What came is no compact answer, or only a part of one."""


def read_answer(parts: Callable[[], Iterable[bytes]]) -> list[dict[str, Any]]:
    """The ranges of an answer that comes in ``parts``: their ``range`` and ``values``, columns
    packed. An answer that is not laid out as we asked is read whole; ``ValueError`` where that
    fails too."""
    try:
        return list(_Answer(iter(parts())).ranges())
    except UnreadableError:
        whole = orjson.loads(b"".join(parts()))
        if not is_answer(whole, CELLS):
            raise
        ranges: list[dict[str, Any]] = whole["valueRanges"]
        return ranges


class _Answer:
    """An answer as far as it came: ``rest`` is what was not taken apart yet, from ``at`` on."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._rest = bytearray()
        self._at = 0

    def ranges(self) -> Iterator[dict[str, Any]]:
        if self._match(_BEGIN) is None:
            raise UnreadableError
        while not self._is_at_end():
            head = self._match(_HEAD)
            if head is None:
                raise UnreadableError
            given = {"range": orjson.loads(head[1])}
            yield given if head[2] else given | {"values": list(self._columns())}

    def _columns(self) -> Iterator[Sequence[Cell]]:
        while True:
            yield _packed(self._column())
            following = self._match(_NEXT)
            if following is None:
                raise UnreadableError
            if following[1]:
                return

    def _column(self) -> bytes:
        """The next column, brackets included."""
        quotes, end = 0, 0
        while True:
            seen, end = end, self._find(b"]", end) + 1
            quotes += _quotes(self._rest, self._at + seen, self._at + end)
            if quotes % 2 == 0:  # the bracket is in no text
                break
        column = bytes(memoryview(self._rest)[self._at : self._at + end])
        self._at += end
        return column

    def _find(self, byte: bytes, start: int) -> int:
        """Where the byte is next; like ``start``, counted from where we are."""
        while (found := self._rest.find(byte, self._at + start)) < 0:
            start = len(self._rest) - self._at
            if not self._more():
                raise UnreadableError
        return found - self._at

    def _match(self, what: re.Pattern[bytes]) -> re.Match[bytes] | None:
        while len(self._rest) - self._at < _LONGEST_HEAD and self._more():
            pass
        found = what.match(bytes(self._rest[self._at : self._at + _LONGEST_HEAD]))
        if found is not None:
            self._at += found.end()
        return found

    def _is_at_end(self) -> bool:
        return self._match(_END) is not None

    def _more(self) -> bool:
        """Take in the next part; what was taken apart goes."""
        part = next(self._parts, b"")
        if part:
            del self._rest[: self._at]
            self._at = 0
            self._rest += part
        return bool(part)


def _quotes(data: bytearray, start: int, end: int) -> int:
    """How many quotes begin or end a text there."""
    if data.find(b"\\", start, end) < 0:
        return data.count(b'"', start, end)
    return _ESCAPE.sub(b"", data[start:end]).count(b'"')


def _packed(column: bytes) -> Sequence[Cell]:
    try:
        return pack(column)
    except ValueError as error:
        raise UnreadableError from error
