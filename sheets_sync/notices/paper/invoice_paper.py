"""What stands on a top-up invoice, before it is drawn or told in a mail (design §8)."""

from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import AccountLine
from sheets_sync.notices.paper.parties import BankAccount, Issuer
from sheets_sync.words.speaking import Words


@dataclass(frozen=True)
class InvoicePaper:
    """An invoice, ready to be drawn. Amounts are minor units of ``currency``, days serials.

    ``paid`` came in towards it already: what is asked for is the rest. ``replaces`` is the number
    of the invoice whose place it takes. ``lines`` are the account's last postings, ``balance``
    what it holds at the end of ``balance_day``; ``link`` is where the buyer sees it at any time.
    The days to pay are ``due_from`` that day, None: from its own.
    """

    issuer: Issuer
    number: str
    day: int
    currency: str
    amount: int
    words: Words
    buyer: str
    buyer_details: str
    contract: str
    replaces: str = ""
    paid: int = 0
    balance: int = 0
    balance_day: int = 0
    lines: tuple[AccountLine, ...] = ()
    link: str = ""
    due_from: int | None = None

    @property
    def left(self) -> int:
        """What is still to pay."""
        return self.amount - self.paid

    @property
    def due(self) -> int | None:
        """The day by which it is to be paid; None where none is named."""
        first = self.day if self.due_from is None else self.due_from
        return first + self.issuer.due_days if self.issuer.due_days else None

    @property
    def seller(self) -> str:
        """The seller's name."""
        return self.here.name

    @property
    def here(self) -> Issuer:
        """The seller as they sell in this currency."""
        return self.issuer.selling_in(self.currency)

    @property
    def account(self) -> BankAccount | None:
        """Where it is to be paid to, if that is known."""
        return self.issuer.accounts.get(self.currency)

    def money(self, minor: int) -> str:
        """An amount as people of the language write it."""
        return self.words.money(minor, self.currency)

    def date(self, day: int) -> str:
        """A day as people of the language write it."""
        return self.words.day_in_letter(day)
