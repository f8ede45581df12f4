"""Hours and money by calendar month: what a chart of chosen clients shows (design §9)."""

from collections.abc import Collection
from itertools import pairwise

import numpy as np

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.charges import CHARGED, HELD
from sheets_sync.billing.days import month_of, month_start
from sheets_sync.billing.tables import BLANK
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Month:
    """One calendar month (yyyy-mm) of some clients: fixed ``minutes``, ``charged`` minor."""

    name: str
    minutes: int
    charged: int


def by_month(
    accounts: Accounts, clients: Collection[int], paying: Collection[int], day: int, count: int
) -> list[Month]:
    """The last ``count`` months up to that of ``day``, oldest first, none left out.

    Minutes are those of ``clients`` (codes), charges those of ``paying`` among them: clients of
    one currency, since currencies are never added up.
    """
    log = accounts.log
    client, on, state = (log[name].to_numpy() for name in ("client", "day", "state"))
    minutes, charge = log["labour"].to_numpy(), log["charge"].to_numpy()
    worked = np.isin(client, list(clients)) & (state != HELD) & (minutes != BLANK)
    charged = np.isin(client, list(paying)) & (state == CHARGED)
    starts = [month_start(day, back) for back in range(count - 1, -2, -1)]
    spans = [(on >= first) & (on < after) for first, after in pairwise(starts)]
    return [
        Month(month_of(first), int(minutes[span & worked].sum()), int(charge[span & charged].sum()))
        for first, span in zip(starts, spans, strict=False)
    ]
