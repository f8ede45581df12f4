"""Rows of Payments that could not be read, and which entries of a bank they may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sheets_sync.billing.days import month_of
from sheets_sync.billing.names import fold

NEAR: Final = 3
"""Days between a payment at the bank and the same one typed into Payments."""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that a finding holds: its ``place``, and what of it is known all the same. ``client``
    and ``month`` (yyyy-mm) are "" where they are not; ``amounts`` are minor units by currency, for
    a row whose client is not known."""

    place: str
    client: str = ""
    month: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)

    def may_be(self, client: str, day: int, amount: int, currency: str) -> bool:
        """Whether it may be an entry of ``client``: what is not known speaks against nothing."""
        months = {month_of(day + off) for off in (-NEAR, 0, NEAR)}
        if self.month and self.month not in months:
            return False
        if self.client:
            return fold(self.client) == fold(client)
        return self.amounts.get(currency, amount) == amount
