"""The client whom a person names at a terminal (design §12)."""

from collections.abc import Sequence
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant, nearest
from sheets_sync.errors import UsageError
from sheets_sync.reckoning import Reckoning

_LISTED: Final = 12


def find_client(reckoning: Reckoning, name: str) -> int:
    """The code of the client called ``name``, or whose name alone begins so; ``UsageError`` names
    those that begin so, or offers whom one may have meant."""
    names = [client.name for client in reckoning.book.clients]
    if called := meant(name, names) or alone_begins(name, names):
        return names.index(called)
    known = f"The clients are: {a_dozen_of(names)}." if names else "There are no clients yet."
    raise UsageError(f'No client is called "{name}".', whom_one_meant(name, names) or known)


def whom_one_meant(name: str, names: Sequence[str]) -> str:
    """Whom of ``names`` one may have meant who typed an unknown ``name``, as a sentence: the
    nearest, or those that have it within; "" where there are none."""
    has_it = [each for each in names if fold(name) and fold(name) in fold(each)]
    near = nearest(name, names) or (has_it[0] if len(has_it) == 1 else "")
    if near:
        return f'Did you mean "{near}"?'
    return f"Names with it are: {a_dozen_of(has_it)}." if has_it else ""


def a_dozen_of(names: Sequence[str]) -> str:
    """The first dozen of ``names``, and how many there are where they are more."""
    more = f", … ({len(names):,} in all)" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def alone_begins(name: str, names: Sequence[str]) -> str:
    """The one of ``names`` that begins with ``name``, "" where none does; ``UsageError`` names
    several."""
    begin = [each for each in names if fold(name) and fold(each).startswith(fold(name))]
    if len(begin) > 1:
        cure = f"They are: {a_dozen_of(begin)}."
        raise UsageError(f'Several clients\' names begin with "{name}".', cure)
    return begin[0] if begin else ""
