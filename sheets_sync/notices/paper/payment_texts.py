"""What a payer copies from an invoice: bank details, purpose, tax (design §17).

A purpose holds what a bank takes: the tax clause where roubles are paid (Bank of Russia, regulation
No 762-P, annex 1, field 24), and Latin letters alone where euro are (EPC217-08).
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from stdnum import iban

from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.latin import latin
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.words.speaking import ENGLISH, Words

_LONGEST: Final = 210
"""Characters of a purpose: GOST R 56042-2014, table 1."""


def bank_rows(paper: InvoicePaper) -> Iterator[tuple[str, str]]:
    """Where to pay and what to write there: label and value each; nothing where no account is
    known."""
    say, account = paper.words.say, paper.account
    if account is None:
        return
    if account.payee:
        yield say("paper.payee"), account.payee
    for field in ("inn", "kpp", "account", "iban", "bank", "bic", "corr_account"):
        if value := getattr(account, field):
            name = "swift" if field == "bic" and paper.currency != "RUB" else field
            yield say(f"paper.{name}"), iban.format(value) if field == "iban" else value
    yield say("paper.purpose_label"), purpose_text(paper)


def purpose_text(paper: InvoicePaper) -> str:
    """What a payer writes as the purpose of the payment: at most 210 characters, the contract's
    number the first to be cut."""
    if paper.currency == "EUR":
        return latin(_purpose(paper, ENGLISH, ""))
    tax = _tax_in_purpose(paper) if paper.currency == "RUB" else ""
    return _purpose(paper, paper.words, tax)


def vat_text(here: Issuer, amount: int, currency: str, words: Words) -> str:
    """The line on value-added tax of a paper of the seller ``here`` in a currency: that contained
    in an amount (minor units, below 0 on a credit note), rounded half away from 0."""
    tax = words.money(_contained(here, amount), currency)
    return _vat(here, "paper.vat", tax, words)


def _tax_in_purpose(paper: InvoicePaper) -> str:
    """The same in the letters that a Russian bank takes: no sign of the rouble, plain spaces."""
    tax = paper.words.amount(_contained(paper.here, paper.left), paper.currency)
    return _vat(paper.here, "paper.vat_in_purpose", "".join(tax.split()), paper.words)


def _purpose(paper: InvoicePaper, words: Words, tax: str) -> str:
    day = words.day_in_letter(paper.day)
    text = words.say("paper.purpose", number=paper.number, day=day)
    contract = clean(paper.contract)
    if contract:
        text = f"{text}, {words.say('paper.contract_in_purpose')} {contract}"
    tail = f". {clean(tax)}" if tax else ""
    return text[: _LONGEST - len(tail)].rstrip() + tail


def _contained(here: Issuer, amount: int) -> int:
    rate = here.vat_rate or 0
    contained = Decimal(amount) * rate / (100 + rate)
    return int(contained.quantize(Decimal(1), ROUND_HALF_UP))


def _vat(here: Issuer, key: str, amount: str, words: Words) -> str:
    if here.vat_rate is None:
        return here.vat
    shown = f"{here.vat_rate.normalize():f}"
    if here.vat:
        return here.vat.replace("{rate}", shown).replace("{amount}", amount)
    return words.say(key, rate=shown, amount=amount)
