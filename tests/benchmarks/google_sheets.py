"""How long a run takes over HTTP on a large spreadsheet, how much memory, how many bytes.

By hand:  python -m tests.benchmarks.google_sheets [ROWS] [CLIENTS]

The emulator serves in this process, `now` runs in processes of its own: seconds are the wall's,
with the emulator's share in them, CPU and memory are the program's alone. Beside them, in turn,
what no run can do without: gspread's own read of the same tabs.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from sheets_sync.spreadsheet.google.credentials import SCOPES
from tests.benchmarks.big_workbook import agency
from tests.benchmarks.measuring import watch_peak
from tests.sheets_api.emulator import Emulator, type_in

CONFIG = """
[workbook]
timezone = "UTC"
backend = "google"
spreadsheet = "{key}"
[google]
credentials = "key.json"
api_root = "{url}"
[notices]
first_run_limit = 0
"""
BESIDE = f"""
import sys, gspread
from google.oauth2 import service_account
credentials = service_account.Credentials.from_service_account_file(sys.argv[1], scopes={SCOPES!r})
credentials._is_regional_access_boundary_lookup_required = lambda: False
class Client(gspread.HTTPClient):
    def request(self, method, endpoint, *args, **kwargs):
        endpoint = endpoint.replace("https://sheets.googleapis.com", sys.argv[2])
        return super().request(method, endpoint, *args, **kwargs)
book = gspread.Client(credentials, http_client=Client).open_by_key(sys.argv[3])
tabs = [sheet.title for sheet in book.worksheets()]
book.values_batch_get(tabs, {{"majorDimension": "COLUMNS", "valueRenderOption": "UNFORMATTED_VALUE"}})
"""


def measured(google: Emulator, name: str, folder: Path, *command: str) -> None:
    """Run a command and print its line."""
    google.journal.clear()
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    peak = [0.0]
    watch = threading.Thread(target=watch_peak, args=(child, peak))
    watch.start()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    watch.join()
    seconds = time.monotonic() - started
    if child.returncode not in (0, 4):
        raise SystemExit(f"{command} ended with {child.returncode}")
    calls = [entry for entry in google.journal.entries if entry.kind != "token"]
    sent, got = sum(e.bytes_in for e in calls), sum(e.bytes_out for e in calls)
    reads, writes = google.journal.calls
    print(
        f"{name:28} {seconds:7.1f} s  {usage.ru_utime + usage.ru_stime:6.1f} s CPU  "
        f"{peak[0]:6.0f} MiB  {reads:2} reads {writes:3} writes  "
        f"{sent / 1e6:7.2f} MB sent  {got / 1e6:7.2f} MB received"
    )


def main() -> None:
    """Print a table of the steps."""
    rows, clients = (int(x) for x in (*sys.argv[1:], "100000", "200")[:2])
    with tempfile.TemporaryDirectory() as name, Emulator() as google:
        folder = Path(name)
        book = google.spreadsheet("Agency", agency(rows, clients))
        key = google.credentials(folder / "key.json")
        (folder / "config.toml").write_text(CONFIG.format(key=book.key, url=google.url))
        program = (sys.executable, "-m", "sheets_sync")
        beside = (sys.executable, "-c", BESIDE, str(key), google.url, book.key)
        measured(google, "init", folder, *program, "init")
        measured(google, "first run", folder, *program, "now", "--no-mail")
        measured(google, "nothing new", folder, *program, "now", "--no-mail")
        measured(google, "gspread reads the same", folder, *beside)
        log = book.sheet("Log")
        for column, value in enumerate([log.cell(rows, 0), "Client 0001", "Service 01", "O-1", 30]):
            type_in(log, rows + 1, column, value)
        book.changed(0)
        measured(google, "one new row", folder, *program, "now", "--no-mail")
        measured(google, "nothing new", folder, *program, "now", "--no-mail")
        measured(google, "gspread reads the same", folder, *beside)


if __name__ == "__main__":
    main()
