"""Payments of bank statements on Google Sheets: amounts are written as the spreadsheet's own locale
has them, and a run counts each once (design §20)."""

from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.use_cases.bank_payments import take_payments
from tests.bank.writing import Move, Told, client_bank
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW, SHEETS, day

MORE = '[bank]\npayments = "bank.csv"\n[tabs]\npayments = ["Payments", { file = "bank.csv" }]\n'
ACCOUNT = "40702810500000000001"
CLIENTS = [
    [*SHEETS["Clients"][0], "Details"],
    ["Acme", *SHEETS["Clients"][1][1:], f"account {ACCOUNT}"],
]


@pytest.mark.parametrize(
    ("locale", "typed"), [("en_US", "1234.50"), ("ru_RU", '"1234,50"'), ("de_DE", "1234.50")]
)
def test_a_payment_of_a_statement_counts_once(
    google: Emulator, tmp_path: Path, locale: str, typed: str
):
    (tmp_path / "bank.csv").write_text("Date,Client,Amount,Kind,Reference\n", "utf-8")
    office = Office(google, tmp_path, {**SHEETS, "Clients": CLIENTS}, locale=locale, more=MORE)
    move = Move(day(3), 1234_50, account=ACCOUNT, purpose="Advance")
    statement = tmp_path / "november.txt"
    statement.write_bytes(client_bank(replace(Told((move,)), first=day(9), last=day(0))))
    before = paid(office)
    assert [take_payments(office.config, [statement], NOW).written for _ in range(2)] == [1, 0]
    assert f"{day(3)},Acme,{typed},payment,bank-" in (tmp_path / "bank.csv").read_text("utf-8")
    assert paid(office) == before + 1234_50


def paid(office: Office) -> int:
    """What Acme has paid in, in kopecks, after a run."""
    return office.run().reckoning.accounts.accounts[0].paid
