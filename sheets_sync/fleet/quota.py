"""What Google grants a minute, shared by all workers of a fleet (design §21).

Each request that is granted is a row. It is taken before the request leaves and free again a minute
after its answer came: so in no minute, wherever it begins, does Google count more than it grants,
however long a request was on its way. One `update … returning` takes it; nothing is to be agreed
upon between machines but the database's clock. (pyrate-limiter counts when a request leaves, and
two that leave a minute apart may arrive within one.)
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sheets_sync.config.fleet import QuotaTable
from sheets_sync.deferred import dataclass
from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.database import Database, told
from sheets_sync.fleet.tallies import tally

if TYPE_CHECKING:  # slow to import, and an operator waits
    from sheets_sync.spreadsheet.google.admission import RequestKind

_KINDS: Final["tuple[RequestKind, ...]"] = ("read", "write")
_HELD: Final = 4
"""Minutes after which what a dead worker took is free again: longer than any request may last."""
_LOOKS: Final = 60
"""How often a minute at least one that waits looks whether something is free."""
_KEENEST: Final = 6_000
"""And at most: where others wait for the same moment, not all of them get something."""
_PATIENCE: Final = 3
"""Minutes that a request waits for leave."""

_TAKE: Final = """
UPDATE fleet_slots SET free_at = clock_timestamp() + %(held)s, taken_by = %(worker)s
WHERE (project, account, kind, number) = (
    SELECT project, account, kind, number FROM fleet_slots
    WHERE project = %(project)s AND account = %(account)s AND kind = %(kind)s
      AND free_at <= clock_timestamp()
    ORDER BY free_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING number
"""
_NEXT: Final = """
SELECT extract(epoch FROM
    greatest(max(first), clock_timestamp() - interval '1 hour') - clock_timestamp()
)::float8 AS seconds FROM (
    SELECT min(free_at) AS first FROM fleet_slots
    WHERE project = %(project)s AND account IN (%(account)s, '') AND kind = %(kind)s
    GROUP BY account) AS each
"""
"""One that was never taken is free since forever, from which no time can be told."""
_ANSWERED: Final = """
UPDATE fleet_slots SET free_at = clock_timestamp() + %(minute)s
WHERE project = %(project)s AND kind = %(kind)s
  AND (account, number) IN ((%(account)s, %(own)s), ('', %(common)s))
"""
_LEFT: Final = """
UPDATE fleet_slots SET free_at = least(free_at, clock_timestamp() + %(until)s)
WHERE taken_by = %(worker)s AND free_at > clock_timestamp()
"""
_ON_ITS_WAY: Final = 12
"""The share of a minute, its inverse, in which what a dead process sent has arrived at Google."""
_OPEN: Final = """
INSERT INTO fleet_slots SELECT %(project)s, %(account)s, %(kind)s, number, '-infinity'
FROM generate_series(1, %(most)s) AS number ON CONFLICT DO NOTHING
"""
_CLOSE: Final = """
DELETE FROM fleet_slots
WHERE project = %(project)s AND account = %(account)s AND kind = %(kind)s AND number > %(most)s
"""
_LEVELS: Final = """
SELECT project, account, kind, count(*) AS granted,
       count(*) FILTER (WHERE free_at <= clock_timestamp() + %s) AS free
FROM fleet_slots GROUP BY project, account, kind ORDER BY project, account, kind
"""


@dataclass(frozen=True)
class GoogleAccount:
    """Whose quota a workbook uses: a project at Google and a service account of it."""

    project: str
    email: str


@dataclass(frozen=True)
class Bucket:
    """One bucket: how many requests a minute are ``granted``, and how many of them are free now.
    The account "" is the project's own."""

    account: GoogleAccount
    kind: "RequestKind"
    granted: int
    free: int


class Quota:
    """Leave for the requests of one process, whom the others know as ``worker``."""

    def __init__(
        self,
        connection: Database,
        table: QuotaTable,
        worker: str,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connection = connection
        self._table = table
        self._worker = worker
        self._pause = pause
        self._known = set[GoogleAccount]()

    def of(self, account: GoogleAccount) -> "Callable[[RequestKind], Any]":
        """What is to be asked before each request of ``account`` (``admission.Admit``)."""
        if account not in self._known:
            self._open(account)
            self._known.add(account)

        @contextmanager
        def admit(kind: "RequestKind") -> Iterator[None]:
            slot = self._taken(account, kind)
            try:
                yield
            finally:
                with told():
                    self._connection.execute(_ANSWERED, slot)

        return admit

    def _taken(self, account: GoogleAccount, kind: "RequestKind") -> Mapping[str, Any]:
        """A slot of the account's and one of its project's. Raises ``TryAgainLater`` where none
        is free for long."""
        minute = self._table.minute
        asked = {
            "project": account.project, "account": account.email, "kind": kind,
            "held": minute * _HELD, "minute": minute, "worker": self._worker,
        }  # fmt: skip
        until = time.monotonic() + (minute * _PATIENCE).total_seconds()
        while (numbers := self._take(asked)) is None:
            if time.monotonic() > until:
                raise TryAgainLater(
                    f"The quota of {account.email or 'this machine'} at Google was used up for "
                    f"{_PATIENCE} minutes.",
                    "The next run goes on from there. Where it stays so, give the fleet more "
                    "service accounts, or ask Google for more.",
                )
            self._pause(self._until_free(asked))
        own, common = numbers
        return {**asked, "own": own, "common": common}

    def _take(self, asked: Mapping[str, Any]) -> tuple[int, int] | None:
        connection = self._connection
        with told(), connection.transaction() as all_or_none:
            own = connection.execute(_TAKE, asked).fetchone()
            common = own and connection.execute(_TAKE, {**asked, "account": ""}).fetchone()
            if own and common:
                tally(connection, f"calls.{asked['kind']}", str(asked["account"]))
                return own["number"], common["number"]
            all_or_none.force_rollback = True
        return None

    def _until_free(self, asked: Mapping[str, Any]) -> float:
        """Seconds until something may be free: when the next slot is, or one is given back."""
        with told():
            row: dict[str, float] = self._connection.execute(_NEXT, asked).fetchone() or {}
        minute = self._table.minute.total_seconds()
        return min(max(row["seconds"], minute / _KEENEST), minute / _LOOKS)

    def _open(self, account: GoogleAccount) -> None:
        """Buckets of as many slots as the config grants; an account's reads are never 0."""
        table = self._table
        most = {
            (account.email, "read"): table.reads, (account.email, "write"): table.writes,
            ("", "read"): table.project_reads, ("", "write"): table.project_writes,
        }  # fmt: skip
        with told(), self._connection.transaction():
            for (email, kind), count in most.items():
                asked = {"project": account.project, "account": email, "kind": kind, "most": count}
                self._connection.execute(_OPEN, asked)
                self._connection.execute(_CLOSE, asked)


def give_back(connection: Database, worker: str, minute: timedelta) -> None:
    """What ``worker``, whose own machine saw it die, had taken is free again as if its answer had
    come now: a fleet whose processes die one after the other would soon have no quota left."""
    with told():
        until = minute + minute / _ON_ITS_WAY
        connection.execute(_LEFT, {"worker": worker, "until": until})


def buckets(connection: Database, ahead: timedelta = timedelta(0)) -> list[Bucket]:
    """All buckets, by account and kind; as they will be so far ``ahead`` if nothing is taken."""
    with told():
        rows = connection.execute(_LEVELS, (ahead,)).fetchall()
    return [
        Bucket(
            GoogleAccount(row["project"], row["account"]), row["kind"], row["granted"], row["free"]
        )
        for row in rows
    ]
