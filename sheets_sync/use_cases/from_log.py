"""``sync init --from-log``: Clients and Prices out of the names that stand in the log (§15)."""

from typing import Final

import numpy as np

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.names import alike
from sheets_sync.columns.whole import filled
from sheets_sync.config import Config
from sheets_sync.reading.cells import Rows, name_in, rows_of
from sheets_sync.reading.error_cells import error_in
from sheets_sync.reading.headers import locate
from sheets_sync.reading.layout import LOG, STAFF_ROLES
from sheets_sync.reading.totals import without_totals
from sheets_sync.showing import encode
from sheets_sync.spreadsheet.protocol import ColumnEdit, Workbook
from sheets_sync.voice.counting import counted

_MADE: Final = (("clients", "client"), ("prices", "service"))


def fill_from_log(config: Config, workbook: Workbook) -> list[str]:
    """Write each client of the log into Clients and each service into Prices, once; say what was
    done. A tab that has rows already is left alone. Prices are for people to fill in."""
    snapshot = workbooks.read(config, workbook)
    places = locate(snapshot, reckoning.sources(config, snapshot), config.aliases())
    required = [c.key for c in LOG.staff_columns if c.required]
    rows = without_totals(rows_of(snapshot, places, LOG.key), required)[0].with_constants()
    whole = np.logical_and.reduce([~rows.columns[key].blank for key in required])
    rows = rows.where(whole)  # what has no date or no client may be a heading, or a sum
    edits, done = [], []
    for role, key in _MADE:
        source = next((each for each in places.sources[role] if not each.is_file), None)
        tab = STAFF_ROLES[role].name(config.workbook.words)
        if source is None or any(
            filled(snapshot.tabs[source.ref].columns[at], source.header_row)
            for at in source.columns.values()
        ):
            done.append(f"{tab} has rows already: none was made of the log.")
        elif names := _names(rows, key):
            first = source.header_row + 1
            at = range(first, first + len(names))
            values = [encode.text(name) for name in names]
            edits.append(ColumnEdit(source.ref, source.columns[key], at, values))
            done.append(f"Wrote {counted(len(names), 'name')} of the log into {source.ref}.")
    workbook.write(edits, snapshot)
    return done


def _names(rows: Rows, key: str) -> list[str]:
    """The different names in a column, as they were first written."""
    column = rows.columns[key]
    cells = (cell for cell, used in zip(column.cells, column.used, strict=True) if used)
    first: dict[str, str] = {}
    for name in (name_in(cell) for cell in cells if not error_in(cell)):
        first.setdefault(alike(name), name)
    return list(first.values())
