"""Letters as .eml files in a folder: the transport that mails nobody (design §13)."""

import os
from pathlib import Path
from typing import Protocol

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.notice import Letter


class DeliveryError(SheetsSyncError):
    """A letter did not go; it may be tried again, the same bytes."""


class Transport(Protocol):
    """What takes frozen letters."""

    def accepted(self, letter: Letter) -> bool:
        """Whether this very letter has gone already, as far as can be told."""

    def send(self, letter: Letter) -> None:
        """Let it go; raises ``DeliveryError`` where it certainly did not."""


class FolderTransport:
    """Writes each letter whole or not at all; writing one again changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def accepted(self, letter: Letter) -> bool:
        """Whether the file is there with these bytes."""
        try:
            return (self._folder / letter.file).read_bytes() == letter.data
        except OSError:
            return False

    def send(self, letter: Letter) -> None:
        """Write the file durably; never over another letter."""
        target = self._folder / letter.file
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if target.exists() and target.read_bytes() != letter.data:
                raise DeliveryError(
                    f"Another letter lies at {target}.", "Move it away; this one goes next time."
                )
            _write_whole(target, letter.data)
        except OSError as error:
            raise DeliveryError(
                f"The letter {target} could not be written: {error.strerror or error}.",
                "Check the folder in mail.folder and the space on its disk.",
            ) from error


def _write_whole(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{target.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened, and a rename is durable by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
