"""The folder that a web server shows: a folder a client, named by their token (design §19).

Each file is written whole or not at all, and only where it differs. What is not ours stays as it
is; a link is never followed. No error that is raised here tells a token.
"""

import errno
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sheets_sync.errors import SheetsSyncError
from sheets_sync.files import MOST
from sheets_sync.state.published import is_token
from sheets_sync.system import OpenFolder, keep_all, keep_folder

FILE_MODE: Final = 0o644
FOLDER_MODE: Final = 0o711
"""A web server, which is another user as a rule, finds what it is asked for, and lists nothing: who
could list the folder would know all tokens."""

FIRST: Final = "index.html"
"""The page that an address leads to; every client's folder has one."""

_OURS: Final = re.compile(r"\.?(index|prices|\d{4}-\d{2}|statement)\.(html|csv|pdf)(\.new)?")
_CURE: Final = (
    "Let this user write there, free some space, or name another folder in publish.folder."
)
_IN_ITS_PLACE: Final = frozenset({errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ELOOP})
_REFUSED: Final = frozenset({errno.EACCES, errno.EPERM})
_TAKE_AWAY: Final = (
    "Something else lies in its place, a link, a file or a folder: take it away, and let"
    " `sheets-sync publish` write anew (`sheets-sync publish list` has the addresses)."
)


class OnePageError(SheetsSyncError):
    """Something is in the way of one page alone: others can be written."""


class Site:
    """The folder of all pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._many = False

    @contextmanager
    def many_pages(self) -> Iterator[None]:
        """Within, pages are not made to outlive a loss of power one by one, but all at the end."""
        self._many = True
        try:
            yield
        finally:
            self._many = False
            keep_all()

    def prepare(self) -> None:
        """Make the folder where there is none, and what is missing of its path, which a web server
        goes by; one that is there stays as it is."""
        with self._told("its folder"):
            for each in (*reversed(self._folder.parents), self._folder):
                if not each.is_dir():
                    _make(each)

    def write(
        self, token: str, whose: str, pages: Mapping[str, bytes], kept: frozenset[str]
    ) -> int:
        """Make the page of a token out of ``pages`` (by name), beside those ``kept`` as they are;
        whatever else of ours lies there goes. How many files were written. ``whose`` is told where
        that fails (``SheetsSyncError``)."""
        with self._told(whose):
            path = self._made(token)
            with OpenFolder(path) as folder:
                there = _ours(folder)
                differing = [
                    name
                    for name, page in pages.items()
                    if name not in there or folder.bytes_of(name, MOST) != page
                ]
                for name in differing:
                    folder.replace(name, pages[name], FILE_MODE, kept=not self._many)
                for name in there - pages.keys() - kept:
                    folder.remove(name)
                folder.allow(FOLDER_MODE)
                for name in there & pages.keys():
                    folder.allow(FILE_MODE, name)
            if differing and not self._many:
                keep_folder(path)
        return len(differing)

    def look_at(self, token: str, whose: str) -> None:
        """Raise as ``write`` would where something else lies in the place of a page or of a file of
        it, or may not be written. Changes nothing."""
        path = self._folder / token
        with self._told(whose):
            if not os.path.lexists(path):
                return  # it is made with its page
            with OpenFolder(path) as folder:
                there = [path / name for name in _ours(folder)]
            blocked = any(each.is_dir() and not each.is_symlink() for each in there)
            if blocked or not os.access(path, os.W_OK | os.X_OK):
                code = errno.EISDIR if blocked else errno.EACCES
                raise OSError(code, os.strerror(code))

    def amend(self, token: str, name: str, whose: str, change: Callable[[bytes], bytes]) -> None:
        """Make what ``change`` makes of it out of a file that is there. ``whose`` as above."""
        with self._told(whose), OpenFolder(self._folder / token) as folder:
            before = folder.bytes_of(name, MOST)
            after = change(before) if before is not None else None
            if after is not None and after != before:
                folder.replace(name, after, FILE_MODE, kept=not self._many)

    def holds(self, token: str, name: str) -> bool:
        """Whether there is a file of that name."""
        try:
            with OpenFolder(self._folder / token) as folder:
                return folder.bytes_of(name, 0) is not None
        except OSError:
            return False

    def count(self, token: str) -> int:
        """How many files of ours lie there; 0 where that cannot be told."""
        try:
            with OpenFolder(self._folder / token) as folder:
                return len(_ours(folder))
        except OSError:
            return 0

    def others(self, known: Collection[str]) -> int:
        """How many pages lie at addresses whose tokens are not ``known``."""
        try:
            names = [each for each in os.listdir(self._folder) if is_token(each)]  # noqa: PTH208 - names
        except OSError:
            return 0
        return sum(self.holds(each, FIRST) for each in names if each not in known)

    def remove(self, token: str, whose: str) -> bool:
        """Remove all of ours; whether nothing is left there, or something that is not ours."""
        path = self._folder / token
        with self._told(whose):
            try:
                with OpenFolder(path) as folder:
                    for name in _ours(folder):
                        folder.remove(name)
                    left = folder.names()
            except FileNotFoundError:
                return True
            if not left:
                path.rmdir()
            return not left

    def is_down(self, token: str) -> bool:
        """Whether surely nothing of ours lies there: a folder that cannot be looked into may show
        all that it did."""
        try:
            with OpenFolder(self._folder / token) as folder:
                return not _ours(folder)
        except OSError as fault:
            return isinstance(fault, FileNotFoundError)

    def _made(self, token: str) -> Path:
        path = self._folder / token
        if not path.is_dir() or path.is_symlink():
            _make(path)  # refused where a link or a file lies there
        return path

    @contextmanager
    def _told(self, whose: str) -> Iterator[None]:
        """Within, an error of the disk is told without the names that it is about."""
        try:
            yield
        except OSError as error:
            what = error.strerror or type(error).__name__
            cure = _TAKE_AWAY if error.errno in _IN_ITS_PLACE else _CURE
            said = f"{self._folder}: {whose} could not be written ({what})."
            kind = OnePageError if self._of_one_page(error) else SheetsSyncError
            raise kind(said, cure) from None

    def _of_one_page(self, error: OSError) -> bool:
        if error.errno in _REFUSED:
            return os.access(self._folder, os.W_OK | os.X_OK)
        return error.errno in _IN_ITS_PLACE


def _make(folder: Path) -> None:
    folder.mkdir(FOLDER_MODE)
    folder.chmod(FOLDER_MODE)  # whatever the umask


def _ours(folder: OpenFolder) -> set[str]:
    return {name for name in folder.names() if _OURS.fullmatch(name)}
