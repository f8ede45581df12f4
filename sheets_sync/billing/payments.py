"""What came in, by client: totals, the latest payment, whether there ever was one (design §6)."""

import numpy as np
import pandas as pd

from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.deferred import dataclass

_PAYMENT = PAYMENT_KINDS.index("payment")
_FUNDING = (_PAYMENT, PAYMENT_KINDS.index("opening"))


@dataclass(frozen=True)
class PaidIn:
    """One client's side of Payments; amounts are minor units.

    ``total`` is of all kinds, ``last`` and ``last_day`` are the latest row of Kind payment
    (of one day's, the lowest in the sheet). ``funded``: there ever was a payment or an opening.
    """

    total: int = 0
    last_day: int | None = None
    last: int = 0
    funded: bool = False


def paid_in(payments: pd.DataFrame, clients: int) -> list[PaidIn]:
    """What each of ``clients`` paid in, by client code."""
    client, day, kind, amount = (
        payments[name].to_numpy() for name in ("client", "day", "kind", "amount")
    )
    total = np.zeros(clients, np.int64)
    np.add.at(total, client, amount)
    rows = np.flatnonzero(kind == _PAYMENT)
    rows = rows[np.lexsort((day[rows], client[rows]))]
    latest = dict(zip(client[rows].tolist(), rows.tolist(), strict=True))  # the last one stays
    funded = set(client[np.isin(kind, _FUNDING)].tolist())
    return [
        PaidIn(each, int(day[latest[code]]), int(amount[latest[code]]), code in funded)
        if code in latest
        else PaidIn(each, funded=code in funded)
        for code, each in enumerate(total.tolist())
    ]
