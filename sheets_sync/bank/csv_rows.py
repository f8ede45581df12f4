"""The rows of a CSV file (design §20)."""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from sheets_sync.bank.notation import one_line, text_in
from sheets_sync.bank.refusing import StatementFault

_KEPT: Final = re.compile(r"=\"([^\"]*)\"|'(.*?)'?")
"""What keeps a spreadsheet from making a number of an account."""


def csv_rows(data: bytes, encoding: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows of a file with the lines on which they end, cells without what nobody sees. Raises
    ``StatementFault`` where it is in another encoding, or no CSV."""
    return [*_rows(_decoded(data, encoding), delimiter)]


def refuse_cut(
    data: bytes, rows: Sequence[tuple[int, list[str]]], booked: Collection[int], width: int
) -> None:
    """Raise ``StatementFault`` where a file ends in the midst of its last row: that is an entry
    (lines ``booked``), has fewer cells than ``width``, as no other has, and no end of line."""
    line, cells = rows[-1]
    if data.endswith((b"\n", b"\r")) or line not in booked or len(cells) >= width:
        return
    if all(len(each) >= width for at, each in rows[:-1] if at in booked):
        raise StatementFault("cut_row", line)


def _decoded(data: bytes, encoding: str) -> str:
    text = text_in(data, encoding, "bank.csv.encoding")
    if "\x00" in text:
        raise StatementFault("no_text", encoding=encoding)
    return text


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [_bare(one_line(cell)) for cell in cells]
    except csv.Error as fault:
        raise StatementFault("no_csv", reader.line_num, fault=str(fault)) from None


def _bare(cell: str) -> str:
    kept = _KEPT.fullmatch(cell)
    return (kept[1] or kept[2] or "") if kept else cell
