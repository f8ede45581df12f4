"""Where states lie that the suite is run on."""

from pathlib import Path
from typing import Protocol

from sheets_sync.state.port import Store
from sheets_sync.state.sqlite.opening import open_sqlite, view_sqlite
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


PLACES = {"sqlite": SqlitePlace, "python": PythonPlace}
