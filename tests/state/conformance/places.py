"""Where states lie that the suite is run on."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sheets_sync.state.port import Store
from sheets_sync.state.postgres.connecting import connect
from sheets_sync.state.postgres.known_workbooks import find_workbook
from sheets_sync.state.postgres.opening import open_postgres, view_postgres
from sheets_sync.state.sqlite.opening import open_sqlite, view_sqlite
from tests.postgres import SHARED, Server
from tests.state.conformance.python_store import Everything, PythonStore


class Place(Protocol):
    """One state: absent at first, and opened as often as a test likes, at the same time too."""

    def open(self) -> Store:
        """As ``state.opening.open_state``."""

    def view(self) -> Store:
        """As ``state.opening.view_state``."""

    def exists(self) -> bool:
        """Whether anything was made there."""


class SqlitePlace:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "state.sqlite3"

    def open(self) -> Store:
        return open_sqlite(self._path)

    def view(self) -> Store:
        return view_sqlite(self._path)

    def exists(self) -> bool:
        return self._path.exists()


class PythonPlace:
    def __init__(self, _folder: Path) -> None:
        self._kept: list[Everything] = []

    def open(self) -> Store:
        if not self._kept:
            self._kept.append(Everything())
        return PythonStore(self._kept)

    def view(self) -> Store:
        return PythonStore(self._kept or [Everything()], may_write=False)

    def exists(self) -> bool:
        return bool(self._kept)


class PostgresPlace:
    """A workbook in a database that has those of the other tests, too."""

    def __init__(self, server: Server) -> None:
        self._state = server.state(SHARED, uuid4().hex)

    def open(self) -> Store:
        return open_postgres(self._state)

    def view(self) -> Store:
        return view_postgres(self._state)

    def exists(self) -> bool:
        with closing(connect(self._state)) as connection:
            return find_workbook(connection, self._state) is not None


PLACES = ("sqlite", "python", "postgres")


def place_called(name: str, folder: Path, fixture: Callable[[str], Server]) -> Place:
    """A new place; ``fixture`` knows the server."""
    if name == "postgres":
        return PostgresPlace(fixture(name))
    return SqlitePlace(folder) if name == "sqlite" else PythonPlace(folder)
