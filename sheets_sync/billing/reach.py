"""The smallest change of one drafted price that reaches a margin (design §18). Pure.

Charges come from ``price_variants``, whole numbers throughout. What a rate or a minimum charges
grows with it, but for what rounding takes from row to row: a value far below is passed over only
where even that could not make up for it, all others are tried one by one. A step does not grow in
such a way; those are tried that people agree on.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.price_variants import PriceVariants, Term
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.yields import HOUR
from sheets_sync.deferred import dataclass

MOST_MINUTES: Final = 24 * 60
MOST_PIECES: Final = 1000
"""A longer, or larger, Minimum is none that anybody agrees on."""
MINUTE_STEPS: Final = (1, 2, 3, 5, 6, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480)
PIECE_STEPS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 25, 50, 100)
MOST_TIMES: Final = 100
"""Nor is a rate so many times the drafted one."""
_DOUBLINGS: Final = 30
_PARTS: Final = 17
"""A range is cut into so many parts at once: a call costs more than what it looks at."""
_TOGETHER: Final = 64
"""Values tried in one go, where all are."""

Charged = Callable[[Sequence[int]], list[int]]
"""What values (fixed) of a term would charge, minor units."""


@dataclass(frozen=True)
class Goal:
    """A margin to be reached in the window: an ``amount`` of minor units, or a ``share`` of what is
    charged; one of them is None."""

    amount: int | None
    share: Fraction | None

    def income(self, cost: int) -> int | None:
        """The least charges, minor units, whose margin reaches it, where hours cost ``cost`` (minor
        units × fixed minutes, as ``yields`` has it); None where none do."""
        high = 10**15
        if not self.reached(high, cost):
            return None
        low = min(-high, high)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.reached(middle, cost) else (middle, high)
        return high

    def reached(self, income: int, cost: int) -> bool:
        """Whether these charges are enough."""
        margin = half_up(income * HOUR - cost, HOUR)
        if self.amount is not None:
            return margin >= self.amount
        return income > 0 and Fraction(margin, income) >= (self.share or 0)


@dataclass(frozen=True)
class PriceChange:
    """A change of one term of the price at ``position``, both values fixed: of a rate in major
    units, else in minutes where the unit is time, in pieces elsewhere."""

    position: int
    term: Term
    before: int
    after: int

    @property
    def size(self) -> tuple[bool, Fraction, int]:
        """What smaller changes sort first by: the share of what was there; what was not is most."""
        if not self.before:
            return True, Fraction(self.after), self.position
        return False, Fraction(self.after - self.before, self.before), self.position


def sufficient_changes(variants: PriceVariants, position: int, more: int) -> Iterator[PriceChange]:
    """For each term of a price the smallest change by which ``more`` (minor units) would be
    charged; none where no value of it does."""
    price = variants.book.prices.iloc[variants.at]
    timed = int(price["unit_minutes"]) > 0
    currency = variants.book.clients[0].currency
    for term in ("price", "minimum", "step"):
        before = int(price[term])
        (now,) = variants.charged(term, [before])
        search = _Search(_of(variants, term), now + more, 2 * int(variants.weights.sum()))
        if term == "price":
            after = search.rate(before, max(10 ** (4 - MINOR_DIGITS[currency]), 1))
        elif term == "minimum":
            after = search.minimum(before, MOST_MINUTES if timed else MOST_PIECES)
        else:
            after = search.step(before, MINUTE_STEPS if timed else PIECE_STEPS)
        if after is not None:
            yield PriceChange(position, term, before, after)


def _of(variants: PriceVariants, term: Term) -> Charged:
    return lambda values: variants.charged(term, values)


@dataclass(frozen=True)
class _Search:
    """The search for a value that charges ``wanted`` (minor units); ``noise`` is how much rounding
    may make up for, half a unit a row on either side."""

    charged: Charged
    wanted: int
    noise: int

    def rate(self, before: int, grid: int) -> int | None:
        """The least rate above ``before`` on the grid."""
        start = before // grid
        most = max(start, 1) * MOST_TIMES if before else 2**_DOUBLINGS
        tried = [min(start + 2**power, most) for power in range(_DOUBLINGS + 1)]
        charged = self.charged([each * grid for each in tried])
        pairs = zip(tried, charged, strict=True)
        end = next((each for each, all_of_it in pairs if all_of_it >= self.wanted), None)
        return None if end is None else self._least(start, end, grid)

    def minimum(self, before: int, most: int) -> int | None:
        """The least whole minimum above ``before``."""
        start = before // SCALE
        if start >= most:
            return None
        return self._least(start, most, SCALE)

    def step(self, before: int, known: Sequence[int]) -> int | None:
        """The least of the steps that people agree on, above ``before``."""
        return self._first([each * SCALE for each in known if each * SCALE > before])

    def _least(self, low: int, high: int, grid: int) -> int | None:
        """The least value over ``low`` and up to ``high``, both in units of the grid."""
        end = high
        while high - low > 1:
            between = sorted({low + (high - low) * part // _PARTS for part in range(1, _PARTS)})
            points = [each for each in between if low < each < high]
            charged = self.charged([each * grid for each in points])
            far = [
                each for each, all_of_it in zip(points, charged, strict=True)
                if all_of_it < self.wanted - self.noise
            ]  # fmt: skip
            low = max(far, default=low)
            high = min((each for each in points if each > low), default=high)
        return self._first(range((low + 1) * grid, (end + 1) * grid, grid))

    def _first(self, values: Sequence[int]) -> int | None:
        """The first of ``values`` that charges enough."""
        for at in range(0, len(values), _TOGETHER):
            part = values[at : at + _TOGETHER]
            for value, charged in zip(part, self.charged(part), strict=True):
                if charged >= self.wanted:
                    return value
        return None
