"""Prices of a client whose name stands in a column that we do not read, whatever its header: they
are nobody else's, and wait (design §15)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.whole import coded
from sheets_sync.reading.meaning.cell_column import are_most, rows_where
from sheets_sync.reading.sources.places import Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab


def with_clients_beside(
    snapshot: Snapshot, clients: Sequence[Source], prices: Sequence[Source]
) -> Iterator[Source]:
    """The sources of ``prices``, a column most of whose filled cells are names of ``clients`` among
    their near ones; among their rivals where they have a Client that is blank beside it."""
    names = {name for each in clients for name in _names(snapshot.tabs[each.ref], each)}
    for source in prices:
        tab = snapshot.tabs[source.ref]
        at = next(_of_clients(tab, source, names), None)
        ours = source.columns.get("client")
        if at is None or "client" in {*source.near, *source.rivals, *source.constants}:
            yield source
        elif ours is None:
            yield replace(source, near={**source.near, "client": at})
        else:
            filled = _column(tab, source, at).codes != NONE
            beside = (filled & (_column(tab, source, ours).codes == NONE)).any()
            yield replace(source, rivals={**source.rivals, "client": at}) if beside else source


def _of_clients(tab: Tab, source: Source, names: set[str]) -> Iterator[int]:
    ours = {*source.columns.values(), *tab.marks.values()}
    taken = {*ours, *source.beside.values(), *source.ignored}
    for at in sorted({*range(len(tab.columns))} - taken):
        column = _column(tab, source, at)
        said = rows_where(column, lambda cell: fold(str(cell)) in names)
        if are_most(said, column):
            yield at


def _names(tab: Tab, source: Source) -> Iterator[str]:
    column = _column(tab, source, source.columns["client"])
    return (fold(str(column.cells[code])) for code in np.unique(column.codes) if code != NONE)


def _column(tab: Tab, source: Source, at: int) -> Packed:
    return coded(tab.columns[at], source.header_row)
