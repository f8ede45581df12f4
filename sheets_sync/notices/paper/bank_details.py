"""Bank details that a bank would refuse, found before anybody pays by them (F70)."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from stdnum import bic as swift
from stdnum import iban
from stdnum.ru import inn

from sheets_sync.notices.paper.parties import BankAccount

_WEIGHTS: Final = (7, 1, 3) * 8
_REQUIRED: Final = ("payee", "account", "bank", "bic", "corr_account")
"""What a payment code in RUB cannot do without."""

_LONGEST: Final = {"RUB": {"payee": 160, "bank": 45}, "EUR": {"payee": 70}}
"""Characters of a field: GOST R 56042-2014, table 1; EPC069-12, version 2."""


def account_faults(account: BankAccount, currency: str) -> list[tuple[str, str]]:
    """What is wrong with an account in ``currency``: (field, sentence) each.

    RUB: the check digits of both accounts (Bank of Russia, order of 8 September 1997, No 515),
    of the INN, and all that a payment code needs. Elsewhere: those of the IBAN (ISO 13616).
    """
    faults = [*_lengths(account, currency)]
    faults += _rouble(account) if currency == "RUB" else _elsewhere(account, currency)
    return faults


def rouble_key_fits(bic: str, account: str, *, correspondent: bool = False) -> bool:
    """Whether the check digit of a 20-digit ``account`` is right for the bank ``bic``."""
    digits = (f"0{bic[4:6]}" if correspondent else bic[6:9]) + account
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return total % 10 == 0


def _lengths(account: BankAccount, currency: str) -> Iterator[tuple[str, str]]:
    for field in (each.name for each in fields(BankAccount)):
        value: str = getattr(account, field)
        if "|" in value or not value.isprintable():
            yield field, "must be one line without the sign |, which a payment code cannot hold"
        longest = _LONGEST.get(currency, {}).get(field, 200)
        if len(value) > longest:
            yield field, f"must have {longest} characters at most, so that a payment code holds it"


def _rouble(account: BankAccount) -> Iterator[tuple[str, str]]:
    for field in _REQUIRED:
        if not getattr(account, field).strip():
            yield field, "is missing: a payment in RUB needs it"
    if account.iban:
        yield "iban", "is not for RUB: name account, bank, bic and corr_account"
    if account.bic and not _digits(account.bic, 9):
        yield "bic", "must be 9 digits"
    yield from _number(account, "account", correspondent=False)
    yield from _number(account, "corr_account", correspondent=True)
    if account.inn and not inn.is_valid(account.inn):
        yield "inn", "has a wrong digit: it must be 10 digits, or 12 of a person"
    if account.kpp and not (len(account.kpp) == 9 and account.kpp.isalnum()):
        yield "kpp", "must be 9 characters"


def _number(account: BankAccount, field: str, *, correspondent: bool) -> Iterator[tuple[str, str]]:
    number: str = getattr(account, field)
    if number and not _digits(number, 20):
        yield field, "must be 20 digits"
        return
    known = number and _digits(account.bic, 9)
    if known and not rouble_key_fits(account.bic, number, correspondent=correspondent):
        yield field, f"has a wrong digit: it is no account at the bank {account.bic}"


def _elsewhere(account: BankAccount, currency: str) -> Iterator[tuple[str, str]]:
    if account.iban and not iban.is_valid(account.iban):
        yield "iban", "has a wrong digit: its check digits do not fit"
    if account.bic and not swift.is_valid(account.bic):
        yield "bic", "must be a BIC of 8 or 11 characters"
    if currency == "EUR" and account.iban and not account.payee.strip():
        yield "payee", "is missing: a payment in EUR needs it"


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdecimal()
