"""Two services on one spreadsheet, each with a state of its own, and a version from its history that a
person puts back, its badge and its Notices as they were (design §17)."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from sheets_sync.state.backup import back_up
from tests.google.office import Office, clone, put_into
from tests.sheets_api.emulator import Emulator, type_in
from tests.sync.agency import NOW

MINUTE = timedelta(minutes=1)


class Copied(Office):
    """A copy of the service of another office, config and state, on the same spreadsheet."""

    def __init__(self, of: Office, folder: Path) -> None:
        shutil.copytree(of.folder, folder)
        (folder / "state.sqlite3").unlink()
        back_up(of.config.state.path, folder / "state.sqlite3")
        self.folder, self.book, self.google = folder, of.book, of.google
        self.path = folder / "config.toml"


@pytest.fixture
def office(google: Emulator, tmp_path: Path) -> Office:
    made = Office(google, tmp_path / "office")
    made.run()
    return made


def fall(office: Office) -> None:
    """Acme is low from now on."""
    type_in(office.book.sheet("Clients"), 1, 3, 1_000_000)


def test_a_version_put_back_lets_one_service_mail_nothing_again(office, google):
    fall(office)
    before = clone(google, office.book)
    sent = len(office.letters())
    office.run(NOW + MINUTE)
    assert len(office.letters()) == sent + 1
    put_into(office.book, before)
    run = office.run(NOW + 2 * MINUTE)
    assert (run.mail_blocked, list(run.notices), len(office.letters())) == (False, [], sent + 1)


def test_nor_the_copy_that_met_the_other_one_before_it_came_back(office, google, tmp_path):
    """It met it by the badge alone: the tab does not show the letter."""
    copied = Copied(office, tmp_path / "copied")
    fall(office)
    before = clone(google, office.book)
    office.run(NOW + MINUTE)
    badge = [each for each in office.book.metadata if each["metadataKey"] == "sheets-sync.badge"]
    put_into(office.book, before)
    others = [each for each in office.book.metadata if each["metadataKey"] != "sheets-sync.badge"]
    office.book.metadata = [*others, *badge]
    sent = len(copied.letters())
    assert copied.run(NOW + 2 * MINUTE).mail_blocked
    put_into(office.book, before)
    assert copied.run(NOW + 3 * MINUTE).mail_blocked
    assert len(copied.letters()) == sent
    assert not office.run(NOW + 4 * MINUTE).mail_blocked
