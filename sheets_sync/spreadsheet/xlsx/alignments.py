"""Where what a cell holds stands in it: texts left, numbers right, none as ``###`` (§18)."""

from typing import Final

from openpyxl.styles import Alignment

from sheets_sync.spreadsheet.column_formats import TEXTS, Format

_SHRUNK: Final[frozenset[Format]] = frozenset(
    {"money", "price", "number", "integer", "ratio", "tenths", "times"}
)
"""What is shown in smaller digits where the column is too narrow for it. Percents are not: a
sentence stands in the place of one where the cost of an hour is unknown. Nor is what staff type."""


def of_column(kind: Format) -> Alignment:
    """That of a column below its header. Text begins a little off the number to its left."""
    if kind in TEXTS:
        lines = kind == "lines"
        return Alignment(horizontal="left", vertical="top", indent=1, wrap_text=lines)
    return Alignment(vertical="top", shrink_to_fit=kind in _SHRUNK or None)


def of_header(kind: Format, vertical: str = "center") -> Alignment:
    """That of a header, which takes several lines where it is long."""
    if kind in TEXTS:
        return Alignment(horizontal="left", vertical=vertical, indent=1, wrap_text=True)
    return Alignment(horizontal="right", vertical=vertical, wrap_text=True)


def of_key_figure(kind: Format) -> Alignment:
    """That of what stands between the headers of key figures and the table's."""
    return Alignment(shrink_to_fit=kind in _SHRUNK or None)
