"""Totals rows among the data: a finding, never a row (design §4)."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.workbook.cells import Rows, name_in
from sheets_sync.workbook.issues import Issues

_LABELS: Final = frozenset(
    fold(label)
    for label in (
        "total", "totals", "grand total", "subtotal", "sub-total", "sum",
        "итого", "всего", "итог", "сумма", "итого за месяц", "общий итог", "промежуточный итог",
    )
)  # fmt: skip


def is_total(text: str) -> bool:
    """Whether a text is a totals row's label: "Total", "Итого:"."""
    return fold(text).rstrip(" :") in _LABELS


def without_totals(
    rows: Rows, keys: Sequence[str], names: Collection[str] = ()
) -> tuple[Rows, list[Finding]]:
    """The rows that bear no totals label in ``keys``, and TOTALS_ROW, once, for each that does.

    ``names`` are folded names that are somebody's and therefore no label.
    """
    issues = Issues(rows)
    for key in keys:
        column = rows.columns[key]
        labels = [
            index
            for index, cell in enumerate(column.cells)
            if isinstance(cell, str) and is_total(cell) and fold(name_in(cell)) not in names
        ]
        where = np.isin(column.codes, labels) & ~issues.held
        issues.add(Code.TOTALS_ROW, key, where, hold=True)
    return rows.where(~issues.held), issues.findings()
