"""Workbook files on the disk: read whole, and replaced at one stroke.

A file is replaced by a new one that was written beside it and fsynced, so that whoever looks
finds the old file or the new one, never a part of either (design §11).
"""

import errno
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sheets_sync import system
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError, TryAgainLater, UsageError, WorkbookMoved
from sheets_sync.files import bytes_in, is_there, open_file, where_it_leads
from sheets_sync.spreadsheet.giving_way import draft_of, free_name, given_way, giving_way

_MOST: Final = 2 << 30
"""Bytes of a workbook file: a larger one is something else, and would fill the memory."""

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""How systems say that there is no room for what is written."""
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True)
class FileState:
    """A file as it was read: its stat, and a digest of its bytes."""

    size: int
    changed_ns: int
    inode: int
    digest: str

    def same_stat(self, path: Path) -> bool:
        """Whether the file looks untouched since, without reading it."""
        try:
            now = path.stat()
        except OSError:
            return False
        return (self.size, self.changed_ns, self.inode) == (
            now.st_size,
            now.st_mtime_ns,
            now.st_ino,
        )


def read_file(path: Path) -> tuple[bytes, FileState]:
    """The bytes of a workbook file, and its state.

    Raises ``UsageError`` where there is none, ``SheetsSyncError`` where it cannot be read or is
    far too large, ``TryAgainLater`` where somebody writes to it meanwhile.
    """
    try:
        with open_file(path) as file:
            status = os.fstat(file.fileno())
            _refuse_too_large(path, status.st_size)
            data = bytes_in(file, status.st_size)
            after = os.fstat(file.fileno())
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(path) from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder, not a workbook.", "Mend workbook.path.") from None
    except OSError as error:
        if system.is_held(error):
            raise TryAgainLater(
                f"{path} is open in another program, which lets nobody read it.",
                "Close it there (Excel, most likely) and run again.",
            ) from error
        forbidden = error.errno in _FORBIDDEN
        raise SheetsSyncError(
            f"{path} cannot be read: {error.strerror}.",
            "Let this user read it, or mend workbook.path." if forbidden else "Mend workbook.path.",
        ) from error
    if (status.st_size, status.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise TryAgainLater(
            f"{path} is being written just now.", "Run again once it is saved to its end."
        )
    return data, file_state(status, data)


def _missing(path: Path) -> UsageError:
    """No such workbook; ``init`` makes one, but no folder for it."""
    folder = where_it_leads(path).parent
    if not folder.is_dir():
        return UsageError(
            f"There is no workbook {path}: the folder {folder} does not exist.",
            "Make that folder, or mend workbook.path or the tabs in the config.",
        )
    return UsageError(
        f"There is no workbook {path}.",
        "Make it with `sheets-sync init`, or mend workbook.path or the tabs in the config. Where "
        "it was there before, see first that its disk or share is.",
    )


def _refuse_too_large(path: Path, size: int) -> None:
    if size > _MOST:
        raise SheetsSyncError(
            f"{path} has {size:,} bytes: no workbook has that many.", "Mend workbook.path."
        )


def file_state(status: os.stat_result, data: bytes) -> FileState:
    """The state of a file with that stat and those bytes."""
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    return FileState(status.st_size, status.st_mtime_ns, status.st_ino, digest)


def replace_files(
    contents: Mapping[Path, bytes],
    last_look: Callable[[], None],
    basis: Mapping[Path, FileState] = MappingProxyType({}),
) -> dict[Path, FileState]:
    """Put new contents in place of the files (or make them); all are written before the first
    is exchanged, and ``last_look`` may still refuse just before that. ``basis`` are the files as
    they were read: none takes the place of another one, as far as the system can tell.

    Returns the new states. Raises ``SheetsSyncError`` with the files untouched where there is
    no room or no right, ``UsageError`` where there is no folder for one, ``WorkbookMoved`` where
    somebody saved one in the last moment.
    """
    staged: list[tuple[Path, Path, Path]] = []
    states: dict[Path, FileState] = {}
    done: list[Path] = []
    path = Path()
    try:
        for path, data in contents.items():
            target = where_it_leads(path)
            _bring_back(path, target)
            temporary = draft_of(target)
            staged.append((path, target, temporary))
            states[path] = _write_new(temporary, target, data)
        last_look()
        for path, target, temporary in staged:
            if not unchanged(temporary, states[path]):  # another service writes it, too
                raise moved(path)
            _take_the_place(temporary, target, path, states[path], basis.get(path))
            done.append(path)
        for path in done:
            system.keep_folder(where_it_leads(path).parent)
    except OSError as error:
        raise _told(error, path, done) from error
    finally:
        for _, _, temporary in staged:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return states


def moved(path: Path) -> WorkbookMoved:
    """The file is no longer as it was read."""
    return WorkbookMoved(f"{path} was changed meanwhile; nothing was written.", "Run again.")


def unchanged(path: Path, since: FileState) -> bool:
    """Whether a file is still the one that was read, or holds the same bytes."""
    if since.same_stat(path):
        return True
    try:
        return read_file(path)[1].digest == since.digest
    except SheetsSyncError:
        return False


def _take_the_place(
    draft: Path, target: Path, path: Path, ours: FileState, was: FileState | None
) -> None:
    """Exchange the two, look at what gave way to ``ours``, and put it back where it is not ``was``,
    which was read: between a look and a rename somebody may save. Where the system cannot exchange
    files, a rename has to do."""
    if was is None:
        draft.replace(target)
        return
    new = draft.replace(giving_way(target, was.digest, ours.digest))
    try:
        if not system.exchange_files(new, target):
            new.replace(target)
        elif is_there(new) and not unchanged(new, was):  # not there: some disks only rename
            _put_back(new, target, ours)
            raise moved(path)
    except FileNotFoundError:
        raise moved(path) from None
    finally:
        if unchanged(new, was) or unchanged(new, ours):  # anything else is somebody's
            with suppress(OSError):
                new.unlink()


def _put_back(new: Path, target: Path, ours: FileState) -> None:
    """Unless somebody saved once more: what came last stays, and the next run keeps the other."""
    back = unchanged(target, ours) and system.exchange_files(new, target)
    if back and not unchanged(new, ours):
        system.exchange_files(new, target)


def _bring_back(path: Path, target: Path) -> None:
    """What somebody saved in the moment in which a run was stopped: it takes its place again, or,
    where ``target`` was saved since, lies beside it under a name that people see.

    Raises ``WorkbookMoved``, ``SheetsSyncError``; what was nobody's goes in silence.
    """
    for left, was, ours in given_way(target):
        found, there = _digest(left), _digest(target)
        if found.startswith((was, ours)):
            left.unlink(missing_ok=True)
        elif there.startswith(ours):
            left.replace(target)
            raise moved(path)
        elif found and there:
            kept = left.replace(free_name(target))
            raise SheetsSyncError(
                f"Somebody saved {path} in the moment in which a run was stopped, and it was saved "
                f"again since. What they saved lies in {kept.name}; nothing was written.",
                "Take over from there what is missing, and run again.",
            )


def _digest(path: Path) -> str:
    """Of a file's bytes; "" where it cannot be read."""
    try:
        return read_file(path)[1].digest
    except SheetsSyncError:
        return ""


def _write_new(temporary: Path, target: Path, data: bytes) -> FileState:
    """A new file with ``data``, with mode and owner of the one whose place it will take; what it is
    then."""
    temporary.unlink(missing_ok=True)
    with system.new_file(temporary, 0o666) as file:
        if target.exists():
            system.take_after(temporary, file.fileno(), target.stat())
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return file_state(os.fstat(file.fileno()), data)


def _told(error: OSError, path: Path, done: Sequence[Path]) -> SheetsSyncError:
    """What stopped us at ``path``, and what became of it and of the files exchanged before."""
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not path.exists():
        return _missing(path)
    stays = _left(path, done)
    if system.is_held(error):
        return TryAgainLater(
            f"{path} is open in another program; {stays}.",
            "Close it there (Excel, most likely) and run again.",
        )
    if error.errno in FULL:
        return SheetsSyncError(
            f"There is no room on the disk to write {path}; {stays}.",
            "Free some space and run again.",
        )
    if error.errno in _FORBIDDEN:
        return SheetsSyncError(
            f"{path} or its folder may not be written; {stays}.",
            "Let this user write the file and its folder.",
        )
    return SheetsSyncError(
        f"{path} could not be written ({error.strerror}); {stays}.",
        "Mend that and run again.",
    )


def _left(path: Path, done: Sequence[Path]) -> str:
    if path in done:
        return "the new one is there, but the disk may lose it if power fails now"
    others = f", but {', '.join(map(str, done))} was written" if done else ""
    return f"it stays as it was{others}"
