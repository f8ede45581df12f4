"""How each workbook of a fleet stands, the worst first (design §21). Pure but for one read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, Final

from sheets_sync.deferred import dataclass
from sheets_sync.fleet.choosing import lateness
from sheets_sync.fleet.database import Database, told
from sheets_sync.fleet.fleet_facts import SYNC, is_draining
from sheets_sync.fleet.quota import Bucket, buckets
from sheets_sync.fleet.roster import Roster

_LATE: Final = 1.0
"""Periods from which on a workbook is called late."""
LETTERS_WAIT: Final = 4
"""The exit code of a run that computed and wrote, and whose letters wait for a person."""

_MACHINES: Final = """
SELECT name, processes, files, silent, silent > %(takeover)s * interval '1 second' AS dead
FROM (SELECT *, clock_timestamp() - seen AS silent FROM fleet_machines) AS machine ORDER BY name
"""
_RUNS: Final = """
SELECT job.lock AS name, worker.last_heartbeat IS NULL
    OR worker.last_heartbeat < clock_timestamp() - %(takeover)s * interval '1 second' AS dead
FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
WHERE job.status = 'doing' AND job.task_name = %(sync)s
"""


class BookHealth(IntEnum):
    """How a workbook fares, the worst first."""

    FAILING = 0
    UNCERTAIN = 1
    LATE = 2
    HELD = 3
    NEW = 4
    WELL = 5
    PAUSED = 6


@dataclass(frozen=True)
class BookStanding:
    """One workbook. ``late`` is how long it has been due, ``in_periods`` the same as a share of
    its period; ``said`` what its last run said, the cure after it. ``running`` is who runs it now,
    ``lost`` who ran it and is dead; ``account`` whose quota it uses, blank: nobody's is known."""

    name: str
    tenant: str
    place: str
    account: str
    files: bool
    health: BookHealth
    running: str
    lost: str
    late: timedelta
    in_periods: float
    due: datetime
    period: timedelta
    ended: datetime | None
    good: datetime | None
    began_late: timedelta
    seconds: float
    failing: int
    result: str
    said: str
    exit_code: int
    findings: int
    rows: int
    letters: Mapping[str, int]
    uncertain: datetime | None


@dataclass(frozen=True)
class Machine:
    """A machine of the fleet: how many processes it has, whether they reach the shared folder, for
    how long it has said nothing; ``dead``: for so long that its workbooks are others' by now."""

    name: str
    processes: int
    files: bool
    silent: timedelta
    dead: bool


@dataclass(frozen=True)
class FleetStanding:
    """The whole fleet at ``now``, its workbooks the worst first."""

    now: datetime
    books: Sequence[BookStanding]
    machines: Sequence[Machine]
    buckets: Sequence[Bucket]
    draining: bool

    @property
    def at_work(self) -> list[Machine]:
        """The machines that give signs of life."""
        return [each for each in self.machines if not each.dead]

    def letters(self) -> dict[str, int]:
        """Letters of all workbooks, by state."""
        found: dict[str, int] = {}
        for each in self.books:
            for state, count in each.letters.items():
                found[state] = found.get(state, 0) + count
        return dict(sorted(found.items()))

    def count(self, health: BookHealth) -> int:
        """How many workbooks fare so."""
        return sum(each.health == health for each in self.books)

    def oldest_uncertain(self) -> datetime | None:
        """Since when the oldest uncertain letter of all is."""
        return min((each.uncertain for each in self.books if each.uncertain), default=None)

    def began_late(self, share: float) -> timedelta:
        """How late, at most, that share of the last runs began, but for paused workbooks."""
        late = sorted(each.began_late for each in self.books if each.health != BookHealth.PAUSED)
        return late[min(int(len(late) * share), len(late) - 1)] if late else timedelta(0)


def standing_of(database: Database, takeover: int) -> FleetStanding:
    """How the fleet stands now; whoever said nothing for ``takeover`` seconds is dead. Raises as
    ``told``."""
    asked = {"takeover": takeover, "sync": SYNC}
    with told():
        rows = Roster(database).rows()
        machines = database.execute(_MACHINES, asked).fetchall()
        alive = {row["name"] for row in database.execute(_RUNS, asked) if not row["dead"]}
        draining = is_draining(database)
        now = database.execute("SELECT clock_timestamp() AS now").fetchone() or {}
    return FleetStanding(
        now=now["now"],
        books=sorted((_book(row, now["now"], alive) for row in rows), key=_worst_first),
        machines=[Machine(**row) for row in machines],
        buckets=buckets(database),
        draining=draining,
    )


def _worst_first(each: BookStanding) -> tuple[object, ...]:
    return each.health, -each.failing, -each.in_periods, each.name


def _book(row: Mapping[str, Any], now: datetime, alive: Collection[str]) -> BookStanding:
    runs = row["name"] in alive
    late = max(now - row["due"], timedelta(0)) if not row["paused"] else timedelta(0)
    share = max(lateness(row["due"], row["period"], now), 0.0) if late else 0.0
    return BookStanding(
        name=row["name"], tenant=row["tenant"], place=row["place"], account=row["account"],
        files=row["files"], health=_health(row, share), running=row["taken_by"] if runs else "",
        lost="" if runs else row["taken_by"], late=late, in_periods=share,
        due=row["due"], period=row["period"], ended=row["ended"], good=row["good"],
        began_late=row["late"], seconds=row["seconds"], failing=row["failing"],
        result=row["result"], said=row["said"], exit_code=row["exit_code"],
        findings=row["findings"], rows=row["rows"], letters=row["letters"],
        uncertain=row["uncertain"],
    )  # fmt: skip


def _health(row: Mapping[str, Any], share: float) -> BookHealth:
    letters = row["letters"]
    if row["paused"]:
        return BookHealth.PAUSED
    if row["failing"]:
        return BookHealth.FAILING
    if row["uncertain"] or letters.get("refused"):
        return BookHealth.UNCERTAIN
    if share > _LATE:
        return BookHealth.LATE
    if letters.get("held") or letters.get("retry") or row["exit_code"] == LETTERS_WAIT:
        return BookHealth.HELD
    return BookHealth.WELL if row["ended"] else BookHealth.NEW
