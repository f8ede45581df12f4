"""Tabs, headers, formats, drop-downs and marks, made in one file by openpyxl (design §12).

Idempotent: what is there already is left as it is.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension, RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.errors import UsageError
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.column_formats import Format
from sheets_sync.spreadsheet.protocol import Furnishing, NewColumn, Warned
from sheets_sync.spreadsheet.xlsx import alignments
from sheets_sync.spreadsheet.xlsx.cell_addresses import LAST_COLUMN
from sheets_sync.spreadsheet.xlsx.decorations import add_rule, decorate
from sheets_sync.spreadsheet.xlsx.excel_spelling import as_excel_spells
from sheets_sync.spreadsheet.xlsx.formats import number_format
from sheets_sync.spreadsheet.xlsx.marking import quoted
from sheets_sync.spreadsheet.xlsx.merges import clear_of_merges, unmerge
from sheets_sync.spreadsheet.xlsx.no_room import no_column_free
from sheets_sync.spreadsheet.xlsx.printing import set_up
from sheets_sync.spreadsheet.xlsx.structure import HEADER_PREFIX, TAB_PREFIX, Structure, mark_name
from sheets_sync.spreadsheet.xlsx.warnings import warning
from sheets_sync.words.language import Language

WhereTabIs = Callable[[str], tuple[Path, str]]
"""The file and the tab that a ref names."""

_PLAIN = Font(name="Calibri", size=11)
_BOLD = Font(name="Calibri", size=11, bold=True)
_STAFF_FILL = PatternFill("solid", fgColor="E7E6E6")
_OWN_FILL = PatternFill("solid", fgColor="D9E7F5")
_OWN_TAB_COLOUR: Final = "2F6DB5"
_LAST_ROW: Final = 1_048_576
_CHOICES: Final = 5_000  # rows that a drop-down looks at: more would be a long list of blanks
_LONGEST_LIST: Final = 255
_TWO_LINES: Final = 32.0
_FORBIDDEN_IN_NAMES: Final = frozenset("[]:*?/\\")


@dataclass
class Furnisher:
    """Makes the tabs of one file. ``done`` fills with a sentence for each thing made."""

    path: Path
    language: Language
    place: WhereTabIs
    book: Workbook
    structure: Structure
    done: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was made."""
        return bool(self.done)

    def furnish(self, plan: Sequence[Furnishing]) -> None:
        """Make what the plan names for this file."""
        for furnishing in plan:
            if furnishing.only_rules:
                self._rules(furnishing)
            elif furnishing.own not in self.structure.own.values():
                self._tab(furnishing)

    def bytes(self) -> bytes:
        """The file as it stands now."""
        for sheet in self.book.worksheets:
            # openpyxl counts the levels of groups as it writes them, behind where it says them.
            sheet.column_dimensions.to_tree()
        out = BytesIO()
        self.book.save(out)
        return as_excel_spells(out.getvalue(), self.path.suffix)

    def _tab(self, plan: Furnishing) -> None:
        name = self.place(plan.ref)[1]
        made = name not in self.book.sheetnames
        sheet = self._new_sheet(name) if made else self.book[name]
        blank = made or _is_blank(sheet)
        if plan.own:
            unmerge(sheet)
        plan = clear_of_merges(sheet, plan)
        columns = [column for column in plan.columns if self._column(sheet, plan, column)]
        if plan.own:
            self._mark(TAB_PREFIX + plan.own, name, "$A:$XFD")
            self._mark(HEADER_PREFIX + plan.own, name, f"${plan.header_row}:${plan.header_row}")
            sheet.sheet_properties.tabColor = _OWN_TAB_COLOUR
        if blank:
            self._head(sheet, plan)
            set_up(sheet, plan.header_row, plan.decoration)
        if blank and plan.own:
            self._decorate(sheet, plan)
        if columns and not plan.own:
            for rule in plan.decoration.rules:
                add_rule(sheet, rule, _LAST_ROW)
        if made:
            self.done.append(f"Made the tab {name} in {self.path.name}.")
        elif columns or plan.own:
            headers = ", ".join(column.header for column in columns)
            self.done.append(f"Furnished the tab {name} of {self.path.name}: {headers}.")

    def _rules(self, plan: Furnishing) -> None:
        """Rules of colours for a tab whose columns are all there."""
        name = self.place(plan.ref)[1]
        for rule in plan.decoration.rules:
            add_rule(self.book[name], rule, _LAST_ROW)
        self.done.append(
            f"Rows of the tab {name} in {self.path.name} that are not charged turn red."
        )

    def _head(self, sheet: Worksheet, plan: Furnishing) -> None:
        """How the rows down to the header look: the columns' formats are for those below."""
        for row in range(1, plan.header_row):
            for index, kind in enumerate(plan.head):
                cell = sheet.cell(row, index + 1)
                cell.number_format = self._number_format(kind)
                cell.font = _BOLD if row in plan.bold else _PLAIN
                cell.alignment = _head_alignment(kind, row, plan.bold[1:])
        for row in (plan.header_row, *plan.bold[1:]):
            sheet.row_dimensions[row] = RowDimension(sheet, index=row, ht=_TWO_LINES)
        sheet.freeze_panes = f"{column_letters(plan.freeze_columns)}{plan.frozen_rows + 1}"

    def _open_on(self, sheet: Worksheet) -> None:
        """The tab that is shown first; what is typed while several are selected goes to all."""
        for each in self.book.worksheets:
            each.sheet_view.tabSelected = each is sheet
        self.book.active = sheet

    def _decorate(self, sheet: Worksheet, plan: Furnishing) -> None:
        decorate(sheet, plan)
        if plan.opens:
            self._open_on(sheet)
        if plan.decoration.choices:
            choices = self._range(*plan.decoration.choices)
            for row, left, _ in plan.decoration.inputs:
                self._drop_down(sheet, choices, a1(left, row))

    def _new_sheet(self, name: str) -> Worksheet:
        if not 0 < len(name) <= 31 or _FORBIDDEN_IN_NAMES & set(name) or "'" in (name[0], name[-1]):
            raise UsageError(
                f"No tab can be called {name!r} in an .xlsx file.",
                "At most 31 characters, none of []:*?/\\: mend the tabs in the config.",
            )
        sheet: Worksheet = self.book.create_sheet(name)
        return sheet

    def _column(self, sheet: Worksheet, plan: Furnishing, column: NewColumn) -> bool:
        """Make a column; False where it is there already."""
        if column.mark in self.structure.marks.get(sheet.title, {}):
            return False
        if column.index >= LAST_COLUMN:
            raise no_column_free(sheet, {each.index for each in plan.columns})
        cell = sheet.cell(plan.header_row, column.index + 1)
        if column.write_header:
            if cell.value is not None:
                return False
            cell.value = column.header
            cell.data_type = "s"
            cell.font = _BOLD
            cell.fill = _OWN_FILL if plan.own or column.mark else _STAFF_FILL
            # The buttons of a filter stand at the foot of the row.
            vertical = "top" if plan.decoration.filtered else "center"
            cell.alignment = alignments.of_header(column.format, vertical)
        self._look(sheet, plan, column)
        if column.mark:
            letters = column_letters(column.index)
            self._mark(column.mark, sheet.title, f"${letters}:${letters}")
        return True

    def _look(self, sheet: Worksheet, plan: Furnishing, column: NewColumn) -> None:
        dimension = _dimension(sheet, column.index)
        if column.write_header or plan.own or dimension.hidden:
            dimension.width = column.width
        if dimension.hidden:
            dimension.hidden = False
            self.done.append(
                f"Column {column_letters(column.index)} of the tab {sheet.title} in "
                f"{self.path.name} was hidden; it holds {column.header} now, and is shown."
            )
        if column.empty:
            dimension.number_format = self._number_format(column.format)
        if plan.own or (column.empty and column.write_header):
            dimension.alignment = alignments.of_column(column.format)
        letters = column_letters(column.index)
        below = f"{letters}{plan.header_row + 1}:{letters}{_LAST_ROW}"
        warned = column.warned if column.empty else None
        self._drop_down(sheet, self._choices(column), below, warned)
        if warned is not None and warned.expected != "name":
            first = f"{letters}{plan.header_row + 1}"
            sheet.add_data_validation(warning(warned, first, below))

    @staticmethod
    def _drop_down(
        sheet: Worksheet, choices: str, cells: str, warned: Warned | None = None
    ) -> None:
        """Choices that warn, where that is wanted, and never reject; "" are none."""
        if choices:
            rule = DataValidation(
                type="list", formula1=choices, allow_blank=True, showErrorMessage=bool(warned),
                errorStyle="warning", error=warned.text if warned else None,
            )  # fmt: skip
            rule.add(cells)
            sheet.add_data_validation(rule)

    def _number_format(self, kind: Format) -> str:
        return number_format(kind, self.language.day_in_cells)

    def _choices(self, column: NewColumn) -> str:
        """The source of a drop-down; "" where there is none, or one that Excel cannot hold."""
        options = column.options
        if column.format == "check" and not options:
            options = self.language.ticks
        if len(options) == 3 and isinstance(options[1], int):
            return self._range(*options)
        texts = [str(option) for option in options]
        listed = ",".join(texts)
        if not texts or len(listed) > _LONGEST_LIST or any("," in text for text in texts):
            return ""
        return '"' + listed.replace('"', '""') + '"'

    def _range(self, ref: str, column: int, first_row: int) -> str:
        path, tab = self.place(ref)
        if path != self.path:
            return ""
        letters = column_letters(column)
        return f"{quoted(tab)}!${letters}${first_row}:${letters}${first_row + _CHOICES - 1}"

    def _mark(self, key: str, tab: str, cells: str) -> None:
        nth, names = 1, self.book.defined_names
        while (name := mark_name(key, nth)) in names and "#REF!" not in names[name].attr_text:
            nth += 1
        names[name] = DefinedName(name, attr_text=f"{quoted(tab)}!{cells}", hidden=True)


def _head_alignment(kind: Format, row: int, headers: Sequence[int]) -> Alignment:
    """``headers`` are rows of headers of key figures, sentences stand above the first."""
    if row in headers:
        return alignments.of_header(kind)
    below = bool(headers) and row > headers[0]
    return alignments.of_key_figure(kind) if below else Alignment()


def _is_blank(sheet: Worksheet) -> bool:
    # Cell by cell: the rectangle that openpyxl offers has 17 billion with one in XFD1048576.
    cells = sheet._cells.values()  # noqa: SLF001
    return all(cell.value is None for cell in cells)


def _dimension(sheet: Worksheet, index: int) -> ColumnDimension:
    """The settings of one column alone; a group of columns that holds it is split around it."""
    number = index + 1
    for group in list(sheet.column_dimensions.values()):
        first, last = group.min or 0, group.max or 0
        if first <= number <= last and first != last:
            del sheet.column_dimensions[group.index]
            for low, high in ((first, number - 1), (number, number), (number + 1, last)):
                if low <= high:
                    part = copy(group)
                    part.index, part.min, part.max = column_letters(low - 1), low, high
                    sheet.column_dimensions[part.index] = part
    dimension: ColumnDimension = sheet.column_dimensions[column_letters(index)]
    return dimension
