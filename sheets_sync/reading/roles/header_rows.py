"""Rows of a log that staff keep as they like which are no work but headers once more (§15)."""

from collections.abc import Mapping
from functools import partial, reduce
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import Mask, rows_where

_REQUIRED: Final = ("date", "client", "service")
_LABOUR: Final = "minutes"
_FEWEST: Final = 2
"""Of a source that has no client of its own Date and Service tell; Date and the labour's header of
one that has no service, too."""


def without_header_rows(rows: Rows) -> Rows:
    """The rows of Log without those, in sheets that staff keep as they like, that have the headers
    of Date, Client and Service again, as above each month, and without a second line of headers
    right below: words alone ("h", "net"), and none of these three."""
    heads = rows.in_kept_sheets()
    if heads.any():
        again = _are_again(rows)
        heads &= again | _are_second_lines(rows, again)
    return rows.where(~heads) if heads.any() else rows


def _are_again(rows: Rows) -> Mask:
    of_source = [*map(_telling, rows.headers)]
    again = np.zeros(len(rows), bool)
    for headers in {each for each in of_source if sum(map(bool, each)) >= _FEWEST}:
        there = np.array([*(each == headers for each in of_source), False])[rows.source]
        again |= reduce(np.logical_and, _alike(rows, headers), there)
    return again


def _telling(headers: Mapping[str, str]) -> tuple[str, ...]:
    """The headers of the three, and of labour where there are too few of these, "" for none."""
    three = [headers.get(key, "") for key in _REQUIRED]
    return (*three, headers.get(_LABOUR, "") if sum(map(bool, three)) < _FEWEST else "")


def _alike(rows: Rows, headers: tuple[str, ...]) -> list[Mask]:
    """By column that is there, the rows that have its header again."""
    return [
        rows_where(rows.columns[key], partial(_is_header, fold(header)))
        for key, header in zip((*_REQUIRED, _LABOUR), headers, strict=True)
        if header
    ]


def _is_header(header: str, cell: Cell) -> bool:
    # Most texts of a column of days begin with a digit, and may be very many.
    return isinstance(cell, str) and not cell[:1].isdecimal() and fold(cell) == header


def _are_second_lines(rows: Rows, again: Mask) -> Mask:
    second: Mask = rows.row == np.array([*rows.second_lines, 0], np.int32)[rows.source]
    if again.any():
        second |= _right_below(rows, again)
    for key in _REQUIRED:
        second &= rows.columns[key].blank
    for column in rows.columns.values() if second.any() else ():
        codes = column.codes[second]
        second[second] = [code < 0 or _is_wordy(column.cells[code]) for code in codes.tolist()]
    if second.any():
        second &= ~_of_somebody_at_work(rows)
    return second


def _right_below(rows: Rows, those: Mask) -> Mask:
    place = (rows.source.astype(np.int64) << 32) + rows.row
    below: Mask = np.isin(place, place[those] + 1)
    return below


def _of_somebody_at_work(rows: Rows) -> Mask:
    """The rows whose Staff stands beside a day in another one: whoever works forgot theirs."""
    staff, dated = rows.columns["staff"], ~rows.columns["date"].blank
    dated_codes = {*staff.codes[dated & ~staff.blank].tolist()}
    working = {fold(str(staff.cells[code])) for code in dated_codes}
    return rows_where(staff, lambda cell: fold(str(cell)) in working)


def _is_wordy(cell: Cell) -> bool:
    return isinstance(cell, str) and not any(map(str.isdigit, cell))
