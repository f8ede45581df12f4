"""What the house earns with each client's hours (design §9). Amounts are minor units."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import Labour
from sheets_sync.billing.names import alike
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.tables import Client
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.grouping import gather, totals

HOUR: Final = 60 * SCALE
"""Fixed minutes in an hour."""


def yield_per_hour(charged: int, minutes: int) -> int | None:
    """Charges an hour, half up; ``minutes`` are fixed. None where there are none."""
    return half_up(charged * HOUR, minutes) if minutes else None


def margins(
    rows: Labour, clients: Sequence[Client], staff: Sequence[str], terms: Terms
) -> list[int | None]:
    """By client: the charges of ``rows`` less what their hours cost, rounded once, half up.

    None where the cost of any minute is unknown; no minutes at all stand at the usual cost.
    ``staff`` are ``Book.staff``.
    """
    charged = totals(rows.client, len(clients), rows.charge).tolist()
    spent = costs(rows, clients, staff, terms)
    return [
        None if cost is None else half_up(income * HOUR - cost, HOUR)
        for income, cost in zip(charged, spent, strict=True)
    ]


def costs(
    rows: Labour, clients: Sequence[Client], staff: Sequence[str], terms: Terms
) -> list[int | None]:
    """By client: what the hours of ``rows`` cost: minor units × ``HOUR``; None as above."""
    spent = _minutes_by_staff(rows, staff)
    return [_cost(spent[code] or [("", 0)], client, terms) for code, client in enumerate(clients)]


def _minutes_by_staff(rows: Labour, staff: Sequence[str]) -> dict[int, list[tuple[str, int]]]:
    """By client code: who (``alike``; "": blank) spent how many fixed minutes, none left out."""
    names = [*map(alike, staff), ""]  # code -1 reads the last place
    worked = rows.where(rows.minutes > 0)
    groups = gather(worked.client, worked.staff)
    minutes = totals(groups.number, len(groups), worked.minutes).tolist()
    spent: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for row, each in zip(groups.row.tolist(), minutes, strict=True):
        spent[int(worked.client[row])].append((names[worked.staff[row]], each))
    return spent


def _cost(spent: Sequence[tuple[str, int]], client: Client, terms: Terms) -> int | None:
    hourly = [_cost_per_hour(name, client, terms) for name, _ in spent]
    if not all(hourly):
        return None
    return sum(each * minutes for each, (_, minutes) in zip(hourly, spent, strict=True))


def _cost_per_hour(name: str, client: Client, terms: Terms) -> int:
    """Of one of the staff, in the client's currency; 0: unknown."""
    if client.bad_currency:
        return 0
    own = terms.staff_cost.get(name, {}).get(client.currency)
    return terms.cost_per_hour.get(client.currency, 0) if own is None else own
