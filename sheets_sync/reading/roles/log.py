"""Log: what was done for whom; a bad cell holds its row or loses its own use only (design §4)."""

from collections.abc import Sequence
from dataclasses import field
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.long_rows import DAY, are_usual
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import (
    BLANK,
    LOG_COLUMNS,
    NO_DAY,
    NUMBER,
    UNSAID,
    Client,
    typed,
)
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.layout import HOUR
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.measures import (
    DECIMALS,
    is_bare_hours,
    is_bare_whole,
    is_long,
    read_minutes,
    read_quantity,
)
from sheets_sync.reading.meaning.numbers import Number, own_currency
from sheets_sync.reading.meaning.price_terms import read_price
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.catalogue import Catalogue, sound
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.feet import without_feet
from sheets_sync.reading.roles.header_rows import without_header_rows
from sheets_sync.reading.roles.headings import without_headings
from sheets_sync.reading.roles.issues import Issues, names_by_row
from sheets_sync.reading.roles.nobodys import strays_in
from sheets_sync.reading.roles.payments import months_of, read_clients, read_days, up_to
from sheets_sync.reading.roles.repeated_rows import again
from sheets_sync.reading.roles.sums import without_sums
from sheets_sync.reading.roles.totals import without_totals
from sheets_sync.reading.sources.billable import reader_of

_REQUIRED: Final = ("date", "client", "service")
_TELLING: Final = 2
_A_QUARTER: Final = 4


@dataclass(frozen=True)
class Catalogues:
    """The catalogues that the log's names go through."""

    services: Catalogue = field(default_factory=Catalogue)
    orders: Catalogue = field(default_factory=Catalogue)
    staff: Catalogue = field(default_factory=Catalogue)
    channels: Catalogue = field(default_factory=Catalogue)


@dataclass(frozen=True)
class LogRead:
    """The sound rows (LOG_COLUMNS), the number of ``all_rows``, those under names of nobody (as
    ``Book.strays`` has them), all findings, and the rows ``held`` by them, as far as they read."""

    table: pd.DataFrame
    all_rows: int
    strays: pd.DataFrame
    findings: list[Finding]
    held: pd.DataFrame


def decode_log(
    rows: Rows, clients: Clients, names: Catalogues, rules: Rules, day: int, *, flag_future: bool
) -> LogRead:
    """The log up to ``day``.

    ``flag_future``: later rows are findings; else they are left out in silence.
    """
    known = clients.names | _priced(names)
    left, sums = without_sums(rows := without_header_rows(rows), rules, known)
    left, found = without_totals(left, _REQUIRED, known, sums=sums)
    rows = without_headings(without_feet(left, rows, known), clients.names)
    everything = len(rows) + len(found)  # totals that were expected are no rows of the log
    rows = rows.with_constants()
    rows, future = up_to(rows, rules, day)
    everything -= len(future)
    issues = Issues(rows)
    table, named = _table(rows, clients, names, rules, issues)
    found += named
    if flag_future:
        found += _future_findings(future, clients, rules)
    strays = strays_in(rows, clients, table, table["client"].to_numpy() == NONE)
    held = table[issues.held]
    if len(held):
        table = table[~issues.held].reset_index(drop=True)
    return LogRead(table, everything, strays, found, held)


def _table(
    rows: Rows, clients: Clients, names: Catalogues, rules: Rules, issues: Issues
) -> tuple[pd.DataFrame, list[Finding]]:
    """All rows decoded, sound or not, and what is wrong with them, which ``issues`` gather."""
    issues.missing(_REQUIRED)
    days = read_days(rows, issues, rules)
    client = read_clients(rows, clients, issues)
    staff = _codes(rows, "staff", names.staff, issues)
    free = _free(rows, issues)
    data: dict[str, object] = {
        "source": rows.source, "row": rows.row, "day": days, "client": client,
        "service": _codes(rows, "service", names.services, issues, hold=True),
        "order": _codes(rows, "order", names.orders, issues),
        "staff": staff,
        "channel": _codes(rows, "channel", names.channels, issues),
        "agreed": _agreed(rows, client, clients.clients, issues, rules),
        "free": free,
    }  # fmt: skip
    data["quantity"], kinds = _quantity(rows, issues, rules)
    minutes, bad = _minutes(rows, issues, rules)
    _hold_long(rows, issues, rules, days, staff, minutes, bad)
    data["minutes"], data["bad_minutes"] = minutes, bad
    data["quantity_kind"] = _with_unsaid(rows, kinds, minutes, free)
    issues.errors(["note"])
    table = typed(LOG_COLUMNS, data)
    faulty = issues.faulty(but=["note"]) | issues.held
    issues.add(Code.POSSIBLE_DUPLICATE, "date", again(table, faulty))
    return table, _named(issues, client, clients.clients, staff, names.staff, days)


def _future_findings(future: Rows, clients: Clients, rules: Rules) -> list[Finding]:
    """FUTURE_DATE at each row; its other cells wait for their day, known names apart."""
    issues, unheard = Issues(future), Issues(future)
    issues.add(Code.FUTURE_DATE, "date", np.ones(len(future), bool))
    client = read_clients(future, clients, unheard)
    days = read_days(future, unheard, rules)
    names = Catalogue()
    staff = _codes(future, "staff", names, unheard)
    return _named(issues, client, clients.clients, staff, names, days)


def _codes(
    rows: Rows, key: str, catalogue: Catalogue, issues: Issues, *, hold: bool = False
) -> NDArray[np.int32]:
    column = rows.columns[key]
    read = catalogue.read(column)
    issues.from_reading(key, read, hold=hold)
    return column.look_up(sound(read), NONE, "int32")


def _quantity(
    rows: Rows, issues: Issues, rules: Rules
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Quantities and their kinds; which of them are no quantity, the price's unit decides."""
    column = rows.columns["quantity"]
    read = column.read(lambda cell: read_quantity(cell, rules))
    issues.from_reading("quantity", read, hold=True)
    sound = [each if isinstance(each, tuple) else (BLANK, NUMBER) for each in read]
    values, kinds = zip(*sound, strict=True) if sound else ((), ())
    return column.look_up(values, BLANK, "int64"), column.look_up(kinds, NUMBER, "int8")


def _with_unsaid(
    rows: Rows, kinds: NDArray[np.int8], minutes: NDArray[np.int64], free: Mask
) -> NDArray[np.int8]:
    """The kinds of quantities where a blank one, in a column of hours that clients pay for, does
    not say whether they pay for those that were worked; of what is ``free`` it need not."""
    unsaid = rows.of_billed_hours() & rows.columns["quantity"].blank & (minutes > 0) & ~free
    return np.where(unsaid, np.int8(UNSAID), kinds) if unsaid.any() else kinds


def _minutes(rows: Rows, issues: Issues, rules: Rules) -> tuple[NDArray[np.int64], Mask]:
    """Fixed minutes, and where the cell is a finding: billing knows what hangs on it. A lost time
    holds its row whatever hangs on it."""
    column = rows.columns["minutes"]
    values = np.full(len(rows), BLANK, np.int64)
    bad = np.zeros(len(rows), bool)
    units = rows.minutes_in_one("minutes")
    for unit in sorted({each.get("minutes", 1) for each in rows.units}):
        among = units == unit
        read = column.read(partial(read_minutes, rules=rules, minutes_in_one=unit))
        bad |= issues.from_reading("minutes", read, among=among)
        if Code.LOST_TIME in read:
            lost = column.look_up(
                [each is Code.LOST_TIME for each in read], blank=False, dtype="bool"
            )
            issues.held |= among & lost
        np.copyto(values, _values(rows, "minutes", read), where=among)
    return values, bad


def _hold_long(
    rows: Rows, issues: Issues, rules: Rules, days: NDArray[np.int32], staff: NDArray[np.int32],
    minutes: NDArray[np.int64], bad: Mask,
) -> None:  # fmt: skip
    """Hold rows of over 24 hours by a bare number of hours, in a log of daily rows: they are
    LOST_TIME, and no ``minutes`` any more."""
    if not (minutes > DAY).any():
        return
    column = rows.columns["minutes"]
    exported = column.look_up(column.read(is_bare_hours), blank=False, dtype="bool")
    hours = exported | (rows.minutes_in_one("minutes") == HOUR)
    bare = column.look_up(column.read(lambda cell: is_long(cell, rules)), blank=False, dtype="bool")
    long = hours & bare & (minutes > DAY)
    if long.any() and not are_usual(days, staff, np.where(days == NO_DAY, BLANK, minutes), long):
        issues.add(Code.LOST_TIME, "minutes", long, hold=True)
        beside = _beside_long(rows, hours & ~long & (minutes > 0), long)
        issues.add(Code.LOST_TIME, "minutes", beside, hold=True, variant=Variant.COLUMN)
        minutes[long | beside], bad[long | beside] = BLANK, True


def _beside_long(rows: Rows, short: Mask, long: Mask) -> Mask:
    """Which of the ``short`` rows are bare whole numbers of hours in a column that seems to be one
    of minutes: a quarter of such there, two at least, are over a day."""
    column = rows.columns["minutes"]
    whole = short & column.look_up(column.read(is_bare_whole), blank=False, dtype="bool")
    many = np.bincount(rows.source[long], minlength=len(rows.units))
    others = np.bincount(rows.source[whole], minlength=len(rows.units))
    of_minutes = (many >= _TELLING) & (many * _A_QUARTER >= many + others)
    beside: Mask = whole & of_minutes[rows.source]
    return beside


def _agreed(
    rows: Rows,
    client: NDArray[np.int32],
    clients: Sequence[Client],
    issues: Issues,
    rules: Rules,
) -> NDArray[np.int64]:
    """Agreed prices, fixed; what is typed must be in the client's currency, and no fortune."""
    column = rows.columns["agreed"]
    read = column.read(lambda cell: _price(cell, rules))
    issues.from_reading("agreed", read, hold=True)
    values = _values(rows, "agreed", read)
    if column.blank.all():
        return values
    money = [each.currency for each in clients]
    for currency in sorted(set(money)):
        mine = np.array([*(each == currency for each in money), False])[client]
        foreign = [
            index for index, each in enumerate(read)
            if isinstance(each, Number)
            and not own_currency(each.currency, currency, rules.currency)
        ]  # fmt: skip
        issues.add(Code.BAD_CURRENCY, "agreed", mine & np.isin(column.codes, foreign), hold=True)
        too_large = values > LIMIT * SCALE // 10 ** MINOR_DIGITS[currency]
        issues.add(Code.TOO_LARGE, "agreed", mine & too_large, hold=True)
    return values


def _free(rows: Rows, issues: Issues) -> Mask:
    """Whether a row is not to be paid for; a blank Billable is yes, another word a finding."""
    column = rows.columns["billable"]
    read = column.read(reader_of(column))
    issues.from_reading("billable", read, hold=True)
    return column.look_up([each is False for each in read], blank=False, dtype="bool")


def _price(cell: Cell, rules: Rules) -> object:
    number = read_price(cell, rules.locale, DECIMALS)
    if isinstance(number, Number) and number.value < 0:
        return Code.BAD_SIGN
    too_large = isinstance(number, Number) and number.value > LIMIT * SCALE
    return Code.TOO_LARGE if too_large else number


def _values(rows: Rows, key: str, read: Sequence[object]) -> NDArray[np.int64]:
    values = [each.value if isinstance(each, Number) else BLANK for each in read]
    return rows.columns[key].look_up(values, BLANK, "int64")


def _priced(names: Catalogues) -> set[str]:
    """The folded names of services that prices have: "Total redesign" labels no row of sums."""
    return {fold(str(name)) for name in names.services.names}


def _named(
    issues: Issues,
    client: NDArray[np.int32],
    clients: Sequence[Client],
    staff: NDArray[np.int32],
    staff_names: Catalogue,
    days: NDArray[np.int32],
) -> list[Finding]:
    return issues.findings(
        names_by_row(client, [each.name for each in clients]),
        names_by_row(staff, staff_names.names),
        months_of(days, issues.positions()),
    )
