"""Two forms of file that date one payment on different days, by booking and by value: it is asked about, and
counts once (design §20). What both date alike, and what two forms tell of two payments, is not asked about."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from sheets_sync.config import load
from tests.bank.memory_agency import MemoryAgency, paid, undecided
from tests.bank.test_folder import ACMES, ADVANCE, BELLS, TABS
from tests.bank.writing import IBAN, Told, camt, client_bank, csv_
from tests.sync.agency import day

CONFIG = """
[bank.csv]
columns = {{ day = "Дата", amount = "Сумма", balance = "Остаток", name = "Плательщик", {account}tax_number = "ИНН", purpose = "Назначение" }}
account = "{ours}"
"""
PAYERS = 'account = "Счет", '
OURS = "40702810900000000001"
INN = "7707000011"
FIRST = replace(ADVANCE, day=day(9), inn=INN, document="")
FEE = replace(
    ADVANCE, day=day(20), amount=9_33, credit=False, account="", inn="", name="Bank", purpose="Fee"
)
LATER = replace(FIRST, day=day(4), amount=55_10, purpose="Later")


def agency_with(tmp_path, account=PAYERS, ours=OURS):
    tabs: dict[str, Any] = deepcopy(TABS)
    tabs["Clients"][1][3] = f"account {ACMES} ИНН {INN}"
    tabs["Clients"][2][3] = f"account {BELLS}"
    made = MemoryAgency(tmp_path, tabs)
    path = tmp_path / "config.toml"
    told = CONFIG.format(account=account, ours=ours)
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    made.config = load(path)
    return made


def drop(agency, name, form, *moves, opening=1234_56):
    told = Told(
        tuple(sorted((FEE, *moves, LATER), key=lambda each: each.day)),
        opening=opening,
        first=day(25),
        last=day(0),
    )
    (agency.statements / name).write_bytes(form(told))


def later(move, days, **changed):
    return replace(move, day=day((day(0) - move.day).days - days), **changed)


@pytest.mark.parametrize("ours", [OURS, IBAN])
@pytest.mark.parametrize("account", [PAYERS, ""])
@pytest.mark.parametrize("form", [client_bank, camt])
@pytest.mark.parametrize("days", [-5, -3, -1, 1, 2, 4])
@pytest.mark.parametrize("at_once", [False, True])
def test_one_payment_of_two_days_counts_once_and_is_asked_about(tmp_path, days, form, account, ours, at_once):  # fmt: skip
    agency = agency_with(tmp_path, account, ours)
    drop(agency, "a.csv", csv_, FIRST)
    if not at_once:
        agency.run()
    drop(agency, "b.txt", form, later(FIRST, days))
    reckoned = agency.run()
    assert paid(reckoned)["Acme"] == 1_00 + 700_00 + 55_10
    assert undecided(reckoned) == ["Acme"]
    (at,) = [at for at, state in enumerate(agency.column("State")) if "▲" in str(state)]
    for chosen, comes in (("-", 756_10), ("Acme", 1456_10)):
        agency.choose(at, chosen)
        assert paid(agency.run())["Acme"] == comes


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": "Services of December"},
        {"amount": 701_00},
        {"days": 6},
        {"account": BELLS, "inn": "7707000099", "name": "Bell"},
    ],
)
def test_another_payment_is_not_asked_about(tmp_path, other):
    agency = agency_with(tmp_path)
    drop(agency, "a.csv", csv_, FIRST)
    agency.run()
    days = other.pop("days", 1) if "days" in other else 1
    drop(agency, "b.txt", client_bank, FIRST, later(FIRST, days, **other))
    reckoned = agency.run()
    assert undecided(reckoned) == []
    assert (
        sum(paid(reckoned).values())
        == 1_00 + 1400_00 + 55_10 + other.get("amount", 700_00) - 700_00
    )


def test_two_equal_payments_that_both_forms_date_alike_ask_nothing(tmp_path):
    agency = agency_with(tmp_path)
    both = FIRST, later(FIRST, 2)
    drop(agency, "a.csv", csv_, *both)
    agency.run()
    drop(agency, "b.txt", client_bank, *both)
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], undecided(reckoned)) == (1456_10, [])


def test_of_two_equal_payments_the_one_dated_otherwise_is_asked_about(tmp_path):
    agency = agency_with(tmp_path)
    drop(agency, "a.csv", csv_, FIRST, later(FIRST, 2))
    agency.run()
    drop(agency, "b.txt", client_bank, FIRST, later(FIRST, 3))
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], undecided(reckoned)) == (1456_10, ["Acme"])


def test_another_s_payment_of_that_day_does_not_stand_for_it(tmp_path):
    agency = agency_with(tmp_path)
    bells = replace(FIRST, day=later(FIRST, 1).day, account=BELLS, inn="", name="Bell")
    drop(agency, "a.csv", csv_, FIRST, bells)
    agency.run()
    drop(agency, "b.txt", client_bank, later(FIRST, 1), bells)
    reckoned = agency.run()
    assert paid(reckoned) == {"Acme": 756_10, "Bell": 700_00, "Cone": 0}


BOTH_DAYS = """
[bank.csv]
columns = {{ day = "{}", amount = "Sum", balance = "Left", name = "Payer", account = "Account", purpose = "For" }}
account = "40702810900000000001"
"""


def rows_of_both_days(moves):
    """A CSV with the days of booking and of value (days ago)."""
    balance, rows = 1234_56, ["Booked;Value;Sum;Left;Payer;Account;For"]
    for booked, value, amount, purpose in moves:
        balance += amount
        days = ";".join(f"{day(ago):%d.%m.%Y}" for ago in (booked, value))
        sums = ";".join(f"{each // 100},{each % 100:02d}" for each in (amount, balance))
        rows.append(f"{days};{sums};Acme;{ACMES};{purpose}")
    return "\n".join(rows) + "\n"


MOVES = (
    (20, 22, 700_00, "Advance"),
    (15, 15, 55_10, "Later"),
    (9, 10, 300_00, "Third"),
    (5, 6, 300_00, "Third"),
)


@pytest.mark.parametrize("columns", [("Booked", "Value"), ("Value", "Booked")])
@pytest.mark.parametrize("more", [(), ((3, 4, 12_34, "Fourth"),)])
@pytest.mark.parametrize("gone", [False, True])
def test_a_config_that_names_the_other_column_of_days_counts_nothing_twice(tmp_path, columns, more, gone):  # fmt: skip
    agency = agency_with(tmp_path)
    path = tmp_path / "config.toml"
    before = path.read_text(encoding="utf-8").partition("[bank.csv]")[0]
    for column, name, moves in zip(columns, ("a.csv", "b.csv"), (MOVES, MOVES + more), strict=True):
        path.write_text(before + BOTH_DAYS.format(column), encoding="utf-8")
        agency.config = load(path)
        if gone:
            (agency.statements / "a.csv").unlink(missing_ok=True)
        (agency.statements / name).write_text(rows_of_both_days(moves), encoding="utf-8")
        reckoned = agency.run()
    assert paid(reckoned)["Acme"] == 1356_10 + sum(each[2] for each in more)


def test_equal_top_ups_of_every_few_days_are_not_asked_about_where_a_form_goes_on(tmp_path):
    agency = agency_with(tmp_path)
    opening = 1234_56
    for name, form, days in (
        ("a.csv", csv_, (20, 17)),
        ("b.txt", client_bank, (15, 12)),
        ("c.csv", csv_, (10, 9)),
    ):
        moves = tuple(replace(FIRST, day=day(ago)) for ago in days)
        told = Told(moves, opening=opening, first=moves[0].day, last=moves[-1].day)
        (agency.statements / name).write_bytes(form(told))
        opening = told.closing
        assert undecided(agency.run()) == []
    assert paid(agency.run())["Acme"] == 1_00 + 6 * 700_00


def test_one_that_another_form_tells_on_its_own_day_too_is_not_asked_about_again(tmp_path):
    agency = agency_with(tmp_path)
    drop(agency, "a.txt", client_bank, FIRST)
    agency.run()
    drop(agency, "b.csv", csv_, FIRST, later(FIRST, 2))
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], undecided(reckoned)) == (1456_10, [])


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("overlap", [0, 2])
def test_equal_top_ups_are_not_asked_about_where_the_config_names_another_column(tmp_path, gone, overlap):  # fmt: skip
    agency = agency_with(tmp_path, account="")
    moves = [replace(FIRST, day=day(ago)) for ago in (20, 17, 15, 12)]
    opening = 1234_56
    for name, some in (("a.csv", moves[:2]), ("b.csv", moves[2 - overlap :])):
        begins = opening + 700_00 * moves.index(some[0])
        (agency.statements / name).write_bytes(csv_(Told(tuple(some), opening=begins)))
        reckoned = agency.run()
        assert undecided(reckoned) == []
        if gone:
            (agency.statements / name).unlink()
        path = tmp_path / "config.toml"
        told = path.read_text(encoding="utf-8").replace('name = "Плательщик", t', f'name = "Плательщик", {PAYERS}t')  # fmt: skip
        path.write_text(told, encoding="utf-8")
        agency.config = load(path)
    assert paid(reckoned)["Acme"] == 1_00 + 4 * 700_00


def test_a_balance_that_a_statement_does_not_know_parts_nothing(tmp_path):
    """Found: the opening of a later day, in which another's equal sum is, was taken for that of a day before."""
    agency = agency_with(tmp_path)
    lent = replace(FIRST, day=day(12), purpose="Lent")
    other = replace(FIRST, day=day(11), account=BELLS, inn="", name="Bell")
    both = Told((replace(LATER, day=day(14)), lent, other), opening=1234_56)
    (agency.statements / "a.csv").write_bytes(csv_(both))
    agency.run()
    opening = 1234_56 + 55_10 + 700_00
    told = Told((replace(lent, day=day(10)),), opening=opening, first=day(10), last=day(10))
    (agency.statements / "b.txt").write_bytes(client_bank(told))
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], undecided(reckoned)) == (1_00 + 755_10, ["Acme"])
