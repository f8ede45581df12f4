"""Cures work when they are followed to the letter: what a cure spells out is typed, and the row is
charged; in the language that it is written in (design §4, §15)."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sheets_sync.billing.findings import Code
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import decoded, log, row, tab
from tests.reading.test_long_rows import in_hours

DAY = date(2026, 11, 20)


def asked(cell: object) -> Snapshot:
    """A book whose Clients have Ask."""
    book = log(row())
    clients = tab("Clients", [["Client", "Ask"], ["Acme", cell]])
    return Snapshot({**book.tabs, "Clients": clients}, tuple(book.tabs))


WRONG: dict[str, Callable[[Any], Any]] = {
    # what is wrong, as a book with one cell that a cure is followed in
    "minutes": lambda cell: log(row(minutes=cell)),
    "quantity": lambda cell: log(row(quantity=cell, minutes=None)),
    "hours": lambda cell: in_hours(row(minutes=cell)),
    "hourly": lambda cell: log(row(quantity=cell, minutes=None), Prices=[[None, "Call", "h", 10]]),
    "date": lambda cell: log(row(date_=cell)),
    "agreed": lambda cell: log(row(agreed=cell)),
    "service": lambda cell: log(row(service=cell)),
    "client": lambda cell: log(row(client=cell)),
    "step": lambda cell: log(row(), Prices=[[None, "Call", "h", 10, None, cell]]),
    "price": lambda cell: log(row(), Prices=[[None, "Call", "min", cell]]),
    "unit": lambda cell: log(row(), Prices=[[None, "Call", cell, 10]]),
    "currency": lambda cell: log(row(), Prices=[[None, "Call", "min", 10, *[None] * 4, cell]]),
    "amount": lambda cell: log(row(), Payments=[[DAY, "Acme", cell]]),
    "threshold": lambda cell: log(row(), Clients=[["Acme", *[None] * 3, cell]]),
    "credit_limit": lambda cell: log(row(), Clients=[["Acme", *[None] * 4, cell]]),
    "topup": lambda cell: log(row(), Clients=[["Acme", *[None] * 5, cell]]),
    "ask": asked,
    "kind": lambda cell: log(row(), Payments=[[DAY, "Acme", 5, cell]]),
    "state": lambda cell: log(row(), Clients=[["Acme", *[None] * 7, cell]]),
}
SUMS = ("agreed", "price", "amount", "threshold", "credit_limit", "topup", "ask")
CASES: list[tuple[str, object, dict[str, list[str]]]] = [
    # field, what was typed, and what the cure offers, by language
    ("minutes", "half", {"en": ["1:30", "90 min", "7.5"], "ru": ["1:30", "90 мин", "7,5"]}),
    ("minutes", date(2026, 5, 1), {"en": ["1:30"], "ru": ["1,5", "1:30"]}),
    ("minutes", 46143, {"en": ["1:30"], "ru": ["1,5", "1:30"]}),
    ("minutes", 0.0625, {"en": ["1:30", "90 min"], "ru": ["1:30", "90 мин"]}),
    ("quantity", 46143, {"en": ["1:30"], "ru": ["1,5", "1:30"]}),
    ("minutes", "50%", {"en": ["90 min", "1h 30m", "7.5", "1:30"], "ru": ["90 мин", "1 ч 30 мин", "7,5", "1:30"]}),
    ("minutes", "90 ₽", {"en": ["90 min", "7.5"], "ru": ["90 мин", "7,5"]}),
    ("minutes", "90 шт", {"en": ["90 min", "7.5"], "ru": ["90 мин", "7,5"]}),
    ("price", "90%", {"en": ["1234.50"], "ru": ["1234,50"]}),
    ("agreed", "5 тыс. ₽", {"en": ["1234.50"], "ru": ["1234,50"]}),
    ("quantity", "x", {"en": ["1234.50"], "ru": ["1234,50"]}),
    ("minutes", "1.500", {"en": ["1500", "1.5"], "ru": ["1500", "1,5"]}),
    ("quantity", "1.234", {"en": ["1234", "1.2340"], "ru": ["1234", "1,2340"]}),
    ("agreed", "1.500 ₽", {"en": ["1500 ₽", "1.5 ₽"], "ru": ["1500 ₽", "1,5 ₽"]}),
    ("price", "7.000", {"en": ["7000", "7"], "ru": ["7000", "7"]}),
    ("minutes", "90.12345", {"en": ["90.1235"], "ru": ["90,1235"]}),
    ("hours", "1,333333", {"en": ["1.3333"], "ru": ["1,3333"]}),
    ("quantity", "7.66666667", {"en": ["7.6667"], "ru": ["7,6667"]}),
    ("agreed", "12.34567", {"en": ["12.3457"], "ru": ["12,3457"]}),
    ("amount", "12.3456", {"en": ["12.35"], "ru": ["12,35"]}),
    ("minutes", 1.25, {"en": ["1.25 h", "1.25 min", "1:30"], "ru": ["1,25 ч", "1,25 мин", "1:30"]}),
    ("hours", 90, {"en": ["90 min", "90 h"], "ru": ["90 мин", "90 ч"]}),
    ("hours", 90.5, {"en": ["90.5 min", "90.5 h"], "ru": ["90,5 мин", "90,5 ч"]}),
    ("minutes", "5400\ufdd0", {"en": ["5400 min", "5400 h"], "ru": ["5400 мин", "5400 ч"]}),
    ("hourly", 90, {"en": ["90 min", "90 h"], "ru": ["90 мин", "90 ч"]}),
    ("minutes", "9:00 PM", {"en": ["90 min", "1h 30m"], "ru": ["90 мин", "1 ч 30 мин"]}),
    ("quantity", date(2026, 5, 1), {"en": ["1:30"], "ru": ["1,5"]}),
    *(
        (field, cell, {"en": ["1234.50"], "ru": ["1234,50"]})
        for field in SUMS
        for cell in (date(2026, 5, 1), "9:00 PM", timedelta(hours=1, minutes=30))
    ),
    ("date", "03/04/2026", {"en": ["2026-11-23"], "ru": ["23.11.2026"]}),
    ("unit", "d", {"en": ["min", "h", "day", "pc", "metre"], "ru": ["мин", "ч", "день", "шт", "метр"]}),
    ("step", 15, {"en": ["15 min", "15 h"], "ru": ["15 мин", "15 ч"]}),
    ("step", "30", {"en": ["30 min", "30 h"], "ru": ["30 мин", "30 ч"]}),
    ("date", "soon", {"en": ["2026-11-23"], "ru": ["23.11.2026"]}),
    ("agreed", "x", {"en": ["1234.50"], "ru": ["1234,50"]}),
    ("client", "Acmee", {"en": ["Acme"], "ru": ["Acme"]}),
    ("service", "Cal", {"en": ["Call"], "ru": ["Call"]}),
    ("step", 1.0001, {"en": ["0:05", "5 min"], "ru": ["0:05", "5 мин"]}),
    ("price", "x", {"en": ["1234.50"], "ru": ["1234,50"]}),
    ("unit", "minz", {"en": ["min", "h", "day"], "ru": ["мин", "ч", "день"]}),
    ("currency", "zz", {"en": ["RUB"], "ru": ["RUB"]}),
    ("amount", "x", {"en": ["1234.50"], "ru": ["1234,50"]}),
    ("kind", "zz", {"en": ["payment", "bonus", "refund", "correction", "opening"],
                    "ru": ["платёж", "бонус", "возврат", "корректировка", "начальный остаток"]}),
    ("state", "zz", {"en": ["active", "paused", "closed"], "ru": ["активен", "пауза", "закрыт"]}),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("field", "typed", "offers"), CASES)
def test_what_a_cure_spells_out_is_taken(language, field, typed, offers):
    book = decoded(WRONG[field](typed), locale=language)
    [first, *_] = book.findings
    cure = describe(first, book.places, book.book, words_of(language)).hint
    for offer in offers[language]:
        assert re.search(rf"(?<!\w){re.escape(offer)}(?!\w)", cure), (offer, cure)
        mended = decoded(WRONG[field](offer), locale=language)
        assert mended.codes() == []
        assert mended.states() == (1, 0, 0)


@pytest.mark.parametrize(
    ("language", "locale"), [("ru", "en"), ("en", "ru"), ("ru", OTHER), ("en", OTHER)]
)
@pytest.mark.parametrize(("field", "typed"), [
    ("minutes", "half"), ("minutes", "90 ₽"), ("price", "x"), ("amount", date(2026, 5, 1)), ("minutes", 46143),
    ("agreed", "5 тыс. ₽"), ("minutes", date(2026, 5, 1)),
])  # fmt: skip
def test_numbers_of_a_cure_are_as_the_spreadsheet_takes_them(language, locale, field, typed):
    """Found: in a Russian workbook whose spreadsheet is American 7,5 is a text, and was offered for
    itself. Of a locale that we do not know only whole numbers are sure."""
    book = decoded(WRONG[field](typed), locale=locale)
    cure = describe(book.findings[0], book.places, book.book, words_of(language)).hint
    offers = re.findall(r"(?<![\w:.,])\d+(?:[.,]\d+)?(?![\w:]| min| мин| ч)", cure)
    assert offers
    for offer in offers:
        assert {"en": "," not in offer, "ru": "." not in offer, OTHER: offer.isdigit()}[locale], (
            cure
        )
        assert decoded(WRONG[field](offer), locale=locale).codes() == []


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("cell", [date(2026, 5, 1), date(1900, 1, 2), "9:00 PM"], ids=str)
@pytest.mark.parametrize("field", SUMS)
def test_the_cure_of_a_sum_never_speaks_of_durations(field, cell, language):
    """Found: a sum in Ask that became a day was to be typed as a duration."""
    book = decoded(WRONG[field](cell), locale=language)
    [first, *_] = book.findings
    assert (first.code, first.field) == (Code.BAD_NUMBER, field)
    said = describe(first, book.places, book.book, words_of(language))
    for word in ("duration", "длительност", "1:30", "min", "time", "врем"):
        assert word not in said.message + said.hint


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_cure_and_a_sentence(language, code):
    texts = words_of(language).language.texts
    assert texts[f"finding.{code.name}"]
    assert texts[f"cure.{code.name}"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("cell", [timedelta(hours=1, minutes=30), timedelta(days=1234), "9:00 PM"])
@pytest.mark.parametrize("field", SUMS)
def test_where_a_cell_shows_times_its_format_is_the_first_thing_to_mend(language, field, cell):
    """Found: a number that is typed into such a cell is a time again, and the same cure told so."""
    book = decoded(WRONG[field](cell), locale=language)
    cure = describe(book.findings[0], book.places, book.book, words_of(language)).hint
    assert "Excel: " in cure
