"""Every required column of every tab; the odder numbers and days (design §3, §4)."""

import pytest

from sheets_sync.billing.findings import Code
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.numbers import Number, read_number
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import decoded, log, tab

REQUIRED = [(r, c) for r in STAFF_ROLES.values() for c in r.staff_columns if c.required]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("role", "column"), REQUIRED, ids=lambda each: each.key)
def test_no_tab_does_without_a_required_column(role, column, language):
    present = [each.name(words_of(language)) for each in role.staff_columns if each is not column]
    tabs = {**log().tabs, role.names[0]: tab(role.names[0], [present])}
    with pytest.raises(UsageError) as caught:
        decoded(Snapshot(tabs, tuple(tabs)))
    assert f'"{column.names[0]}" ({", ".join(column.names[1:])})' in caught.value.message
    assert ", ".join(present) in caught.value.message


@pytest.mark.parametrize(("cell", "en", "ru"), [
    (1e22, Code.TOO_LARGE, Code.TOO_LARGE), ("1e22", Code.BAD_NUMBER, Code.BAD_NUMBER),
    ("10 %", Code.BAD_NUMBER, Code.BAD_NUMBER), ("- 5", Code.BAD_NUMBER, Code.BAD_NUMBER),
    ("1\u202f234,50\u202f₽", Code.BAD_NUMBER, Number(12_345_000, "RUB")),
    ("−1\u00a0234.50 €", Number(-12_345_000, "EUR"), Code.BAD_NUMBER),
    ("1.234,50", Code.BAD_NUMBER, Code.BAD_NUMBER), ("1,234,567.1234", Number(12_345_671_234), Code.BAD_NUMBER),
])  # fmt: skip
def test_odd_numbers(cell, en, ru):
    assert (read_number(cell, "en", 4), read_number(cell, "ru", 4)) == (en, ru)


@pytest.mark.parametrize("cell", [
    "12-05", "2026-11-23T", "2026-11-23 25", "46349", "20261123", "29.02.2023",
    float("nan"), float("inf"), 36525, 73416,
])  # fmt: skip
def test_odd_days(cell):
    assert {
        read_day(cell, Rules(locale, "RUB", {}, {}, 46349), 2000) for locale in ("en", "ru")
    } == {Code.BAD_DATE}
