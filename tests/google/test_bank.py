"""Statements of a folder on Google Sheets: rows of Bank come in the batch of the balances, and each
credit counts once (design §20)."""

from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.use_cases import doctor
from tests.bank.writing import Told, client_bank
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.sync.agency import NOW, day
from tests.sync.test_bank_tab import ACMES, BOOK, STRANGERS

MORE = '[bank]\nfolder = "bank"\n'


@pytest.mark.parametrize("locale", ["en_US", "ru_RU", "de_DE"])
def test_a_payment_of_a_statement_counts_once(google: Emulator, tmp_path: Path, locale: str):
    office = Office(google, tmp_path, BOOK, locale=locale, more=MORE)
    (tmp_path / "bank").mkdir()
    before = paid(office)
    statement = client_bank(replace(Told((ACMES, STRANGERS)), first=day(9), last=day(0)))
    (tmp_path / "bank" / "november.txt").write_bytes(statement)
    run = office.run()
    assert (run.calls.read, run.calls.write) == (1, 1)
    assert run.reckoning.accounts.accounts[0].paid == before + 700_00
    (tmp_path / "bank" / "again.txt").write_bytes(statement)
    assert paid(office) == before + 700_00
    type_in(office.book.sheet("Bank"), 2, 6, "Bell")
    assert office.run().reckoning.accounts.accounts[1].paid == 2_000_00 + 55_50


def paid(office: Office) -> int:
    """What Acme has paid in, in kopecks, after a run."""
    return office.run().reckoning.accounts.accounts[0].paid


def chosen_for(google: Emulator, folder: Path) -> Office:
    """An office whose statement tells a stranger's payment, which staff chose Bell for."""
    office = Office(google, folder, BOOK, more=MORE)
    (folder / "bank").mkdir()
    statement = client_bank(replace(Told((ACMES, STRANGERS)), first=day(9), last=day(0)))
    (folder / "bank" / "november.txt").write_bytes(statement)
    office.run()
    type_in(office.book.sheet("Bank"), 2, 6, "Bell")
    office.run()
    return office


def test_a_deleted_tab_loses_no_choice(google: Emulator, tmp_path: Path):
    """In the very run that makes the tab anew: no letter goes in between."""
    office = chosen_for(google, tmp_path)
    for gone in (False, True):
        if gone:
            (tmp_path / "bank" / "november.txt").unlink()
        office.book.remove_sheet(office.book.sheet("Bank").id)
        office.book.changed(0)
        run = office.run()
        accounts = run.reckoning.accounts.accounts
        assert [each.paid for each in accounts[:2]] == [9_900_00 + 700_00, 2_000_00 + 55_50]
        assert "UNMATCHED_PAYMENT" not in {each.code for each in run.reckoning.findings}
    assert office.run().edits == []


def test_a_tab_that_was_emptied_comes_back_as_it_was(google: Emulator, tmp_path: Path):
    office = chosen_for(google, tmp_path)
    before = office.book.sheet("Bank").values()
    for first in (11, 0):  # its last column, all of it
        sheet = office.book.sheet("Bank")
        for row in range(sheet.height):
            for column in range(first, 12):
                sheet.set(row, column, None)
        office.book.changed(0)
        assert not [check for check in doctor.examine(office.config, NOW) if check.name == "tabs"]
        accounts = office.run().reckoning.accounts.accounts
        assert [each.paid for each in accounts[:2]] == [9_900_00 + 700_00, 2_000_00 + 55_50]
        assert office.book.sheet("Bank").values() == before
    assert office.run().edits == []
