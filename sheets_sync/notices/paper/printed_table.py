"""A table on paper: its header on every page that it reaches, no sum broken over lines."""

from collections.abc import Iterable, Sequence
from typing import Final

from fpdf.enums import MethodReturnValue, TableBordersLayout
from fpdf.fonts import FontFace

from sheets_sync.notices.paper.page import INK, RULE, SOFT, WIDTH, Page
from sheets_sync.notices.paper.printed_columns import SIZES, PrintedColumn, fitted, shared

_LINE: Final = 4.4
_PADDING: Final = 1.5
_MOST_LINES: Final = 20
"""Lines of a cell: rows do not break over pages, and nobody reads a service's name on and on."""

_SURELY_FEWER: Final = 60
"""Characters that are no more lines than that, even of the narrowest column's widest letters."""


def print_table(
    page: Page, columns: Sequence[PrintedColumn], rows: Iterable[Sequence[str]]
) -> None:
    """A table below what stands on ``page``; a text that would take too many lines ends in "…".

    Raises ``PaperError`` as ``Page.fit``.
    """
    cells = [[page.fit(cell) for cell in row] for row in rows]
    widths = _measured(page, columns, cells)
    page.set_draw_color(*RULE)
    with page.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=widths,
        headings_style=FontFace(emphasis="", color=SOFT, size_pt=8),
        line_height=_LINE,
        padding=(1.3, _PADDING),
        text_align=["RIGHT" if column.number else "LEFT" for column in columns],
        width=WIDTH,
    ) as table:
        table.row([page.fit(column.name) for column in columns])
        for row in cells:
            table.row([_begun(page, *each) for each in zip(row, widths, strict=True)])


def _begun(page: Page, text: str, width: float) -> str:
    """``text``, or what of it stands on the lines that a cell of ``width`` may have."""
    if len(text) <= _SURELY_FEWER:
        return text
    inside = width - 2 * _PADDING
    lines = page.multi_cell(inside, _LINE, text, dry_run=True, output=MethodReturnValue.LINES)
    assert isinstance(lines, list)  # noqa: S101 - by that output it is
    if len(lines) <= _MOST_LINES:
        return text
    return "\n".join(lines[:_MOST_LINES])[:-1] + page.fit("…")


def _measured(
    page: Page, columns: Sequence[PrintedColumn], cells: Sequence[Sequence[str]]
) -> list[float]:
    """The widths of a table's columns; its letters are set to the size that they fit in."""
    for size in SIZES:
        page.type(size, INK)
        sums = [_widest(page, cells, at) if e.whole else 0 for at, e in enumerate(columns)]
        if (widths := fitted(columns, sums, WIDTH)) is not None:
            return widths
    return shared(columns, WIDTH)


def _widest(page: Page, cells: Sequence[Sequence[str]], at: int) -> float:
    widest = max((page.get_string_width(row[at]) for row in cells), default=0)
    return 2 * (_PADDING + page.c_margin) + 0.1 + widest
