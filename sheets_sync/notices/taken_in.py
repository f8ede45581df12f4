"""Whose rows became another client's, who was there already: two are one from now on (design §17).
Pure.

Rows of Log tell it, whose client changed between two runs: a payment alone is moved where it was
typed on the wrong client. Nobody is one with another while both are in Clients.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeAlias

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.days import serial
from sheets_sync.billing.names import fold

Mergers: TypeAlias = Mapping[str, Mapping[str, datetime]]
"""By client (folded name) those whose rows became theirs, and when that was last seen."""


def taken_in(before: Mergers, changes: Changes, there: Collection[str], now: datetime) -> Mergers:
    """What is known after a run at ``now`` that found ``changes``; ``there`` are the folded names
    in Clients at the run before."""
    known = {who: dict(from_) for who, from_ in before.items()}
    edited = changes.changed
    was, is_ = changes.before.client[edited], changes.now.client[changes.partner[edited]]
    for old, new in {*zip(was.tolist(), is_.tolist(), strict=True)}:
        gave, took = fold(changes.before.clients[old]), fold(changes.now.clients[new])
        if gave != took and took in there:
            known.setdefault(took, {})[gave] = now
    return known


def merged(known: Mergers, here: Collection[str]) -> dict[str, int]:
    """By client, the day (serial) on which the last rows came of one who is not ``here`` (folded
    names in Clients) any more."""
    days = {
        who: [serial(at.date()) for gave, at in from_.items() if gave not in here]
        for who, from_ in known.items()
        if who in here
    }
    return {who: max(each) for who, each in days.items() if each}
