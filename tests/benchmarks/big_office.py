"""A spreadsheet as large as Google allows, served by the emulator: a process of its own.

`python -m tests.benchmarks.big_office ROWS FOLDER` fills it, furnishes it and puts a first run's
cells in place; FOLDER then holds the config and the key. It answers a line with a JSON line:
`row` and `percent` add log rows, `blank` clears our columns in Log, `digest` is that of all
running balances there, `calls` what was asked since, `answer` writes the last one to FOLDER.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import tests.sheets_api.model.book as emulated
from sheets_sync.config import load
from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.cell_value import Amount, Formula, Link, Value
from sheets_sync.spreadsheet.google.requests import extended
from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from tests.benchmarks.synthetic import (
    CLIENTS,
    DAYS,
    SERVICES,
    START,
    digest,
    serial,
    synthetic,
    tabs,
)
from tests.sheets_api import server as http
from tests.sheets_api.cells import Formula as EmulatedFormula
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.api import Reply, Request, SheetsApi
from tests.sheets_api.model.sheet import Row, Sheet

CONFIG = """
[workbook]
timezone = "UTC"
backend = "google"
spreadsheet = "{key}"
stamp_every = "7d"
[google]
credentials = "key.json"
api_root = "{url}"
[billing]
currency = "EUR"
[notices]
settle = "0m"
approve = true
[mail]
from = "Billing <billing@example.com>"
"""
LAST_DAY = date.fromordinal(START.toordinal() + DAYS - 1)
OURS = 4
"""Columns of ours in Log."""
NEWLY_HELD = 4
"""How a run ends whose letters wait for approval from now on."""


class Answers:
    """Answers to reads, made once for each state of the book: the emulator is no subject here."""

    def __init__(self) -> None:
        self.key: object = None
        self.reply = Reply(200, b"")
        self.zipped = b""
        self.cells: dict[int, int] = {}

    def handle(self, api: SheetsApi, request: Request, make: Callable[..., Reply]) -> Reply:
        if request.path.endswith(":batchUpdate"):
            self.count(json.loads(request.body))
        if "values:batchGet" not in request.path:
            return make(api, request)
        key = (request.path, str(request.query), [book.version for book in api.books.values()])
        if key != self.key:
            self.key, self.reply = key, make(api, request)
            self.zipped = gzip.compress(self.reply.body or b"", 6)
        return self.reply

    def count(self, body: dict[str, Any]) -> None:
        """Remember how many bytes of cells went into each tab."""
        for each in body.get("requests", ()):
            update = each.get("updateCells")
            if update is not None:
                sheet = update["range"].get("sheetId", 0)
                size = len(json.dumps(update["rows"], separators=(",", ":"), ensure_ascii=False))
                self.cells[sheet] = self.cells.get(sheet, 0) + size

    def compress(self, content: bytes, level: int) -> bytes:
        return self.zipped if content is self.reply.body else gzip.compress(content, level)


def speed_up(answers: Answers) -> None:
    """Room for more cells than Google allows, answers kept."""
    emulated.MOST_CELLS = 10**9
    make = SheetsApi.handle
    SheetsApi.handle = lambda api, request: answers.handle(api, request, make)  # type: ignore[method-assign, assignment]

    class Gzip:
        compress = staticmethod(answers.compress)
        decompress = staticmethod(gzip.decompress)

    http.gzip = Gzip  # type: ignore[attr-defined, assignment]


class BigOffice:
    """The spreadsheet, and what is done to it."""

    def __init__(self, rows: int, folder: Path, google: Emulator, answers: Answers) -> None:
        self.folder, self.google, self.answers = folder, google, answers
        sheets = tabs(synthetic(rows))
        head = {**sheets, "Log": sheets["Log"][:1]}
        self.book = google.spreadsheet("Agency", head)
        google.credentials(folder / "key.json")
        config = CONFIG.format(key=self.book.key, url=google.url)
        (folder / "config.toml").write_text(config)
        for command in ("init", "now"):
            program = (sys.executable, "-m", "sheets_sync", command)
            done = subprocess.run(program, cwd=folder, stdout=subprocess.DEVNULL, check=False)
            if done.returncode not in (0, NEWLY_HELD):
                raise SystemExit(f"{program} ended with {done.returncode}")
        self.log: Sheet = self.book.sheet("Log")
        self.log.rows[1:] = [Row(self.log.edition, cells) for cells in sheets["Log"][1:]]
        self.changed(self.log)
        self.first_run()
        self.added = 0

    def first_run(self) -> None:
        """A run whose writes go into the tabs at once: in batches it would take minutes."""
        there = GoogleWorkbook._write_book
        GoogleWorkbook._write_book = self.writer()  # type: ignore[method-assign]
        try:
            for _ in range(2):
                sync_now(
                    load(self.folder / "config.toml"), Options(), datetime.now(UTC), lambda _: None
                )
        finally:
            GoogleWorkbook._write_book = there  # type: ignore[method-assign]

    def add(self, count: int) -> None:
        """Log rows of the last day."""
        at = 1 + max(
            row
            for row in range(len(self.log.rows))
            if self.log.rows[row].cells[:1] not in ([], [None])
        )
        for number in range(self.added, self.added + count):
            client, service = CLIENTS[number % 200], SERVICES[number % 40]
            cells: list[Any] = [serial(LAST_DAY), client, f"NEW-{number}", service]
            cells += [2, 30, "Anna K.", "phone"]
            self.log.rows.insert(at, Row(self.log.edition, cells))
            at += 1
        self.added += count
        self.changed(self.log)

    def blank(self) -> None:
        """Clear our columns in Log, below the header."""
        width = len(tabs_width(self.log))
        for row in self.log.rows[1:]:
            row.cells[width - OURS : width] = []
        self.changed(self.log)

    def balances(self) -> str:
        """The digest of the column Balance in Log, in cents."""
        at = self.log.rows[0].cells.index("Balance")
        cells = (row.cells[at] for row in self.log.rows[1:] if len(row.cells) > at)
        return digest(round(float(cell) * 100) for cell in cells if cell is not None)  # type: ignore[arg-type]

    def calls(self) -> dict[str, int]:
        """Calls and bytes on the wire since last asked."""
        entries = [each for each in self.google.journal.entries if each.kind != "token"]
        reads, writes = self.google.journal.calls
        self.google.journal.clear()
        log = self.answers.cells.pop(self.log.id, 0)
        self.answers.cells.clear()
        return {
            "log": log,
            "reads": reads,
            "writes": writes,
            "sent": sum(each.bytes_in for each in entries),
            "received": sum(each.bytes_out for each in entries),
        }

    def answer(self) -> dict[str, int]:
        """Write the last answer to a file; its size, and that of its compressed form."""
        body = self.answers.reply.body or b""
        (self.folder / "answer.json").write_bytes(body)
        return {"bytes": len(body), "zipped": len(self.answers.zipped)}

    def changed(self, sheet: Sheet) -> None:
        sheet.edits += 1
        self.book.changed(0)

    def writer(self) -> Callable[..., dict[CellPlace, CellLook]]:
        def write_book(workbook: GoogleWorkbook, *args: Any) -> dict[CellPlace, CellLook]:
            self._put(workbook, *args)
            return {}

        return write_book

    def _put(
        self, workbook: GoogleWorkbook, key: str, edits: Sequence[ColumnEdit], *_: Any
    ) -> None:
        for edit in edits:
            sheet = self.book.sheet(edit.ref)
            sheet.append("ROWS", max(edit.rows[-1] - sheet.height, 0))
            sheet.append("COLUMNS", max(edit.column + 1 - sheet.width, 0))
            for row, value in zip(edit.rows, edit.values, strict=True):
                _put(sheet, row - 1, edit.column, value)
            self.changed(sheet)
        book = workbook.book(key)
        facts = book.facts
        for ref in {edit.ref for edit in edits}:
            sheet, known = self.book.sheet(ref), facts.sheet(ref)
            if known is not None:
                facts = facts.with_sheet(replace(known, rows=sheet.height, columns=sheet.width))
        book.learn(facts)


def tabs_width(sheet: Sheet) -> list[Any]:
    return [cell for cell in sheet.rows[0].cells if cell is not None]


def _put(sheet: Sheet, row: int, column: int, value: Value) -> None:
    if isinstance(value, Link):
        value = value.text
    elif isinstance(value, Amount):
        value = value.number
    cell: Any = None if value is None else next(iter(extended(value).values()))
    if isinstance(value, Formula):
        cell, sheet.formulas = EmulatedFormula(cell), True
    cells = sheet.rows[row].cells
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def main() -> None:
    """Serve until stdin ends."""
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    answers = Answers()
    speed_up(answers)
    with Emulator() as google:
        office = BigOffice(rows, folder, google, answers)
        does: Mapping[str, Callable[[], object]] = {
            "row": lambda: office.add(1),
            "percent": lambda: office.add(rows // 100),
            "blank": office.blank,
            "digest": office.balances,
            "calls": office.calls,
            "answer": office.answer,
        }
        print(json.dumps("ready"), flush=True)
        for line in sys.stdin:
            print(json.dumps(does[line.strip()]()), flush=True)


if __name__ == "__main__":
    main()
