"""What a letter says about an account, gathered from billing, in no language yet (design §8)."""

from sheets_sync.billing.accounts import Account
from sheets_sync.billing.tables import Client
from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import (
    AccountLine,
    AccountMonth,
)
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Notice


@dataclass(frozen=True)
class LetterFacts:
    """All that one letter says. ``received`` is what came in towards ``invoice``, ``reminder``
    which reminder of that it is (0: none), ``before`` the one that need not be paid any more (see
    ``former_invoice``). A statement has no invoice, and the ``month`` that it tells. The days to
    pay are ``due_from`` that day, None: from the invoice's own (see ``due_days``)."""

    notice: Notice
    invoice: Invoice | None
    client: Client
    account: Account
    received: int
    reminder: int
    before: Invoice | None
    month: AccountMonth | None
    lines: tuple[AccountLine, ...]
    day: int
    due_from: int | None = None
