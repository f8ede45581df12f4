"""What stands beside the rows of Bank, as State names it: what people typed that is equal, what the
bank told before, what it took back (design §20)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankState, TypedRow
from sheets_sync.reading.bank_tab.bank_money import BankFacts
from sheets_sync.reading.bank_tab.bank_parts import parts_of, sums_of_parts
from sheets_sync.reading.bank_tab.bank_twins import TypedPlace
from sheets_sync.reading.bank_tab.bank_typed import typed_beside

_EQUAL: Final = (BankState.DUPLICATE, BankState.TYPED_SINCE, BankState.UNTOLD)
"""States of rows beside which an equal one of Payments is told."""


class Pairs(NamedTuple):
    """By position: the typed row (``twins``) that each is equal to; the row that it was told as
    ``before``; of what took back a credit that staff put ``aside``, that credit."""

    twins: Mapping[int, TypedPlace]
    before: Mapping[int, int]
    aside: Mapping[int, int]

    def taken_back(self) -> list[int]:
        """The credits put aside that are equal to nothing typed."""
        return [first for first in self.aside.values() if first not in self.twins]


class ToldBeside(NamedTuple):
    """The same, with what people typed that ``perhaps`` is the row, and the rows that ``went_back``
    are; ``states`` of all rows, by position."""

    pairs: Pairs
    perhaps: Mapping[int, TypedPlace]
    went_back: Mapping[int, TypedPlace]
    states: NDArray[np.int8]

    def typed_before(self) -> dict[int, TypedPlace]:
        """The typed rows as which staff put aside what rows were told as before."""
        before, nobodys = self.pairs.before.items(), BankState.NOBODYS
        named = ((at, first) for at, first in before if self.states[first] == nobodys)
        return {at: self.pairs.twins[first] for at, first in named}

    def theirs(self) -> dict[int, TypedPlace]:
        """The rows whose client each row is told of."""
        return {**self.typed_before(), **self.perhaps, **self.went_back}

    def named(self, before: Mapping[int, TypedPlace]) -> dict[int, TypedPlace]:
        """The one place that State names beside each; ``before``: those of what was told before."""
        twins = self.pairs.twins.items()
        shown = {at: place for at, place in twins if self.states[at] in _EQUAL}
        return {**shown, **self.went_back, **self.perhaps, **before, **self.typed_before()}

    def typed_near(
        self, like: pd.DataFrame, pays_in: Sequence[str], told: BankFacts
    ) -> dict[int, list[TypedRow]]:
        """All typed rows (of those ``like`` them) that may be each, be it in parts; ``pays_in``:
        the currency of each client."""
        taken = {*self.pairs.twins.values()}
        near = dict(typed_beside(like, taken, pays_in, self.states, told.each_row()))
        parts = dict(parts_of(like, taken, pays_in, told, dict(self._whole())))
        return near | parts | dict(self._in_parts(like, told))

    def _in_parts(
        self, like: pd.DataFrame, told: BankFacts
    ) -> Iterator[tuple[int, list[TypedRow]]]:
        """The parts that a row which is held is together: its twin is the first of them."""
        held = [at for at in self.pairs.twins if self.states[at] == BankState.DUPLICATE]
        begun = {(p[0].place, money): p for money, p in sums_of_parts(like)} if held else {}
        for at in held:
            key = self.pairs.twins[at], int(told.amount[at])
            if key in begun:
                yield at, begun[key]

    def _whole(self) -> Iterator[tuple[int, int]]:
        """What was put aside as one row at most, of which nothing typed is equal."""
        back = self.pairs.taken_back()
        for at, first in self.pairs.aside.items():
            if first in back and at not in self.perhaps:
                yield at, first
