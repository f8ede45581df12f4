"""The log rows that count in effort, as columns: who did what for whom, and what it took."""

from dataclasses import fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.charges import HELD
from sheets_sync.billing.day_columns import months
from sheets_sync.billing.tables import BLANK
from sheets_sync.columns.codes import Codes
from sheets_sync.deferred import dataclass

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Labour:
    """Charged and unpriced log rows; held rows count nowhere (design §4).

    ``client``, ``service``, ``order``, ``staff`` are codes as in ``Book.log``; ``day`` serial;
    ``month`` as ``days.months`` counts; ``minutes`` int64 fixed, 0 where ``timed`` is False
    (nobody knows how long it took); ``charge`` int64 minor; ``errors`` the typical errors' bits;
    ``free`` where Billable says no.
    """

    client: Codes
    service: Codes
    order: Codes
    staff: Codes
    day: Codes
    month: Codes
    minutes: NDArray[np.int64]
    timed: Mask
    charge: NDArray[np.int64]
    errors: NDArray[np.uint8]
    free: Mask

    def where(self, mask: Mask) -> "Labour":
        """The rows that ``mask`` marks."""
        if mask.all():
            return self
        return Labour(**{field.name: getattr(self, field.name)[mask] for field in fields(self)})


def labour(log: pd.DataFrame, errors: NDArray[np.uint8]) -> Labour:
    """The rows of ``log`` (``Accounts.log``) that count, with their typical ``errors``."""
    minutes = log["labour"].to_numpy()
    timed = minutes != BLANK
    everything = Labour(
        client=log["client"].to_numpy(),
        service=log["service"].to_numpy(),
        order=log["order"].to_numpy(),
        staff=log["staff"].to_numpy(),
        day=log["day"].to_numpy(),
        month=months(log["day"].to_numpy()).astype(np.int16),
        minutes=minutes if timed.all() else np.where(timed, minutes, 0),
        timed=timed,
        charge=log["charge"].to_numpy(),
        errors=errors,
        free=log["free"].to_numpy(),
    )
    return everything.where(log["state"].to_numpy() != HELD)
