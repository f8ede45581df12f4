"""The account statement on paper: `sync statement CLIENT --pdf` (design §12)."""

from dataclasses import dataclass
from typing import Final

from sheets_sync import deferred
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.page import LEFT, WIDTH, Page
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.printed_columns import PrintedColumn
from sheets_sync.notices.paper.printed_table import print_table
from sheets_sync.words.speaking import Words

_SUMS_NAMED: Final = 70
"""How wide what the sums are called may be, in mm: each is one line."""


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


@deferred.dataclass(frozen=True)
class StatementPaper:
    """A statement, ready to be drawn. Amounts are minor units, days serials; ``first`` None: from
    the first posting on. ``sums`` are said, each behind what it is called."""

    issuer: Issuer
    words: Words
    client: str
    details: str
    contract: str
    currency: str
    first: int | None
    last: int
    sums: tuple[tuple[str, str], ...]
    rows: tuple[StatementRow, ...] = ()
    link: str = ""


def draw_statement(paper: StatementPaper) -> bytes:
    """The statement as PDF, the same bytes for the same paper."""
    say = paper.words.say
    title = f"{say('paper.statement')}, {clean(paper.client)}"
    with Page(title, paper.words, paper.last, paper.issuer.look, paper.link) as page:
        page.head(
            paper.issuer.selling_in(paper.currency).name, say("paper.statement"), _period(paper)
        )
        contract = f"{say('paper.contract')} {clean(paper.contract)}" if paper.contract else ""
        details = f"{paper.details}\n{contract}"
        page.set_y(page.party(LEFT, WIDTH, say("paper.buyer"), paper.client, details) + 5)
        page.set_y(page.pairs(LEFT, WIDTH, paper.sums, _SUMS_NAMED) + 5)
        if paper.rows:
            print_table(page, _columns(paper), ([*_cells(row, paper)] for row in paper.rows))
        else:
            page.line_of(say("paper.nothing"))
        return page.drawn()


def _period(paper: StatementPaper) -> str:
    say, last = paper.words.say, paper.words.day_in_letter(paper.last)
    if paper.first is None:
        return say("paper.up_to", last=last)
    return say("paper.period", first=paper.words.day_in_letter(paper.first), last=last)


def _columns(paper: StatementPaper) -> tuple[PrintedColumn, ...]:
    """Without orders there is no column of them, and room for what was done."""
    say, ordered = paper.words.say, _ordered(paper)
    order = (PrintedColumn(say("paper.order"), 10),) if ordered else ()
    return (
        PrintedColumn(say("paper.date"), 15),
        PrintedColumn(say("paper.service"), 28 if ordered else 38),
        *order,
        PrintedColumn(say("paper.quantity"), 10, number=True),
        PrintedColumn(say("paper.price"), 12, number=True),
        PrintedColumn(say("paper.amount"), 17.5, number=True, whole=True),
        PrintedColumn(say("paper.balance"), 17.5, number=True, whole=True),
    )


def _cells(row: StatementRow, paper: StatementPaper) -> tuple[str, ...]:
    def amount(minor: int) -> str:
        return paper.words.money(minor, paper.currency)

    day = paper.words.day_in_letter(row.day)
    sums = amount(row.amount), amount(row.balance)
    order = (row.order,) if _ordered(paper) else ()
    return day, row.what, *order, row.quantity, row.price, *sums


def _ordered(paper: StatementPaper) -> bool:
    return any(row.order for row in paper.rows)
