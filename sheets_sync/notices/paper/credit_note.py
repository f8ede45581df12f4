"""The credit note on paper: a withdrawn invoice need not be paid any more (design §17)."""

from fpdf.errors import FPDFException

from sheets_sync.deferred import dataclass
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.page import SOFT, Page
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.payment_texts import vat_text
from sheets_sync.notices.paper.printed_columns import PrintedColumn
from sheets_sync.notices.paper.printed_table import print_table
from sheets_sync.notices.paper.sides import draw_sides, draw_signature
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.words.speaking import Words


@dataclass(frozen=True)
class CreditPaper:
    """A credit note, ready to be drawn: ``amount`` minor units above 0, days serials; ``withdrawn``
    is the number of the invoice that it withdraws."""

    issuer: Issuer
    words: Words
    number: str
    day: int
    withdrawn: str
    withdrawn_day: int
    currency: str
    amount: int
    buyer: str
    buyer_details: str
    contract: str
    link: str = ""


def draw_credit_note(paper: CreditPaper) -> bytes:
    """The credit note as PDF, the same bytes for the same paper.

    Raises ``PaperError`` where its pages cannot be drawn.
    """
    try:
        return _drawn(paper)
    except FPDFException as error:
        raise PaperError("not_drawn") from error


def _drawn(paper: CreditPaper) -> bytes:
    words = paper.words
    issuer = paper.issuer.selling_in(paper.currency)
    title = words.say("paper.credit", number=paper.number)
    with Page(f"{title}, {clean(issuer.name)}", words, paper.day, issuer.look, paper.link) as page:
        page.head(issuer.name, title, words.say("paper.dated", day=words.day_in_letter(paper.day)))
        draw_sides(page, words, issuer, (paper.buyer, paper.buyer_details, paper.contract))
        columns = (
            PrintedColumn(words.say("paper.what"), 76),
            PrintedColumn(words.say("paper.amount"), 24, number=True, whole=True),
        )
        day = words.day_in_letter(paper.withdrawn_day)
        what = words.say("paper.withdraws", number=paper.withdrawn, day=day)
        print_table(page, columns, [(what, words.money(-paper.amount, paper.currency))])
        page.ln(3)
        if vat := vat_text(issuer, -paper.amount, paper.currency, words):
            page.type(9, SOFT)
            page.line_of(page.fit(vat), align="R")
        page.ln(3)
        page.type(9.5)
        page.line_of(page.fit(words.say("paper.nothing_to_pay", number=paper.withdrawn)), gap=8)
        draw_signature(page, words, issuer)
        return page.drawn()
