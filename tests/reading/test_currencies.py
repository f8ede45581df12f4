import pytest

from sheets_sync.reading.meaning.currencies import currency_code


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
