"""Equal payments without any number, spread over the files of a day or over two accounts: balances tell
which are the same; what nothing tells waits with a line. None is counted twice, none is lost (§20)."""

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.config import load
from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_corrected import BELL, BOTH
from tests.bank.test_folder import ADVANCE
from tests.bank.writing import Told, camt, client_bank, csv_, mt940
from tests.sync.agency import day

X = replace(ADVANCE, document="", reference="")
Y = replace(BELL, day=X.day, document="", reference="", amount=30_00)
FORMS = [client_bank, camt, mt940]
OPENING = 1000_00
SEEDS = int(os.environ.get("SHEETS_SYNC_STATEMENTS", "80")) // 20


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, BOTH)


def cut(moves, begin, end):
    """A statement of a part of one day."""
    before = sum(move.amount if move.credit else -move.amount for move in moves[:begin])
    return Told(tuple(moves[begin:end]), opening=OPENING + before, first=X.day, last=X.day)


def drop(agency, name, told, form, made=None):
    path = agency.statements / name
    path.write_bytes(form(told))
    if made is not None:
        os.utime(path, ns=(made, made))


def acme(reckoned):
    """How often 700 counts for Acme."""
    return (paid(reckoned)["Acme"] - 1_00) // 700_00


def waiting(agency):
    return sum(state.startswith("▲") for state in agency.column("State"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("at_once", [False, True])
def test_an_intraday_file_and_the_day_s_full_one(agency, form, order, at_once):
    parts = [cut((X, X), 0, 1), cut((X, X), 0, 2)]
    for number in order:
        drop(agency, f"{number}", parts[number], form, made=10**18 + number)
        if not at_once:
            agency.run()
    for _ in range(2):
        reckoned = agency.run()
        assert (acme(reckoned), codes(reckoned), len(agency.rows())) == (2, [], 2)


@pytest.mark.parametrize("form", FORMS)
def test_an_intraday_file_that_was_saved_later_than_the_full_one_asks(agency, form):
    """Without a word on when each was made it may as well be the day's statement put right."""
    drop(agency, "full", cut((X, X), 0, 2), form)
    agency.run()
    drop(agency, "noon", cut((X, X), 0, 1), form)
    for _ in range(2):
        reckoned = agency.run()
        assert (acme(reckoned), codes(reckoned)) == (1, [("NO_LONGER_TOLD", 3)])
    drop(agency, "full again", cut((X, X), 0, 2), form)
    reckoned = agency.run()
    assert (acme(reckoned), codes(reckoned), len(agency.rows())) == (2, [], 2)


@pytest.mark.parametrize("form", [client_bank, mt940])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
@pytest.mark.parametrize("moved_away", [False, True])
def test_parts_of_a_day_that_go_on_from_each_other(agency, form, order, moved_away):
    """In any order, each in a run of its own; the files of before are moved away or not."""
    moves = (X, Y, X, X)
    parts = [cut(moves, 0, 2), cut(moves, 2, 3), cut(moves, 3, 4)]
    for number in order:
        if moved_away:
            for path in agency.statements.iterdir():
                path.unlink()
        drop(agency, f"{number}", parts[number], form)
        reckoned = agency.run()
    assert acme(reckoned) + waiting(agency) == 3
    if order[0] < 2 > order[-1] or order == (0, 1, 2) or order[0] == 1:
        assert waiting(agency) == 0
    drop(agency, "whole", cut(moves, 0, 4), form)
    drop(agency, "again", parts[1], form)
    agency.run()
    assert len(agency.rows()) == 4


@pytest.mark.parametrize("form", FORMS)
def test_with_a_gap_between_them_nothing_tells_and_one_waits(agency, form):
    moves = (X, Y, X)
    drop(agency, "morning", cut(moves, 0, 1), form)
    agency.run()
    drop(agency, "evening", cut(moves, 2, 3), form)
    for _ in range(2):
        reckoned = agency.run()
        assert (acme(reckoned), codes(reckoned)) == (1, [("UNMATCHED_PAYMENT", 3)])
        assert "Acme" in [each.name for each in reckoned.book.clients if each.letters_held]
        assert "neither a number nor the balances" in agency.column("How")[1]
    for chosen, comes in (("Acme", 2), ("-", 1)):
        agency.choose(1, chosen)
        reckoned = agency.run()
        assert (acme(reckoned), codes(reckoned)) == (comes, [])
        assert not any(each.letters_held for each in reckoned.book.clients)
    drop(agency, "evening again", cut(moves, 2, 3), form)
    agency.run()
    assert len(agency.rows()) == 2


LAYOUT = """
[bank.csv]
columns = { day = "Дата", amount = "Сумма", balance = "Остаток", name = "Плательщик", account = "Счет", purpose = "Назначение" }
account = "40702810900000000001"
"""


def test_exports_of_two_accounts_by_one_layout(agency):
    """A CSV does not tell its account: what is equal in both may be one, or two."""
    config = agency.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + LAYOUT, encoding="utf-8")
    agency.config = load(config)
    later = replace(Y, day=day(1))
    one = Told((X, later), opening=OPENING)
    other = Told((replace(X, day=day(9)), X), opening=77_00)
    drop(agency, "one.csv", one, csv_)
    agency.run()
    drop(agency, "other.csv", other, csv_)
    for _ in range(2):
        reckoned = agency.run()
        assert (acme(reckoned), codes(reckoned)) == (2, [("UNMATCHED_PAYMENT", 5)])
    agency.choose(3, "Acme")
    drop(agency, "one, renamed.csv", one, csv_)
    (agency.statements / "one.csv").unlink()
    assert (acme(agency.run()), len(agency.rows())) == (3, 4)


@pytest.mark.parametrize("form", FORMS)
def test_two_accounts_that_are_told_have_a_payment_each(agency, form):
    drop(agency, "a", cut((X,), 0, 1), form)
    drop(agency, "b", replace(cut((X,), 0, 1), account="40702810900000000099"), form)
    reckoned = agency.run()
    assert (acme(reckoned), codes(reckoned)) == (2, [])


@pytest.mark.parametrize("form", FORMS)
def test_what_a_part_of_a_day_tells_in_other_words_is_another_payment(agency, form):
    """The second one goes on from the first: it tells nothing instead of that."""
    moves = [replace(X, purpose=f"Order {number}", document=str(number)) for number in (5, 6)]
    for number in range(2):
        drop(agency, f"{number}", cut(moves, number, number + 1), form)
        reckoned = agency.run()
        assert (acme(reckoned), codes(reckoned), waiting(agency)) == (number + 1, [], 0)


@pytest.mark.parametrize("form", [client_bank, mt940])
def test_a_day_that_came_to_nought_and_a_month_that_begins_with_it(agency, form):
    """Their balances say that the month goes on behind the day, and that it begins with it."""
    spent = replace(X, credit=False, name="Landlord")
    drop(agency, "day", replace(cut((X, spent), 0, 2), last=X.day), form)
    agency.run()
    later = (X, spent, replace(Y, day=X.day + timedelta(4)))
    drop(agency, "month", replace(cut(later, 0, 3), last=X.day + timedelta(9)), form)
    reckoned = agency.run()
    assert (acme(reckoned), waiting(agency), len(agency.rows())) == (1, 0, 2)


@pytest.mark.parametrize("form", [client_bank, mt940])
def test_whatever_parts_of_a_day_come_none_counts_twice_and_none_is_lost(tmp_path, form):
    for seed in range(SEEDS):
        chance = random.Random(seed)
        (tmp_path / str(seed)).mkdir()
        agency = MemoryAgency(tmp_path / str(seed), BOTH)
        out = replace(Y, credit=False, amount=chance.choice((30_00, 700_00)))
        moves = [chance.choice((X, X, Y, out)) for _ in range(5)]
        cuts = sorted(chance.sample(range(1, 5), 2))
        parts = [*zip([0, *cuts], [*cuts, 5], strict=True), (0, cuts[0]), (0, cuts[1]), (0, 5)]
        chance.shuffle(parts)
        for number, (begin, end) in enumerate(parts):
            drop(agency, f"{number}", cut(moves, begin, end), form)
            reckoned = agency.run()
            if chance.random() < 0.3:
                (agency.statements / f"{number}").unlink()
        came = moves.count(X)
        assert acme(reckoned) <= came, seed
        assert acme(reckoned) + waiting(agency) >= came, seed
        rows = len(agency.rows())
        for number, (begin, end) in enumerate(parts):
            drop(agency, f"again {number}", cut(moves, begin, end), form)
        agency.run()
        assert len(agency.rows()) == rows, seed
