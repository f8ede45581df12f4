"""Advice on each client, with its reasons (design §9). Advice only: nothing acts on it."""

from enum import StrEnum
from fractions import Fraction

from sheets_sync.billing.losses import Losses
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass


class AdviceKind(StrEnum):
    """What to do about a client."""

    KEEP = "keep"
    REPRICE = "reprice"
    PART = "part"


class GroundKind(StrEnum):
    """Why; in brackets the fields of ``Reason`` that go with it."""

    LOSING_MONTHS = "LOSING_MONTHS"
    """Each of ``months`` lost money, although a price of their own is valid since ``since``."""
    INDEX_EXTREME = "INDEX_EXTREME"
    """``index`` is at or over the limit of *extreme*."""
    INDEX_HEAVY = "INDEX_HEAVY"
    """``index`` is at or over the limit of *heavy*."""
    MARGIN_NEGATIVE = "MARGIN_NEGATIVE"
    """The window's margin is ``amount``, below 0."""
    FINE = "FINE"
    """Nothing speaks against them; ``index`` and ``amount`` (margin) where they are known."""
    NO_PEERS = "NO_PEERS"
    """There is no index: nobody to compare their labour with."""
    NO_LABOUR = "NO_LABOUR"
    """There is no index: no minutes were spent on them."""
    COST_UNKNOWN = "COST_UNKNOWN"
    """There is no margin: what an hour costs is not known."""


@dataclass(frozen=True)
class Ground:
    """One reason and the figures behind it: ``amount`` minor, ``since`` a serial day."""

    kind: GroundKind
    index: Fraction | None = None
    amount: int | None = None
    months: tuple[str, ...] = ()
    since: int | None = None


@dataclass(frozen=True)
class Advice:
    """What to do and why: what decides first, then what is not known."""

    kind: AdviceKind
    reasons: tuple[Ground, ...]


def advise(
    index: Fraction | None, margin: int | None, minutes: int, losses: Losses | None, terms: Terms
) -> Advice:
    """Advice by the window's effort ``index``, ``margin`` (minor) and ``minutes`` (fixed).

    ``losses`` are the client's losing months, None where they have none.
    """
    against = _against(index, margin, losses, terms)
    kind = AdviceKind.REPRICE if against else AdviceKind.KEEP
    if losses is not None:
        kind = AdviceKind.PART
    decisive = against or [Ground(GroundKind.FINE, index=index, amount=margin)]
    unknown = []
    if index is None:
        unknown.append(Ground(GroundKind.NO_PEERS if minutes else GroundKind.NO_LABOUR))
    if margin is None:
        unknown.append(Ground(GroundKind.COST_UNKNOWN))
    return Advice(kind, (*decisive, *unknown))


def _against(
    index: Fraction | None, margin: int | None, losses: Losses | None, terms: Terms
) -> list[Ground]:
    """What speaks against a client, the weightiest first."""
    found = []
    if losses is not None:
        found.append(Ground(GroundKind.LOSING_MONTHS, months=losses.months, since=losses.since))
    if index is not None and index >= terms.heavy:
        extreme = index >= terms.extreme
        found.append(
            Ground(GroundKind.INDEX_EXTREME if extreme else GroundKind.INDEX_HEAVY, index=index)
        )
    if margin is not None and margin < 0:
        found.append(Ground(GroundKind.MARGIN_NEGATIVE, amount=margin))
    return found
