"""Rules of colours that a tab of the staff's lacks although our columns are there (design §15).

It was furnished before there were such rules. A rule is known by its formula, which Google keeps in
step with the columns: whatever people made of its colours stays.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sheets_sync.spreadsheet.google import shapes
from sheets_sync.spreadsheet.google.decorations import rule_requests
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.spreadsheet import Spreadsheet
from sheets_sync.spreadsheet.google.transport import RefusedError, path_part
from sheets_sync.spreadsheet.protocol import Furnishing

_FIELDS: Final = (
    "sheets(properties(title),conditionalFormats(booleanRule(condition(values(userEnteredValue)))))"
)


def add_rules(book: Spreadsheet, plan: Sequence[Furnishing]) -> list[str]:
    """Give the tabs of those plans that name no column the rules that they lack, one read and at
    most one write for all; a sentence for each. Raises ``WorkbookMoved`` where columns moved."""
    asked = [each for each in plan if each.only_rules and book.facts.sheet(each.ref)]
    if not asked:
        return []
    there = dict(_formulas(book))
    lacking = [each for each in asked if _wanted(each) - there.get(each.ref, set())]
    if not lacking:
        return []
    sheets = {each.ref: book.sheet(each.ref) for each in lacking}
    made = [request for each in lacking for request in rule_requests(sheets[each.ref].id, each)]
    book.write(list(sheets.values()), made)
    return [f'Rows of the tab "{each.ref}" that are not charged turn red.' for each in lacking]


def _wanted(plan: Furnishing) -> set[str]:
    return {rule.formula for rule in plan.decoration.rules}


def _formulas(book: Spreadsheet) -> Iterator[tuple[str, set[str]]]:
    """The formulas of the rules of each tab, by title."""
    try:
        reply = book.transport.get_json(
            f"/{path_part(book.key)}", {"fields": _FIELDS}, shapes.RULES
        )
    except RefusedError as refused:
        raise refused.error from refused
    for sheet in reply.get("sheets", ()):
        rules = sheet.get("conditionalFormats", ())
        yield sheet["properties"]["title"], {text for rule in rules for text in _texts(rule)}


def _texts(rule: Json) -> Iterator[str]:
    for value in rule.get("booleanRule", {}).get("condition", {}).get("values", ()):
        yield value.get("userEnteredValue", "")
