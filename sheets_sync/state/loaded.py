"""All that a run, a digest or a person would load of a state, loaded to see that it makes sense;
and what of frozen letters does not, in any store that keeps tables."""

from collections.abc import Callable, Iterable, Iterator

from sheets_sync.notices.outbox import Outbox
from sheets_sync.state.damage import DamagedError
from sheets_sync.state.memory_parts import ALL_RUNS
from sheets_sync.state.port import Pages, Runs
from sheets_sync.state.row import Row
from sheets_sync.state.rows import is_sound
from sheets_sync.state.runs import KEPT_RUNS


def faults_of(*looks: Callable[[], Iterable[str]]) -> Iterator[str]:
    """What each of ``looks`` finds, in words; one that is stopped by damage found that."""
    for look in looks:
        try:
            yield from look()
        except DamagedError as damage:
            yield damage.message.rstrip(".")


def loaded(runs: Runs, outbox: Outbox, pages: Pages) -> Iterator[str]:
    """What makes no sense of it, in words."""
    looks = (runs.memory, runs.quiet, lambda: runs.recent(ALL_RUNS), outbox.check, pages.all)
    for look in looks:
        try:
            look()
        except DamagedError as damage:
            yield damage.message.rstrip(".")
    for run in runs.recent(KEPT_RUNS):
        runs.changes(run.id)


def unsound_letters(letters: Iterable[Row], unfrozen: Iterable[Row]) -> Iterator[str]:
    """What is wrong with frozen ``letters`` (mailing, data, sha256), and with mailings (id) that
    should have one, in words."""
    for row in letters:
        if not is_sound(row):
            yield f"letter {row['mailing']} is not the one that was frozen"
    yield from (f"letter {row['id']} was not frozen" for row in unfrozen)
