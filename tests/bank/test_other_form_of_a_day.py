"""The same money in two forms of file (CSV and 1C, while one changes over, or both kept): where the balances
before and behind a day prove that both tell one account, nothing is asked and nothing counts twice (§20)."""

import os
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


def without_payers(agency, account="40702810900000000001"):
    """The layout has neither payers' accounts nor their tax numbers."""
    path = agency.folder / "config.toml"
    text = path.read_text(encoding="utf-8").replace(', account = "Счет", tax_number = "ИНН"', "")
    path.write_text(text.replace("40702810900000000001", account), encoding="utf-8")
    agency.config = load(path)


OF_BELL = replace(ADVANCE, account=BELLS, name="Bell", purpose="For November", document="9")


@pytest.mark.parametrize(
    ("form", "account", "ours"),
    [(client_bank, "40702810900000000002", "40702810900000000001"), (camt, IBAN, "Main")],
)
@pytest.mark.parametrize("later", [(), (40_00,)])
def test_of_two_accounts_opened_with_one_round_sum_nothing_is_taken_for_the_other_s(
    agency, form, account, ours, later
):
    """Each has one payment of 700 on one day: the balances are equal, and these are two payments."""
    without_payers(agency, ours)
    drop(agency, "a.csv", csv_, (replace(ADVANCE, day=day(5)),), opening=12_500_00)
    agency.run()
    moves = (replace(OF_BELL, day=day(5)), *(replace(OF_BELL, amount=each) for each in later))
    drop(agency, "b.dat", form, moves, opening=12_500_00, account=account)
    agency.run()
    assert (len(agency.rows()), len(questions(agency))) == (2 + len(later), 1)


def test_a_config_that_says_another_account_is_asked_about(agency):
    """Balances that are no chance, but both accounts are told, and differ: one may be wrong."""
    drop(agency, "a.csv", csv_, opening=34_817_23)
    agency.run()
    drop(agency, "b.txt", opening=34_817_23, account="40702810900000000002")
    agency.run()
    assert len(questions(agency)) == 4


@pytest.mark.parametrize("opening", [34_817_23, 1000_00])
def test_a_layout_without_payers_asks_nothing_where_balances_are_no_chance(agency, opening):
    """A sum that is not round, or three balances that both have."""
    without_payers(agency)
    moves = (*MOVES, *(replace(ADVANCE, day=day(each), amount=31_17) for each in (2, 1)))
    drop(agency, "a.csv", csv_, moves, opening)
    agency.run()
    drop(agency, "b.txt", client_bank, moves, opening)
    agency.run()
    assert questions(agency) == []


def test_of_two_accounts_with_one_balance_the_second_is_asked_about(agency):
    """The CSV is of one of them; the same client pays the same sum into both on that day."""
    without_account = {"moves": (replace(ADVANCE, day=day(5)),), "opening": 12_500_70}
    drop(agency, "a.csv", csv_, **without_account)
    agency.run()
    drop(agency, "a.xml", camt, account=IBAN, **without_account)
    agency.run()
    assert len(agency.rows()) == 1
    drop(agency, "b.xml", camt, account="NL91ABNA0417164300", **without_account)
    assert undecided(agency.run()) == ["Acme"]
    assert len(agency.rows()) == 2


@pytest.mark.parametrize("opening", [0, 1000_00])
def test_one_client_who_pays_one_sum_into_two_accounts_with_one_round_balance_is_asked_about(
    agency, opening
):
    """Neither the payer's account nor the words tell these two apart."""
    moves = (replace(ADVANCE, day=day(5)),)
    drop(agency, "a.csv", csv_, moves, opening)
    agency.run()
    drop(agency, "b.xml", camt, moves, opening, account=IBAN)
    assert undecided(agency.run()) == ["Acme"]


PAID = replace(ADVANCE, day=day(5), purpose="Services")
BESIDE = replace(OF_BELL, day=day(5), amount=40_00)


@pytest.mark.parametrize("form", [camt, client_bank])
@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize(
    ("put_right", "told_now"),
    [
        (replace(PAID, amount=710_00), "TOLD_OTHERWISE"),
        (replace(PAID, day=day(4)), "TOLD_OTHERWISE"),
        (None, "NO_LONGER_TOLD"),
    ],
)
def test_what_the_second_form_corrects_is_asked_about(agency, form, left, put_right, told_now):
    """The CSV tells neither payers nor their words, so only what the second form told before it says
    which row is meant."""
    without_payers(agency)
    account = {"account": IBAN} if form is camt else {}
    in_short = [replace(each, purpose="Credit") for each in (PAID, BESIDE)]
    drop(agency, "a.csv", csv_, in_short, 34_817_23)
    agency.run()
    for row, client in enumerate(("Acme", "Bell")):
        agency.choose(row, client)
    drop(agency, "a.dat", form, (PAID, BESIDE), 34_817_23, **account)
    assert codes(agency.run()) == []
    if not left:
        for each in ("a.csv", "a.dat"):
            (agency.statements / each).unlink()
    now = (put_right, BESIDE) if put_right else (BESIDE,)
    drop(agency, "b.dat", form, now, 34_817_23, **account)
    later = (agency.statements / "b.dat").stat().st_mtime_ns + 10**9
    os.utime(agency.statements / "b.dat", ns=(later, later))
    reckoned = agency.run()
    assert paid(reckoned) == {"Acme": 701_00, "Bell": 40_00, "Cone": 0}
    assert [code for code, _ in codes(reckoned)] == [told_now]
    assert undecided(reckoned) == ["Acme"]


@pytest.mark.parametrize("gone", ["row", "tab"])
@pytest.mark.parametrize("chosen", ["-", "Bell"])
@pytest.mark.parametrize("row", [0, 1])
def test_a_choice_is_remembered_where_the_second_form_alone_is_left(agency, gone, chosen, row):
    drop(agency, "b.csv", csv_)
    agency.run()
    agency.choose(row, chosen)
    before = paid(agency.run())
    drop(agency, "a.txt")
    assert paid(agency.run()) == before
    (agency.statements / "b.csv").unlink()
    if gone == "row":
        del agency.bank[row + 1]
    else:
        clear_tab(agency)
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == before
        assert questions(agency) == []


def test_a_day_that_goes_on_after_both_forms_had_its_morning_asks_nothing(agency):
    morning, noon = (PAID, BESIDE), (PAID, BESIDE, replace(PAID, amount=55_00, document="8"))
    for name, form, moves in (("a.csv", csv_, morning), ("a.txt", client_bank, morning)):
        drop(agency, name, form, moves, 34_817_23)
        agency.run()
    (agency.statements / "a.txt").unlink()
    for name, form in (("b.txt", client_bank), ("b.csv", csv_)):
        drop(agency, name, form, noon, 34_817_23)
        reckoned = agency.run()
        assert (len(agency.rows()), codes(reckoned), questions(agency)) == (3, [("UNMATCHED_PAYMENT", 3)], [])  # fmt: skip


def test_files_that_overlap_and_come_at_once_all_tell_the_other_form_s_rows(agency):
    drop(agency, "a.csv", csv_, (PAID, replace(PAID, day=day(4), amount=40_00)), 34_817_23)
    before = agency.run()
    for number, name in enumerate(("b.txt", "c.txt")):
        later = [replace(ADVANCE, day=day(2 - number), amount=5_00, document="44")]
        drop(
            agency,
            name,
            client_bank,
            (PAID, replace(PAID, day=day(4), amount=40_00), *later),
            34_817_23,
        )
        made = agency.statements.stat().st_mtime_ns + (number + 1) * 10**12
        os.utime(agency.statements / name, ns=(made, made))
    reckoned = agency.run()
    assert "NO_LONGER_TOLD" not in {code for code, row in codes(reckoned) if row in {2, 3}}
    assert paid(reckoned)["Acme"] == paid(before)["Acme"] + 5_00
