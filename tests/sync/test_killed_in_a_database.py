"""A whole run that mails, its state in PostgreSQL: killed at its steps, and the server stopped at
once (``pg_ctl stop -m immediate``) at others; then whatever follows, a dump put back among it.
Nothing goes twice without a person's word, nothing is lost unseen, no invoice number is left out.

``SHEETS_SYNC_KILLS=50`` tries so many steps of each.
"""

import shutil
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.opening import view_state
from tests import postgres as a_postgres
from tests.notices import killing
from tests.sync.agency import NOW, QUIET, Agency
from tests.sync.test_killed_installations import ACME, DAY, MINUTE, Place, mail, went

__all__ = ["mail"]

pytestmark = killing.MARKS


class Office(Place):
    """An agency in a folder that is there already, its state in a database of its own."""

    def __init__(self, folder, server, database):
        super().__init__(folder)
        self.server, self.database = server, database
        config = folder / "config.toml"
        text, _, _ = config.read_text("utf-8").partition("[state]")
        state = f"[state]\ndatabase = '{server.url(database)}'\nworkbook = 'agency'\n"
        config.write_text(text + state, encoding="utf-8")

    def copy(self, folder: Path, database: str = "") -> "Office":
        """The same office once more, its folder and its database; or another database's."""
        shutil.copytree(self.folder, folder)
        return Office(folder, self.server, self.server.copy(database or self.database))

    def drop(self):
        shutil.rmtree(self.folder)
        self.server.drop(self.database)


def based(folder, server, port):
    """As the office that ``base`` makes; and the database as it stood before."""
    smtp = f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\n"
    once = QUIET.replace("settle", "remind_times = 0\nsettle")
    Agency(folder, config_text=once + smtp)
    office = Office(folder, server, server.copy())
    office.run(NOW - 2 * DAY)
    office.run(NOW - DAY)
    dump = server.copy(office.database)
    office.edit("Clients", "D2", 1_000_000)
    return office, dump


def died_in(office, last, there=None):
    assert office.config.state.database
    return killing.run_to(lambda: None, lambda: office.run(NOW), last, there)


def carry_on(office):
    """The runs that follow; whatever stops the first two, the last one goes."""
    runs = []
    for moment in (1, 10):
        with suppress(SheetsSyncError):
            runs.append(office.run(NOW + moment * MINUTE))
    return [*runs, office.run(NOW + 20 * MINUTE)]


def looked_at(office, journal, before, runs, step):
    """What became of Acme's letter; raises where it went twice, or is lost and nobody told."""
    sent = went(journal, before)
    assert set(sent) <= {ACME}, (step, sent)
    assert sent[ACME] <= 1, (step, sent)
    with view_state(office.config) as store:
        ledger, faults = store.outbox().ledger(), store.faults()
    told = any(each.state == State.UNCERTAIN for each in ledger.notices)
    assert sent[ACME] or told or any(run.mail_blocked for run in runs), step
    assert faults == [], step
    assert sorted(ledger.issued) == list(range(1, len(ledger.issued) + 1)), step
    return "sent" if sent[ACME] else "told"


def length(journal):
    return len(journal.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("after", ["carries on", "a dump put back"])
def test_killed_anywhere(tmp_path, mail, postgres, after):
    port, journal = mail
    office, dump = based(tmp_path / "base", postgres, port)
    office.copy(tmp_path / "warm").run(NOW)
    total = died_in(office.copy(tmp_path / "whole"), 0)
    assert total is not None
    assert total > 200
    ends: Counter[str] = Counter()
    for step in killing.chosen(total, ("carries on", "a dump put back").index(after), 2):
        before = length(journal)
        mortal = office.copy(tmp_path / "at")
        assert died_in(mortal, step) is None, step
        later = (
            mortal
            if after == "carries on"
            else Office(mortal.folder, postgres, postgres.copy(dump))
        )
        ends[looked_at(later, journal, before, carry_on(later), step)] += 1
        mortal.drop()
    with (tmp_path.parent / "kills.txt").open("a", encoding="utf-8") as file:
        file.write(f"in a database, {after}: {ends.total()} kills, {dict(ends)}\n")


@pytest.fixture(scope="module")
def fragile(tmp_path_factory):
    """A server of one's own, to be stopped as one likes."""
    if (programs := a_postgres.find_programs()) is None:
        pytest.skip(a_postgres.MISSING)
    users = tmp_path_factory.mktemp("fragile") / "users"
    with a_postgres.used(users):
        yield a_postgres.Server(a_postgres.started(programs, users), programs)


def test_a_server_that_is_stopped_at_once_anywhere(tmp_path, mail, fragile):
    port, journal = mail
    office, _ = based(tmp_path / "base", fragile, port)
    office.copy(tmp_path / "warm").run(NOW)
    total = died_in(office.copy(tmp_path / "whole"), 0)
    ends: Counter[str] = Counter()
    for step in killing.chosen(total, 1, 2):
        before = length(journal)
        struck = office.copy(tmp_path / "at")
        died_in(struck, step, fragile.stop_at_once)
        with pytest.raises(SheetsSyncError, match="does not answer"):
            struck.run(NOW + timedelta(seconds=30))
        a_postgres.start(fragile.programs, fragile.folder)
        ends[looked_at(struck, journal, before, carry_on(struck), step)] += 1
        struck.drop()
    with (tmp_path.parent / "kills.txt").open("a", encoding="utf-8") as file:
        file.write(f"server stopped at once: {ends.total()} stops, {dict(ends)}\n")
