"""The rows of Bank as the table of payments has them (design §20)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankRows, BankState
from sheets_sync.billing.currency import MINOR_DIGITS, MOST_DIGITS
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import PAYMENT_COLUMNS, PAYMENT_KINDS, typed
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.reading.bank_tab.bank_money import BankFacts
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.nobodys import strays_in

_PAYMENT, _REFUND = map(PAYMENT_KINDS.index, ("payment", "refund"))


@dataclass(frozen=True)
class BankRead:
    """All ``rows`` of the tab, the ``payments`` of the book with those among them that count, those
    under names of nobody (as ``Book.strays`` has them), and what is wrong in them."""

    rows: BankRows
    payments: pd.DataFrame
    strays: pd.DataFrame
    findings: Sequence[Finding]


def credits_of(
    rows: Rows, days: NDArray[np.int32], client: NDArray[np.int32], amount: NDArray[np.int64]
) -> pd.DataFrame:
    """All rows, whatever becomes of them; ``amount`` in minor units, below 0 what the bank took
    back. Columns as PAYMENT_COLUMNS, and ``reference``."""
    data = {
        "source": rows.source, "row": rows.row, "day": days, "client": client,
        "kind": np.where(amount < 0, _REFUND, _PAYMENT), "amount": amount,
    }  # fmt: skip
    table = typed(PAYMENT_COLUMNS, data)
    # What clients see of a payment is its Reference: codes of ours tell them nothing.
    return table.assign(reference=pd.Series("", dtype=object, index=table.index))


def those_that_count(table: pd.DataFrame, states: NDArray[np.int8]) -> pd.DataFrame:
    """The rows of a table of all that are somebody's payments by their ``states``."""
    return table[np.isin(states, (BankState.COUNTED, BankState.CHOSEN))].reset_index(drop=True)


def all_typed(
    typed_in: pd.DataFrame, every: pd.DataFrame, states: NDArray[np.int8], by_bank: Mask
) -> pd.DataFrame:
    """All that people typed: Payments, and what counts of ``every`` row of the tab that the bank
    did not tell."""
    by_hand = those_that_count(every, np.where(by_bank, BankState.WAITING, states))
    return pd.concat([typed_in, by_hand]) if len(by_hand) else typed_in


def strays_of_bank(
    rows: Rows, clients: Clients, told: BankFacts, nobodys: Mask, rules: Rules
) -> pd.DataFrame:
    """The rows under names of nobody, but for those that are ``nobodys``, as ``Book.strays`` has
    them."""
    money = [each or rules.currency for each in told.currency]
    digits = np.array([MINOR_DIGITS[each] for each in money], int)
    amount = told.amount * 10 ** (MOST_DIGITS - digits)
    table = credits_of(rows, told.days, told.client, amount)
    return strays_in(rows, clients, table, (told.client == NONE) & ~nobodys)
