"""Lines of Clients that are no clients: "Total", and how many there are (design §4, §15)."""

from typing import Final

import numpy as np

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.sum_labels import is_total
from sheets_sync.reading.roles.issues import Issues
from sheets_sync.reading.roles.totals import without_totals

_NONE: Final = -1
_LONGEST: Final = 9
"""No more digits count clients."""


def clients_alone(rows: Rows) -> tuple[Rows, list[Finding]]:
    """The rows of Clients without totals, and TOTALS_ROW for each but those that count the rows
    above them. Who has an address is a client, whatever they are called."""
    rows, counts = _without_counts(rows)
    rows, totals = without_totals(rows, ["client"], spared=~rows.columns["email"].blank)
    return rows, [*counts, *totals]


def _without_counts(rows: Rows) -> tuple[Rows, list[Finding]]:
    """The rows without those of which Client alone says anything, "Total: 12"; each whose number
    is another than that of the rows above it is told."""
    column = rows.columns["client"]
    numbers = np.array([*map(_counted, column.cells), _NONE], np.int64)[column.codes]
    alone = np.sum([~each.blank for each in rows.columns.values()], axis=0) == 1
    counts = alone & (numbers != _NONE)
    if not counts.any():
        return rows, []
    issues = Issues(rows)
    wrong = np.zeros(len(rows), bool)
    for at in np.flatnonzero(counts).tolist():
        above = (rows.source[:at] == rows.source[at]) & ~counts[:at]
        wrong[at] = int(above.sum()) != numbers[at]
    issues.add(Code.TOTALS_ROW, "client", wrong)
    return rows.where(~counts), issues.findings()


def _counted(cell: Cell) -> int:
    """The number behind a label and its colon; _NONE of any other cell."""
    label, _, number = str(cell).partition(":")
    number = number.strip()
    counts = number.isdecimal() and len(number) <= _LONGEST and is_total(label)
    return int(number) if counts else _NONE
