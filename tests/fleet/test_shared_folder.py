"""The folder that all machines share, proved by a mark in it (design §21)."""

import threading

import pytest

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.fleet_facts import prove_shared


def test_another_folder_is_refused(base, tmp_path):
    prove_shared(base, tmp_path / "theirs")
    prove_shared(base, tmp_path / "theirs")
    with pytest.raises(UsageError, match="is not the folder that the other machines"):
        prove_shared(base, tmp_path / "ours")


def test_one_that_could_not_be_written_is_taken_once_it_can(base, tmp_path):
    """Found under systemd, whose unit let the service write to its own folder alone: the database
    knew a mark that was in no folder, and every machine was refused for ever."""
    in_the_way = tmp_path / ".sheets-sync-fleet"
    in_the_way.mkdir()
    with pytest.raises(SheetsSyncError, match="cannot be used"):
        prove_shared(base, tmp_path)
    in_the_way.rmdir()
    prove_shared(base, tmp_path)
    prove_shared(base, tmp_path)


def test_machines_that_begin_at_once_mark_it_once(fleet, tmp_path):
    """Containers of one file do."""
    ready, failed = threading.Barrier(6), list[Exception]()

    def begin():
        try:
            with open_database(fleet) as database:
                ready.wait(30)
                prove_shared(database, tmp_path)
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
