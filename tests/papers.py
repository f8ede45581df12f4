"""Equal papers are drawn once a test session, by whichever of its processes asks first.

A paper takes a sixth of a second, and whole runs ask for the same one some thousand times, most of
them in a child forked for one command or one kill. "The same bytes for the same paper, in any
process" is what ``tests/notices/paper`` shows; it, and every process that is started rather than
forked, draws without this."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.notices.paper.own_look import PLAIN
from sheets_sync.words.language import Language

ASKING = {
    "sheets_sync.notices.texts.enclosed": ("draw_invoice", "draw_credit_note", "draw_statement"),
    "sheets_sync.notices.texts.statement_rows": ("draw_statement",),
}
"""Who asks for papers, and by which names."""

_DRAWN: dict[tuple[str, str, int], tuple[Language, bytes]] = {}
"""By who draws it, all that stands on it, and its language, kept so that no other has its id."""

_OPEN, _READ, _WRITE, _CLOSE, _MOVE = os.open, os.read, os.write, os.close, os.rename
"""As they are before a test puts a failing disk in their place."""

_MOST = 2**24
"""More bytes than any paper has."""


class Shelf:
    """Papers as files of a folder, for all processes of the session; None: nobody shares."""

    folder: Path | None = None

    def take(self, name: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            file = _OPEN(self.folder / name, os.O_RDONLY)
        except OSError:
            return None
        try:
            return _READ(file, _MOST)
        finally:
            _CLOSE(file)

    def put(self, name: str, paper: bytes) -> None:
        """Whole or not at all; where this process may not write, the next one draws again."""
        if self.folder is None:
            return
        part = self.folder / f"{name}.{os.getpid()}"
        try:
            file = _OPEN(part, os.O_WRONLY | os.O_CREAT)
        except OSError:
            return
        try:
            whole = _WRITE(file, paper) == len(paper)
        except OSError:
            whole = False
        finally:
            _CLOSE(file)
        if whole:
            _MOVE(part, self.folder / name)


SHELF = Shelf()


@pytest.fixture(scope="session", autouse=True)
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folder that the processes of this session share."""
    base = tmp_path_factory.getbasetemp()
    SHELF.folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "papers"
    SHELF.folder.mkdir(exist_ok=True)
    yield
    SHELF.folder = None


def pytest_runtest_setup() -> None:
    """Once letters are loaded: a test that needs none of them is not to wait for them."""
    for module, names in ASKING.items():
        asking = sys.modules.get(module)
        for name in names if asking else ():
            drawer = getattr(asking, name)
            if not hasattr(drawer, "drawn_once"):
                setattr(asking, name, _once(name, drawer))


def _once(name: str, drawer: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    def drawn(paper: Any) -> bytes:
        if paper.issuer.look != PLAIN:
            return drawer(paper)  # what its files hold is not in their names
        language, shown = paper.words.language, repr(replace(paper, words=None))
        key = name, shown, id(language)
        if key not in _DRAWN:
            _DRAWN[key] = language, _shared(name, shown, drawer, paper)
        return _DRAWN[key][1]

    drawn.drawn_once = True  # type: ignore[attr-defined]
    return drawn


def _shared(name: str, shown: str, drawer: Callable[[Any], bytes], paper: Any) -> bytes:
    """The paper off the shelf, or drawn and put there; a language that a test made is its own."""
    spoken = sys.modules.get(f"sheets_sync.words.{paper.words.code}")
    if spoken is None or spoken.LANGUAGE is not paper.words.language:
        return drawer(paper)
    place = sha256(f"{name} {paper.words.code} {shown}".encode()).hexdigest()
    taken = SHELF.take(place)
    if taken is None:
        taken = drawer(paper)
        SHELF.put(place, taken)
    return taken
