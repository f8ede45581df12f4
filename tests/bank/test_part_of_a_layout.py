"""The config's layout changed, the file of before is gone, and a new export has a part of its days:
money that can be told to be the same follows, and what cannot waits; none counts twice (§20)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sheets_sync.config import load
from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_corrected import BELLS, BOTH, found
from tests.bank.test_days_in_both_orders import (
    DAYS_FIRST,
    MONTHS_FIRST,
    ORDERS_AND_COLUMNS,
    RIGHT,
    CsvAgency,
)
from tests.bank.test_folder import ACMES, ADVANCE
from tests.bank.writing import Told, mt940
from tests.sync.agency import NOW, day

OLD = (
    ("01/02/2026", 100, ACMES), ("05/02/2026", 200, BELLS),
    ("05/02/2026", 200, BELLS), ("07/02/2026", 300, ACMES),
)  # fmt: skip
NEW = ("10/02/2026", 50, ACMES), ("20/02/2026", 60, BELLS)
SETTLED = {"Acme": 401_00, "Bell": 400_00}


def settled(folder, wrong, *, renamed=True):
    """An agency whose rows of ``wrong`` are settled, the file gone, the config put right."""
    agency = CsvAgency(folder, wrong)
    agency.drop("first.csv", 1000, *OLD)
    agency.run()
    for row, (_, _, account) in enumerate(OLD):
        agency.choose(row, "Acme" if account == ACMES else "Bell")
    assert paid(agency.run()) == {"Cone": 0, **SETTLED}
    if renamed:
        (agency.statements / "first.csv").unlink()
    agency.set(RIGHT)
    return agency


def held(agency):
    return [row["Day"].day for row in agency.rows() if "equal one" in (row["How"] or "")]


@pytest.mark.parametrize("wrong", ORDERS_AND_COLUMNS)
@pytest.mark.parametrize(
    ("opening", "begin", "waits"),
    [
        (1100, 1, []),  # from a whole day on
        (1500, 3, []),
        (1300, 2, []),  # from the midst of a day on
        (1000, 0, []),
    ],
)
def test_shared_days_are_the_same_money(tmp_path, wrong, opening, begin, waits):
    agency = settled(tmp_path, wrong)
    agency.drop("second.csv", opening, *OLD[begin:], *NEW)
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 451_00, "Bell": 460_00}, [])
    assert (len(agency.rows()), held(agency)) == (6, waits)
    agency.drop("third.csv", 1000, *OLD, *NEW)
    assert found(agency, agency.run()) == ({"Acme": 451_00, "Bell": 460_00}, [])


@pytest.mark.parametrize("wrong", ORDERS_AND_COLUMNS)
def test_an_export_that_ends_in_the_midst_of_a_day_is_known(tmp_path, wrong):
    agency = settled(tmp_path, wrong)
    agency.drop("second.csv", 900, ("30/01/2026", 100, ACMES), *OLD[:2])
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 501_00, "Bell": 400_00}, [])


@pytest.mark.parametrize("wrong", ORDERS_AND_COLUMNS)
def test_what_no_balance_tells_waits(tmp_path, wrong):
    """An export that neither begins nor ends as the day did: a dash says that it is the same."""
    agency = settled(tmp_path, wrong)
    agency.drop("second.csv", 1290, ("05/02/2026", 10, ACMES), OLD[1])
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == {"Acme": 411_00, "Bell": 400_00, "Cone": 0}
        assert (codes(reckoned), held(agency)) == ([("UNMATCHED_PAYMENT", 7)], [5])
        assert [each.name for each in reckoned.book.clients if each.letters_held] == ["Bell"]
    agency.choose(5, "-")
    assert found(agency, agency.run()) == ({"Acme": 411_00, "Bell": 400_00}, [])


@pytest.mark.parametrize("wrong", ORDERS_AND_COLUMNS)
@pytest.mark.parametrize("gone", [False, True])
def test_a_dash_in_a_row_that_was_deleted_is_remembered(tmp_path, wrong, gone):
    agency = settled(tmp_path, wrong, renamed=gone)
    agency.choose(0, "-")
    agency.set(wrong)
    agency.run()
    del agency.bank[1]
    agency.set(RIGHT)
    agency.drop("second.csv" if gone else "first.csv", 1000, *OLD, *NEW)
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 351_00, "Bell": 460_00}, [])
    assert agency.column("Client").count("-") == 1


@pytest.mark.parametrize("wrong", ORDERS_AND_COLUMNS)
@pytest.mark.parametrize("begin", [0, 2])
def test_an_emptied_tab_comes_back_once(tmp_path, wrong, begin):
    agency = settled(tmp_path, wrong)
    agency.bank[1:] = []
    agency.drop("second.csv", 1000 if not begin else 1300, *OLD[begin:], *NEW)
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 451_00, "Bell": 460_00}, [])
    assert len(agency.rows()) == 6


def test_of_another_account_equal_balances_alone_make_it_wait(tmp_path):
    """Our account in the config was mistyped, or it is another one: nobody but staff can tell."""
    agency = settled(tmp_path, RIGHT.replace("DE1", "DE2"))
    agency.drop("second.csv", 1100, *OLD[1:], *NEW)
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == {"Acme": 451_00, "Bell": 460_00, "Cone": 0}
    assert held(agency) == [5, 5, 7]


def test_payments_of_the_same_day_to_another_account_count(tmp_path):
    agency = settled(tmp_path, RIGHT)
    agency.set(RIGHT.replace("DE1", "DE2"))
    agency.drop("second.csv", 7000, ("05/02/2026", 210, BELLS), *NEW)
    assert found(agency, agency.run()) == ({"Acme": 451_00, "Bell": 670_00}, [])


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("begin", [0, 1])
def test_letters_of_mt940_put_right(tmp_path, gone, begin):
    """Its encoding in the config was the wrong one, so that payer and purpose were no words."""
    agency = MemoryAgency(tmp_path, BOTH)
    path = tmp_path / "config.toml"
    begun = path.read_text(encoding="utf-8")

    def read_as(encoding):
        path.write_text(f"{begun}mt940_encoding = '{encoding}'\n", encoding="utf-8")
        agency.config = load(path)

    moves = [
        replace(
            ADVANCE, day=day(9 - n), account="", name="Акме", purpose="Аванс", amount=n * 100_00
        )
        for n in (1, 2, 3)
    ]
    opening = 1000_00 + sum(move.amount for move in moves[:begin])
    texts = [
        mt940(Told(tuple(moves), opening=1000_00, first=day(9), last=day(5))),
        mt940(Told(tuple(moves[begin:]), opening=opening, first=day(9), last=day(3))),
    ]
    before, after = (text.decode("utf-8").encode("cp1251") for text in texts)
    read_as("cp866")
    (agency.statements / "first.sta").write_bytes(before)
    agency.run()
    for row in range(3):
        agency.choose(row, "Acme")
    if gone:
        (agency.statements / "first.sta").unlink()
    (agency.statements / ("second.sta" if gone else "first.sta")).write_bytes(after)
    read_as("cp1251")
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 601_00}, [])
    assert agency.column("Payer")[begin:] == ["Акме"] * (3 - begin)


@pytest.mark.parametrize("name", ["first.csv", "second.csv"])
def test_years_of_two_digits_that_were_days(tmp_path, name):
    agency = CsvAgency(tmp_path, RIGHT)
    old = ("26-11-20", 100, ACMES), ("26-11-25", 200, BELLS)
    agency.drop("first.csv", 1000, old[1])
    agency.run(NOW + timedelta(days=9))
    assert f"{agency.column('Day')[0]:%Y-%m-%d}" == "2025-11-26"
    (agency.statements / "first.csv").unlink()
    agency.set(RIGHT.replace(DAYS_FIRST, "y-m-d"))
    agency.drop(name, 900, *old)
    for _ in range(2):
        assert found(agency, agency.run(NOW + timedelta(days=9))) == (
            {"Acme": 101_00, "Bell": 200_00},
            [],
        )
    assert len(agency.rows()) == 2


def test_another_form_of_days_that_were_misread_waits(tmp_path):
    """Whoever gives the CSV up for MT940 has each payment once."""
    agency = CsvAgency(tmp_path, RIGHT.replace(DAYS_FIRST, MONTHS_FIRST))
    agency.drop("first.csv", 1000, ("05/11/2026", 100, ACMES), ("11/11/2026", 200, ACMES))
    agency.run()
    moves = [
        replace(ADVANCE, day=date(2026, 11, number), amount=amount)
        for number, amount in ((5, 100_00), (11, 200_00), (12, 50_00))
    ]
    told = Told(tuple(moves), opening=1000_00, first=date(2026, 11, 4), last=date(2026, 11, 13))
    (agency.statements / "second.sta").write_bytes(mt940(told))
    assert paid(agency.run())["Acme"] == 351_00
