"""Invoices and statements to draw, and what can be read back from their PDF."""

import shutil
import subprocess
from decimal import Decimal
from fractions import Fraction

import pytest

from sheets_sync.notices.account_lines import AccountLine
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.parties import BankAccount, Issuer
from sheets_sync.notices.paper.statement import StatementPaper, StatementRow
from sheets_sync.words.speaking import words_of

DAY = 46349  # 2026-11-23
RUB = BankAccount(
    payee="ООО «Северное Сияние»", inn="7707083893", kpp="770701001",
    account="40702810200000000001", bank="ПАО Сбербанк", bic="044525225",
    corr_account="30101810400000000225",
)  # fmt: skip
EUR = BankAccount(payee="Nordlicht Studio GmbH", iban="DE02120300000000202051", bic="BYLADEM1001")
ISSUER = Issuer(
    "ООО «Северное Сияние»", "Москва, ул. Льва Толстого, 16\nИНН 7707083893", {"RUB": RUB, "EUR": EUR},
    vat_rate=Decimal(20), signature="Директор А. Петрова",
)  # fmt: skip
LINES = (
    AccountLine(DAY - 9, "payment", "п/п 17", 9_000_000, 9_000_000),
    AccountLine(
        DAY - 3,
        "charge",
        "Баннер, вёрстка",
        -9_123_456,
        -123_456,
        Fraction(3, 2),
        unit="ч",
        price=608_230_400,
    ),
)

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not here"
)
needs_eyes = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="poppler-utils are not here"
)


def invoice(**more):
    values = {
        "issuer": ISSUER, "number": "12", "day": DAY, "currency": "RUB", "amount": 1_234_567,
        "words": words_of("ru"), "buyer": "ООО «Ромашка»", "buyer_details": "ИНН 7812000000\nСанкт-Петербург",
        "contract": "7/26", "balance": -123_456, "balance_day": DAY, "lines": LINES,
    }  # fmt: skip
    return InvoicePaper(**{**values, **more})


def statement(rows=3, **more):
    values = {
        "issuer": ISSUER, "words": words_of("ru"), "client": "ООО «Ромашка»", "details": "", "contract": "7/26",
        "currency": "RUB", "first": None, "last": DAY,
        "sums": (("Остаток на начало", "0,00 ₽"), ("Остаток на конец", "−1,00 ₽")),
        "rows": tuple(
            StatementRow(DAY - 9 + at % 9, f"Услуга {at}", f"A-{at}", "1,5", "1 500,00", -225_000, -at)
            for at in range(rows)
        ),
    }  # fmt: skip
    return StatementPaper(**{**values, **more})


def text_of(pdf, tmp_path, *options):
    """What pdftotext reads, its spaces made plain."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return " ".join(done.stdout.split())


def picture_of(pdf, tmp_path, page=1):
    """The path of a picture of one page."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-png", "-r", "150", "-f", str(page), "-l", str(page), "-singlefile", str(path), str(tmp_path / "page")],
        check=True,
    )  # fmt: skip
    return tmp_path / "page.png"
