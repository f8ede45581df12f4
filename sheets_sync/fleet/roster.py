"""The workbooks of a fleet as rows: the truth about each (design §21).

A run takes its workbook by a fence, one more each time; what became of it is written down only
while that fence stands. Moments are the database's clock, so that machines need agree on none.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.fleet.database import Database, told
from sheets_sync.fleet.quota import GoogleAccount
from sheets_sync.fleet.tallies import tally


@dataclass(frozen=True)
class Enrolment:
    """A workbook as it is added: its config as text, whose it is, where the spreadsheet is, for
    people (``place``) and for certain (``target``); when it is due, first and for its digest."""

    name: str
    tenant: str
    seller: str
    config: str
    files: bool
    account: GoogleAccount
    place: str
    target: str
    period: timedelta
    digest: datetime | None


@dataclass(frozen=True)
class Taken:
    """A workbook that a run took: the ``fence`` that it holds, since when it was due; whether the
    last run ``told`` what became of its letters, which one that died did not."""

    name: str
    seller: str
    config: str
    fence: int
    still: int
    failing: int
    due: datetime
    digest: datetime | None
    told: bool
    now: datetime


@dataclass(frozen=True)
class Ending:
    """What became of a run, and when the workbook is due again. ``account`` is whose quota it
    turned out to use; ``rows`` are those of its log, None where the run did not come that far;
    ``letters`` and since when the oldest is ``uncertain``, None where they are as before."""

    result: str
    said: str
    exit_code: int
    seconds: float
    still: int
    due: datetime
    period: timedelta
    digest: datetime | None
    account: GoogleAccount
    rows: int | None
    findings: int | None
    letters: Mapping[str, int] | None
    uncertain: datetime | None


_ENROL: Final = """
INSERT INTO fleet_workbooks
    (name, tenant, seller, config, files, project, account, place, target, period, digest)
VALUES (%(name)s, %(tenant)s, %(seller)s, %(config)s, %(files)s, %(project)s, %(email)s,
        %(place)s, %(target)s, %(period)s, %(digest)s)
ON CONFLICT (name) DO UPDATE SET
    (tenant, seller, config, files, project, account, place, target, period, digest, due, still,
     failing) =
    (excluded.tenant, excluded.seller, excluded.config, excluded.files, excluded.project,
     excluded.account, excluded.place, excluded.target, excluded.period, excluded.digest, now(), 0,
     0)
RETURNING xmax = 0 AS is_new
"""
_ONE_ENROLS: Final = "SELECT pg_advisory_xact_lock(hashtext('sheets_sync.fleet.enrol'))"
_ANOTHER: Final = "SELECT name FROM fleet_workbooks WHERE target = %s AND name <> %s"
_TAKE: Final = """
UPDATE fleet_workbooks SET fence = fence + 1, taken_by = %(worker)s, began = clock_timestamp(),
    late = greatest(clock_timestamp() - due, '0')
WHERE name = %(name)s
RETURNING name, seller, config, fence, still, failing, due, digest,
    result = 'good' AND letters IS NOT NULL AS told, began AS now
"""
_END: Final = """
UPDATE fleet_workbooks SET
    taken_by = '', began = NULL, ended = clock_timestamp(), result = %(result)s, said = %(said)s,
    exit_code = %(exit_code)s, seconds = %(seconds)s, still = %(still)s, due = %(due)s,
    period = %(period)s, digest = %(digest)s,
    project = CASE WHEN %(email)s = '' THEN project ELSE %(project)s END,
    account = CASE WHEN %(email)s = '' THEN account ELSE %(email)s END,
    rows = coalesce(%(rows)s, rows), findings = coalesce(%(findings)s, findings),
    uncertain = CASE WHEN %(letters)s::jsonb IS NULL THEN uncertain ELSE %(uncertain)s END,
    letters = coalesce(%(letters)s::jsonb, letters),
    good = CASE WHEN %(good)s THEN clock_timestamp() ELSE good END,
    failing = CASE WHEN %(good)s THEN 0 ELSE failing + 1 END
WHERE name = %(name)s AND fence = %(fence)s
"""
_DIED: Final = """
UPDATE fleet_workbooks SET fence = fence + 1, taken_by = '', began = NULL,
    ended = clock_timestamp(), result = 'died', said = %(said)s, exit_code = 1,
    failing = failing + 1, rows = greatest(rows, %(rows)s),
    due = CASE WHEN %(rows)s > 0 AND failing > 0 THEN clock_timestamp() + period
        WHEN failing < 3 THEN due
        ELSE clock_timestamp() + least(power(2, failing - 3), 15) * interval '1 second' END
WHERE name = %(name)s AND began IS NOT NULL
"""
"""It is due as before, and goes next. One whose workers die one after the other has a rest of up to
15 seconds, or it would kill all processes in turn; one that took too long twice, its period."""


class Roster:
    """The rows, through one connection. All raise as ``told``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @told()
    def enrol(self, each: Enrolment, sealed: Mapping[str, str]) -> bool:
        """Add a workbook, or give one that is there another config; whether it is new. It is due
        at once. ``sealed`` are its sealed secrets by their places in the config.

        Raises ``UsageError`` where the fleet has its spreadsheet under another name.
        """
        values = {**vars(each), "project": each.account.project, "email": each.account.email}
        with self._database.transaction():
            self._database.execute(_ONE_ENROLS)
            self._refuse_twice(each)
            row = self._database.execute(_ENROL, values).fetchone()
            self._database.execute("DELETE FROM fleet_sealed WHERE workbook = %s", (each.name,))
            for place, token in sealed.items():
                self._database.execute(
                    "INSERT INTO fleet_sealed VALUES (%s, %s, %s)", (each.name, place, token)
                )
        return bool(row and row["is_new"])

    @told()
    def whose(self, name: str) -> tuple[str, str]:
        """Tenant and seller of a workbook as it was added, blank where there is none."""
        found = self._database.execute(
            "SELECT tenant, seller FROM fleet_workbooks WHERE name = %s", (name,)
        ).fetchone()
        return (found["tenant"], found["seller"]) if found else ("", "")

    def _refuse_twice(self, each: Enrolment) -> None:
        found = self._database.execute(_ANOTHER, (each.target, each.name)).fetchone()
        if each.target and found:
            raise UsageError(
                f'The fleet has "{each.place}" already, as {(name := found["name"])}: under two '
                "names two runs would rewrite each other's cells, and mail the same clients.",
                f"Another config for it: `sheets-sync fleet add {name} CONFIG`. Another name: "
                f"`sheets-sync fleet remove {name}` first; its letters then wait for `sheets-sync "
                "fleet adopt`.",
            )

    @told()
    def remove(self, name: str) -> None:
        """Forget a workbook; its state stays. Raises ``UsageError`` where there is none."""
        self._one("DELETE FROM fleet_workbooks WHERE name = %s RETURNING name", name)

    @told()
    def pause(self, name: str, *, paused: bool) -> None:
        """Leave a workbook alone, or look after it again, at once. Raises as ``remove``."""
        again = "paused = false, due = now(), failing = 0, still = 0"
        self._one(
            f"UPDATE fleet_workbooks SET {'paused = true' if paused else again}"  # noqa: S608
            " WHERE name = %s RETURNING name",
            name,
        )

    @told()
    def hasten(self, name: str) -> None:
        """A workbook is due at once, paused or not. Raises as ``remove``."""
        self._one(
            "UPDATE fleet_workbooks SET due = now(), still = 0 WHERE name = %s RETURNING name", name
        )

    @told()
    def row(self, name: str) -> dict[str, Any]:
        """All that is known of a workbook. Raises as ``remove``."""
        return self._one("SELECT *, now() AS now FROM fleet_workbooks WHERE name = %s", name)

    @told()
    def rows(self) -> list[dict[str, Any]]:
        """All that is known of all workbooks, but for their configs."""
        return self._database.execute(
            "SELECT name, tenant, place, account, files, period, paused, due, still, rows, fence,"
            " taken_by, began, ended, seconds, late, result, said, exit_code, good, failing,"
            " findings, letters, uncertain, now() AS now FROM fleet_workbooks ORDER BY name"
        ).fetchall()

    @told()
    def sealed(self, name: str) -> Mapping[str, str]:
        """The sealed secrets of a workbook, by their places in its config."""
        rows = self._database.execute(
            "SELECT place, token FROM fleet_sealed WHERE workbook = %s ORDER BY place", (name,)
        )
        return {row["place"]: row["token"] for row in rows}

    @told()
    def reseal(self, anew: Callable[[str, str], str]) -> int:
        """Put ``anew`` (token, what it is of) in the place of each sealed secret, all or none; how
        many there are."""
        with self._database.transaction():
            rows = self._database.execute("SELECT * FROM fleet_sealed FOR UPDATE").fetchall()
            for row in rows:
                token = anew(row["token"], f"{row['place']} of {row['workbook']}")
                self._database.execute(
                    "UPDATE fleet_sealed SET token = %s WHERE (workbook, place) = (%s, %s)",
                    (token, row["workbook"], row["place"]),
                )
        return len(rows)

    @told()
    def take(self, name: str, worker: str) -> Taken | None:
        """Take a workbook for a run of ``worker``; None where it was removed meanwhile."""
        row = self._database.execute(_TAKE, {"name": name, "worker": worker}).fetchone()
        return Taken(**row) if row else None

    @told()
    def end(self, taken: Taken, ending: Ending) -> bool:
        """Write down what became of a run; False, and nothing is, where another one took over."""
        letters = None if ending.letters is None else json.dumps(dict(ending.letters))
        values = {
            **vars(ending), "project": ending.account.project, "email": ending.account.email,
            "letters": letters, "good": ending.result == "good",
            "name": taken.name, "fence": taken.fence,
        }  # fmt: skip
        with self._database.transaction():
            tally(self._database, "runs", ending.result)
            held = self._database.execute(_END, values).rowcount == 1
            if not held:
                tally(self._database, "fences.lost")
        return held

    @told()
    def died(self, name: str, said: str, rows: int = 0) -> None:
        """The worker of the run under way is dead: whatever it still does counts no more. It was
        of a workbook of at least so many ``rows``."""
        with self._database.transaction():
            values = {"name": name, "said": said, "rows": rows}
            if self._database.execute(_DIED, values).rowcount:
                tally(self._database, "runs", "died")

    def _one(self, sql: str, name: str) -> dict[str, Any]:
        row = self._database.execute(sql, (name,)).fetchone()
        if row is None:
            raise UsageError(
                f"The fleet has no workbook {name}.", "`sheets-sync fleet status --all` names them."
            )
        return row
