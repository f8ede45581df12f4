"""The over-service bill: where all the labour of a client went, and what it cost (design §18)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

import numpy as np

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import Labour, Mask
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass


class Went(StrEnum):
    """Where labour went."""

    USUAL = "usual"
    """What their orders take with the others."""
    ABOVE = "above"
    """What they took over that."""
    ALONE = "alone"
    """Services in which nobody can be compared."""
    GIVEN_AWAY = "given_away"
    """Without a price, not to be paid for, or with a typical error: whatever it took."""


@dataclass(frozen=True)
class BillLine:
    """Labour that went one way: exact ``minutes``, and their ``cost``, minor; None: unknown."""

    went: Went
    minutes: Fraction
    cost: int | None


@dataclass(frozen=True)
class ChargedYet:
    """What was charged of the labour that counts as given away: its ``share`` of those minutes,
    above 0, and the ``amount``, minor, above 0."""

    share: Fraction
    amount: int


def charged_yet(mine: Labour) -> ChargedYet | None:
    """What was charged all the same of a client's labour given away (rows with a typical error);
    None where that is nothing."""
    lost = mine.where(_lost(mine))
    charged = lost.where(lost.charge != 0)
    minutes, amount = int(charged.minutes.sum()), int(charged.charge.sum())
    if minutes <= 0 or amount <= 0:
        return None
    return ChargedYet(Fraction(minutes, int(lost.minutes.sum())), amount)


def _lost(rows: Labour) -> Mask:
    """Rows that count as given away."""
    wrong: Mask = rows.errors != 0
    return rows.free | wrong


def over_service(
    mine: Labour, norms: Mapping[int, Fraction | None], cost: int | None
) -> list[BillLine]:
    """The bill of one client, whose rows of the window are ``mine``.

    ``norms`` are the peers' minutes an order by service, ``cost`` what all the labour cost
    (minor), None where that is unknown. Minutes and costs add up to all of it, exactly: a cost is
    shared by minutes, and what rounding leaves goes to the largest parts of a minor unit.
    """
    lost = _lost(mine)
    sold = mine.where(~lost & mine.timed)
    measured = np.array([norms.get(code) is not None for code in sold.service.tolist()], np.bool_)
    observed = _minutes(sold.where(measured))
    above = max(observed - _expected(sold.where(measured), norms), Fraction(0))
    spent = {
        Went.USUAL: observed - above,
        Went.ABOVE: above,
        Went.ALONE: _minutes(sold.where(~measured)),
        Went.GIVEN_AWAY: _minutes(mine.where(lost)),
    }
    costs = shared_out(cost, list(spent.values()))
    return [BillLine(way, spent[way], part) for way, part in zip(spent, costs, strict=True)]


def shared_out(amount: int | None, weights: Sequence[Fraction]) -> list[int | None]:
    """``amount`` in whole parts by ``weights`` (none below 0), which add up to it; all None where
    it is unknown, all 0 where there is no weight."""
    if amount is None:
        return [None] * len(weights)
    whole = sum(weights, Fraction(0))
    if not whole:
        return [0] * len(weights)
    exact = [amount * each / whole for each in weights]
    parts = [each.numerator // each.denominator for each in exact]
    by_rest = sorted(range(len(exact)), key=lambda at: parts[at] - exact[at])
    for at in by_rest[: amount - sum(parts)]:
        parts[at] += 1
    return [*parts]


def _minutes(rows: Labour) -> Fraction:
    return Fraction(int(rows.minutes.sum()), SCALE)


def _expected(rows: Labour, norms: Mapping[int, Fraction | None]) -> Fraction:
    """What the orders of ``rows`` take with others; a row without an order is one of its own."""
    orders = set(zip(rows.service.tolist(), rows.order.tolist(), strict=True))
    named = [service for service, order in orders if order != NONE]
    alone = rows.service[rows.order == NONE].tolist()
    return sum((norms[each] or Fraction(0) for each in (*named, *alone)), Fraction(0))
