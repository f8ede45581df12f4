"""The memory of runs put right: what cannot be made sense of is dropped (F58)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sheets_sync.state.damage import (
    FACTS,
    DamagedError,
    DamagedMemoryError,
    damaged_memory,
)
from sheets_sync.state.memory_parts import memory_parts
from sheets_sync.state.port import Runs
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.schema import pristine
from sheets_sync.state.unadopted import UNADOPTED


@contextmanager
def keeping(database: Database, what: str) -> Iterator[None]:
    """A transaction on ``what`` of the memory of runs; raises ``DamagedMemoryError`` where the
    file is damaged there."""
    try:
        with database.transaction():
            yield
    except DamagedMemoryError:
        raise
    except DamagedError as error:
        raise damaged_memory(what, error) from error


def mend(database: Database, runs: Runs, now: str) -> list[str]:
    """Make those tables of the memory anew that cannot be read; what was in them, in words.

    Letters go by some facts: where those are lost, nothing is mailed until somebody adopts the
    state (from ``now`` on, says the fact).
    """
    parts = (
        *memory_parts(runs),
        (FACTS, lambda: database.rows("SELECT key FROM facts"), ("facts",)),
    )
    with database.transaction():
        dropped = [what for what, look, tables in parts if _made_anew(database, look, tables)]
        if FACTS in dropped:
            database.execute("INSERT INTO facts VALUES (?, ?)", (UNADOPTED, now))
        return dropped


def _made_anew(database: Database, look: Callable[[], object], tables: Sequence[str]) -> bool:
    """Make tables anew where a look at them fails; whether that was so."""
    try:
        look()
    except DamagedError:
        for table in tables:
            database.execute(f"DROP TABLE IF EXISTS {table}")
        for (table, _), sql in pristine().items():
            if table in tables:
                database.execute(sql)
        return True
    return False
