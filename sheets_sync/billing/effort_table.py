"""The Effort table: month × client × service, and the window as its last block (design §9)."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.norms import Lines, Work
from sheets_sync.billing.typical_errors import TypicalError
from sheets_sync.columns.codes import Codes
from sheets_sync.columns.grouping import Sums, totals

WINDOW: Final = "window"
"""Stands in the table's ``month`` for the last block."""

KINDS: Final = {
    "off_channel": TypicalError.OFF_CHANNEL,
    "out_of_tariff": TypicalError.OUT_OF_TARIFF,
    "personal": TypicalError.PERSONAL,
}
"""Columns that count rows with a typical error."""


def effort_table(by_month: tuple[Lines, Work], in_window: tuple[Lines, Work]) -> pd.DataFrame:
    """All lines, sorted by month, client, service, the window last.

    month (object: yyyy-mm, or WINDOW), client, service (int32 codes), orders (int64), minutes
    (int64, fixed), norm (object: the peers' minutes an order within that month or the window, a
    Fraction or None), peers (int64: how many stand behind it), entries (int64: log rows),
    uncredited (int64, fixed minutes of rows with a typical error), given_away (int64, fixed
    minutes of these and of rows not to be paid for, §18), off_channel, out_of_tariff,
    personal (int64: rows with that error). Lines of rows without Minutes alone have orders,
    minutes and peers 0 and no norm.
    """
    blocks = [_block(*by_month, None), _block(*in_window, WINDOW)]
    return pd.concat(blocks, ignore_index=True)


def _block(made: Lines, done: Work, label: str | None) -> pd.DataFrame:
    """The lines of one block, under ``label`` or their months."""
    rows, groups = made.rows, made.groups
    number, count = groups.number, len(groups)

    def counted(values: NDArray[np.bool_]) -> Sums:
        if values.all():
            return np.bincount(number, minlength=count)
        return np.bincount(number[values], minlength=count)

    # Both are in the order of their codes: what has labour has its line in ``done``.
    worked = counted(rows.timed) > 0
    wrong = rows.errors != 0
    lost = wrong | rows.free
    columns = {
        "client": rows.client[groups.row],
        "service": rows.service[groups.row],
        **{name: _spread(getattr(done, name), worked) for name in ("orders", "minutes", "norm")},
        "peers": _spread(done.peers, worked),
        "entries": np.bincount(number, minlength=count),
        "uncredited": totals(number[wrong], count, rows.minutes[wrong]),
        "given_away": totals(number[lost], count, rows.minutes[lost]),
        **{kind: counted((rows.errors & bit) != 0) for kind, bit in KINDS.items()},
    }
    month = label or _month_names(made.period[groups.row])
    index = pd.RangeIndex(count)
    table = pd.DataFrame({name: pd.Series(each) for name, each in columns.items()}, index=index)
    table.insert(0, "month", pd.Series(month, index=index, dtype=object))
    return table


def _spread(values: NDArray[np.generic], where: NDArray[np.bool_]) -> NDArray[np.generic]:
    """``values`` at the places of ``where``; 0, or None among objects, elsewhere."""
    blank = None if values.dtype == object else 0
    spread = np.full(len(where), blank, values.dtype)
    spread[where] = values
    return spread


def _month_names(months: Codes) -> NDArray[np.object_]:
    """``yyyy-mm`` of months counted from January 1970."""
    different, which = np.unique(months, return_inverse=True)
    names: NDArray[np.object_] = different.astype("datetime64[M]").astype(str).astype(object)
    return names[which]
