"""One run of a workbook of the fleet, with the real parts: PostgreSQL, the emulator of Google."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.carried import enrolment, secrets_of, wanted_on_machines
from sheets_sync.fleet.quota import Quota, buckets
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.sealing import sealer_of
from sheets_sync.fleet.serving import BookServer
from sheets_sync.fleet.tallies import tallies
from sheets_sync.use_cases.digest import send_digest
from tests.google.office import Office
from tests.sheets_api import faults
from tests.sheets_api.emulator import Formula, type_in

ALWAYS = '[schedule]\nbetween = ""\ndays = "mon-sun"\n'


@pytest.fixture
def office(google, tmp_path):
    return Office(google, tmp_path / "nord-office", more=ALWAYS)


@pytest.fixture
def serve(fleet, base, office):
    """Runs the office's workbook, added as nord with its key sealed."""
    (fleet.source.parent / "fleet.keys").write_bytes(Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o600)
    add(fleet, base, office, "nord")
    server = server_of(fleet, base)
    return lambda: server.serve("nord")


def add(fleet, base, office, name, tenant=""):
    enrolled, config = enrolment(fleet, name, office.path, tenant)
    sealed = sealer_of(fleet).seal_all(secrets_of(config))
    Roster(base).enrol(enrolled, sealed)


def server_of(fleet, base, name="alpha/1"):
    return BookServer(fleet, Roster(base), Quota(base, fleet.quota, name), name, send_digest)


def untimed(rows):
    """Cells without the time of day at which a run wrote them."""
    return [[_untimed(cell) for cell in row] for row in rows]


def _untimed(cell):
    if isinstance(cell, Formula):
        return re.sub(r"\d\d:\d\d|>\d{8}", "", cell.text)
    return int(cell) if isinstance(cell, float) and cell > 40_000 else cell


def row_of(base):
    return Roster(base).row("nord")


def test_a_run_is_the_run_of_one_workbook_alone(serve, base, office, google, tmp_path):
    alone = Office(google, tmp_path / "alone", more=ALWAYS)
    alone.run(datetime.now(UTC))
    outcome = serve()
    assert outcome.result == "good"
    for mine, theirs in zip(office.book.sheets, alone.book.sheets, strict=True):
        assert untimed(mine.values()) == untimed(theirs.values())
    row = row_of(base)
    assert (row["result"], row["failing"], row["taken_by"], row["rows"]) == ("good", 0, "", 8)
    assert row["letters"] == {"written": 1}
    assert row["due"] > row["now"]


def test_one_that_is_still_takes_one_call_and_slows_down(serve, base, google):
    serve()
    serve()
    google.journal.clear()
    for still in range(1, 6):
        serve()
        assert row_of(base)["still"] == still
    assert google.journal.calls == (5, 0)
    assert row_of(base)["period"] == timedelta(hours=1)


def test_a_still_run_tells_the_letters_of_one_that_died_before_it_told_them(
    serve, base, monkeypatch
):
    """Found by kills: the row of a workbook whose letters had all gone said for good that none had."""
    with monkeypatch.context() as dying:
        dying.setattr(Roster, "end", lambda *_: True)
        for _ in range(2):
            serve()
    Roster(base).died("nord", "killed")
    assert not row_of(base)["letters"]
    serve()
    assert (row_of(base)["result"], row_of(base)["still"]) == ("good", 1)
    assert row_of(base)["letters"] == {"written": 1}


def test_the_first_change_brings_it_back(serve, base, office):
    for _ in range(7):
        serve()
    assert row_of(base)["period"] == timedelta(hours=1)
    type_in(office.book.sheet("Log"), 1, 5, 26)
    serve()
    assert (row_of(base)["still"], row_of(base)["period"]) == (0, timedelta(minutes=15))


def test_each_request_asks_for_leave(serve, base, google):
    serve()
    reads, writes = google.journal.calls
    counted = {
        what: count for (what, _), count in tallies(base).items() if what.startswith("calls")
    }
    assert counted == {"calls.read": reads, "calls.write": writes}
    assert {each.granted - each.free for each in buckets(base) if each.kind == "read"} == {reads}


def test_its_row_keeps_whose_quota_it_uses_though_its_key_is_on_no_disk(serve, base, google):
    def account():
        return row_of(base)["project"], row_of(base)["account"]

    added = account()
    assert all(added)
    serve()
    assert account() == added
    google.befall(faults.permission(times=-1))
    serve()
    assert account() == added


def test_where_the_database_goes_away_the_worker_is_told_to_try_again(serve, base):
    base.close()
    with pytest.raises(TryAgainLater):
        serve()


def test_what_fails_says_why_and_slows_down_and_what_waits_for_google_does_not(serve, base, google):
    google.befall(faults.permission(times=-1))
    for _ in range(5):
        serve()
    row = row_of(base)
    assert (row["result"], row["failing"], row["exit_code"]) == ("failed", 5, 12)
    assert "Share it with" in row["said"]
    assert row["period"] == timedelta(hours=1)
    google.as_new()
    serve()
    assert row_of(base)["failing"] == 0


def test_what_the_database_cut_off_is_due_again_soon(serve, base, google):
    """Found: it waited its whole period, a quarter of an hour, for a moment's absence."""

    def away(_):
        base.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND objsubid = 2 AND pid <> pg_backend_pid() AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )

    google.on_request(away)
    waits = []
    for _ in range(3):
        serve()
        row = row_of(base)
        waits.append((row["due"] - row["now"]).total_seconds())
        assert (row["result"], row["exit_code"], row["still"]) == ("failed", 13, 0)
    assert [round(each / 10) for each in waits] == [1, 2, 4]
    google.off_duty()
    serve()
    row = row_of(base)
    assert (row["result"], row["failing"], row["period"]) == ("good", 0, timedelta(minutes=15))


def test_its_secrets_lie_nowhere_on_the_disk_between_runs(serve, fleet):
    serve()
    left = [path for path in fleet.folder_of("nord").rglob("*") if path.is_file()]
    assert [path.name for path in left if b"PRIVATE KEY" in path.read_bytes()] == []


def test_one_without_a_key_names_what_each_machine_is_to_have(fleet, base, office):
    enrolled, config = enrolment(fleet, "nord", office.path, "")
    Roster(base).enrol(enrolled, {})
    assert wanted_on_machines(fleet, "nord", config) == [str(fleet.folder_of("nord") / "key.json")]
    outcome = server_of(fleet, base).serve("nord")
    assert outcome.exit_code == 12
    assert str(fleet.folder_of("nord") / "key.json") in row_of(base)["said"]


def test_a_digest_that_is_due_goes_once(serve, fleet, base, office):
    text = office.path.read_text().replace(
        "[schedule]", '[schedule]\ndigest_to = ["boss@firm.example"]'
    )
    office.path.write_text(text)
    add(fleet, base, office, "nord")
    serve()
    assert digests(fleet) == []
    base.execute("UPDATE fleet_workbooks SET digest = now() - interval '1 hour'")
    serve()
    serve()
    assert len(digests(fleet)) == 1
    assert row_of(base)["digest"] > row_of(base)["now"]


def test_one_whose_run_takes_longer_than_any_may_is_a_whale_until_it_is_quicker(serve, base, fleet):
    slow = replace(fleet, fleet=replace(fleet.fleet, run_limit=timedelta(0)))
    serve()
    server_of(slow, base).serve("nord")
    assert row_of(base)["rows"] == fleet.fleet.whale_rows
    serve()
    assert row_of(base)["rows"] == 8


def digests(fleet):
    outbox = fleet.folder_of("nord") / "outbox"
    return [path for path in outbox.glob("*.eml") if b"boss@firm.example" in path.read_bytes()]


def test_removed_while_its_bell_rang_nothing_is_run(serve, base):
    Roster(base).remove("nord")
    assert serve() is None
