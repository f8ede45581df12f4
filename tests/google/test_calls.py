"""What a run costs in calls, counted by the server; and that it tells the same as through .xlsx."""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.spreadsheet.google import connections_kept
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.sync.agency import NOW, SHEETS, Agency, day
from tests.sync.test_tock import CONFIG, ENGLISH, LAST, TOCK, sheets, typed


def office_of(google: Emulator, folder: Path, clients: int, logs: int, rows: int = 200) -> Office:
    """So many clients, and log rows in so many tabs."""
    names = [f"Client {number}" for number in range(clients)]
    head = SHEETS["Log"][0]
    lines = [
        [day(number % 60), names[number % clients], "Call", number, None, 5 + number % 30, "Anna", "mail", None]
        for number in range(rows)
    ]  # fmt: skip
    tabs = [f"Log {number}" for number in range(logs)]
    made: dict[str, Any] = {
        "Clients": [["Client", "Email", "Threshold"], *([name, f"c{n}@example.com", 10] for n, name in enumerate(names))],
        "Prices": SHEETS["Prices"],
        "Payments": [["Date", "Client", "Amount"], *([day(70), name, 9000] for name in names)],
        **{tab: [head, *lines[number::logs]] for number, tab in enumerate(tabs)},
    }  # fmt: skip
    return Office(google, folder, made, more=f"[tabs]\nlog = {json.dumps(tabs)}\n")


@pytest.mark.parametrize(("clients", "logs"), [(5, 1), (2000, 6)])
def test_a_steady_run_reads_once_and_writes_at_most_once(
    google: Emulator, tmp_path: Path, clients: int, logs: int
):
    office = office_of(google, tmp_path, clients, logs, rows=3000)
    office.run()
    google.journal.clear()
    assert office.run().cells_written == 0
    assert google.journal.calls == (1, 0)
    log = office.book.sheet("Log 0")
    type_in(log, len(log.values()), 0, day(0))
    for column, value in enumerate([day(0), "Client 1", "Call", 7, None, 12, "Anna"]):
        type_in(log, len(log.values()) - (column > 0), column, value)
    google.journal.clear()
    run = office.run()
    assert run.cells_written > 0
    assert google.journal.calls == (1, 1)
    assert (run.calls.read, run.calls.write, run.calls.retried) == (1, 1, 0)
    google.journal.clear()
    office.run()
    assert google.journal.calls == (1, 0)


@pytest.mark.parametrize("clients", [30, 500])
def test_a_row_that_moves_the_figures_of_letters_held_costs_one_write(
    google: Emulator, tmp_path: Path, clients: int
):
    office = office_of(google, tmp_path, clients, 1, rows=2 * clients)
    for row in range(1, clients + 1):
        type_in(office.book.sheet("Payments"), row, 2, 1)
    office.run()
    assert office.run().cells_written == 0
    log = office.book.sheet("Log 0")
    foot = len(log.values())
    for column, value in enumerate([day(0), "Client 1", "Call", 7, None, 12, "Anna"]):
        type_in(log, foot, column, value)
    google.journal.clear()
    assert office.run().cells_written > 0
    assert google.journal.calls == (1, 1)
    notices = office.book.sheet("Notices")
    shown = [row for row in notices.values() if "Client 1" in row]
    assert office.run().cells_written == 0
    assert [row for row in notices.values() if "Client 1" in row] == shown


def test_a_first_run_on_ten_thousand_rows_takes_ten_calls_at_most(google: Emulator, tmp_path: Path):
    office = office_of(google, tmp_path, 50, 1, rows=10_000)
    run = office.run()
    assert run.cells_written > 30_000
    reads, writes = google.journal.calls
    assert reads + writes <= 10
    assert max(entry.bytes_in for entry in google.journal.entries) < 2_000_000
    google.journal.clear()
    assert office.run().cells_written == 0


def test_the_stamp_is_refreshed_once_it_is_old_and_never_counted(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    google.journal.clear()
    office.run(NOW + timedelta(minutes=59))
    assert google.journal.calls == (1, 0)
    run = office.run(NOW + timedelta(minutes=61))
    assert google.journal.calls == (2, 1)
    assert run.cells_written == 0
    assert "10:01" in str(office.book.sheet("Summary").cell(0, 0))


def test_a_small_agency_tells_the_same_through_google_and_xlsx(google: Emulator, tmp_path: Path):
    office, agency = Office(google, tmp_path / "google"), Agency(tmp_path / "xlsx")
    assert _same(office.as_json(office.run()), agency.as_json(agency.run()))
    assert _same(office.as_json(office.run()), agency.as_json(agency.run()))


@pytest.mark.skipif(not TOCK.is_dir(), reason="the tock data are not beside the repo")
def test_tock_tells_the_same_through_google_and_xlsx(google: Emulator, tmp_path: Path):
    made, moment = (
        sheets(ENGLISH, typed),
        NOW.replace(year=LAST.year, month=LAST.month, day=LAST.day),
    )
    terms = CONFIG.format(language="en").partition("[billing]")[2]
    office = Office(google, tmp_path / "google", made, more="[billing]" + terms)
    quiet = "[notices]\nsettle = '0m'\n" + CONFIG.format(language="en")
    agency = Agency(tmp_path / "xlsx", made, quiet)
    assert _same(office.as_json(office.run(moment)), agency.as_json(agency.run(moment)))


def _same(google: dict[str, Any], xlsx: dict[str, Any]) -> bool:
    """Byte for byte, but for the back end's name and its calls."""
    assert google.pop("backend") == "google"
    assert xlsx.pop("backend") == "xlsx"
    del google["calls"], xlsx["calls"]
    return json.dumps(google, ensure_ascii=False) == json.dumps(xlsx, ensure_ascii=False)


def test_a_run_that_finds_all_as_it_was_takes_nothing_apart(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    runs = [office.run() for _ in range(3)]
    assert runs[1].reckoning is not None
    assert runs[2].reckoning is None
    assert office.as_json(runs[2]) == office.as_json(runs[1])
    type_in(office.book.sheet("Log"), 1, 8, "another note")
    office.book.changed(0)
    assert office.run().reckoning is not None


def test_of_several_spreadsheets_each_is_read_once_whichever_changed(
    google: Emulator, tmp_path: Path
):
    other = google.spreadsheet("Old", {"Log": [*SHEETS["Log"][:3]]})
    url = f"https://docs.google.com/spreadsheets/d/{other.key}"
    office = Office(google, tmp_path, more=f'[tabs]\nlog = ["Log", "{url}#Log"]\n')
    office.run()
    office.run()
    for changed in (None, other, office.book):
        if changed is not None:
            type_in(changed.sheet("Log"), 1, 5, 26)
            changed.changed(0)
        google.journal.clear()
        run = office.run()
        assert (run.reckoning is None) is (changed is None)
        assert google.journal.calls[0] == 2
        office.run()


def test_runs_of_one_service_share_a_token(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    with connections_kept():
        for _ in range(3):
            office.run()
        assert google.journal.count("token") == 1
        google.expire_tokens()
        office.run()
        assert google.journal.count("token") == 2
        office.key.write_text(office.key.read_text() + "\n")
        office.run()
        assert google.journal.count("token") == 3
    office.run()
    office.run()
    assert google.journal.count("token") == 3, "it is kept for its hour"
    Path(f"{office.folder}/state.sqlite3.token").unlink()
    office.run()
    assert google.journal.count("token") == 4


def test_google_has_its_own_time_to_answer_not_that_for_a_connection(
    google: Emulator, tmp_path: Path
):
    """Found by a workbook of 100,000 rows: what took longer than the ten seconds for a connection was
    cut off, and asked again, until the run gave up."""
    office = Office(google, tmp_path)
    text = office.path.read_text()
    office.path.write_text(text.replace("[google]\n", '[google]\nconnect_timeout = "1s"\n'))
    google.on_request(lambda _: time.sleep(1.5))
    run = office.run()
    assert run.calls.retried == 0
    assert run.cells_written > 0
