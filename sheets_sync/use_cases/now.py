"""``sync now``: a run begun and recorded (design §10). Where all is as the last good run left it,
and nothing is due, it ends after the read; only where it does not, the rest is imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.billing.days import serial
from sheets_sync.config import Config, keep
from sheets_sync.notices.blocks import Block
from sheets_sync.state.bounce_looks import look_is_due, remember_untold, untold_bounces
from sheets_sync.state.clock import go_on_from, last_in_order, out_of_order
from sheets_sync.state.lock import Holder
from sheets_sync.use_cases.run import Options, Run
from sheets_sync.use_cases.running.stillness import Stillness
from sheets_sync.use_cases.shared.document import Report
from sheets_sync.use_cases.shared.office import Office, Tell, open_office, view_office
from sheets_sync.voice import phases

if TYPE_CHECKING:
    from sheets_sync.notices.ledger.notice import Notice
    from sheets_sync.use_cases.sync import Session


def sync_now(config: Config, options: Options, moment: datetime, tell: Tell) -> Run:
    """One run at ``moment`` (aware); ``tell`` hears what it is doing.

    Raises ``LockedError`` while another run is under way, ``TryAgainLater`` where the workbook
    is busy, ``UsageError`` for a missing tab or column, ``SheetsSyncError`` for all else that
    stops a run; then nothing was written but what the message says.
    """
    with phases(tell) as told:
        if options.dry_run:
            with view_office(config, moment, told) as viewed:
                office = replace(viewed, out_of_order=_out_of_order(viewed))
                return _session()(office, options).rehearse()
        with open_office(config, "now", moment, told) as (office, holder):
            done, dropped = office.on_sound_memory(lambda: _run(office, holder, options))
            keep(config)
            return replace(done, warnings=[*dropped, *done.warnings])


def _run(opened: Office, holder: Holder, options: Options) -> Run:
    with _begun(opened, holder) as office:
        back, warnings = _came_back(office)
        done = _done(office, options)
        moved = {notice.id for notice in done.notices}
        notices = [*done.notices, *(each for each in back if each.id not in moved)]
        remember_untold(office.store.memories, ())
        return replace(done, notices=notices, warnings=[*warnings, *done.warnings])


def _came_back(office: Office) -> tuple["list[Notice]", list[str]]:
    """The notices that bounced, and what to tell of that."""
    memories, box = office.store.memories, office.config.mail.bounces
    if not box.host or office.out_of_order is not None:
        return [], []
    if not (look_is_due(memories, box, office.moment) or untold_bounces(memories)):
        return [], []
    from sheets_sync.use_cases.letters.bounces import mind_bounces  # noqa: PLC0415 - most look for none

    return mind_bounces(office)


def _done(office: Office, options: Options) -> Run:
    office.tell(f"Reading {office.config.workbook.place}")
    stillness = Stillness(office)
    still = _still(stillness, office) if office.out_of_order is None else None
    if still is not None:
        return Run(still, None, [], 0, [], office.workbook.calls, [], dry=False)
    stillness.forget()
    done = _session()(office, options).run()
    nothing_done = not (done.edits or done.notices or done.warnings)
    if nothing_done and office.desk.at_rest and done.finished:
        stillness.keep(done.found)
    return done


def _still(stillness: Stillness, office: Office) -> Report | None:
    """What a run found that has no more to do; it is recorded then."""
    found, before = stillness.found(), office.store.runs.last_good()
    if found is None or before is None or office.run is None:
        return None
    office.store.runs.finish_still(office.run, before.counts, office.moment)
    return found


def _session() -> "type[Session]":
    """The run that reckons. What it needs takes longer to import than a still run takes."""
    from sheets_sync.use_cases.sync import Session  # noqa: PLC0415 - see above

    return Session


def _out_of_order(office: Office) -> Block | None:
    return out_of_order(last_in_order(office.store), office.moment)


@contextmanager
def _begun(office: Office, holder: Holder) -> Iterator[Office]:
    """The office of a run that began; one that fails is remembered as such."""
    runs, day = office.store.runs, serial(office.today)
    run, block = runs.begin(holder, day, office.moment), _out_of_order(office)
    if block is None:
        go_on_from(office.store, office.moment)
    try:
        yield replace(office, run=run, out_of_order=block)
    except BaseException as error:
        runs.fail(run, str(error) or type(error).__name__, office.moment)
        office.store.memories.forget_workbooks()
        raise
