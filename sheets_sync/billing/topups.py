"""What a top-up invoice asks for (design §8)."""

from sheets_sync.billing.accounts import Account
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.tables import Client
from sheets_sync.billing.terms import Terms

_AHEAD = 30
"""A top-up lasts for this many days of burn at least."""


def amount_asked(client: Client, account: Account, terms: Terms) -> int:
    """Minor units to ask ``client`` for; 0 where there is nothing to ask.

    Their Top-up as it stands while that is enough; else what brings the balance to the largest of
    twice the threshold, ``re_arm`` and 30 days of burn, rounded up to ``round_up_to`` (default: a
    whole major unit).
    """
    burn = -(-account.charged_30 * _AHEAD // account.burn_days)
    re_arm = terms.re_arm.get(client.currency, client.threshold)
    missing = max(2 * client.threshold, re_arm, burn) - account.balance
    own = client.topup or 0
    if missing <= own:
        return own
    unit = terms.round_up_to.get(client.currency) or 10 ** MINOR_DIGITS[client.currency]
    return -(-missing // unit) * unit
