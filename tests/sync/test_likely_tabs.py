"""Tabs whose headers other tabs have, too: proposed where their name, or what stands in them, agrees,
told where nothing does, and never taken where it is something else (design §15)."""

from datetime import date
from typing import Any

import pytest

from sheets_sync.config import load
from sheets_sync.errors import ConfigError
from sheets_sync.reading.sources.likely_tabs import likely
from sheets_sync.use_cases import furnishing
from tests.reading.sheets import tab
from tests.sync.agency import QUIET, Agency
from tests.sync.test_proposals import lines_of, refused

DAY = date(2026, 11, 1)
KNOWN: dict[str, list[list[Any]]] = {
    "Clients": [["Client", "Email"], ["Acme", "a@x.example"], ["Bell", "b@x.example"]],
    "Prices": [["Service", "Unit", "Price"], ["Design", "h", 60]],
    "Payments": [["Date", "Client", "Amount"], [DAY, "Acme", 1000]],
    "Log": [["Date", "Client", "Service", "Minutes", "Staff"], [DAY, "Acme", "Design", 60, "Anna"]],
}


def agency_with(folder, role: str, name: str, rows: list[list[Any]]) -> Agency:
    """One whose tab of that role is called otherwise, or headed otherwise under its own name."""
    rest = {key: each for key, each in KNOWN.items() if key != role}
    return Agency(folder, {**rest, name: rows}, furnished=False)


def told(agency: Agency, name: str) -> list[str]:
    done = furnishing.furnish(agency.config, None, lambda _: None)
    return [each for each in done if f'"{name}"' in each]


@pytest.mark.parametrize(("name", "head", "row", "amount"), [
    ("Receipts", ["Received", "From", "Amount"], [DAY, "Acme", 500], "Amount"),
    ("Money in", ["Date", "Who", "Sum"], [DAY, "Acme", 500], "Sum"),
    ("Money in", ["When", "Who", "How much"], [DAY, "Acme", 500], "How much"),
    ("Oct 2026", ["Date", "Client", "Amount received"], [DAY, "Acme", 500], "Amount received"),
    ("Money", ["Date", "Client", "In", "Out"], [DAY, "Acme", 500, None], "In"),
])  # fmt: skip
def test_payments_are_proposed_where_they_are_clients_and_their_tab_says_so(
    tmp_path, name, head, row, amount
):
    """Found: none was, and an empty Payments was made beside them without a word."""
    agency = agency_with(tmp_path, "Payments", name, [head, row, [DAY, "Bell", *row[2:]]])
    lines = lines_of(refused(agency))
    assert f'amount = "{amount}"' in lines or amount == "Amount"
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines}\n", encoding="utf-8")
    furnishing.furnish(agency.config, None, lambda _: None)
    assert [each["paid"] for each in agency.report()["clients"]] == ["500.00", "500.00"]


def test_what_went_out_beside_it_is_told(tmp_path):
    rows: list[list[Any]] = [
        ["Date", "Client", "In", "Out"],
        [DAY, "Acme", 500, None],
        [DAY, "Bell", None, 100],
    ]
    said = refused(agency_with(tmp_path, "Payments", "Money", rows))
    assert 'Beside its "In" stands "Out", which would not be read' in said


@pytest.mark.parametrize(("role", "name", "head", "row", "either"), [
    ("Payments", "Касса", ["Дата", "Контрагент", "Дебет", "Кредит"], [DAY, "Acme", 500, 100], '"Дебет" or "Кредит"'),
    ("Payments", "Paid", ["Date", "Client", "Net amount", "Gross amount"], [DAY, "Acme", 500, 600], '"Net amount" or "Gross amount"'),
    ("Payments", "Payments", ["Date", "Client", "Net", "VAT", "Gross"], [DAY, "Acme", 500, 100, 600], '"Net" or "Gross"'),
    ("Prices", "Pricing", ["Service", "Unit", "Price net", "Price gross"], ["Design", "h", 50, 60], '"Price net" or "Price gross"'),
    ("Prices", "Prices", ["Service", "Unit", "Price 2025", "Price 2026"], ["Design", "h", 50, 60], '"Price 2025" or "Price 2026"'),
    ("Payments", "Zahlungen", ["Datum", "Kunde", "Netto", "Brutto"], [DAY, "Acme", 500, 600], '"Netto" or "Brutto"'),
    ("Payments", "Einnahmen", ["Datum", "Von", "Betrag netto", "Betrag brutto"], [DAY, "Acme", 500, 600], '"Betrag netto" or "Betrag brutto"'),
    ("Payments", "Encaissements", ["Date", "Client", "Montant HT", "Montant TTC"], [DAY, "Acme", 500, 600], '"Montant HT" or "Montant TTC"'),
    ("Payments", "Wpłaty", ["Data", "Klient", "Kwota netto", "Kwota brutto"], [DAY, "Acme", 500, 600], '"Kwota netto" or "Kwota brutto"'),
    ("Prices", "Preise", ["Leistung", "Einheit", "Preis netto", "Preis brutto"], ["Design", "h", 50, 60], '"Preis netto" or "Preis brutto"'),
    ("Prices", "Прейскурант", ["Послуга", "Одиниця", "Ціна без ПДВ", "Ціна з ПДВ"], ["Design", "h", 50, 60], '"Ціна без ПДВ" or "Ціна з ПДВ"'),
    ("Prices", "Precios", ["Servicio", "Unidad", "Precio sin IVA", "Precio con IVA"], ["Design", "h", 50, 60], '"Precio sin IVA" or "Precio con IVA"'),
    ("Prices", "Prices", ["Service", "Unit", "EUR", "USD"], ["Design", "h", 50, 60], '"EUR" or "USD"'),
])  # fmt: skip
def test_which_column_is_the_money_is_left_to_a_person(tmp_path, role, name, head, row, either):
    """Found: Net was proposed without a word, and an empty column was made beside the others."""
    agency = agency_with(tmp_path, role, name, [head, row, row])
    said = refused(agency)
    assert f"{either}?" in said
    assert f'{"amount" if role == "Payments" else "price"} = "..."' in lines_of(said)
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines_of(said)}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="still to be chosen"):
        load(tmp_path / "config.toml")


@pytest.mark.parametrize(("name", "head", "row", "lines"), [
    ("Rates", ["Role", "Hourly rate"], ["Design", 60], ['unit = "h"', 'service = "Role"', 'price = "Hourly rate"']),
    ("Rates", ["Service", "Rate/h", "Rate/day"], ["Design", 60, 400], ['unit = "h"', 'price = "Rate/h"']),
    ("Pricing", ["Item", "Description", "Unit price", "UoM"], ["Design", "all", 60, "h"], ['service = "Item"', 'unit = "UoM"']),
    ("Прайс", ["Должность", "Ставка, руб/час"], ["Design", 60], ['service = "Должность"', 'unit = "h"']),
])  # fmt: skip
def test_price_lists_are_proposed(tmp_path, name, head, row, lines):
    agency = agency_with(tmp_path, "Prices", name, [head, row])
    said = lines_of(refused(agency))
    assert all(each in said for each in lines)


@pytest.mark.parametrize(("head", "row"), [
    (["Org", "Contact", "Email"], ["Acme", "Ann", "a@x.example"]), (["Organisation", "Contact email"], ["Acme", "a@x.example"]),
    (["Organisation", "Contact", "Phone"], ["Acme", "Ann", "1"]), (["Фирма", "Контакт", "Почта"], ["Acme", "Ann", "a@x.example"]),
    (["Контрагент", "Телефон"], ["Acme", "1"]),
])  # fmt: skip
def test_clients_are_proposed(tmp_path, head, row):
    said = lines_of(refused(agency_with(tmp_path, "Clients", "CRM", [head, row])))
    assert f'client = "{head[0]}"' in said


@pytest.mark.parametrize(("role", "name", "head", "row"), [
    ("Payments", "Suppliers", ["Date", "Supplier", "Amount"], [DAY, "Paper Ltd", 5]),
    ("Payments", "Salaries", ["Date", "Who", "Sum"], [DAY, "Anna", 5]),
    ("Payments", "Payments out", ["Date", "Who", "Sum"], [DAY, "Acme", 5]),
    ("Payments", "Sheet1", ["Date", "From", "Amount"], [DAY, "Paper Ltd", 5]),
    ("Payments", "Budget", ["Month", "Client", "Amount"], ["May", "Acme", 5]),
    ("Payments", "Attendance", ["Date", "Who", "In", "Out"], [DAY, "Anna", 9, 17]),
    ("Payments", "Tasks", ["Date", "Who", "Task", "Points"], [DAY, "Acme", "x", 5]),
    ("Prices", "Purchase prices", ["Item", "Unit price", "UoM"], ["Paper", 5, "kg"]),
    ("Prices", "Orders", ["Date", "Item", "Unit price", "Qty"], [DAY, "Paper", 5, 2]),
    ("Prices", "Salaries", ["Role", "Monthly salary"], ["Designer", 5]),
    ("Prices", "Team", ["Role", "Hourly cost"], ["Designer", 5]),
    ("Clients", "Supplier contacts", ["Firm", "Contact", "Email"], ["Paper", "x", "p@x.example"]),
])  # fmt: skip
def test_what_is_something_else_is_nobodys_matter(tmp_path, role, name, head, row):
    assert told(agency_with(tmp_path, role, name, [head, row, row]), name) == []


@pytest.mark.parametrize(("role", "name", "head", "row"), [
    ("Clients", "Leads", ["Company", "Email"], ["Cone", "c@x.example"]),
    ("Clients", "Suppliers", ["Company", "Email"], ["Paper", "p@x.example"]),
    ("Clients", "Lieferanten", ["Firma", "E-Mail"], ["Papier", "p@x.example"]), ("Prices", "Prix concurrents", ["Prestation", "Prix"], ["Design", 90]),
    ("Payments", "Refunds", ["Date", "Client", "Amount"], [DAY, "Acme", 5]), ("Payments", "График платежей", ["Дата", "Клиент", "Сумма"], [DAY, "Acme", 5]),
    ("Payments", "Zahlungsplan", ["Datum", "Kunde", "Betrag"], [DAY, "Acme", 5]),
    ("Prices", "Competitors", ["Service", "Price"], ["Design", 90]),
    ("Payments", "Оплаты", ["Месяц", "Клиент", "Сумма"], ["Октябрь", "Acme", 5]),
    ("Payments", "Sheet1", ["Date", "From", "Net", "Gross"], [DAY, "Acme", 5, 6]),
])  # fmt: skip
def test_what_may_be_something_else_is_told_with_the_lines_and_not_taken(
    tmp_path, role, name, head, row
):
    """Found: leads, suppliers and prices of competitors were proposed."""
    [said] = told(agency_with(tmp_path, role, name, [head, row, row]), name)
    assert "or something else: it is left alone." in said
    assert f'[tabs] {role.lower()} = "{name}"' in said


def test_without_clients_that_are_known_payments_are_but_told():
    found = likely(tab("Receipts", [["Received", "From", "Amount"], [DAY, "Acme", 500]]), {})
    assert found is not None
    assert (found.role, found.unsure) == ("payments", True)
