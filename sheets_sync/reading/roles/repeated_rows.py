"""Rows of Log and Payments that were entered twice, as far as anybody can tell (design §4, §15)."""

import numpy as np
import pandas as pd

from sheets_sync.billing.seen import mixed
from sheets_sync.columns.texts import Hashes
from sheets_sync.reading.meaning.cell_column import Mask


def again(table: pd.DataFrame, spared: Mask) -> Mask:
    """The second and later of sound rows that mean the same in all columns of integers that a
    table has but ``source`` and ``row``.

    ``spared`` rows are like no other: what their cells mean is not known. Rows of one hash are
    looked at more closely; most rows have one of their own.
    """
    columns = [table[name].to_numpy() for name in table.columns if name not in ("source", "row")]
    hashes = mixed(*columns)
    hashes[spared] = np.arange(np.count_nonzero(spared))
    alike = np.flatnonzero(np.isin(hashes, _repeated(hashes)) & ~spared)
    repeats = np.zeros(len(table), bool)
    if len(alike):
        meaning = table.take(alike).drop(columns=["source", "row"])
        repeats[alike] = meaning.duplicated().to_numpy()
    return repeats


def _repeated(hashes: Hashes) -> Hashes:
    """The hashes that several rows have."""
    in_order = np.sort(hashes)
    repeated: Hashes = in_order[1:][in_order[1:] == in_order[:-1]]
    return repeated
