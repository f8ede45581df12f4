"""What the rows of Bank say, amount and currency above all: as the bank told them, or as people
typed them below (design §20)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.findings import Code
from sheets_sync.billing.fingerprints import EntryCode, check_of
from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import Rows, read_aloud
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask
from sheets_sync.reading.meaning.currencies import currency_code
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.issues import Issues, names_by_row
from sheets_sync.reading.roles.payment_amounts import amounts_in


@dataclass(frozen=True)
class BankFacts:
    """What each row says: its serial day, its currency, its client (code, NONE) and its amount in
    minor units."""

    days: NDArray[np.int32]
    currency: Sequence[str]
    client: NDArray[np.int32]
    amount: NDArray[np.int64]

    def each_row(self) -> list[tuple[int, int, int, str]]:
        """Client, day, amount and currency, row by row."""
        columns = (each.tolist() for each in (self.client, self.days, self.amount))
        return [*zip(*columns, self.currency, strict=True)]


def currencies_of(
    column: CellColumn, codes: Sequence[EntryCode | None], issues: Issues
) -> list[str]:
    """The currency of each row, "" where it says none that we know: a finding, where people typed
    it."""
    named = [currency_code(read_aloud(cell), "") or "" for cell in column.cells]
    found = names_by_row(column.codes, named)
    typed = zip(found, codes, strict=True)
    unread = np.array([not each and code is None for each, code in typed], bool) & ~column.blank
    issues.add(Code.BAD_CURRENCY, "amount", unread, hold=True)
    return found


def with_typed_ones(
    currency: Sequence[str],
    codes: Sequence[EntryCode | None],
    client: NDArray[np.int32],
    clients: Clients,
    rules: Rules,
) -> list[str]:
    """The same; where people typed a row and no currency it is its client's, else the house's."""
    own = names_by_row(client, [each.currency for each in clients.clients])
    rows = zip(currency, codes, own, strict=True)
    return [each if each or code else pays or rules.currency for each, code, pays in rows]


def amounts_of(
    rows: Rows, currency: Sequence[str], issues: Issues, rules: Rules
) -> NDArray[np.int64]:
    """The amount of each row in minor units of its currency, with a finding where it is none."""
    money = [each or rules.currency for each in currency]
    different = sorted(set(money))
    of = np.array([different.index(each) for each in money], np.int32)
    return amounts_in(rows, of, different, issues, rules)


def changed(
    codes: Sequence[EntryCode | None],
    days: NDArray[np.int32],
    amount: NDArray[np.int64],
    currency: Sequence[str],
) -> Mask:
    """The rows whose day, amount or currency is not what the bank told."""
    facts = zip(codes, days.tolist(), amount.tolist(), currency, strict=True)
    differ = [code is not None and code.check != check_of(*told) for code, *told in facts]
    return np.array(differ, bool)


def copied_rows(codes: CellColumn) -> Mask:
    """The second and later rows of one code: somebody copied a row."""
    again: Mask = pd.Series(codes.codes).duplicated().to_numpy() & ~codes.blank
    return again
