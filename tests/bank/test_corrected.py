"""A bank corrects a statement: the same payment with another sum, day or wording counts once, and a
person says which; references that say nothing neither swallow a payment nor count one twice (§20)."""

import os
import random
from dataclasses import replace
from functools import partial

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_folder import ADVANCE, STRANGE, TABS
from tests.bank.writing import Told, camt, client_bank, mt940
from tests.sync.agency import day

BELLS = "40702810500000000002"
CLIENTS = [[*row[:3], f"account {BELLS}"] if row[0] == "Bell" else row for row in TABS["Clients"]]
BOTH = {**TABS, "Clients": CLIENTS}
BELL = replace(STRANGE, amount=700_00, name="Bell", account=BELLS, inn="", purpose="Advance")
REFERRED = replace(ADVANCE, reference="R-17")


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, BOTH)


def drop(agency, name, *moves, form=client_bank, first=30, last=0, opening=1000_00, made=None):
    """A statement; ``made`` later than others where that is more."""
    path = agency.statements / name
    path.write_bytes(form(Told(moves, opening=opening, first=day(first), last=day(last))))
    if made is not None:
        os.utime(path, ns=(made, made))


def found(agency, reckoned):
    """What each has paid, and the findings."""
    return {name: sum_ for name, sum_ in paid(reckoned).items() if sum_}, codes(reckoned)


ALONE = {"Acme": 701_00}
HELD = [("TOLD_OTHERWISE", 3)]


@pytest.mark.parametrize("form", [client_bank, camt, mt940])
@pytest.mark.parametrize("again", [
    {"amount": 710_00}, {"day": day(2)}, {"day": day(2), "amount": 710_00}, {"purpose": "Advance, put right"},
])  # fmt: skip
@pytest.mark.parametrize("renamed", [False, True])
def test_a_corrected_statement_counts_once_and_a_person_says_which(agency, form, again, renamed):
    """Beside the first file, or in its place."""
    other = replace(STRANGE, document="9", reference="R-9", account="", amount=1)
    drop(agency, "a", REFERRED, form=form)
    agency.run()
    corrected = replace(REFERRED, **again)
    moves = sorted((corrected, other), key=lambda move: move.day)
    drop(agency, "b" if renamed else "a", *moves, form=form)
    for _ in range(2):
        reckoned = agency.run()
        assert found(agency, reckoned)[0] == ALONE
        rows = [row for row, state in enumerate(agency.column("State")) if "otherwise" in state]
        (finding,) = (each for each in reckoned.findings if each.code == "TOLD_OTHERWISE")
        assert ([finding.row - 2], finding.near, finding.client) == (rows, "Bank!G2", "Acme")
        assert agency.column("State")[rows[0]].startswith("▲ held, Bank!A2 tells it otherwise")
        assert reckoned.book.clients[0].letters_held
    (row,) = rows
    sum_ = corrected.amount
    for first, second, comes in (
        ("-", None, sum_),
        (None, "-", 700_00),
        (None, "Acme", sum_ + 700_00),
    ):
        agency.choose(0, first)
        agency.choose(row, second)
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], "TOLD_OTHERWISE" in str(codes(reckoned))) == (
            comes + 1_00,
            False,
        )


def test_both_in_the_folder_from_the_first_run_on(agency):
    drop(agency, "a.txt", ADVANCE)
    drop(agency, "b.txt", replace(ADVANCE, amount=710_00))
    assert found(agency, agency.run()) == (ALONE, HELD)


def test_corrected_again_is_held_until_all_before_it_are_put_aside(agency):
    for name, amount in (("a", 700_00), ("b", 710_00), ("c", 720_00)):
        drop(agency, name, replace(ADVANCE, amount=amount))
        reckoned = agency.run()
    assert found(agency, reckoned) == (ALONE, [*HELD, ("TOLD_OTHERWISE", 4)])
    agency.choose(1, "-")
    assert found(agency, agency.run()) == (ALONE, [("TOLD_OTHERWISE", 4)])
    agency.choose(0, "-")
    assert paid(agency.run())["Acme"] == 721_00


def test_a_day_s_statement_without_it_and_the_next_day_s_with_it(agency):
    drop(agency, "05.txt", ADVANCE, first=3, last=3)
    agency.run()
    drop(agency, "05.txt", first=3, last=3)
    drop(agency, "06.txt", replace(ADVANCE, day=day(2)), first=2, last=2)
    assert found(agency, agency.run()) == (ALONE, HELD)


def test_one_that_people_typed_as_well_does_not_set_its_correction_free(agency):
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 700, None])
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.choose(0, "-")  # it is the typed one
    agency.run()
    drop(agency, "b.txt", replace(ADVANCE, amount=710_00))
    assert found(agency, agency.run()) == (ALONE, HELD)


@pytest.mark.parametrize("form", [client_bank, camt, mt940])
def test_what_a_payer_pays_once_more_counts(agency, form):
    """Orders by one number, in statements of days, of weeks, of a month: each tells all of its days."""
    moves = [
        replace(ADVANCE, day=day(30 - 3 * n), amount=100_00 + n, document="1") for n in range(9)
    ]
    for name, first, last in (("a", 30, 20), ("b", 24, 10), ("c", 12, 4), ("d", 30, 0)):
        told = [move for move in moves if day(first) <= move.day <= day(last)]
        drop(agency, name, *told, form=form, first=first, last=last)
        reckoned = agency.run()
    assert found(agency, reckoned) == ({"Acme": 100 + sum(move.amount for move in moves)}, [])


def test_equal_payments_by_one_number_ask_once(agency):
    """In statements of single days they may be one that moved: the first two ask, no later ones."""
    for number in (20, 18, 16, 14):
        drop(agency, str(number), replace(ADVANCE, day=day(number)), first=number, last=number)
        reckoned = agency.run()
        if number == 18:
            assert codes(reckoned) == HELD
            agency.choose(1, "Acme")
    assert found(agency, agency.run()) == ({"Acme": 1_00 + 4 * 700_00}, [])


# --- references that say nothing ---------------------------------------------------------------

NOTHING = ["NOTPROVIDED", "NONREF", "0", "000000", "n/a", "б/н", "4711"]


@pytest.mark.parametrize("reference", NOTHING)
@pytest.mark.parametrize("form", [camt, mt940])
def test_one_reference_on_every_line_swallows_nothing_and_counts_nothing_twice(
    agency, form, reference
):
    """Two exports of a day: the later one has more, the newest first."""
    if form is mt940 and reference == "б/н":
        reference = "B/N"
    first = replace(ADVANCE, reference=reference, document="")
    second = replace(BELL, day=first.day, reference=reference, document="")
    third = replace(first, purpose="Another advance")
    drop(agency, "noon", first, form=form)
    agency.run()
    drop(agency, "evening", third, second, first, form=form)
    for _ in range(2):
        reckoned = agency.run()
        assert found(agency, reckoned) == ({"Acme": 1401_00, "Bell": 700_00}, [])
    assert sorted(agency.column("Purpose")) == ["Advance", "Advance", "Another advance"]
    assert sorted(agency.column("Payer")) == ["Acme LLC", "Acme LLC", "Bell"]


def test_equal_payments_in_two_statements_of_a_day_that_go_on_are_two(agency):
    """As a bank tells a busy day: none overlaps the other, since one begins where the other ends."""
    move = replace(ADVANCE, document="")
    one = Told((move,), first=day(3), last=day(3))
    two = replace(one, opening=one.closing)
    (agency.statements / "a").write_bytes(mt940(one) + mt940(two))
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 1401_00}, [])


@pytest.mark.parametrize("form", [client_bank, camt, mt940])
def test_overlapping_exports_in_any_order_count_each_payment_once(tmp_path, form):
    """Payers of equal sums, under one reference; a bank cuts between days, and within the last one."""
    for seed in range(12):
        chance = random.Random(seed)
        (tmp_path / str(seed)).mkdir()
        agency = MemoryAgency(tmp_path / str(seed), BOTH)
        moves = [
            replace(chance.choice((ADVANCE, BELL)), day=day(chance.randrange(8)), reference=chance.choice(("4711", "NONREF")),
                    purpose=f"Advance {number}", document="")
            for number in range(12)
        ]  # fmt: skip
        moves.sort(key=lambda move: move.day)
        files = [(moves, 8, 0)]
        for _ in range(4):
            first = chance.randrange(8)
            last = chance.randrange(first + 1)
            within = [move for move in moves if day(first) <= move.day <= day(last)]
            today = [move for move in within if move.day == day(last)]
            later = today[chance.randrange(3) :]
            kept = [move for move in within if move not in later]
            told = kept[::-1] if form is camt else chance.sample(kept, len(kept))
            files.append((told, first, last))
        for number, (told, first, last) in enumerate(chance.sample(files, len(files))):
            span = {"first": first, "last": last}
            before = 1000_00 + sum(move.amount for move in moves if move.day < day(first))
            made = day(last).toordinal() * 1000 + sum(move.day == day(last) for move in told)
            drop(agency, f"{number}", *told, form=form, **span, opening=before, made=made)
            reckoned = agency.run()
        assert len(agency.rows()) == len(moves)
        assert sorted(agency.column("Purpose")) == sorted(move.purpose for move in moves)
        assert sum(paid(reckoned).values()) == 1_00 + 700_00 * len(moves), seed


@pytest.mark.parametrize("again", [{"amount": 710_00}, {"day": day(2)}])
@pytest.mark.parametrize(("one", "other"), [(camt, client_bank), (client_bank, mt940)])
def test_what_a_file_of_another_form_puts_right_counts_once(agency, again, one, other):
    """Each form numbers entries in its own way: the payer and the words are the same."""
    told = replace(ADVANCE, reference="R-17")
    drop(agency, "a", told, form=one)
    agency.run()
    drop(agency, "b", replace(told, document="99", reference="X-1", **again), form=other)
    for _ in range(2):
        reckoned = agency.run()
        assert found(agency, reckoned) == (ALONE, HELD)


# --- where neither a payer's account nor a number tells --------------------------------------------

PLAIN = replace(ADVANCE, account="", document="", reference="", name="Acme", purpose="Advance Acme")
LATER = replace(PLAIN, day=day(1), amount=5_00, purpose="Later")
WORDED = [client_bank, camt, partial(mt940, dialect="plain")]


@pytest.mark.parametrize("form", WORDED)
@pytest.mark.parametrize("more", [(), (LATER,)])
def test_a_day_told_again_in_longer_words_is_no_other_money(agency, form, more):
    """Whatever staff answer, it counts once, unless they say that both came."""
    drop(agency, "a", PLAIN, form=form, first=9, last=3)
    agency.run()
    agency.choose(0, "Acme")
    agency.run()
    longer = replace(PLAIN, purpose="Advance Acme, with the number of a contract")
    drop(agency, "b", longer, *more, form=form, first=9, last=1 if more else 3)
    for _ in range(2):
        reckoned = agency.run()
        assert found(agency, reckoned)[0] == ALONE
        assert HELD[0] in codes(reckoned)
        assert agency.column("State")[1].startswith("▲ held, Bank!A2 tells it otherwise")
    for first, second, comes in (("-", "Acme", 1), ("Acme", "-", 1), ("Acme", "Acme", 2)):
        agency.choose(0, first)
        agency.choose(1, second)
        assert paid(agency.run())["Acme"] == 1_00 + 700_00 * comes


@pytest.mark.parametrize("form", WORDED)
def test_each_is_held_beside_the_one_of_most_of_its_words(agency, form):
    two = [replace(PLAIN, purpose=f"Advance of {whom} for autumn") for whom in ("Acme", "Bell")]
    drop(agency, "a", *two, form=form)
    agency.run()
    drop(agency, "b", *(replace(each, purpose=f"{each.purpose}, in full") for each in two[::-1]), form=form)  # fmt: skip
    agency.run()
    held = {row["Purpose"].split()[2]: row["State"][:18] for row in agency.rows()[2:]}
    assert held == {"Acme": "▲ held, Bank!A2 te", "Bell": "▲ held, Bank!A3 te"}


@pytest.mark.parametrize("form", WORDED)
def test_what_a_part_of_the_day_tells_is_another_payment(agency, form):
    """Of the morning and of the afternoon; and another day's statement."""
    drop(agency, "a", PLAIN, form=form, first=3, last=3)
    drop(
        agency, "b", replace(PLAIN, purpose="Another"), form=form, first=3, last=3, opening=1700_00
    )
    drop(agency, "c", replace(LATER, amount=700_00), form=form, first=1, last=1, opening=2400_00)
    agency.run()
    assert not [state for state in agency.column("State") if "otherwise" in state]
