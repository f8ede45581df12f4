"""A workbook of very many rows, at an emulator in a process of its own: one emulator answers one call
at a time, and others would wait for its answer, not for Google's."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets_sync.config import load
from sheets_sync.use_cases import furnishing
from tests.benchmarks.big_workbook import agency
from tests.benchmarks.fleet_stand import Stand
from tests.google.office import CONFIG
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.book import Book

CLIENTS = 40
LOG_COLUMNS = 5
IN_A_BOOK = 500_000
"""Rows of Log: Google lets a spreadsheet have 10,000,000 cells, and with the columns that `init`
adds, and Effort's line for each month, client and service, that is some 550,000. More of them lie
in spreadsheets beside."""


@contextmanager
def kept_ready(stand: Stand, rows: int) -> Iterator[Path]:
    """The config of a workbook of so many rows, which no fleet knows yet. It uses the account of
    all others."""
    folder = stand.folder / "whale"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.benchmarks.fleet_whale", str(folder), str(rows), stand.schedule]  # fmt: skip
    with subprocess.Popen(command, stdin=-1, stdout=-1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline()
        yield folder / "config.toml"
        process.stdin.close()


LOGS = """
[tabs]
log = ["Log", {}]
"""


def _source(book: Book) -> str:
    return f'{{ book = "https://docs.google.com/spreadsheets/d/{book.key}/edit", tab = "Log" }}'


def main(folder: Path, rows: int, schedule: str) -> None:
    """Make it, say so, and answer until nobody listens any more."""
    with Emulator() as google:
        tabs = agency(rows, CLIENTS)
        head, *log = (row[:LOG_COLUMNS] for row in tabs["Log"])
        parts = [[head, *log[at : at + IN_A_BOOK]] for at in range(0, len(log), IN_A_BOOK)]
        book = google.spreadsheet("Whale", {**tabs, "Log": parts[0]}, columns=1)
        beside = [google.spreadsheet("Older", {"Log": part}, columns=1) for part in parts[1:]]
        google.credentials(folder / "key.json")
        text = CONFIG.format(key=book.key, url=google.url, patience="600s") + schedule
        (folder / "config.toml").write_text(text + LOGS.format(", ".join(map(_source, beside))))
        furnishing.furnish(load(folder / "config.toml"), None, lambda _: None)
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
