"""Rows of Bank that an earlier version wrote have no order in their codes, and it remembered no
statements: the next import neither doubles nor loses anything (design §20)."""

import re
from dataclasses import replace

import pytest

from sheets_sync.use_cases.shared.office import open_office
from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_corrected import BOTH, drop, found
from tests.bank.test_folder import ADVANCE
from tests.bank.test_told_no_more import AS_IT_WAS, FORMS, KEPT, MONTH, OTHER, WITHOUT
from tests.bank.writing import Told
from tests.sync.agency import NOW, day


def as_it_was_written_before(agency):
    """Codes without an order; nothing is remembered but what was."""
    column = agency.bank[0].index("Code")
    for row in agency.bank[1:]:
        row[column] = re.sub(" [nw][0-9a-f]{8}.*", "", row[column])
        assert len(row[column].split()) == 3


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, BOTH)


def orders(agency):
    return [len(code.split()) == 4 for code in agency.column("Code")]


@pytest.mark.parametrize("form", FORMS)
def test_rows_that_a_statement_tells_again_get_their_order(agency, form):
    drop(agency, "a.txt", *MONTH, form=form)
    agency.run()
    as_it_was_written_before(agency)
    drop(agency, "b.txt", *MONTH, form=form)
    for _ in range(2):
        assert found(agency, agency.run()) == AS_IT_WAS
        assert orders(agency) == [True] * 3
    (agency.statements / "a.txt").unlink()
    drop(agency, "b.txt", OTHER, replace(ADVANCE, amount=710_00), KEPT, form=form)
    assert found(agency, agency.run()) == (AS_IT_WAS[0], [("TOLD_OTHERWISE", 5)])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("again", [{"amount": 710_00}, {"day": day(2)}, {"purpose": "Advance, put right"}])  # fmt: skip
def test_one_whose_statement_is_gone_is_known_by_payer_and_words(agency, form, again):
    """The bank corrected it: it counts once, and a person says which."""
    drop(agency, "a.txt", *MONTH, form=form)
    agency.run()
    as_it_was_written_before(agency)
    (agency.statements / "a.txt").unlink()
    moves = sorted((OTHER, replace(ADVANCE, **again), KEPT), key=lambda move: move.day)
    drop(agency, "b.txt", *moves, form=form)
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == {"Acme": 701_00, "Bell": 60_00, "Cone": 0}
        assert [code for code, _ in codes(reckoned)] == ["TOLD_OTHERWISE"]


@pytest.mark.parametrize("form", FORMS)
def test_monthly_payments_in_the_same_words_stay_what_they_are(agency, form):
    """An old row of one month, a statement of the next: none of its days tells of the first."""
    first, second = replace(ADVANCE, day=day(30)), replace(ADVANCE, amount=710_00, day=day(1))
    drop(agency, "a.txt", first, form=form, first=31, last=28)
    agency.run()
    as_it_was_written_before(agency)
    (agency.statements / "a.txt").unlink()
    drop(agency, "b.txt", second, form=form, first=9, last=0)
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned)) == (1411_00, [])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("accounts", [1, 2])
def test_one_whose_statement_is_gone_and_that_is_told_no_more(agency, form, accounts):
    """It is named where it can only be of that account; else it counts on."""
    drop(agency, "a.txt", *MONTH, form=form)
    agency.run()
    as_it_was_written_before(agency)
    with open_office(agency.config, "now", NOW) as (office, _):
        for key in ("bank.spans", "bank.files"):
            office.store.memories.remember(key, "[]")
    (agency.statements / "a.txt").unlink()
    drop(agency, "b.txt", OTHER, KEPT, form=form)
    if accounts == 2:
        other = Told((), account="40702810900000000099", first=day(30), last=day(0))
        (agency.statements / "c.txt").write_bytes(form(other))
    for _ in range(2):
        assert found(agency, agency.run()) == (WITHOUT if accounts == 1 else AS_IT_WAS)
    drop(agency, "d.txt", *MONTH, form=form)
    for _ in range(2):
        assert found(agency, agency.run()) == AS_IT_WAS
