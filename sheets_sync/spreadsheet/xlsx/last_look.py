"""Whether files are still as they were read, just before others take their place (design §11)."""

from collections.abc import Collection, Mapping
from pathlib import Path

from sheets_sync.errors import SheetsSyncError, WorkbookMoved
from sheets_sync.files import is_there
from sheets_sync.spreadsheet.disk import FileState, read_file
from sheets_sync.spreadsheet.xlsx.open_elsewhere import refuse_open


def last_look(written: Collection[Path], basis: Mapping[Path, FileState]) -> None:
    """Just before ``written`` are exchanged: nobody opened them, nobody changed what was read,
    and none takes the place of a file that nobody read.

    ``basis`` are the states of all that was read. Raises ``TryAgainLater``, ``WorkbookMoved``,
    ``SheetsSyncError``.
    """
    for path in written:
        refuse_open(path)
        if path not in basis and is_there(path):
            raise SheetsSyncError(
                f"{path} is there already, and is not of our making; nothing was written.",
                "Move it away, or give it another name, and run again.",
            )
    for path, state in basis.items():
        if not state.same_stat(path) and not _same_bytes(path, state):
            raise moved(path)


def moved(path: Path) -> WorkbookMoved:
    """The file is no longer as it was read."""
    return WorkbookMoved(f"{path} was changed meanwhile; nothing was written.", "Run again.")


def _same_bytes(path: Path, state: FileState) -> bool:
    try:
        return read_file(path)[1].digest == state.digest
    except SheetsSyncError:
        return False
