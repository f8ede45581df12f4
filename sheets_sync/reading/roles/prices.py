"""Prices: every row keeps its place, a bad one without pricing anything (design §3-5)."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import NO_DAY, PRICE_COLUMNS, typed
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.reading.beside.unread_beside import changes_price
from sheets_sync.reading.cells import Rows, name_in, read_aloud
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.currencies import currency_code
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.measures import DECIMALS
from sheets_sync.reading.meaning.numbers import Number, own_currency
from sheets_sync.reading.meaning.price_terms import read_price, read_term
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.meaning.units import minutes_in_unit
from sheets_sync.reading.meaning.would_say import is_somebody
from sheets_sync.reading.roles.catalogue import Catalogue, sound
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.issues import Issues, names_by_row
from sheets_sync.reading.roles.nobodys import strays_in
from sheets_sync.reading.roles.price_lines import Logged, without_price_headings
from sheets_sync.reading.roles.totals import without_totals

FIRST_YEAR: Final = 1900
_TERMS: Final = ("minimum", "step", "included")


@dataclass(frozen=True)
class Prices:
    """The table (``PRICE_COLUMNS`` and ``unit``), those of it under names of nobody (as
    ``Book.strays`` has them), the codes of services that it names."""

    table: pd.DataFrame
    strays: pd.DataFrame
    services: frozenset[int]
    findings: tuple[Finding, ...]


def decode_prices(
    rows: Rows,
    clients: Clients,
    services: Catalogue,
    currencies: Catalogue,
    rules: Rules,
    logged: Logged,
) -> Prices:
    """The price list. ``services`` and ``currencies`` take the names that it brings; ``logged``
    gives the services that Log names."""
    rows, totals = without_totals(rows, ("client", "service"), clients.names)
    rows = without_price_headings(rows, clients, logged).with_constants()
    issues = Issues(rows)
    client, owner_known = _owners(rows, clients, issues)
    issues.missing(["service", "price"])
    issues.errors(["note"], hold=True)
    service = _services(rows, services, issues)
    currency = _currencies(rows, clients, client, currencies, issues, rules)
    price = _price(rows, issues, rules)
    _check_money(rows, price, currency, currencies, issues, rules.currency)
    unit_minutes = _unit_minutes(rows, issues)
    valid_from, any_day = _valid_from(rows, issues, rules)
    any_day |= _hold_unread(rows, issues)
    data = {
        "source": rows.source, "row": rows.row,
        "client": client, "service": np.where(owner_known, service, NONE),
        "unit_minutes": unit_minutes,
        "price": price.values,
        **{key: _term(rows, key, unit_minutes, issues, rules) for key in _TERMS},
        "valid_from": valid_from, "currency": currency,
        "bad": issues.held, "any_day": any_day,
    }  # fmt: skip
    table = typed(PRICE_COLUMNS, data)
    table["unit"] = pd.Series(_texts(rows, "unit"), dtype=object, index=table.index)
    named = frozenset(service[service != NONE].tolist())
    whose = names_by_row(client, [each.name for each in clients.clients])
    strays = strays_in(rows, clients, table.assign(service=service), ~owner_known)
    return Prices(table, strays, named, (*totals, *issues.findings(client=whose)))


@dataclass(frozen=True)
class _Amounts:
    """A column of prices: fixed values, 0 where blank or bad, and each cell's own reading."""

    values: NDArray[np.int64]
    read: Sequence[object]


def _owners(rows: Rows, clients: Clients, issues: Issues) -> tuple[NDArray[np.int32], Mask]:
    """Whose price: a client's code, -1 for everyone; and whether the row may price anybody."""
    column = rows.columns["client"]
    read = column.read(lambda cell: _owner(cell, clients))
    issues.from_reading("client", read, hold=True, offer=clients.nearest)
    nobody = [
        index for index, fault in enumerate(read)
        if fault in (Code.UNKNOWN_CLIENT, Code.DUPLICATE_CLIENT)
    ]  # fmt: skip
    codes = column.look_up(sound(read), NONE, "int32")
    return codes.astype(np.int32), ~np.isin(column.codes, nobody)


def _owner(cell: Cell, clients: Clients) -> object:
    """Whose price it is by its Client; a word for everybody ("all") is so where nobody bears it."""
    if name_in(cell) == "*":
        return NONE
    whose = clients.read(cell)
    return NONE if whose is Code.UNKNOWN_CLIENT and not is_somebody(cell) else whose


def _services(rows: Rows, services: Catalogue, issues: Issues) -> NDArray[np.int32]:
    column = rows.columns["service"]
    read = services.read(column)
    issues.from_reading("service", read, hold=True)
    return column.look_up(sound(read), NONE, "int32")


def _price(rows: Rows, issues: Issues, rules: Rules) -> _Amounts:
    column = rows.columns["price"]
    read = column.read(lambda cell: _bounded(read_price(cell, rules.locale, DECIMALS)))
    issues.from_reading("price", read, hold=True)
    values = [each.value if isinstance(each, Number) else 0 for each in read]
    return _Amounts(column.look_up(values, 0, "int64").astype(np.int64), read)


def _bounded(number: Number | Code) -> Number | Code:
    """A number that is no price as what is wrong with it."""
    if isinstance(number, Code):
        return number
    if number.value < 0:
        return Code.BAD_SIGN
    return Code.TOO_LARGE if number.value > LIMIT * SCALE else number


def _term(
    rows: Rows, key: str, unit_minutes: NDArray[np.int32], issues: Issues, rules: Rules
) -> NDArray[np.int64]:
    """Minimum, Step or Included, fixed: minutes where the row's unit is time, else pieces."""
    column = rows.columns[key]
    values = np.zeros(len(rows), np.int64)
    for unit in sorted({*unit_minutes.tolist()}):
        among = unit_minutes == unit
        read = column.read(partial(read_term, rules=rules, unit_minutes=unit, key=key))
        issues.from_reading(key, read, hold=True, among=among)
        terms = [each.value if isinstance(each, Number) else 0 for each in read]
        values[among] = column.look_up(terms, 0, "int64")[among]
    return values


def _check_money(
    rows: Rows,
    price: _Amounts,
    currency: NDArray[np.int32],
    currencies: Catalogue,
    issues: Issues,
    usual: str,
) -> None:
    """A price in another currency than its row's, or larger than any amount may be."""
    codes = rows.columns["price"].codes
    for money, name in enumerate(currencies.names):
        rows_in_it = currency == money
        too_large = price.values > LIMIT * SCALE // 10 ** MINOR_DIGITS[name]
        issues.add(Code.TOO_LARGE, "price", rows_in_it & too_large, hold=True)
        foreign = [
            index for index, each in enumerate(price.read)
            if isinstance(each, Number) and not own_currency(each.currency, name, usual)
        ]  # fmt: skip
        issues.add(Code.BAD_CURRENCY, "price", rows_in_it & np.isin(codes, foreign), hold=True)


def _currencies(
    rows: Rows,
    clients: Clients,
    client: NDArray[np.int32],
    currencies: Catalogue,
    issues: Issues,
    rules: Rules,
) -> NDArray[np.int32]:
    """Codes of the rows' currencies; a blank cell is the client's, or ``billing.currency``."""
    column = rows.columns["currency"]
    read = column.read(lambda cell: _currency(cell, currencies, rules.currency))
    issues.from_reading("currency", read, hold=True)
    of_client = [currencies.code(each.currency) for each in clients.clients]
    default = np.array([*of_client, currencies.code(rules.currency)], np.int32)[client]
    return np.where(column.blank, default, column.look_up(sound(read), NONE, "int32"))


def _currency(cell: Cell, currencies: Catalogue, usual: str) -> object:
    code = currency_code(read_aloud(cell), usual)
    return Code.BAD_CURRENCY if code is None else currencies.code(code)


def _unit_minutes(rows: Rows, issues: Issues) -> NDArray[np.int32]:
    column = rows.columns["unit"]
    read = column.read(minutes_in_unit)
    issues.from_reading("unit", read, hold=True)
    return column.look_up(sound(read, 0), 0, "int32").astype(np.int32)


def _valid_from(rows: Rows, issues: Issues, rules: Rules) -> tuple[NDArray[np.int32], Mask]:
    column = rows.columns["valid_from"]
    read = column.read(lambda cell: read_day(cell, rules, FIRST_YEAR))
    bad = issues.from_reading("valid_from", read, hold=True)
    return column.look_up(sound(read, NO_DAY), NO_DAY, "int32"), bad


def _hold_unread(rows: Rows, issues: Issues) -> Mask:
    """Holds the rows that a column beside, which is not read, may change; its header is told. Those
    whose Valid from may stand there."""
    held = np.zeros(len(rows), bool)
    for key, beside in rows.unread.items():
        more = changes_price(key, beside)
        if key in rows.columns:
            more &= rows.columns[key].blank
        issues.held |= more
        held |= more if key == "valid_from" else False
    return held


def _texts(rows: Rows, key: str) -> list[str]:
    column = rows.columns[key]
    return names_by_row(column.codes, [read_aloud(cell) for cell in column.cells])
