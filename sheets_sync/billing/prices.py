"""Which price row is in force for each log row (design §5).

Price rows lie on *shelves*, one for each level (a client's own, or everyone's), currency and
service. On a shelf, the latest ``valid_from`` that is not after the day answers. A client
looks on their own shelf first, then on everyone's, always in their own currency. A shelf may
answer that there is no price: a bad row keeps its place there, and so do rows that tie with
different terms.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import NO_DAY, Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

Positions: TypeAlias = NDArray[np.int32]
"""Positions in ``Book.prices``; NONE where no price is in force."""

_DAY_BITS: Final = 18
_SILENT: Final = -2
"""Nothing on the shelf for that day: the next shelf is asked."""

_MARKS: Final = 2**18


@dataclass(frozen=True)
class Shelves:
    """Sorted points, each a shelf and in the low bits a day, and the answer from then on."""

    points: NDArray[np.int64]
    answers: Positions

    def answer(self, shelf: NDArray[np.int64], day: NDArray[np.int32]) -> Positions:
        """What each shelf says on each day: a position, NONE or _SILENT."""
        at = self.points.searchsorted((shelf << _DAY_BITS) | day, side="right") - 1
        silent = self.points[at] >> _DAY_BITS != shelf
        found: Positions = self.answers[at]
        found[silent] = _SILENT
        return found

    def marks(self) -> NDArray[np.bool_]:
        """False where no shelf of that number, modulo _MARKS, has anything on it."""
        marks = np.zeros(_MARKS, np.bool_)
        marks[(self.points >> _DAY_BITS) % _MARKS] = True
        return marks

    def part(self, rows: slice) -> "Shelves":
        """Some of the points, after one below all others that spares look-ups a question."""
        return Shelves(
            np.append(-1, self.points[rows]), np.append(np.int32(_SILENT), self.answers[rows])
        )


@dataclass(frozen=True)
class PriceList:
    """All prices of a book, ready to be asked.

    ``own_shelf`` and ``everyones_shelf`` are, by client, the shelf of service 0. ``ties`` are
    the positions of rows that tie with different terms.
    """

    own: Shelves
    everyones: Shelves
    own_shelf: NDArray[np.int64]
    everyones_shelf: NDArray[np.int64]
    ties: tuple[int, ...]

    def in_force(
        self, client: NDArray[np.int32], service: NDArray[np.int32], day: NDArray[np.int32]
    ) -> Positions:
        """The price row in force for each log row, or NONE: int32, one a row."""
        found = np.full(len(day), _SILENT, np.int32)
        shelf = self.own_shelf[client] + service
        asks = np.flatnonzero(self.own.marks()[shelf % _MARKS])  # few have prices of their own
        found[asks] = self.own.answer(shelf[asks], day[asks])
        rest = np.flatnonzero(found == _SILENT)
        shelf = self.everyones_shelf[client[rest]] + service[rest]
        found[rest] = self.everyones.answer(shelf, day[rest])
        return np.maximum(found, NONE, out=found)


def price_list(book: Book) -> PriceList:
    """The prices of ``book`` on their shelves.

    A client whose currency is bad looks where nothing lies: they have no price at all.
    """
    codes = {name: code for code, name in enumerate(book.currencies)}
    nowhere = len(codes)
    money = np.array(
        [nowhere if c.bad_currency else codes.get(c.currency, nowhere) for c in book.clients],
        np.int64,
    )
    clients, width, services = len(money), nowhere + 1, len(book.services)
    shelves, ties = _arrange(book.prices, *_spread(book, width))
    border = shelves.points.searchsorted((clients * width * services) << _DAY_BITS)
    return PriceList(
        shelves.part(slice(border)),
        shelves.part(slice(border, None)),
        own_shelf=(np.arange(clients) * width + money) * services,
        everyones_shelf=(clients * width + money) * services,
        ties=ties,
    )


def _spread(book: Book, width: int) -> tuple[Positions, NDArray[np.int64]]:
    """Price rows and the shelf of each; one with a bad currency lies on that of every currency."""
    client, service, currency = (
        book.prices[name].to_numpy().astype(np.int64) for name in ("client", "service", "currency")
    )
    level = np.where(client == NONE, len(book.clients), client) * width
    sound = np.flatnonzero((service != NONE) & (currency != NONE))
    lost = np.flatnonzero((service != NONE) & (currency == NONE)).repeat(width - 1)
    every = np.tile(np.arange(width - 1), len(lost) // max(width - 1, 1))
    at = np.concatenate([sound, lost])
    fits = np.concatenate([currency[sound], every])
    return at.astype(np.int32), (level[at] + fits) * len(book.services) + service[at]


def _arrange(
    prices: pd.DataFrame, at: Positions, shelf: NDArray[np.int64]
) -> tuple[Shelves, tuple[int, ...]]:
    """All shelves, and the rows that tie with different terms."""
    bad, any_day, valid_from = (
        prices[name].to_numpy()[at] for name in ("bad", "any_day", "valid_from")
    )
    blocked = shelf[any_day]
    point = (shelf << _DAY_BITS) | np.where(any_day | (valid_from == NO_DAY), 0, valid_from)
    order = np.lexsort((at, bad, point))  # at one point, sound rows first
    at, bad, point = at[order], bad[order], point[order]
    starts = np.flatnonzero(np.diff(point, prepend=-1))
    ends = np.append(starts[1:], len(point))[: len(starts)]
    answers = np.where(bad[ends - 1], NONE, at[starts]).astype(np.int32)
    ties = list(_ties(prices, at, bad, starts, ends))
    answers[[group for group, _ in ties]] = NONE
    answers[np.isin(point[starts] >> _DAY_BITS, blocked)] = NONE
    return Shelves(point[starts], answers), tuple(chain(*(rows for _, rows in ties)))


def _ties(
    prices: pd.DataFrame,
    at: Positions,
    bad: NDArray[np.bool_],
    starts: NDArray[np.intp],
    ends: NDArray[np.intp],
) -> Iterator[tuple[int, list[int]]]:
    """Groups of one point whose sound rows differ, and the positions of these."""
    for group in np.flatnonzero(ends - starts > 1).tolist():
        rows = slice(starts[group], ends[group])
        rivals = at[rows][~bad[rows]]
        if _differ(prices, rivals):
            yield group, rivals.tolist()


def _differ(prices: pd.DataFrame, rivals: Positions) -> bool:
    """Whether tied rows are more than one price: unit, price, Minimum, Step or Included."""
    names = ("unit_minutes", "price", "minimum", "step", "included")
    columns = [prices[name].to_numpy()[rivals] for name in names]
    if any((column != column[:1]).any() for column in columns):
        return True
    units = prices["unit"].to_numpy()[rivals].tolist()
    return not columns[0].any() and len({_unit(each) for each in units}) > 1


def _unit(typed: object) -> str:
    return fold(str(typed or "")).replace(".", "")
