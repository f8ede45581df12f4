"""How furnished tabs look in Google Sheets: formats, colours, drop-downs, protection."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.column_formats import TEXTS, Format
from sheets_sync.spreadsheet.google.charts import PADDING, PIXELS_A_LETTER
from sheets_sync.spreadsheet.google.facts import Sheet, protection_id
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.requests import column_span, extended, grid_range
from sheets_sync.spreadsheet.google.transport import range_of
from sheets_sync.spreadsheet.protocol import Marks, NewColumn, Warned
from sheets_sync.words import language_at

_NUMBERS: Final[dict[Format, str]] = {
    "money": "#,##0.00;[Red]-#,##0.00",
    "integer": "#,##0",
    "price": "#,##0.00##",
    "ratio": "0.00",
    "tenths": "#,##0.0",
    "times": '0.0"×"',
    "percent": "0%",
}
_STAFF_FILL: Final = {"red": 0.906, "green": 0.902, "blue": 0.902}
_OWN_FILL: Final = {"red": 0.851, "green": 0.906, "blue": 0.961}
OWN_TAB_COLOUR: Final = {"red": 0.184, "green": 0.427, "blue": 0.71}
_LONGEST_LIST: Final = 500
_NO_DAY: Final = 40_000
"""A number from here on is that of a day."""


def number_format(kind: Format, days: str) -> Json | None:
    """The number format of a column, or None where cells look as they are typed."""
    if kind == "date":
        return {"type": "DATE", "pattern": days}
    if kind == "datetime":
        return {"type": "DATE_TIME", "pattern": f"{days} hh:mm"}
    pattern = _NUMBERS.get(kind)
    return {"type": "NUMBER", "pattern": pattern} if pattern else None


def header_cell(column: NewColumn, *, own: bool) -> Json:
    """A header: bold, on grey where staff fill the column in, on blue where we do."""
    numeric = column.format not in TEXTS
    return {
        "userEnteredValue": extended(column.header),
        "userEnteredFormat": {
            "textFormat": {"bold": True},
            "backgroundColor": _OWN_FILL if own else _STAFF_FILL,
            "horizontalAlignment": "RIGHT" if numeric else "LEFT",
            "verticalAlignment": "MIDDLE",
            "wrapStrategy": "WRAP",
        },
    }


def format_column(sheet: int, top: int, column: int, kind: Format, days: str) -> Json:
    """Give a column its number format from row ``top`` (from 0) down."""
    where = grid_range(sheet, top, 0, column, column + 1)
    del where["endRowIndex"]
    return {
        "repeatCell": {
            "range": where,
            "cell": {"userEnteredFormat": {"numberFormat": number_format(kind, days)}},
            "fields": "userEnteredFormat.numberFormat",
        }
    }


def format_head(
    sheet: int, rows: int, kinds: Sequence[Format], bold: Sequence[int], days: str
) -> list[Json]:
    """The rows above a header: each column's own format there, and rows that stand out."""
    formats = [
        {
            "repeatCell": {
                "range": grid_range(sheet, 0, rows, column, column + 1),
                "cell": {"userEnteredFormat": {"numberFormat": number_format(kind, days)}},
                "fields": "userEnteredFormat.numberFormat",
            }
        }
        for column, kind in enumerate(kinds)
        if number_format(kind, days)
    ]
    stand_out = [
        {
            "repeatCell": {
                "range": grid_range(sheet, row - 1, row, 0, max(len(kinds), 1)),
                "cell": {"userEnteredFormat": {"textFormat": {"bold": True}}},
                "fields": "userEnteredFormat.textFormat.bold",
            }
        }
        for row in bold
    ]  # fmt: skip
    return [*formats, *stand_out]


def width(sheet: int, at: int, letters: int) -> Json:
    """Make a column as wide as so many letters."""
    return {
        "updateDimensionProperties": {
            "range": column_span(sheet, at),
            "properties": {"pixelSize": letters * PIXELS_A_LETTER + PADDING},
            "fields": "pixelSize",
        }
    }  # fmt: skip


def drop_down(sheet: int, top: int, column: NewColumn, title_of: dict[str, str]) -> Json | None:
    """The choices of a column: they warn and never reject. None where it has none."""
    condition = _condition(column, title_of)
    warned = column.warned if condition is None and column.empty else None
    if warned is not None and warned.expected != "name":
        condition = _expectation(warned, a1(column.index, top + 1))
    if condition is None:
        return None
    where = grid_range(sheet, top, 0, column.index, column.index + 1)
    del where["endRowIndex"]
    rule: Json = {"condition": condition, "strict": False, "showCustomUi": warned is None}
    if warned is not None:
        rule["inputMessage"] = warned.text
    return {"setDataValidation": {"range": where, "rule": rule}}


def protect_column(sheet: int, mark: str, at: int) -> Json:
    """Warn whoever edits a column of ours. Whoever it refused could insert no row either."""
    where = {"sheetId": sheet, "startColumnIndex": at, "endColumnIndex": at + 1}
    return _protect(protection_id(sheet, mark), where, [])


def protect_tab(
    sheet: int, open_columns: Sequence[int], top: int, width: int, open_cells: Sequence[Json]
) -> Json:
    """Warn whoever edits a tab of ours, but for what is people's: some columns and cells, and
    all that is right of its ``width`` columns."""
    opened = [
        {
            "sheetId": sheet, "startRowIndex": top,
            "startColumnIndex": column, "endColumnIndex": column + 1,
        }
        for column in open_columns
    ]  # fmt: skip
    beside = {"sheetId": sheet, "startColumnIndex": width}
    return _protect(protection_id(sheet, ""), {"sheetId": sheet}, [*opened, *open_cells, beside])


def _protect(number: int, where: Json, opened: Sequence[Json]) -> Json:
    protected: Json = {
        "protectedRangeId": number,
        "range": where,
        "description": "Written by sheets-sync; what is typed here is overwritten.",
        "warningOnly": True,
    }
    if opened:
        protected["unprotectedRanges"] = list(opened)
    return {"addProtectedRange": {"protectedRange": protected}}


def made_again(
    sheets: Mapping[str, Sheet], marks: Mapping[str, Marks], locale: str
) -> Iterator[Json]:
    """Width and number format of columns of ours that are made again; all by title."""
    days = language_at(locale).day_in_cells
    for title, wanted in marks.items():
        sheet, top = sheets[title], wanted.header or sheets[title].header + 1
        for column in wanted.made:
            yield width(sheet.id, column.index, column.width)
            if number_format(column.format, days):
                yield format_column(sheet.id, top, column.index, column.format, days)


def names_below(feed: Sequence[str | int], title_of: Mapping[str, str]) -> Json:
    """The choices that stand in a column: ``feed`` is (ref, column, first row)."""
    ref, letters = str(feed[0]), column_letters(int(feed[1]))
    source = f"={range_of(title_of.get(ref, ref), f'${letters}${feed[2]}:${letters}')}"
    return {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": source}]}


def _expectation(warned: Warned, first: str) -> Json:
    """What a cell should hold; ``first`` is the first of the column. Formulas of ours have ``;``
    between arguments, which every locale reads."""
    if warned.expected == "date":
        return {"type": "DATE_IS_VALID"}
    formula = f"=ISNUMBER({first})"
    if warned.expected == "duration":
        spelled = (f'ISNUMBER(SEARCH("{sign}";{first}))' for sign in warned.signs)
        formula = f"=OR(AND(ISNUMBER({first});{first}<{_NO_DAY});{';'.join(spelled)})"
    return {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}


def _condition(column: NewColumn, title_of: dict[str, str]) -> Json | None:
    if column.format == "check":
        return {"type": "BOOLEAN"}
    options = column.options
    if len(options) == 3 and isinstance(options[1], int):
        return names_below(options, title_of)
    if not options:
        return None
    choices = [{"userEnteredValue": str(each)} for each in options[:_LONGEST_LIST]]
    return {"type": "ONE_OF_LIST", "values": choices}
