import pytest

from sheets_sync.billing.currency import MINOR_DIGITS


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("RUB", 2),
        ("USD", 2),
        ("JPY", 0),
        ("ISK", 0),
        ("KWD", 3),
        ("TND", 3),
        ("CLF", 4),
        ("UZS", 2),
    ],
)
def test_decimals_are_those_of_iso_4217(code, digits):
    assert MINOR_DIGITS[code] == digits
