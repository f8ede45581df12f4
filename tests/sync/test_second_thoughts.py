"""Before ``init`` proposes lines it looks at what the tabs tell of each other: invoices and expenses
are no payments, clients are whom the log names, a team are no clients (design §15)."""

from typing import Any

import pytest

from sheets_sync.use_cases import furnishing
from tests.sync.agency import Agency, day
from tests.sync.test_proposals import lines_of, refused

LOG: list[list[Any]] = [
    ["Date", "Client", "Task", "Hours", "Employee"],
    [day(3), "Acme", "Design", 1.5, "Ann"],
    [day(2), "Bell", "Design", 0.25, "Bob"],
]
SUMS = [[day(60), "Acme", 1000], [day(60), "Bell", 500]]
HEADS = {
    "en": ["Date", "Client", "Amount"], "de": ["Datum", "Kunde", "Betrag"], "fr": ["Date", "Client", "Montant"],
    "es": ["Fecha", "Cliente", "Importe"], "it": ["Data", "Cliente", "Importo"], "nl": ["Datum", "Klant", "Bedrag"],
    "pl": ["Data", "Klient", "Kwota"], "cs": ["Datum", "Klient", "Částka"], "pt": ["Data", "Cliente", "Valor"],
    "uk": ["День", "Клієнт", "Оплата"], "ru": ["Дата", "Клиент", "Сумма"],
}  # fmt: skip


def proposed(folder, **tabs):
    agency = Agency(folder, {"Time": LOG, **tabs}, furnished=False)
    return refused(agency)


@pytest.mark.parametrize(("language", "name"), [
    ("en", "Invoices"), ("en", "Invoices 2026"), ("en", "Expenses"), ("de", "Rechnungen"), ("de", "Ausgaben"), ("fr", "Factures"), ("fr", "Dépenses"), ("es", "Facturas"), ("es", "Gastos"), ("it", "Fatture"), ("it", "Spese"),
    ("nl", "Facturen"), ("pl", "Faktury"), ("pl", "Wydatki"), ("cs", "Faktury"), ("pt", "Faturas"), ("uk", "Рахунки"), ("ru", "Счета"), ("ru", "Расходы"),
])  # fmt: skip
def test_invoices_and_expenses_are_no_payments(tmp_path, language, name):
    """Found: what was asked of clients was proposed, and credited, as what they had paid."""
    message = proposed(tmp_path, **{name: [HEADS[language], *SUMS]})
    assert "payments" not in lines_of(message)
    assert f'The tab "{name}" seems to be invoices, or expenses, and no payments' in message


@pytest.mark.parametrize(("language", "name"), [
    ("en", "Money in"), ("en", "Paid invoices"), ("en", "Received"), ("de", "Zahlungen"), ("de", "Bezahlte Rechnungen"), ("fr", "Règlements"), ("es", "Pagos"), ("it", "Incassi"), ("nl", "Betalingen"), ("pl", "Wpłaty"), ("cs", "Platby"),
    ("pt", "Pagamentos"), ("uk", "Надходження"), ("ru", "Оплата счетов"), ("ru", "Поступления"),
])  # fmt: skip
def test_payments_are_proposed_as_before(tmp_path, language, name):
    message = proposed(tmp_path, **{name: [HEADS[language], *SUMS]})
    assert f'payments = "{name}"' in lines_of(message)


@pytest.mark.parametrize("due", ["Due", "Due date", "Fällig", "Échéance", "Splatnost"])
def test_a_day_by_which_to_pay_makes_a_list_of_invoices(tmp_path, due):
    rows = [[*row, day(-9)] for row in SUMS]
    message = proposed(tmp_path, Sheet1=[[*HEADS["en"], due], *rows])
    assert "payments" not in lines_of(message)


def test_a_cell_of_a_payment_is_no_header(tmp_path):
    rows = [[*SUMS[0], "due"], [*SUMS[1], "paid"]]
    message = proposed(tmp_path, Bank1=[[*HEADS["de"], "Stand"], *rows])
    assert 'payments = "Bank1"' in lines_of(message)


def test_where_nothing_else_is_found_it_is_told_as_well(tmp_path):
    agency = Agency(tmp_path, {"Invoices": [HEADS["en"], *SUMS]}, furnished=False)
    told = furnishing.furnish(agency.config, None, lambda _: None)
    assert any('The tab "Invoices" seems to be invoices' in line for line in told)


def test_clients_are_in_the_column_that_has_those_of_the_log(tmp_path):
    """Found: the persons of a tab of contacts were the clients, and all of the log was nobody's."""
    contacts = [
        ["Nom", "Courriel", "Société"],
        ["Anne Roth", "a@x.example", "Acme"],
        ["Bo Bel", "b@x.example", "Bell"],
    ]
    assert 'client = "Société"' in lines_of(proposed(tmp_path, Contacts=contacts))


def test_clients_that_the_log_has_none_of_are_proposed_as_before(tmp_path):
    clients = [["Kunde", "E-Mail"], ["Neu GmbH", "a@x.example"]]
    assert 'clients = "Liste"' in lines_of(proposed(tmp_path, Liste=clients))


def test_of_two_tabs_of_the_same_clients_one_is_read(tmp_path):
    """Found: each of them was a client twice."""
    contacts = [["Name", "E-Mail", "Firma"], ["Anna Roth", "a@x.example", "Acme"]]
    clients = [["Kunde", "E-Mail"], ["Acme", "a@x.example"], ["Bell", "b@x.example"]]
    for tabs in ({"A": contacts, "Z": clients}, {"A": clients, "Z": contacts}):
        name = next(name for name, rows in tabs.items() if rows is clients)
        folder = tmp_path / name
        folder.mkdir()
        assert f'clients = "{name}"' in lines_of(proposed(folder, **tabs)).splitlines()


@pytest.mark.parametrize("more", ["Stundensatz", "Telefon"])
def test_a_team_is_neither_clients_nor_prices(tmp_path, more):
    team = [["Name", "E-Mail", more], ["Ann", "a@x.example", 30], ["Bob", "b@x.example", 20]]
    lines = lines_of(proposed(tmp_path, Team=team))
    assert "clients" not in lines
    assert "prices" not in lines


def test_a_team_is_none_beside_a_log_that_is_read_already(tmp_path):
    """Found: once the lines for the log were in the config, its team was proposed as clients."""
    log: list[list[Any]] = [
        ["Date", "Client", "Service", "Minutes", "Staff"],
        [day(3), "Acme", "Design", 90, "Ann"],
    ]
    team: list[list[Any]] = [["Name", "E-Mail"], ["Ann", "a@x.example"]]
    agency = Agency(tmp_path, {"Log": log, "Team": team}, furnished=False)
    furnishing.furnish(agency.config, None, lambda _: None)


def test_the_column_of_addresses_is_not_that_of_names(tmp_path):
    rows: list[list[Any]] = [["Name", "E-Mail", "Firma"], ["Anna Roth", "Acme", "Acme"]]
    assert 'client = "Firma"' in lines_of(proposed(tmp_path, Contacts=rows))


def test_of_several_columns_with_clients_that_with_most_of_them_is_theirs(tmp_path):
    rows: list[list[Any]] = [
        ["Nom", "Apporté par", "Courriel", "Société"],
        ["Anne Roth", "Bell", "a@x.example", "Acme"],
        ["Bo Bel", None, "b@x.example", "Bell"],
    ]
    assert 'client = "Société"' in lines_of(proposed(tmp_path, Contacts=rows))
