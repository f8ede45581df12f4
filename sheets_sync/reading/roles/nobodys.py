"""Rows that are read as any other, but for their client: a name that nobody in Clients bears. They
count nowhere; whose they were may be known (design §17)."""

from collections.abc import Hashable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.reading.cells import Rows, name_in
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.roles.clients import Clients


def strays_in(rows: Rows, clients: Clients, table: pd.DataFrame, unread: Mask) -> pd.DataFrame:
    """Those of a ``table`` that has all ``rows``, without its client, and with the ``name``
    (folded); ``unread`` are the rows whose client is not known, for whatever reason."""
    column = rows.columns["client"]
    at = np.flatnonzero(unread & ~column.blank)
    cells = {code: column.cells[code] for code in np.unique(column.codes[at]).tolist()}
    names = {
        code: fold(name_in(cell))
        for code, cell in cells.items()
        if clients.read(cell) is Code.UNKNOWN_CLIENT
    }
    at = at[np.isin(column.codes[at], [*names])]
    if not len(at):
        return _none(tuple(table.dtypes.items()))
    found = table.take(at).reset_index(drop=True)  # first: the table is large, these are few
    named = [names[code] for code in column.codes[at].tolist()]
    return found.drop(columns="client").assign(name=pd.Series(named, dtype=object))


@cache
def _none(kinds: tuple[tuple[Hashable, np.dtype[Any]], ...]) -> pd.DataFrame:
    """Nobody's rows, as of most tables, of columns of those kinds; nobody changes it."""
    columns = {name: pd.Series(dtype=kind) for name, kind in kinds if name != "client"}
    return pd.DataFrame({**columns, "name": pd.Series(dtype=object)})
