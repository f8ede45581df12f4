"""Advice on each client, with its reasons (design §9, §18). Advice only: nothing acts on it."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Final

from sheets_sync.billing.evidence import EffortVerdict, Evidence
from sheets_sync.billing.losses import Losses
from sheets_sync.deferred import dataclass


class AdviceKind(StrEnum):
    """What to do about a client."""

    KEEP = "keep"
    COLLECT = "collect"
    REPRICE = "reprice"
    PART = "part"


class GroundKind(StrEnum):
    """Why; in brackets the fields of ``Reason`` that go with it."""

    LOSING_MONTHS = "LOSING_MONTHS"
    """Each of ``months`` lost money, although a price of their own is valid since ``since``."""
    INDEX_EXTREME = "INDEX_EXTREME"
    """The range ``low`` … ``high`` proves an extreme amount of labour; ``index`` is the raw one."""
    INDEX_HEAVY = "INDEX_HEAVY"
    """The range ``low`` … ``high`` proves more labour than the others'; ``index`` as above."""
    MARGIN_NEGATIVE = "MARGIN_NEGATIVE"
    """The window's margin is ``amount``, below 0."""
    NEW_PRICE = "NEW_PRICE"
    """Beside one of the above: their latest own price is valid only ``since`` then, too short a
    time to say whether it helps."""
    IN_DEBT = "IN_DEBT"
    """They owe ``amount``, which is over their credit limit."""
    CLOSED = "CLOSED"
    """Whatever speaks against them, they are closed: no prices are talked about any more."""
    FINE = "FINE"
    """Nothing speaks against them; ``index`` and ``amount`` (margin) where they are known."""
    NO_PEERS = "NO_PEERS"
    """There is no index: nobody to compare their labour with."""
    NO_LABOUR = "NO_LABOUR"
    """There is no index: no minutes were spent on them."""
    COST_UNKNOWN = "COST_UNKNOWN"
    """There is no margin: what an hour costs is not known."""


_LABOUR: Final = {
    EffortVerdict.EXTREME: GroundKind.INDEX_EXTREME,
    EffortVerdict.HEAVY: GroundKind.INDEX_HEAVY,
}


@dataclass(frozen=True)
class Ground:
    """One reason and the figures behind it: ``amount`` minor, ``since`` a serial day."""

    kind: GroundKind
    index: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    amount: int | None = None
    months: tuple[str, ...] = ()
    since: int | None = None


@dataclass(frozen=True)
class Advice:
    """What to do and why: what decides first, then what is not known."""

    kind: AdviceKind
    reasons: tuple[Ground, ...]


@dataclass(frozen=True)
class Weighed:
    """What advice on a client rests on: the raw effort ``index`` and what it proves, the window's
    ``margin`` (minor) and ``minutes`` (fixed), months that lost money, and what they ``owe``
    (minor) over their credit limit, the whole debt; 0 where they do not. ``new_price``: the day
    of an own price too new to be judged (``losses.new_prices``). ``closed``: says their State."""

    index: Fraction | None
    evidence: Evidence | None
    margin: int | None
    minutes: int
    losses: Losses | None = None
    owe: int = 0
    new_price: int | None = None
    closed: bool = False


def advise(weighed: Weighed) -> Advice:
    """Advice by what the index proves, never by the raw figure; by margin, losses and debt."""
    against = _against(weighed)
    if against and not weighed.closed:
        decisive, kind = against, AdviceKind.REPRICE if weighed.losses is None else AdviceKind.PART
    elif weighed.owe:
        decisive, kind = [Ground(GroundKind.IN_DEBT, amount=weighed.owe)], AdviceKind.COLLECT
    else:
        fine = Ground(GroundKind.FINE, index=weighed.index, amount=weighed.margin)
        decisive, kind = [Ground(GroundKind.CLOSED) if against else fine], AdviceKind.KEEP
    return Advice(kind, (*decisive, *_unknown(weighed)))


def _unknown(weighed: Weighed) -> Iterator[Ground]:
    if weighed.index is None:
        yield Ground(GroundKind.NO_PEERS if weighed.minutes else GroundKind.NO_LABOUR)
    if weighed.margin is None:
        yield Ground(GroundKind.COST_UNKNOWN)


def _against(weighed: Weighed) -> list[Ground]:
    """What speaks against a client, the weightiest first."""
    found = []
    if (losses := weighed.losses) is not None:
        found.append(Ground(GroundKind.LOSING_MONTHS, months=losses.months, since=losses.since))
    if (proof := weighed.evidence) is not None and proof.verdict in _LABOUR:
        kind = _LABOUR[proof.verdict]
        found.append(Ground(kind, index=weighed.index, low=proof.low, high=proof.high))
    if weighed.margin is not None and weighed.margin < 0:
        found.append(Ground(GroundKind.MARGIN_NEGATIVE, amount=weighed.margin))
    if found and weighed.new_price is not None:
        found.append(Ground(GroundKind.NEW_PRICE, since=weighed.new_price))
    return found
