"""``sync bank check FILE`` says of each credit what the next run says in its row of Bank (design §20)."""

import os
import random
from collections import Counter
from dataclasses import replace

import pytest

from sheets_sync.bank.met_before import Lot
from sheets_sync.billing.bank_rows import BankState
from sheets_sync.billing.fingerprints import read_entry_code
from sheets_sync.use_cases.bank_statements import check_statements
from sheets_sync.use_cases.shared.office import view_office
from sheets_sync.views.bank_view import lot_shown
from tests.bank.memory_agency import MemoryAgency
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.bank.writing import Move, Told, camt, client_bank, mt940
from tests.sync.agency import NOW, day

WORLDS = int(os.environ.get("SHEETS_SYNC_STATEMENTS", "40")) // 4
SAID = {
    "matched": {BankState.COUNTED}, "chosen": {BankState.CHOSEN}, "offered": {BankState.WAITING}, "elsewhere": {BankState.WAITING},
    "possible_duplicate": {BankState.DUPLICATE}, "before_opening": {BankState.IN_OPENING}, "later": {BankState.LATER},
    "nobodys": {BankState.NOBODYS}, "returned": {BankState.COUNTED}, "faulty": {BankState.FAULTY}, "corrected": {BankState.CORRECTED},
    "alike": {BankState.WAITING}, "untold": {BankState.UNTOLD},
}  # fmt: skip
"""What a row's State is where check says so."""


def checked(agency, path):
    """Of each entry its fingerprint, what check calls it, and whose it says it is."""
    with view_office(agency.config, NOW) as office:
        office.__dict__["workbook"] = agency.workbook
        made = check_statements(office, [path])
    assert not made.refused
    told = [each for _, statements in made.taken for _, judged in statements for each in judged]
    return [(each, lot_shown(each, made.states)) for each in told]


def stands(agency, reckoned):
    """By fingerprint the state of each row, and what Matched and Client say."""
    rows, found = reckoned.book.bank, {}
    marks = agency.workbook.marks["Bank"]
    for row, state in zip(rows.rows.tolist(), rows.states.tolist(), strict=True):
        cells = agency.bank[row - 1]
        code = read_entry_code(cells[marks["bank.code"]])
        found[code.fingerprint] = (
            BankState(state),
            cells[marks["bank.matched"]],
            cells[marks["bank.client"]],
        )
    return found


def check_then_run(agency, name, met=None):
    """A file is looked at before it is put into the folder; then a run takes it."""
    path = agency.folder / name
    (agency.statements / name).rename(path)
    before = [list(row) for row in agency.bank]
    said = checked(agency, path)
    assert agency.bank == before  # it reads only
    path.rename(agency.statements / name)
    there = stands(agency, agency.run())
    for each, lot in said:
        if met is not None:
            met[lot] += 1
        if lot in (Lot.IGNORED, Lot.OWN):
            assert each.fingerprint not in there
            continue
        assert each.fingerprint in there
        state, matched, client = there[each.fingerprint]
        if lot != Lot.KNOWN:
            assert state in SAID[lot], (lot, state, each)
            assert (matched or "") == (
                "" if lot in (Lot.ELSEWHERE, Lot.ALIKE) else each.whose.client
            )
            assert (client or "") == each.chosen
    new = {each.fingerprint for each, lot in said if lot not in (Lot.KNOWN, Lot.IGNORED, Lot.OWN)}
    assert len(there) == len(new) + sum(1 for row in before[1:] if any(row))


@pytest.fixture
def agency(tmp_path):
    made = MemoryAgency(tmp_path, TABS)
    made.run()
    return made


def test_each_kind_of_credit_is_told_alike(agency):
    typed = [[day(3), "Acme", 700, None], [day(10), "Cone", 5, "opening"]]
    agency.workbook.tabs["Payments"].extend(typed)
    agency.workbook.tabs["Clients"][3][3] = "DE89370400440532013000"
    met: Counter[str] = Counter()
    future = replace(STRANGE, day=day(-3), document="7")
    known_later = replace(ADVANCE, day=day(-2), document="8")
    drop(agency, "a.txt", ADVANCE, STRANGE, future, known_later, last=day(-4))
    check_then_run(agency, "a.txt", met)
    euros = Move(day(12), 5_00, account="DE89370400440532013000", inn="", purpose="before")
    told = replace(
        Told((euros,)), account="DE02120300000000202051", currency="EUR", first=day(20), last=day(0)
    )
    (agency.statements / "b.xml").write_bytes(camt(told))
    check_then_run(agency, "b.xml", met)
    drop(agency, "c.xml", replace(STRANGE, purpose="told otherwise", reference="R"), form=camt)
    check_then_run(agency, "c.xml", met)
    assert set(met) == {
        "matched",
        "offered",
        "possible_duplicate",
        "later",
        "before_opening",
        "elsewhere",
    } - {"matched"}


@pytest.mark.parametrize("form", [camt, mt940])
def test_what_is_taken_back_is_told_alike(agency, form):
    back = replace(STRANGE, day=day(1), credit=False, returned=True, document="8")
    drop(agency, "a", STRANGE, ADVANCE, form=form)
    check_then_run(agency, "a")
    agency.choose(0, "Bell")
    agency.run()
    drop(agency, "b", back, form=form)
    met: Counter[str] = Counter()
    check_then_run(agency, "b", met)
    assert met == {"returned": 1}


def test_rows_that_come_back_are_told_alike(agency):
    lender = replace(STRANGE, account="40702810500000000003", inn="", document="3")
    drop(agency, "a.txt", ADVANCE, STRANGE, lender)
    agency.run()
    agency.choose(1, "Bell")
    agency.choose(2, "-")
    agency.run()
    del agency.bank[2:4]
    met: Counter[str] = Counter()
    check_then_run(agency, "a.txt", met)
    assert met == {"known": 1, "chosen": 1, "nobodys": 1}


def test_a_row_without_its_code_is_known(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.bank[1][agency.workbook.marks["Bank"]["bank.code"]] = None
    met: Counter[str] = Counter()
    check_then_run(agency, "a.txt", met)
    assert met == {"known": 1}


def test_generated_statements_are_told_alike(tmp_path):
    """Overlapping, in any format, with choices in between."""
    met: Counter[str] = Counter()
    for seed in range(WORLDS):
        chance = random.Random(seed)
        (tmp_path / str(seed)).mkdir()
        agency = MemoryAgency(tmp_path / str(seed), TABS)
        agency.run()
        moves = []
        for number in range(3):
            moves += [
                replace(
                    chance.choice((ADVANCE, STRANGE)), day=day(chance.randrange(-2, 20)), amount=chance.choice((500, 700_00)),
                    document=str(chance.randrange(9)), account=f"4070281050000000000{chance.randrange(4)}",
                    credit=chance.random() < 0.8,
                )
                for _ in range(chance.randrange(1, 7))
            ]  # fmt: skip
            moves.sort(key=lambda move: move.day)
            drop(
                agency,
                f"{number}",
                *moves[-8:],
                form=chance.choice((client_bank, camt, mt940)),
                last=day(-5),
            )
            check_then_run(agency, f"{number}", met)
            waiting = [at for at, row in enumerate(agency.rows()) if "waits" in str(row["State"])]
            if waiting:
                agency.choose(chance.choice(waiting), chance.choice(["Acme", "Bell", "-"]))
                agency.run()
    assert len(met) >= 5
