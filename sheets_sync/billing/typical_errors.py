"""Typical errors: work past the tariff or the agreed channels, no output of staff (design §9)."""

from collections.abc import Sequence
from enum import IntFlag

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.charges import HELD, UNPRICED
from sheets_sync.billing.names import alike
from sheets_sync.billing.near_names import meant_channel
from sheets_sync.billing.terms import Terms


class TypicalError(IntFlag):
    """What is wrong with how a row's work came in; a row may have several."""

    OFF_CHANNEL = 1
    """The channel is not an agreed one."""
    OUT_OF_TARIFF = 2
    """No price for it."""
    PERSONAL = 4
    """A favour: the channel is a personal one."""


PAST_CHANNELS = TypicalError.OFF_CHANNEL | TypicalError.PERSONAL
"""Either way the work came through a channel that was not agreed."""


def typical_errors(channels: Sequence[str], log: pd.DataFrame, terms: Terms) -> NDArray[np.uint8]:
    """Bits of ``TypicalError``, one number a row of ``log`` (``Accounts.log``); 0 where held.

    ``channels`` are ``Book.channels``. A blank Channel is no error.
    """
    # Code -1, a blank channel, reads the last place.
    of_channel = np.array([*(_of_channel(alike(name), terms) for name in channels), 0], np.uint8)
    state = log["state"].to_numpy()
    errors: NDArray[np.uint8] = of_channel[log["channel"].to_numpy()]
    errors[state == UNPRICED] |= np.uint8(TypicalError.OUT_OF_TARIFF)
    errors[state == HELD] = 0
    return errors


def _of_channel(channel: str, terms: Terms) -> int:
    if channel in terms.personal_channels:
        return TypicalError.PERSONAL
    if terms.channels and channel not in terms.channels and not meant_channel(channel, terms):
        return TypicalError.OFF_CHANNEL
    return 0
