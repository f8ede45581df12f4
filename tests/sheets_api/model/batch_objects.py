"""Requests about what lies on tabs: merges, filters, named and protected ranges, rules, charts."""

import copy
from typing import Any

from tests.sheets_api.model.batch_cells import target
from tests.sheets_api.model.book import Book
from tests.sheets_api.model.cell_json import merged
from tests.sheets_api.model.errors import PROTECTED, bad
from tests.sheets_api.model.masks import parse_mask
from tests.sheets_api.model.ranges import Box, box_of, grid_of
from tests.sheets_api.model.sheet import Sheet

Json = dict[str, Any]


def normal_range(grid: Json) -> Json:
    """A GridRange as Google keeps it: sheet 0 is left out, indexes as given."""
    return {key: value for key, value in grid.items() if key != "sheetId" or value}


# --- merges ----------------------------------------------------------------------------------


def merge_cells(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    there = sheet.objects.setdefault("merges", [])
    for old in list(there):
        old_box = box_of(old)
        if box.contains(old_box):
            there.remove(old)
        elif box.overlaps(old_box):
            raise bad("You must select all cells in a merged range to merge or unmerge them.")
    kind = body.get("mergeType", "MERGE_ALL")
    for each in _pieces(box, kind):
        if each.height * each.width > 1:
            there.append(grid_of(sheet.id, each))
            _keep_first(sheet, each)


def _pieces(box: Box, kind: str) -> list[Box]:
    if kind == "MERGE_ROWS":
        return [Box(r, box.left, r + 1, box.right) for r in range(box.top, box.bottom or 0)]
    if kind == "MERGE_COLUMNS":
        return [Box(box.top, c, box.bottom, c + 1) for c in range(box.left, box.right or 0)]
    return [box]


def _keep_first(sheet: Sheet, box: Box) -> None:
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            if (row, column) != (box.top, box.left):
                sheet.set(row, column, None)


def unmerge_cells(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    there = sheet.objects.get("merges", [])
    partly = [m for m in there if box.overlaps(box_of(m)) and not box.contains(box_of(m))]
    if partly:
        raise bad("You must select all cells in a merged range to merge or unmerge them.")
    sheet.objects["merges"] = [m for m in there if not box.contains(box_of(m))]


# --- filters ---------------------------------------------------------------------------------


def set_basic_filter(book: Book, body: Json, _: str) -> None:
    given = body["filter"]
    sheet = book.sheet_by_id(given.get("range", {}).get("sheetId", 0))
    box = box_of(given.get("range", {})).closed(sheet.height, sheet.width)
    rest = {key: value for key, value in given.items() if key != "range" and value}
    sheet.basic_filter = {"range": grid_of(sheet.id, box), **rest}


def clear_basic_filter(book: Book, body: Json, _: str) -> None:
    book.sheet_by_id(body.get("sheetId", 0)).basic_filter = None


# --- named ranges ----------------------------------------------------------------------------


def add_named_range(book: Book, body: Json, _: str) -> Json:
    given = body["namedRange"]
    _check_name(book, given["name"])
    number = given.get("namedRangeId") or str(book.fresh_id(set()))
    if any(each["namedRangeId"] == number for each in book.named):
        raise bad(f"Named range with ID {number} already exists.")
    made = {"namedRangeId": number, "name": given["name"], "range": normal_range(given["range"])}
    book.named.append(made)
    return {"namedRange": copy.deepcopy(made)}


def update_named_range(book: Book, body: Json, _: str) -> None:
    given = body["namedRange"]
    there = _named(book, given.get("namedRangeId", ""))
    for name in parse_mask(body["fields"]):
        if name in ("name", "*"):
            there["name"] = given["name"]
        if name in ("range", "*"):
            there["range"] = normal_range(given["range"])


def delete_named_range(book: Book, body: Json, _: str) -> None:
    book.named.remove(_named(book, body["namedRangeId"]))


def _named(book: Book, number: str) -> Json:
    found = next((each for each in book.named if each["namedRangeId"] == number), None)
    if found is None:
        raise bad(f"No named range with id: {number}")
    return found


def _check_name(book: Book, name: str) -> None:
    if any(each["name"].casefold() == name.casefold() for each in book.named):
        raise bad(f'A named range with the name "{name}" already exists.')


# --- protection ------------------------------------------------------------------------------


def add_protected_range(book: Book, body: Json, email: str) -> Json:
    given = body["protectedRange"]
    taken = {each["protectedRangeId"] for each in book.protected}
    number = given.get("protectedRangeId") or book.fresh_id(taken)
    if number in taken:
        raise bad(f"Protected range with ID {number} already exists.")
    users = list((given.get("editors") or {}).get("users") or [])
    warning = bool(given.get("warningOnly"))
    if warning and users:
        raise bad("Cannot set both warningOnly and editors.")
    made: Json = {"protectedRangeId": number, "range": normal_range(given.get("range", {}))}
    if given.get("description"):
        made["description"] = given["description"]
    if warning:
        made["warningOnly"] = True
    if given.get("unprotectedRanges"):
        made["unprotectedRanges"] = [normal_range(each) for each in given["unprotectedRanges"]]
    made["editors"] = {"users": list(dict.fromkeys([email, *users]))}
    book.protected.append(made)
    reply = {**copy.deepcopy(made), "requestingUserCanEdit": True}
    reply["editors"] = {"users": users} if users else {}
    return {"protectedRange": reply}


def update_protected_range(book: Book, body: Json, email: str) -> None:
    given = body["protectedRange"]
    there = _protected(book, given.get("protectedRangeId"))
    _may_change(book, there, email)
    for name in parse_mask(body["fields"]):
        if name == "range":
            there["range"] = normal_range(given["range"])
        elif name == "editors":
            there["editors"] = {
                "users": list(dict.fromkeys([email, *given["editors"].get("users", [])]))
            }
        elif given.get(name):
            there[name] = given[name]
        else:
            there.pop(name, None)


def delete_protected_range(book: Book, body: Json, email: str) -> None:
    there = _protected(book, body.get("protectedRangeId"))
    _may_change(book, there, email)
    book.protected.remove(there)


def _protected(book: Book, number: Any) -> Json:
    found = next((each for each in book.protected if each["protectedRangeId"] == number), None)
    if found is None:
        raise bad(f"No protected range with ID: {number}")
    return found


def _may_change(book: Book, there: Json, email: str) -> None:
    if book.roles.get(email) != "owner" and email not in there["editors"].get("users", ()):
        raise bad(PROTECTED)


# --- rules, charts, bands --------------------------------------------------------------------


def add_rule(book: Book, body: Json, _: str) -> None:
    rule = body["rule"]
    sheet = book.sheet_by_id(rule["ranges"][0].get("sheetId", 0))
    rules = sheet.objects.setdefault("conditionalFormats", [])
    rules.insert(body.get("index", len(rules)), copy.deepcopy(rule))


def update_rule(book: Book, body: Json, _: str) -> Json:
    sheet = book.sheet_by_id(
        body.get("sheetId", body.get("rule", {}).get("ranges", [{}])[0].get("sheetId", 0))
    )
    rules = sheet.objects.setdefault("conditionalFormats", [])
    at = _index(rules, body.get("index", 0))
    old = rules[at]
    if "rule" in body:
        rules[at] = copy.deepcopy(body["rule"])
        return {"oldRule": old, "newRule": rules[at]}
    rules.insert(body["newIndex"], rules.pop(at))
    return {"oldIndex": at, "newIndex": body["newIndex"], "newRule": old}


def delete_rule(book: Book, body: Json, _: str) -> Json:
    rules = book.sheet_by_id(body.get("sheetId", 0)).objects.setdefault("conditionalFormats", [])
    return {"rule": rules.pop(_index(rules, body.get("index", 0)))}


def _index(rules: list[Json], at: int) -> int:
    if not 0 <= at < len(rules):
        raise bad(f"No conditional format on sheet at index: {at}")
    return at


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
    for sheet in book.sheets:
        for chart in sheet.objects.get("charts", ()):
            if chart["chartId"] == body["chartId"]:
                chart["spec"] = copy.deepcopy(body["spec"])
                return
    raise bad(f"No chart with id: {body['chartId']}")


def delete_object(book: Book, body: Json, _: str) -> None:
    for sheet in book.sheets:
        charts = sheet.objects.get("charts", [])
        kept = [chart for chart in charts if chart["chartId"] != body["objectId"]]
        if len(kept) < len(charts):
            sheet.objects["charts"] = kept
            return
    raise bad(f"No embedded object with id: {body['objectId']}")


def add_banding(book: Book, body: Json, _: str) -> Json:
    band = copy.deepcopy(body["bandedRange"])
    band.setdefault("bandedRangeId", book.fresh_id(set()))
    sheet = book.sheet_by_id(band["range"].get("sheetId", 0))
    sheet.objects.setdefault("bandedRanges", []).append(band)
    return {"bandedRange": band}


def update_borders(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    from tests.sheets_api.cells import Extra  # noqa: PLC0415

    sides = {name: body[name] for name in ("top", "bottom", "left", "right") if name in body}
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            old = sheet.looks(row, column)
            made = merged(old.format or {}, {"borders": sides}, {"borders": {}})
            sheet.set_extra(row, column, Extra(made, old.note, old.validation, old.runs))


HANDLERS = {
    "mergeCells": merge_cells, "unmergeCells": unmerge_cells, "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter, "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range, "deleteNamedRange": delete_named_range,
    "addProtectedRange": add_protected_range, "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range, "addConditionalFormatRule": add_rule,
    "updateConditionalFormatRule": update_rule, "deleteConditionalFormatRule": delete_rule,
    "addChart": add_chart, "updateChartSpec": update_chart, "deleteEmbeddedObject": delete_object,
    "addBanding": add_banding, "updateBorders": update_borders,
}  # fmt: skip
