"""Which of the workbooks that are due go next. Pure (design §21)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from sheets_sync.deferred import dataclass
from sheets_sync.fleet.cadence import lateness


@dataclass(frozen=True)
class Candidate:
    """A workbook that is due: whose it is, whose quota it needs (project, account), the queue
    that it stands in."""

    name: str
    tenant: str
    account: tuple[str, str]
    queue: str
    due: datetime
    period: timedelta


def chosen(
    candidates: Iterable[Candidate],
    now: datetime,
    busy: Collection[str],
    room: Mapping[str, int],
    granted: Mapping[tuple[str, str], int],
) -> list[Candidate]:
    """Those that go now, the latest by share of its period first, and at most one a tenant.

    ``busy`` are tenants with a run under way or waiting, ``room`` how many each queue takes,
    ``granted`` how many reads each account has free; one that is not named is not limited.
    """
    left, free, taken, go = dict(room), dict(granted), set(busy), list[Candidate]()
    for each in sorted(candidates, key=lambda one: _order(one, now)):
        if not any(left.values()):
            break
        if each.tenant in taken or left.get(each.queue, 0) < 1 or free.get(each.account, 1) < 1:
            continue
        taken.add(each.tenant)
        left[each.queue] -= 1
        if each.account in free:
            free[each.account] -= 1
        go.append(each)
    return go


def _order(one: Candidate, now: datetime) -> tuple[float, datetime, str]:
    return -lateness(one.due, one.period, now), one.due, one.name
