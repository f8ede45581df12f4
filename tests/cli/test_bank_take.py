"""``sync bank take``: payments of statements come in by themselves, each once (design §20)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from tests.bank.writing import Move, Told, camt, client_bank, mt940
from tests.cli.conftest import ACMES_ACCOUNT as ACCOUNT
from tests.cli.test_bank import BY_NUMBER, DAY, KNOWN, UNKNOWN, told

SOURCE = '[bank]\npayments = "bank.csv"\n[tabs]\npayments = ["Payments", { file = "bank.csv" }]\n'


@pytest.fixture(autouse=True)
def source(books):
    with (books / "config.toml").open("a", encoding="utf-8") as config:
        config.write(SOURCE)


def balance(ask):
    return json.loads(ask("report", "--json")[1])["clients"][0]["balance"]


def take(ask, *names):
    code, out, err = ask("bank", "take", *names)
    assert (code, err) == (0, "")
    return out.decode().splitlines()[-1]


def test_money_comes_in_by_itself_and_once(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN, BY_NUMBER, UNKNOWN)))
    assert take(ask, "a.txt") == "2 payments written to bank.csv; the next run counts them."
    rows = (books / "bank.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "Date,Client,Amount,Kind,Reference"
    assert [row.rpartition(",")[0] for row in rows[1:]] == [
        f"{DAY},Acme,700.00,payment",
        f"{DAY},Acme,2000.00,payment",
    ]
    assert ask("now")[0] == 0
    assert balance(ask) == "3200.00"  # 500 were there
    before = (books / "bank.csv").read_bytes()
    for again in ("a.txt", "b.txt"):  # the same file, and renamed
        (books / "b.txt").write_bytes((books / "a.txt").read_bytes())
        assert take(ask, again) == "0 payments written to bank.csv; the next run counts them."
    overlapping = told(KNOWN, BY_NUMBER, UNKNOWN, {**KNOWN, "amount": 1_00, "document": "99"})
    (books / "c.txt").write_bytes(client_bank(overlapping))
    assert take(ask, "c.txt").startswith("1 payment ")
    assert (books / "bank.csv").read_bytes().startswith(before)  # what stands there is not touched
    assert balance(ask) == "3201.00"


def test_a_run_is_still_where_nothing_came(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    take(ask, "a.txt")
    assert ask("now")[0] == 0
    assert ask("now")[0] == 0
    take(ask, "a.txt")
    before = next(books.glob("*.xlsx")).read_bytes()
    assert ask("now", "--json")[1].decode().count('"cells_written": 0') == 1
    assert next(books.glob("*.xlsx")).read_bytes() == before


def test_equal_payments_of_one_day_are_as_many_as_came(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN, KNOWN)))
    assert take(ask, "a.txt").startswith("2 payments")
    assert ask("now")[0] == 0
    assert balance(ask) == "1900.00"
    assert "POSSIBLE_DUPLICATE" not in ask("check", "--json")[1].decode()


def test_a_payment_that_is_typed_once_it_was_taken_is_a_finding(books, ask):
    """The bookkeeper did not know: both count, and Findings say so."""
    (books / "a.txt").write_bytes(client_bank(told(KNOWN, KNOWN)))
    take(ask, "a.txt")
    book = openpyxl.load_workbook(books / "agency.xlsx")
    sheet = book["Payments"]
    sheet["A3"], sheet["B3"], sheet["C3"] = DAY, "acme", 700
    book.save(books / "agency.xlsx")
    found = json.loads(ask("check", "--json")[1])
    assert [(each["code"], each["tab"], each["cell"]) for each in found] == [
        ("POSSIBLE_DUPLICATE", "Payments", "A3")
    ]


def test_what_an_opening_balance_has_is_not_written(books, ask):
    book = openpyxl.load_workbook(books / "agency.xlsx")
    book["Payments"]["D2"] = "opening"
    book.save(books / "agency.xlsx")
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    assert take(ask, "a.txt").startswith("0 payments")
    assert "opening balance has it already" in ask("bank", "check", "a.txt")[1].decode()


def test_the_same_days_in_another_format_are_held(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    take(ask, "a.txt")
    (books / "a.xml").write_bytes(camt(told({**KNOWN, "reference": "R1"})))
    assert take(ask, "a.xml").startswith("0 payments")
    assert balance(ask) == "1200.00"


def test_a_payment_that_the_bank_took_back_is_a_refund(books, ask):
    back = {**KNOWN, "credit": False, "returned": True, "purpose": "Return"}
    (books / "a.sta").write_bytes(mt940(told(KNOWN, back)))
    assert take(ask, "a.sta").startswith("2 payments")
    assert ",refund," in (books / "bank.csv").read_text(encoding="utf-8")
    assert ask("now")[0] == 0
    assert balance(ask) == "500.00"


def test_a_row_whose_client_is_gone_is_not_written_again(books, ask):
    """A finding holds it; the entry is known all the same, or it would count twice once mended."""
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    take(ask, "a.txt")
    path = books / "bank.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Acme", "Akme"), encoding="utf-8")
    assert take(ask, "a.txt").startswith("0 payments")


def type_payments(books, *rows):
    """Rows below the one that stands in Payments."""
    book = openpyxl.load_workbook(books / "agency.xlsx")
    for at, row in enumerate(rows, 3):
        for column, value in zip("ABCD", row, strict=False):
            book["Payments"][f"{column}{at}"] = value
    book.save(books / "agency.xlsx")


@pytest.mark.parametrize(
    ("row", "cell", "mended"),
    [
        ((DAY, "Acme", "7 00,0"), "Payments!C3", (DAY, "Acme", 700)),
        (("yesterday", "Acme", 700), "Payments!A3", (DAY, "Acme", 700)),
        ((DAY, "Akmee", 700), "Payments!B3", (DAY, "Acme", 700)),
        ((DAY, "Acme", 700, "paiment"), "Payments!D3", (DAY, "Acme", 700, "payment")),
    ],
)
def test_what_a_row_that_cannot_be_read_may_be_waits(books, ask, row, cell, mended):
    """Both would count once the row is mended."""
    type_payments(books, row)
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    code, out, err = ask("bank", "take", "a.txt")
    shown = out.decode()
    assert code == 1
    assert "Held, a row of Payments could not be read: mend it first · 1 · 700.00 RUB" in shown
    assert f"Acme · payer's account · {cell}" in shown
    assert shown.splitlines()[-1].startswith("0 payments")
    assert cell in err
    assert "Mend these cells" in err
    type_payments(books, mended)
    assert take(ask, "a.txt").startswith("0 payments")
    assert balance(ask) == "1200.00"


def test_a_row_that_cannot_be_the_payment_holds_nothing(books, ask):
    """Another amount of nobody known, another month, another client."""
    type_payments(
        books,
        (DAY, "Akmee", 701),
        (DAY - timedelta(90), "Acme", "7 00,0"),
        (DAY - timedelta(90), "Akmee", "?"),
    )
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    assert take(ask, "a.txt").startswith("1 payment ")


def test_what_came_and_was_taken_back_waits_together(books, ask):
    type_payments(books, (DAY, "Acme", "?"))
    back = {**KNOWN, "credit": False, "returned": True}
    (books / "a.sta").write_bytes(mt940(told(KNOWN, back)))
    (books / "b.txt").write_bytes(client_bank(told(KNOWN, off=1)))
    code, out, err = ask("bank", "take", "a.sta", "b.txt")
    assert (code, "· 2 · 0.00 RUB" in out.decode()) == (1, True)
    assert "Payments!C3" in err
    assert "do not add up" in err
    assert out.decode().splitlines()[-1].startswith("0 payments")


@pytest.mark.parametrize("command", [["now"], ["bank", "check", "a.txt"]])
def test_a_file_that_is_not_there_yet_or_empty_names_what_makes_it(books, ask, command):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    code, _, err = ask(*command)
    assert (code, "There is no file bank.csv" in err) == (2, True)
    assert "`sheets-sync bank take FILE` makes it." in err
    (books / "bank.csv").touch()
    code, _, err = ask(*command)
    assert (code, "bank.csv is empty" in err) == (2, True)
    assert "delete it: `sheets-sync bank take FILE` makes it anew." in err


def test_a_refused_file_takes_nothing_and_hides_no_other(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    (books / "b.txt").write_bytes(client_bank(told(BY_NUMBER, off=1)))
    code, out, err = ask("bank", "take", "b.txt", "a.txt")
    assert (code, "do not add up" in err) == (1, True)
    assert out.decode().splitlines()[-1].startswith("1 payment ")
    assert balance(ask) == "1200.00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n", "does not begin with the header"),
        ("Date;Client;Amount;Kind;Reference\n", "does not begin with the header"),
        (b"\xff\xfe", "is not UTF-8 any more"),
    ],
)
def test_a_file_that_somebody_changed_is_left_alone(books, ask, text, said):
    data = text if isinstance(text, bytes) else text.encode()
    (books / "bank.csv").write_bytes(data)
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    code, _, err = ask("bank", "take", "a.txt")
    assert (code, said in err) == (2, True), err
    assert (books / "bank.csv").read_bytes() == data


def test_where_the_config_names_no_file_the_cure_is_said(books, ask):
    folder, config = books, books / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(SOURCE, ""), encoding="utf-8")
    (folder / "a.txt").write_bytes(client_bank(told(KNOWN)))
    code, _, err = ask("bank", "take", "a.txt")
    assert (code, 'bank.payments = "bank.csv"' in err) == (2, True)
    with (folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[bank]\npayments = "bank.csv"\n')
    code, _, err = ask("bank", "take", "a.txt")
    assert (code, "bank.payments: is read by no source" in err) == (2, True)


def test_in_russian_amounts_and_kinds_are_as_they_are_typed_there(books, ask):
    path = books / "config.toml"
    text = path.read_text(encoding="utf-8").replace(
        "[workbook]\n", '[workbook]\nlocale = "ru"\n', 1
    )
    path.write_text(text, encoding="utf-8")
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    take(ask, "a.txt")
    assert f'{DAY},Acme,"700,00",payment' in (books / "bank.csv").read_text(encoding="utf-8")
    assert balance(ask) == "1200.00"


def test_a_year_by_statements_is_a_year_typed_by_hand(books, ask):
    """Payments month by month from overlapping files: the balance is that of the same sums typed."""
    first = datetime.now(UTC).date() - timedelta(360)
    moves = tuple(
        Move(
            first + timedelta(12 * n),
            100_00 + n,
            account=ACCOUNT,
            name="Acme",
            purpose=f"Advance {n}",
            document=str(n),
        )
        for n in range(30)
    )
    for month in range(12):
        begin, end = first + timedelta(30 * month - 10), first + timedelta(30 * month + 30)
        within = tuple(each for each in moves if begin <= each.day <= end)
        name = f"{month}.txt"
        (books / name).write_bytes(client_bank(replace(Told(within), first=begin, last=end)))
        assert ask("bank", "take", name)[0] == 0
    assert balance(ask) == f"{500 + sum(each.amount for each in moves) / 100:.2f}"
