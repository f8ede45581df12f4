"""One run of a workbook of the fleet: taken, run as `sync now` does, written down (design §21)."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sheets_sync import voice
from sheets_sync.config import Config
from sheets_sync.config.fleet import FleetConfig, FleetTable
from sheets_sync.deferred import dataclass
from sheets_sync.errors import DatabaseAway, LockedError, TryAgainLater
from sheets_sync.fleet import cadence
from sheets_sync.fleet.at_hand import at_hand
from sheets_sync.fleet.carried import carried
from sheets_sync.fleet.exposed import exposed_secrets
from sheets_sync.fleet.quota import GoogleAccount, Quota
from sheets_sync.fleet.roster import Ending, Roster, Taken
from sheets_sync.scheduler.outcome import RunOutcome, outcome_of
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options, Run

if TYPE_CHECKING:
    from sheets_sync.scheduler.daemon import SendDigest

_KNOWN: Final = 2_000
"""Configs that a worker remembers: to look at every key of one takes longer than a still run."""
_WARNINGS: Final = 20
"""Of a run, that are kept."""
_A_MINUTE: Final = timedelta(minutes=1)


@lru_cache(_KNOWN)
def _carried(fleet: FleetConfig, name: str, seller: str, text: str) -> Config:
    """The config of a workbook; what others may read of its secrets here is told once."""
    config = carried(fleet, name, seller, text)
    for each in exposed_secrets(config):
        voice.say("secret", f"{name}: {each}", logging.WARNING)
    return config


@dataclass(frozen=True)
class LetterCounts:
    """The letters of a workbook: how many by state, whether any is on its way, and since when the
    oldest is uncertain."""

    counts: Mapping[str, int]
    moving: bool
    uncertain: datetime | None


class _Course:
    """How far a run came. ``account`` is whose quota it uses, told while its key is at hand; the
    blank one where it did not come so far, or is of files."""

    def __init__(self) -> None:
        self.config: Config | None = None
        self.database_away = False
        self.account = GoogleAccount("", "")
        self.run: Run | None = None


@dataclass(frozen=True)
class BookServer:
    """What a worker serves workbooks with; ``name`` is whom the others know it by."""

    fleet: FleetConfig
    roster: Roster
    quota: Quota
    name: str
    digest: "SendDigest"

    def serve(self, workbook: str) -> RunOutcome | None:
        """One run; whatever becomes of it stands in the workbook's row. None where it was removed
        meanwhile. Raises ``TryAgainLater`` where the database is away."""
        taken = self.roster.take(workbook, self.name)
        if taken is None:
            return None
        began, course = time.monotonic(), _Course()
        outcome = outcome_of(lambda: self._run(taken, course))
        ending = _ending(taken, outcome, course, time.monotonic() - began, self.fleet.fleet)
        if not self.roster.end(taken, ending):
            return RunOutcome("locked", LockedError.exit_code, "another worker took over")
        return outcome

    def _run(self, taken: Taken, course: _Course) -> Run:
        course.config = config = _carried(self.fleet, taken.name, taken.seller, taken.config)
        with at_hand(self.fleet, self.roster, self.quota, taken.name, config) as book:
            course.account = book.account
            with _watched(course):
                course.run = sync_now(book.config, Options(), datetime.now(UTC), lambda _: None)
                if taken.digest is not None and taken.digest <= taken.now:
                    self.digest(book.config, taken.digest, datetime.now(UTC))
        return course.run


@contextmanager
def _watched(course: _Course) -> Iterator[None]:
    """Within, it is noted where the database goes away."""
    try:
        yield
    except DatabaseAway:
        course.database_away = True
        raise


def _ending(
    taken: Taken, outcome: RunOutcome, course: _Course, seconds: float, fleet: FleetTable
) -> Ending:
    """What became of a run. One that took longer than small ones may is a whale's, however few
    rows there are."""
    least = fleet.whale_rows if timedelta(seconds=seconds) > fleet.run_limit else 0
    now = taken.now + timedelta(seconds=seconds)  # by the database's clock
    run, config = course.run, course.config
    asked = run is not None and (run.reckoning is not None or not taken.told)
    letters = _letters(config) if asked and config else None
    still = _still(taken.still, outcome, run, letters)
    due, period = now + _A_MINUTE, _A_MINUTE
    if config is not None and outcome.result != "locked":
        due, period = cadence.next_due(config, taken.name, still, now)
    if course.database_away:
        period = cadence.soon(taken.failing, period)
        due = now + period
    digest_sent = run is not None and outcome.result == "good"
    return Ending(
        result=outcome.result, said=_said(outcome, run), exit_code=outcome.exit_code,
        seconds=seconds, still=still, due=due, period=period,
        digest=cadence.next_digest(config, now) if config and digest_sent else taken.digest,
        account=course.account,
        rows=max(run.found.rows["log"], least) if run else None,
        findings=outcome.findings,
        letters=letters.counts if letters else None,
        uncertain=letters.uncertain if letters else None,
    )  # fmt: skip


def _said(outcome: RunOutcome, run: Run | None) -> str:
    """What it came to, and what it warned of; before that, where no letter of it may go, why, with
    the cure: what a run says of letters it says last."""
    if run is not None and run.mail_blocked:
        return "\n".join([*reversed(outcome.warnings[-_WARNINGS:]), outcome.text])
    return "\n".join([outcome.text, *outcome.warnings[:_WARNINGS]])


def _still(before: int, outcome: RunOutcome, run: Run | None, letters: LetterCounts | None) -> int:
    """Runs in a row that found nothing to do. What fails for good slows down, too; what only has
    to be tried again does not, nor what has a letter on its way."""
    if outcome.result != "good" or run is None:
        return before if outcome.exit_code == TryAgainLater.exit_code else before + 1
    if run.reckoning is None:
        return before + 1
    idle = not run.cells_written and not run.notices and not (letters and letters.moving)
    return before if idle else 0


def _letters(config: Config) -> LetterCounts:
    from sheets_sync.notices.ledger.listing import counts  # noqa: PLC0415 - a still run needs none
    from sheets_sync.notices.ledger.notice import State  # noqa: PLC0415 - as above

    with view_state(config) as store:
        notices = store.outbox().ledger().notices
    moments = [each.moment for each in notices if each.state == State.UNCERTAIN]
    return LetterCounts(
        counts(notices), any(each.live for each in notices), min(moments, default=None)
    )
