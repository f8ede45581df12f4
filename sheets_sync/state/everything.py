"""All that a state holds, as rows that are the same whatever store keeps them (design §21)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final, Protocol, TypeAlias

from sheets_sync.state.port import Store
from sheets_sync.state.row import Row

Everything: TypeAlias = Mapping[str, list[Row]]
"""Rows by table, in an order in which each may be put in."""

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "runs": ("id",),
    "changes": ("run", "position"),
    "column_sets": ("what",),
    "columns": ("what",),
    "quiet": (),
    "facts": ("key",),
    "episodes": ("id",),
    "invoices": ("number",),
    "errands": ("id",),
    "asks": ("client",),
    "mailings": ("id",),
    "letters": ("mailing",),
    "pages": ("token",),
}
"""What the rows of each are ordered by; columns stand in the order in which they were kept."""

BASE: Final = "invoices.base"
"""The fact after which invoice numbers have no gaps. Of a seller with several workbooks it is none
of one workbook's."""


class Movable(Store, Protocol):
    """A state that can be moved to another store, or take over what was in one."""

    def everything(self) -> Everything:
        """All that it holds, as of one moment."""

    def take_everything(self, everything: Everything) -> None:
        """Take over all that another state held, all or nothing, where it holds nothing itself.

        Raises ``SheetsSyncError`` where what is kept then is not the same.
        """

    def mark_moved(self, to: str) -> None:
        """From now on nobody opens it any more: it tells that its state is at ``to`` now."""


def ordered(tables: Everything) -> Everything:
    """The same rows, in the order of their tables and keys; the episode of no episode, which
    every store has, is none of them."""
    found = {
        table: sorted(tables[table], key=lambda row: tuple(row[each] for each in keys))
        for table, keys in TABLES.items()
    }
    return {**found, "episodes": [row for row in found["episodes"] if row["id"]]}


def content_hash(everything: Everything) -> str:
    """A hash of every fact that a state holds."""
    digest = hashlib.sha256()
    for table, rows in everything.items():
        for row in rows:
            if row.get("key") != BASE:
                digest.update(json.dumps([table, sorted(row.items())], default=bytes.hex).encode())
    return digest.hexdigest()


def holds_nothing(everything: Everything) -> bool:
    """Whether there is nothing in it; a seller's numbers are another's, too."""
    return not any(row.get("key") != BASE for rows in everything.values() for row in rows)
