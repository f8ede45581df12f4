"""Totals rows among the data: a finding, never a row (design §4)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.reading.cells import Rows, name_in
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask
from sheets_sync.reading.meaning.sum_labels import (
    has_our_word,
    has_word,
    has_word_at_an_end,
    is_sure,
    is_total,
    says_no_more,
)
from sheets_sync.reading.roles.issues import Issues


def naming_totals(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` whose text has a word of totals ("Zwischensumme Webseite", "Total
    Zürich"), and is none of ``names``, folded."""
    return _holding(column, among, names, has_word)


def naming_sums(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` whose text begins or ends with a word of totals, and is none of
    ``names``, folded."""
    return _holding(column, among, names, has_word_at_an_end)


def without_totals(
    rows: Rows,
    keys: Sequence[str],
    names: Collection[str] = (),
    spared: Mask | None = None,
    sums: Mask | None = None,
    nobodys: Mask | None = None,
) -> tuple[Rows, list[Finding]]:
    """The rows that are no totals, and TOTALS_ROW, once, for each that is.

    A label makes a row a total in a column of ``keys``, and in any other where all of ``keys``
    are blank: "Total" is no comment then. In dated roles a totals word anywhere in a text
    ("Week 1 subtotal") does, where Date or Client is blank; where the source says whose a dated
    row is, a text that says no more does (design §15). ``names`` are folded names that are
    somebody's and therefore no label; ``spared`` rows are sound, whatever; ``sums`` are totals if
    they have a word for it at either end of a text; ``nobodys`` rows are expected to be totals, as
    they are in sheets that staff made as they liked.
    """
    issues = Issues(rows)
    issues.held |= _worded(rows, issues, names, spared)
    if sums is not None and sums.any():
        _add_sums(rows, issues, sums, names)
    nameless = np.logical_and.reduce([rows.columns[key].blank for key in keys])
    for key in rows.columns if nameless.any() else keys:
        among = ~issues.held if key in keys else nameless & ~issues.held
        among = among if spared is None else among & ~spared
        issues.add(Code.TOTALS_ROW, key, _labelled(rows.columns[key], among, names), hold=True)
    if not issues.held.any():
        return rows, []
    quiet = rows.in_kept_sheets() if nobodys is None else rows.in_kept_sheets() | nobodys
    return rows.where(~issues.held), _unexpected(rows, issues, names, quiet)


def _add_sums(rows: Rows, issues: Issues, sums: Mask, names: Collection[str]) -> None:
    for key, column in rows.columns.items():
        has = naming_sums(column, sums & ~issues.held, names)
        issues.add(Code.TOTALS_ROW, key, has, hold=True)


def _unexpected(rows: Rows, issues: Issues, names: Collection[str], quiet: Mask) -> list[Finding]:
    """The findings, without those of subtotals among the ``quiet`` rows: undated
    ones of one text, the label, and numbers. More may be a row that somebody did not finish; so may
    one whose text is only surely a label to who knows what is summed ("Total redesign"), or that
    has its day, and client or service by the config."""
    if "date" not in rows.columns:
        return issues.findings()
    worded = {key: _has_words(column) for key, column in rows.columns.items()}
    undated = rows.columns["date"].blank | worded["date"]
    held, texts = issues.held, sum(each.astype(int) for each in worded.values())
    sure = np.logical_and.reduce([_are_sure(each, held, names) for each in rows.columns.values()])
    expected = _places(rows, sure & quiet & undated & (texts == 1))
    constant = rows.with_constant("client") | rows.with_constant("service")
    doubtful = _places(rows, held & ~(sure & (undated | ~constant)))
    return [
        replace(each, variant=Variant.MAYBE_WORK) if (each.source, each.row) in doubtful else each
        for each in issues.findings()
        if (each.source, each.row) not in expected
    ]


def _places(rows: Rows, where: Mask) -> set[tuple[int, int]]:
    return {*zip(rows.source[where].tolist(), rows.row[where].tolist(), strict=True)}


def _are_sure(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` whose cell is no text, or surely a label."""
    used = column.where(among).used
    found = [
        not there or is_sure(cell, names) for cell, there in zip(column.cells, used, strict=True)
    ]
    sure: Mask = np.array([*found, True])[column.codes]
    return sure


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
        has = _holding(column, undated & may_be, names, has_word)
        has |= _holding(column, nobodys & may_be, names, has_our_word)
        has |= _holding(column, dated & may_be, names, lambda text: says_no_more(text, names))
        issues.add(Code.TOTALS_ROW, key, has, hold=True)
    return issues.held


def _undated(column: CellColumn, doubtful: Mask) -> Mask:
    """The rows without a day; "02.11. Total", or "Summe", in a ``doubtful`` one is none."""
    return column.blank | _holding(column, doubtful, (), has_word)


def _may_label(rows: Rows, key: str) -> Mask:
    """The rows whose cell of a column may label a sum, dated as they are: beside a service that is
    typed none but that service."""
    service = rows.columns.get("service")
    typed = np.zeros(len(rows), bool) if service is None else ~service.blank
    return ~typed | (key == "service")


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
