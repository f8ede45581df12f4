"""Payments beside whose amount a column that is not read says that another sum came, or none yet:
they wait (design §15)."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.findings import Code, Variant
from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.beside.not_come import kind_of_column
from sheets_sync.reading.beside.sums_beside import BACK, ON, PART, has_figure, may_say_sum
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask
from sheets_sync.reading.meaning.rules import OTHER, Rules
from sheets_sync.reading.roles.issues import Issues
from sheets_sync.reading.roles.payment_amounts import exact_amounts
from sheets_sync.reading.sources.places import BESIDE

_PAYMENT: Final = PAYMENT_KINDS.index("payment")
_VARIANTS: Final = {BACK: Variant.WENT_BACK, PART: Variant.OTHER_SUM, ON: Variant.NO_DAY}


def hold_other_sums(
    rows: Rows, issues: Issues, kind: NDArray[np.int8], amount: NDArray[np.int64], rules: Rules
) -> None:
    """Holds the payments of ``rows``, sound so far, that such a column speaks of; ``amount`` is in
    minor units. What is no payment, or has a minus, brought no money in."""
    for key, column in rows.unread.items():
        what = kind_of_column(key)
        if what in _VARIANTS:
            paying = ~issues.held & (kind == _PAYMENT) & (amount > 0)
            where = paying & _of_sources_with(rows, key) & _says_other(what, rows, column, rules)
            issues.add(Code.BAD_KIND, key, where, hold=True, variant=_VARIANTS[what])


def _of_sources_with(rows: Rows, key: str) -> Mask:
    """The rows of the sources that have the column ``key``."""
    has = [f"{BESIDE}{key}" in headers for headers in rows.headers]
    return np.array([*has, False], bool)[rows.source]


def _says_other(what: str, rows: Rows, column: CellColumn, rules: Rules) -> Mask:
    """The rows whose cell says another sum, or of none that it came, while most have one."""
    if what == BACK:
        return may_say_sum(BACK, column)
    blank = column.codes == NONE
    unsaid: Mask = blank & _mostly_filled(rows, ~blank)
    return unsaid if what == ON else unsaid | _differs(rows, column, rules)


def _mostly_filled(rows: Rows, filled: Mask) -> Mask:
    """The rows of the sources at least half of whose rows are ``filled``."""
    many = np.bincount(rows.source, minlength=1)
    most = np.bincount(rows.source[filled], minlength=len(many)) * 2 >= many
    of_most: Mask = most[rows.source]
    return of_most


def _differs(rows: Rows, column: CellColumn, rules: Rules) -> Mask:
    """The rows that have a figure there other than the amount, however it is typed."""
    figures = has_figure(column)
    beside, anyhow = replace(rows, columns={"amount": column}), replace(rules, locale=OTHER)
    theirs = exact_amounts(beside, figures, anyhow)
    differs: Mask = figures & (theirs != exact_amounts(rows, figures, rules))
    return differs
