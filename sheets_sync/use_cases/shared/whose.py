"""The client whom a person names at a terminal."""

from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant, nearest
from sheets_sync.errors import UsageError
from sheets_sync.reckoning import Reckoning


def find_client(reckoning: Reckoning, name: str) -> int:
    """The code of the client called ``name``, or whose name alone begins so; ``UsageError`` names
    those that begin so, or offers the nearest."""
    names = [client.name for client in reckoning.book.clients]
    folded = [fold(each) for each in names]
    if called := meant(name, names):
        return names.index(called)
    begin = [code for code, each in enumerate(folded) if fold(name) and each.startswith(fold(name))]
    if len(begin) == 1:
        return begin[0]
    if begin:
        several = ", ".join(names[code] for code in begin[:12])
        raise UsageError(f'Several clients\' names begin with "{name}".', f"They are: {several}.")
    near = nearest(name, names)
    known = f"The clients are: {', '.join(names[:12])}." if names else "There are no clients yet."
    cure = f'Did you mean "{near}"?' if near else known
    raise UsageError(f'No client is called "{name}".', cure)
