"""Sums and days as people type them: what can be but one thing is that, all else waits, and the
cure works (§4, §15)."""

from datetime import date

import pytest

from sheets_sync.billing.days import EPOCH
from sheets_sync.showing.wording import describe
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import TODAY, decoded, log, row

SUMS = [  # typed, what it is in an English workbook, and in a Russian one; minor units
    ("RUB 100", 100_00, 100_00),
    ("rub100", 100_00, 100_00),
    ("руб 100", 100_00, 100_00),
    ("руб. 100", 100_00, 100_00),
    ("р100", 100_00, 100_00),
    ("₽ 100", 100_00, 100_00),
    ("-RUB 100", "BAD_SIGN", "BAD_SIGN"),
    ("USD 100", "BAD_CURRENCY", "BAD_CURRENCY"),
    ("USD100", "BAD_CURRENCY", "BAD_CURRENCY"),
    ("US$ 100", "BAD_CURRENCY", "BAD_CURRENCY"),
    ("EUR 1 000", "BAD_CURRENCY", "BAD_CURRENCY"),
    ("VAT 100", "BAD_NUMBER", "BAD_NUMBER"),
    ("Итого 100", "BAD_NUMBER", "BAD_NUMBER"),
    ("№ 100", "BAD_NUMBER", "BAD_NUMBER"),
    ("руб 100 руб", "BAD_NUMBER", "BAD_NUMBER"),
    ("100\u200b", 100_00, 100_00),
    ("\u202a100\u202c", 100_00, 100_00),
    ("\u2068100 ₽\u2069", 100_00, 100_00),
    ("1\u2060000", 1000_00, 1000_00),
    ("'100", 100_00, 100_00),
    (" ' 100", 100_00, 100_00),
    ("''100", "BAD_NUMBER", "BAD_NUMBER"),
    ("1000.000", "BAD_NUMBER", "BAD_NUMBER"),
    ("12.345", "BAD_NUMBER", "BAD_NUMBER"),
    ("12.3450", "BAD_NUMBER", "BAD_NUMBER"),
    ("100.005", "BAD_NUMBER", "BAD_NUMBER"),
    ("1.000 р.", "BAD_NUMBER", "BAD_NUMBER"),
    ("(100)", "BAD_NUMBER", "BAD_NUMBER"),
    ("100-", "BAD_NUMBER", "BAD_NUMBER"),
    ("100,-", "BAD_NUMBER", "BAD_NUMBER"),
    ("1k", "BAD_NUMBER", "BAD_NUMBER"),
    ("100 руб. 50 коп.", "BAD_NUMBER", "BAD_NUMBER"),
]  # fmt: skip

DAYS = [  # the same
    ("2026-3-4", "2026-03-04", "2026-03-04"),
    ("2026-03-4", "2026-03-04", "2026-03-04"),
    ("2026–03–04", "2026-03-04", "2026-03-04"),
    ("2026‑03‑04", "2026-03-04", "2026-03-04"),
    ("2026−03−04", "2026-03-04", "2026-03-04"),
    ("4. 3. 2026", "2026-03-04", "2026-03-04"),
    ("12. 03. 2026 ", "2026-03-12", "2026-03-12"),
    ("4. 3. 26", "BAD_DATE", "2026-03-04"),
    ("'12.03.2026", "2026-03-12", "2026-03-12"),
    ("\u200b12.03.2026\u200f", "2026-03-12", "2026-03-12"),
    ("12.03.2026\u00a0", "2026-03-12", "2026-03-12"),
    ("4‑Mar‑2026", "2026-03-04", "2026-03-04"),
    ("12 . 03 . 2026", "BAD_DATE", "BAD_DATE"),
    ("2026-3/4", "BAD_DATE", "BAD_DATE"),
    ("2026-13-1", "BAD_DATE", "BAD_DATE"),
    ("12-03-26", "BAD_DATE", "BAD_DATE"),
    ("12.03", "BAD_DATE", "BAD_DATE"),
    ("4 марта", "BAD_DATE", "BAD_DATE"),
    ("yesterday", "BAD_DATE", "BAD_DATE"),
    ("31.02.2026", "BAD_DATE", "BAD_DATE"),
    ("31. 2. 2026", "BAD_DATE", "BAD_DATE"),
]  # fmt: skip


def paid(typed, locale):
    found = decoded(log(Payments=[[TODAY, "Acme", typed]]), locale=locale)
    amounts = found.book.payments["amount"].tolist()
    return found, amounts[0] if amounts else ",".join(found.codes())


def on(typed, locale):
    found = decoded(log(row(date_=typed)), locale=locale)
    days = [EPOCH.toordinal() + each for each in found.book.log["day"].tolist()]
    return date.fromordinal(days[0]).isoformat() if days else ",".join(found.codes())


@pytest.mark.parametrize(("typed", "en", "ru"), SUMS)
def test_a_sum_is_what_was_meant_or_waits(typed, en, ru):
    assert (paid(typed, "en")[1], paid(typed, "ru")[1]) == (en, ru)


@pytest.mark.parametrize(("typed", "en", "ru"), DAYS)
def test_a_day_is_what_was_meant_or_waits(typed, en, ru):
    assert (on(typed, "en"), on(typed, "ru")) == (en, ru)


def offered(found, locale):
    """What a cure offers in place of a cell: its readings."""
    hint = describe(found.findings[0], found.places, found.book, words_of(locale)).hint
    return [each.strip() for each in hint.partition(": ")[2].removesuffix(".").split(" / ")]


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize(
    "typed",
    ["1.000", "1.500", "12.345", "100.005", "1.000 р.", "1.500 руб.", "₽1.250", "RUB 1.250"],
)
def test_what_a_cure_offers_counts_when_it_is_typed(typed, locale):
    found, code = paid(typed, locale)
    assert code == "BAD_NUMBER"
    for reading in offered(found, locale):
        assert isinstance(paid(reading, locale)[1], int), reading


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_the_cure_of_negative_labour_speaks_of_labour_and_works(locale):
    said = {}
    for key, tabs in (
        ("minutes", log(row(minutes=-5))),
        ("amount", log(Payments=[[TODAY, "Acme", -5]])),
    ):
        found = decoded(tabs, locale=locale)
        assert found.codes() == ["BAD_SIGN"]
        said[key] = describe(found.findings[0], found.places, found.book, words_of(locale)).hint
    assert said["minutes"] != said["amount"]
    refund = words_of(locale).say("kind.refund").split("|")[0]
    assert refund in said["amount"]
    assert refund not in said["minutes"]
    back = decoded(log(row(), row(quantity=-2, minutes=None)), locale=locale)
    assert (back.codes(), back.states()) == ([], (2, 0, 0))
    assert back.charges()[1] < 0
