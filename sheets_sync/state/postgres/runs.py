"""Runs as rows: begun, ended, remembered. The id of a run is its fence."""

from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.state import run_rows
from sheets_sync.state.damage import CHANGES, QUIET, RUNS, SEEN, memory_of
from sheets_sync.state.lock import Holder
from sheets_sync.state.moments import utc
from sheets_sync.state.postgres.database import Database
from sheets_sync.state.postgres.fence import hold_the_fence
from sheets_sync.state.postgres.quiet_names import quiet_as_kept, quiet_as_known
from sheets_sync.state.quiet import Quiet
from sheets_sync.state.row import Row
from sheets_sync.state.runs import Counts, PastRun, still, with_changes

if TYPE_CHECKING:  # slow to import: see ``port``
    from sheets_sync.billing.amendments import LogMemory
    from sheets_sync.billing.changes import Change, Changes


class PostgresRuns:
    """See ``port.Runs``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, holder: Holder, as_of: int, now: datetime) -> int:
        """See ``port.Runs``."""
        with self._database.transaction():
            run = self._database.begin()
            self._database.execute(
                "UPDATE runs SET status = 'aborted', ended = %(now)s,"
                " message = 'The process died.'"
                " WHERE workbook = %(workbook)s AND status = 'running'",
                now=utc(now),
            )
            row: Row = {"id": run, "as_of": as_of, "status": "running", "started": utc(now)}
            who = {"command": holder.command, "pid": holder.pid, "host": holder.host}
            self._database.insert("runs", [row | who])
            return run

    def fail(self, run: int, message: str, now: datetime) -> None:
        """See ``port.Runs``."""
        # Outside of the fence: where another run took over, this one is not running any more.
        self._database.execute(
            "UPDATE runs SET status = 'failed', ended = %(now)s, message = %(message)s"
            " WHERE workbook = %(workbook)s AND id = %(run)s AND status = 'running'",
            now=utc(now),
            message=message,
            run=run,
        )

    def finish(
        self, run: int, counts: Counts, now: datetime, memory: "LogMemory", changes: "Changes"
    ) -> None:
        """See ``port.Runs``."""
        from sheets_sync.state.postgres import seen  # noqa: PLC0415 - slow to import: see ``port``

        with self._database.transaction():
            self._end(run, with_changes(counts, changes), now)
            seen.write_memory(self._database, run, memory)
            seen.write_changes(self._database, run, changes)

    def finish_still(self, run: int, before: Counts, now: datetime) -> None:
        """See ``port.Runs``."""
        with self._database.transaction():
            self._end(run, still(before), now)

    def last_good(self) -> PastRun | None:
        """See ``port.Runs``."""
        with memory_of(RUNS):
            row = self._database.row(
                "SELECT * FROM runs WHERE workbook = %(workbook)s AND status = 'good'"
                " ORDER BY id DESC LIMIT 1"
            )
            return run_rows.past_run(row) if row else None

    def recent(self, limit: int = 50) -> list[PastRun]:
        """See ``port.Runs``."""
        sql = "SELECT * FROM runs WHERE workbook = %(workbook)s ORDER BY id DESC LIMIT %(limit)s"
        with memory_of(RUNS):
            return list(map(run_rows.past_run, self._database.rows(sql, limit=limit)))

    def changes(self, run: int) -> "list[Change]":
        """See ``port.Runs``."""
        from sheets_sync.state.postgres import seen  # noqa: PLC0415 - slow to import: see ``port``

        with memory_of(CHANGES):
            return seen.read_changes(self._database, run)

    def memory(self) -> "LogMemory | None":
        """See ``port.Runs``."""
        from sheets_sync.state.postgres import seen  # noqa: PLC0415 - slow to import: see ``port``

        with memory_of(SEEN):
            return seen.read_memory(self._database)

    def quiet(self) -> Quiet | None:
        """See ``port.Runs``."""
        with memory_of(QUIET):
            row = self._database.row("SELECT * FROM quiet WHERE workbook = %(workbook)s")
            return run_rows.quiet(quiet_as_known(row)) if row else None

    def keep_quiet(self, quiet: Quiet | None) -> None:
        """See ``port.Runs``."""
        with self._database.transaction():
            self._database.execute("DELETE FROM quiet WHERE workbook = %(workbook)s")
            if quiet is not None:
                self._database.insert("quiet", [quiet_as_kept(run_rows.quiet_row(quiet))])

    def mend(self, now: datetime) -> list[str]:  # noqa: ARG002 - letters go by nothing of it
        """See ``port.Runs``."""
        from sheets_sync.state.postgres.mending import mend  # noqa: PLC0415 - few runs mend

        return mend(self._database, self)

    def _end(self, run: int, counts: Counts, now: datetime) -> None:
        """Record, inside a transaction of the caller's, that a run did all it had to."""
        hold_the_fence(self._database, run)
        counted = run_rows.counts_row(counts)
        columns = ", ".join(f"{name} = %({name})s" for name in counted)
        sql = (  # the columns are the fields of Counts, never data
            f"UPDATE runs SET status = 'good', ended = %(now)s, {columns}"  # noqa: S608
            " WHERE workbook = %(workbook)s AND id = %(run)s"
        )
        self._database.execute(sql, now=utc(now), run=run, **counted)
