"""``sync init`` on a spreadsheet that a person made and shared (design §12, §16).

Idempotent: ids are of our choosing, and what is there already is passed over. In tabs that are
there stakes go first (``stakes``); then all is furnished in one atomic batch, refused where a
stake moved. New columns are inserted, never written over what somebody may be typing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.errors import WorkbookMoved
from sheets_sync.spreadsheet.google import looks, mark_requests, requests
from sheets_sync.spreadsheet.google.decorations import decorate, open_ranges, rule_requests
from sheets_sync.spreadsheet.google.facts import HEADER, Facts, Sheet, chosen_id, mark_id
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.spreadsheet import Spreadsheet, moved
from sheets_sync.spreadsheet.google.stakes import Staked, stake_requests, stand
from sheets_sync.spreadsheet.protocol import Furnishing, NewColumn, Tab
from sheets_sync.words import language_at

Todo = Sequence[tuple[Furnishing, Sequence[NewColumn]]]

_ROWS: Final = 1000
_SPARE_COLUMNS: Final = 6
"""Blank columns that a new tab of the staff's has, for columns of their own."""


class Furnisher:
    """Furnishes one spreadsheet, days written as its own locale does.

    ``title_of`` gives a ref's tab.
    """

    def __init__(self, book: Spreadsheet, title_of: Callable[[str], str]) -> None:
        self._book = book
        self._days = language_at(book.facts.locale).day_in_cells
        self._title_of = title_of

    def furnish(self, plan: Sequence[Furnishing], tabs: Mapping[str, Tab]) -> list[str]:
        """Make what is missing; a sentence for each tab. All or nothing. ``tabs`` are, by title,
        those that the plan was made from.

        Raises ``WorkbookMoved`` where they are not so any more, or nobody knows what became of
        the write: then a new plan is to be made.
        """
        facts = self._book.facts
        missing = [(each, _missing(each, facts)) for each in plan]
        todo = [(each, new) for each, new in missing if new or _lacks_tab(each, facts)]
        if not todo:
            return []
        staked = [
            Staked(sheet, each, columns, tabs[each.ref])
            for each, columns in todo
            if (sheet := facts.sheet(each.ref)) is not None
        ]
        if staked:
            self._stake(staked)
        self._make(todo, staked, facts)
        self._book.refresh()
        self._adopt(staked)
        return [self._sentence(each, columns, facts) for each, columns in todo]

    def _stake(self, staked: Sequence[Staked]) -> None:
        """Raises ``WorkbookMoved`` where other cells stand there than in the plan's tabs."""
        ranges = [each for stake in staked for each in stake.ranges()]
        sheets = [each.sheet for each in staked]
        reply = self._book.write(sheets, [], ranges, claims=stake_requests(staked))
        if not stand(staked, reply):
            self._book.forget()
            raise moved()

    def _make(self, todo: Todo, staked: Sequence[Staked], facts: Facts) -> None:
        sheets = [_without_strangers(each.sheet) for each in staked]
        marks = [mark for each in staked for mark in each.lines]
        marks += [mark_requests.stake(mark) for each in staked for mark in each.adoptions]
        made = [request for each, columns in todo for request in self._tab(each, columns, facts)]
        self._write(sheets, marks, made)

    def _write(self, sheets: Sequence[Sheet], marks: Sequence[Json], made: Sequence[Json]) -> None:
        """One batch, refused where a stake moved; a lost answer is looked for."""
        claims = [request for mark in marks for request in mark_requests.guarded(mark)]
        try:
            self._book.write(sheets, made, claims=claims)
        except WorkbookMoved:
            if not self._book.landed():
                raise

    def _adopt(self, staked: Sequence[Staked]) -> None:
        """Mark columns of the staff's as ours once people who type there are warned, and nobody
        typed there before. Raises ``WorkbookMoved`` where somebody did: that column is theirs."""
        if not (marks := [mark for each in staked for mark in each.adoptions]):
            return
        sheets = self._untouched(staked)
        self._write(sheets, marks, [])
        self._book.refresh()
        self._untouched(staked)

    def _untouched(self, staked: Sequence[Staked]) -> list[Sheet]:
        """The tabs as they stand now. Gives back adopted columns that somebody typed into, and
        raises ``WorkbookMoved``, where there are any."""
        read = self._book.read([each.sheet.title for each in staked])
        there = [(each, *read[each.sheet.id]) for each in staked if each.sheet.id in read]
        releases = [r for each, sheet, cells in there for r in each.typed_into(sheet, cells)]
        if releases:
            self._book.write([], releases)
            self._book.forget()
            raise moved()
        return [sheet for _, sheet, _ in there]

    def _tab(self, plan: Furnishing, columns: Sequence[NewColumn], facts: Facts) -> list[Json]:
        sheet = facts.sheet(plan.ref)
        number = sheet.id if sheet else chosen_id("tab", plan.ref)
        blank = sheet is not None and _begins_at_a(plan)
        made = [] if sheet else [_add_sheet(number, plan)]
        if sheet and blank:
            made += _room(sheet, plan)
        elif sheet:
            made += self._insertions(sheet, columns)
        dressed = [r for column in columns for r in self._column(number, plan, column)]
        if plan.own:
            dressed += self._own_tab(number, plan)
        elif columns:
            dressed += rule_requests(number, plan)
        fresh = sheet is None or blank
        return [*made, *dressed, *self._marks(number, plan, columns, fresh=fresh, new=not sheet)]

    def _insertions(self, sheet: Sheet, columns: Sequence[NewColumn]) -> list[Json]:
        """Fresh columns for new headers, so that no cell beside the table is written over."""
        width, number = sheet.columns, sheet.id
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
            mark_requests.tab_mark(sheet, plan.own),
            *looks.format_head(sheet, above, plan.head, plan.bold, self._days),
            looks.protect_tab(
                sheet, opened, plan.header_row, len(plan.columns), open_ranges(sheet, plan)
            ),
            *decorate(sheet, plan, titles),
        ]

    def _marks(
        self,
        number: int,
        plan: Furnishing,
        columns: Sequence[NewColumn],
        *,
        fresh: bool,
        new: bool,
    ) -> list[Json]:
        """Marks of our columns, but for those that were staked out; with them, in a ``fresh``
        table, that of the header row, in a ``new`` tab that of the edge. In the staff's tabs
        people who edit columns are warned, in a tab of ours all over."""
        ours = [column for column in columns if column.mark]
        made = [
            mark_requests.column_mark(
                number, each.mark, each.index, "" if plan.own else each.header
            )
            for each in ours
            if each.write_header or fresh
        ]
        made += [
            looks.protect_column(number, column.mark, column.index)
            for column in ours
            if not plan.own
        ]
        if fresh and ours:
            made += [
                mark_requests.no_mark(mark_id(number, HEADER)),
                mark_requests.header_mark(number, plan.header_row - 1),
            ]
        if new and ours:
            made.append(mark_requests.edge_mark(number, _width(plan) - 1))
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
    marks = _without_strangers(sheet).marks if sheet else {}
    return [column for column in plan.columns if not (column.mark and column.mark in marks)]


def _without_strangers(sheet: Sheet) -> Sheet:
    marks = {mark: at for mark, at in sheet.marks.items() if mark not in sheet.strangers}
    return replace(sheet, marks=marks)


def _width(plan: Furnishing) -> int:
    """How many columns a new tab has."""
    spare = 0 if plan.own else _SPARE_COLUMNS
    return max(column.index for column in plan.columns) + 1 + spare


def _room(sheet: Sheet, plan: Furnishing) -> list[Json]:
    """Fresh columns for a table in a blank tab: what is typed there meanwhile moves aside."""
    wide = max(column.index for column in plan.columns) + 1
    span = {"sheetId": sheet.id, "dimension": "COLUMNS", "startIndex": 0, "endIndex": wide}
    inserted = {"insertDimension": {"range": span, "inheritFromBefore": False}}
    rows = requests.growth(sheet, plan.header_row, sheet.columns)
    return [*rows, inserted, _freeze(sheet.id, plan)]


def _add_sheet(number: int, plan: Furnishing) -> Json:
    properties: Json = {
        "sheetId": number,
        "title": plan.ref,
        "gridProperties": {
            "rowCount": max(_ROWS, plan.header_row + 1),
            "columnCount": _width(plan),
            "frozenRowCount": plan.frozen_rows,
            "frozenColumnCount": plan.freeze_columns,
        },
    }
    if plan.own:
        properties["tabColor"] = looks.OWN_TAB_COLOUR
    if plan.opens:  # a spreadsheet opens on its first tab
        properties["index"] = 0
    return {"addSheet": {"properties": properties}}


def _freeze(sheet: int, plan: Furnishing) -> Json:
    grid = {"frozenRowCount": plan.frozen_rows, "frozenColumnCount": plan.freeze_columns}
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
