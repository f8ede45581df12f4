"""What ten minutes of a service cost, by the rules of every charge (design §19). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from sheets_sync.billing.charges import CHARGED, charge_log
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.prices import PriceList
from sheets_sync.billing.tables import BLANK, LOG_COLUMNS, Book, typed
from sheets_sync.columns.codes import NONE

_BLANK: Final = {"int64": BLANK, "int32": NONE, "int16": 0, "int8": 0, "bool": False}


def cost_of_ten_minutes(
    book: Book, prices: PriceList, day: int, asked: Sequence[tuple[int, int]]
) -> Mapping[tuple[int, int], int]:
    """What ten minutes on a serial ``day`` cost a client, minor units, by client and service
    (codes); each is a row of a log that holds nothing else. What is included in a month is put
    aside: it is used up at some time. Services that are not priced by time are left out.
    """
    if not asked:
        return {}
    rows = _rows(day, asked)
    without = book.prices.assign(included=np.int64(0))
    charged = charge_log(replace(book, prices=without, log=rows), prices)
    per = np.append(book.prices["unit_minutes"].to_numpy(), 0)[charged.terms]
    told = np.flatnonzero((per > 0) & (charged.state == CHARGED)).tolist()
    return {asked[at]: int(charged.charge[at]) for at in told}


def _rows(day: int, asked: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """A log of ten minutes for each client and service."""
    count = len(asked)
    client, service = np.array(asked, np.int32).T
    blank = {name: np.full(count, _BLANK[kind]) for name, kind in LOG_COLUMNS.items()}
    filled = {"client": client, "service": service, "minutes": np.full(count, 10 * SCALE)}
    return typed(LOG_COLUMNS, {**blank, **filled, "day": np.full(count, day)})
