"""Nobody is thanked twice for the same money (design §17). Pure; amounts are minor units."""

from sheets_sync.notices.ledger.episodes import Standing
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger


def is_thanked(ledger: Ledger, standing: Standing) -> bool:
    """Whether what came in since the client's latest invoice may all be what they were thanked for
    before: what was struck out then, the invoice made over that, and the payment put back."""
    latest = ledger.latest.get((standing.client, standing.currency))
    thanks, asking = _last_thanks(ledger, standing), None
    if latest is not None:
        asking = next((each for each in ledger.gone if each.invoice == latest.number), None)
    if thanks is None or asking is None or latest is None or latest.paid_before is None:
        return False
    named = ledger.issued.get(thanks.invoice or 0)
    if named is None or named.paid_before is None or latest.paid_before > named.paid_before:
        return False  # what they were thanked for had not gone
    # What they had paid by the thanks is not kept: no more than what the balance fell by since.
    return standing.paid <= latest.paid_before + thanks.balance - asking.balance


def _last_thanks(ledger: Ledger, standing: Standing) -> Notice | None:
    own = [
        each
        for each in ledger.gone
        if each.kind.thanks
        and not each.is_question
        and each.currency == standing.currency
        and ledger.owner(each) == standing.client
    ]
    return own[-1] if own else None
