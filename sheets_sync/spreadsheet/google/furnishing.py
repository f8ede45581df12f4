"""``sync init`` on a spreadsheet that a person made and shared: one atomic batch (design §12).

Idempotent: ids are of our choosing, what is there already is passed over, and a batch whose
answer was lost is looked for before anything is sent again. New columns are inserted, never
written over what somebody may be typing beside the table.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.spreadsheet.google import looks, requests
from sheets_sync.spreadsheet.google.book import ATTEMPTS, Book
from sheets_sync.spreadsheet.google.decorations import decorate, open_ranges
from sheets_sync.spreadsheet.google.facts import Facts, Sheet, chosen_id
from sheets_sync.spreadsheet.protocol import Furnishing, NewColumn
from sheets_sync.words import language_at, language_of

Json = dict[str, Any]

_ROWS: Final = 1000
_SPARE_COLUMNS: Final = 6
"""Blank columns that a new tab of the staff's has, for columns of their own."""


class Furnisher:
    """Furnishes one spreadsheet, days written as its own locale does.

    ``email`` may edit what is protected, "" where unknown.
    ``title_of`` gives a ref's tab.
    """

    def __init__(self, book: Book, email: str, title_of: Callable[[str], str]) -> None:
        self._book = book
        self._email = email
        self._days = language_of("en").day_in_cells
        self._title_of = title_of

    def furnish(self, plan: Sequence[Furnishing]) -> list[str]:
        """Make what is missing; a sentence for each tab. All or nothing."""
        for _ in range(ATTEMPTS):
            facts = self._book.refresh()
            self._days = language_at(facts.locale).day_in_cells
            todo = [(each, _missing(each, facts)) for each in plan]
            todo = [(each, columns) for each, columns in todo if columns or _lacks_tab(each, facts)]
            changes = [
                request for each, columns in todo for request in self._tab(each, columns, facts)
            ]
            if not changes:
                return []
            try:
                self._book.write([], changes, again=False)
            except WorkbookMoved:
                continue
            self._book.refresh()
            return [self._sentence(each, columns, facts) for each, columns in todo]
        raise TryAgainLater(
            "The spreadsheet kept changing while it was furnished.", "Run `sheets-sync init` again."
        )

    def _tab(self, plan: Furnishing, columns: Sequence[NewColumn], facts: Facts) -> list[Json]:
        sheet = facts.sheet(plan.ref)
        number = sheet.id if sheet else chosen_id("tab", plan.ref)
        blank = sheet is None or _begins_at_a(plan)
        made = [] if sheet else [_add_sheet(number, plan)]
        if sheet and blank:
            wide = max(column.index for column in plan.columns) + 1
            made += [*requests.growth(sheet, plan.header_row, wide), _freeze(number, plan)]
        inserted = [] if blank else self._insertions(sheet, columns)
        dressed = [r for column in columns for r in self._column(number, plan, column)]
        if plan.own:
            dressed += self._own_tab(number, plan)
        marks = self._marks(number, plan, columns, sheet)
        return [*made, *inserted, *dressed, *marks]

    def _insertions(self, sheet: Sheet | None, columns: Sequence[NewColumn]) -> list[Json]:
        """Fresh columns for new headers, so that no cell beside the table is written over."""
        width = sheet.columns if sheet else 0
        number = sheet.id if sheet else 0
        made: list[Json] = []
        for column in sorted(columns, key=lambda each: each.index):
            if not column.write_header:
                continue
            made.append(_insert(number, column.index) if column.index < width else _append(number))
            width += 1
        return made

    def _column(self, sheet: int, plan: Furnishing, column: NewColumn) -> list[Json]:
        made: list[Json] = []
        if column.write_header:
            made += [
                _header(sheet, plan.header_row - 1, column, own=bool(column.mark or plan.own)),
                looks.width(sheet, column.index, column.width),
            ]
        if column.empty and looks.number_format(column.format, self._days):
            made.append(
                looks.format_column(sheet, plan.header_row, column.index, column.format, self._days)
            )
        refs = {str(each): self._title_of(str(each)) for each in column.options[:1]}
        choices = looks.drop_down(sheet, plan.header_row, column, refs)
        return [*made, choices] if choices else made

    def _own_tab(self, sheet: int, plan: Furnishing) -> list[Json]:
        opened = [column.index for column in plan.columns if column.format == "check"]
        above = plan.header_row - 1
        fed = plan.decoration.choices[:1] if plan.decoration.choices else ()
        titles = {ref: self._title_of(ref) for ref in fed}
        return [
            requests.tab_mark(sheet, plan.own),
            *looks.format_head(sheet, above, plan.head, plan.bold, self._days),
            looks.protect_tab(
                sheet, self._email, opened, plan.header_row, open_ranges(sheet, plan)
            ),
            *decorate(sheet, plan, titles),
        ]

    def _marks(
        self,
        number: int,
        plan: Furnishing,
        columns: Sequence[NewColumn],
        sheet: Sheet | None,
    ) -> list[Json]:
        """Marks of our columns; with the first of them, of header row and edge. In the staff's
        tabs they are protected, a tab of ours is protected as a whole."""
        ours = [column for column in columns if column.mark]
        if not ours:
            return []
        made = [requests.column_mark(number, column.mark, column.index) for column in ours]
        made += [
            looks.protect_column(number, column.mark, column.index, self._email)
            for column in ours
            if not plan.own
        ]
        if sheet is None or sheet.header < 0:
            made.append(requests.header_mark(number, plan.header_row - 1))
        if sheet is None or sheet.edge < 0:
            made.append(requests.edge_mark(number, _width_after(sheet, plan, columns) - 1))
        return made

    def _sentence(self, plan: Furnishing, columns: Sequence[NewColumn], facts: Facts) -> str:
        headers = ", ".join(column.header for column in columns)
        if facts.sheet(plan.ref) is None:
            return f'Made the tab "{plan.ref}".'
        return f'Furnished the tab "{plan.ref}": {headers}.'


def _begins_at_a(plan: Furnishing) -> bool:
    """Whether a plan is for a blank tab: a filled one has a header in column A, or before."""
    return any(column.index == 0 and column.write_header for column in plan.columns)


def _lacks_tab(plan: Furnishing, facts: Facts) -> bool:
    if plan.own:
        return all(sheet.own != plan.own for sheet in facts.sheets)
    return facts.sheet(plan.ref) is None


def _missing(plan: Furnishing, facts: Facts) -> list[NewColumn]:
    """The columns of a plan that no mark shows to be there."""
    if plan.own:
        return list(plan.columns) if _lacks_tab(plan, facts) else []
    sheet = facts.sheet(plan.ref)
    marks = sheet.marks if sheet else {}
    return [column for column in plan.columns if not (column.mark and column.mark in marks)]


def _width_after(sheet: Sheet | None, plan: Furnishing, columns: Sequence[NewColumn]) -> int:
    wide = max(column.index for column in plan.columns) + 1
    if sheet is None:
        return wide + (0 if plan.own else _SPARE_COLUMNS)
    fresh = 0 if _begins_at_a(plan) else sum(column.write_header for column in columns)
    return max(sheet.columns + fresh, wide)


def _add_sheet(number: int, plan: Furnishing) -> Json:
    spare = 0 if plan.own else _SPARE_COLUMNS
    properties: Json = {
        "sheetId": number,
        "title": plan.ref,
        "gridProperties": {
            "rowCount": max(_ROWS, plan.header_row + 1),
            "columnCount": max(column.index for column in plan.columns) + 1 + spare,
            "frozenRowCount": plan.header_row,
            "frozenColumnCount": plan.freeze_columns,
        },
    }
    if plan.own:
        properties["tabColor"] = looks.OWN_TAB_COLOUR
    return {"addSheet": {"properties": properties}}


def _freeze(sheet: int, plan: Furnishing) -> Json:
    grid = {"frozenRowCount": plan.header_row, "frozenColumnCount": plan.freeze_columns}
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": sheet, "gridProperties": grid},
            "fields": "gridProperties(frozenRowCount,frozenColumnCount)",
        }
    }


def _header(sheet: int, row: int, column: NewColumn, *, own: bool) -> Json:
    return {
        "updateCells": {
            "range": requests.grid_range(sheet, row, row + 1, column.index, column.index + 1),
            "rows": [{"values": [looks.header_cell(column, own=own)]}],
            "fields": "userEnteredValue,userEnteredFormat(textFormat.bold,backgroundColor,"
            "horizontalAlignment,verticalAlignment,wrapStrategy)",
        }
    }


def _insert(sheet: int, at: int) -> Json:
    span = requests.column_span(sheet, at)
    return {"insertDimension": {"range": span, "inheritFromBefore": False}}


def _append(sheet: int) -> Json:
    return {"appendDimension": {"sheetId": sheet, "dimension": "COLUMNS", "length": 1}}
