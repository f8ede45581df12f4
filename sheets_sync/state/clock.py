"""The moment up to which runs came in their order (design §17).

A clock put back makes yesterday's account out of today's, and one far ahead burns what nobody
worked: letters that were right once would go again. So a run out of order lets none go, and the
moment stays where it is until a run is in order, or a person says that the clock is right.
"""

from datetime import datetime, timedelta
from typing import Final

from sheets_sync.notices.blocks import Block
from sheets_sync.state.moments import recalled, utc
from sheets_sync.state.port import Store

_IN_ORDER: Final = "clock.in_order"

BACK: Final = timedelta(minutes=5)
"""Clocks are set right by so much, and nobody minds."""

PAUSE: Final = timedelta(days=35)
"""No office rests for longer."""


def last_in_order(store: Store) -> datetime | None:
    """The moment of the last run that was in order, in UTC; None before the first one."""
    if (known := recalled(store.memories, _IN_ORDER)) is not None:
        return known
    good = store.runs.last_good()  # of a program that did not remember it yet
    return good.started if good else None


def go_on_from(store: Store, moment: datetime) -> None:
    """From ``moment`` (aware) on runs are in order: a run at it was, or a person says so."""
    store.memories.remember(_IN_ORDER, utc(moment))


def out_of_order(last: datetime | None, now: datetime) -> Block | None:
    """What a run at ``now`` is where the last one in order was at ``last``; None: in order."""
    if last is None:
        return None
    if now < last - BACK:
        return Block.CLOCK_BACK
    return Block.LONG_PAUSE if now > last + PAUSE else None
