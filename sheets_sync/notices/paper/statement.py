"""The account statement on paper: `sync statement CLIENT --pdf` (design §12)."""

from dataclasses import dataclass
from typing import Literal

from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.money import day_text, money
from sheets_sync.notices.paper.page import LEFT, WIDTH, Column, Page
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.texts import texts


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A posting: ``quantity`` and ``price`` as they are to stand there, amounts minor units."""

    day: int
    what: str
    order: str
    quantity: str
    price: str
    amount: int
    balance: int


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """A statement, ready to be drawn. Amounts are minor units, days serials; ``first`` None: from
    the first posting on."""

    issuer: Issuer
    language: Literal["en", "ru"]
    client: str
    details: str
    contract: str
    currency: str
    first: int | None
    last: int
    opening: int
    closing: int
    paid: int
    charged: int
    rows: tuple[StatementRow, ...] = ()


def draw_statement(paper: StatementPaper) -> bytes:
    """The statement as PDF, the same bytes for the same paper."""
    say = texts(paper.language)
    title = f"{say['statement']}, {clean(paper.client)}"
    page = Page(title, paper.language, paper.last, say["page"])
    page.head(paper.issuer.named(paper.currency), say["statement"], _period(paper))
    contract = f"{say['contract']} {clean(paper.contract)}" if paper.contract else ""
    details = f"{paper.details}\n{contract}"
    page.set_y(page.party(LEFT, WIDTH, say["buyer"], paper.client, details) + 5)
    page.set_y(page.pairs(LEFT, WIDTH, _sums(paper)) + 5)
    if paper.rows:
        page.grid(_columns(paper), ([*_cells(row, paper)] for row in paper.rows))
    else:
        page.line_of(say["nothing"])
    return bytes(page.output())


def _period(paper: StatementPaper) -> str:
    say, last = texts(paper.language), day_text(paper.last, paper.language)
    if paper.first is None:
        return say["up_to"].format(last=last)
    return say["period"].format(first=day_text(paper.first, paper.language), last=last)


def _sums(paper: StatementPaper) -> list[tuple[str, str]]:
    say = texts(paper.language)
    figures = (
        ("opening", paper.opening),
        ("money_in", paper.paid),
        ("charged", paper.charged),
        ("closing", paper.closing),
    )
    return [(say[key], money(minor, paper.currency, paper.language)) for key, minor in figures]


def _columns(paper: StatementPaper) -> tuple[Column, ...]:
    say = texts(paper.language)
    return (
        Column(say["date"], 15),
        Column(say["service"], 28),
        Column(say["order"], 10),
        Column(say["quantity"], 10, number=True),
        Column(say["price"], 12, number=True),
        Column(say["amount"], 17.5, number=True),
        Column(say["balance"], 17.5, number=True),
    )


def _cells(row: StatementRow, paper: StatementPaper) -> tuple[str, ...]:
    def amount(minor: int) -> str:
        return money(minor, paper.currency, paper.language)

    day = day_text(row.day, paper.language)
    sums = amount(row.amount), amount(row.balance)
    return day, row.what, row.order, row.quantity, row.price, *sums
