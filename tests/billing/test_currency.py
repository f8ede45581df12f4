import pytest

from sheets_sync.billing.currency import MINOR_DIGITS, currency_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(word, "RUB") for word in ("RUB", " rub ", "₽", "руб", "руб.", "р.", "Рубли", "RUR")],
        *[(word, "EUR") for word in ("€", "eur", "евро")],
        ("£", "GBP"),
        ("₸", "KZT"),
        ("₴", "UAH"),
        ("грн.", "UAH"),
    ],
)
def test_a_currency_is_named_by_code_sign_or_word(text, code):
    assert currency_code(text, "USD") == code


@pytest.mark.parametrize("text", ["", "$", "¥", "XXX", "XAU", "HRK", "DEM", "money"])
def test_signs_of_many_and_codes_out_of_use_name_none(text):
    assert currency_code(text, "RUB") is None


@pytest.mark.parametrize(
    ("text", "usual"), [("$", "USD"), ("$", "CAD"), ("доллар", "USD"), ("¥", "CNY"), ("kr.", "SEK")]
)
def test_a_sign_that_several_share_goes_by_the_usual_currency(text, usual):
    assert currency_code(text, usual) == usual


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
