"""A row of Bank that counted, deleted by itself while no statement of the folder tells it: the money that
it takes off is told, and its client's letters wait, until somebody says so otherwise (design §20)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from sheets_sync.spreadsheet.a1 import column_letters
from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop, told
from tests.bank.writing import camt, client_bank
from tests.spreadsheet.keyboard import type_in
from tests.sync.agency import NOW, QUIET, Agency, day

GONE = [("BANK_ROW_GONE", 0)]
LENT = replace(STRANGE, account="40702810500000000003", inn="", name="A lender", document="3")
THREE = ADVANCE, STRANGE, LENT
LATER = replace(STRANGE, day=day(1), document="9", amount=12_00)


@pytest.fixture
def agency(tmp_path):
    """Acme's 700.00 was matched, Bell's 55.50 chosen; a third row waits."""
    made = MemoryAgency(tmp_path, TABS)
    drop(made, "a.txt", *THREE)
    made.run()
    made.choose(1, "Bell")
    made.choose(2, "-")
    assert (paid(made.run()), codes(made.run())) == ({"Acme": 701_00, "Bell": 55_50, "Cone": 0}, [])
    (made.statements / "a.txt").unlink()
    return made


def without(agency, row):
    """The agency once the row at that place, from 0, was deleted; and what stood there."""
    return agency.bank.pop(row + 1)


def test_it_is_told_with_its_day_and_sum_as_long_as_it_is_gone(agency):
    row = without(agency, 0)
    for _ in range(3):
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], codes(reckoned), undecided(reckoned)) == (
            1_00,
            GONE,
            ["Acme"],
        )
    (found,) = reckoned.findings
    assert (found.client, found.near) == ("Acme", f"{day(3).isoformat()} · 700.00 RUB")
    agency.bank.append(row)
    assert (paid(agency.run())["Acme"], codes(agency.run())) == (701_00, [])


def test_so_is_one_that_staff_chose_the_client_for_and_what_is_nobodys_is_not(agency):
    without(agency, 2)
    assert codes(agency.run()) == []
    without(agency, 1)
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned)) == (GONE, ["Bell"])


def test_it_ends_where_the_statement_is_put_back(agency):
    without(agency, 0)
    assert codes(agency.run()) == GONE
    drop(agency, "again.txt", *THREE)
    for _ in range(2):
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], codes(reckoned), undecided(reckoned)) == (701_00, [], [])


def test_in_another_form_it_is_asked_whether_it_is_the_same(agency):
    without(agency, 0)
    agency.run()
    drop(agency, "again.xml", *THREE, form=camt)
    for _ in range(2):
        assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 4)]
    agency.choose(2, "Acme")
    assert (paid(agency.run())["Acme"], codes(agency.run())) == (701_00, [])


def test_so_it_is_where_that_form_has_other_words(agency):
    without(agency, 0)
    agency.run()
    other = replace(ADVANCE, purpose="Advance of Acme", document="77")
    drop(agency, "again.xml", other, STRANGE, LENT, form=camt)
    for _ in range(2):
        assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 4), *GONE]
    agency.choose(2, "Acme")
    assert (paid(agency.run())["Acme"], codes(agency.run())) == (701_00, [])


@pytest.mark.parametrize("off", [0, 10, -3])
def test_it_ends_where_payments_has_it(agency, off):
    without(agency, 0)
    agency.run()
    agency.workbook.tabs["Payments"].append([day(3 + off), "Acme", 700, None])
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned), undecided(reckoned)) == (701_00, [], [])


@pytest.mark.parametrize(
    "row", [(14, "Acme", 700), (3, "Bell", 700), (3, "Acme", 699.99), (3, "Acme", -700)]
)
def test_no_other_row_of_payments_ends_it(agency, row):
    ago, client, amount = row
    without(agency, 0)
    agency.workbook.tabs["Payments"].append([day(ago), client, amount, "refund" if amount < 0 else None])  # fmt: skip
    assert GONE[0] in codes(agency.run())


def test_one_row_of_payments_is_one_of_two(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    drop(agency, "a.txt", ADVANCE, replace(ADVANCE, document="2", day=day(2)), LATER)
    agency.run()
    (agency.statements / "a.txt").unlink()
    without(agency, 0)
    without(agency, 0)
    waits = ("UNMATCHED_PAYMENT", 2)
    reckoned = agency.run()
    assert codes(reckoned) == [waits, *GONE]
    assert reckoned.findings[-1].near.startswith("2 × ")
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 700, None])
    reckoned = agency.run()
    assert codes(reckoned) == [waits, *GONE]
    assert reckoned.findings[-1].near == f"{day(2).isoformat()} · 700.00 RUB"


def test_a_row_below_with_a_dash_says_that_it_is_right(agency):
    without(agency, 0)
    agency.run()
    columns = [agency.bank[0].index(each) for each in ("Day", "Amount", "Client")]
    typed = dict(zip(columns, (day(3), 700, "-"), strict=True))
    agency.bank.append([typed.get(at) for at in range(len(agency.bank[0]))])
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned), undecided(reckoned)) == (1_00, [], [])
    agency.bank[-1][columns[2]] = "Acme"  # or that it did come
    assert (paid(agency.run())["Acme"], codes(agency.run())) == (701_00, [])


def test_the_opening_that_has_it_already_ends_it(agency):
    without(agency, 0)
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 700, "opening"])
    assert codes(agency.run()) == []


def test_nothing_is_told_of_a_client_who_is_gone_with_all_that_was_theirs(agency):
    without(agency, 1)
    assert codes(agency.run()) == GONE
    agency.workbook.tabs["Clients"] = [
        row for row in agency.workbook.tabs["Clients"] if row[0] != "Bell"
    ]
    assert codes(agency.run()) == []


def test_a_duplicate_of_what_was_typed_may_be_deleted(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 700, None])
    drop(agency, "a.txt", ADVANCE, LATER)
    assert ("POSSIBLE_DUPLICATE", 2) in codes(agency.run())
    (agency.statements / "a.txt").unlink()
    without(agency, agency.column("Amount").index(700.0))
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2)]


def test_a_typed_row_that_came_beside_it_by_staff_s_word_is_no_substitute(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 700, None])
    drop(agency, "a.txt", ADVANCE, LATER)
    agency.run()
    at = agency.column("Amount").index(700.0)
    agency.choose(at, "Acme")  # both came
    agency.run()
    (agency.statements / "a.txt").unlink()
    without(agency, at)
    for _ in range(2):
        assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2), *GONE]


def test_a_payment_and_what_took_it_back_may_go_together(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    back = replace(ADVANCE, credit=False, returned=True, day=day(2), document="1")
    drop(agency, "a.xml", ADVANCE, back, LATER, form=camt)
    assert paid(agency.run())["Acme"] == 1_00
    assert agency.column("Matched")[:2] == ["Acme", "Acme"]
    (agency.statements / "a.xml").unlink()
    first = without(agency, 0)
    waits = ("UNMATCHED_PAYMENT", len(agency.rows()) + 1)
    assert codes(agency.run()) == [waits, *GONE]
    without(agency, 0)
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2)]
    agency.bank.append(first)  # a refund that is gone is money, too
    assert GONE[0] in codes(agency.run())


def called(agency, before, new):
    """The agency where that client is called otherwise in every tab but Bank."""
    for row in (row for tab in ("Clients", "Payments", "Log") for row in agency.workbook.tabs[tab]):
        row[:] = [new if cell == before else cell for cell in row]


def test_it_is_told_of_the_new_name_of_its_client(agency):
    """In whichever order, be it in the same run, though nobody said whose new name that is."""
    without(agency, 0)
    for before, new in (("Acme", "Acme Ltd"), ("Acme Ltd", "Acme Group")):
        called(agency, before, new)
        for _ in range(2):
            reckoned = agency.run()
            assert (codes(reckoned), undecided(reckoned)) == (GONE, [new])
    agency.workbook.tabs["Payments"].append([day(3), "Acme Group", 700, None])
    assert (paid(agency.run())["Acme Group"], codes(agency.run())) == (701_00, [])


def test_who_came_with_the_address_of_its_client_is_them_without_a_row(tmp_path):
    """Renamed in that very run, in Clients alone: runs with letters know the address."""
    sheets: dict[str, Any] = {**TABS}
    agency = Agency(tmp_path / "agency", sheets, QUIET + "[bank]\nfolder = 'bank'\n")
    statement = agency.folder / "bank" / "a.txt"
    statement.parent.mkdir()
    statement.write_bytes(client_bank(told(ADVANCE, STRANGE)))
    agency.run(NOW)
    header, *rows = agency.grid()["Bank"]
    at = 2 + [row[header.index("Amount")] for row in rows].index(55.5)
    type_in(agency.path, "Bank", {f"{column_letters(header.index('Client'))}{at}": "Bell"})
    agency.run(NOW + timedelta(hours=1))
    statement.unlink()
    type_in(agency.path, "Clients", {"A3": "Bell Ltd"})
    book = openpyxl.load_workbook(agency.path)
    book["Bank"].delete_rows(at)
    book.save(agency.path)
    for hours in (2, 3):
        agency.run(NOW + timedelta(hours=hours))
        told_of = [row for row in agency.grid()["Findings"] if "55.50 RUB" in str(row)]
        assert "Bell Ltd" in str(told_of)


def test_who_is_new_as_its_client_goes_is_not_asked(agency):
    without(agency, 1)
    agency.run()
    agency.workbook.tabs["Clients"][2] = ["Dora", "d@example.com", "RUB", None]
    assert codes(agency.run()) == []
    agency.workbook.tabs["Payments"].append([day(-12), "Dora", 5, None])
    assert codes(agency.run(NOW + timedelta(days=12))) == []
