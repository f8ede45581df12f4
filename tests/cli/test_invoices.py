"""``sync invoices``: the register from the command line."""

import csv
import io
import json

import pytest

from sheets_sync.config.loading import loads
from sheets_sync.errors import SheetsSyncError


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


def test_where_mail_is_blocked_whoever_asks_for_an_invoice_hears_why(tmp_path, office, ask):
    office("")
    assert ask("now")[0] == 0
    assert "Not yet" not in ask("invoice", "Acme", "30000")[1].decode()
    for file in tmp_path.rglob("*.sqlite3*"):
        file.unlink()
    said = ask("invoice", "Acme", "25000")[1].decode()
    assert "Not yet: " in said
    assert "sheets-sync state adopt" in said


@pytest.mark.parametrize("amount", ["0", "x", "5 EUR", "1.234", "9" * 19])
def test_an_amount_that_no_invoice_can_ask_for_is_refused(tmp_path, office, ask, amount):
    office("")
    code, _, err = ask("invoice", "Acme", amount)
    assert code == 2
    assert "that an invoice can ask for" in err


def test_an_unknown_client_or_invoice_is_refused_with_a_cure(tmp_path, office, ask):
    office("")
    code, _, err = ask("invoice", "Acmee", "5")
    assert (code, 'Did you mean "Acme"?' in err) == (2, True)
    code, _, err = ask("invoice", "cancel", "7")
    assert (code, "There is no invoice No 7" in err) == (2, True)
