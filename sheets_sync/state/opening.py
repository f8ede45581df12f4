"""Where states are opened, and nowhere else: the store that the config names."""

from pathlib import Path

from sheets_sync.config import Config
from sheets_sync.state.port import Store
from sheets_sync.state.sqlite.opening import open_sqlite, view_sqlite


def open_state(config: Config) -> Store:
    """Open the state for writing, making or migrating it.

    Raises ``UsageError`` where its folder is missing or a newer program wrote it,
    ``SheetsSyncError`` where it is damaged, foreign, or may not be written.
    """
    return open_sqlite(config.state.path)


def view_state(config: Config) -> Store:
    """Open the state for looking only; never makes or migrates it.

    Absent, the view is empty. An older one is migrated in memory, in a copy. Raises as
    ``open_state``.
    """
    return view_file(config.state.path)


def view_file(path: Path) -> Store:
    """As ``view_state``, of a state in a file of its own: a backup."""
    return view_sqlite(path)
