"""A client's price list on paper, with a place for both sides to sign (design §18)."""

from fractions import Fraction
from typing import Final

from fpdf.errors import FPDFException

from sheets_sync.billing.agreed_list import PriceListFor
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.page import INK, LEFT, SOFT, WIDTH, Page
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.printed_columns import PrintedColumn
from sheets_sync.notices.paper.printed_table import print_table
from sheets_sync.notices.paper.sides import draw_sides
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.terms_said import (
    list_title,
    month_quantity_said,
    price_said,
    terms_said,
    under_title,
)
from sheets_sync.words.speaking import Words

_SIGNED: Final = 34.0
"""How high the place to sign is."""


def draw_price_list(priced: PriceListFor, issuer: Issuer, words: Words) -> bytes:
    """The list as PDF, the same bytes for the same list. Raises ``PaperError`` where it cannot be
    drawn."""
    try:
        return _drawn(priced, issuer.selling_in(priced.client.currency), words)
    except FPDFException as error:
        raise PaperError("not_drawn") from error


def _drawn(priced: PriceListFor, here: Issuer, words: Words) -> bytes:
    client, title = priced.client, list_title(priced, words)
    with Page(f"{title}, {clean(client.name)}", words, priced.day, here.look) as page:
        page.head(here.name, title, under_title(priced, words))
        draw_sides(page, words, here, (client.name, client.details, client.contract))
        _prices(page, priced, words)
        if here.vat_rate:
            page.ln(2)
            page.type(8.5, SOFT)
            page.line_of(words.say("pricelist.vat", rate=words.number(Fraction(here.vat_rate), 2)))
        if priced.month:
            _month(page, priced, words)
        _place_to_sign(page, here.name, client.name, words)
        return page.drawn()


def _prices(page: Page, priced: PriceListFor, words: Words) -> None:
    say, currency = words.say, priced.client.currency
    if not priced.prices:
        page.type(9.5)
        page.line_of(say("pricelist.none"))
        return
    columns = (
        PrintedColumn(say("pricelist.service"), 36),
        PrintedColumn(say("pricelist.price"), 24, number=True),
        PrintedColumn(say("pricelist.terms"), 40),
    )
    print_table(
        page,
        columns,
        (
            (clean(each.service), price_said(each, currency, words), terms_said(each, words))
            for each in priced.prices
        ),
    )


def _month(page: Page, priced: PriceListFor, words: Words) -> None:
    """What a month like their last would cost."""
    say, currency = words.say, priced.client.currency
    page.ln(7)
    page.type(11, INK, bold=True)
    page.line_of(say("pricelist.month", month=words.month(priced.first)), gap=2)
    columns = (
        PrintedColumn(say("pricelist.service"), 48),
        PrintedColumn(say("pricelist.quantity"), 26, number=True),
        PrintedColumn(say("pricelist.cost"), 26, number=True, whole=True),
    )
    rows = [
        (clean(line.of.service), month_quantity_said(line, words), words.money(line.cost, currency))
        for line in priced.month
    ]
    print_table(
        page, columns, [*rows, (say("pricelist.total"), "", words.money(priced.total, currency))]
    )


def _place_to_sign(page: Page, seller: str, buyer: str, words: Words) -> None:
    """A line for each side, both on one page."""
    if page.get_y() + _SIGNED > page.page_break_trigger:
        page.add_page()
    top = page.get_y() + 22
    half = WIDTH / 2 - 8
    page.set_draw_color(*SOFT)
    for x, name in ((LEFT, seller), (LEFT + WIDTH / 2 + 8, buyer)):
        page.line(x, top, x + half, top)
        page.set_xy(x, top + 1.5)
        page.type(8, SOFT)
        page.multi_cell(
            half, 4, page.fit(f"{words.say('pricelist.signed')}, {clean(name)}"), align="L"
        )
