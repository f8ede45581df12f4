"""The emulator for tests: `with Emulator() as google: ...`."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from .cells import CellError, Extra, Formula
from .faults import Fault, Faults
from .journal import Journal
from .language.entry import ERROR_TYPES
from .model.api import SheetsApi
from .model.book import Book
from .model.sheet import Sheet
from .oauth import ServiceAccount
from .quota import Quota
from .server import Hook, Server

EPOCH = date(1899, 12, 30).toordinal()
OWNER = "person@example.com"


class Emulator:
    """A loopback Google: one service account, any number of spreadsheets of a person's."""

    def __init__(self, *, quota: bool = False, port: int = 0, clock: Callable[[], float] = time.time) -> None:  # fmt: skip
        self.api = SheetsApi(clock)
        self.account = ServiceAccount(clock=clock)
        self.server = Server(port, self.api, self.account, Quota(clock, on=quota))
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return self.server.root

    @property
    def faults(self) -> Faults:
        return self.server.faults

    @property
    def journal(self) -> Journal:
        return self.server.journal

    def credentials(self, path: Path) -> Path:
        """Write the key file, for its owner alone."""
        return self.account.write_key(path, self.url)

    def spreadsheet(
        self, title: str = "Agency", tabs: Mapping[str, Sequence[Sequence[Any]]] | None = None, *,
        locale: str = "en_US", time_zone: str = "Etc/GMT", role: str | None = "writer",
        columns: int = 26,
    ) -> Book:  # fmt: skip
        """A person's file, shared with the service account; ``tabs`` in place of Sheet1, each of so
        many ``columns`` at least."""
        with self.server.lock:
            book = self.api.create(title, locale=locale, time_zone=time_zone, owner=OWNER)
            book.share(self.account.email, role)
            for name, rows in (tabs or {}).items():
                fill(
                    book.add_sheet(name, max(len(rows), 1) + 100, max([columns, *map(len, rows)])),
                    rows,
                )
            if tabs:
                book.remove_sheet(0)
            return book

    def befall(self, fault: Fault) -> None:
        self.faults.add(fault)

    def on_request(self, hook: Hook) -> None:
        """Staff at work just before each call is applied."""
        self.server.before.append(hook)

    def off_duty(self) -> None:
        """No more staff at work."""
        self.server.before.clear()
        self.server.after.clear()

    def as_new(self) -> None:
        """Nothing scripted, nobody at work, nothing counted. Spreadsheets and tokens stay."""
        self.off_duty()
        self.faults.clear()
        self.journal.clear()

    def revoke_key(self) -> None:
        self.account.revoked = True
        self.account.expire_tokens()

    def expire_tokens(self) -> None:
        self.account.expire_tokens()


def fill(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> None:
    """Type rows into a tab, as its owner: dates become serials that look like dates."""
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            type_in(sheet, row, column, value)


def type_in(sheet: Sheet, row: int, column: int, value: Any) -> None:
    """Type one cell, the grid growing as needed. A Formula is a formula, any other text text."""
    if row >= sheet.height:
        sheet.append("ROWS", row + 1 - sheet.height)
    if column >= sheet.width:
        sheet.append("COLUMNS", column + 1 - sheet.width)
    if isinstance(value, date):
        kind = "DATE_TIME" if isinstance(value, datetime) else "DATE"
        sheet.set_extra(
            row, column, Extra({"numberFormat": {"type": kind, "pattern": "yyyy-mm-dd"}})
        )
    sheet.set(row, column, cell_of(value))


def cell_of(value: Any) -> Any:
    """A Python value as a cell of the emulator."""
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return value.toordinal() - EPOCH + seconds / 86_400
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    if isinstance(value, str) and value in ERROR_TYPES:
        return CellError(ERROR_TYPES[value], value)
    return None if value == "" and isinstance(value, str) else value


__all__ = ["CellError", "Emulator", "Formula", "cell_of", "fill", "type_in"]
