"""What a cell shows by its format is read as if it were typed beside its number (design §15).

30 that shows $30 on an account of roubles is BAD_CURRENCY, as a typed "30 $" is; 0.9 that shows
90 % is no price. Money in the house's own currency needs no look. In a column of labour any money
is BAD_NUMBER, and 90 that shows "90 min" is so long; 90 that shows "90 pc" is no time. What
a format may show as another number, or as a unit that nobody can be sure of, waits.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from typing import Final

import numpy as np

from sheets_sync.billing.currency_signs import SHARED
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell, in_hundredths
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.whole import coded
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.formats.beside_money import (
    currencies_in,
    says_more_than_money,
    without_own_unit,
)
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.counted import counting, is_of_anything, is_of_days
from sheets_sync.reading.meaning.currencies import currency_code, named_currency
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.rules import OTHER, Rules
from sheets_sync.reading.meaning.units import minutes_in_unit
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.number_patterns import MONEY, UNSURE
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.words import language_of

_PER_CENT: Final = "%"
_MONEY: Final = {
    # the decimals that are kept of a number
    "amount": 2, "agreed": 4, "price": 4, "threshold": 2, "credit_limit": 2, "topup": 2, "ask": 2,
}  # fmt: skip
_LABOUR: Final = ("minutes", "quantity", "minimum", "step", "included")
_MULTIPLES: Final = frozenset(
    word
    for which in (lambda t: t.thousands, lambda t: t.millions, lambda t: t.billions)
    for word in words_for(which)
)
_PRICES: Final = ("prices", "drafts")
_DECIMALS: Final = 2
"""Of money that stands where none belongs: it is spelt for people only."""
_LARGEST: Final = 1e20
_OF_EXACT: Final = 60
_LONGEST: Final = timedelta(days=366_000)


def as_shown(snapshot: Snapshot, places: Places, rules: Rules) -> Snapshot:
    """The snapshot with the numbers that are more than their value says: money that shows a per
    cent, or a currency that may be another than its account's, and labour that shows either, as
    texts that say so; labour that shows a unit of time, as durations."""
    if not any(tab.shown for tab in snapshot.tabs.values()):
        return snapshot
    tabs = dict(snapshot.tabs)
    alone = not several_currencies(snapshot, places, rules)
    for sources in places.sources.values():
        for source in sources:
            tab = tabs[source.ref]
            read = dict(_columns(tab, source, rules, alone=alone)) if tab.shown else {}
            if read:
                columns = [read.get(at, column) for at, column in enumerate(tab.columns)]
                tabs[source.ref] = replace(tab, columns=columns)
    return replace(snapshot, tabs=tabs)


def _columns(
    tab: Tab, source: Source, rules: Rules, *, alone: bool
) -> Iterator[tuple[int, Packed]]:
    """The columns of a source in which formats say more than numbers."""
    for key, at in _numbers(source):
        if (units := tab.shown.get(at)) is None:
            continue
        make = (
            partial(shown_money, key=key, rules=rules, alone=alone)
            if key in _MONEY
            else partial(shown_labour, key=key, rules=rules)
        )
        if key == "price":
            units = _without_own_units(units, _per(tab, source))
        yield at, _with(coded(tab.columns[at], 0), units, rows_of_entries(tab, source), make)


def _numbers(source: Source) -> Iterator[tuple[str, int]]:
    """The columns of numbers, by their keys; Hours beside Minutes are minutes, too."""
    for key in (*_MONEY, *_LABOUR):
        if (at := source.columns.get(key)) is not None:
            yield key, at
    if "minutes" in source.made and (hours := source.made["minutes"].hours) is not None:
        yield "minutes", hours


def _per(tab: Tab, source: Source) -> Sequence[Cell]:
    """The Unit of each row of prices."""
    at = source.columns.get("unit")
    return [source.constants.get("unit")] * tab.height if at is None else tab.columns[at]


def _without_own_units(units: Packed, per: Sequence[Cell]) -> Packed:
    """What prices show, without what is the Unit of their row: 60 that shows "60 ₽/h" is the price
    of an hour."""
    named = enumerate(map(str, units.cells))
    said = {code: u for code, u in named if not u.startswith(UNSURE) and says_more_than_money(u)}
    if not said:
        return units
    cells, codes = [*units.cells], units.codes.copy()
    for row in np.flatnonzero(np.isin(codes[: len(per)], list(said))).tolist():
        cells.append(without_own_unit(said[codes[row]], per[row]))
        codes[row] = len(cells) - 1
    return Packed(codes, cells)


def rows_of_entries(tab: Tab, source: Source) -> Mask:
    """The rows of a tab that are no line of sums, below its header. Prices of nobody are
    everyone's."""
    rows = np.arange(tab.height) >= source.header_row
    if source.role not in _PRICES and (whose := source.columns.get("client")) is not None:
        rows &= coded(tab.columns[whose], 0).codes != NONE
    return rows


def _with(
    cells: Packed, units: Packed, rows: Mask, make: Callable[[Cell, str], Cell | None]
) -> Packed:
    """The column with what ``make`` makes of each different number and unit in those rows; None
    where the number is what it is anyhow."""
    shown = np.full(len(rows), NONE, np.int64)
    known = min(len(rows), len(units))
    shown[:known] = units.codes[:known]
    there = np.flatnonzero(rows & (shown != NONE) & (cells.codes != NONE))
    many = len(units.cells)
    pairs = cells.codes[there].astype(np.int64) * many + shown[there]
    different, which = np.unique(pairs, return_inverse=True)
    new: dict[Cell, int] = {}
    codes = different // many
    for index, pair in enumerate(different.tolist()):
        cell = cells.cells[pair // many]
        made = make(cell, units.cells[pair % many]) if _is_number(cell) else None
        if made is not None:
            codes[index] = len(cells.cells) + new.setdefault(made, len(new))
    all_codes = cells.codes.astype(np.int32)
    all_codes[there] = codes[which]
    return Packed(all_codes, [*cells.cells, *new])


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def shown_money(number: float, unit: str, *, key: str, rules: Rules, alone: bool) -> Cell:
    """A number of money as its cell shows it; None where that is what it is anyhow."""
    if unit == _PER_CENT:
        return in_hundredths(number)
    spelt = _spelt(number, _MONEY[key], rules)
    named = () if unit.startswith(UNSURE) else currencies_in(unit)
    names = {_currency_of(each, rules.currency): each for each in named}
    more = unit.startswith(UNSURE) or says_more_than_money(unit, of_things=key != "price")
    if more or len(names) > 1:
        return f"{spelt} {unit.replace(MONEY, '').lstrip('/ ')}"
    if not names:
        return None
    [(currency, name)] = names.items()
    own = currency == rules.currency or rules.currency in SHARED.get(currency or "", ())
    return None if own and alone else f"{spelt} {currency or name}"


def _currency_of(word: str, house: str) -> str | None:
    """The code, or the sign of several; a word of two is the house's."""
    named = named_currency(word)
    return named if named in SHARED else currency_code(word, house)


def shown_labour(number: float, unit: str, *, key: str, rules: Rules) -> Cell:
    """A number of labour, or how many, as its cell shows it; None where that is what it is anyhow:
    half of one thing is 50 %, and nobody means 90 by 9000 %."""
    if unit == _PER_CENT:
        return None if key == "quantity" and abs(number) <= 1 else in_hundredths(number)
    if (one := _one(unit.removeprefix(MONEY))) and abs(number) < _LONGEST / one:
        return number * one
    shown = unit.removeprefix(MONEY) or unit
    if key != "minutes" and (is_of_days(unit) or not _is_other_than_things(unit)):
        return None if is_of_anything(unit) else counting(number, unit)
    return f"{_spelt(number, _DECIMALS, rules)} {shown}"


def says_more(unit: str) -> bool:
    """Whether what a format shows beside a number makes it another: money, per cent, hours."""
    named = unit.removeprefix(MONEY)
    return bool(unit) and (
        unit == _PER_CENT
        or not _MULTIPLES.isdisjoint(fold(word) for word in unit.split())
        or _is_other_than_things(unit)
        or _one(named) is not None
    )


@cache
def _is_other_than_things(unit: str) -> bool:
    """Whether what a format shows is none of what things are sold by: money, thousands alone,
    a length of time that no duration is typed in (days), or a pattern that nobody is sure of."""
    thousands = all(fold(word) in _MULTIPLES for word in unit.split())
    return unit.startswith(UNSURE) or _is_money(unit) or thousands or minutes_in_unit(unit) != 0


@cache
def _one(unit: str) -> timedelta | None:
    """How long one of a unit is that may be typed behind a number; None of no unit of time."""
    fixed = read_duration(f"{_OF_EXACT} {unit}", OTHER)  # one second is no whole part of a minute
    return timedelta(minutes=fixed / SCALE) / _OF_EXACT if isinstance(fixed, int) else None


@cache
def _is_money(unit: str) -> bool:
    return unit == MONEY or bool(currencies_in(unit))


def _spelt(number: float, decimals: int, rules: Rules) -> str:
    """A number as the workbook's locale writes it; never with three decimals, which may be
    thousands."""
    if abs(number) >= _LARGEST:
        return f"{number:.0f}"
    exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:f}"
    if exact == exact.to_integral_value():
        text = f"{exact:.0f}"
    mark = "." if rules.locale == OTHER else language_of(rules.locale).decimal
    return text.replace(".", mark)


def several_currencies(snapshot: Snapshot, places: Places, rules: Rules) -> bool:
    """Whether a client, or a price, is said to be in another currency than the house's."""
    return any(
        cell is not None and named_currency(read_aloud(cell)) not in (None, rules.currency)
        for role in ("clients", "prices")
        for source in places.sources[role]
        if (at := source.columns.get("currency")) is not None
        for cell in snapshot.tabs[source.ref].columns[at][source.header_row :]
    )
