"""Native charts at Google: made once, drawn from cells, moved only where the table needs room."""

from collections.abc import Sequence
from typing import Final

from sheets_sync.spreadsheet.decoration import (
    CHART_GAP,
    CHART_HEIGHT,
    CHART_WIDTH,
    Chart,
    Series,
    at_pixel,
)
from sheets_sync.spreadsheet.google.facts import Sheet, chosen_id
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.requests import colour, grid_range
from sheets_sync.spreadsheet.protocol import Extents, Furnishing, NewColumn

PIXELS_A_LETTER: Final = 7
PADDING: Final = 10
_LINES: Final = {"line": "SOLID", "dashed": "MEDIUM_DASHED", "marks": "INVISIBLE"}


def chart_requests(sheet: int, plan: Furnishing) -> list[Json]:
    """The charts of ``plan.decoration``, side by side below the table."""
    row = plan.decoration.below + CHART_GAP
    return [
        {
            "addChart": {
                "chart": {
                    "chartId": chart_id(sheet, chart.key),
                    "spec": _spec(sheet, chart, plan.header_row),
                    "position": {"overlayPosition": _place(sheet, plan.columns, chart.left, row)},
                }
            }
        }
        for chart in plan.decoration.charts
    ]


def chart_id(sheet: int, key: str) -> int:
    """The id of a chart of ours."""
    return chosen_id("chart", sheet, key)


def lowered(sheet: Sheet, to: Extents) -> dict[int, tuple[int, int]]:
    """Where our charts, by id, must go (row and column from 0) so that none is in the table's
    way; none where they are well. They move together."""
    row = to.table_ends + CHART_GAP
    ours = {chart_id(sheet.id, key) for key in to.charts}
    places = {number: place for number, place in sheet.charts if number in ours}
    by = row - min((top for top, _ in places.values()), default=row)
    if by <= 0:
        return {}
    return {number: (top + by, column) for number, (top, column) in places.items()}


def move_request(sheet: int, chart: int, row: int, column: int) -> Json:
    """Move a chart, its offset and its size as they are."""
    cell = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    return {
        "updateEmbeddedObjectPosition": {
            "objectId": chart,
            "newPosition": {"overlayPosition": {"anchorCell": cell}},
            "fields": "anchorCell",
        }
    }


def _place(sheet: int, columns: Sequence[NewColumn], left: int, row: int) -> Json:
    at, left = at_pixel(left, (column.width * PIXELS_A_LETTER + PADDING for column in columns))
    return {
        "anchorCell": {"sheetId": sheet, "rowIndex": row, "columnIndex": at},
        "offsetXPixels": left,
        "widthPixels": CHART_WIDTH,
        "heightPixels": CHART_HEIGHT,
    }


def _spec(sheet: int, chart: Chart, header_row: int) -> Json:
    axes = [{"position": "LEFT_AXIS", "title": chart.axis}]
    if chart.across:
        axes.append({"position": "BOTTOM_AXIS", "title": chart.across})
    if chart.right_axis:
        axes.append({"position": "RIGHT_AXIS", "title": chart.right_axis})

    def cells(column: int) -> Json:
        where = grid_range(sheet, header_row - 1, header_row + chart.rows, column, column + 1)
        return {"sourceRange": {"sources": [where]}}

    return {
        "title": chart.title,
        "titleTextFormat": {"fontSize": 12, "bold": True},
        "hiddenDimensionStrategy": "SHOW_ALL",
        "basicChart": {
            "chartType": "SCATTER" if chart.across else "COMBO",
            "legendPosition": "BOTTOM_LEGEND",
            "headerCount": 1,
            "axis": axes,
            "domains": [{"domain": cells(chart.categories)}],
            "series": [
                _series(series, cells(series.column), scattered=bool(chart.across))
                for series in chart.series
            ],
        },
    }


def _series(series: Series, cells: Json, *, scattered: bool) -> Json:
    """A series; the type of one that is ``scattered`` is that of its chart."""
    made: Json = {
        "series": cells,
        "targetAxis": "RIGHT_AXIS" if series.right else "LEFT_AXIS",
        "color": colour(series.colour),
    }
    if not scattered:
        made["type"] = "COLUMN" if series.kind == "columns" else "LINE"
    if series.kind in _LINES:
        made["lineStyle"] = {"type": _LINES[series.kind], "width": 2}
    if series.kind == "marks":
        made["pointStyle"] = {"shape": "DIAMOND", "size": 9}
    return made
