"""What came in against invoices, and what else of the books a plan goes by (design §17). Pure."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.last_went import LastWent
from sheets_sync.notices.ledger.notice import Reason
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.whose.suspects import NameQuestion
from sheets_sync.notices.whose.whose_invoices import theirs_now

OldRows: TypeAlias = Callable[[Mapping[str, NameQuestion]], Mapping[str, Invoice]]


@dataclass(frozen=True)
class Money:
    """What came in against invoices: the unpaid ones by client, the clients whose money came in
    since their latest one, those whose account ``moved`` in the month before, and by client what
    ``old_rows`` paid (see ``Books.paid_by_old_rows``) once questions were answered, of those
    ``merged`` with another's money, and whose rows they have ``half`` of, or which payment they
    ``lost``; where people type what else to ask for (see ``ask_cells``), by client what is to
    be ``mended_at`` which cell first, what all were ``called``, as people typed it, and where the
    last letters went to (``last_went``), as it was before anybody's word of this run; and
    by client the name (folded) under which they ``may_have`` the statement of the month before."""

    unpaid: Mapping[str, OpenInvoice] = field(default_factory=dict)
    paying: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    old_rows: OldRows = lambda _: {}
    merged: frozenset[str] = frozenset()
    half: Mapping[Reason, Mapping[str, str]] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)
    ask_column: str = ""
    mended_at: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    last_went: Mapping[str, LastWent] = field(default_factory=dict)
    may_have: Mapping[str, str] = field(default_factory=dict)


def money_against(ledger: Ledger, books: Books) -> Money:
    """What came in, by ``books``, against the invoices of a ledger."""
    moved = books.statements.moved(ledger)
    return Money(
        books.unpaid(ledger),
        books.paying(ledger),
        moved,
        lambda answered: books.paid_by_old_rows(theirs_now(ledger, answered)),
        books.paid_by_merging(ledger),
        {
            Reason.HALF_MERGED: books.no_whole(books.youth.merged.half, ledger),
            Reason.DOUBLED: books.no_whole(books.youth.merged.doubled, ledger),
        },
        books.youth.lost,
        books.ask_column,
        books.mended_at,
        books.youth.names,
        may_have=books.statements.may_have(ledger, moved),
    )
