"""The names of clients as the last run knew them, for those who complete what is typed (§12).

A TAB must ask nothing of a network, nor take a workbook apart: the state remembers them.
"""

import json
from typing import Final

from sheets_sync.billing.tables import Book
from sheets_sync.config import Config
from sheets_sync.state.opening import view_state
from sheets_sync.state.port import Store

_KEY: Final = "clients.names"


def remember_names(store: Store, book: Book) -> None:
    """Keep them for the next TAB, where they are others than before."""
    text = json.dumps([client.name for client in book.clients], ensure_ascii=False)
    if store.memories.recall(_KEY) != text:
        store.memories.remember(_KEY, text)


def known_names(config: Config) -> list[str]:
    """Those of the last run; none where there was none. Raises as ``view_state``."""
    with view_state(config) as store:
        return names_in(store)


def names_in(store: Store) -> list[str]:
    """The same, of a state that is open."""
    told = json.loads(store.memories.recall(_KEY) or "[]")
    return [name for name in told if isinstance(name, str)] if isinstance(told, list) else []
