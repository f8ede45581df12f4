"""The lines of Effort: month × client × service, with typical errors by kind (design §9).

There are as many as months × clients × services: whole columns of integers throughout.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.effort import WINDOW, Effort
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import (
    HUGE,
    Integers,
    half_up,
    half_up_product,
    half_up_quotient,
)
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.columns.whole import factorized
from sheets_sync.columns.whole_numbers import largest
from sheets_sync.showing import encode
from sheets_sync.showing.labour_said import verdict_said
from sheets_sync.showing.newest_first import blocks
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.words.speaking import Words

_COUNTS = ("off_channel", "out_of_tariff", "personal")


def effort_columns(
    book: Book, effort: Effort, terms: Terms, day: int, words: Words
) -> list[Packed | Numbers]:
    """All lines, column by column; the first block is the window and reproduces the index, the
    months follow, the newest first."""
    table = effort.table
    months, _ = pd.factorize(table["month"])  # in the order of time, the window last
    laid = blocks(months.max(initial=0) - months)
    return [laid.spread(column) for column in _lines(table, book, effort, terms, day, words)]


def _lines(
    table: pd.DataFrame, book: Book, effort: Effort, terms: Terms, day: int, words: Words
) -> list[Packed | Numbers]:
    """The columns of the table, in its order."""
    labour = _Labour(table)
    return [
        _months(table["month"], terms, day, words),
        _names(table["client"], [client.name for client in book.clients]),
        _names(table["service"], book.services),
        labour.column(labour.orders),
        labour.column(_hours(labour.minutes)),
        labour.column(_hundredths(half_up_quotient(labour.minutes, labour.divisor * 100))),
        labour.column(labour.norm_hundredths(), labour.has_norm),
        labour.column(table["peers"].to_numpy()),
        labour.column(labour.times_hundredths(), labour.has_norm),
        _verdicts(table, effort, words),
        labour.column(
            _hundredths(half_up_quotient(table["entries"].to_numpy() * 100, labour.divisor))
        ),
        *(_where_any(_hours(table[name].to_numpy())) for name in ("uncredited", "given_away")),
        *(_where_any(table[name].to_numpy()) for name in _COUNTS),
    ]


def limits(terms: Terms, words: Words) -> dict[str, Value]:
    """From where on a ratio is coloured, above its column."""
    return {"month": words.say("effort.limit"), "ratio": float(terms.heavy)}


class _Labour:
    """What lines with labour have: ``orders``, fixed ``minutes``, the peers' norm. Lines of
    rows without Minutes alone have none of it, and their cells stay blank."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.orders = table["orders"].to_numpy()
        self.minutes = table["minutes"].to_numpy()
        self.worked = self.orders > 0
        self.divisor = np.maximum(self.orders, 1)
        self.whole = self.divisor * SCALE
        which, norms = _different(table["norm"].to_numpy())
        self.has_norm = which >= 0
        self._which = np.where(self.has_norm, which, 0)
        pairs = [norm.as_integer_ratio() for norm in norms] or [(1, 1)]
        self._parts = [above for above, _ in pairs], [below for _, below in pairs]

    def column(self, values: NDArray[Any], where: NDArray[np.bool_] | None = None) -> Numbers:
        """Those values in lines with labour, or ``where`` told; else blanks."""
        return Numbers(np.where(self.worked if where is None else where, values, np.nan), {})

    def norm_hundredths(self) -> NDArray[np.float64]:
        """The norm, half up to two decimals."""
        above, below = self._parts
        if max(above) * 100 > HUGE or max(below) > HUGE:
            exact = [half_up(a * 100, b) for a, b in zip(above, below, strict=True)]
            return (np.array(exact, np.float64) / 100)[self._which]
        rounded = half_up_quotient(np.array(above) * 100, np.array(below))
        return _hundredths(rounded)[self._which]

    def times_hundredths(self) -> NDArray[np.float64]:
        """Minutes an order over the norm, half up to two decimals."""
        below, above = self._parts
        above = [each * 100 for each in above]
        if largest(self.whole) * max(below) > HUGE or max(above) > HUGE:
            figures = (each.tolist() for each in (self.minutes, self.whole, self._which))
            rows = zip(*figures, strict=True)
            exact = [half_up(m * above[n], w * below[n]) for m, w, n in rows]
            return np.array(exact, np.float64) / 100
        divisor = self.whole * np.array(below)[self._which]
        return _hundredths(half_up_product(self.minutes, np.array(above)[self._which], divisor))


def _different(norms: NDArray[np.object_]) -> tuple[NDArray[np.intp], list[Fraction]]:
    """Which of the different norms each line has, -1: none; and these. Equal norms of a market
    are one object."""
    which, different = pd.factorize(np.fromiter(map(id, norms), np.int64, len(norms)))
    first = np.zeros(len(different), np.intp)
    first[which] = np.arange(len(which))
    found = norms[first].tolist()
    some = np.array([norm is not None for norm in found], np.bool_)
    numbers = np.where(some, np.cumsum(some) - 1, NONE)
    return numbers[which], [norm for norm in found if norm is not None]


def _months(labels: pd.Series, terms: Terms, day: int, words: Words) -> Packed:
    """The months, and what the window is called."""
    first, last = (words.day(encode.day_cell(each)) for each in (day - terms.window + 1, day))
    window = words.say("effort.window", first=first, last=last)
    packed = factorized(labels.tolist())
    return Packed(packed.codes, [window if c == WINDOW else c for c in packed.cells])


def _names(codes: pd.Series, names: Sequence[str]) -> Packed:
    """Names by code, as cells take them."""
    texts: dict[str | None, int] = {None: NONE}
    table = [texts.setdefault(encode.text(name), len(texts) - 1) for name in names]
    cells = [text for text in texts if text is not None]
    return Packed(np.array([*table, NONE], np.int32)[codes.to_numpy()], cells)


def _verdicts(table: pd.DataFrame, effort: Effort, words: Words) -> Packed:
    """What the client's range proves, in the lines of the window: it says nothing of a month."""
    told = [verdict_said(client.evidence, words) for client in effort.clients]
    cells = list(dict.fromkeys(filter(None, told)))
    by_client = [cells.index(each) if each else NONE for each in told]
    client = table["client"].to_numpy()
    in_window = (table["month"] == WINDOW).to_numpy()
    return Packed(np.where(in_window, np.array([*by_client, NONE], np.int32)[client], NONE), cells)


def _where_any(values: NDArray[Any]) -> Numbers:
    """Those values; noughts are left blank."""
    return Numbers(np.where(values == 0, np.nan, values), {})


def _hours(minutes: Integers) -> NDArray[np.float64]:
    """Fixed minutes as hours, half up to two decimals."""
    return _hundredths(half_up_quotient(minutes, np.array(60 * SCALE // 100)))


def _hundredths(values: Integers) -> NDArray[np.float64]:
    return values / 100
