"""Whether files are still as they were read, just before others take their place (design §11)."""

from collections.abc import Collection, Mapping
from pathlib import Path

from sheets_sync.errors import SheetsSyncError
from sheets_sync.files import is_there
from sheets_sync.spreadsheet.disk import FileState, moved, unchanged
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
        if not unchanged(path, state):
            raise moved(path)
