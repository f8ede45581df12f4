"""The memory of runs in parts, each of which may make no sense by itself (F58)."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from sheets_sync.state.damage import CHANGES, QUIET, RUNS, SEEN
from sheets_sync.state.port import Runs

MemoryPart: TypeAlias = tuple[str, Callable[[], object], Sequence[str]]
"""What it is, in words; a look at all of it, which raises ``DamagedError`` where it makes no sense;
the tables to be dropped then."""

ALL_RUNS: Final = 2**62


def memory_parts(runs: Runs) -> tuple[MemoryPart, ...]:
    """The parts of the memory of ``runs``."""
    return (
        (SEEN, runs.memory, ("columns", "column_sets")),
        (QUIET, runs.quiet, ("quiet",)),
        (CHANGES, lambda: [runs.changes(run.id) for run in runs.recent(ALL_RUNS)], ("changes",)),
        (RUNS, lambda: runs.recent(ALL_RUNS), ("changes", "runs")),
    )
