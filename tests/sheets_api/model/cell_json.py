"""Cells as CellData, and CellData into cells (fields of updateCells and repeatCell)."""

from typing import Any

from tests.sheets_api.cells import Cell, CellError, Extra, Formula
from tests.sheets_api.display import shown
from tests.sheets_api.model.book import Book, checked_text
from tests.sheets_api.model.errors import bad
from tests.sheets_api.model.masks import Mask, cut, wants
from tests.sheets_api.model.sheet import Sheet

Json = dict[str, Any]
_KINDS: dict[str, Any] = {
    "numberValue": (int, float),
    "stringValue": str,
    "boolValue": bool,
    "formulaValue": str,
}
_PARTS = {
    "note": "note", "dataValidation": "validation", "textFormatRuns": "runs",
    "userEnteredFormat": "format",
}  # fmt: skip
KNOWN = {
    "userEnteredValue", "effectiveValue", "formattedValue", "effectiveFormat", "hyperlink",
    "pivotTable", "chipRuns", "dataSourceTable", *_PARTS,
}  # fmt: skip


def cell_data(book: Book, sheet: Sheet, row: int, column: int, mask: Mask) -> Json:
    """A cell as CellData, as far as the mask wants it."""
    cell, extra = sheet.cell(row, column), sheet.looks(row, column)
    made: Json = {}
    if cell is not None:
        _add_values(made, book, sheet, row, column, mask)
    if extra.format is not None and extra.format:
        made["userEnteredFormat"] = extra.format
        if wants(mask, "effectiveFormat"):
            made["effectiveFormat"] = extra.format
        link = extra.format.get("textFormat", {}).get("link", {}).get("uri")
        if link and cell is not None:
            made["hyperlink"] = link
    for name, value in (
        ("note", extra.note),
        ("dataValidation", extra.validation),
        ("textFormatRuns", extra.runs),
    ):
        if value:
            made[name] = value
    return cut(made, mask) if mask else made


def _add_values(made: Json, book: Book, sheet: Sheet, row: int, column: int, mask: Mask) -> None:
    cell = sheet.cell(row, column)
    result = book.result(sheet, row, column) if isinstance(cell, Formula) else cell
    made["userEnteredValue"] = (
        {"formulaValue": cell.text} if isinstance(cell, Formula) else extended(cell)
    )
    if result is not None:
        made["effectiveValue"] = extended(result)
    if wants(mask, "formattedValue") and result is not None:
        pattern = (sheet.looks(row, column).format or {}).get("numberFormat")
        made["formattedValue"] = shown(result, pattern, book.properties["locale"])


def extended(value: Any) -> Json:
    """A value as ExtendedValue."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, (int, float)):
        return {"numberValue": whole(value)}
    if isinstance(value, CellError):
        return {"errorValue": {"type": value.type, "message": value.message}}
    return {"stringValue": str(value)}


def whole(value: Any) -> Any:
    """Numbers without a fraction have none in JSON."""
    return (
        int(value)
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        else value
    )


def put(sheet: Sheet, row: int, column: int, data: Json, mask: Mask) -> None:
    """Write the fields that the mask names; those that ``data`` lacks are cleared."""
    unknown = set(mask) - KNOWN - {"*"}
    if unknown:
        raise bad(f"Invalid field: {min(unknown)}")
    everything = "*" in mask
    if everything or "userEnteredValue" in mask:
        sheet.set(row, column, typed(data.get("userEnteredValue")))
    names = [name for name in _PARTS if everything or name in mask]
    if not names:
        return
    extra = sheet.looks(row, column)
    parts = {part: getattr(extra, part) for part in _PARTS.values()}
    for name in names:
        parts[_PARTS[name]] = _part(name, parts[_PARTS[name]], data, mask.get(name, {}))
    sheet.set_extra(row, column, Extra(**parts))


def typed(value: Json | None) -> Cell:
    """An ExtendedValue as a cell."""
    if not value:
        return None
    if len(value) != 1:
        raise bad("Invalid value: only one kind of value may be set.")
    kind, plain = next(iter(value.items()))
    if kind not in _KINDS:
        raise bad(f'Invalid JSON payload received. Unknown name "{kind}"')
    if not isinstance(plain, _KINDS[kind]) or (kind == "numberValue" and isinstance(plain, bool)):
        raise bad(f"Invalid value at '{kind}'")
    if kind == "formulaValue":
        return Formula(plain) if plain.startswith("=") else checked_text(plain)
    return checked_text(plain if plain != "" else None)


def _part(name: str, old: Any, data: Json, below: Mask) -> Any:
    new = data.get(name)
    if name != "userEnteredFormat" or not below:
        return new or None
    return merged(old or {}, new or {}, below) or None


def merged(old: Json, new: Json, mask: Mask) -> Json:
    """``old`` with what the mask names taken from ``new``."""
    made = dict(old)
    for name, below in mask.items():
        if name not in new:
            if below and isinstance(made.get(name), dict):
                made[name] = merged(made[name], {}, below)
            else:
                made.pop(name, None)
        elif below and isinstance(new[name], dict):
            made[name] = merged(made.get(name) or {}, new[name], below)
        else:
            made[name] = new[name]
        if made.get(name) == {}:
            del made[name]
    return made
