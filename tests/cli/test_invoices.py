"""``sync invoices``: the register from the command line."""

import csv
import io
import json

import pytest

from sheets_sync.config.loading import loads
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.use_cases.letters.typed_amount import typed_amount
from tests.cli.mailing import DAY


def test_the_register_names_every_invoice_and_its_totals(tmp_path, office, ask):
    office("[invoice]\nprefix = '2026-'\nfirst = 7\n")
    assert ask("invoices")[1].decode() == "No invoice was made yet.\n"
    assert ask("now")[0] == 0
    code, out, _ = ask("invoices")
    assert code == 0
    shown = out.decode()
    assert "2026-7" in shown
    assert "open" in shown
    assert (
        "Invoiced: 2,000.00 RUB; of it paid: 0.00 RUB; open: 2,000.00 RUB; no longer asked: 0.00 RUB"
        in shown
    )
    (row,) = csv.DictReader(io.StringIO(ask("invoices", "--csv")[1].decode()))
    assert (row["No"], row["Client"], row["Amount"], row["State"]) == (
        "2026-7",
        "Acme",
        "2000.00",
        "open",
    )
    document = json.loads(ask("invoices", "--json")[1])
    (line,), (total,) = document["invoices"], document["totals"]
    assert (line["number"], line["state"], line["left"], line["by"]) == (
        "2026-7",
        "open",
        "2000.00",
        None,
    )
    assert (total["currency"], total["amount"], total["left"]) == ("RUB", "2000.00", "2000.00")
    code, _, err = ask("invoices", "--json", "--csv")
    assert (code, "exclude each other" in err) == (2, True)


@pytest.mark.parametrize("prefix", ["2026", "A\\n", "x" * 21, "A "])
def test_a_prefix_that_could_not_be_told_from_the_number_is_refused(tmp_path, prefix):
    with pytest.raises(SheetsSyncError, match="end in no digit"):
        loads(f'[invoice]\nprefix = "{prefix}"\n', tmp_path / "config.toml")


def test_an_invoice_by_hand_goes_once_and_is_withdrawn_once(tmp_path, office, ask):
    office("")
    assert ask("now")[0] == 0
    code, out, _ = ask("invoice", "ACME", "25,000.50")
    assert code == 0
    assert "An invoice of 25,000.50 RUB to Acme goes with the next run" in out.decode()
    assert "It replaces the unpaid No 1." in out.decode()
    code, _, err = ask("invoice", "Acme", "25000.50")
    assert code == 2
    assert "waits already" in err
    assert "INVOICE" in ask("now", "--json")[1].decode()
    code, _, err = ask("invoice", "cancel", "1")
    assert (code, "replaced by No 2 already" in err) == (2, True)
    assert "need not be paid any more" in ask("invoice", "cancel", "2")[1].decode()
    code, _, err = ask("invoice", "cancel", "2")
    assert (code, "withdrawn already" in err) == (2, True)
    assert "CREDIT" in ask("now", "--json")[1].decode()
    shown = ask("invoices")[1].decode()
    for state in ("replaced", "withdrawn", "credit note", "open: 0.00 RUB"):
        assert state in shown
    assert ask("now", "--json")[1].decode().count('"kind"') == 0


def test_a_state_that_knows_less_than_the_tab_takes_no_order_until_it_is_adopted(
    tmp_path, office, ask
):
    """Found: an invoice asked for was promised and never went, a credit note went twice."""
    office("")
    assert ask("now")[0] == 0
    for file in tmp_path.rglob("*.sqlite3*"):
        file.unlink()
    for order in (("invoice", "Acme", "25000"), ("invoice", "cancel", "1")):
        code, out, err = ask(*order)
        assert (code, out) == (2, b"")
        assert "sheets-sync state adopt" in err
        assert "Say it again after that" in err
    assert ask("now")[0] == 4
    assert "sheets-sync state adopt" in ask("notices", "retry", "1")[2]
    assert ask("state", "adopt")[0] == 0
    assert "letter No 1" in ask("notices", "approve", "1")[2].replace("Letter", "letter")
    assert "Not yet" not in ask("invoice", "Acme", "25000")[1].decode()
    assert ask("now", "--json")[1].decode().count('"INVOICE"') == 1


def paid(agency, amount):
    """Acme pays, in a new row of Payments."""
    for cell, value in (("A3", DAY), ("B3", "Acme"), ("C3", amount)):
        agency.edit("Payments", cell, value)


WRONG = {
    "0": "it is not above 0",
    "-5": "it is not above 0",
    "-0": "it is not above 0",
    "x": "in RUB that an invoice can ask for. Type it as in the workbook: 12000 or 1500.50.",
    "NaN": "can ask for. Type it",
    "inf": "can ask for. Type it",
    "1e3": "can ask for. Type it",
    "": "can ask for. Type it",
    "1 000,50": "can ask for. Type it",
    "5 EUR": "the account is in RUB",
    "€5": "the account is in RUB",
    "1.234": "or two of them",
    "12.345": "or two of them",
    "1234.567": "RUB has 2 decimals",
    "9" * 19: "it is too large",
}
RIGHT = {
    "1,000.50": "1,000.50 RUB",
    "1 000.50": "1,000.50 RUB",
    "0.01": "0.01 RUB",
    "10 000 руб.": "10,000.00 RUB",
    "₽5": "5.00 RUB",
    "1,500": "1,500.00 RUB",
}


@pytest.mark.parametrize("amount", WRONG)
def test_an_amount_that_no_invoice_can_ask_for_is_refused_with_the_reason(
    tmp_path, office, ask, amount
):
    office("")
    code, _, err = ask("invoice", "Acme", amount)
    assert (code, f'"{amount}" is no amount' in err) == (2, True)
    assert WRONG[amount] in " ".join(err.split())
    assert "Type it as in the workbook: 12000 or 1500.50." in err


@pytest.mark.parametrize("amount", RIGHT)
def test_an_amount_is_what_it_would_be_in_the_workbook(tmp_path, office, ask, amount):
    office("")
    code, out, _ = ask("invoice", "Acme", amount)
    assert (code, f"An invoice of {RIGHT[amount]} to Acme goes" in out.decode()) == (0, True)


@pytest.mark.parametrize(
    ("text", "currency", "locale", "said"),
    [
        ("1500", "JPY", "en", 1_500),
        ("1500.5", "JPY", "en", "JPY has no decimals. Type it as in the workbook: 12000."),
        ("1.5", "JPY", "en", "JPY has no decimals"),
        ("1.500", "KWD", "en", "or two of them"),
        ("1.5", "KWD", "en", 1_500),
        ("1500,5", "EUR", "ru", 150_050),
        ("1 500,50", "EUR", "ru", 150_050),
        ("1500.50", "EUR", "ru", "Type it as in the workbook: 12000 or 1500,50."),
        ("1.500", "EUR", "other", "or two of them"),
        ("1500.50", "EUR", "other", 150_050),
    ],
)
def test_amounts_by_currency_and_locale(text, currency, locale, said):
    if isinstance(said, int):
        assert typed_amount(text, currency, locale, "RUB") == said
        return
    with pytest.raises(UsageError) as caught:
        typed_amount(text, currency, locale, "RUB")
    assert said in str(caught.value)


def test_a_second_invoice_beside_one_that_waits_is_said_to_go_beside_it(tmp_path, office, ask):
    office("")
    ask("invoice", "Acme", "300")
    said = ask("invoice", "Acme", "400")[1].decode()
    assert "One of 300.00 RUB waits, too: both go, and this one replaces it." in said


def test_whoever_withdraws_an_invoice_hears_whose_it_is_and_what_was_paid_on_it(
    tmp_path, office, ask
):
    made = office("")
    ask("now")
    said = ask("invoice", "cancel", "No 1")[1].decode()
    assert "No 1 (Acme, 2,000.00 RUB) need not be paid any more." in said
    assert "was paid" not in said
    assert "its next letter asks by a new invoice" in said
    assert "State to paused, or lower their Threshold" in said
    code, _, err = ask("invoice", "cancel", "1")
    assert (code, "No 1 is withdrawn already; its credit note waits to go." in err) == (2, True)
    ask("now")
    code, _, err = ask("invoice", "cancel", "#1")
    assert (code, "No 1 is withdrawn already, by credit note No 2." in err) == (2, True)
    code, _, err = ask("invoice", "cancel", "2")
    assert (code, "No 2 is the credit note on No 1, and no invoice." in err) == (2, True)
    for amount in ("300", "700", "900"):
        ask("invoice", "Acme", amount)
        ask("now")
    code, _, err = ask("invoice", "cancel", "3")
    assert (code, "`sheets-sync invoice cancel 5` withdraws that one" in err) == (2, True)
    paid(made, 400)
    said = ask("invoice", "cancel", "№5")[1].decode()
    assert " 400.00 RUB of it was paid (the last on " in said
    assert "enter it in Payments as a refund" in said
    ask("now")
    (withdrawn,) = (
        each
        for each in json.loads(ask("invoices", "--json")[1])["invoices"]
        if each["number"] == "5"
    )
    assert [withdrawn[key] for key in ("state", "paid", "dropped")] == [
        "credited",
        "400.00",
        "500.00",
    ]


@pytest.mark.parametrize("columns", ["80", "200"])
def test_client_and_state_are_shown_however_narrow_the_terminal(
    tmp_path, office, ask, monkeypatch, columns
):
    """Found: one column more, and at 80 cells those two had no room at all."""
    office("")
    monkeypatch.setenv("COLUMNS", columns)
    for amount in ("80000", "90000"):
        ask("invoice", "Acme", amount)
        ask("now")
    said = ask("invoices")[1].decode()
    assert {"Acme", "replaced", "80,000.00"} <= {*said.split()}
    assert ("No longer asked" in said) == (columns == "200")
    assert "no longer asked: 80,000.00 RUB" in said


def test_a_paid_invoice_is_withdrawn_with_a_word_on_the_money(tmp_path, office, ask):
    made = office("")
    ask("invoice", "Acme", "300")
    ask("now")
    paid(made, 300)
    said = ask("invoice", "cancel", "1")[1].decode()
    assert "All of it was paid (the last on " in said


def test_an_unknown_client_or_invoice_is_refused_with_a_cure(tmp_path, office, ask):
    office("")
    code, _, err = ask("invoice", "Acmee", "5")
    assert (code, 'Did you mean "Acme"?' in err) == (2, True)
    code, _, err = ask("invoice", "cancel", "7")
    assert (code, "There is no invoice No 7. None was made yet." in err) == (2, True)
    ask("now")
    for unknown in ("7", "Acme", "0", "-1", "№ 7"):
        code, _, err = ask("invoice", "cancel", unknown)
        assert (code, "The last number is 1." in err) == (2, True)
