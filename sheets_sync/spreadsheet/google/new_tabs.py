"""Whether a spreadsheet has other tabs than we know of: where a pattern may stand for a new one."""

from typing import Final

from sheets_sync.spreadsheet.google.facts import Facts
from sheets_sync.spreadsheet.google.shapes import NAMES
from sheets_sync.spreadsheet.google.transport import HttpTransport, RefusedError, path_part

_NAMES: Final = "sheets(properties(sheetId,title,sheetType))"


def tabs_differ(transport: HttpTransport, key: str, facts: Facts) -> bool:
    """Whether tabs were added, renamed or removed since. One small call: an answer full of cells
    tells nothing of tabs that were not asked for."""
    try:
        said = transport.get_json(f"/{path_part(key)}", {"fields": _NAMES}, NAMES)
    except RefusedError as refused:
        raise refused.error from refused
    tabs = [sheet["properties"] for sheet in said.get("sheets", ())]
    names = {tab.get("sheetId", 0): tab["title"] for tab in tabs if _has_cells(tab)}
    return names != {sheet.id: sheet.title for sheet in facts.sheets}


def _has_cells(tab: dict[str, object]) -> bool:
    return tab.get("sheetType", "GRID") == "GRID"
