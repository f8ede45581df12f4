"""Filter, colours, currencies, print set-up and input cells of a new tab, made by openpyxl."""

import html
import re
from collections.abc import Sequence
from typing import Final

from openpyxl.formatting.rule import Rule as Conditional
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.decoration import Amounts, Rule, Tone
from sheets_sync.spreadsheet.protocol import Furnishing
from sheets_sync.spreadsheet.xlsx.charts import add_charts
from sheets_sync.spreadsheet.xlsx.plain_xml import in_utf8

_LAST_ROW: Final = 20_000
"""Rules reach down to here: to the end of the sheet some programs take long."""
_FORMAT_ID: Final = 164
"""Of any format: when the file is saved each gets one of its own (``format_ids``)."""
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?formula>([^<]*)</")


def decorate(sheet: Worksheet, plan: Furnishing) -> None:
    """Give a tab all that ``plan.decoration`` says; its columns are there already."""
    looks = plan.decoration
    for rule in looks.rules:
        add_rule(sheet, rule)
    for amounts in looks.amounts:
        _format_by_row(sheet, amounts)
    if looks.filtered:
        last = a1(looks.filtered - 1, _LAST_ROW)
        sheet.auto_filter.ref = f"A{plan.header_row}:{last}"
    for column in looks.wrapped:
        _wrap(sheet, column)
    for row, left, right in looks.inputs:
        _open_for_input(sheet, row, left, right)
    add_charts(sheet, plan)


def has_rules(sheet: bytes, rules: Sequence[Rule]) -> bool:
    """Whether the XML of a sheet has all those rules, known by their formulas: whatever people made
    of their colours stays."""
    there = {_plain(html.unescape(each.decode())) for each in _FORMULA.findall(in_utf8(sheet))}
    return all(_plain(rule.formula) in there for rule in rules)


def _plain(formula: str) -> str:
    return "".join(formula.split()).removeprefix("=")


def add_rule(sheet: Worksheet, rule: Rule, last_row: int = _LAST_ROW) -> None:
    """Let cells look as a rule says."""
    where = f"{a1(rule.left, rule.top)}:{a1(rule.right, rule.bottom or last_row)}"
    _add(sheet, where, _conditional(rule.formula, _toned(rule.tone)))


def _conditional(formula: str, style: DifferentialStyle) -> Conditional:
    return Conditional(type="expression", dxf=style, formula=[formula.removeprefix("=")])


def _toned(tone: Tone) -> DifferentialStyle:
    fill = PatternFill("solid", bgColor=tone.fill) if tone.fill else None
    return DifferentialStyle(font=Font(bold=tone.bold or None, color=tone.letters), fill=fill)


def _format_by_row(sheet: Worksheet, amounts: Amounts) -> None:
    """Rules that give an amount the look that its row asks for: they follow a row that moves."""
    where = " ".join(
        f"{a1(column, amounts.top)}:{a1(column, amounts.bottom or _LAST_ROW)}"
        for column in amounts.columns
    )
    for formula, pattern in amounts.looks:
        style = DifferentialStyle(numFmt=NumberFormat(_FORMAT_ID, pattern))
        _add(sheet, where, _conditional(formula, style))


def _add(sheet: Worksheet, where: str, rule: Conditional) -> None:
    """Lay a rule behind those that are there: openpyxl numbers it by how many there are, which may
    be the number of one of theirs."""
    there = [each.priority for ranges in sheet.conditional_formatting for each in ranges.rules]
    rule.priority = max(there, default=0) + 1
    sheet.conditional_formatting.add(where, rule)


def _wrap(sheet: Worksheet, column: int) -> None:
    dimension = sheet.column_dimensions[column_letters(column)]
    dimension.alignment = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)


def _open_for_input(sheet: Worksheet, row: int, left: int, right: int) -> None:
    """Cells that people fill in look like it."""
    side = Side("thin", color="A6A6A6")
    for column in range(left, right + 1):
        cell = sheet.cell(row, column + 1)
        cell.fill = PatternFill("solid", fgColor=Tone.INPUT.fill)
        cell.border = Border(
            top=side, bottom=side,
            left=side if column == left else None,
            right=side if column == right else None,
        )  # fmt: skip
