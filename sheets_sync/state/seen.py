"""The rows last seen and the amendments, kept with the last good run that saw them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np

from sheets_sync.billing.amendments import Amendments, Memory
from sheets_sync.billing.changes import Change, Changes, Posted
from sheets_sync.billing.seen import SEEN_COLUMNS, SeenRows
from sheets_sync.state.columns import Array, read_columns, write_columns
from sheets_sync.state.runs import Counts, write_good
from sheets_sync.state.store import Row, Store, Value

DETAIL_LIMIT: Final = 1000
"""Changes kept in detail for each run; their numbers are always exact."""

KEPT_RUNS: Final = 200
"""Details of changes are kept for this many good runs."""

_SEEN: Final = "seen"
_AMENDED: Final = "amended"
_DETAIL: Final = ("day", "client", "service", "minutes", "charge", "currency")


def load_memory(store: Store) -> Memory | None:
    """What the last good run left, or None where there is none."""
    rows, amended = read_columns(store, _SEEN), read_columns(store, _AMENDED)
    if rows is None or amended is None:
        return None
    arrays, names = amended
    noticed, at = arrays.pop("noticed"), arrays.pop("at")
    return Memory(_seen(*rows), Amendments(_seen(arrays, names), noticed, at))


def finish_run(
    store: Store,
    run: int,
    counts: Counts,
    now: datetime,
    memory: Memory,
    changes: Changes,
    message: str = "",
) -> None:
    """Record a good run with all that the next one needs, in one transaction.

    The numbers of rows added, gone and changed are taken from ``changes``.
    """
    counts = replace(
        counts,
        added=len(changes.added),
        gone=len(changes.gone),
        changed=len(changes.changed),
    )
    with store.transaction():
        write_good(store, run, counts, now, message)
        write_columns(store, _SEEN, run, _arrays(memory.rows), _names(memory.rows))
        old = memory.amendments.old
        extra: dict[str, Array] = {
            "noticed": memory.amendments.noticed,
            "at": memory.amendments.at,
        }
        write_columns(store, _AMENDED, run, {**_arrays(old), **extra}, _names(old))
        _write_changes(store, run, changes)


def read_changes(store: Store, run: int) -> list[Change]:
    """The changes that a run found, at most DETAIL_LIMIT of them."""
    rows = store.rows("SELECT * FROM changes WHERE run = ? ORDER BY position", (run,))
    return [
        Change(
            row["kind"], row["source"], row["sheet_row"], _posted(row, "old"), _posted(row, "new")
        )
        for row in rows
    ]


def _write_changes(store: Store, run: int, changes: Changes) -> None:
    details = changes.details(DETAIL_LIMIT)
    rows: list[list[Value]] = [
        [run, position, each.kind, each.source, each.row, *_cells(each.old), *_cells(each.new)]
        for position, each in enumerate(details)
    ]
    store.many("INSERT INTO changes VALUES (?,?,?,?,?, ?,?,?,?,?,?, ?,?,?,?,?,?)", rows)
    store.execute(
        "DELETE FROM changes WHERE run NOT IN"
        " (SELECT id FROM runs WHERE status = 'good' ORDER BY id DESC LIMIT ?)",
        (KEPT_RUNS,),
    )


def _cells(row: Posted | None) -> list[Value]:
    return [getattr(row, name) if row else None for name in _DETAIL]


def _posted(row: Row, which: str) -> Posted | None:
    values = {name: row[f"{which}_{name}"] for name in _DETAIL}
    return Posted(**values) if values["day"] is not None else None


def _arrays(rows: SeenRows) -> dict[str, Array]:
    return {name: getattr(rows, name) for name in SEEN_COLUMNS}


def _names(rows: SeenRows) -> dict[str, tuple[str, ...]]:
    return {"clients": rows.clients, "services": rows.services, "currencies": rows.currencies}


def _seen(arrays: Mapping[str, Array], names: Mapping[str, tuple[str, ...]]) -> SeenRows:
    columns = {name: arrays.get(name, np.empty(0, kind)) for name, kind in SEEN_COLUMNS.items()}
    return SeenRows(
        **columns,
        clients=names["clients"],
        services=names["services"],
        currencies=names["currencies"],
    )
