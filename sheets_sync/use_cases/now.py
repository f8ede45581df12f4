"""``sync now``: a run begun and recorded (design §10). Where all is as the last good run left it,
and nothing is due, it ends after the read; only where it does not, the rest is imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync import workbooks
from sheets_sync.config import Config
from sheets_sync.state.lock import run_lock
from sheets_sync.state.opening import open_state, view_state
from sheets_sync.state.port import Store
from sheets_sync.use_cases.document import Report
from sheets_sync.use_cases.run import Options, Run, Tell
from sheets_sync.use_cases.stillness import Stillness
from sheets_sync.voice import phases

if TYPE_CHECKING:
    from sheets_sync.use_cases.sync import Session


def sync_now(config: Config, options: Options, moment: datetime, tell: Tell) -> Run:
    """One run at ``moment`` (aware); ``tell`` hears what it is doing.

    Raises ``LockedError`` while another run is under way, ``TryAgainLater`` where the workbook
    is busy, ``UsageError`` for a missing tab or column, ``SheetsSyncError`` for all else that
    stops a run; then nothing was written but what the message says.
    """
    moment = moment.astimezone(config.workbook.zone())
    with phases(tell) as told:
        if options.dry_run:
            with view_state(config) as store:
                workbook = workbooks.open_workbook(config, store.facts)
                return _session()(config, options, moment, told, store, workbook).rehearse()
        with _recorded(config, moment) as (store, run):
            return _run(config, options, moment, told, store, run)


def _run(
    config: Config, options: Options, moment: datetime, tell: Tell, store: Store, run: int
) -> Run:
    workbook = workbooks.open_workbook(config, store.facts)
    stillness = Stillness(config, store, workbook, moment)
    tell(f"Reading {config.workbook.place}")
    still = _still(stillness, store, run, moment)
    if still is not None:
        return Run(still, None, [], 0, [], workbook.calls, [], dry=False)
    stillness.forget()
    session = _session()(config, options, moment, tell, store, workbook, run)
    done = session.run(run)
    if session.desk.at_rest and not (done.edits or done.notices or done.warnings):
        stillness.keep(done.found)
    return done


def _still(stillness: Stillness, store: Store, run: int, moment: datetime) -> Report | None:
    """What a run found that has no more to do; it is recorded then."""
    found, before = stillness.found(), store.runs.last_good()
    if found is None or before is None:
        return None
    store.runs.finish_still(run, before.counts, moment)
    return found


def _session() -> "type[Session]":
    """The run that reckons. What it needs takes longer to import than a still run takes."""
    from sheets_sync.use_cases.sync import Session  # noqa: PLC0415 - see above

    return Session


@contextmanager
def _recorded(config: Config, moment: datetime) -> Iterator[tuple[Store, int]]:
    """The lock, the open state, and a run begun in it; a run that fails is remembered as such."""
    path = config.state.path
    with run_lock(path, "now", moment) as holder, open_state(config) as store:
        day = workbooks.day_of(config, moment)
        run = store.runs.begin(holder, day, moment)
        try:
            yield store, run
        except BaseException as error:
            store.runs.fail(run, str(error) or type(error).__name__, moment)
            store.facts.forget_workbooks()
            raise
