"""Lines of Payments that are no payments: headings of months, and sums (design §4, §15)."""

from collections.abc import Collection
from typing import Final

import numpy as np

from sheets_sync.billing.findings import Finding
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.headings import without_headings, without_lone_periods
from sheets_sync.reading.roles.payment_amounts import exact_amounts
from sheets_sync.reading.roles.sums import mark_sums, texts_of
from sheets_sync.reading.roles.totals import without_totals

_SAYING: Final = ("date", "client", "kind", "reference")
"""Where a payment says anything beside how much it is."""


def payments_alone(
    rows: Rows, clients: Collection[str], rules: Rules
) -> tuple[Rows, list[Finding]]:
    """The rows of Payments without headings and sums, and the findings of such as may be more than
    sums. ``clients`` are folded names. Nothing that has an amount is nobody's, but the sum of what
    stands above it that says so."""
    rows = without_lone_periods(without_headings(rows, clients), clients)
    bare = rows.columns["amount"].blank
    nobodys = bare | _summed(rows, ~bare, clients, rules)
    return without_totals(rows, ("date", "client"), clients, nobodys=nobodys)


def _summed(rows: Rows, among: Mask, clients: Collection[str], rules: Rules) -> Mask:
    """The rows of ``among`` whose one text has a word of totals, and whose amount is the sum of
    those above, or of those since the sum before."""
    sums = np.zeros(len(rows), bool)
    _, labelled = texts_of(rows, among, clients, _SAYING)
    if not labelled.any():
        return sums
    figures = [(among, exact_amounts(rows, among, rules), 0)]
    least = np.ones(len(rows), np.int64)
    for source in np.unique(rows.source[labelled]).tolist():
        mark_sums(np.flatnonzero(rows.source == source), labelled, least, figures, sums)
    return sums
