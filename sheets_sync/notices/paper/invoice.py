"""The top-up invoice: what is asked for, how to pay it, and the account's last postings (§8)."""

from collections.abc import Sequence
from typing import Final

from fpdf.errors import FPDFException

from sheets_sync.notices.account_lines import AccountLine
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.line_view import lines_heading, show_line
from sheets_sync.notices.paper.in_words import in_words
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.page import LEFT, PAPER, SOFT, WIDTH, Page
from sheets_sync.notices.paper.payment_code import payment_code
from sheets_sync.notices.paper.payment_texts import bank_rows, purpose_text, vat_text
from sheets_sync.notices.paper.printed_columns import PrintedColumn
from sheets_sync.notices.paper.printed_table import print_table
from sheets_sync.notices.paper.sides import draw_sides, draw_signature
from sheets_sync.notices.paper.undrawable import PaperError

_CODE: Final = 42.0
_UNDER: Final = 9.0
"""How high the sum in words and the line on tax are, most often."""


def draw_invoice(paper: InvoicePaper) -> bytes:
    """The invoice as PDF, the same bytes for the same paper.

    Raises ``PaperError`` where its payment code cannot be made, or its pages cannot be drawn.
    """
    try:
        return _drawn(paper)
    except FPDFException as error:
        raise PaperError("not_drawn") from error


def _drawn(paper: InvoicePaper) -> bytes:
    say = paper.words.say
    code = payment_code(paper.account, paper.currency, paper.left, purpose_text(paper))
    title = say("paper.invoice", number=paper.number)
    name, look = f"{title}, {clean(paper.seller)}", paper.issuer.look
    with Page(name, paper.words, paper.day, look, paper.link) as page:
        page.head(paper.seller, title, _under(paper))
        draw_sides(
            page, paper.words, paper.here, (paper.buyer, paper.buyer_details, paper.contract)
        )
        _payment(page, paper, code)
        _sums(page, paper)
        draw_signature(page, paper.words, paper.here)
        if paper.lines:
            _postings(page, paper)
        return page.drawn()


def _under(paper: InvoicePaper) -> str:
    say = paper.words.say
    said = [say("paper.dated", day=paper.date(paper.day))]
    if paper.replaces:
        said.append(say("paper.replaces", number=paper.replaces))
    if paper.due is not None:
        said.append(say("paper.due", day=paper.date(paper.due)))
    return " · ".join(said)


def _payment(page: Page, paper: InvoicePaper, code: str | None) -> None:
    """The bank details on a tinted ground, the code to scan at their right."""
    say, rows = paper.words.say, list(bank_rows(paper))
    if not rows:
        return
    width = WIDTH - (_CODE + 8 if code else 0)
    height = max(page.pairs_height(width - 8, rows) + 7, _CODE + 14 if code else 0)
    if page.get_y() + height > page.page_break_trigger:
        page.add_page()
    top = page.get_y()
    page.set_fill_color(*PAPER)
    page.rect(LEFT, top, WIDTH, height, style="F")
    page.set_y(top + 4)
    page.pairs(LEFT + 4, width - 8, rows)
    if code:
        x = LEFT + WIDTH - _CODE - 4
        page.code(code, x, top + 4, _CODE, exact=paper.currency == "EUR")
        page.set_xy(x, top + 5 + _CODE)
        page.type(7, SOFT)
        page.multi_cell(_CODE, 3.2, say("paper.scan"), align="C")
    page.set_y(top + height + 7)


def _sums(page: Page, paper: InvoicePaper) -> None:
    say = paper.words.say
    item = say("paper.item")
    if paper.contract:
        item = f"{item}, {say('paper.contract_in_purpose')} {clean(paper.contract)}"
    columns = (
        PrintedColumn(say("paper.place"), 6),
        PrintedColumn(say("paper.what"), 70),
        PrintedColumn(say("paper.amount"), 24, number=True, whole=True),
    )
    print_table(page, columns, [("1", item, paper.money(paper.amount))])
    page.ln(3)
    rows = [(say("paper.total"), paper.money(paper.amount))]
    if paper.paid:
        rows.append((say("paper.paid"), paper.money(paper.paid)))
    if page.will_page_break(5.5 * len(rows) + 8 + _UNDER):
        page.add_page()  # what is to pay stays with what it comes from
    for label, value in rows:
        page.type(9, SOFT)
        page.cell(WIDTH - 55, 5.5, label, align="R")
        page.cell(55, 5.5, value, align="R")
        page.ln(5.5)
    page.type(12, bold=True)
    page.cell(WIDTH - 55, 8, say("paper.to_pay"), align="R")
    page.cell(55, 8, paper.money(paper.left), align="R")
    page.ln(8)
    page.type(9)
    page.line_of(in_words(paper.left, paper.currency, paper.words), align="R")
    if vat := vat_text(paper.here, paper.left, paper.currency, paper.words):
        page.type(9, SOFT)
        page.line_of(page.fit(vat), align="R")
    page.ln(10)


def _postings(page: Page, paper: InvoicePaper) -> None:
    """The second page: where the money went."""
    say = paper.words.say
    page.add_page()
    page.type(13, bold=True)
    page.line_of(lines_heading(paper.lines, paper.words), gap=0.5)
    page.type(9, SOFT)
    balance = say(
        "paper.balance_on", day=paper.date(paper.balance_day), balance=paper.money(paper.balance)
    )
    page.line_of(page.fit(f"{balance} · {clean(paper.buyer)}"), gap=4)
    columns = (
        PrintedColumn(say("paper.date"), 15),
        PrintedColumn(say("paper.service"), 38),
        PrintedColumn(say("paper.quantity"), 10, number=True),
        PrintedColumn(say("paper.price"), 12, number=True),
        PrintedColumn(say("paper.amount"), 17.5, number=True, whole=True),
        PrintedColumn(say("paper.balance"), 17.5, number=True, whole=True),
    )
    print_table(page, columns, (_posting(line, paper) for line in paper.lines))


def _posting(line: AccountLine, paper: InvoicePaper) -> Sequence[str]:
    shown = show_line(line, paper.currency, paper.words)
    what = f"{shown.kind}: {shown.text}" if shown.kind and shown.text else shown.kind or shown.text
    what = f"{what} ({shown.included})" if shown.included else what
    return shown.day, what, shown.quantity, shown.price, shown.amount, shown.balance
