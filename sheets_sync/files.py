"""Files that users name, opened so that what is no file cannot hold a command up.

To open a pipe (FIFO) waits for somebody to write to it; a terminal or a device never ends.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from sheets_sync import system

_KINDS: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def open_file(path: Path) -> BinaryIO:
    """A file opened for reading. Raises ``OSError`` at once, its ``strerror`` in words, where
    ``path`` is anything else, or nothing."""
    check_file(path)
    # It may have been exchanged since: then, too, nothing waits.
    descriptor = os.open(path, system.READING)
    file = os.fdopen(descriptor, "rb")
    _refuse(path, os.fstat(descriptor).st_mode)
    return file


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises as ``open_file``."""
    with open_file(path) as file:
        return file.read()


def check_file(path: Path) -> None:
    """Raise ``OSError`` as ``open_file`` does, without opening it."""
    _refuse(path, path.stat().st_mode)


def _refuse(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))
