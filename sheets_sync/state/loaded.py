"""All that a run, a digest or a person would load of a state, loaded to see that it makes sense."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.notices.outbox import Outbox
from sheets_sync.state.damage import DamagedError
from sheets_sync.state.port import Pages, Runs
from sheets_sync.state.runs import KEPT_RUNS

_ALL: Final = 2**62


def loaded(runs: Runs, outbox: Outbox, pages: Pages) -> Iterator[str]:
    """What makes no sense of it, in words."""
    looks = (runs.memory, runs.quiet, lambda: runs.recent(_ALL), outbox.check, pages.all)
    for look in looks:
        try:
            look()
        except DamagedError as damage:
            yield damage.message.rstrip(".")
    for run in runs.recent(KEPT_RUNS):
        runs.changes(run.id)
