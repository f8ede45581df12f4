"""Totals rows among the data: a finding, never a row (design §4)."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cell_column import CellColumn, Mask
from sheets_sync.reading.cells import Rows, name_in
from sheets_sync.reading.dates import month_named
from sheets_sync.reading.issues import Issues
from sheets_sync.reading.units import unit_within
from sheets_sync.reading.vocabulary import any_of, words_for

_SHORTEST: Final = 4
"""No shorter word is a service: of, all, net, EUR."""
_DIGITS: Final = "0123456789"


def is_total(text: str) -> bool:
    """Whether a text is a totals row's label: "Total", "Итого:", "Итого за май"."""
    return _label().fullmatch(fold(text).rstrip(" :")) is not None


def naming_totals(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` whose text has a word of totals ("Zwischensumme Webseite", "Total
    Zürich"), and is none of ``names``, folded."""
    return _holding(column, among, names, _word().search)


def without_totals(
    rows: Rows,
    keys: Sequence[str],
    names: Collection[str] = (),
    spared: Mask | None = None,
) -> tuple[Rows, list[Finding]]:
    """The rows that are no totals, and TOTALS_ROW, once, for each that is.

    A label makes a row a total in a column of ``keys``, and in any other where all of ``keys``
    are blank: "Total" is no comment then. In dated roles a totals word anywhere in a text
    ("Week 1 subtotal") does, where Date or Client is blank; where the source says whose a dated
    row is, a text that says no more does (design §15). ``names`` are folded names that are
    somebody's and therefore no label; ``spared`` rows are sound, whatever.
    """
    issues = Issues(rows)
    issues.held |= _worded(rows, issues, names, spared)
    nameless = np.logical_and.reduce([rows.columns[key].blank for key in keys])
    for key in rows.columns if nameless.any() else keys:
        among = ~issues.held if key in keys else nameless & ~issues.held
        among = among if spared is None else among & ~spared
        issues.add(Code.TOTALS_ROW, key, _labelled(rows.columns[key], among, names), hold=True)
    if not issues.held.any():
        return rows, []
    return rows.where(~issues.held), _unexpected(rows, issues, names)


def _unexpected(rows: Rows, issues: Issues, names: Collection[str]) -> list[Finding]:
    """The findings, without those of subtotals in sheets that staff made as they liked: undated
    rows of one text, the label, and numbers. More may be a row that somebody did not finish; so may
    one whose text is only surely a label to who knows what is summed: "Total redesign"."""
    if "date" not in rows.columns:
        return issues.findings()
    worded = {key: _has_words(column) for key, column in rows.columns.items()}
    undated = rows.columns["date"].blank | worded["date"]
    held, texts = issues.held, sum(each.astype(int) for each in worded.values())
    sure = np.logical_and.reduce([_are_sure(each, held, names) for each in rows.columns.values()])
    expected = sure & rows.in_kept_sheets() & undated & (texts == 1)
    places = set(zip(rows.source[expected].tolist(), rows.row[expected].tolist(), strict=True))
    return [each for each in issues.findings() if (each.source, each.row) not in places]


def _are_sure(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` whose cell is no text, or surely a label."""
    used = column.where(among).used
    found = [
        not there or _is_sure(cell, names) for cell, there in zip(column.cells, used, strict=True)
    ]
    sure: Mask = np.array([*found, True])[column.codes]
    return sure


def _is_sure(cell: Cell, names: Collection[str]) -> bool:
    """Whether a text is a label, ends with its word ("Week 1 subtotal"), or says with it what is
    summed by a number, a time or a name of somebody: "Total hours", "Total October"."""
    text = fold(cell).rstrip(" :") if isinstance(cell, str) else ""
    if not _word().search(text) or is_total(text):
        return True
    *_, last = _word().finditer(text)
    rest = text[last.end() :].strip(" :-")
    return rest in names or all(map(_says_what, re.findall(r"\w+", rest)))


def _says_what(word: str) -> bool:
    word = word.strip(_DIGITS)
    return len(word) < _SHORTEST or _is_summed(word)


def _is_summed(word: str) -> bool:
    return word in _said() or bool(unit_within(word)) or month_named(word) is not None


@cache
def _said() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.totals_say))


def _has_words(column: CellColumn) -> Mask:
    """The rows whose cell has a letter in it, or is a label without one (∑)."""
    worded = [
        isinstance(cell, str) and (any(map(str.isalpha, cell)) or is_total(cell))
        for cell in column.cells
    ]
    has: Mask = np.array([*worded, False])[column.codes]
    return has


def _worded(rows: Rows, issues: Issues, names: Collection[str], spared: Mask | None) -> Mask:
    """The rows that are totals by a word in a text; each becomes a finding at the first cell that
    has it."""
    if "date" not in rows.columns:
        return issues.held
    unsaid = rows.columns["client"].blank
    constant = unsaid & rows.with_constant("client")
    undated = _undated(rows.columns["date"], unsaid)
    nobodys = unsaid & ~constant & ~undated
    spare = np.zeros(len(rows), bool) if spared is None else spared
    for key in rows.columns if (undated | unsaid).any() else ():
        column, may_be = rows.columns[key], ~(issues.held | spare)
        dated = constant & ~undated & _may_label(rows, key)
        has = _holding(column, undated & may_be, names, _word().search)
        has |= _holding(column, nobodys & may_be, names, _within().search)
        has |= _holding(column, dated & may_be, names, lambda text: _says_no_more(text, names))
        issues.add(Code.TOTALS_ROW, key, has, hold=True)
    return issues.held


def _undated(column: CellColumn, doubtful: Mask) -> Mask:
    """The rows without a day; "02.11. Total", or "Summe", in a ``doubtful`` one is none."""
    return column.blank | _holding(column, doubtful, (), _word().search)


def _may_label(rows: Rows, key: str) -> Mask:
    """The rows whose cell of a column may label a sum, dated as they are: beside a service that is
    typed none but that service."""
    service = rows.columns.get("service")
    typed = np.zeros(len(rows), bool) if service is None else ~service.blank
    return ~typed | (key == "service")


def _says_no_more(text: str, names: Collection[str]) -> bool:
    """Whether a text is a label with nothing but what is summed: "Total", "Week 1 subtotal",
    "Total October"; neither "Checked the totals" nor "Total for invoice 12"."""
    text = text.rstrip(" :")
    rest, labels = _labels().subn(" ", text)
    words = re.findall(r"\w+", rest)
    whole = " ".join(words) in names or all(map(_is_of_sums, words))
    return bool(_bare().fullmatch(text)) or (labels > 0 and whole)


def _is_of_sums(word: str) -> bool:
    word = word.strip(_DIGITS)
    return not word or (word not in _invoices() and (word in _joining() or _is_summed(word)))


def _labelled(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` that hold a label."""
    return _holding(column, among, names, is_total)


def _holding(
    column: CellColumn, among: Mask, names: Collection[str], says: Callable[[str], object]
) -> Mask:
    """The rows of ``among`` with a text that ``says`` so; only cells that these have are looked
    at, and no name of anybody's is one."""
    if not among.any():
        return among
    found = [
        used
        and isinstance(cell, str)
        and bool(says(fold(cell)))
        and fold(name_in(cell)) not in names
        for cell, used in zip(column.cells, column.where(among).used, strict=True)
    ]
    holding: Mask = among & np.array([*found, False])[column.codes]
    return holding


@cache
def _label() -> re.Pattern[str]:
    """A whole label: "total", "итого за май"."""
    return re.compile(f"(?:{_bare().pattern})(?: (?:{any_of(_joining())}) .+)?")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(any_of(words_for(lambda typed: typed.totals)))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_bare().pattern})\b|{_within().pattern}")


@cache
def _within() -> re.Pattern[str]:
    within = any_of(words_for(lambda typed: typed.totals_within))
    return re.compile(rf"\b(?:{within})\b")


@cache
def _word() -> re.Pattern[str]:
    first = any_of(words_for(lambda typed: typed.totals_first))
    return re.compile(rf"{_within().pattern}|^(?:{first})\b")


@cache
def _joining() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.totals_of))


@cache
def _invoices() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.purposes.get("invoice", "")))
