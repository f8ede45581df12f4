"""The tab Bank deleted, or rows of it: what was decided is remembered, and nothing is asked or counted
twice (design §20)."""

from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.sync.agency import day

OTHER = replace(STRANGE, account="40702810500000000003", inn="", name="A lender", document="3")
AGAIN = replace(STRANGE, day=day(1), document="4", amount=77_00)


@pytest.fixture
def agency(tmp_path):
    """One matched, one chosen for Bell, one put aside, one matched by what the choice taught."""
    made = MemoryAgency(tmp_path, TABS)
    drop(made, "a.txt", ADVANCE, STRANGE, OTHER, AGAIN)
    made.run()
    for row, client in ((1, "Bell"), (2, "-")):
        made.choose(row, client)
    made.run()
    assert paid(made.run()) == {"Acme": 701_00, "Bell": 132_50, "Cone": 0}
    return made


def delete_tab(agency):
    workbook = agency.workbook
    for of in (workbook.tabs, workbook.marks, workbook.own, workbook.headers):
        of.pop("Bank", None)


def clear_tab(agency):
    del agency.bank[1:]


@pytest.mark.parametrize("gone", [delete_tab, clear_tab])
def test_a_deleted_tab_comes_back_as_it_was(agency, gone):
    before = [[row[key] for key in ("Amount", "Matched", "Client", "State", "Code")] for row in agency.rows()]  # fmt: skip
    gone(agency)
    reckoned = agency.run()  # at once: no letter is to go in between
    assert paid(reckoned) == {"Acme": 701_00, "Bell": 132_50, "Cone": 0}
    assert codes(reckoned) == []
    assert not any(each.payments_undecided for each in reckoned.book.clients)
    agency.run()
    after = [[row[key] for key in ("Amount", "Matched", "Client", "State", "Code")] for row in agency.rows()]  # fmt: skip
    assert after == before
    assert agency.column("Payer") == ["Acme LLC", "Bell and sons", "A lender", "Bell and sons"]


@pytest.mark.parametrize("gone", [delete_tab, clear_tab])
def test_so_it_does_where_the_statement_is_gone_too(agency, gone):
    (agency.statements / "a.txt").unlink()
    gone(agency)
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned) == {"Acme": 701_00, "Bell": 132_50, "Cone": 0}
        assert codes(reckoned) == []
    assert len(agency.rows()) == 3  # what is no client's says nothing any more
    assert agency.column("How")[0].startswith("remembered: ")
    drop(agency, "again.txt", ADVANCE, STRANGE, OTHER, AGAIN)
    assert paid(agency.run()) == {"Acme": 701_00, "Bell": 132_50, "Cone": 0}
    assert agency.column("Client").count("-") == 1  # nor is it asked about again
    drop(agency, "later.txt", replace(STRANGE, day=day(0), document="5"))
    assert paid(agency.run())["Bell"] == 188_00  # and what the choice taught is not forgotten


def test_a_row_that_is_deleted_and_comes_back_is_not_asked_about_again(agency):
    del agency.bank[2]
    reckoned = agency.run()
    assert paid(reckoned)["Bell"] == 132_50
    assert codes(reckoned) == []
    (agency.statements / "a.txt").unlink()
    del agency.bank[1]  # of a statement that is gone it stays deleted
    assert paid(agency.run())["Acme"] == 1_00


def test_what_was_taken_back_is_forgotten(agency):
    agency.choose(1, None)
    agency.run()
    delete_tab(agency)
    reckoned = agency.run()
    assert paid(reckoned)["Bell"] == 0
    assert [code for code, _ in codes(reckoned)] == ["UNMATCHED_PAYMENT"] * 2


def test_a_row_that_was_moved_to_payments_does_not_come_back(agency):
    code = agency.column("Code")[0].split(" ")[0]
    agency.workbook.tabs["Payments"][0].append("Reference")
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 700, None, code])
    delete_tab(agency)
    (agency.statements / "a.txt").unlink()
    assert paid(agency.run())["Acme"] == 701_00
    assert len(agency.rows()) == 2


def test_a_client_called_otherwise_since_gets_what_was_matched(agency):
    delete_tab(agency)
    for tab in ("Clients", "Payments", "Log"):
        for row in agency.workbook.tabs[tab]:
            row[:] = ["Acme & Co" if cell == "Acme" else cell for cell in row]
    assert paid(agency.run())["Acme & Co"] == 701_00
