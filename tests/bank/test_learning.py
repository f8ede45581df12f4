"""Months of payers whom only people's choices make known: what is matched by itself is always right, and
whoever is settled once is not asked about again, though the tab is emptied now and then (§20).

``SHEETS_SYNC_STATEMENTS=2000`` makes more agencies of it.
"""

import os
import random
from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, paid
from tests.bank.writing import Move, Told, camt
from tests.sync.agency import day

SEEDS = max(int(os.environ.get("SHEETS_SYNC_STATEMENTS", "100")) // 50, 2)
NAMES = ("Acme", "Bell", "Cone", "Dune Bakery", "Elm", "Fir Tree")
KNOWN = 2
"""So many of them are known by Details."""


def account(number):
    return f"407028105{number:011d}"


def tabs_of(unknown):
    """A workbook of all of them; whose accounts are not ``unknown`` have theirs in Details."""
    clients = [
        [name, None if name in unknown else f"р/с {account(at)}"] for at, name in enumerate(NAMES)
    ]
    return {
        "Clients": [["Client", "Details"], *clients],
        "Prices": [["Service", "Price"], ["Call", 10]],
        "Payments": [["Date", "Client", "Amount"], [day(200), "Acme", 1]],
        "Log": [["Date", "Client", "Service"], [day(200), "Acme", "Call"]],
    }


def by_holding(move, name, _):
    return replace(
        move, name="Group Finance", account=account(77), purpose=f"Оплата за {name}"
    ), name


def by_service(move, name, _):
    return replace(move, name="Stripe Payments Europe", account="IE64IRCE92050112345678"), name


def by_person(move, name, number):
    return replace(move, name=f"Иванов {number}", account=f"40817810{number:012d}"), name


def a_loan(move, *_):
    return replace(move, name="Lender", account=account(88), purpose="Займ"), ""


def money_back(move, *_):
    return replace(move, purpose="Частичный возврат излишне уплаченного"), ""


def by_themselves(move, name, _):
    return move, name


WAYS = (by_themselves, by_themselves, by_holding, by_service, by_person, a_loan, money_back)


def month_of(chance, month, numbers):
    """The movements of a month, and whose each is."""
    for _ in range(chance.randrange(3, 9)):
        number = chance.randrange(len(NAMES))
        move = Move(
            day(100 - month * 25 - chance.randrange(20)), next(numbers) * 100 + 1, name=f"ООО «{NAMES[number]}»",
            account=account(number), inn="", purpose=chance.choice(("Аванс", "Top-up")), reference=f"R{next(numbers)}",
        )  # fmt: skip
        yield chance.choice(WAYS)(move, NAMES[number], number)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_matched_by_itself_is_right(tmp_path, seed):
    chance, numbers = random.Random(seed), iter(range(1, 10**6))
    agency, truth, moves = MemoryAgency(tmp_path, tabs_of(NAMES[KNOWN:])), {}, []
    for month in range(4):
        for move, whose in month_of(chance, month, numbers):
            moves.append(move)
            truth[move.amount / 100] = whose
        told = replace(Told(tuple(sorted(moves, key=lambda move: move.day))), first=day(200))
        (agency.statements / f"{month}.xml").write_bytes(camt(replace(told, last=day(0))))
        for _ in range(2):
            agency.run()
            for at, row in enumerate(agency.rows()):
                whose = truth[row["Amount"]]
                assert row["Client"] or row["Matched"] in (None, whose)
                if not (row["Matched"] or row["Client"]):
                    agency.choose(at, whose or "-")
        if chance.random() < 0.5:
            agency.run()
            del agency.bank[1:]
        agency.run()
        assert not [row for row in agency.rows() if str(row["State"]).startswith("▲")]


def of_one_account(folder, told):
    """An agency with so many payments of one account, the first of them chosen for Cone."""
    agency = MemoryAgency(folder, tabs_of(NAMES))
    drop(agency, *range(told))
    agency.run()
    agency.choose(0, "Cone")
    assert paid(agency.run())["Cone"] == 100_00 * told
    return agency


def drop(agency, *numbers):
    """A statement of payments of one account, each of its day."""
    holding = Move(day(9), 100_00, name="Holding", account=account(77), inn="", purpose="Advance")
    moves = [replace(holding, day=day(90 - n), reference=f"R{n}") for n in numbers]
    told = Told(tuple(moves), first=day(200), last=day(0))
    (agency.statements / f"{numbers[-1]}.xml").write_bytes(camt(told))


def counted(agency):
    reckoned = agency.run()
    assert paid(agency.run()) == paid(reckoned)
    return paid(reckoned)["Cone"] // 100_00, paid(reckoned)["Bell"] // 100_00, waiting(agency)


def waiting(agency):
    return [at for at, state in enumerate(agency.column("State")) if "waits" in state]


@pytest.mark.parametrize("emptied", [False, True])
def test_an_account_of_two_clients_leaves_what_was_matched_and_asks_for_what_is_new(
    tmp_path, emptied
):
    """Where the choice that taught it is corrected, its rows follow, as those of any slip do."""
    agency = of_one_account(tmp_path, 4)
    drop(agency, *range(5))
    agency.run()
    agency.choose(4, "Bell")
    assert counted(agency) == (4, 1, [])
    if emptied:
        del agency.bank[1:]
        assert counted(agency) == (4, 1, [])
    drop(agency, *range(6))
    assert counted(agency) == (4, 1, [5])
    agency.choose(2, "Bell")
    assert counted(agency) == (3, 2, [5])
    agency.choose(0, "Bell")
    assert counted(agency) == (0, 6, [])


def test_an_account_that_is_one_client_s_by_no_choice_any_more_leaves_nothing(tmp_path):
    agency = of_one_account(tmp_path, 3)
    agency.choose(0, None)
    assert counted(agency) == (0, 0, [0, 1, 2])
    agency.choose(0, "Cone")
    agency.choose(1, "Cone")
    assert counted(agency) == (3, 0, [])
    agency.choose(0, "-")  # the other one still teaches it
    assert counted(agency) == (2, 0, [])
