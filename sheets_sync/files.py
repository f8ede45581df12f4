"""Files that users name, opened so that what is no file cannot hold a command up.

To open a pipe (FIFO) waits for somebody to write to it; a terminal or a device never ends.
"""

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO, Final

from sheets_sync import system

MOST: Final = 64 << 20
"""Bytes of a file that is no workbook: configs, keys, notes and letters have far fewer."""

_KINDS: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


_NOWHERE: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


def open_file(path: Path) -> BinaryIO:
    """A file opened for reading. Raises ``OSError`` at once, its ``strerror`` in words, where
    ``path`` is anything else, or nothing."""
    check_file(path)
    # It may have been exchanged since: then, too, nothing waits.
    descriptor = os.open(path, system.READING)
    file = os.fdopen(descriptor, "rb")
    _refuse(path, os.fstat(descriptor).st_mode)
    return file


def file_bytes(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file. Raises as ``open_file``, and where it has more than ``most``: such a
    one would fill the memory before anybody looked at it."""
    with open_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise OSError(errno.EFBIG, f"it has more than {most >> 20:,} MiB", str(path))
        return bytes_in(file, size)


def bytes_in(file: BinaryIO, size: int) -> bytes:
    """The bytes of an open file that said it has ``size``, and one more where it grew since:
    nobody who keeps on writing keeps us reading."""
    return file.read(size + 1) or b""  # nothing at all where a file of the system makes one wait


def json_in(path: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """What a file of JSON says. Raises as ``file_bytes``, and ``ValueError`` where it is none;
    brackets without end, which Python's reader gives up on in its own way, are none either."""
    try:
        return json.loads(file_bytes(path))
    except RecursionError as error:
        raise ValueError(f"{path} is nested too deeply") from error


def is_there(path: Path) -> bool:
    """Whether anything has that name. What this user may not even look at has: whoever opens it
    tells why. A name that is too long for the disk nothing can have."""
    try:
        path.stat()
    except OSError as error:
        return error.errno not in _NOWHERE
    return True


def where_it_leads(path: Path) -> Path:
    """The absolute path that a path comes to, its links followed; one that leads in a circle as far
    as that goes: whoever opens it tells why."""
    return Path(os.path.realpath(path))


def in_the_way(path: Path) -> str:
    """What ``path`` is, in words, where something other than a file bears that name; else ""."""
    try:
        check_file(path)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or str(error)
    return ""


def replace_file(path: Path, data: bytes) -> None:
    """Make ``path`` a file of ``data``, its owner's alone, at one stroke. Raises ``OSError``."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with system.new_file(draft) as new:
            new.write(data)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)  # a full disk has the room again
        raise


def check_file(path: Path) -> None:
    """Raise ``OSError`` as ``open_file`` does, without opening it."""
    _refuse(path, path.stat().st_mode)


def _refuse(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))
