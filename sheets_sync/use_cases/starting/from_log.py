"""``sync init --from-log``: Clients and Prices out of the names that stand in the log (§15)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.names import alike
from sheets_sync.columns.whole import filled
from sheets_sync.config import Config
from sheets_sync.reading.cells import Rows, name_in, rows_of
from sheets_sync.reading.headers import locate
from sheets_sync.reading.layout import HOUR, LOG, PRICES, STAFF_ROLES
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.error_cells import error_in
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.roles.header_rows import without_header_rows
from sheets_sync.reading.roles.headings import without_lone_periods
from sheets_sync.reading.roles.totals import without_totals
from sheets_sync.reading.sources.labour_headers import labour_minutes
from sheets_sync.reading.sources.places import Places
from sheets_sync.showing import encode
from sheets_sync.spreadsheet.protocol import ColumnEdit, Workbook
from sheets_sync.voice.counting import counted
from sheets_sync.words.speaking import Words

_FEW: Final = 5
_QUANTITY: Final = "quantity"
_MADE: Final = (("clients", "client"), ("prices", "service"))


def fill_from_log(config: Config, workbook: Workbook) -> list[str]:
    """Write each client of the log into Clients and each service into Prices, once; say what was
    done. A tab that has rows already is left alone. Prices are for people to fill in."""
    snapshot = workbooks.read(config, workbook)
    places = locate(snapshot, reckoning.sources(config, snapshot), config.aliases())
    required = [c.key for c in LOG.staff_columns if c.required]
    rows = without_header_rows(rows_of(snapshot, places, LOG.key))
    rows = without_totals(rows, required)[0]
    rows = without_lone_periods(rows).with_constants()
    whole = np.logical_and.reduce([~rows.columns[key].blank for key in required])
    partly = rows.where(~whole)  # what has no date or no client may be a heading, or a sum
    rows = rows.where(whole)
    edits: list[ColumnEdit] = []
    done: list[str] = []
    by_time: list[str] = []
    for role, key in _MADE:
        source = next((each for each in places.sources[role] if not each.is_file), None)
        tab = STAFF_ROLES[role].name(config.workbook.words)
        if source is None or any(
            filled(snapshot.tabs[source.ref].columns[at], source.header_row)
            for at in source.columns.values()
        ):
            done.append(f"{tab} has rows already: none was made of the log.")
            continue
        names = _names(rows, key)
        if names:
            first = source.header_row + 1
            at = range(first, first + len(names))
            values = [encode.text(name) for name in names]
            edits.append(ColumnEdit(source.ref, source.columns[key], at, values))
            if role == PRICES.key and "unit" in source.columns:
                units = _units(rows, names, _of_time(places), config.workbook.words)
                cells = [encode.text(unit) for unit in units]
                edits.append(ColumnEdit(source.ref, source.columns["unit"], at, cells))
                by_time += _told(source.ref, names, units)
            done.append(f"Wrote {counted(len(names), 'name')} of the log into {source.ref}.")
        done += _left_out(_names(partly, key), names, source.ref)
    workbook.write(edits, snapshot)
    return [*done, *by_time]


def _of_time(places: Places) -> Mask:
    """By source of the log whether its header says that a quantity is time."""
    headers = (each.headers.get(_QUANTITY, "") for each in places.sources[LOG.key])
    return np.array([labour_minutes(each) > 0 for each in headers])


def _units(rows: Rows, services: Sequence[str], of_time: Mask, words: Words) -> list[str]:
    """By service an hour or a minute, whatever most of its labour is in, where its rows have labour
    and never a quantity but of time, as in sources whose header says so (``of_time``): a price
    without a unit is one of a piece. "" of any other."""
    number = {alike(name): at for at, name in enumerate(services)}
    column = rows.columns["service"]
    codes = [number.get(alike(name_in(cell)), len(services)) for cell in column.cells]
    of = column.look_up(codes, len(services), "int32")

    def many(where: Mask) -> NDArray[np.int64]:
        return np.bincount(of[where], minlength=len(services) + 1)[: len(services)]

    labour = ~rows.columns["minutes"].blank
    timed = (many(labour) > 0) & (many(_pieces(rows) & ~of_time[rows.source]) == 0)
    hours = (rows.minutes_in_one("minutes") == HOUR) | _clocked(rows)
    by_hour = many(labour & hours) * 2 > many(labour)
    typed = words.language.typed
    hour, minute = (each.partition("|")[0] for each in (typed.hours, typed.minutes))
    units: list[str] = np.where(timed, np.where(by_hour, hour, minute), "").tolist()
    return units


def _pieces(rows: Rows) -> Mask:
    """The rows with a quantity that is no duration."""
    column = rows.columns[_QUANTITY]
    of_time = [isinstance(read_duration(cell, OTHER), int) for cell in column.cells]
    pieces: Mask = ~column.blank & ~column.look_up(of_time, blank=False, dtype="bool")
    return pieces


def _clocked(rows: Rows) -> Mask:
    """The rows whose labour is no number: a duration, which people charge by the hour."""
    column = rows.columns["minutes"]
    bare = [isinstance(cell, (int, float)) for cell in column.cells]
    return column.look_up([not each for each in bare], blank=False, dtype="bool")


def _told(ref: str, services: Sequence[str], units: Sequence[str]) -> list[str]:
    """What a price is to be for, by what was written into Unit."""
    if not any(units):
        return []
    said = "; ".join(
        f"{unit} for {_listed([s for s, its in zip(services, units, strict=True) if its == unit])}"
        for unit in dict.fromkeys(filter(None, units))
    )
    told = (
        f"The unit of prices in {ref}, by how the log has labour: {said}. Type the price of one, "
        "or another unit first; where Unit is blank, a row is charged as one piece."
    )
    return [told]


def _listed(names: Sequence[str]) -> str:
    few = ", ".join(f'"{name}"' for name in names[:_FEW])
    return f"{few} and {len(names) - _FEW} more" if len(names) > _FEW else few


def _left_out(others: Sequence[str], names: Sequence[str], ref: str) -> list[str]:
    """What to say of names whose rows all lack one of the cells that a row of the log must have."""
    written = {*map(alike, names)}
    left = [each for each in others if alike(each) not in written]
    if not left:
        return []
    cells = ", ".join(each.told for each in LOG.staff_columns if each.required)
    told = (
        f"Left out of {ref}, since none of their rows has all of {cells}: {_listed(left)}. Those "
        f"that are names, type into {ref}; and fill in their rows, which wait till then."
    )
    return [told]


def _names(rows: Rows, key: str) -> list[str]:
    """The different names in a column, as they were first written."""
    column = rows.columns[key]
    cells = (cell for cell, used in zip(column.cells, column.used, strict=True) if used)
    first: dict[str, str] = {}
    for name in (name_in(cell) for cell in cells if not error_in(cell)):
        first.setdefault(alike(name), name)
    return list(first.values())
