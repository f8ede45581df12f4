"""A dash, or "n/a", where there is nothing: a blank in columns where it can be nothing else (§15)."""

import pytest

from tests.reading.sheets import decoded, log, row

NOTHING = ["-", "—", "–", " - ", "n/a", "N/A", "none", "нет", "н/д"]


@pytest.mark.parametrize("typed", NOTHING)
def test_a_price_without_terms_is_a_price(typed):
    """Found: a price list with dashes for no Minimum priced nothing."""
    terms = [
        [None, "Call", "min", 10, *[typed] * 4, typed],
        [None, "Talk", "min", 10, *[typed] * 3],
    ]
    found = decoded(
        log(row(minutes=30), row(service="Talk", minutes=30, quantity=20), Prices=terms)
    )
    assert (found.codes(), found.charges()) == ([], [300_00, 200_00])


def test_labour_and_prices_of_rows():
    """No Minutes beside a Quantity is a blank; no Agreed price is what a long dash says alone: a
    hyphen may be a 0 of a file of text."""
    for typed in NOTHING:
        found = decoded(log(row(quantity=20, minutes=typed)))
        assert (found.codes(), found.charges()) == ([], [200_00])
        assert decoded(log(row(minutes=typed))).codes() == ["NO_QUANTITY"]
        agreed = decoded(log(row(minutes=30, agreed=typed)))
        long = typed in ("—", "–")
        assert agreed.codes() == ([] if long else ["BAD_NUMBER"])
        assert agreed.charges() == ([300_00] if long else [])
        assert decoded(log(row(quantity=typed))).codes() == ["BAD_NUMBER"]


@pytest.mark.parametrize("typed", ["--", "-5", "n", "no price", "?", "#N/A"])
def test_what_says_more_waits(typed):
    assert decoded(log(row(minutes=30), Prices=[[None, "Call", "min", 10, typed]])).codes()
