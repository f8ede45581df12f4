"""The same money in two forms of file (CSV and 1C, while one changes over, or both kept): where the balances
before and behind a day prove that both tell one account, nothing is asked and nothing counts twice (§20)."""

from dataclasses import replace
from itertools import permutations

import pytest

from sheets_sync.config import load
from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_deleted_tab import clear_tab, delete_tab
from tests.bank.test_folder import ACMES, ADVANCE, BELLS, TABS
from tests.bank.writing import IBAN, Told, camt, client_bank, csv_
from tests.sync.agency import day

CONFIG = """
[bank.csv]
columns = { day = "Дата", amount = "Сумма", balance = "Остаток", name = "Плательщик", account = "Счет", tax_number = "ИНН", purpose = "Назначение" }
account = "40702810900000000001"
"""
MOVES = (
    replace(ADVANCE, day=day(5)),
    replace(ADVANCE, day=day(5), amount=40_00, account=BELLS, inn="7707000099", name="Bell and sons", purpose="Something"),
    replace(ADVANCE, day=day(5), amount=9_00, credit=False, account="", inn="", name="Bank", purpose="Fee"),
    replace(ADVANCE, day=day(3), amount=100_00),
    replace(ADVANCE, day=day(3), amount=100_00, document="7"),
)  # fmt: skip
ONCE = {"Acme": 901_00, "Bell": 0, "Cone": 0}


@pytest.fixture
def agency(tmp_path):
    made = MemoryAgency(tmp_path, TABS)
    path = tmp_path / "config.toml"
    path.write_text(path.read_text(encoding="utf-8") + CONFIG, encoding="utf-8")
    made.config = load(path)
    return made


def told(*moves, opening=1000_00):
    return Told(tuple(moves), opening=opening, first=day(6), last=day(0))


def drop(agency, name, form=client_bank, moves=MOVES, opening=1000_00, **more):
    made = replace(told(*moves, opening=opening), **more)
    (agency.statements / name).write_bytes(form(made))


def questions(agency):
    return [how for how in agency.column("How") if "another statement" in str(how)]


FORMS = {"a.txt": client_bank, "b.csv": csv_, "c.xml": camt}


@pytest.mark.parametrize("order", [*permutations(FORMS)])
def test_forms_of_the_same_days_ask_nothing_in_whatever_order_they_come(agency, order):
    for name in order:
        drop(agency, name, FORMS[name])
        reckoned = agency.run()
        assert (paid(reckoned), len(agency.rows()), questions(agency)) == (ONCE, 4, [])
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 3)]  # Bell's, which is offered, once


@pytest.mark.parametrize("pair", [*permutations(FORMS, 2)])
def test_so_it_is_where_both_come_at_once(agency, pair):
    for at, name in enumerate(pair):
        drop(agency, f"{at}{name}", FORMS[name])
    reckoned = agency.run()
    assert (paid(reckoned), len(agency.rows()), questions(agency)) == (ONCE, 4, [])


def test_a_choice_beside_one_form_speaks_of_the_other(agency):
    drop(agency, "b.csv", csv_)
    agency.run()
    agency.choose(1, "Bell")
    drop(agency, "a.txt")
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == {**ONCE, "Bell": 40_00}
        assert codes(reckoned) == []


@pytest.mark.parametrize("names", [("a.txt", "b.csv"), ("a.csv", "b.txt")])
@pytest.mark.parametrize("gone", [delete_tab, clear_tab])
@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_deleted_tab_counts_nothing_twice(agency, names, gone, left):
    """Whichever statement lies there still; the choice comes back where its own does, or as it
    counted."""
    for name in names:
        drop(agency, name, csv_ if name.endswith("csv") else client_bank)
        agency.run()
    agency.choose(1, "Bell")
    agency.run()
    for name in names[:left] if left < 2 else ():
        (agency.statements / name).unlink()
    if left == 2:
        (agency.statements / names[1]).unlink()
    gone(agency)
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == {**ONCE, "Bell": 40_00}
        assert not undecided(reckoned)


@pytest.mark.parametrize("names", [("a.txt", "b.csv"), ("a.csv", "b.txt")])
def test_a_row_that_is_deleted_comes_back_once(agency, names):
    for name in names[::-1]:
        drop(agency, name, csv_ if name.endswith("csv") else client_bank)
        agency.run()
    agency.choose(1, "Bell")
    agency.run()
    del agency.bank[2]
    for _ in range(2):
        assert paid(agency.run()) == {**ONCE, "Bell": 40_00}
    assert len(agency.rows()) == 4


def test_what_the_other_form_has_besides_is_new(agency):
    drop(agency, "b.csv", csv_)
    agency.run()
    later = replace(ADVANCE, day=day(2), amount=55_00)
    drop(agency, "a.txt", moves=(*MOVES, later))
    reckoned = agency.run()
    assert (paid(reckoned), questions(agency)) == ({**ONCE, "Acme": 956_00}, [])


@pytest.mark.parametrize("opening", [0, 500_00])
def test_another_balance_proves_nothing(agency, opening):
    drop(agency, "b.csv", csv_)
    agency.run()
    drop(agency, "a.txt", opening=opening)
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], len(questions(agency))) == (901_00, 4)


def test_a_day_with_another_amount_is_asked_about(agency):
    """What the one has in one sum the other has in two: the balances are equal, the entries not."""
    drop(agency, "b.csv", csv_)
    agency.run()
    other = (*MOVES[:3], MOVES[3], replace(ADVANCE, day=day(3), amount=60_00), replace(ADVANCE, day=day(3), amount=40_00, document="8"))  # fmt: skip
    drop(agency, "a.txt", moves=other)
    agency.run()
    assert len(questions(agency)) == 1


def test_of_empty_accounts_who_paid_has_to_say_so(agency):
    """Balances of 0 before and behind a day are those of many accounts."""
    theirs = replace(ADVANCE, day=day(5), account=ACMES)
    swept = replace(theirs, credit=False, account="", name="Own", purpose="Sweep")
    drop(agency, "b.csv", csv_, (theirs, swept), opening=0)
    agency.run()
    other = replace(theirs, account="", inn="7707083893", name="Bell", purpose="Of Bell")
    drop(agency, "a.txt", moves=(other, swept), opening=0)
    agency.run()
    assert len(questions(agency)) == 1


def test_a_payment_taken_back_is_of_whom_staff_chose_beside_the_other_form(agency):
    drop(agency, "b.csv", csv_)
    agency.run()
    agency.choose(1, "Bell")
    agency.run()
    back = replace(MOVES[1], day=day(2), credit=False, returned=True, reference="R2")
    drop(agency, "c.xml", camt, (*MOVES, back), account=IBAN)
    reckoned = agency.run()
    assert paid(reckoned) == ONCE
    assert codes(reckoned) == []
