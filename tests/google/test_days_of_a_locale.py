"""Days that people type are those of their spreadsheet's locale: a bench that took every locale it
did not know for en_US exchanged day and month, and no run did (design §15)."""

from typing import Any

import pytest

from tests.google.office import Office
from tests.google.test_lost_times import a_person_types
from tests.google.test_lost_times import outcome as at_google
from tests.sheets_api.emulator import type_in
from tests.sheets_api.language.locales import locale_of
from tests.sync.agency import day


@pytest.mark.parametrize(
    ("locale", "typed", "months"),
    [
        ("fr_FR", "03/11/2026", "2026-11"), ("fr_FR", "3/11/26", "2026-11"), ("fr_FR", "03.11.2026", "2026-11"), ("fr_FR", "2026-11-03", "2026-11"),
        ("fr_FR", "3 novembre 2026", "2026-11"), ("de_DE", "03.11.2026", "2026-11"), ("ru_RU", "03.11.2026", "2026-11"), ("en_GB", "03/11/2026", "2026-11"),
        ("en_US", "11/03/2026", "2026-11"), ("en_US", "03/11/2026", "2026-03"),
    ],
)  # fmt: skip
def test_a_day_is_the_one_that_was_typed(google, tmp_path, locale, typed, months):
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Unit", "Price", "Valid from"], ["Call", "min", 1], ["Call", "min", 2]],
        "Payments": [["Date", "Client", "Amount"], [day(360), "Acme", 900_000]],
        "Log": [["Date", "Client", "Service", "Minutes"]],
    }  # fmt: skip
    office = Office(google, tmp_path, sheets, furnished=False, locale=locale)
    prices, log = office.book.sheet("Prices"), office.book.sheet("Log")
    a_person_types(prices, 2, 3, "2026-10-01", locale)
    a_person_types(log, 1, 0, typed, locale)
    for at, value in enumerate(["Acme", "Call"], 1):
        type_in(log, 1, at, value)
    a_person_types(log, 1, 3, "1,5" if locale_of(locale).comma_decimal else "1.5", locale)
    charged = "3.00" if months == "2026-11" else "1.50"
    assert at_google(office) == ([], charged)


def test_the_bench_takes_no_locale_for_another():
    with pytest.raises(ValueError, match="xx_XX"):
        locale_of("xx_XX")
