"""Whoever shares a quota with others asks before each request; alone, nobody does (design §21)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Literal, TypeAlias

RequestKind: TypeAlias = Literal["read", "write"]
Admit: TypeAlias = Callable[[RequestKind], AbstractContextManager[None]]
"""Entered before a request of that kind, left when its answer has come, or none will."""

_admit: Admit | None = None


@contextmanager
def admitted_by(admit: Admit) -> Iterator[None]:
    """Within, ``admit`` is asked before every request of this process."""
    global _admit  # noqa: PLW0603 - one program, one run at a time
    before, _admit = _admit, admit
    try:
        yield
    finally:
        _admit = before


def admitted(method: str, path: str) -> AbstractContextManager[None]:
    """Leave for one request; at once where nobody is to be asked."""
    if _admit is None:
        return nullcontext()
    reads = method == "GET" or path.endswith(("ByDataFilter", ":search"))
    return _admit("read" if reads else "write")
