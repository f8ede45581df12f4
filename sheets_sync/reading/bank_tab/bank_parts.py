"""What people typed into Payments in parts, where the bank tells it as one (design §20)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

import numpy as np
import pandas as pd

from sheets_sync.billing.bank_rows import MOST_NAMED, TypedRow
from sheets_sync.reading.bank_tab.bank_money import BankFacts
from sheets_sync.reading.bank_tab.bank_twins import NEAR, TypedPlace, paired, payments_in

_Run = list[tuple[TypedRow, int]]
"""Rows of one day beside each other, with their amounts."""


def parts_of(
    typed_in: pd.DataFrame,
    taken: Collection[TypedPlace],
    pays_in: Sequence[str],
    told: BankFacts,
    aside: Mapping[int, int],
) -> Iterator[tuple[int, list[TypedRow]]]:
    """By position of what takes back a row that staff put aside (``aside``, with the position of
    that) the typed rows that are it together: of one day near its own, beside each other, where no
    others are so. ``taken``: typed rows that are others of the bank's; ``pays_in``: the currency of
    each client."""
    if not aside:
        return
    runs = [*_runs(typed_in, taken)]
    for at, first in aside.items():
        day, money = int(told.days[first]), int(told.amount[first])
        near = (run for run in runs if abs(run[0][0].day - day) <= NEAR)
        found = [parts for run in near for parts in _making(run, money)]
        found = [
            parts
            for parts in found
            if {pays_in[each.client] for each in parts} == {told.currency[first]}
        ]
        if len(found) == 1:
            yield at, found[0]


def _runs(typed_in: pd.DataFrame, taken: Collection[TypedPlace]) -> Iterator[_Run]:
    """Payments that stand beside each other and are of one day."""
    run: _Run = []
    for whose, minor, day, place in sorted(payments_in(typed_in), key=lambda row: row[3]):
        if place in taken or minor <= 0:
            continue
        source, row = place
        if run and (run[-1][0].place, run[-1][0].day) != ((source, row - 1), day):
            yield run
            run = []
        run.append((TypedRow(whose, day, place, taken=False), minor))
    if run:
        yield run


def _making(run: _Run, money: int) -> Iterator[list[TypedRow]]:
    """The parts of a run, two at least, that make that sum."""
    for begins in range(len(run)):
        sums = accumulate(minor for _, minor in run[begins : begins + MOST_NAMED])
        for size, made in enumerate(sums, 1):
            if made == money and size > 1:
                yield [each for each, _ in run[begins : begins + size]]


def typed_in_parts(
    typed_in: pd.DataFrame, taken: Collection[TypedPlace], wanted: Iterable[tuple[int, int, int]]
) -> Iterator[int]:
    """The positions of those ``wanted`` (client, amount, day) that people typed in parts, all that
    client's: of one day near its own, beside each other, where no others are so. A part is one
    payment's; ``taken``: typed rows that are others of the bank's."""
    runs, used = [*_runs(typed_in, taken)], set[TypedPlace]()
    for at, (client, money, day) in enumerate(wanted):
        near = (run for run in runs if abs(run[0][0].day - day) <= NEAR)
        found = [parts for run in near for parts in _making(run, money)]
        theirs = [parts for parts in found if {each.client for each in parts} == {client}]
        if len(theirs) == 1 and used.isdisjoint(each.place for each in theirs[0]):
            used.update(each.place for each in theirs[0])
            yield at


def begun_in_parts(
    typed_in: pd.DataFrame,
    taken: Collection[TypedPlace],
    wanted: Iterable[tuple[int, tuple[int, int, int]]],
) -> dict[int, TypedPlace]:
    """By position the first of the typed rows that one of those ``wanted`` (client, amount, day) is
    together: all that client's, of one day near its own, beside each other. ``taken``: typed rows
    that are others of the bank's."""
    begun: dict[tuple[int | str, int], list[tuple[int, TypedPlace]]] = defaultdict(list)
    for money, (first, *_) in sums_of_parts(typed_in, taken):
        begun[first.client, money].append((first.day, first.place))
    typed = {key: sorted(each) for key, each in begun.items()}
    facts = wanted if typed else ()
    return paired(typed, {at: ((whose, money), day) for at, (whose, money, day) in facts})


def sums_of_parts(
    typed_in: pd.DataFrame, taken: Collection[TypedPlace] = ()
) -> Iterator[tuple[int, list[TypedRow]]]:
    """What rows of one client and day that stand beside each other make together, two of them at
    least, with these; but those ``taken``."""
    for run in _runs(_beside_their_like(typed_in), taken):
        for _, theirs in groupby(run, lambda part: part[0].client):
            parts = [*theirs]
            for begins in range(len(parts) - 1):
                some = parts[begins : begins + MOST_NAMED]
                rows = [replace(each, is_part=True) for each, _ in some]
                sums = [*accumulate(minor for _, minor in some)]
                yield from ((sums[size - 1], rows[:size]) for size in range(2, len(rows) + 1))


def _beside_their_like(typed_in: pd.DataFrame) -> pd.DataFrame:
    """The rows right below or above one of the same client and day: few, of a long tab."""
    order = np.lexsort((typed_in["row"], typed_in["source"]))
    names = ("source", "row", "client", "day")
    source, row, client, day = (typed_in[name].to_numpy()[order] for name in names)
    alike = (source[1:] == source[:-1]) & (row[1:] == row[:-1] + 1)
    alike &= (client[1:] == client[:-1]) & (day[1:] == day[:-1])
    beside = np.zeros(len(order), bool)
    beside[1:] |= alike
    beside[:-1] |= alike
    return typed_in.iloc[order[beside]]
