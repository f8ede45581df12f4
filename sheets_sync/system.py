"""What the operating system decides, in one place: names that only POSIX has, modes, what a rename
and an open file mean. Windows and macOS take the same road wherever they have one.

Nobody has run this on Windows yet: tests hide the names that are missing there, and answer as
Windows does where a file is open (docs/running.md).
"""

import errno
import os
import shlex
import signal
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import BinaryIO, Final, Self

READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags to open a file for reading: what is no file makes nobody wait."""

_NEW: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_PRIVATE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_LOCK: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_TAKEN: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
"""How systems say that another process holds a lock."""
NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL})
"""How systems say that where a file lies nothing can be locked."""
OTHERS: Final = 0o077
OTHERS_CHANGE: Final = 0o022
"""Bits of a mode: others than the owner may do anything with a file; they may change it."""
_HERE: Final = -100
_EXCHANGE: Final = 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux's renameat2."""
_HELD: Final = frozenset({5, 32, 33})
"""Windows' own numbers: access denied (a rename onto an open file), sharing and lock violation."""


def has_modes() -> bool:
    """Whether the mode of a file says who may read it: on Windows it does not."""
    return hasattr(os, "geteuid")


def mode_of(path: Path) -> int:
    """The bits of the mode of a file or folder that say who may do what with it; 0 where nothing is
    there, nobody may look, or no mode says so: whoever opens it finds what is wrong."""
    if not has_modes():
        return 0
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def only_we_write(found: os.stat_result) -> bool:
    """Whether nobody but us can have written a file, as far as its mode tells."""
    return not has_modes() or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def only_we_read(found: os.stat_result) -> bool:
    """Whether nobody but us can read a file, or have written it: never so where no mode says so."""
    return has_modes() and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def new_file(path: Path, mode: int = _PRIVATE) -> BinaryIO:
    """A new file, open for writing, of that mode whatever the umask; raises ``FileExistsError``
    where there is anything already."""
    file = os.fdopen(os.open(path, _NEW, mode), "wb")
    if mode == _PRIVATE:
        path.chmod(mode)
    return file


def lock_file(path: Path, mode: int = _PRIVATE) -> int | None:
    """Lock the file ``path``, made where there is none, its owner's alone or of that mode. The
    descriptor to close when all is done; None where another process holds it. The system lets a
    lock go when its process ends, however it ends.

    Raises ``OSError`` where the file may not be opened, or where it lies nothing can be locked.
    """
    descriptor = os.open(path, _LOCK, mode)
    try:
        with suppress(PermissionError):  # another user's: it is as private as they made it
            if mode == _PRIVATE:
                path.chmod(mode)
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        if error.errno in _TAKEN:
            return None
        raise
    return descriptor


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows' own

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - POSIX' own

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def private_folder(folder: Path) -> None:
    """Make a folder that is its owner's alone; one that is there stays as it is."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    folder.chmod(_PRIVATE_FOLDER)


def take_after(path: Path, descriptor: int, old: os.stat_result) -> None:
    """Give an open file the mode and owner of an older one, as far as this system has them."""
    if hasattr(os, "fchown"):
        # Only root may give a file away; for others it stays theirs, as with any editor.
        with suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    if has_modes():
        path.chmod(old.st_mode & 0o7777)


def exchange_files(one: Path, other: Path) -> bool:
    """Give two files each other's name, at one stroke; False where this system, or the disk that
    they lie on, has no such thing. Raises ``FileNotFoundError`` where one is not there."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - a run that finds all as it was writes nothing

    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if not libc.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        return True
    if ctypes.get_errno() == errno.ENOENT:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(other))
    return False


def keep_folder(folder: Path) -> None:
    """Make a rename in ``folder`` outlive a loss of power; where no folder can be opened, a
    rename does so by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_all() -> None:
    """Make all that was written outlive a loss of power, at once: quicker than file by file."""
    if hasattr(os, "sync"):
        os.sync()


def is_held(error: OSError) -> bool:
    """Whether an error means that another program has the file open, as Excel does on Windows."""
    return getattr(error, "winerror", None) in _HELD


def words_of_command(line: str) -> Sequence[str] | str:
    """A command line as ``subprocess`` wants it; Windows parses it itself, backslashes and all."""
    return shlex.split(line) if os.name == "posix" else line


@contextmanager
def on_hangup(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Within, ``handler`` is called at SIGHUP, where there is such a signal."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is None:
        yield
        return
    before = signal.signal(hangup, handler)
    try:
        yield
    finally:
        signal.signal(hangup, before)


def tell_manager(address: str, data: bytes) -> None:
    """Send a datagram to the socket of a service manager; nothing where that cannot be."""
    family = getattr(socket, "AF_UNIX", None)
    if family is None:
        return
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as out:
        out.settimeout(0)  # a manager that reads nothing must not hold us up
        out.sendto(data, address)


def monotonic_microseconds() -> int:
    """The clock by which systemd goes."""
    return time.monotonic_ns() // 1000


class OpenFolder:
    """A folder that stays the one that was opened, whatever is put at its name meanwhile; no link
    in it is followed. Methods raise ``OSError``; where a folder cannot be opened (Windows) its path
    is gone by, and a link there is refused as it is met."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = None
        if hasattr(os, "O_DIRECTORY"):
            self._descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        elif path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def names(self) -> list[str]:
        """All that lies in it."""
        where = self._path if self._descriptor is None else self._descriptor
        return os.listdir(where)  # noqa: PTH208 - pathlib knows no descriptors

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """The bytes of a file of at most so many; None where there is no such file."""
        try:
            descriptor = self._opened(name, READING | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            return file.read(most + 1) if stat.S_ISREG(found.st_mode) else None

    def replace(self, name: str, data: bytes, mode: int, *, kept: bool) -> None:
        """Make ``name`` a file of ``data``, of that mode whatever the umask, at one stroke. If it
        is not ``kept`` through a loss of power, ``keep_all`` is to be called by and by."""
        draft = f".{name}.new"
        try:
            descriptor = self._opened(draft, _NEW, mode)
        except FileExistsError:  # of a run that was killed, or planted
            self.remove(draft)
            descriptor = self._opened(draft, _NEW, mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), mode)
                file.write(data)
                file.flush()
                if kept:
                    os.fsync(file.fileno())
            at = self._descriptor
            os.replace(self._name(draft), self._name(name), src_dir_fd=at, dst_dir_fd=at)
        except OSError:
            self.remove(draft)  # a full disk has the room again
            raise

    def allow(self, mode: int, name: str = "") -> None:
        """Add what ``mode`` allows to the mode of a file, or of the folder itself; nothing where
        there is no such file, or this user may not."""
        if self._descriptor is None or not hasattr(os, "fchmod"):
            return
        with suppress(OSError):
            at = self._opened(name or ".", READING | os.O_NOFOLLOW)
            try:
                found = os.fstat(at).st_mode
                if mode & ~found and (stat.S_ISREG(found) or not name):
                    os.fchmod(at, stat.S_IMODE(found) | mode)
            finally:
                os.close(at)

    def remove(self, name: str) -> None:
        """Remove a file, or a link, where there is one."""
        with suppress(FileNotFoundError):
            os.unlink(self._name(name), dir_fd=self._descriptor)

    def _opened(self, name: str, flags: int, mode: int = 0) -> int:
        return os.open(self._name(name), flags, mode, dir_fd=self._descriptor)

    def _name(self, name: str) -> str | Path:
        return name if self._descriptor is not None else self._path / name
