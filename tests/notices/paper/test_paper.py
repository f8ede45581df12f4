"""Invoices and statements as PDF: what is on them, read back; and that bytes repeat."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from sheets_sync.notices.paper.credit_note import CreditPaper, draw_credit_note
from sheets_sync.notices.paper.invoice import draw_invoice
from sheets_sync.notices.paper.page import Page
from sheets_sync.notices.paper.parties import Issuer, SellerIn
from sheets_sync.notices.paper.payment_code import payment_code
from sheets_sync.notices.paper.payment_texts import purpose_text
from sheets_sync.notices.paper.printed_columns import PrintedColumn, fitted, shared
from sheets_sync.notices.paper.statement import StatementRow, draw_statement
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.words.speaking import words_of
from tests.notices.paper.cases import (
    DAY,
    EUR,
    ISSUER,
    LINES,
    RUB,
    invoice,
    needs_eyes,
    needs_pdftotext,
    picture_of,
    statement,
    text_of,
)

ROOT = Path(__file__).parents[3]


@needs_pdftotext
def test_a_russian_invoice_says_all_that_it_must(tmp_path):
    text = text_of(draw_invoice(invoice()), tmp_path)
    for words in (
        "Счёт на оплату № 12", "от 23.11.2026 · оплатить до 28.11.2026", "Поставщик", "ООО «Северное Сияние»",
        "Москва, ул. Льва Толстого, 16", "ООО «Ромашка»", "Договор 7/26", "7707083893", "770701001",
        "40702810200000000001", "ПАО Сбербанк", "044525225", "30101810400000000225",
        "Пополнение лицевого счёта по счёту № 12 от 23.11.2026, договор 7/26",
        "12 345,67 ₽", "Двенадцать тысяч триста сорок пять рублей 67 копеек",
        "В том числе НДС 20 %: 2 057,61 ₽", "Директор А. Петрова", "Страница 1 из 2",
        "Ваш последний платёж и списания после него", "1,5 ч", "60 823,04", "Остаток на 23.11.2026: −1 234,56 ₽",
        "Платёж: п/п 17", "Баннер, вёрстка", "−91 234,56 ₽", "Страница 2 из 2",
    ):  # fmt: skip
        assert words in text


@needs_pdftotext
def test_an_english_invoice_in_euro_says_what_is_left_to_pay(tmp_path):
    issuer = Issuer("Nordlicht Studio", "Berlin", {"EUR": EUR}, due_days=0, vat="VAT exempt")
    paper = invoice(
        issuer=issuer, currency="EUR", words=words_of("en"), amount=250_000, paid=50_000, buyer="Harbour & Sons", lines=()
    )  # fmt: skip
    text = text_of(draw_invoice(paper), tmp_path)
    for words in (
        "Invoice No. 12", "of 23 Nov 2026", "Harbour & Sons", "DE02 1203 0000 0000 2020 51", "BYLADEM1001",
        "Total €2,500.00", "Received towards it €500.00", "To pay €2,000.00", "Two thousand euro, 00 cents",
        "VAT exempt", "Signature", "Page 1 of 1",
    ):  # fmt: skip
        assert words in text
    assert "pay by" not in text
    assert "VAT 20" not in text


@needs_pdftotext
def test_without_a_bank_account_there_is_no_code_and_the_rest_stands(tmp_path):
    text = text_of(draw_invoice(invoice(currency="USD", words=words_of("en"))), tmp_path)
    assert "$12,345.67" in text
    assert "Scan" not in text
    assert "Twelve thousand, three hundred and forty-five dollars, 67 cents" in text


@needs_pdftotext
@needs_eyes
def test_the_code_in_roubles_reads_back_field_by_field(tmp_path):
    found = zxingcpp.read_barcodes(Image.open(picture_of(draw_invoice(invoice()), tmp_path)))
    (code,) = found
    head, *pairs = code.text.split("|")
    assert head == "ST00012"
    assert dict(pair.split("=", 1) for pair in pairs) == {
        "Name": RUB.payee, "PersonalAcc": RUB.account, "BankName": RUB.bank, "BIC": RUB.bic,
        "CorrespAcc": RUB.corr_account, "Sum": "1234567", "PayeeINN": RUB.inn, "KPP": RUB.kpp,
        "Purpose": "Пополнение лицевого счёта по счёту № 12 от 23.11.2026, договор 7/26. В т.ч. НДС 20% 2057,61 руб.",
    }  # fmt: skip
    assert [pair.split("=")[0] for pair in pairs[:5]] == [
        "Name",
        "PersonalAcc",
        "BankName",
        "BIC",
        "CorrespAcc",
    ]


@needs_eyes
def test_the_code_in_euro_reads_back_line_by_line(tmp_path):
    paper = invoice(currency="EUR", words=words_of("en"), amount=250_000, paid=49_995)
    (code,) = zxingcpp.read_barcodes(Image.open(picture_of(draw_invoice(paper), tmp_path)))
    assert code.text.split("\n") == [
        "BCD", "002", "1", "SCT", EUR.bic, EUR.payee, EUR.iban, "EUR2000.05", "", "", purpose_text(paper),
    ]  # fmt: skip
    assert code.ec_level == "M"


@needs_eyes
@pytest.mark.parametrize(
    ("vat", "said"),
    [("НДС не облагается", "НДС не облагается"), ("в т.ч. НДС {rate}%: {amount}", "в т.ч. НДС 20%: 2057,61")],
)  # fmt: skip
def test_the_tax_clause_of_ones_own_is_in_the_code_whole_however_long_the_contract(
    tmp_path, vat, said
):
    rate = ISSUER.vat_rate if "{" in vat else None
    paper = invoice(
        issuer=replace(ISSUER, vat=vat, vat_rate=rate), contract="7/26 " + "и все приложения " * 20
    )
    (code,) = zxingcpp.read_barcodes(Image.open(picture_of(draw_invoice(paper), tmp_path)))
    purpose = dict(pair.split("=", 1) for pair in code.text.split("|")[1:])["Purpose"]
    assert purpose.endswith(f". {said}")
    assert purpose.startswith("Пополнение лицевого счёта по счёту № 12 от 23.11.2026, договор 7/26")
    assert len(purpose) == 210


@needs_eyes
def test_a_code_in_euro_has_letters_that_every_bank_takes(tmp_path):
    paper = invoice(currency="EUR", amount=250_000, contract="№ 7/26-Щ «Ёлка» ü_Ω")
    (code,) = zxingcpp.read_barcodes(Image.open(picture_of(draw_invoice(paper), tmp_path)))
    *_, purpose = code.text.split("\n")
    assert purpose == (
        "Account top-up, invoice No. 12 of 23 Nov 2026, contract No. 7/26-Shch .Elka. u.."
    )


@pytest.mark.parametrize(
    ("payee", "name"),
    [
        ("ООО «Ёлка и Щука»", "OOO .Elka i Shchuka."),
        ("Müller & Söhne GmbH", "Müller & Söhne GmbH"),
        ("Nordlicht " * 9, ("Nordlicht " * 7).strip()),
    ],
)
def test_the_payee_of_a_code_in_euro_is_in_latin_letters(payee, name):
    code = payment_code(replace(EUR, payee=payee), "EUR", 12_345, "x")
    assert code.split("\n")[5:8] == [name, "DE02120300000000202051", "EUR123.45"]


@needs_pdftotext
@pytest.mark.parametrize("lines", [3, 18, 23, 26, 27, 30])
def test_what_is_to_pay_stands_with_its_total_however_long_the_names(tmp_path, lines):
    """Found: "Total" at the foot of a page, "To pay" alone on the next."""
    details = "Saint Petersburg\n" * lines
    pdf = draw_invoice(invoice(words=words_of("en"), buyer_details=details, lines=()))
    (tmp_path / "paper.pdf").write_bytes(pdf)
    read = ["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"]
    told = subprocess.run(read, check=True, capture_output=True, encoding="utf-8").stdout
    together = [
        {"Total", "To pay"} & {*re.findall(r"Total|To pay", each)} for each in told.split("\f")
    ]
    assert [each for each in together if each] == [{"Total", "To pay"}]


@needs_pdftotext
def test_legal_names_of_300_characters_stand_on_the_paper_whole(tmp_path):
    name = "Общество с ограниченной ответственностью " + " ".join(f"слово{at}" for at in range(33))
    assert len(name) > 290
    made = draw_invoice(invoice(buyer=name, issuer=replace(ISSUER, name=name, accounts={})))
    assert text_of(made, tmp_path, "-raw").count("слово32") >= 3


def test_an_amount_that_no_code_holds_stops_the_invoice():
    with pytest.raises(PaperError, match="more than a payment code can hold"):
        draw_invoice(invoice(currency="EUR", amount=10**11))


HOSTILE = (
    "**bold** __under__ ~~gone~~", "<b>no tag</b><script>x</script>", "(paren) \\ endobj stream %PDF",
    "=cmd|' /C calc'!A0", "{nb} {page} {{x}} %s",
)  # fmt: skip


@needs_pdftotext
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_it_was_typed(tmp_path, text):
    lines = (replace(LINES[1], text=text),)
    drawn = draw_invoice(invoice(buyer=text, contract=text, buyer_details=text, lines=lines))
    assert text_of(drawn, tmp_path, "-raw").count(text.split()[0]) >= 4


@needs_pdftotext
def test_what_nobody_sees_never_breaks_an_invoice(tmp_path):
    name = "a\u202eb\x00c\nd\U0001f600\ufeff"
    text = text_of(draw_invoice(invoice(buyer=name, contract=name)), tmp_path)
    assert "a b c d😀" in text


def test_long_texts_stay_on_their_pages(tmp_path):
    long = "Очень длинное название общества " * 7
    details = "\n".join(f"строка {at} " + "x" * 180 for at in range(15))
    drawn = draw_invoice(invoice(buyer=long, buyer_details=details, contract="9" * 200))
    assert drawn.count(b"/Type /Page\n") in (3, 4)


ENDLESS = ["W" * 32_767, "слово " * 5_000, "0" * 500, "WWW " * 90, "a\n" * 9_000]


@needs_pdftotext
@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:5])
def test_however_much_was_typed_as_a_service_unit_or_order_the_paper_is_drawn(tmp_path, text):
    """No row of a table breaks over pages: one that was too high for a page ended the run."""
    charge = replace(LINES[1], text=text, unit=text)
    made = draw_invoice(invoice(lines=(LINES[0], charge)))
    row = StatementRow(DAY, text, text, text, text, -225_000, -100)
    for each in (made, draw_statement(replace(statement(), rows=(row,)))):
        read = text_of(each, tmp_path, "-raw")
        assert text.split()[0][:2] in read
        assert "…" in read


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:5])
def test_however_much_was_typed_about_a_client_the_paper_is_drawn(text):
    named = invoice(buyer=text, buyer_details=text, contract=text)
    assert draw_invoice(named).startswith(b"%PDF")
    lines = statement(client=text, details=text, contract=text)
    assert draw_statement(lines).startswith(b"%PDF")


MADE = """
import hashlib, sys
from sheets_sync.notices.paper.invoice import draw_invoice
from sheets_sync.notices.paper.printed_columns import PrintedColumn, fitted, shared
from sheets_sync.notices.paper.statement import StatementRow, draw_statement
from sheets_sync.words.speaking import words_of
from tests.notices.paper.cases import invoice, statement
from sheets_sync.words.speaking import words_of
print(hashlib.sha256(draw_invoice(invoice()) + draw_statement(statement())).hexdigest())
"""


def test_equal_papers_are_equal_bytes_in_any_process():
    here = hashlib.sha256(draw_invoice(invoice()) + draw_statement(statement())).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", MADE], check=True, capture_output=True, encoding="utf-8", cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert done.stdout.strip() == here


@pytest.mark.parametrize("count", [1, 9, 10, 99, 100, 999])
def test_the_foot_has_room_for_the_count_of_however_many_pages(tmp_path, count):
    page = Page("Long", words_of("en"), DAY)
    for _ in range(1, count):
        page.add_page()
    drawn = bytes(page.output())  # fpdf2 warns where there is no room; a warning is an error
    assert f"/Count {count}\n".encode() in drawn
    if shutil.which("pdftotext"):
        assert f"of {count}" in text_of(drawn, tmp_path)


@needs_pdftotext
def test_further_pages_say_what_they_belong_to_in_one_line(tmp_path):
    drawn = draw_invoice(invoice(number="41", buyer="Очень длинное название " * 12))
    first, further = text_of(drawn, tmp_path).split("Страница 1 из ")
    assert (first.count("Счёт на оплату № 41"), further.count("Счёт на оплату № 41,")) == (1, 1)
    long = Page("Long " * 60, words_of("en"), DAY)
    long.add_page()
    assert "Long Long…" in text_of(bytes(long.output()), tmp_path)


def test_a_statement_of_twelve_pages_is_drawn():
    assert b"/Count 12\n" in draw_statement(statement(420))


@needs_pdftotext
def test_a_statement_shares_the_look_and_repeats_its_header(tmp_path):
    text = text_of(draw_statement(statement(rows=90)), tmp_path)
    pages = text.count("Страница")
    assert pages >= 3
    assert text.count("За что") == pages
    for words in (
        "Выписка по лицевому счёту",
        ISSUER.name,
        "Остаток на конец −1,00 ₽",
        "Услуга 89",
        "−2 250,00 ₽",
    ):
        assert words in text
    assert "операций нет" in text_of(draw_statement(statement(rows=0)), tmp_path)


@needs_pdftotext
def test_the_seller_and_the_tax_are_those_of_the_currency(tmp_path):
    berlin = SellerIn(
        "Nordlicht Studio GmbH, whole name", "Berlin\nVAT ID DE1", vat="Reverse charge"
    )
    issuer = replace(ISSUER, sellers={"EUR": berlin})
    text = text_of(draw_invoice(invoice(issuer=issuer, currency="EUR")), tmp_path)
    assert "Nordlicht Studio GmbH, whole name" in text
    assert "VAT ID DE1" in text
    assert "Reverse charge" in text
    assert "НДС" not in text
    assert ISSUER.details.splitlines()[0] not in text
    text = text_of(draw_invoice(invoice(issuer=issuer)), tmp_path)
    assert "В том числе НДС 20 %: 2 057,61 ₽" in text
    assert "Berlin" not in text


@needs_pdftotext
@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [
        ("ru", "RUB", "В том числе НДС 20 %: −2 057,61 ₽"),
        ("en", "RUB", "of it VAT 20%: −RUB 2,057.61"),
        ("en", "EUR", "VAT exempt"),
    ],
)
def test_a_credit_note_takes_back_the_tax_of_its_invoice(tmp_path, language, currency, said):
    issuer = replace(ISSUER, sellers={"EUR": SellerIn(vat="VAT exempt")})
    words = words_of(language)
    sum_and_buyer = (currency, 1_234_567, "Acme", "", "")
    note = CreditPaper(issuer, words, "13", DAY, "12", DAY, *sum_and_buyer)
    text = text_of(draw_credit_note(note), tmp_path)
    assert said in text
    assert ("VAT 20" in text or "НДС" in text) == (currency == "RUB")


@needs_pdftotext
def test_what_was_free_says_so_on_the_paper_too(tmp_path):
    lines = (replace(LINES[1], included=LINES[1].quantity, amount=0),)
    text = text_of(draw_invoice(invoice(lines=lines)), tmp_path, "-raw")
    assert "(из них 1,5 входит в абонемент)" in text


@needs_pdftotext
@pytest.mark.parametrize("currency", ["RUB", "KWD", "CHF", "EUR"])
@pytest.mark.parametrize(("minor", "ordered"), [(-1_234_500, "A-7"), (-98_765_432_100, "")])
def test_no_sum_breaks_over_two_lines(tmp_path, currency, minor, ordered):
    """Found: "−RUB" in one line and "12,345.00" in the next, so that a client read no minus."""
    words = words_of("en")
    row = StatementRow(DAY, "Banner and its layout", ordered, "1.5", "608,230.40", minor, 2 * minor)
    paper = replace(statement(1), words=words, currency=currency, rows=(row,))
    drawn = {"statement": draw_statement(paper)}
    line = replace(LINES[1], amount=minor, balance=2 * minor)
    asked = invoice(
        words=words, currency=currency, amount=-minor, lines=(line,), issuer=Issuer("Nord", "", {})
    )
    drawn["invoice"] = draw_invoice(asked)
    for name, pdf in drawn.items():
        (tmp_path / name).write_bytes(pdf)
        read = ["pdftotext", "-layout", str(tmp_path / name), "-"]
        told = subprocess.run(read, check=True, capture_output=True, encoding="utf-8").stdout
        said = [words.money(each, currency).replace("\u00a0", " ") for each in (minor, 2 * minor)]
        lines = [" ".join(each.split()) for each in told.splitlines()]
        assert any(" ".join(said) in each for each in lines), (name, told)


def test_columns_whose_sums_have_room_are_as_wide_as_ever():
    columns = (PrintedColumn("a", 30), PrintedColumn("b", 10), PrintedColumn("c", 10, whole=True))
    assert fitted(columns, [99, 99, 20], 100) == shared(columns, 100) == [60, 20, 20]
    assert fitted(columns, [99, 99, 45], 100) == [35, 20, 45]
    assert fitted(columns, [99, 99, 51], 100) is None
