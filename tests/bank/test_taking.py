"""A statement file is taken whole or not at all (design §20)."""

import io
import os
import random
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.entries import Party
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import Reading, take
from sheets_sync.billing.days import serial
from tests.bank import writing
from tests.bank.layouts import reading_by
from tests.bank.writing import IBAN, OURS, Move, Told

DAY = date(2026, 11, 3)
TOLD = Told((
    Move(DAY, 2_500_000),
    Move(DAY, 1_234_56, document="56", purpose="Оплата по договору 4; счет №18, НДС 20% - 205,76"),
    Move(date(2026, 11, 4), 99_01, credit=False, document="57", purpose="Комиссия", name="ПАО Банк"),
    Move(date(2026, 11, 5), 2_500_000, document="58"),
))  # fmt: skip
COLUMNS = CsvColumns(
    day="Дата", amount="Сумма", balance="Остаток", name="Плательщик", account="Счет",
    tax_number="ИНН", purpose="Назначение",
)  # fmt: skip
LAYOUT = Layout(COLUMNS, OURS, "RUB")
READING = reading_by(LAYOUT)


def written(folder, data, name="statement.txt"):
    path = folder / name
    path.write_bytes(data)
    return path


def taken(folder, data, reading=READING):
    return take(written(folder, data), reading)


def refused(folder, data, reading=READING):
    with pytest.raises(BankFileError) as fault:
        taken(folder, data, reading)
    assert fault.value.message.startswith("statement.txt: ")
    assert fault.value.message.endswith("Nothing of the file was taken.")
    return fault.value.message


def as_told(entries):
    return [(each.day, each.amount, each.credit) for each in entries]


def moves(told):
    return [(serial(each.day), each.amount, each.credit) for each in told.moves]


FILES = {
    "1C, Windows": (TOLD, writing.client_bank(TOLD), "1CClientBankExchange"),
    "1C, DOS": (TOLD, writing.client_bank(TOLD, "cp866", "DOS"), "1CClientBankExchange"),
    "1C, UTF-8": (TOLD, writing.client_bank(TOLD, "utf-8", "UTF-8"), "1CClientBankExchange"),
    "1C, UTF-8 with BOM": (TOLD, writing.client_bank(TOLD, "utf-8-sig", "UTF-8"), "1CClientBankExchange"),
    "1C, UTF-8 that says Windows": (TOLD, writing.client_bank(TOLD, "utf-8", "Windows"), "1CClientBankExchange"),
    "camt.053.001.02": (TOLD, writing.camt(TOLD), "CAMT.053"),
    "camt.053.001.08": (TOLD, writing.camt(TOLD, "08"), "CAMT.053"),
    "camt in UTF-16": (TOLD, writing.camt(TOLD, encoding="UTF-16"), "CAMT.053"),
    "camt in windows-1251": (TOLD, writing.camt(TOLD, encoding="windows-1251"), "CAMT.053"),
    "camt, euro": (TOLD.european(), writing.camt(TOLD.european(), "08"), "CAMT.053"),
    "MT940, German": (TOLD, writing.mt940(TOLD, "german"), "MT940"),
    "MT940, Dutch": (TOLD, writing.mt940(TOLD, "dutch"), "MT940"),
    "MT940, one text": (TOLD, writing.mt940(TOLD, "plain", wrapped=True), "MT940"),
    "CSV": (TOLD, writing.csv_(TOLD), "CSV"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_every_format_says_the_same(tmp_path, kind):
    told, data, form = FILES[kind]
    file = taken(tmp_path, data)
    (statement,) = file.statements
    assert (file.format, statement.account, statement.currency) == (
        form,
        told.account,
        told.currency,
    )
    assert (statement.opening, statement.closing) == (told.opening, told.closing)
    assert as_told(statement.entries) == moves(told)


@pytest.mark.parametrize("kind", [each for each in FILES if each != "MT940, one text"])
def test_who_paid_and_what_for(tmp_path, kind):
    told, data, form = FILES[kind]
    (statement,) = taken(tmp_path, data).statements
    for entry, move in zip(statement.entries, told.moves, strict=True):
        tax = "" if form == "MT940" else move.inn
        assert entry.party == Party(move.name, move.account, tax)
        assert entry.purpose == move.purpose


@pytest.mark.parametrize("kind", FILES)
def test_balances_that_do_not_add_up_name_both_sums_and_the_difference(tmp_path, kind):
    told = replace(FILES[kind][0], off=-100)
    data = {
        "1CClientBankExchange": writing.client_bank, "CAMT.053": writing.camt,
        "MT940": writing.mt940, "CSV": writing.csv_,
    }[FILES[kind][2]](told)  # fmt: skip
    said = refused(tmp_path, data)
    assert "difference of -1.00" in said
    assert "52,135.55" in said  # what the entries come to
    assert "52,134.55" in said  # what the file says


@pytest.mark.parametrize("kind", [each for each in FILES if each != "CSV"])
def test_a_cut_file_changes_nothing(tmp_path, kind):
    _, data, _ = FILES[kind]
    whole = taken(tmp_path, data).statements
    ends = random.Random(kind).sample(range(1, len(data) - 4), 60)
    for end in ends:
        try:
            file = taken(tmp_path, data[:end])
        except BankFileError:
            continue
        assert file.statements == whole, end  # what was cut off is nothing


def test_a_cut_csv_is_a_statement_of_fewer_days(tmp_path):
    data = writing.csv_(TOLD)
    whole = as_told(taken(tmp_path, data).statements[0].entries)
    for end in range(60, len(data), 7):
        try:
            statements = taken(tmp_path, data[:end]).statements
        except BankFileError:
            continue
        got = [each for statement in statements for each in as_told(statement.entries)]
        assert got == whole[: len(got)]


@pytest.mark.parametrize("kind", FILES)
def test_whatever_befalls_a_file_it_is_a_sentence_or_adds_up(tmp_path, kind):
    _, data, _ = FILES[kind]
    chance = random.Random(kind)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(broken))
            if chance.random() < 0.5:
                broken[at] = chance.randrange(256)
            else:
                del broken[at : at + chance.randint(1, 40)]
        try:
            file = taken(tmp_path, bytes(broken))
        except BankFileError:
            continue
        for each in file.statements:
            signed = sum(e.amount if e.credit else -e.amount for e in each.entries)
            assert each.opening + signed == each.closing


def _twice(data):
    """The section of the account once more."""
    begin, end = (
        data.index(word.encode("cp1251")) for word in ("СекцияРасчСчет", "СекцияДокумент")
    )
    return data[:end] + data[begin:end] + data[end:]


REFUSED = {
    "it is empty": b"",
    "headers of `[bank.csv]`; not found: Дата, Сумма": b"hello",
    '"Кодировка=DOS", but the text is in cp1251': writing.client_bank(TOLD, "cp1251", "DOS"),
    '"Кодировка=Windows", but the text is in cp866': writing.client_bank(TOLD, "cp866", "Windows"),
    "is missing, or in no encoding": writing.client_bank(TOLD, "mac-cyrillic", "Windows"),
    "a byte that is no letter in cp1251": writing.client_bank(TOLD).replace("Комиссия".encode("cp1251"), b"\x98"),
    "line 60: letters were lost": writing.client_bank(TOLD, "utf-8").replace("Комиссия".encode(), "Ком\ufffd".encode()),
    '"КонецФайла" is missing': writing.client_bank(TOLD)[:-12],
    "no section of an account": writing.client_bank(TOLD).replace("РасчСчет\r".encode("cp1251"), b"X\r"),
    "no currency is known of account": writing.client_bank(replace(TOLD, account="40702999900000000001")),
    'the section lacks "КонечныйОстаток"': writing.client_bank(TOLD).replace("КонечныйОстаток".encode("cp1251"), b"X"),
    "of no account and no day": writing.client_bank(replace(TOLD, last=DAY)),
    '"ВсегоПоступило=50011.00", but the documents make 51,234.56': writing.client_bank(TOLD).replace(b"=51234.56", b"=50011.00"),
    "account 40702810900000000001 is there twice": _twice(writing.client_bank(TOLD)),
    "it is no sound XML": writing.camt(TOLD)[:-9],
    "it has a DTD": writing.camt(TOLD).replace(b"?>", b'?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
    "nested deeper": writing.camt(TOLD).replace(b"<GrpHdr>", b"<a>" * 100),
    "no statement by ISO 20022": b"<Document><BkToCstmrStmt/></Document>",
    "it is a camt.052": writing.camt(TOLD).replace(b"camt.053", b"camt.052"),
    '"XYZ" is no currency': writing.camt(TOLD).replace(b"RUB", b"XYZ"),
    "an amount in EUR in a statement of RUB": writing.camt(TOLD).replace(b'RUB">99.01', b'EUR">99.01'),
    "no opening balance": writing.camt(TOLD).replace(b"OPBD", b"XXXX"),
    "more decimals than RUB has": writing.camt(TOLD).replace(b">99.01<", b">99.011<"),
    '":61:2611031103C1234.56NTRF56" is no entry': writing.mt940(TOLD).replace(b"C1234,56", b"C1234.56"),
    "interim report, MT942": b":20:X\r\n:25:Y\r\n:28C:1\r\n:34F:EURC0,\r\n:13D:2611011200+0100\r\n",
    "is there twice": writing.mt940(TOLD) * 2,
    "has no field :62F:, or is cut": writing.mt940(TOLD)[: writing.mt940(TOLD).index(b":62F:")],
    "a byte that is no letter in utf-8: bank.mt940_encoding": writing.mt940(TOLD).decode().encode("cp1251"),
    "the row of headers has not all of `[bank.csv]`; not found: Остаток": writing.csv_(TOLD).replace("Остаток".encode(), b"X"),
    "a byte that is no letter in utf-8: bank.csv.encoding says which it is in.": writing.csv_(TOLD, "cp1251").partition(b"\n")[2],
    'has them otherwise: set `encoding = "cp1251"` there': writing.csv_(TOLD, "cp1251"),
}  # fmt: skip


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_wrong_is_said(tmp_path, said):
    assert said in refused(tmp_path, REFUSED[said])


def zipped(*contents, name="a.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}{name}", content)
    return out.getvalue()


def test_a_zip_is_all_that_is_in_it(tmp_path):
    second = replace(TOLD, account="40702810900000000002")
    file = taken(tmp_path, zipped(writing.camt(TOLD), writing.camt(second, "08")))
    assert [each.account for each in file.statements] == [TOLD.account, second.account]


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def test_what_programs_leave_in_a_zip_is_no_statement(tmp_path):
    left = ("__MACOSX/._a.xml", ".DS_Store", "november/Thumbs.db", "november/.a.xml.swp")
    data = archive(**dict.fromkeys(left, b"\0\5"), **{"november/a.xml": writing.camt(TOLD)})
    assert len(taken(tmp_path, data).statements) == 1
    assert "the zip is empty" in refused(tmp_path, archive(**dict.fromkeys(left, b"\0\5")))


@pytest.mark.parametrize(("other", "cure"), [
    (b"hello", "take_out"), (b"", "take_out"), (b"%PDF-1.7", "take_out"), (writing.camt(TOLD)[:-9], "ask_again"),
])  # fmt: skip
def test_what_is_wrong_in_a_zip_is_called_by_its_name(tmp_path, other, cure):
    path = tmp_path / "z.zip"
    path.write_bytes(archive(**{"november/a.xml": writing.camt(TOLD), "november/readme.md": other}))
    with pytest.raises(BankFileError) as fault:
        take(path, Reading())
    assert "z.zip: readme.md in the zip: " in str(fault.value)
    assert (fault.value.cure_key, "zip" in fault.value.cure) == (cure, cure == "take_out")


def test_letters_of_another_encoding_are_put_right_in_the_config(tmp_path):
    """The file is as the bank gave it: nothing else is to be asked for."""
    told = replace(TOLD, moves=(Move(DAY, 1_00, name="M\u00fcller", purpose="Advance"),))
    path = tmp_path / "a.sta"
    path.write_bytes(writing.mt940(told).decode().encode("cp1252"))
    with pytest.raises(BankFileError) as fault:
        take(path, Reading())
    assert "bank.mt940_encoding" in str(fault.value)
    assert fault.value.cure_key == "as_encoded"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "a PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook"), (b"\x1f\x8b\x08", "no zip"),
        (archive(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "a workbook"),
        (b"\n<!DOCTYPE HTML><html>Your session is over", "a web page"), (b"\x89PNG\r\n", "a picture"),
    ],
)  # fmt: skip
def test_what_people_take_for_a_statement_is_called_what_it_is(tmp_path, data, said):
    assert said in refused(tmp_path, data)


def test_texts_in_utf_16(tmp_path):
    """As spreadsheets save "Unicode text"; of an odd number of bytes it is cut."""
    for data in (writing.csv_(TOLD), writing.client_bank(TOLD, "utf-8", "Unicode")):
        wide = data.decode("utf-8").encode("utf-16")
        assert as_told(taken(tmp_path, wide).statements[0].entries) == moves(TOLD)
        cp1251 = reading_by(replace(LAYOUT, encoding="cp1251"))
        assert as_told(taken(tmp_path, wide, cp1251).statements[0].entries) == moves(TOLD)
        assert "UTF-16" in refused(tmp_path, wide[:-1])


ZIPS = {
    "the zip is empty": zipped(),
    "a zip within the zip": zipped(zipped(b"x")),
    "unpack to more than any statement": zipped(bytes(33 << 20)),
    "no sound zip": zipped(writing.camt(TOLD))[:-30],
    "do not add up": zipped(writing.camt(TOLD), writing.camt(replace(TOLD, off=1))),
    "is there twice": zipped(writing.camt(TOLD), writing.camt(TOLD)),
}


@pytest.mark.parametrize("said", ZIPS)
def test_a_zip_that_is_not_as_it_should_be(tmp_path, said):
    assert said in refused(tmp_path, ZIPS[said])


def test_a_zip_that_lies_of_its_size(tmp_path):
    data = bytearray(zipped(bytes(40 << 20)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")  # says: 100 bytes unpacked
    assert "no sound zip" in refused(tmp_path, bytes(data))


def test_a_file_larger_than_any_statement(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(33 << 20)
    with pytest.raises(BankFileError, match="more than 32 MiB"):
        take(path, READING)


def test_what_is_no_file_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name, said in (
        ("pipe", "a pipe"),
        ("loop", "leads to itself"),
        ("", "a folder"),
        ("no", "no such file"),
    ):
        with pytest.raises(BankFileError, match=said):
            take(tmp_path / name, READING)


def test_a_statement_of_two_accounts_and_money_between_them(tmp_path):
    other = "40702810900000000002"
    one, two = writing.client_bank(TOLD), writing.client_bank(Told((), account=other))
    section = two[
        two.index("СекцияРасчСчет".encode("cp1251")) : two.index("КонецФайла".encode("cp1251"))
    ]
    section = section.replace(b"=1000.00\r\n", b"=1000.00\r\n", 1)
    moved = Told((Move(DAY, 500_00, credit=False, account=other),), opening=100_000)
    text = writing.client_bank(moved).replace(
        "ДатаСписано=".encode("cp1251"), "ДатаПоступило=03.11.2026\r\nДатаСписано=".encode("cp1251")
    )
    section = section.replace(
        "КонечныйОстаток=1000.00".encode("cp1251"), "КонечныйОстаток=1500.00".encode("cp1251")
    ).replace("ВсегоПоступило=0.00".encode("cp1251"), "ВсегоПоступило=500.00".encode("cp1251"))
    at = text.index("СекцияДокумент".encode("cp1251"))
    first, second = taken(tmp_path, text[:at] + section + text[at:]).statements
    assert as_told(first.entries) == [(serial(DAY), 500_00, False)]
    assert as_told(second.entries) == [(serial(DAY), 500_00, True)]
    assert one  # both sections come from files that are sound by themselves


def test_returned_payments_are_told_by_the_bank(tmp_path):
    told = Told((
        Move(DAY, 100_00, reference="A1"),
        Move(DAY, 100_00, credit=False, returned=True, reference="A2"),
        Move(DAY, 7_00, credit=True, returned=True),
    )).european()  # fmt: skip
    for data in (writing.camt(told), writing.camt(told, "08"), writing.mt940(told)):
        (statement,) = taken(tmp_path, data).statements
        got = [(each.returned, each.credit, each.party.name) for each in statement.entries]
        assert got == [
            (False, True, "Rose & Co"),
            (True, False, "Rose & Co"),
            (True, True, "Rose & Co"),
        ]
        assert [each.reference for each in statement.entries] == ["A1", "A2", ""]


def test_an_iban_with_letters_is_compact(tmp_path):
    told = replace(TOLD.european(), account="DE02 1203 0000 0000 2020 51")
    assert taken(tmp_path, writing.camt(told)).statements[0].account == IBAN
