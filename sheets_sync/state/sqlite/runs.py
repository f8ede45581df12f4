"""Runs as rows: begun, ended, remembered."""

from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.state import run_rows
from sheets_sync.state.damage import CHANGES, QUIET, RUNS, SEEN, memory_of
from sheets_sync.state.lock import Holder
from sheets_sync.state.moments import utc
from sheets_sync.state.quiet import Quiet
from sheets_sync.state.runs import Counts, PastRun, still, with_changes
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.fence import hold_the_fence
from sheets_sync.state.sqlite.mending import keeping, mend

if TYPE_CHECKING:  # slow to import: see ``port``
    from sheets_sync.billing.amendments import LogMemory
    from sheets_sync.billing.changes import Change, Changes


class SqliteRuns:
    """See ``port.Runs``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, holder: Holder, as_of: int, now: datetime) -> int:
        """See ``port.Runs``."""
        with keeping(self._database, RUNS):
            self._database.execute(
                "UPDATE runs SET status = 'aborted', ended = ?, message = ?"
                " WHERE status = 'running'",
                (utc(now), "The process died."),
            )
            return self._database.execute(
                "INSERT INTO runs (command, pid, host, started, as_of, status)"
                " VALUES (?, ?, ?, ?, ?, 'running')",
                (holder.command, holder.pid, holder.host, utc(now), as_of),
            )

    def fail(self, run: int, message: str, now: datetime) -> None:
        """See ``port.Runs``."""
        with keeping(self._database, RUNS):
            self._database.execute(
                "UPDATE runs SET status = 'failed', ended = ?, message = ?"
                " WHERE id = ? AND status = 'running'",
                (utc(now), message, run),
            )

    def finish(
        self, run: int, counts: Counts, now: datetime, memory: "LogMemory", changes: "Changes"
    ) -> None:
        """See ``port.Runs``."""
        from sheets_sync.state.sqlite import seen  # noqa: PLC0415 - slow to import: see ``port``

        with keeping(self._database, RUNS):
            self._end(run, with_changes(counts, changes), now)
            seen.write_memory(self._database, run, memory)
            seen.write_changes(self._database, run, changes)

    def finish_still(self, run: int, before: Counts, now: datetime) -> None:
        """See ``port.Runs``."""
        with keeping(self._database, RUNS):
            self._end(run, still(before), now)

    def last_good(self) -> PastRun | None:
        """See ``port.Runs``."""
        with memory_of(RUNS):
            row = self._database.row(
                "SELECT * FROM runs WHERE status = 'good' ORDER BY id DESC LIMIT 1"
            )
            return run_rows.past_run(row) if row else None

    def recent(self, limit: int = 50) -> list[PastRun]:
        """See ``port.Runs``."""
        with memory_of(RUNS):
            rows = self._database.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))
            return list(map(run_rows.past_run, rows))

    def changes(self, run: int) -> "list[Change]":
        """See ``port.Runs``."""
        from sheets_sync.state.sqlite import seen  # noqa: PLC0415 - slow to import: see ``port``

        with memory_of(CHANGES):
            return seen.read_changes(self._database, run)

    def memory(self) -> "LogMemory | None":
        """See ``port.Runs``."""
        from sheets_sync.state.sqlite import seen  # noqa: PLC0415 - slow to import: see ``port``

        with memory_of(SEEN):
            return seen.read_memory(self._database)

    def quiet(self) -> Quiet | None:
        """See ``port.Runs``."""
        with memory_of(QUIET):
            row = self._database.row("SELECT * FROM quiet")
            return run_rows.quiet(row) if row else None

    def keep_quiet(self, quiet: Quiet | None) -> None:
        """See ``port.Runs``."""
        with keeping(self._database, RUNS):
            self._database.execute("DELETE FROM quiet")
            if quiet is not None:
                row = run_rows.quiet_row(quiet)
                self._database.execute("INSERT INTO quiet VALUES (?, ?, ?)", tuple(row.values()))

    def mend(self, now: datetime) -> list[str]:
        """See ``port.Runs``."""
        return mend(self._database, self, utc(now))

    def _end(self, run: int, counts: Counts, now: datetime) -> None:
        """Record, inside a transaction of the caller's, that a run did all it had to."""
        hold_the_fence(self._database, run)
        counted = run_rows.counts_row(counts)
        columns = ", ".join(f"{name} = ?" for name in counted)
        sql = (  # the columns are the fields of Counts, never data
            f"UPDATE runs SET status = 'good', ended = ?, {columns} WHERE id = ?"  # noqa: S608
        )
        self._database.execute(sql, (utc(now), *counted.values(), run))
