"""What the house depends on: each client's share of the money beside that of the labour (§18)."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.tables import Client
from sheets_sync.billing.yields import HOUR
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Shares:
    """One client among those of their currency, in the window: money of several currencies is
    never added up, and labour is held against money.

    ``minutes`` (fixed) and ``charged`` (minor) are theirs, ``all_minutes`` and ``all_charged``
    those of everyone with their currency.
    """

    minutes: int
    charged: int
    all_minutes: int
    all_charged: int

    @property
    def of_labour(self) -> Fraction | None:
        """Their share of the minutes; None where nobody has any."""
        return Fraction(self.minutes, self.all_minutes) if self.all_minutes else None

    @property
    def of_money(self) -> Fraction | None:
        """Their share of the charges; None where these come to nothing."""
        return Fraction(self.charged, self.all_charged) if self.all_charged > 0 else None

    @property
    def others_yield(self) -> Fraction | None:
        """What an hour of all others brings, minor units; None where these worked no minute."""
        minutes = self.all_minutes - self.minutes
        charged = self.all_charged - self.charged
        return Fraction(charged * HOUR, minutes) if minutes else None

    def at_others_yield(self, minutes: int) -> int | None:
        """What so many fixed minutes would bring with the others, minor, half up."""
        if (yields := self.others_yield) is None:
            return None
        amount = yields * minutes / HOUR
        return half_up(amount.numerator, amount.denominator)


def shares(
    clients: Sequence[Client], minutes: Sequence[int], charged: Sequence[int]
) -> list[Shares]:
    """Of each client, by what they took (fixed) and were charged (minor) in the window."""
    spent: dict[str, int] = defaultdict(int)
    brought: dict[str, int] = defaultdict(int)
    own = list(zip(clients, minutes, charged, strict=True))
    for client, took, paid in own:
        spent[client.currency] += took
        brought[client.currency] += paid
    return [Shares(took, paid, spent[c.currency], brought[c.currency]) for c, took, paid in own]
