"""Cells as CellData, and CellData into cells (fields of updateCells and repeatCell)."""

from typing import Any

from ..cells import Cell, CellError, Extra, Formula
from ..language.display import shown
from .book import Book, checked_text
from .colours import twinned, twinned_mask
from .defaults import effective
from .errors import bad, bad_value
from .masks import Mask, cut, leaves, wants
from .messages import cleaned, fits_fields, snake, unknown
from .sheet import NOTHING, Sheet

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
    if cell is None and extra is NOTHING and not sheet.arrays:
        return made
    every = not mask or "*" in mask
    if cell is not None or sheet.arrays:
        _add_values(made, book, sheet, row, column, mask)
    if extra.format and (every or "userEnteredFormat" in mask):
        made["userEnteredFormat"] = extra.format
    if wants(mask, "effectiveFormat") and (
        made or extra.format or _filled(book, sheet, row, column)
    ):
        made["effectiveFormat"] = effective(extra.format)
    if extra.format:
        link = extra.format.get("textFormat", {}).get("link", {}).get("uri")
        if link and cell is not None:
            made["hyperlink"] = link
    if extra.note:
        made["note"] = extra.note
    if extra.validation:  # false flags are left out
        made["dataValidation"] = {name: flag for name, flag in extra.validation.items() if flag}
    if extra.runs:
        made["textFormatRuns"] = extra.runs
    return cut(made, mask) if mask else made


def _filled(book: Book, sheet: Sheet, row: int, column: int) -> bool:
    return sheet.cell(row, column) is not None or book.result(sheet, row, column) is not None


def _add_values(made: Json, book: Book, sheet: Sheet, row: int, column: int, mask: Mask) -> None:
    """What was entered and what it comes to, each worked out only where the mask wants it."""
    cell, every = sheet.cell(row, column), not mask or "*" in mask
    if cell is not None and (every or "userEnteredValue" in mask):
        made["userEnteredValue"] = (
            {"formulaValue": cell.text} if isinstance(cell, Formula) else extended(cell)
        )
    effectively, formatted = (
        every or name in mask for name in ("effectiveValue", "formattedValue")
    )
    result = book.result(sheet, row, column) if effectively or formatted else None
    if result is not None and effectively:
        made["effectiveValue"] = extended(result)
    if result is not None and formatted:
        pattern = book.workings.number_format(sheet, row, column)
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


def check_fields(mask: Mask) -> None:
    """Refuse a mask of updateCells and its like that names no field of a cell."""
    if not fits_fields("CellData", mask):
        raise bad(f"Invalid field: {min(leaves(mask))}")


def put(sheet: Sheet, row: int, column: int, data: Json, mask: Mask) -> None:
    """Write the fields that the mask names; those that ``data`` lacks are cleared."""
    if "*" in mask or "userEnteredValue" in mask:
        sheet.set(row, column, value_of(data))
    old = sheet.looks(row, column)
    new = dressed(old, data, mask)
    if new is not old:
        sheet.set_extra(row, column, new)


def dressed(old: Extra, data: Json, mask: Mask) -> Extra:
    """What a cell has besides its value, after a write."""
    names = [name for name in _PARTS if "*" in mask or name in mask]
    if not names:
        return old
    parts = {part: getattr(old, part) for part in _PARTS.values()}
    for name in names:
        parts[_PARTS[name]] = _part(name, parts[_PARTS[name]], data, mask.get(name, {}))
    return Extra(**parts)


def value_of(data: Json) -> Cell:
    """The value of a CellData."""
    if not data.keys() <= KNOWN:
        raise unknown(min(data.keys() - KNOWN), "requests.rows.values")
    return typed(data.get("userEnteredValue"))


def typed(value: Json | None) -> Cell:
    """An ExtendedValue as a cell."""
    if not value:
        return None
    if len(value) != 1:
        raise bad("Invalid value: only one kind of value may be set.")
    ((kind, plain),) = value.items()
    known = _KINDS.get(kind)
    if known is None:
        raise unknown(kind, "requests.rows.values.user_entered_value")
    if not isinstance(plain, known) or (kind == "numberValue" and isinstance(plain, bool)):
        raise bad_value(
            f"requests.rows.values.user_entered_value.{snake(kind)}", known_as(kind), repr(plain)
        )
    if kind == "formulaValue":
        return Formula(plain) if plain.startswith("=") else checked_text(plain)
    if kind == "stringValue":
        return checked_text(plain) if plain else None
    return plain


def known_as(kind: str) -> str:
    return {"numberValue": "TYPE_DOUBLE", "boolValue": "TYPE_BOOL"}.get(kind, "TYPE_STRING")


def _part(name: str, old: Any, data: Json, below: Mask) -> Any:
    new = data.get(name)
    if name == "dataValidation":
        return rule_of(new)
    if name != "userEnteredFormat":
        return new or None
    new = twinned(cleaned("CellFormat", new, "requests.cell.user_entered_format")) if new else {}
    return (merged(old or {}, new, twinned_mask(below)) if below else new) or None


def rule_of(given: Json | None) -> Json | None:
    """A validation rule of a request, as kept."""
    return cleaned("DataValidationRule", given, "requests.rule") if given else None


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
        if made.get(name) == {} and not name.endswith("olor"):
            del made[name]
    return made
