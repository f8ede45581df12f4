"""The log last seen and its amendments, and what changed between runs, as rows."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from sheets_sync.billing.amendments import Amendments, LogMemory
from sheets_sync.billing.changes import Change, Changes, Posted
from sheets_sync.billing.seen import SEEN_COLUMNS, SeenRows
from sheets_sync.state.runs import DETAIL_LIMIT, KEPT_RUNS
from sheets_sync.state.sqlite.columns import read_columns, write_columns
from sheets_sync.state.sqlite.database import Database, Row, SqlValue
from sheets_sync.state.stored_arrays import Array

_SEEN: Final = "seen"
_AMENDED: Final = "amended"
_DETAIL: Final = ("day", "client", "service", "minutes", "charge", "currency")
_TEXTS: Final = ("client", "service", "currency")


def read_memory(database: Database) -> LogMemory | None:
    """What the last good run left, or None where there is none."""
    rows, amended = read_columns(database, _SEEN), read_columns(database, _AMENDED)
    if rows is None or amended is None:
        return None
    arrays, names = amended
    noticed, at = arrays.pop("noticed"), arrays.pop("at")
    return LogMemory(_seen(*rows), Amendments(_seen(arrays, names), noticed, at))


def write_memory(database: Database, run: int, memory: LogMemory) -> None:
    """Keep it in place of the one before, in a transaction of the caller's."""
    write_columns(database, _SEEN, run, _arrays(memory.rows), _names(memory.rows))
    old = memory.amendments.old
    extra: dict[str, Array] = {
        "noticed": memory.amendments.noticed,
        "at": memory.amendments.at,
    }
    write_columns(database, _AMENDED, run, {**_arrays(old), **extra}, _names(old))


def read_changes(database: Database, run: int) -> list[Change]:
    """The changes that a run found, as far as they are kept in detail."""
    rows = database.rows("SELECT * FROM changes WHERE run = ? ORDER BY position", (run,))
    return [
        Change(
            row["kind"], row["source"], row["sheet_row"], _posted(row, "old"), _posted(row, "new")
        )
        for row in rows
    ]


def write_changes(database: Database, run: int, changes: Changes) -> None:
    """Keep the changes of a run, in a transaction of the caller's; forget those of old runs."""
    details = changes.details(DETAIL_LIMIT)
    rows: list[list[SqlValue]] = [
        [run, position, each.kind, each.source, each.row, *_cells(each.old), *_cells(each.new)]
        for position, each in enumerate(details)
    ]
    database.many("INSERT INTO changes VALUES (?,?,?,?,?, ?,?,?,?,?,?, ?,?,?,?,?,?)", rows)
    database.execute(
        "DELETE FROM changes WHERE run NOT IN"
        " (SELECT id FROM runs WHERE status = 'good' ORDER BY id DESC LIMIT ?)",
        (KEPT_RUNS,),
    )


def _cells(row: Posted | None) -> list[SqlValue]:
    return [getattr(row, name) if row else None for name in _DETAIL]


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


def _seen(arrays: Mapping[str, Array], names: Mapping[str, tuple[str, ...]]) -> SeenRows:
    columns = {name: arrays.get(name, np.empty(0, kind)) for name, kind in SEEN_COLUMNS.items()}
    return SeenRows(
        **columns,
        clients=names["clients"],
        services=names["services"],
        currencies=names["currencies"],
    )
