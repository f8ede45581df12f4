"""What a notice says of its wish: its figures, and the invoice that it is about. Pure (design
§8)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.wishes import Wish, wish_key


def new_notice(
    wish: Wish,
    notice_id: int,
    now: datetime,
    *,
    needs_word: bool,
    before: Notice | None = None,
) -> Notice:
    """The notice of a wish that none answers yet, or ``before``, which is to name another due day:
    a word on that is one on this."""
    standing = wish.standing
    notice = Notice(
        id=notice_id,
        client=standing.client,
        name=standing.name,
        episode=wish.episode,
        kind=wish.kind,
        ordinal=wish.ordinal,
        level=wish.level,
        currency=standing.currency,
        balance=standing.balance,
        asked=standing.asked,
        to=standing.to,
        cc=standing.cc,
        created=now,
        moment=now,
        needs_word=needs_word,
        approved=wish.errand is not None and not wish.typed,
    )
    if before is None or not before.approved or _seen(before) != _seen(notice):
        return notice
    return replace(notice, approved=True, approved_amount=amount_let_go(before, wish))


def _seen(notice: Notice) -> tuple[str, tuple[str, ...]]:
    """What a word is for, beside the amount."""
    return notice.currency, notice.to


def amount_let_go(notice: Notice, wish: Wish) -> int:
    """The amount that a person let go: what they asked for themselves, or what the tab showed
    when they did."""
    known, errand = notice.approved_amount, wish.errand
    if known is not None or errand is None:
        return notice.asked if known is None else known
    return errand.amount if wish.kind.asks else 0


def refreshed_by(notice: Notice, wish: Wish, invoice: Invoice | None) -> Notice:
    """The notice with today's figures, about ``invoice``, or about a fresh one."""
    standing, errand = wish.standing, wish.errand
    fresh = standing.asked if errand is None else errand.amount
    asked = invoice.amount if invoice else fresh
    return replace(
        notice,
        name=standing.name,
        level=wish.level,
        currency=standing.currency,
        balance=standing.balance,
        asked=asked if wish.kind.asks else 0,
        invoice=invoice.number if invoice else None,
        prefix=invoice.prefix if invoice else "",
        to=standing.to,
        cc=standing.cc,
    )


def named_invoice(wish: Wish, ledger: Ledger, unpaid: Mapping[str, OpenInvoice]) -> Invoice | None:
    """The invoice that a notice is about, where it was made already: that of the same notice before
    it was cancelled; what asks for nothing names the latest one, what asks, the open one while
    that serves."""
    standing = wish.standing
    if wish.errand is not None and wish.kind.withdraws:
        made = ledger.credited.get(wish.errand.invoice or 0)
        return ledger.issued[made] if made is not None else None
    if not wish.kind.of_episode:
        before = (each.invoice for each in ledger.notices if _of_the_same(wish, each))
        return next((ledger.issued[each] for each in before if each is not None), None)
    if wish.former:
        return None
    if not wish.kind.asks:
        return ledger.latest.get((standing.client, standing.currency))
    return _asked_again(unpaid.get(standing.client), wish)


def _of_the_same(wish: Wish, notice: Notice) -> bool:
    """Whether a notice is of the wish's errand, whatever its client was called then, or its
    month."""
    if wish.errand is None:
        return wish_key(notice) == wish.key
    return (notice.kind, notice.ordinal) == (wish.kind, wish.ordinal)


def _asked_again(unpaid: OpenInvoice | None, wish: Wish) -> Invoice | None:
    if unpaid is None or not unpaid.concerns(wish.episode):
        return None
    return unpaid.invoice if unpaid.serves(wish.standing.asked) else None
