"""The last badge that a workbook file was given, kept in a small file beside it (design §17).

The file itself bears it, too. But a program that knows no locks may save an older copy over it, or
somebody may put one back: that bears an older badge, which a copy of the state knows, or none.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sheets_sync import system
from sheets_sync.errors import SheetsSyncError, TryAgainLater
from sheets_sync.files import file_bytes, where_it_leads
from sheets_sync.spreadsheet.disk import FULL, moved
from sheets_sync.spreadsheet.giving_way import draft_of

_BADGE: Final = re.compile(rb"[0-9a-f]+")
_MOST: Final = 1024
_MODE: Final = 0o666


def last_badge(path: Path) -> str:
    """The badge that the file of that name was given last; "" where nobody knows.

    Raises ``TryAgainLater`` while another service writes it, ``SheetsSyncError`` where it cannot be
    read.
    """
    beside = beside_of(path)
    try:
        said = file_bytes(beside, _MOST)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _told(error, beside) from error
    return _badge(said)


@contextmanager
def exchanging(path: Path, was: str, badge: str) -> Iterator[None]:
    """The badge in place of ``was``; while this lasts no other service exchanges it, where the disk
    has locks. Raises ``WorkbookMoved`` where one did since, and as ``last_badge``."""
    beside = beside_of(path)
    with _locked(beside, path) as descriptor:
        try:
            # By the descriptor: what is locked nobody else may read, on Windows.
            if _badge(os.read(descriptor, _MOST)) != was:
                raise moved(path)
            os.lseek(descriptor, 0, os.SEEK_SET)
            system.take_after(beside, descriptor, path.stat())
            os.ftruncate(descriptor, os.write(descriptor, badge.encode()))
            os.fsync(descriptor)
        except OSError as error:
            raise _told(error, beside) from error
        yield


def forget_last_badge(path: Path) -> None:
    """The file of that name is a new one, as one that ``init`` made, or found without anything of
    ours: whatever was there before is not. Raises ``OSError``."""
    beside_of(path).unlink(missing_ok=True)


def beside_of(path: Path) -> Path:
    """Where it is kept: under a name that folders do not show."""
    return draft_of(where_it_leads(path), "badge")


def _badge(said: bytes) -> str:
    """What the file says; "" where that is none: the power failed as it was made."""
    return said.decode() if _BADGE.fullmatch(said) else ""


@contextmanager
def _locked(beside: Path, path: Path) -> Iterator[int]:
    """The open file, nobody else's meanwhile. Where the disk has no locks, the moment between look
    and write is left, as with files that cannot exchange names (design §11)."""
    try:
        descriptor = _opened(beside)
    except OSError as error:
        raise _told(error, beside) from error
    if descriptor is None:
        raise moved(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(beside: Path) -> int | None:
    try:
        return system.lock_file(beside, _MODE)
    except OSError as error:
        if error.errno not in system.NO_LOCKS:
            raise
        return os.open(beside, os.O_RDWR)


def _told(error: OSError, beside: Path) -> SheetsSyncError:
    """``beside`` is what could not be read, or written."""
    if system.is_held(error):
        return TryAgainLater(f"{beside} is open in another program.", "Run again.")
    if error.errno in FULL:
        return SheetsSyncError(
            f"There is no room on the disk to write {beside}.", "Free some space and run again."
        )
    return SheetsSyncError(
        f"{beside}, by which a copy of the program is told that this one mails, cannot be read and "
        f"written: {error.strerror or error}.",
        "Let this user read and write it and its folder; where it is no file, move it away.",
    )
