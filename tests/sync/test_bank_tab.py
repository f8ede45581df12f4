"""Money in by itself: statements in a folder become rows of the tab Bank, and count once (§20)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from sheets_sync.use_cases import doctor
from tests.bank.writing import Move, Told, client_bank
from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day

ACCOUNT = "40702810500000000001"
FOLDER = QUIET + "[bank]\nfolder = 'bank'\n"
BOOK = {
    **SHEETS,
    "Clients": [
        [*SHEETS["Clients"][0], "Details"],
        ["Acme", *SHEETS["Clients"][1][1:], f"account {ACCOUNT}"],
        ["Bell", *SHEETS["Clients"][2][1:], None],
        ["Cone", *SHEETS["Clients"][3][1:], None],
    ],
}
ACMES = Move(
    day(3), 700_00, account=ACCOUNT, inn="", name="Acme LLC", purpose="Advance", document="1"
)
STRANGERS = Move(
    day(2), 55_50, account="40702810500000000099", inn="7707000099", name="Bell and sons", purpose="?", document="2"
)  # fmt: skip


def told(*moves):
    return client_bank(replace(Told(moves), first=day(9), last=day(0)))


@pytest.fixture
def agency(tmp_path):
    made = Agency(tmp_path, BOOK, FOLDER)
    (tmp_path / "bank").mkdir()
    return made


def drop(agency, name, *moves):
    (agency.folder / "bank" / name).write_bytes(told(*moves))


def rows(agency):
    """The rows of Bank by header."""
    header, *found = agency.grid()["Bank"]
    return [dict(zip(header, row, strict=True)) for row in found]


def paid(run, client=0):
    return run.reckoning.accounts.accounts[client].paid


def test_money_comes_in_by_itself_and_once(agency):
    before = paid(agency.run())
    drop(agency, "november.txt", ACMES, STRANGERS)
    run = agency.run()
    assert paid(run) == before + 700_00
    first, second = rows(agency)
    assert (first["Matched"], first["How"], first["State"]) == (
        "Acme",
        "payer's account",
        "counted",
    )
    assert (second["Matched"], second["State"]) == ("", "▲ waits: choose the client")
    assert second["How"] == "perhaps Bell"
    for again in range(2):
        drop(agency, f"{again}.txt", ACMES, STRANGERS)
        run = agency.run()
        assert (paid(run), len(rows(agency))) == (before + 700_00, 2)


def test_a_choice_counts_and_is_never_lost(agency):
    drop(agency, "november.txt", ACMES, STRANGERS)
    agency.run()
    agency.edit("Bank", "G3", "Bell")
    run = agency.run()
    assert paid(run, 1) == 2_000_00 + 55_50
    assert [each["State"] for each in rows(agency)] == ["counted", "counted, as chosen"]
    agency.edit("Bank", "G3", "-")
    run = agency.run()
    assert paid(run, 1) == 2_000_00
    assert [each["State"] for each in rows(agency)] == ["counted", "no client's money"]
    assert "UNMATCHED_PAYMENT" not in {each.code for each in run.reckoning.findings}


def test_a_still_run_is_still(agency):
    drop(agency, "november.txt", ACMES, STRANGERS)
    for _ in range(2):
        agency.run()
    assert agency.run().reckoning is None  # nothing was looked at
    drop(agency, "more.txt", ACMES, STRANGERS, replace(ACMES, amount=1_00, document="2"))
    assert paid(agency.run()) == 9_900_00 + 701_00


def test_a_deleted_tab_stops_no_run_and_loses_nothing(agency):
    """More than half of all payments stood there; nothing is asked for meanwhile."""
    many = [replace(ACMES, amount=n, document=str(n)) for n in range(100, 110)]
    drop(agency, "november.txt", STRANGERS, *many)
    agency.run()
    agency.edit("Bank", "G2", "Bell")
    before = [paid(agency.run(), client) for client in range(2)]
    (agency.folder / "bank" / "november.txt").unlink()
    for _ in range(2):
        agency.delete_tab("Bank")
        run = agency.run()
        assert [paid(run, client) for client in range(2)] == before
    assert len(rows(agency)) == 11


@pytest.mark.parametrize("formula", ["Clients!A3", 'IF(1,"Bell","")'])
def test_a_formula_that_was_never_computed_is_a_finding_and_loses_nothing(agency, formula):
    """As a program leaves one that writes .xlsx without reckoning."""
    drop(agency, "november.txt", ACMES, STRANGERS)
    before = paid(agency.run())
    for row in (2, 3):
        uncomputed(agency, f"G{row}", formula)
        for _ in range(2):
            run = agency.run()
            found = [
                (each.code, each.row, each.field)
                for each in run.reckoning.findings
                if each.role == "payments" and each.code != "UNMATCHED_PAYMENT"
            ]
            assert found == [("NO_CACHED_VALUE", row, "client") for row in range(2, row + 1)]
            assert formula in formulas(agency)
    held = [each.name for each in run.reckoning.book.clients if each.letters_held]
    assert held == ["Acme", "Bell"]
    assert paid(run) == before - 700_00
    for row in (2, 3):
        agency.edit("Bank", f"G{row}", None)
    assert paid(agency.run()) == before


def uncomputed(agency, cell, formula):
    book = load_workbook(agency.folder / "agency.xlsx")
    book["Bank"][cell] = f"={formula}"
    book.save(agency.folder / "agency.xlsx")


def formulas(agency):
    book = load_workbook(agency.folder / "agency.xlsx")
    return [str(cell.value).removeprefix("=") for row in book["Bank"].iter_rows() for cell in row]


def wipe(sheet, columns):
    """Staff select columns, or all, and press Delete: looks and names stay, cells go."""
    for row in sheet.iter_rows():
        for cell in row[columns]:
            cell.value = None


@pytest.mark.parametrize("gone", ["the last column", "all"])
def test_whatever_of_our_tabs_is_emptied_comes_back(agency, gone):
    drop(agency, "november.txt", ACMES, STRANGERS)
    agency.run()
    agency.edit("Bank", "G3", "Bell")
    agency.run(NOW + timedelta(hours=1))
    ours = [tab for tab, cell in agency.own_cells() if not cell]
    before = {tab: cells[1:] for tab, cells in agency.grid().items()}
    book = load_workbook(agency.path)
    for tab in ours:
        wipe(book[tab], slice(-1 if gone != "all" else 0, None))
    book.save(agency.path)
    checks = doctor.examine(agency.config, NOW)
    assert not [check for check in checks if check.name == "tabs"]
    assert len([check for check in checks if "was emptied" in check.found]) == len(ours)
    agency.report()
    run = agency.run(NOW + timedelta(hours=1))
    assert (paid(run), paid(run, 1)) == (9_900_00 + 700_00, 2_000_00 + 55_50)
    assert {tab: cells[1:] for tab, cells in agency.grid().items()} == before
    assert [check.name for check in doctor.examine(agency.config, NOW)].count("tabs") == 1
