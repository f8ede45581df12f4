"""A workbook run by hand, its state in PostgreSQL: runs, letters and commands as with a file."""

import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.errors import LockedError, SheetsSyncError, TryAgainLater
from sheets_sync.notices.texts.letters import LetterWriter
from sheets_sync.state.opening import hold_state, view_state
from sheets_sync.state.postgres import opening
from sheets_sync.use_cases.adoption import adopt
from tests.cli.mailing import SETTLED, sheets
from tests.sync.agency import NOW, QUIET, Agency

MINUTE = timedelta(minutes=1)


@pytest.fixture
def agency(tmp_path, postgres, database):
    return office(tmp_path / "office", postgres.url(database))


def office(folder, url, workbook="agency", seller=""):
    Agency(folder, config_text=QUIET)
    made = Agency.__new__(Agency)
    made.folder = folder
    state = f"[state]\ndatabase = '{url}'\nworkbook = '{workbook}'\nseller = '{seller}'\n"
    (folder / "config.toml").write_text(f"{QUIET}{state}", encoding="utf-8")
    return made


def said(agency, *words):
    done = CliRunner().invoke(cli, [*words, "--config", str(agency.folder / "config.toml")])
    if isinstance(done.exception, SheetsSyncError):
        return done.exception.exit_code, str(done.exception)
    return done.exit_code, done.output


def test_runs_letters_and_what_a_still_run_leaves(agency):
    first = agency.run()
    assert agency.letters()
    again = agency.run(NOW + MINUTE)
    assert (again.cells_written, list(again.notices)) == (0, [])
    with view_state(agency.config) as store:
        assert store.runs.recent()[0].id == 2
        assert store.runs.quiet() is not None
        assert store.faults() == []
    assert len(agency.letters()) == len(first.notices)
    assert not (agency.folder / "state.sqlite3").exists()


def test_commands_do_what_is_right_or_say_who_does_it(agency, tmp_path):
    agency.run()
    assert said(agency, "state", "verify")[0] == 0
    assert '"agency" in the database: sound; 1 runs' in said(agency, "state", "verify")[1]
    assert "Letters:" in said(agency, "status")[1]
    assert said(agency, "notices", "list") == (0, "No letter waits for anything.\n")
    code, told = said(agency, "state", "backup")
    assert (code, "pg_dump" in told) == (2, True)
    assert "version" in said(agency, "state", "migrate")[1]
    assert said(agency, "state", "adopt")[0] == 0
    file = str(tmp_path / "out.sqlite3")
    assert said(agency, "state", "move", "database", file)[0] == 0
    assert "sound" in said(agency, "state", "verify", file)[1]
    assert said(agency, "now")[0] == 2


def test_doctor_looks_at_the_database(agency):
    told = said(agency, "doctor")[1]
    assert '"agency" will be made in the database by the first run' in told
    agency.run()
    assert '"agency" is in the database' in said(agency, "doctor")[1]
    assert "fsync is off" in told  # that of tests is
    assert "clock is" not in told


def test_doctor_names_a_state_in_use_that_was_not_moved_into_the_database(
    tmp_path, postgres, database
):
    """Found: all was well, and the first run would have begun another state beside that one."""
    made = Agency(tmp_path / "office", config_text=QUIET)
    made.run()
    agency = office(tmp_path / "office", postgres.url(database))
    told = said(agency, "doctor")[1]
    assert '"agency" is not in the database yet' in told
    assert "`sheets-sync state move state.sqlite3 database` takes it along" in told
    file = str(tmp_path / "office" / "state.sqlite3")
    assert said(agency, "state", "move", file, "database")[0] == 0
    told = said(agency, "doctor")[1]
    assert '"agency" is in the database' in told
    assert "not in the database yet" not in told


def test_doctor_asks_for_no_adoption_of_a_state_that_is_to_be_moved(tmp_path, postgres, database):
    """Found: `state adopt` was told beside `state move`, and loses what the tab does not know."""
    made = Agency(tmp_path / "office", sheets(), SETTLED)
    made.run(datetime.now(UTC))
    state = f"[state]\ndatabase = '{postgres.url(database)}'\nworkbook = 'agency'\n"
    (made.folder / "config.toml").write_text(SETTLED + state, encoding="utf-8")
    code, told = said(made, "doctor")
    assert "`sheets-sync state move state.sqlite3 database` takes it along" in told
    assert (code, "state adopt" in told) == (0, False)
    (made.folder / "state.sqlite3").unlink()
    code, told = said(made, "doctor")
    assert (code, "state adopt" in told) == (4, True)


def test_doctor_holds_the_machines_clock_against_the_databases(agency, monkeypatch):
    class Ahead(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + 5 * MINUTE

    monkeypatch.setattr(opening, "datetime", Ahead)
    found = [found for found, _ in opening.examine_postgres(agency.config.state)]
    assert found[1].startswith("this machine's clock is 300 s ahead of")


def test_a_second_run_is_told_who_is_at_work(agency, monkeypatch):
    monkeypatch.setattr(opening, "_DYING", 0.05)
    with hold_state(agency.config, "now", NOW), pytest.raises(LockedError, match="`now`"):
        agency.run()


def test_a_database_that_is_away_costs_a_sentence_and_nothing_else(agency):
    agency.run()
    state = replace(agency.config.state, database="postgresql://x@127.0.0.1:1/firm")
    text = (
        (agency.folder / "config.toml")
        .read_text()
        .replace(agency.config.state.database, state.database)
    )
    before = agency.path.read_bytes()
    (agency.folder / "config.toml").write_text(text)
    with pytest.raises(TryAgainLater, match=r'"firm" on 127\.0\.0\.1 does not answer'):
        agency.run(NOW + MINUTE)
    assert agency.path.read_bytes() == before


def test_a_dump_put_back_mails_nothing_until_a_person_adopts_it(agency, postgres, database):
    agency.run()
    dump = postgres.folder / f"{database}.dump"
    pg = postgres.programs
    subprocess.run(
        [pg / "pg_dump", "-Fc", "-n", "sheets_sync", "-f", dump, postgres.url(database)], check=True
    )
    agency.edit("Clients", "D2", 1_000_000)
    assert [each.name for each in agency.run(NOW + MINUTE).notices] == ["Acme"]
    letters = agency.letters()
    with closing(psycopg.connect(postgres.url(database), autocommit=True)) as connection:
        connection.execute("DROP SCHEMA sheets_sync CASCADE")
    subprocess.run([pg / "pg_restore", "-d", postgres.url(database), dump], check=True)
    dump.unlink()
    for at in (2, 3):
        run = agency.run(NOW + at * MINUTE)
        assert (run.mail_blocked, list(run.notices)) == (True, [])
    assert agency.letters() == letters
    adopt(agency.config, NOW + 4 * MINUTE, lambda _: None)
    assert list(agency.run(NOW + 5 * MINUTE).notices) == []
    assert agency.letters() == letters
    with view_state(agency.config) as store:
        assert store.faults() == []


def test_a_number_taken_while_a_letter_is_written_is_not_given_twice(
    tmp_path, postgres, database, monkeypatch
):
    one, other = (
        office(tmp_path / name, postgres.url(database), name, seller="Nord") for name in ("a", "b")
    )
    write, between = LetterWriter.write, [other.run]

    def slowly(self, facts, now):
        if between:
            between.pop()()
        return write(self, facts, now)

    monkeypatch.setattr(LetterWriter, "write", slowly)
    one.run()
    issued = [number for each in (one, other) for number in issued_by(each)]
    assert sorted(issued) == list(range(1, len(issued) + 1))
    assert min(issued_by(one)) > max(issued_by(other)) > 0


def issued_by(agency):
    with view_state(agency.config) as store:
        assert store.faults() == []
        return sorted(store.outbox().ledger().issued)


def test_workbooks_of_a_seller_number_their_invoices_in_one_series(tmp_path, postgres, database):
    offices = [
        office(tmp_path / name, postgres.url(database), name, seller="Nord") for name in ("a", "b")
    ]
    for each in offices:
        each.run()
    issued = [number for each in offices for number in issued_by(each)]
    assert all(map(issued_by, offices))
    assert sorted(issued) == list(range(1, len(issued) + 1))
