"""The facts of a letter as texts in its language: the one view that both layouts show."""

from dataclasses import dataclass

from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.episodes import Kind
from sheets_sync.notices.facts import Facts, Line
from sheets_sync.notices.money import day_text, money


@dataclass(frozen=True, slots=True)
class LineView:
    """A posting, as shown; ``charge`` tells money out from money in."""

    day: str
    kind: str
    text: str
    amount: str
    balance: str
    charge: bool


@dataclass(frozen=True, slots=True)
class View:
    """A letter's facts, as shown. ``kind`` is that of the notice, ``level`` the flag now;
    ``below``: the threshold. ``paid`` and ``left`` are "" where nothing came in yet, ``received``
    is all that did, for a receipt. ``days_left`` is None where there is no burn."""

    seller: str
    client: str
    contract: str
    kind: str
    level: str
    day: str
    balance: str
    threshold: str
    below: bool
    days_left: int | None
    invoice: int
    invoice_day: str
    asked: str
    paid: str
    left: str
    received: str
    lines: tuple[LineView, ...]


def make_view(facts: Facts, seller: str, language: str) -> View:
    """The view of ``facts``; every text that staff typed is cleaned."""
    notice, invoice, client = facts.notice, facts.invoice, facts.client

    def amount(minor: int) -> str:
        return money(minor, notice.currency, language)

    receipt = notice.kind == Kind.RECEIPT
    paid = 0 if receipt else max(0, min(facts.paid, invoice.amount))
    return View(
        seller=clean(seller),
        client=clean(notice.name),
        contract=clean(client.contract),
        kind=notice.kind.value,
        level=notice.level.name,
        day=day_text(facts.day, language),
        balance=amount(facts.account.balance),
        threshold=amount(client.threshold),
        below=facts.account.balance < client.threshold,
        days_left=facts.account.days_left,
        invoice=invoice.number,
        invoice_day=day_text(invoice.day, language),
        asked=amount(invoice.amount),
        paid=amount(paid) if paid else "",
        left=amount(invoice.amount - paid) if paid else "",
        received=amount(facts.paid) if receipt else "",
        lines=tuple(_line(line, notice.currency, language) for line in facts.lines),
    )


def _line(line: Line, currency: str, language: str) -> LineView:
    return LineView(
        day=day_text(line.day, language),
        kind=line.kind,
        text=clean(line.text),
        amount=money(line.amount, currency, language),
        balance=money(line.balance, currency, language),
        charge=line.kind == "charge",
    )
