"""What a bank's statement says, in whatever format it came (design §20).

Amounts are minor units of the statement's currency, days are serials.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_sync.bank.refusing import StatementFault


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on the other side of an entry, as far as the bank tells. ``account`` and
    ``tax_number`` are compact: no spaces, capital letters; each "" where it is not told."""

    name: str = ""
    account: str = ""
    tax_number: str = ""


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One movement on the account: ``amount`` is above 0, ``credit`` says that it came in.

    ``returned``: the bank itself marks it as undoing an earlier one (a returned payment, a
    reversal). ``purpose`` is what the payer wrote, on one line. ``reference`` is the bank's own,
    ``document`` the number of the payer's order; "" where there is none. ``line`` of the file
    (from 1) is where it stands; 0 where the format has no lines.
    """

    day: int
    amount: int
    credit: bool
    party: Party = Party()
    purpose: str = ""
    returned: bool = False
    reference: str = ""
    document: str = ""
    line: int = 0

    @property
    def signed(self) -> int:
        """The amount as it moves the account: below 0 where it went out."""
        return self.amount if self.credit else -self.amount

    @property
    def takes_back(self) -> bool:
        """Whether the bank took back what had come in."""
        return self.returned and not self.credit


@dataclass(frozen=True, slots=True)
class BankStatement:
    """One account over some days. ``opening`` and ``closing`` are below 0 where overdrawn;
    ``first`` and ``last`` are days, ``number`` the bank's number of the statement, or "".
    ``made``: when the bank made it or, where it does not say, when its ``file`` was changed, in
    nanoseconds; 0 where that is not known. ``layout``: by what it was read, where the config says
    how; "" where the format does. ``order``: in which digits of days were read, of CSV.
    ``unordered``: nothing proves that entries stand in the order in which they came."""

    account: str
    currency: str
    opening: int
    closing: int
    entries: Sequence[BankEntry]
    first: int
    last: int
    number: str = ""
    made: int = 0
    file: str = ""
    layout: str = ""
    order: str = ""
    unordered: bool = False


def prove(statement: BankStatement) -> None:
    """Raise ``StatementFault`` where opening and entries do not make the closing balance exactly:
    then something is missing, twice, or misread, and nothing of the file is to be believed."""
    came = sum(each.amount for each in statement.entries if each.credit)
    went = sum(each.amount for each in statement.entries if not each.credit)
    made = statement.opening + came - went
    if made == statement.closing:
        return
    currency = statement.currency
    amounts = {
        "opening": statement.opening, "came": came, "went": went, "comes": made,
        "closing": statement.closing, "off": statement.closing - made,
    }  # fmt: skip
    sums = {name: (minor, currency) for name, minor in amounts.items()}
    raise StatementFault("no_sum", 0, account=statement.account, currency=currency, **sums)


def refuse_twice(statements: Iterable[BankStatement]) -> None:
    """Raise ``StatementFault`` where a statement is there twice: same account, number, days and
    balances (pages of one statement have other balances)."""
    met = set()
    for each in statements:
        days, balances = (each.first, each.last), (each.opening, each.closing)
        key = (each.account, each.currency, each.number, days, balances)
        if key in met:
            said = "twice_numbered" if each.number else "twice"
            raise StatementFault(said, account=each.account, number=each.number)
        met.add(key)
