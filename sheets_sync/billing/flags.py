"""Flags and runway of an account (design §7)."""

from enum import StrEnum

from sheets_sync.billing.tables import Client

BURN_DAYS = 30
"""Burn is charges of this many days, by the day."""

LONGEST = 3650
"""A runway of more days, ten years, says nothing: what is used will be another thing by then."""

YOUNGEST = 7
"""An account counts as at least this many days old."""


class Flag(StrEnum):
    """How an account stands, worst first."""

    OVER = "OVER"
    EMPTY = "EMPTY"
    LOW = "LOW"
    OK = "OK"


def burn_days(first_day: int | None, day: int) -> int:
    """Days that the burn is spread over: 30, or the age of a younger account, at least 7.

    ``first_day`` is the day of the first posting; None where there is none.
    """
    if first_day is None:
        return BURN_DAYS
    return min(BURN_DAYS, max(YOUNGEST, day - first_day + 1))


def days_left(balance: int, charged: int, days: int) -> int | None:
    """Runway: whole days until ``balance`` is used up at ``charged`` in ``days`` days.

    0 where nothing is left; None where nothing is used up, or that takes over ``LONGEST``.
    """
    if balance <= 0:
        return 0
    left = balance * days // charged if charged > 0 else None
    return None if left is None or left > LONGEST else left


def flag(client: Client, balance: int, left: int | None, low_days: int) -> Flag:
    """The flag of ``client`` at ``balance`` with ``left`` days of runway; 0 ``low_days``: unset."""
    if balance < -client.credit_limit:
        return Flag.OVER
    if balance <= 0:
        return Flag.EMPTY
    if balance < client.threshold or (left is not None and left < low_days):
        return Flag.LOW
    return Flag.OK


def flag_limit(client: Client, found: Flag) -> int:
    """The balance (minor) below which an account has the flag ``found``, or a worse one.

    An account that is LOW by its runway alone may stand above it.
    """
    limits = {Flag.OVER: -client.credit_limit, Flag.EMPTY: 1, Flag.LOW: client.threshold}
    return limits.get(found, 0)
