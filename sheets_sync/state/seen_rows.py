"""The log last seen and its amendments as columns of numbers, changes between runs as rows: for any
store that keeps tables."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from sheets_sync.billing.amendments import Amendments, LogMemory
from sheets_sync.billing.changes import Change, Changes, Posted
from sheets_sync.billing.seen import SEEN_COLUMNS, SeenRows
from sheets_sync.state.row import Row
from sheets_sync.state.runs import DETAIL_LIMIT
from sheets_sync.state.stored_arrays import Array, StoredColumns

SEEN_ROWS: Final = "seen"
AMENDED_ROWS: Final = "amended"
_DETAIL: Final = ("day", "client", "service", "minutes", "charge", "currency")
_TEXTS: Final = ("client", "service", "currency")


def memory_columns(memory: LogMemory) -> dict[str, StoredColumns]:
    """A memory of the log as columns, by what they are of."""
    old, of = memory.amendments.old, memory.amendments
    amended: dict[str, Array] = {**_arrays(old), "noticed": of.noticed, "at": of.at}
    return {
        SEEN_ROWS: (_arrays(memory.rows), _names(memory.rows)),
        AMENDED_ROWS: (amended, _names(old)),
    }


def memory_of_columns(rows: StoredColumns, amended: StoredColumns) -> LogMemory:
    """The memory again."""
    arrays, names = amended
    old = {name: each for name, each in arrays.items() if name in SEEN_COLUMNS}
    return LogMemory(_seen(*rows), Amendments(_seen(old, names), arrays["noticed"], arrays["at"]))


def change_rows(run: int, changes: Changes) -> list[Row]:
    """The changes of a run as rows, as far as they are kept in detail."""
    return [
        {
            "run": run,
            "position": position,
            "kind": each.kind,
            "source": each.source,
            "sheet_row": each.row,
            **_cells("old", each.old),
            **_cells("new", each.new),
        }
        for position, each in enumerate(changes.details(DETAIL_LIMIT))
    ]


def change(row: Row) -> Change:
    """The change of a row."""
    old, new = _posted(row, "old"), _posted(row, "new")
    return Change(row["kind"], row["source"], row["sheet_row"], old, new)


def _cells(which: str, row: Posted | None) -> Row:
    return {f"{which}_{name}": getattr(row, name) if row else None for name in _DETAIL}


def _posted(row: Row, which: str) -> Posted | None:
    if row[f"{which}_day"] is None:
        return None
    minutes, charge = (_number(row[f"{which}_{name}"]) for name in ("minutes", "charge"))
    client, service, currency = (str(row[f"{which}_{name}"]) for name in _TEXTS)
    return Posted(int(row[f"{which}_day"]), client, service, minutes, charge, currency)


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)


def _arrays(rows: SeenRows) -> dict[str, Array]:
    return {name: getattr(rows, name) for name in SEEN_COLUMNS}


def _names(rows: SeenRows) -> dict[str, tuple[str, ...]]:
    return {"clients": rows.clients, "services": rows.services, "currencies": rows.currencies}


def _seen(arrays: Mapping[str, Array], names: Mapping[str, Sequence[str]]) -> SeenRows:
    columns = {name: arrays.get(name, np.empty(0, kind)) for name, kind in SEEN_COLUMNS.items()}
    return SeenRows(
        **columns,
        clients=tuple(names["clients"]),
        services=tuple(names["services"]),
        currencies=tuple(names["currencies"]),
    )
