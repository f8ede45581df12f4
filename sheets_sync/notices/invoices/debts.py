"""What those who are gone from Clients were asked to pay, and which new name may be theirs though
no open episode says so (design §17). Pure.

A client may be renamed tab by tab, over some runs: once their charges bear the new name the
account of the old one recovers, and its episode is over; or name and address change between the
same two runs. Then the invoice that they have tells: nobody is asked for its money under a name
that came since, before a person said whose it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sheets_sync.notices.invoices.open_invoices import is_paid
from sheets_sync.notices.ledger.episodes import Standing
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger

Debts: TypeAlias = Mapping[str, Sequence[Invoice]]
"""By client (folded name) their invoices, the newest first."""


def debts(ledger: Ledger, standings: Sequence[Standing]) -> Debts:
    """The latest invoice, in each currency, of each who is not in Clients, where nobody withdrew
    it; one that was only written into the folder, too: somebody may have handed it on."""
    here = {each.client for each in standings}
    found: dict[str, list[Invoice]] = {}
    for (who, _), invoice in ledger.invoices.items():
        if who not in here:
            found.setdefault(who, []).append(invoice)
    return {who: sorted(own, key=lambda each: -each.number) for who, own in found.items()}


def debt_of(standing: Standing, gone: str, debts: Debts) -> Invoice | None:
    """The invoice of the one who is ``gone`` that a client of a new name may be asked for once
    more: it may be theirs (``claim_of``), and were they the same, it would be unpaid."""
    invoice = owed_by(standing, gone, debts)
    return invoice if invoice is not None and _may_be_theirs(standing, gone, invoice) else None


def claim_of(standing: Standing, gone: str, debts: Debts) -> Invoice | None:
    """The invoice of the one who is ``gone`` that may be a client's of a new name, paid or not:
    theirs came with an address or details of that one, or bears most of their rows; or none of
    anybody's who is gone, and rows of before it was made."""
    own = (each for each in debts.get(gone, ()) if each.currency == standing.currency)
    return next((each for each in own if _may_be_theirs(standing, gone, each)), None)


def _may_be_theirs(standing: Standing, gone: str, invoice: Invoice) -> bool:
    if gone not in standing.came_after:
        return False
    old = standing.began is not None and standing.began <= invoice.day
    theirs = standing.heir_of | standing.bears
    return gone in theirs or (old and not theirs)


def owed_by(standing: Standing, gone: str, debts: Debts) -> Invoice | None:
    """The invoice of the one who is ``gone`` that would be unpaid were the client the same."""
    return next((each for each in debts.get(gone, ()) if _unpaid_by(standing, each)), None)


def owed_with(standing: Standing, debts: Debts, ledger: Ledger) -> Iterator[str]:
    """Those who are gone of whose invoice the client may be asked once more, the newest first; none
    whose letter was let go since."""
    found = ((gone, debt_of(standing, gone, debts)) for gone in standing.came_after)
    own = [(invoice.number, gone) for gone, invoice in found if invoice is not None]
    for number, gone in sorted(own, reverse=True):
        if not _let_go(standing, number, ledger):
            yield gone


def _unpaid_by(standing: Standing, invoice: Invoice) -> bool:
    """Whether it would be, by what is theirs of the money: that of others may have been for
    another one."""
    others = sum(paid for who, paid in standing.others.items() if who != invoice.client)
    same = standing.currency == invoice.currency
    return same and not is_paid(invoice, standing.paid - others)


def _let_go(standing: Standing, number: int, ledger: Ledger) -> bool:
    """Whether a letter asked the client for money since the invoice was asked for last: it was
    held, and a person let it go."""
    asked = [each.offered for each in ledger.gone if each.invoice == number]
    own = (each for each in ledger.gone if each.client == standing.client and each.kind.warns)
    return bool(asked) and any(each.offered > max(asked) for each in own)
