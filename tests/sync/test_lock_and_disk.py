"""A lock taken away under a run, and a disk that fills up, while letters are on their way."""

import threading
import time

import pytest

from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.state.lock import lock_path
from sheets_sync.state.sqlite import opening as store
from tests.smtp.server import ScriptedServer
from tests.sync.agency import NOW, QUIET, Agency


def by_mail(tmp_path, server):
    mail = (
        f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {server.port}\nsecurity = 'none'\n"
    )
    return Agency(tmp_path / "office", config_text=QUIET + mail)


def test_a_run_whose_lock_was_taken_away_sends_nothing_that_the_next_one_sends(tmp_path):
    with ScriptedServer(tmp_path, {"rcpt": ["slow"]}) as server:
        agency = by_mail(tmp_path, server)
        ends = []

        def first():
            try:
                agency.run()
            except LockedError as error:
                ends.append(str(error))

        slow = threading.Thread(target=first)
        slow.start()
        deadline = time.monotonic() + 20
        while not any(line.startswith("RCPT") for line in server.log):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        lock_path(agency.config.state.path).unlink()
        (letter,) = agency.run(NOW).notices
        slow.join()
        assert letter.state == "sent"
        assert ends
        assert "Another run took over" in ends[0]
        assert len(server.letters) == 1
        assert agency.run(NOW).notices == []


def test_a_full_disk_stops_the_letter_and_nothing_is_lost_or_doubled(tmp_path, monkeypatch):
    """The state may not grow at all: SQLite then says what it says on a full disk."""
    with ScriptedServer(tmp_path) as server:
        agency = by_mail(tmp_path, server)
        agency.run(no_mail=True)
        connect = store._connect

        def full(target, *, uri=False):
            connection = connect(target, uri=uri)
            connection.execute("VACUUM")  # what migrations freed is not to be of help
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 3}")
            return connection

        monkeypatch.setattr(store, "_connect", full)
        with pytest.raises(SheetsSyncError, match="disk is full"):
            agency.run()
        assert server.letters == []
        monkeypatch.setattr(store, "_connect", connect)
        (letter,) = agency.run(NOW).notices
        assert (letter.state, letter.invoice) == ("sent", 1)
        assert len(server.letters) == 1
