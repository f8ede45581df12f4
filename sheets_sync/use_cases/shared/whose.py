"""The client whom a person names at a terminal (design §12)."""

from collections.abc import Sequence

from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant, nearest
from sheets_sync.errors import UsageError
from sheets_sync.reckoning import Reckoning


def find_client(reckoning: Reckoning, name: str) -> int:
    """The code of the client called ``name``, or whose name alone begins so; ``UsageError`` names
    those that begin so, or offers the nearest."""
    names = [client.name for client in reckoning.book.clients]
    if called := meant(name, names) or alone_begins(name, names):
        return names.index(called)
    near = nearest(name, names)
    known = f"The clients are: {', '.join(names[:12])}." if names else "There are no clients yet."
    cure = f'Did you mean "{near}"?' if near else known
    raise UsageError(f'No client is called "{name}".', cure)


def alone_begins(name: str, names: Sequence[str]) -> str:
    """The one of ``names`` that begins with ``name``, "" where none does; ``UsageError`` names
    several."""
    begin = [each for each in names if fold(name) and fold(each).startswith(fold(name))]
    if len(begin) > 1:
        several = ", ".join(begin[:12])
        raise UsageError(f'Several clients\' names begin with "{name}".', f"They are: {several}.")
    return begin[0] if begin else ""
