"""``sync bank check``: what a statement would do, shown with the workbook's clients and the state's
invoices (design §20)."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from tests.bank.writing import Move, Told, camt, client_bank, csv_, mt940
from tests.cli.conftest import ACMES_ACCOUNT as ACCOUNT
from tests.cli.mailing import DAY


def told(*moves, **more):
    made = Told(tuple(Move(DAY, **each) for each in moves), first=DAY - timedelta(9), last=DAY)
    return replace(made, **more)


STRANGER = {"account": "40702810500000000099", "inn": "7707000099", "name": "Somebody"}
KNOWN = {"amount": 700_00, "account": ACCOUNT, "inn": "", "name": "Acme LLC", "purpose": "Advance"}
BY_NUMBER = {"amount": 2_000_00, **STRANGER, "purpose": "Invoice 1"}
STRANGER_2 = {"account": "40702810500000000098", "inn": "7707000098", "name": "Somebody else"}
UNKNOWN = {"amount": 5_00, **STRANGER, "purpose": "?"}


def test_each_entry_is_shown_by_what_becomes_of_it(books, ask):
    (books / "a.txt").write_bytes(
        client_bank(told(KNOWN, BY_NUMBER, UNKNOWN, {"amount": 1, "credit": False}))
    )
    before = {path: path.read_bytes() for path in books.iterdir() if path.is_file()}
    code, out, err = ask("bank", "check", "a.txt")
    shown = out.decode()
    assert (code, err) == (0, "")
    assert "Matched · 2 · 2,700.00 RUB" in shown
    assert "Acme · payer's account" in shown
    assert "Acme · invoice 1, its amount" in shown
    assert "Offered, a person says whose it is · 1 · 5.00 RUB" in shown
    assert "Ignored, debits · 1 · -0.01 RUB" in shown
    assert {path: path.read_bytes() for path in before} == before  # it reads only


def test_a_payment_that_was_typed_is_held(books, ask):
    typed = {**KNOWN, "amount": 500_00}  # Payments has 500 of this day
    (books / "a.xml").write_bytes(camt(told(typed)))
    shown = ask("bank", "check", "a.xml")[1].decode()
    assert "Held, a row of Payments is equal to it · 1 · 500.00 RUB" in shown


def test_what_one_file_has_another_does_not_bring_again(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    (books / "b.sta").write_bytes(mt940(told({**KNOWN, "reference": "R"}, KNOWN | {"amount": 1})))
    shown = ask("bank", "check", "a.txt", "a.txt", "b.sta")[1].decode()
    assert shown.count("Matched · 1") == 2
    assert "Known already · 1 · 700.00 RUB" in shown
    assert "Held, another file has one like it of that day · 1 · 700.00 RUB" in shown


@pytest.mark.parametrize("form", [mt940, camt])
def test_money_that_the_bank_took_back_is_shown_as_such(books, ask, form):
    """Offered with its sign, or whoever types what is shown types it as money that came."""
    came = {**UNKNOWN, "amount": 250_25, "reference": "R1"}
    back = {**came, "credit": False, "returned": True, "reference": "R2"}
    (books / "a").write_bytes(form(told(back)))
    (books / "b").write_bytes(form(told({**came, **STRANGER_2}, back)))
    alone, both = (ask("bank", "check", name)[1].decode() for name in "ab")
    assert "Offered, a person says whose it is · 1 · -250.25 RUB" in alone
    assert "-250.25  taken back by the bank: a refund · nobody known" in alone
    assert "Offered, a person says whose it is · 2 · 0.00 RUB" in both
    assert both.count("taken back by the bank: a refund") == 1


def test_a_payment_taken_back_is_a_refund_of_its_client(books, ask):
    back = {**KNOWN, "credit": False, "returned": True}
    (books / "a.xml").write_bytes(camt(told(back)))
    (books / "b.xml").write_bytes(camt(told(KNOWN, back)))
    alone, both = (ask("bank", "check", f"{name}.xml")[1].decode() for name in "ab")
    assert "-700.00  taken back by the bank: a refund · perhaps Acme" in alone
    assert "Returned, a payment is undone · 1 · -700.00 RUB" in both


def test_a_refused_file_hides_no_other(books, ask):
    (books / "a.txt").write_bytes(client_bank(told(KNOWN)))
    (books / "b.txt").write_bytes(client_bank(told(KNOWN, off=1)))
    (books / "c.xml").write_bytes(camt(told(KNOWN))[:-20])
    code, out, err = ask("bank", "check", "b.txt", "a.txt", "c.xml")
    assert code == 1
    assert "Matched · 1" in out.decode()
    assert "b.txt: the balances of account" in err
    assert "a difference of 0.01." in err
    assert "c.xml: it is no sound XML" in err
    code, out, err = ask("bank", "check", "b.txt")
    assert (code, out) == (1, b"")
    assert "Ask the bank for the statement again" in err


def test_csv_needs_its_layout(books, ask):
    (books / "a.csv").write_bytes(csv_(told(KNOWN)))
    assert "the config has no `[bank.csv]`" in ask("bank", "check", "a.csv")[2]
    with (books / "config.toml").open("a", encoding="utf-8") as config:
        config.write(
            '[bank.csv]\ncolumns = { day = "Дата", amount = "Сумма", balance = "Остаток", account = "Счет" }\n'
            'account = "1"\n'
        )
    assert "Matched · 1 · 700.00 RUB" in ask("bank", "check", "a.csv")[1].decode()


def test_what_is_no_file_is_a_sentence(books, ask):
    os.mkfifo(books / "pipe")
    (books / "loop").symlink_to("loop")
    assert [ask("bank", "check", name)[0] for name in ("none", "loop", "pipe", ".")] == [2, 2, 1, 1]
    assert "it is a pipe, a device or the like" in ask("bank", "check", "pipe")[2]
    assert "Error: .: it is a folder" in (said := ask("bank", "check", ".")[2])
    assert "Name the files in it, one by one." in said


def test_it_fits_80_columns_and_a_long_list_is_short(books, ask, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    many = [
        {"amount": n + 1, **STRANGER, "purpose": f"Оплата {n} " + "за консультационные услуги " * 5}
        for n in range(50)
    ]
    (books / "a.txt").write_bytes(client_bank(told(*many, {**KNOWN, "name": "Ы" * 100})))
    out = ask("bank", "check", "a.txt")[1].decode()
    assert max(map(cell_len, out.splitlines())) <= 80
    assert "… and 10 more: --all shows them" in out
    assert ask("bank", "check", "a.txt", "--all")[1].decode().count("Somebody") == 50


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('columns = { date = "x" }', 'bank.csv.columns.date: "date" is no column of a statement'),
        ('columns = { day = "D", amount = "A" }', "they prove a file"),
        ('columns = { day = "D", credit = "A", balance = "B" }', 'either "amount" or both'),
        ('columns = { amount = "A", balance = "B" }', 'needs a column "day"'),
        ('columns = { day = "D", amount = "A", balance = "B" }', "needs bank.csv.account"),
        ('encoding = "utf-7"', "no encoding of statements"),
        ('currency = "XYZ"', "no currency code"),
        ('delimiter = ":"', "bank.csv.delimiter: must be"),
    ],
)
def test_a_layout_that_is_none_is_said_at_once(tmp_path, ask, monkeypatch, table, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(f"[bank.csv]\n{table}\n", encoding="utf-8")
    code, _, err = ask("bank", "check", "config.toml")
    assert (code, said in err) == (2, True), err


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.txt", b"a\n\x1b[31mb.txt", b"=1+1.txt", "\u202etxt.a".encode()]
)
def test_whatever_a_file_is_called_runs_go_on(books, ask, name):
    """A disk takes any bytes as a name: they are told, and remembered as texts."""
    (books / "config.toml").write_text(
        (books / "config.toml").read_text("utf-8") + '[bank]\nfolder = "bank"\n', "utf-8"
    )
    (books / "bank").mkdir()
    whole = client_bank(told(KNOWN))
    for path, data in ((b"bank/" + name, whole[:-30]), (b"bank/b.txt", whole)):
        (books / os.fsdecode(path)).write_bytes(data)
    for _ in range(3):
        code, _, err = ask("now")
        assert code in (0, 4), err
    code, out, _ = ask("check", "--json")
    assert code == 0
    assert "STATEMENT_REFUSED" in out.decode("utf-8")
    assert ask("bank", "check", f"bank/{os.fsdecode(name)}")[0] == 1
