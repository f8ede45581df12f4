"""What one order does to an index: the index without the largest (design §18)."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import Labour
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class WithoutLargest:
    """The order (a code; NONE for a row that is one of its own) that took the most of what is
    compared, its exact ``minutes``, and the raw ``index`` without it."""

    order: int
    minutes: Fraction
    index: Fraction


def without_largest(mine: Labour, norms: Mapping[int, Fraction | None]) -> WithoutLargest | None:
    """Of one client, whose rows of the window are ``mine``; ``norms`` are the peers' minutes an
    order by service. None where fewer than two orders are compared."""
    spent: dict[tuple[int, int], int] = defaultdict(int)
    services: dict[tuple[int, int], set[int]] = defaultdict(set)
    columns = (getattr(mine, name).tolist() for name in ("order", "service", "minutes", "timed"))
    for row, (order, service, minutes, timed) in enumerate(zip(*columns, strict=True)):
        if timed and norms.get(service) is not None:
            of = (order, row if order == NONE else 0)
            spent[of] += minutes
            services[of].add(service)
    if len(spent) < 2:
        return None
    usual = {
        of: sum((norms[each] or Fraction(0) for each in theirs), Fraction(0))
        for of, theirs in services.items()
    }
    largest = max(spent, key=lambda of: (spent[of], of))
    left = Fraction(sum(spent.values()) - spent[largest], SCALE)
    expected = sum(usual.values(), Fraction(0)) - usual[largest]
    return WithoutLargest(largest[0], Fraction(spent[largest], SCALE), left / expected)
