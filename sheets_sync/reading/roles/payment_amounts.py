"""Amounts of payments, exact, as typed (design §3, §4)."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS, MOST_DIGITS
from sheets_sync.billing.findings import Code
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.numbers import Number, own_currency, read_number
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.issues import Issues


def exact_amounts(rows: Rows, where: Mask, rules: Rules) -> NDArray[np.int64]:
    """Amounts of those rows, with MOST_DIGITS decimals, as typed; 0 where one is none."""
    column = rows.columns["amount"]
    values = np.zeros(len(column.cells) + 1, np.int64)
    for code in np.unique(column.codes[where & ~column.blank]).tolist():
        number = read_number(column.cells[code], rules.locale, MOST_DIGITS)
        if isinstance(number, Number) and abs(number.value) <= LIMIT * 10**MOST_DIGITS:
            values[code] = number.value
    return np.where(where, values[column.codes], 0)


def amounts_in(
    rows: Rows,
    of: NDArray[np.int32],
    money: Sequence[str],
    issues: Issues,
    rules: Rules,
) -> NDArray[np.int64]:
    """Amounts in minor units, each row's of the currency ``of`` it, an index into ``money``; 0,
    a finding and a row held, where one is none. "" is any currency."""
    column = rows.columns["amount"]
    amounts = np.zeros(len(rows), np.int64)
    for code, currency in enumerate(money):
        mine = of == code
        if not mine.any():
            continue
        read = column.read(partial(_amount, rules=rules, currency=currency))
        issues.from_reading("amount", read, hold=True, among=mine)
        values = [each.value if isinstance(each, Number) else 0 for each in read]
        amounts[mine] = column.look_up(values, 0, "int64")[mine]
    return amounts


def _amount(cell: Cell, rules: Rules, currency: str) -> object:
    number = read_number(cell, rules.locale, MINOR_DIGITS[currency or rules.currency])
    if not isinstance(number, Number):
        return number
    if currency and not own_currency(number.currency, currency, rules.currency):
        return Code.BAD_CURRENCY
    return Code.TOO_LARGE if abs(number.value) > LIMIT else number
