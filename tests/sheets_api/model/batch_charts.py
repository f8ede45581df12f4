"""Requests about what tabs look like: conditional formats, charts, bands, borders."""

import copy
from dataclasses import replace
from typing import Any

from ..cells import Extra
from .batch_cells import dress, target
from .book import Book
from .cell_json import merged
from .colours import twinned
from .errors import bad
from .masks import Mask, parse_mask
from .ranges import normal_range
from .sheet import Sheet

Json = dict[str, Any]


# --- conditional formats ---------------------------------------------------------------------


def add_rule(book: Book, body: Json, _: str) -> None:
    rules = _rules(_sheet_of(book, body))
    rules.insert(body.get("index", len(rules)), _rule(body["rule"]))


def update_rule(book: Book, body: Json, _: str) -> Json:
    rules, new = _rules(_sheet_of(book, body)), body.get("newIndex")
    at = _index(rules, body.get("index", 0))
    old = rules[at]
    if "rule" in body:
        rules[at] = _rule(body["rule"])
        return {"newRule": rules[at], "newIndex": at, "oldRule": old, "oldIndex": at}
    rules.insert(_index(rules, new or 0), rules.pop(at))
    return {"newRule": old, "newIndex": new or 0, "oldIndex": at}


def delete_rule(book: Book, body: Json, _: str) -> Json:
    rules = _rules(book.sheet_by_id(body.get("sheetId", 0)))
    return {"rule": rules.pop(_index(rules, body.get("index", 0)))}


def _rule(given: Json) -> Json:
    made: Json = twinned(copy.deepcopy(given))
    made["ranges"] = [normal_range(each) for each in given["ranges"]]
    return made


def _rules(sheet: Sheet) -> list[Json]:
    return sheet.objects.setdefault("conditionalFormats", [])


def _sheet_of(book: Book, body: Json) -> Sheet:
    ranges = body.get("rule", {}).get("ranges") or [{"sheetId": body.get("sheetId", 0)}]
    return book.sheet_by_id(ranges[0].get("sheetId", 0))


def _index(rules: list[Json], at: int) -> int:
    if not 0 <= at < len(rules):
        raise bad(f"No conditional format on sheet at index: {at}")
    return at


# --- charts ----------------------------------------------------------------------------------


def add_chart(book: Book, body: Json, _: str) -> Json:
    chart = copy.deepcopy(body["chart"])
    taken = {c["chartId"] for s in book.sheets for c in s.objects.get("charts", ())}
    if chart.get("chartId") in taken:
        raise bad(f"Chart with ID {chart['chartId']} already exists.")
    chart.setdefault("chartId", book.fresh_id(taken))
    anchor = chart.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
    book.sheet_by_id(anchor.get("sheetId", 0)).objects.setdefault("charts", []).append(chart)
    return {"chart": copy.deepcopy(chart)}


def update_chart(book: Book, body: Json, _: str) -> None:
    _found(book, "charts", "chartId", body["chartId"])[1]["spec"] = copy.deepcopy(body["spec"])


def move_object(book: Book, body: Json, _: str) -> Json:
    """Only what the mask names changes; its root, overlayPosition, is implied."""
    position = _found(book, "charts", "chartId", body["objectId"])[1].setdefault("position", {})
    given = body["newPosition"].get("overlayPosition", {})
    mask = parse_mask(body["fields"])
    old = position.get("overlayPosition", {})
    position["overlayPosition"] = given if "*" in mask else merged(old, given, mask)
    return {"position": copy.deepcopy(position)}


def delete_object(book: Book, body: Json, _: str) -> None:
    sheet, chart = _found(book, "charts", "chartId", body["objectId"])
    sheet.objects["charts"].remove(chart)


def _found(book: Book, kind: str, name: str, number: int) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for each in sheet.objects.get(kind, ()):
            if each[name] == number:
                return sheet, each
    raise bad(f"Invalid {name}: {number}")


# --- bands and borders -----------------------------------------------------------------------


def add_banding(book: Book, body: Json, _: str) -> Json:
    band = _band(body["bandedRange"])
    taken = {b["bandedRangeId"] for s in book.sheets for b in s.objects.get("bandedRanges", ())}
    if band.get("bandedRangeId") in taken:
        raise bad(f"Banded range with ID {band['bandedRangeId']} already exists.")
    band.setdefault("bandedRangeId", book.fresh_id(taken))
    sheet = book.sheet_by_id(band["range"].get("sheetId", 0))
    sheet.objects.setdefault("bandedRanges", []).append(band)
    return {"bandedRange": copy.deepcopy(band)}


def update_banding(book: Book, body: Json, _: str) -> None:
    given = _band(body["bandedRange"])
    band = _found(book, "bandedRanges", "bandedRangeId", given["bandedRangeId"])[1]
    mask = parse_mask(body["fields"])
    band |= given if "*" in mask else merged(band, given, mask)


def delete_banding(book: Book, body: Json, _: str) -> None:
    sheet, band = _found(book, "bandedRanges", "bandedRangeId", body["bandedRangeId"])
    sheet.objects["bandedRanges"].remove(band)


def _band(given: Json) -> Json:
    made: Json = twinned(copy.deepcopy(given))
    return made | ({"range": normal_range(given["range"])} if "range" in given else {})


def update_borders(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    sides = {name: body[name] for name in ("top", "bottom", "left", "right") if name in body}
    mask: Mask = {"borders": {name: {} for name in sides}}

    def change(old: Extra) -> Extra:
        return replace(old, format=merged(old.format or {}, twinned({"borders": sides}), mask))

    dress(sheet, box, change)


HANDLERS = {
    "addConditionalFormatRule": add_rule, "updateConditionalFormatRule": update_rule,
    "deleteConditionalFormatRule": delete_rule, "addChart": add_chart,
    "updateChartSpec": update_chart, "deleteEmbeddedObject": delete_object,
    "updateEmbeddedObjectPosition": move_object,
    "addBanding": add_banding, "updateBanding": update_banding, "deleteBanding": delete_banding,
    "updateBorders": update_borders,
}  # fmt: skip
