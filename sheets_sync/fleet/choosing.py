"""Which of the workbooks that are due go next. Pure (design §21)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Candidate:
    """A workbook that is due: whose it is, whose quota it needs (project, account), the queue
    that it stands in. ``rescued``: the worker of its last run died."""

    name: str
    tenant: str
    account: tuple[str, str]
    queue: str
    due: datetime
    period: timedelta
    rescued: bool = False


@dataclass(frozen=True)
class QueueRoom:
    """How many more jobs a queue takes, and how many of them may be further ones of a tenant: no
    more than processes take at once, or those who come next would stand behind them."""

    jobs: int
    further: int


_NONE: Final = QueueRoom(0, 0)


def chosen(
    candidates: Iterable[Candidate],
    now: datetime,
    busy: Collection[str],
    room: Mapping[str, QueueRoom],
    granted: Mapping[tuple[str, str], int],
) -> list[Candidate]:
    """Those that go now, the latest by share of its period first, and at most one a tenant.

    Before all others go those whose worker died, whatever else there is: theirs was the turn. And
    where nobody else wants what is left, further workbooks of a tenant: an order to serve them must
    not leave a process or a quota idle.
    ``busy`` are tenants with a run under way or waiting, ``room`` what each queue that is served
    takes, ``granted`` how many reads each account has free; one that is not named is not limited.
    """
    picking = _Picking(busy, room, granted)
    left = sorted(candidates, key=lambda one: _order(one, now))
    for goes in (picking.rescue, picking.take, picking.add):
        left = [each for each in left if not goes(each)]
    return picking.go


class _Picking:
    def __init__(
        self,
        busy: Collection[str],
        room: Mapping[str, QueueRoom],
        granted: Mapping[tuple[str, str], int],
    ) -> None:
        self.go = list[Candidate]()
        self._busy, self._room, self._granted = set(busy), room, granted
        self._jobs, self._reads = Counter[str](), Counter[tuple[str, str]]()

    def rescue(self, each: Candidate) -> bool:
        return each.rescued and each.queue in self._room and self._goes(each)

    def take(self, each: Candidate) -> bool:
        room = self._room.get(each.queue, _NONE)
        fits = each.tenant not in self._busy and self._jobs[each.queue] < room.jobs
        return fits and self._has_a_read(each) and self._goes(each)

    def add(self, each: Candidate) -> bool:
        fits = self._jobs[each.queue] < self._room.get(each.queue, _NONE).further
        return fits and self._has_a_read(each) and self._goes(each)

    def _has_a_read(self, each: Candidate) -> bool:
        granted = self._granted.get(each.account)
        return granted is None or self._reads[each.account] < granted

    def _goes(self, each: Candidate) -> bool:
        self.go.append(each)
        self._busy.add(each.tenant)
        self._jobs[each.queue] += 1
        self._reads[each.account] += 1
        return True


def lateness(due: datetime, period: timedelta, now: datetime) -> float:
    """How late a workbook is, in its own periods."""
    return (now - due) / period


def _order(one: Candidate, now: datetime) -> tuple[float, datetime, str]:
    return -lateness(one.due, one.period, now), one.due, one.name
