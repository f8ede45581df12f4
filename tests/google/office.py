"""A small agency on Google Sheets (the emulator), for whole runs."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sheets_sync.config import Config, load
from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options, Run
from sheets_sync.views import run_view
from tests.sheets_api.cells import Cell
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.book import Book
from tests.sheets_api.model.sheet import Sheet
from tests.sync.agency import NOW, SHEETS

CONFIG = """
[notices]
settle = "0m"
[workbook]
timezone = "UTC"
backend = "google"
spreadsheet = "{key}"
[google]
credentials = "key.json"
api_root = "{url}"
give_up_after = "{patience}"
answer_timeout = "{patience}"
"""

_FURNISHED: dict[tuple[str, str, str, str], Book] = {}
_KEPT = 12
"""So many of them: of large ones a process grows, and each fork of it copies its map."""


@dataclass
class Office:
    """A folder with a config and a key; a spreadsheet that a person made and shared."""

    google: Emulator
    folder: Path
    sheets: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=lambda: SHEETS)
    furnished: bool = True
    locale: str = "en_US"
    patience: str = "20s"
    more: str = ""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        alone = not any(self.folder.iterdir())
        self.book: Book = self.google.spreadsheet("Agency", self.sheets, locale=self.locale)
        self.key = self.google.credentials(self.folder / "key.json")
        self.path = self.folder / "config.toml"
        text = CONFIG.format(key=self.book.key, url=self.google.url, patience=self.patience)
        self.path.write_text(text + self.more, encoding="utf-8")
        if self.furnished:
            self._furnish(alone=alone)
            self.google.journal.clear()

    def _furnish(self, *, alone: bool) -> None:
        """By ``init``, which takes half a second, or as it once was of the same rows and config;
        only where nothing else lies in the folder that it could read."""
        rows = sha256(repr(self.sheets).encode()).hexdigest()
        key = (self.google.url, self.locale, self.more, rows)
        if alone and key in _FURNISHED:
            _FURNISHED[key] = _FURNISHED.pop(key)  # the last to go
            put_into(self.book, _FURNISHED[key])
            return
        self.init()
        if alone:
            while len(_FURNISHED) >= _KEPT:
                del _FURNISHED[next(iter(_FURNISHED))]
            _FURNISHED[key] = clone(self.google, self.book)
            del self.google.api.books[_FURNISHED[key].key]

    @property
    def config(self) -> Config:
        return load(self.path)

    def init(self) -> list[str]:
        return furnishing.furnish(self.config, None, lambda _: None)

    def run(self, moment: datetime = NOW, **options: bool) -> Run:
        return sync_now(self.config, Options(**options), moment, lambda _: None)

    def as_json(self, run: Run) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(run_view.as_json(run))
        return made

    def letters(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "outbox").glob("*.eml"))


def marks(book: Book) -> dict[int, dict[int, str]]:
    """The service's columns in the staff's tabs, by tab id and index."""
    found: dict[int, dict[int, str]] = {}
    ours = own_tabs(book)
    for mark in book.metadata:
        if mark["metadataKey"] == "sheets-sync.column":
            span = mark["location"]["dimensionRange"]
            if span.get("sheetId", 0) in ours:
                continue
            key = mark["metadataValue"].partition(" ")[0]
            found.setdefault(span.get("sheetId", 0), {})[span["startIndex"]] = key
    return found


def own_tabs(book: Book) -> set[int]:
    """The ids of the service's own tabs."""
    return {
        mark["location"]["sheetId"]
        for mark in book.metadata if mark["metadataKey"] == "sheets-sync.tab"
    }  # fmt: skip


def header_rows(book: Book) -> dict[int, int]:
    """Where the header mark of each tab stands, from 0."""
    return {
        mark["location"]["dimensionRange"].get("sheetId", 0): mark["location"]["dimensionRange"]["startIndex"]
        for mark in book.metadata if mark["metadataKey"] == "sheets-sync.header"
    }  # fmt: skip


def staff_cells(
    book: Book, ours: Mapping[int, Mapping[int, str]], headers: Mapping[int, int]
) -> dict[tuple[int, int, int], Cell]:
    """Every filled cell that is the staff's, by tab id, row and column: all but the service's
    tabs and, from the header row down, its columns."""
    skipped = own_tabs(book)
    return {
        (sheet.id, row, column): cell
        for sheet in book.sheets if sheet.id not in skipped
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line.cells)
        if cell is not None
        and not (column in ours.get(sheet.id, {}) and row >= headers.get(sheet.id, -1))
    }  # fmt: skip


def clone(google: Emulator, book: Book) -> Book:
    """A twin of a spreadsheet, under a key of its own."""
    twin = google.api.create("twin", owner="person@example.com")
    put_into(twin, book)
    return twin


def put_into(book: Book, other: Book) -> None:
    """Make a spreadsheet what another one is; its key stays."""
    book.put_back(other.keep())
    for sheet in book.sheets:
        sheet.edition = book.edition


def line_of(sheet: Sheet, row: int, columns: Sequence[int]) -> tuple[Cell, ...]:
    """Some cells of a row."""
    return tuple(sheet.cell(row, column) for column in columns)


def seeded(seed: int) -> random.Random:
    return random.Random(f"office {seed}")


def slices(scenarios: int, size: int = 25) -> list[range]:
    """Seeds for a test each: where thousands are tried, a fault shows early."""
    return [range(at, min(at + size, scenarios)) for at in range(0, scenarios, size)]
