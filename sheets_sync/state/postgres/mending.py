"""The memory of runs put right: what cannot be made sense of is dropped (F58)."""

from collections.abc import Callable, Sequence
from typing import Final

from sheets_sync.state.damage import CHANGES, QUIET, RUNS, SEEN, DamagedError
from sheets_sync.state.port import Runs
from sheets_sync.state.postgres.database import Database

_ALL: Final = 2**62


def mend(database: Database, runs: Runs) -> list[str]:
    """Drop those rows of the memory that cannot be read; what was in them, in words."""
    parts: tuple[tuple[str, Callable[[], object], Sequence[str]], ...] = (
        (SEEN, runs.memory, ("columns", "column_sets")),
        (QUIET, runs.quiet, ("quiet",)),
        (CHANGES, lambda: [runs.changes(run.id) for run in runs.recent(_ALL)], ("changes",)),
        (RUNS, lambda: runs.recent(_ALL), ("changes", "runs")),
    )
    broken = [(what, tables) for what, look, tables in parts if _fails(look)]
    with database.transaction():
        for _, tables in broken:
            for table in tables:
                # Names of tables are the program's own.
                database.execute(f"DELETE FROM {table} WHERE workbook = %(workbook)s")  # noqa: S608
    return [what for what, _ in broken]


def _fails(look: Callable[[], object]) -> bool:
    try:
        look()
    except DamagedError:
        return True
    return False
