"""Native charts of a new tab, made by openpyxl (ECMA-376, part 1, 21.2)."""

from collections.abc import Callable, Sequence
from typing import Final

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as ChartSeries
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.decoration import (
    CHART_GAP,
    CHART_HEIGHT,
    CHART_WIDTH,
    Chart,
    Series,
    at_pixel,
)
from sheets_sync.spreadsheet.protocol import Furnishing, NewColumn

_PIXELS_A_LETTER: Final = 7
_PADDING: Final = 5
_EMU: Final = 9_525
"""English metric units in a pixel."""
_LINE: Final = 3 * _EMU
_TITLE: Final = 1200  # hundredths of a point
_LABELS: Final = 900
_GRID: Final = "D9D9D9"


def add_charts(sheet: Worksheet, plan: Furnishing) -> None:
    """The charts of ``plan.decoration``, side by side below the table."""
    row = plan.decoration.below + CHART_GAP
    for chart in plan.decoration.charts:
        make = _scattered if chart.across else _chart
        made = make(sheet, chart, plan.header_row)
        made.anchor = _anchor(plan.columns, chart.left, row)  # type: ignore[assignment] # openpyxl takes anchors too
        sheet.add_chart(made)


def _anchor(columns: Sequence[NewColumn], left: int, row: int) -> OneCellAnchor:
    """``left`` pixels from the tab's edge, below ``row`` rows."""
    widths = (column.width * _PIXELS_A_LETTER + _PADDING for column in columns)
    at, left = at_pixel(left, widths)
    return OneCellAnchor(
        _from=AnchorMarker(col=at, colOff=left * _EMU, row=row, rowOff=0),
        ext=XDRPositiveSize2D(CHART_WIDTH * _EMU, CHART_HEIGHT * _EMU),
    )


def _chart(sheet: Worksheet, chart: Chart, header_row: int) -> BarChart:
    """Columns and, over them, lines; a series on the right has an axis of its own."""
    columns, lines, right = BarChart(), LineChart(), LineChart()
    for series in chart.series:
        part = columns if series.kind == "columns" else right if series.right else lines
        part.series.append(_series(sheet, series, chart.rows, header_row))
    last = header_row + chart.rows
    names = Reference(sheet, chart.categories + 1, header_row + 1, chart.categories + 1, last)
    for part in (columns, lines, right):
        part.set_categories(names)
    _dress(columns, chart)
    if lines.series:
        columns += lines
    if right.series:
        right.y_axis.axId = 200
        right.y_axis.crosses = "max"
        right.y_axis.majorGridlines = None
        right.y_axis.delete = False
        right.y_axis.number_format = "#,##0"
        right.y_axis.txPr = _text(_LABELS)
        right.y_axis.title = _title(chart.right_axis, _LABELS)
        columns += right
    return columns


def _scattered(sheet: Worksheet, chart: Chart, header_row: int) -> ScatterChart:
    """Points and lines over numbers."""
    made = ScatterChart()
    made.style, made.scatterStyle = 13, "lineMarker"
    column, last = chart.categories + 1, header_row + chart.rows
    numbers = Reference(sheet, column, header_row + 1, column, last)
    for series in chart.series:
        at = series.column + 1
        values = Reference(sheet, at, header_row, at, last)
        drawn = SeriesFactory(values, numbers, title_from_data=True)
        made.series.append(_looking(drawn, series, _point))
    _dress(made, chart)
    made.x_axis.title = _title(chart.across, _LABELS)
    made.x_axis.number_format = "#,##0"
    made.x_axis.majorGridlines = None
    made.y_axis.scaling.min = 0
    return made


def _point(colour: str) -> Marker:
    filled = GraphicalProperties(solidFill=colour)
    filled.line.solidFill = colour
    return Marker(symbol="circle", size=7, spPr=filled)


def _dress(made: BarChart | ScatterChart, chart: Chart) -> None:
    made.title = _title(chart.title, _TITLE)
    made.legend = Legend(legendPos="b")
    if isinstance(made, BarChart):
        made.gapWidth = 60
    made.visible_cells_only = False  # a filter on the table hides rows, not the chart
    made.x_axis.delete = made.y_axis.delete = False
    made.x_axis.tickLblPos = "low"
    made.x_axis.txPr = made.y_axis.txPr = _text(_LABELS)
    grid = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    made.y_axis.majorGridlines = ChartLines(spPr=grid)
    made.y_axis.title = _title(chart.axis, _LABELS)
    made.y_axis.number_format = "#,##0"


def _series(sheet: Worksheet, series: Series, rows: int, header_row: int) -> ChartSeries:
    column = series.column + 1
    values = Reference(sheet, column, header_row, column, header_row + rows)
    return _looking(SeriesFactory(values, title_from_data=True), series, _mark)


def _looking(made: ChartSeries, series: Series, mark: Callable[[str], Marker]) -> ChartSeries:
    """A series in its colour and kind; ``mark`` draws its marks."""
    looks = made.graphicalProperties
    if series.kind == "columns":
        looks.solidFill = series.colour
        looks.line.solidFill = series.colour
        made.invertIfNegative = False
        return made
    made.smooth = False
    looks.line.solidFill = series.colour
    looks.line.width = _LINE
    made.marker = Marker(symbol="none")
    if series.kind == "dashed":
        looks.line.dashStyle = "dash"
    if series.kind == "marks":
        looks.line = LineProperties(noFill=True)
        made.marker = mark(series.colour)
    return made


def _mark(colour: str) -> Marker:
    filled = GraphicalProperties(solidFill=colour)
    filled.line.solidFill = colour
    return Marker(symbol="dash", size=16, spPr=filled)


def _title(text: str, size: int) -> Title:
    looks = ParagraphProperties(defRPr=CharacterProperties(sz=size, b=size == _TITLE))
    paragraph = Paragraph(pPr=looks, r=[RegularTextRun(t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _text(size: int) -> RichText:
    looks = ParagraphProperties(defRPr=CharacterProperties(sz=size))
    return RichText(p=[Paragraph(pPr=looks, endParaRPr=CharacterProperties(sz=size))])
