"""Amounts in words, check digits, payment codes (F70, F73)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.notices.paper.bank_details import account_faults
from sheets_sync.notices.paper.in_words import in_words
from sheets_sync.notices.paper.parties import BankAccount
from sheets_sync.notices.paper.payment_code import payment_code
from sheets_sync.words.speaking import words_of
from tests.notices.paper.cases import EUR, RUB

WORDS = [
    (100, "RUB", "ru", "Один рубль 00 копеек"),
    (201, "RUB", "ru", "Два рубля 01 копейка"),
    (500, "RUB", "ru", "Пять рублей 00 копеек"),
    (1_102, "RUB", "ru", "Одиннадцать рублей 02 копейки"),
    (2_121, "RUB", "ru", "Двадцать один рубль 21 копейка"),
    (10_114, "RUB", "ru", "Сто один рубль 14 копеек"),
    (100_000, "RUB", "ru", "Одна тысяча рублей 00 копеек"),
    (200_000_000, "RUB", "ru", "Два миллиона рублей 00 копеек"),
    (123_456_789, "RUB", "ru", "Один миллион двести тридцать четыре тысячи пятьсот шестьдесят семь рублей 89 копеек"),
    (7, "RUB", "ru", "Ноль рублей 07 копеек"),
    (2_200, "USD", "ru", "Двадцать два доллара 00 центов"),
    (501, "EUR", "ru", "Пять евро 01 цент"),
    (101, "USD", "en", "One dollar, 01 cent"),
    (123_456_789, "USD", "en", "One million, two hundred and thirty-four thousand, five hundred and sixty-seven dollars, 89 cents"),
    (250, "EUR", "en", "Two euro, 50 cents"),
    (1_200, "RUB", "en", "Twelve roubles, 00 kopeks"),
    (100_000_000, "UAH", "ru", "Один миллион UAH 00/100"),
    (1_250, "CHF", "en", "Twelve CHF 50/100"),
    (12, "JPY", "en", "Twelve JPY"),
    (12_345, "KWD", "ru", "Двенадцать KWD 345/1000"),
]  # fmt: skip


@pytest.mark.parametrize(("minor", "currency", "language", "words"), WORDS)
def test_amounts_in_words_are_right_in_grammar(minor, currency, language, words):
    assert in_words(minor, currency, words_of(language)) == words


@given(st.integers(0, 10**12), st.sampled_from(sorted(MINOR_DIGITS)), st.sampled_from(["en", "ru"]))
def test_every_amount_of_every_currency_has_words(minor, currency, language):
    words = in_words(minor, currency, words_of(language))
    assert words[0].isupper()
    digits = MINOR_DIGITS[currency]
    assert not digits or f"{minor % 10**digits:0{digits}d}" in words


def test_sound_accounts_have_no_faults():
    assert account_faults(RUB, "RUB") == []
    assert account_faults(EUR, "EUR") == []
    assert account_faults(BankAccount(), "USD") == []


def mutations(number):
    return [
        number[:at] + str((int(digit) + step) % 10) + number[at + 1 :]
        for at, digit in enumerate(number)
        if digit.isdecimal()
        for step in range(1, 10)
    ]


@pytest.mark.parametrize("field", ["account", "corr_account", "inn"])
def test_every_wrong_digit_in_roubles_is_found(field):
    wrong = mutations(getattr(RUB, field))
    assert len(wrong) >= 90
    missed = [each for each in wrong if not account_faults(replace(RUB, **{field: each}), "RUB")]
    # One in ten digits is the check's own blind spot only where the key itself is wrong: none here.
    assert missed == []


def test_every_wrong_digit_of_an_iban_is_found():
    missed = [
        each for each in mutations(EUR.iban) if not account_faults(replace(EUR, iban=each), "EUR")
    ]
    assert missed == []


FAULTS = [
    ("RUB", {"account": ""}, "account"),
    ("RUB", {"bic": "04452522"}, "bic"),
    ("RUB", {"account": "4070281020000000000"}, "account"),
    ("RUB", {"kpp": "77"}, "kpp"),
    ("RUB", {"payee": "a|b"}, "payee"),
    ("RUB", {"bank": "x" * 46}, "bank"),
    ("RUB", {"iban": EUR.iban}, "iban"),
    ("RUB", {"payee": "two\nlines"}, "payee"),
]


@pytest.mark.parametrize(("currency", "change", "field"), FAULTS)
def test_what_a_bank_would_refuse_is_told_by_field(currency, change, field):
    assert field in [name for name, _ in account_faults(replace(RUB, **change), currency)]


def test_a_payee_in_euro_is_needed_and_no_longer_than_the_code_holds():
    assert account_faults(replace(EUR, payee=""), "EUR")[0][0] == "payee"
    assert account_faults(replace(EUR, payee="x" * 71), "EUR")[0][0] == "payee"
    assert account_faults(replace(EUR, bic="NOPE"), "EUR")[0][0] == "bic"


@given(st.text(max_size=400), st.integers(1, 10**11 - 1))
def test_no_purpose_breaks_a_code_apart(purpose, amount):
    rouble = payment_code(RUB, "RUB", amount, purpose)
    assert [part.split("=")[0] for part in rouble.split("|")[1:]] in (
        [
            "Name",
            "PersonalAcc",
            "BankName",
            "BIC",
            "CorrespAcc",
            "Sum",
            "Purpose",
            "PayeeINN",
            "KPP",
        ],
        ["Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc", "Sum", "PayeeINN", "KPP"],
    )
    euro = payment_code(EUR, "EUR", amount, purpose)
    assert len(euro.split("\n")) == 11
    assert len(euro.encode()) <= 331


def test_what_no_standard_covers_has_no_code():
    assert payment_code(None, "RUB", 100, "x") is None
    assert payment_code(EUR, "USD", 100, "x") is None
    assert payment_code(BankAccount(), "EUR", 100, "x") is None
    assert payment_code(RUB, "RUB", 0, "x") is None
