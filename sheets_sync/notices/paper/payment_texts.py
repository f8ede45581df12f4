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


def vat_text(paper: InvoicePaper) -> str:
    """The line on value-added tax: that contained in what is left to pay, rounded half up."""
    return _vat(paper, "paper.vat", paper.money(_contained(paper)))


def _tax_in_purpose(paper: InvoicePaper) -> str:
    """The same in the letters that a Russian bank takes: no sign of the rouble, plain spaces."""
    amount = "".join(paper.words.amount(_contained(paper), paper.currency).split())
    return _vat(paper, "paper.vat_in_purpose", amount)


def _purpose(paper: InvoicePaper, words: Words, tax: str) -> str:
    day = words.day_in_letter(paper.day)
    text = words.say("paper.purpose", number=paper.number, day=day)
    contract = clean(paper.contract)
    if contract:
        text = f"{text}, {words.say('paper.contract_in_purpose')} {contract}"
    tail = f". {clean(tax)}" if tax else ""
    return text[: _LONGEST - len(tail)].rstrip() + tail


def _contained(paper: InvoicePaper) -> int:
    rate = paper.here.vat_rate
    contained = Decimal(paper.left) * (rate or 0) / (100 + (rate or 0))
    return int(contained.quantize(Decimal(1), ROUND_HALF_UP))


def _vat(paper: InvoicePaper, key: str, amount: str) -> str:
    rate, line = paper.here.vat_rate, paper.here.vat
    if rate is None:
        return line
    shown = f"{rate.normalize():f}"
    if line:
        return line.replace("{rate}", shown).replace("{amount}", amount)
    return paper.words.say(key, rate=shown, amount=amount)
