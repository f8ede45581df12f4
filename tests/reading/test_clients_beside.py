"""What lists of clients say in columns that are not read: who is closed, what they owed (§15)."""

import pytest

from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import decoded, log, row, tab


def listed(header, *rows):
    """The clients of rows of (whatever ``header`` has, Email), and the findings of Clients."""
    clients = [["Client", *header, "Email"], *([*each, "a@x.com"] for each in rows)]
    book = log(row())
    tabs = {**book.tabs, "Clients": tab("Clients", clients)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    of_clients = [pair for pair in found.found() if pair[1].startswith("Clients!")]
    return found.book.clients, of_clients


@pytest.mark.parametrize(("header", "cell"), [
    ("Status", "closed"), ("Status", "Inactive"), ("Status", "closed 2025"), ("Client status", "on hold"), ("Status", "archived (moved)"), ("Active", "no"), ("Active?", False), ("Active", 0), ("Статус", "закрыт"), ("Статус", "Договор расторгнут"), ("Статус", "закрыт с 01.10.2026"),
    ("Активен", "нет"), ("Статус клиента", "в архиве"), ("Aktiv", "nein"), ("Statut", "résilié"), ("Estado", "baja"), ("Status", "nieaktywny"), ("Статус", "закрито"),
])  # fmt: skip
def test_letters_of_who_is_called_closed_wait(header, cell):
    """Found: clients whom a Status called closed were mailed as any others."""
    other = True if cell in (False, 0) else None
    [acme, bell], found = listed([header], ["Acme", cell], ["Bell", other])
    assert "state" in acme.letters_held
    assert not bell.letters_held
    assert found == [("BAD_STATE", "Clients!B2")]


@pytest.mark.parametrize("state", ["active", "paused", "closed"])
def test_state_settles_it_in_the_row(state):
    [acme, bell], found = listed(
        ["Status", "State"], ["Acme", "closed", state], ["Bell", "inactive", None]
    )
    assert (acme.state, acme.letters_held) == (state, ())
    assert "state" in bell.letters_held
    assert found == [("BAD_STATE", "Clients!C3")]


@pytest.mark.parametrize(("header", "cell"), [
    ("Status", "Active"), ("Status", "VIP"), ("Status", "new"), ("Active", "yes"), ("Active", False), ("Status", "closed-end fund"), ("Статус", "активен"), ("Статус", "постоянный"), ("Статус", "отказоустойчивый"), ("Contract", "closed"), ("Paid", "no"), ("Newsletter", "no"), ("Status", 5),
])  # fmt: skip
def test_other_states_are_nobodys_matter(header, cell):
    clients, found = listed([header], ["Acme", cell], ["Bell", None])
    assert not any(each.letters_held for each in clients)
    assert not found


@pytest.mark.parametrize("header", [
    "Opening balance", "Balance brought forward", "Debt", "Deposit", "Prepaid", "Outstanding", "Balance 1 Nov", "Balance as of 2026-11-01", "Debit", "Начальный остаток", "Остаток на 01.11.2026", "Сальдо на 1 ноября 2026", "Долг", "Задолженность", "Аванс", "Дебет", "Переплата",
    "Anfangssaldo", "Saldo 01.11.2026", "Solde initial", "Saldo inicial", "Bilans otwarcia", "Початковий залишок",
])  # fmt: skip
@pytest.mark.parametrize("cell", [500, -100, "500,00 ₽", "(100)"])
def test_what_they_brought_along_is_told(header, cell):
    """Found: balances of before stood in Clients, and every account began at 0, in silence."""
    _, found = listed([header], ["Acme", cell], ["Bell", None])
    assert found == [("NEAR_HEADER", "Clients!B1")]
    assert listed([header], ["Acme", 0], ["Bell", None])[1] == []


@pytest.mark.parametrize(("header", "cell"), [
    ("Balance sheet", "yes"), ("Opening hours", "9-18"), ("Deposit", "no"), ("Аванс", "да"), ("Balance check 2026", "ok"), ("Debtor no", 70001), ("Phone", 442079460000), ("Tax no", 123), ("Долг", "нет"),
])  # fmt: skip
def test_other_columns_are_not(header, cell):
    assert listed([header], ["Acme", cell], ["Bell", None])[1] == []


def test_addresses_may_stand_below_each_other_in_a_cell():
    """Found: two addresses with a line break between, as people type them in Excel, held letters."""
    clients = [["Client", "Email"], ["Acme", "a@x.com\nb@x.com"], ["Bell", "a@x.com;\r\nb@x.com;"]]
    tabs = {**log(row()).tabs, "Clients": tab("Clients", clients)}
    found = decoded(Snapshot(tabs, tuple(tabs))).book.clients
    assert [each.emails for each in found] == [("a@x.com", "b@x.com")] * 2


@pytest.mark.parametrize("cell", [
    "Closed - won", "closed: won", "закрыто - успешно", "закрыта сделка 5", "завершен проект 1", "закрыт акт 10", "lost 1 invoice", "ended trial 3", "завершено 3 проекта", "closed, reopened", "закрыт, вернулся",
])  # fmt: skip
def test_a_deal_or_a_job_that_is_closed_is_no_client_who_is(cell):
    """Found: letters of clients waited whose CRM called the deal closed as won, or a job done."""
    clients, found = listed(["Status"], ["Acme", cell], ["Bell", None])
    assert not any(each.letters_held for each in clients)
    assert not found


@pytest.mark.parametrize("cell", [
    "closed 5 Nov", "closed on 5 November", "закрыт 5 ноября", "закрыт с 01.10", "paused until May 5", "Closed - lost", "закрыто, оплачено", "Lost 2024", "ended 31.12.2026", "closed.",
])  # fmt: skip
def test_who_is_closed_since_a_day_is(cell):
    [acme, _], _ = listed(["Status"], ["Acme", cell], ["Bell", None])
    assert "state" in acme.letters_held


@pytest.mark.parametrize("header", ["Баланс 1С", "Остаток 1С", "Debt 90 days", "Долг 30 дней", "Balance check 1"])  # fmt: skip
def test_numbers_of_something_else_make_no_balance_of_a_day(header):
    """Found: what 1C says, or what was due long ago, was told as brought along."""
    assert listed([header], ["Acme", 500], ["Bell", None])[1] == []
