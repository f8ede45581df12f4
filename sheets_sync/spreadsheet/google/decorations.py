"""Filter, colours, wrapped texts and input cells of a new tab, as requests (design §9)."""

from collections.abc import Mapping, Sequence

from sheets_sync.spreadsheet.decoration import Rule, Tone
from sheets_sync.spreadsheet.google.charts import chart_requests
from sheets_sync.spreadsheet.google.looks import names_below
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.requests import colour, grid_range
from sheets_sync.spreadsheet.protocol import Furnishing


def decorate(sheet: int, plan: Furnishing, title_of: Mapping[str, str]) -> list[Json]:
    """All that ``plan.decoration`` says of a tab that has its columns. ``title_of`` has the tab
    of the ref that feeds choices."""
    looks = plan.decoration
    made = rule_requests(sheet, plan)
    if looks.filtered:
        made.append(_filter(sheet, plan.header_row, looks.filtered))
    made += [_wrapped(sheet, plan.header_row, column) for column in looks.wrapped]
    for row, left, right in looks.inputs:
        made += _input(sheet, row, left, right, looks.choices, title_of)
    return made + chart_requests(sheet, plan)


def rule_requests(sheet: int, plan: Furnishing) -> list[Json]:
    """The rules of ``plan.decoration``, before all that the tab has."""
    return [_rule(sheet, rule, at) for at, rule in enumerate(plan.decoration.rules)]


def open_ranges(sheet: int, plan: Furnishing) -> list[Json]:
    """The input cells: protection leaves them to people."""
    return [
        grid_range(sheet, row - 1, row, left, right + 1)
        for row, left, right in plan.decoration.inputs
    ]


def _rule(sheet: int, rule: Rule, at: int) -> Json:
    where = grid_range(sheet, rule.top - 1, rule.bottom or 0, rule.left, rule.right + 1)
    if rule.bottom is None:
        del where["endRowIndex"]
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": rule.formula}]}
    boolean = {"condition": condition, "format": _looks(rule.tone)}
    made = {"ranges": [where], "booleanRule": boolean}
    return {"addConditionalFormatRule": {"rule": made, "index": at}}


def _looks(tone: Tone) -> Json:
    letters: Json = {"foregroundColor": colour(tone.letters)}
    if tone.bold:
        letters["bold"] = True
    fill = {"backgroundColor": colour(tone.fill)} if tone.fill else {}
    return {"textFormat": letters, **fill}


def _filter(sheet: int, header_row: int, columns: int) -> Json:
    where = grid_range(sheet, header_row - 1, 0, 0, columns)
    del where["endRowIndex"]
    return {"setBasicFilter": {"filter": {"range": where}}}


def _below(sheet: int, header_row: int) -> Json:
    return {"sheetId": sheet, "startRowIndex": header_row}


def _wrapped(sheet: int, header_row: int, column: int) -> Json:
    where = _below(sheet, header_row) | {"startColumnIndex": column, "endColumnIndex": column + 1}
    return _format(where, {"wrapStrategy": "WRAP"})


def _format(where: Json, looks: Json) -> Json:
    fields = ",".join(f"userEnteredFormat.{name}" for name in looks)
    return {"repeatCell": {"range": where, "cell": {"userEnteredFormat": looks}, "fields": fields}}


def _input(
    sheet: int,
    row: int,
    left: int,
    right: int,
    choices: Sequence[str | int] | None,
    title_of: Mapping[str, str],
) -> list[Json]:
    where = grid_range(sheet, row - 1, row, left, right + 1)
    side = {"style": "SOLID", "color": colour("A6A6A6")}
    edges = dict.fromkeys(("top", "bottom", "left", "right"), side)
    made = [
        _format(
            where, {"backgroundColor": colour(Tone.INPUT.fill), "numberFormat": {"type": "TEXT"}}
        ),
        {"updateBorders": {"range": where, **edges}},
    ]
    if choices:
        made.append(_choose(grid_range(sheet, row - 1, row, left, left + 1), choices, title_of))
    return made


def _choose(where: Json, choices: Sequence[str | int], title_of: Mapping[str, str]) -> Json:
    """Choices that warn and never reject: several may be typed."""
    rule = {"condition": names_below(choices, title_of), "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": where, "rule": rule}}
