"""A1 notation and GridRanges. A ``Box`` is half open, counted from 0, closed to its grid."""

import re
from dataclasses import dataclass
from typing import Any

from .errors import bad

_CELL = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,7})?")
_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


@dataclass(frozen=True, slots=True)
class Box:
    """Rows top..bottom, columns left..right of one tab; None is open."""

    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None

    def closed(self, rows: int, columns: int) -> "Box":
        """The same within a grid."""
        bottom = rows if self.bottom is None else self.bottom
        right = columns if self.right is None else self.right
        return Box(self.top, self.left, bottom, right)

    @property
    def height(self) -> int:
        return (self.bottom or 0) - self.top

    @property
    def width(self) -> int:
        return (self.right or 0) - self.left

    def overlaps(self, other: "Box") -> bool:
        return (
            (other.bottom is None or self.top < other.bottom)
            and (self.bottom is None or other.top < self.bottom)
            and (other.right is None or self.left < other.right)
            and (self.right is None or other.left < self.right)
        )

    def contains(self, other: "Box") -> bool:
        return (
            self.top <= other.top and self.left <= other.left
            and (self.bottom is None or (other.bottom is not None and other.bottom <= self.bottom))
            and (self.right is None or (other.right is not None and other.right <= self.right))
        )  # fmt: skip


def letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def a1(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def a1_box(box: Box) -> str:
    """A closed box in A1 notation; one cell as such."""
    first = a1(box.top, box.left)
    last = a1((box.bottom or 1) - 1, (box.right or 1) - 1)
    return first if first == last else f"{first}:{last}"


def quoted(title: str) -> str:
    """A tab's name as answers spell it: in quotes unless it is a plain word, or like a cell."""
    plain = re.fullmatch(r"\w+", title, re.ASCII) and not title[0].isdigit()
    if plain and not _LIKE_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def split_range(text: str) -> tuple[str | None, str | None]:
    """Title and cells of A1 notation; a lone part may be either: then (None, part)."""
    if text.startswith("'"):
        found = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
        if not found:
            raise bad(f"Unable to parse range: {text}")
        return found[1].replace("''", "'"), found[2]
    if "!" in text:
        title, _, cells = text.rpartition("!")
        return title, cells
    return None, text


def parse_cells(text: str) -> Box | None:
    """A1:B2, A:B, 1:2, B1:B, A1:1, A1 as a box; None where it is none of them."""
    first, colon, last = text.partition(":")
    start = _CELL.fullmatch(first) if first else None
    if not start or not (start[1] or start[2]) or (not colon and not (start[1] and start[2])):
        return None
    end = _CELL.fullmatch(last if colon else first)
    if not end or not (end[1] or end[2]):
        return None
    rows = sorted(int(each) for each in (start[2], end[2]) if each)
    columns = sorted(column_of(each) for each in (start[1], end[1]) if each)
    return Box(
        rows[0] - 1 if rows else 0,
        columns[0] if columns else 0,
        rows[-1] if (start[2] and end[2]) or (not start[1] and rows) or len(rows) == 2 else _open(start[2], end[2]),
        columns[-1] + 1 if len(columns) == 2 else _open_columns(start[1], end[1]),
    )  # fmt: skip


def _open(start: str | None, end: str | None) -> int | None:
    return int(end) if end and not start else None


def _open_columns(start: str | None, end: str | None) -> int | None:
    return column_of(end) + 1 if end and not start else None


def box_of(grid: dict[str, Any]) -> Box:
    """A GridRange as a box, perhaps open."""
    return Box(
        grid.get("startRowIndex", 0), grid.get("startColumnIndex", 0),
        grid.get("endRowIndex"), grid.get("endColumnIndex"),
    )  # fmt: skip


def normal_range(grid: dict[str, Any]) -> dict[str, Any]:
    """A GridRange as Google keeps it: sheet 0 is left out, indexes as given."""
    return {key: value for key, value in grid.items() if key != "sheetId" or value}


def grid_of(sheet: int, box: Box, *, bare: bool = False) -> dict[str, Any]:
    """A box as a GridRange: open ends and sheet 0 are left out; ``bare`` leaves zeros out too."""
    made: dict[str, Any] = {"sheetId": sheet} if sheet else {}
    if box.top or not bare:
        made["startRowIndex"] = box.top
    if box.bottom is not None:
        made["endRowIndex"] = box.bottom
    if box.left or not bare:
        made["startColumnIndex"] = box.left
    if box.right is not None:
        made["endColumnIndex"] = box.right
    return made
