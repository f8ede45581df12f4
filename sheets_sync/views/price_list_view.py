"""``sync pricelist CLIENT``: what one takes to the talk, in the client's language (design §18)."""

from collections.abc import Iterator
from textwrap import wrap

from sheets_sync.billing.agreed_list import AgreedPrice, MonthLine, PriceListFor
from sheets_sync.billing.currency import pointed, to_major
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.terms_said import (
    list_title,
    month_quantity_said,
    price_said,
    terms_said,
    under_title,
)
from sheets_sync.showing import encode
from sheets_sync.use_cases.shared.document import Document
from sheets_sync.views.argument import table, wrapped
from sheets_sync.views.html import render
from sheets_sync.words.speaking import ENGLISH, Words, words_of

SCHEMA = 1
DECIMALS = 4
"""Of prices."""
_INDENTED = 78
_PRICES = ("service", "price", "terms")
_MONTH = ("service", "quantity", "cost")


def theirs(priced: PriceListFor, words: Words) -> Words:
    """The client's words; those of the workbook where they name no language."""
    return words_of(priced.client.language) if priced.client.language else words


def price_lines(priced: PriceListFor, words: Words) -> Iterator[str]:
    """The list as text, lines of 80 cells; terms below their prices."""
    yield from wrapped(f"{list_title(priced, words)}: {priced.client.name}")
    yield under_title(priced, words)
    yield ""
    if not priced.prices:
        yield words.say("pricelist.none")
        return
    yield from _with_terms(_price_rows(priced, words), words)
    if priced.month:
        heads, rows = _heads(_MONTH, words), _month_rows(priced, words)
        yield from ("", words.say("pricelist.month", month=words.month(priced.first)))
        yield from table(heads, rows, flexible=0, right=range(1, 3))


def _with_terms(rows: list[list[str]], words: Words) -> Iterator[str]:
    """Services and prices, the terms of each below it."""
    heads = _heads(_PRICES[:2], words)
    lines = [*table(heads, [row[:2] for row in rows], flexible=0, right=range(1, 2))]
    yield from lines[: -len(rows)]
    for line, (*_, terms) in zip(lines[-len(rows) :], rows, strict=True):
        yield line
        yield from (f"  {each}" for each in wrap(terms, _INDENTED))


def price_page(priced: PriceListFor, issuer: Issuer, words: Words) -> str:
    """The list as one self-contained page, ready to print and to sign."""
    return render(
        "pricelist.html.j2",
        words=words,
        say=words.say,
        client=priced.client,
        seller=issuer.selling_in(priced.client.currency).name,
        title=list_title(priced, words),
        under=under_title(priced, words),
        price_heads=_heads(_PRICES, words),
        prices=_price_rows(priced, words),
        month=words.say("pricelist.month", month=words.month(priced.first)),
        month_heads=_heads(_MONTH, words),
        months=_month_rows(priced, words) if priced.month else [],
    )


def price_json(priced: PriceListFor) -> Document:
    """The list for a program: costs in major units as texts, prices with four decimals, days as
    ISO. Terms are counted in what ``counted_in`` says, minutes or pieces, the quantities of the
    month alike; null is none."""
    currency = priced.client.currency
    return {
        "schema": SCHEMA,
        "client": priced.client.name,
        "currency": currency,
        "as_of": ENGLISH.day(priced.day),
        "draft": priced.draft,
        "valid_from": None if priced.since is None else ENGLISH.day(priced.since),
        "prices": [_price_document(each) for each in priced.prices],
        "month": {
            "from": ENGLISH.day(priced.first),
            "lines": [_month_document(line, currency) for line in priced.month],
            "total": to_major(priced.total, currency),
        },
    }


def _price_document(price: AgreedPrice) -> Document:
    terms = {"minimum": price.minimum, "step": price.step, "included": price.included}
    return {
        "service": price.service,
        "unit": price.unit,
        "price": pointed(price.price, DECIMALS),
        "counted_in": "minutes" if price.unit_minutes else "pieces",
        **{key: encode.fixed(value) if value else None for key, value in terms.items()},
    }


def _month_document(line: MonthLine, currency: str) -> Document:
    return {
        "service": line.of.service,
        "quantity": encode.fixed(line.quantity),
        "cost": to_major(line.cost, currency),
    }


def _heads(keys: tuple[str, ...], words: Words) -> list[str]:
    return [words.say(f"pricelist.{key}") for key in keys]


def _price_rows(priced: PriceListFor, words: Words) -> list[list[str]]:
    currency = priced.client.currency
    return [
        [clean(each.service), price_said(each, currency, words), terms_said(each, words)]
        for each in priced.prices
    ]


def _month_rows(priced: PriceListFor, words: Words) -> list[list[str]]:
    """The services of the month, and the sum of all."""
    currency = priced.client.currency
    rows = [
        [clean(line.of.service), month_quantity_said(line, words), words.money(line.cost, currency)]
        for line in priced.month
    ]
    return [*rows, [words.say("pricelist.total"), "", words.money(priced.total, currency)]]
