"""An account's statement of some days, alike as a page, a CSV file and on paper (design §12)."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import Client
from sheets_sync.deferred import dataclass
from sheets_sync.harmless import csv_cell
from sheets_sync.notices.account_lines import AccountLine, AccountMonth
from sheets_sync.words.speaking import ENGLISH, Words


@dataclass(frozen=True)
class Statement:
    """One client's postings of a period, and the balances around them (minor units)."""

    client: Client
    month: AccountMonth
    first: date | None
    last: date
    words: Words

    @property
    def entries(self) -> Sequence[AccountLine]:
        """The postings, in order."""
        return self.month.lines

    @property
    def opening(self) -> int:
        """The balance before the first of them."""
        return self.month.opening

    @property
    def closing(self) -> int:
        """The balance after the last of them."""
        return self.month.closing

    @property
    def paid(self) -> int:
        """Money in during the period."""
        return sum(entry.amount for entry in self.entries if not entry.is_charge)

    @property
    def charged(self) -> int:
        """Money written off during the period."""
        return -sum(entry.amount for entry in self.entries if entry.is_charge)


def statement_csv(statement: Statement) -> str:
    """The statement as CSV: dates ISO, amounts in major units with a point, signed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            statement.words.say(f"statement.{key}")
            for key in ("date", "what", "order", "quantity", "price", "amount", "balance")
        ]
    )
    currency = statement.client.currency
    for entry in statement.entries:
        writer.writerow(
            [
                ENGLISH.day(entry.day),
                csv_cell(posting_said(entry, statement.words)),
                csv_cell(entry.order),
                ENGLISH.number(entry.quantity) if entry.is_charge else "",
                ENGLISH.number(Fraction(entry.price, SCALE), least=2) if entry.is_charge else "",
                to_major(entry.amount, currency),
                to_major(entry.balance, currency),
            ]
        )
    return out.getvalue()


def posting_said(line: AccountLine, words: Words) -> str:
    """What a posting was for: the service, or the kind of payment and its reference."""
    if line.is_charge:
        return line.text
    kind = words.say(f"posting.{line.kind}")
    return f"{kind}: {line.text}" if line.text else kind
