"""Equal papers are drawn once a test session.

A paper takes a sixth of a second, and whole runs ask for the same one some thousand times. "The
same bytes for the same paper" is what ``tests/notices/paper`` shows; it, and every child process,
draws without this."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sheets_sync.notices.paper.own_look import PLAIN
from sheets_sync.words.language import Language

ENCLOSED = "sheets_sync.notices.enclosed"
DRAWERS = ("draw_invoice", "draw_credit_note", "draw_statement")

_DRAWN: dict[tuple[str, str, int], tuple[Language, bytes]] = {}
"""By who draws it, all that stands on it, and its language, kept so that no other has its id."""


def pytest_runtest_setup() -> None:
    """Once letters are loaded: a test that needs none of them is not to wait for them."""
    enclosed = sys.modules.get(ENCLOSED)
    for name in DRAWERS if enclosed else ():
        drawer = getattr(enclosed, name)
        if not hasattr(drawer, "drawn_once"):
            setattr(enclosed, name, _once(name, drawer))


def _once(name: str, drawer: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    def drawn(paper: Any) -> bytes:
        if paper.issuer.look != PLAIN:
            return drawer(paper)  # what its files hold is not in their names
        language = paper.words.language
        key = name, repr(replace(paper, words=None)), id(language)
        if key not in _DRAWN:
            _DRAWN[key] = language, drawer(paper)
        return _DRAWN[key][1]

    drawn.drawn_once = True  # type: ignore[attr-defined]
    return drawn
