"""The memory of runs put right: what cannot be made sense of is dropped (F58)."""

from collections.abc import Callable

from sheets_sync.state.damage import DamagedError
from sheets_sync.state.memory_parts import memory_parts
from sheets_sync.state.port import Runs
from sheets_sync.state.postgres.database import Database


def mend(database: Database, runs: Runs) -> list[str]:
    """Drop those rows of the memory that cannot be read; what was in them, in words."""
    broken = [(what, tables) for what, look, tables in memory_parts(runs) if _fails(look)]
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
