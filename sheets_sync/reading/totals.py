"""Totals rows among the data: a finding, never a row (design §4)."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.reading.cells import CellColumn, Mask, Rows, name_in
from sheets_sync.reading.issues import Issues
from sheets_sync.reading.vocabulary import any_of, words_for

_DATED: Final = ("date", "client")
"""A row of a dated role lacks one of these where it is but a total."""


def is_total(text: str) -> bool:
    """Whether a text is a totals row's label: "Total", "Итого:", "Итого за май"."""
    return _label().fullmatch(fold(text).rstrip(" :")) is not None


def without_totals(
    rows: Rows,
    keys: Sequence[str],
    names: Collection[str] = (),
    spared: Mask | None = None,
) -> tuple[Rows, list[Finding]]:
    """The rows that are no totals, and TOTALS_ROW, once, for each that is.

    A label makes a row a total in a column of ``keys``, and in any other where all of ``keys``
    are blank: "Total" is no comment then. In dated roles a totals word anywhere in a text
    ("Week 1 subtotal") does, where Date or Client is blank (design §15). ``names`` are folded
    names that are somebody's and therefore no label; ``spared`` rows are sound, whatever.
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
    return rows.where(~issues.held), _unexpected(rows, issues)


def _unexpected(rows: Rows, issues: Issues) -> list[Finding]:
    """The findings, without those of subtotals in sheets that staff made as they liked: undated
    rows of one text, the label, and numbers. More may be a row that somebody did not finish."""
    if "date" not in rows.columns:
        return issues.findings()
    worded = {key: _has_words(column) for key, column in rows.columns.items()}
    undated = rows.columns["date"].blank | worded["date"]
    expected = rows.in_kept_sheets() & undated & (sum(w.astype(int) for w in worded.values()) == 1)
    places = set(zip(rows.source[expected].tolist(), rows.row[expected].tolist(), strict=True))
    return [each for each in issues.findings() if (each.source, each.row) not in places]


def _has_words(column: CellColumn) -> Mask:
    """The rows whose cell has a letter in it."""
    worded = [isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in column.cells]
    has: Mask = np.array([*worded, False])[column.codes]
    return has


def _worded(rows: Rows, issues: Issues, names: Collection[str], spared: Mask | None) -> Mask:
    """The rows that lack Date or Client and have a totals word anywhere; each becomes a finding
    at the first cell that has it."""
    if "date" not in rows.columns:
        return np.zeros(len(rows), bool)
    among = np.logical_or.reduce([rows.columns[key].blank for key in _DATED])
    among = among if spared is None else among & ~spared
    for key in rows.columns if among.any() else ():
        has = _holding(rows.columns[key], among & ~issues.held, names, _word().search)
        issues.add(Code.TOTALS_ROW, key, has, hold=True)
    return issues.held


def _labelled(column: CellColumn, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` that hold a label."""
    return _holding(column, among, names, is_total)


def _holding(
    column: CellColumn, among: Mask, names: Collection[str], says: Callable[[str], object]
) -> Mask:
    """The rows of ``among`` with a text that ``says`` so; only cells that these have are looked
    at, and no name of anybody's is one."""
    found = [
        used
        and isinstance(cell, str)
        and fold(name_in(cell)) not in names
        and bool(says(fold(cell)))
        for cell, used in zip(column.cells, column.where(among).used, strict=True)
    ]
    holding: Mask = among & np.array([*found, False])[column.codes]
    return holding


@cache
def _label() -> re.Pattern[str]:
    """A whole label: "total", "итого за май"."""
    totals = any_of(words_for(lambda typed: typed.totals))
    of = any_of(words_for(lambda typed: typed.totals_of))
    return re.compile(f"(?:{totals})(?: (?:{of}) .+)?")


@cache
def _word() -> re.Pattern[str]:
    within = any_of(words_for(lambda typed: typed.totals_within))
    return re.compile(rf"\b(?:{within})\b")
