"""kill -9 at steps of the run that mails a month's statement, the state in a file or in PostgreSQL;
then it carries on, or the state as it stood between the two months is put back and adopted. Nobody
has a month twice, and the next month's follows on to the cent (design §17).

``SHEETS_SYNC_KILLS=50`` tries so many steps of each.
"""

import shutil
from collections import Counter
from contextlib import suppress

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.adoption import adopt
from tests.notices import killing
from tests.sync.agency import Agency
from tests.sync.statement_scenes import (
    DECEMBER,
    MONTHLY,
    NOVEMBER,
    NOVEMBER_ALONE,
    OCTOBER,
    ROWS,
    TURNS,
    enter,
    statements,
)
from tests.sync.test_killed_in_a_database import Office, length
from tests.sync.test_killed_installations import ACME, MINUTE, Place, mail, went

__all__ = ["mail"]

pytestmark = killing.MARKS


class InFile(Place):
    """An office whose state is a file beside its workbook."""

    def copy(self, folder):
        shutil.copytree(self.folder, folder)
        return InFile(folder)

    def state_of(self, other):
        """The same office with the state of another one, as it is there."""
        for left in self.folder.glob("state.sqlite3*"):
            left.unlink()
        shutil.copy(other.folder / "state.sqlite3", self.folder)
        return self

    def drop(self):
        shutil.rmtree(self.folder)


class InDatabase(Office):
    def state_of(self, other):
        return InDatabase(self.folder, self.server, self.server.copy(other.database))

    def copy(self, folder, database=""):
        made = super().copy(folder, database)
        return InDatabase(folder, self.server, made.database)


@pytest.fixture(params=["a file", "a database"])
def office(request, tmp_path, mail):
    """September's statement has gone; what came for it since, and October, is entered."""
    port, _ = mail
    smtp = f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\n"
    Agency(tmp_path / "base", ROWS, MONTHLY + smtp)
    if request.param == "a file":
        made: InFile | InDatabase = InFile(tmp_path / "base")
    else:
        server = request.getfixturevalue("postgres")
        made = InDatabase(tmp_path / "base", server, server.copy())
    made.run(OCTOBER)
    enter(made, NOVEMBER)
    made.copy(tmp_path / "warm").run(NOVEMBER)
    return made


def died_in(office, last):
    assert office.config.mail.host
    return killing.run_to(lambda: None, lambda: office.run(NOVEMBER), last)


def carries_on(office, first=1):
    """The runs that follow, from that minute on."""
    for minutes in (first, first + 9, first + 19):
        with suppress(SheetsSyncError):
            office.run(NOVEMBER + minutes * MINUTE)


def in_doubt(office):
    with view_state(office.config) as store:
        assert store.faults() == []
        return any(each.state == State.UNCERTAIN for each in store.outbox().ledger().notices)


def told_in_december(office):
    enter(office, DECEMBER)
    office.run(DECEMBER)
    return statements(office)[-1]


@pytest.mark.parametrize("after", ["carries on", "put back"])
def test_killed_anywhere(tmp_path, mail, office, after):
    _, journal = mail
    total = died_in(office.copy(tmp_path / "whole"), 0)
    assert total is not None
    assert total > 200
    ends: Counter[str] = Counter()
    for step in killing.chosen(total, ("carries on", "put back").index(after), 2):
        before = length(journal)
        mortal = office.copy(tmp_path / "at")
        assert died_in(mortal, step) is None, step
        if after == "put back":
            mortal = mortal.state_of(office)
        carries_on(mortal)
        sent = went(journal, before)[ACME]
        assert sent <= 1, step
        if after == "carries on":
            assert sent or in_doubt(mortal), step
            assert told_in_december(mortal) == TURNS[DECEMBER][1], step
        else:
            told = adopt(mortal.config, NOVEMBER + 30 * MINUTE, lambda _: None)
            carries_on(mortal, 40)
            follows_on = not told[0].startswith("Taken over from the tab")
            said = TURNS[DECEMBER][1] if follows_on else NOVEMBER_ALONE
            assert told_in_december(mortal) == said, step
        ends["sent" if sent else "told"] += 1
        mortal.drop()
    with (tmp_path.parent / "kills.txt").open("a", encoding="utf-8") as file:
        file.write(f"a statement, {after}: {ends.total()} kills, {dict(ends)}\n")
