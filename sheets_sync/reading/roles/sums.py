"""Lines of nothing but sums, at the foot of exports and under weeks: nobody's rows (§15)."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import fold
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.measures import read_minutes
from sheets_sync.reading.meaning.numbers import Number
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.meaning.sum_labels import may_be_work, unsure_of
from sheets_sync.reading.roles.totals import naming_sums, naming_totals
from sheets_sync.reading.sources.making import out_of_doubt

_SAYING: Final = ("date", "client", "service", "order", "staff", "channel", "note", "agreed")
"""Where a row says whose it is, or what: a sum has nothing there."""
_WORDED: Final = ("order", "staff", "channel", "note")
"""Where a row may label a sum that has its day."""
_SUMMED: Final = {"minutes": SCALE // 2, "quantity": 0}
"""How far a row may be from what was rounded: half a minute, as hours of two decimals are."""
SummedColumns: TypeAlias = Sequence[tuple[Mask, NDArray[np.int64], int]]
"""Of each column that is summed where it is filled, its numbers, and how far off each may be."""


def without_sums(rows: Rows, rules: Rules, names: Collection[str]) -> tuple[Rows, Mask]:
    """The rows of Log without the lines, in sheets that staff keep as they like, whose minutes, or
    quantity, are the sum of the rows above: of all, or of those since the line before; where they
    say nothing else, or undated one text with a word of totals, below two rows at least, that is
    none of ``names`` (of clients, of services) and surely no work. And which of those left are such
    sums, too, and may be work: undated, or dated with a service that the config says.

    Any other number by itself may be a row that somebody did not finish, and stays.
    """
    nothing = np.zeros(len(rows), bool)
    filled = {key: ~rows.columns[key].blank for key in _SUMMED}
    may_be = rows.in_kept_sheets() & np.logical_or.reduce([*filled.values()])
    if not may_be.any():
        return rows, nothing
    nameless, labelled = texts_of(rows, may_be, names, _SAYING)
    may_be &= nameless | labelled | _dated(rows, may_be, names)
    if not may_be.any():
        return rows, nothing
    read = {key: _figures(rows, key, rules) for key in _SUMMED}
    may_be &= np.logical_and.reduce([sure | ~filled[key] for key, (_, sure) in read.items()])
    figures = [(filled[key], read[key][0], off) for key, off in _SUMMED.items()]
    sums = np.zeros(len(rows), bool)
    least = np.where(nameless & filled["minutes"], 1, 2)
    for source in np.unique(rows.source[may_be]).tolist():
        mark_sums(np.flatnonzero(rows.source == source), may_be, least, figures, sums)
    quiet = sums & (nameless | (labelled & ~_may_be_work(rows, sums & labelled, sums, names)))
    return rows.where(~quiet), (sums & ~quiet)[~quiet]


def texts_of(
    rows: Rows, among: Mask, names: Collection[str], saying: Sequence[str]
) -> tuple[Mask, Mask]:
    """The rows of ``among`` that say nothing but numbers, and those that say one label besides, in
    the columns ``saying``; ``names``, folded, are none."""
    columns = [rows.columns[key] for key in saying]
    texts = np.add.reduce([(~each.blank).astype(np.int8) for each in columns])
    one = among & (texts == 1)
    labelled = [naming_totals(each, one & ~each.blank, names) for each in columns if one.any()]
    return among & (texts == 0), np.logical_or.reduce([np.zeros(len(rows), bool), *labelled])


def _dated(rows: Rows, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` that have their day, a service by the config, and a label."""
    service = rows.columns["service"].blank & rows.with_constant("service")
    among = among & service & ~rows.columns["date"].blank
    labelled = [naming_sums(rows.columns[key], among, names) for key in _WORDED if among.any()]
    dated: Mask = np.logical_or.reduce([np.zeros(len(rows), bool), *labelled])
    return dated


def _may_be_work(rows: Rows, among: Mask, sums: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` whose label may be work's as well, "Total refit": what is said behind
    its word stands nowhere in the rows that are no ``sums``."""
    work = np.zeros(len(rows), bool)
    said = "\n".join(_said(rows, ~sums)) if among.any() else ""
    for key in _SAYING:
        column = rows.columns[key]
        for at in np.flatnonzero(among & ~column.blank).tolist():
            text = column.cells[column.codes[at]]
            work[at] = may_be_work(str(text)) and unsure_of(text, names) not in said
    return work


def _said(rows: Rows, among: Mask) -> Iterator[str]:
    """All texts of those rows, folded."""
    for key in ("client", "service", *_WORDED):
        column = rows.columns[key]
        used = zip(column.cells, column.where(among).used, strict=True)
        yield from (fold(str(cell)) for cell, there in used if there)


def mark_sums(
    among: NDArray[np.intp],
    may_be: Mask,
    least: NDArray[np.int64],
    figures: SummedColumns,
    sums: Mask,
) -> None:
    """Mark in ``sums`` the rows of one source, top to bottom, that ``may_be`` sums and are: of all
    rows above, or of those since the sum before, ``least`` of them."""
    first, last = among[0], among[0]
    for at in among[may_be[among]].tolist():
        for begin in (last, first):
            above = np.arange(begin, at)[~sums[begin:at]]
            sums[at] |= len(above) >= least[at] and _are_summed(above, at, figures)
        if sums[at]:
            last = at + 1


def _are_summed(above: NDArray[np.intp], at: int, figures: SummedColumns) -> bool:
    """Whether all that a row counts is the sum of what the rows ``above`` do."""
    return all(
        abs(int(values[above].sum()) - int(values[at])) <= off * len(above)
        for filled, values, off in figures
        if filled[at]
    )


def _figures(rows: Rows, key: str, rules: Rules) -> tuple[NDArray[np.int64], Mask]:
    """Fixed numbers by row, minutes of labour, and which are sure; 0 where there are none such."""
    column, units = rows.columns[key], rows.minutes_in_one(key)
    figures, sure = np.zeros(len(rows), np.int64), np.zeros(len(rows), bool)
    for unit in sorted({*units.tolist()}):
        labour_of = partial(read_minutes, rules=rules, minutes_in_one=unit)
        read = [labour_of(out_of_doubt(cell)) for cell in column.cells]
        values = [each.value if isinstance(each, Number) else 0 for each in read]
        among = units == unit
        figures[among] = column.look_up(values, 0, "int64")[among]
        are_sure = [isinstance(each, Number) for each in read]
        sure[among] = column.look_up(are_sure, blank=False, dtype="bool")[among]
    return figures, sure
