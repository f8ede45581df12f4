"""Many rows of Bank that were cut out at once, their statements being gone: told so that a person can
read it and act once a client, and nothing that an older program let go (design §20)."""

from dataclasses import replace

import pytest

from sheets_sync.use_cases.shared.office import open_office
from tests.bank.memory_agency import MemoryAgency, paid, undecided
from tests.bank.test_folder import ADVANCE, TABS, drop
from tests.bank.writing import Move
from tests.sync.agency import NOW, day

LEFT = Move(day(1), 9_00, account="40702810500000000009", inn="", name="Z", purpose="?", document="9")  # fmt: skip
GONE, OPEN = "BANK_ROW_GONE", "UNMATCHED_PAYMENT"
SUMS = 100_00, 20_00, 3_50


def codes(reckoned):
    return [each.code.value for each in reckoned.findings if each.role == "payments"]


def moves(sums=SUMS):
    """Acme's payments, of one day after the other."""
    return [
        replace(ADVANCE, day=day(20 - at), amount=amount, document=str(at + 1))
        for at, amount in enumerate(sums)
    ]


@pytest.fixture
def agency(tmp_path):
    """Acme's three payments counted; one row waits, which keeps the tab from being blank."""
    made = MemoryAgency(tmp_path, TABS)
    drop(made, "a.txt", *moves(), LEFT)
    assert paid(made.run())["Acme"] == 1_00 + sum(SUMS)
    (made.statements / "a.txt").unlink()
    return made


def cut(agency, count=3, at=0):
    """Rows of Bank are deleted, from that place on."""
    del agency.bank[at + 1 : at + 1 + count]


def type_below(agency, on, amount, client="-"):
    cells = {"Day": on, "Amount": amount, "Client": client}
    agency.bank.append([cells.get(header) for header in agency.bank[0]])


def test_they_are_one_finding_a_client_with_count_sum_and_the_first(agency):
    cut(agency)
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), undecided(reckoned)) == ([OPEN, GONE], ["Acme"])
    told = reckoned.findings[-1]
    assert told.near == f"3 × {day(20)} … {day(18)} = 123.50 RUB"
    assert told.text == f"{day(20)} · 100.00, {day(19)} · 20.00, {day(18)} · 3.50"


def test_one_row_below_with_the_last_day_the_sum_and_a_dash_says_that_all_is_right(agency):
    cut(agency)
    agency.run()
    type_below(agency, day(18), 123.5)
    for _ in range(3):
        assert (codes(agency.run()), undecided(agency.run())) == ([OPEN], [])
    del agency.bank[-1]
    assert codes(agency.run()) == [OPEN, GONE]  # the word is taken back


def test_what_goes_after_that_is_told_by_itself(agency):
    cut(agency, 2)
    agency.run()
    type_below(agency, day(19), 120)
    assert codes(agency.run()) == [OPEN]
    cut(agency, 1)
    for _ in range(2):
        reckoned = agency.run()
        assert codes(reckoned) == [OPEN, GONE]
        assert reckoned.findings[-1].near == f"{day(18)} · 3.50 RUB"
    type_below(agency, day(18), 3.5)
    assert codes(agency.run()) == [OPEN]


@pytest.mark.parametrize(("on", "amount", "client"), [(19, 123.5, "-"), (18, 123.51, "-"), (18, 123.5, None)])  # fmt: skip
def test_no_other_row_says_so(agency, on, amount, client):
    cut(agency)
    agency.run()
    type_below(agency, day(on), amount, client)
    assert GONE in codes(agency.run())


def test_the_opening_of_an_archive_ends_it(agency):
    cut(agency)
    agency.run()
    agency.workbook.tabs["Payments"].append([day(18), "Acme", 124.5, "opening"])
    assert codes(agency.run()) == [OPEN]


def test_a_payment_that_was_typed_in_parts_is_there(agency):
    cut(agency, 1)
    assert GONE in codes(agency.run())
    agency.workbook.tabs["Payments"] += [[day(20), "Acme", 60, None], [day(20), "Acme", 40, None]]
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned)) == ([OPEN], [])
    assert paid(reckoned)["Acme"] == 1_00 + sum(SUMS)


@pytest.mark.parametrize(
    "parts",
    [
        [(20, "Acme", 60), (20, "Bell", 40)],  # whose they are a person has to say
        [(20, "Acme", 60), (19, "Acme", 40)],
        [(20, "Acme", 60), (20, "Acme", 41)],
        [(9, "Acme", 60), (9, "Acme", 40)],
        [(20, "Acme", 60), (20, "Acme", 40), (20, "Acme", 60.0)],
    ],
)
def test_no_other_rows_are_its_parts(agency, parts):
    cut(agency, 1)
    typed = [[day(ago), who, amount, None] for ago, who, amount in parts]
    agency.workbook.tabs["Payments"] += typed
    assert codes(agency.run())[-1] == GONE


def test_parts_are_those_of_one_row(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    drop(agency, "a.txt", *moves((100_00, 100_00)), LEFT)
    agency.run()
    (agency.statements / "a.txt").unlink()
    cut(agency, 2)
    agency.workbook.tabs["Payments"] += [[day(20), "Acme", 60, None], [day(20), "Acme", 40, None]]
    reckoned = agency.run()
    assert codes(reckoned) == [OPEN, GONE]
    assert reckoned.findings[-1].near.endswith("100.00 RUB")


def by_an_older_program(agency):
    """What a state of before knows: nothing of rows that are gone."""
    with open_office(agency.config, "now", NOW) as (office, _):
        assert office.store.memories.recall("bank.gone")
        office.store.memories.remember("bank.gone", "")


def test_what_went_under_an_older_program_is_not_accused(agency):
    cut(agency, 2)
    agency.run()
    by_an_older_program(agency)
    for _ in range(3):
        assert (codes(agency.run()), undecided(agency.run())) == ([OPEN], [])
    cut(agency, 1)
    for _ in range(2):
        reckoned = agency.run()
        assert codes(reckoned) == [OPEN, GONE]
        assert reckoned.findings[-1].near == f"{day(18)} · 3.50 RUB"


def test_one_of_those_that_came_back_and_goes_again_is_told(agency):
    cut(agency, 1)
    agency.run()
    by_an_older_program(agency)
    agency.run()
    drop(agency, "a.txt", *moves(), LEFT)
    assert paid(agency.run())["Acme"] == 1_00 + sum(SUMS)
    (agency.statements / "a.txt").unlink()
    at = agency.column("Amount").index(100.0)
    cut(agency, 1, at)
    assert GONE in codes(agency.run())
