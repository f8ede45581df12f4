"""How a tab of ours helps its reader: filter, colours by rule, charts, print set-up (design §9).

One description, which each back end makes in its own way, once; later runs write cells alone.
Colours can be told apart by deuteranopes and, by their lightness, on a grey print.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Final, Literal, TypeAlias

from sheets_sync.deferred import dataclass


class Tone(Enum):
    """How a cell stands out: its fill and its letters, as hex colours; bold or not."""

    ALARM = ("8C2D04", "FFFFFF", True)
    WARNING = ("F4A261", "3B1200", True)
    NOTE = ("FFE3C2", "3B1200", False)
    HELD = ("FBDDD3", "8C2D04", False)
    WELL = ("", "1F5A99", False)
    FAINT = ("", "808080", False)
    LONG_BAR = ("", "8C2D04", False)
    TALL_BAR = ("", "C65A00", False)
    BAR = ("", "0072B2", False)
    SUM = ("EDEDED", "000000", True)
    INPUT = ("FFFBE6", "000000", False)

    @property
    def fill(self) -> str:
        """The fill; "": none."""
        return self.value[0]

    @property
    def letters(self) -> str:
        """The colour of letters."""
        return self.value[1]

    @property
    def bold(self) -> bool:
        """Whether letters are bold."""
        return self.value[2]


BLUE: Final = "0072B2"
ORANGE: Final = "E69F00"
RED: Final = "D55E00"
GREY: Final = "7F7F7F"


@dataclass(frozen=True)
class Rule:
    """A conditional format: cells of the columns ``left`` to ``right`` (both in it), from sheet
    row ``top`` down, to ``bottom`` where that is given, look like ``tone`` wherever ``formula``
    holds.

    ``formula`` is written for the first of these cells; it has neither arguments nor decimals,
    so that every locale reads it alike.
    """

    left: int
    right: int
    top: int
    formula: str
    tone: Tone
    bottom: int | None = None


@dataclass(frozen=True)
class Series:
    """One series of a chart: a column of the tab, whose cell in the header row is its name.

    ``right``: against an axis of its own, on the right.
    """

    column: int
    kind: Literal["columns", "line", "dashed", "marks"]
    colour: str
    right: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart of ``rows`` rows below the header row, categories in the column ``categories``.

    ``left`` is how far its left edge is from that of the tab, in pixels; ``axis`` and
    ``right_axis`` name what is measured.
    """

    key: str
    title: str
    categories: int
    series: tuple[Series, ...]
    rows: int
    left: int
    axis: str
    right_axis: str = ""
    across: str = ""
    """Where it is not blank ``categories`` are numbers, on an axis called so: points and lines over
    them, no columns."""


@dataclass(frozen=True)
class Amounts:
    """Cells of ``columns``, from sheet row ``top`` down, to ``bottom`` where that is given, that
    look as their row says: ``looks`` are formulas, written for the row ``top``, and the number
    format wherever one of them holds."""

    columns: tuple[int, ...]
    looks: tuple[tuple[str, str], ...]
    top: int
    bottom: int | None = None


def drawn_columns(decoration: "Decoration") -> set[int]:
    """The columns that the charts are drawn from."""
    return {
        column
        for chart in decoration.charts
        for column in (chart.categories, *(series.column for series in chart.series))
    }


def at_pixel(left: int, widths: Iterable[int]) -> tuple[int, int]:
    """The column (from 0) in which a point lies that is ``left`` pixels from the tab's edge, and
    how far it is from the edge of that column; ``widths`` are the columns', in pixels."""
    column = 0
    for width in widths:
        if left < width:
            break
        left, column = left - width, column + 1
    return column, left


CHART_WIDTH: Final = 338
CHART_HEIGHT: Final = 340
"""Pixels."""

CHART_GAP: Final = 1
"""Blank rows between a table and the charts below it."""

Cells: TypeAlias = tuple[int, int, int]
"""A row (from 1), and the first and the last column of some cells in it."""


@dataclass(frozen=True)
class Decoration:
    """What a new tab of ours gets beside its columns.

    ``filtered``: so many columns, from the first, have a filter. ``below``: the charts begin
    ``CHART_GAP`` rows below this sheet row, the last of the table as far as we know.
    ``wrapped`` columns break long texts, and rows are as tall as these. ``printed`` are
    spans of columns, a page wide each; none: all. ``inputs`` are cells that people
    fill in, ``choices`` (ref, column, first row) feed their drop-downs.
    """

    filtered: int = 0
    rules: tuple[Rule, ...] = ()
    amounts: tuple[Amounts, ...] = ()
    charts: tuple[Chart, ...] = ()
    below: int = 0
    wrapped: tuple[int, ...] = ()
    printed: tuple[tuple[int, int], ...] = ()
    inputs: tuple[Cells, ...] = ()
    choices: tuple[str, int, int] | None = None
