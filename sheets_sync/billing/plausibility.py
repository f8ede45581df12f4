"""Log rows that can hardly be right: IMPLAUSIBLE (design §15). They count; no letter goes on the
strength of them.

* Labour, or a charge, of over 10 times the 99th percentile of its service's other rows of the last
  year (charges by currency), where there are at least 20 of these.
* Over 24 hours of one member of staff on one day, where the agency's rows are daily: where that
  happens on one staff-day in twenty at most, or on a single one of three or more. A row without
  Staff is a day by itself.
* A day more than a year before the account's first payment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.accounts import CHARGED, HELD, Accounts
from sheets_sync.billing.currency import to_major
from sheets_sync.billing.days import month_of, to_date
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.long_rows import DAY
from sheets_sync.billing.rounding import Integers, as_clock
from sheets_sync.billing.tables import BLANK, Book
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.grouping import gather, totals

_YEAR: Final = 365
_OUT_OF_SCALE: Final = 10
_ENOUGH: Final = 20
_RARELY: Final = 20
_FEW: Final = 3
"""Staff-days of which one may stand out."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Rows of ``Accounts.log`` under one suspicion, and what is usual for each, "" where that is
    not said."""

    variant: Variant
    rows: list[int]
    usual: list[str]


def implausible(book: Book, accounts: Accounts, day: int) -> list[Finding]:
    """A finding for each row that can hardly be right; one a row, the first of the above."""
    why: dict[int, tuple[Variant, str]] = {}
    for suspicion in _suspicions(book, accounts, day):
        for row, usual in zip(suspicion.rows, suspicion.usual, strict=True):
            why.setdefault(row, (suspicion.variant, usual))
    if not why:
        return []
    rows = accounts.log[_NAMED].iloc[list(why)].to_numpy().tolist()
    return [
        _finding(book, dict(zip(_NAMED, cells, strict=True)), *each)
        for cells, each in zip(rows, why.values(), strict=True)
    ]


def _suspicions(book: Book, accounts: Accounts, day: int) -> Iterator[Suspicion]:
    log = accounts.log
    labour, charge = log["labour"].to_numpy(), log["charge"].to_numpy()
    state, service = log["state"].to_numpy(), log["service"].to_numpy()
    recent = (log["day"].to_numpy() > day - _YEAR) & (state != HELD)
    rows, limits = _out_of_scale(service, labour, recent & (labour > 0))
    yield Suspicion(Variant.LABOUR, rows, [as_clock(each) for each in limits])
    money = _currencies(book)[log["client"].to_numpy()]
    group = service * (len(book.currencies) + 1) + money
    rows, limits = _out_of_scale(group, charge, recent & (state == CHARGED) & (charge > 0))
    clients = log["client"].to_numpy()[rows].tolist()
    usual = [
        to_major(limit, book.clients[client].currency)
        for client, limit in zip(clients, limits, strict=True)
    ]
    yield Suspicion(Variant.CHARGE, rows, usual)
    rows = _overfull_days(log, labour, recent & (labour > 0))
    yield Suspicion(Variant.OVERFULL, rows, ["24:00"] * len(rows))
    rows = _early(book, log, state != HELD)
    yield Suspicion(Variant.EARLY, rows, [""] * len(rows))


def _out_of_scale(
    group: NDArray[np.integer[Any]], values: Integers, among: Mask
) -> tuple[list[int], list[int]]:
    """Rows far over the 99th percentile of the others of their group, and that percentile."""
    at = np.flatnonzero(among)
    at = at[_worth_a_look(group[at], values[at])]
    at = at[np.lexsort((values[at], group[at]))]
    starts = np.flatnonzero(np.diff(group[at], prepend=NONE - 1))
    ends = np.append(starts[1:], len(at))[: len(starts)]
    rows: list[int] = []
    limits: list[int] = []
    for first, end in zip(starts.tolist(), ends.tolist(), strict=True):
        others = end - first - 1
        if others < _ENOUGH:
            continue
        place = first + -(-others * 99 // 100) - 1
        usual = int(values[at[place]])
        beyond = at[place + 1 : end]
        beyond = beyond[values[beyond] > _OUT_OF_SCALE * usual]
        rows += beyond.tolist()
        limits += [usual] * len(beyond)
    return rows, limits


def _worth_a_look(group: NDArray[np.integer[Any]], values: Integers) -> Mask:
    """The rows of groups whose largest value is far over their mean: sorting all would cost more.

    A value 10 times the 99th percentile of 20 others is over 8 times the mean of them all less
    its own share; 4 leaves room.
    """
    count = np.bincount(group)
    total = np.bincount(group, values.astype(float))
    largest = np.zeros(len(count))
    np.maximum.at(largest, group, values)
    worth = largest * count > 4 * (total - largest)
    rows: Mask = worth[group]
    return rows


def _overfull_days(log: pd.DataFrame, labour: Integers, among: Mask) -> list[int]:
    """Rows of staff-days over 24 hours; a row without Staff is a day of somebody's by itself."""
    staff = log["staff"].to_numpy()
    at, alone = np.flatnonzero(among & (staff != NONE)), np.flatnonzero(among & (staff == NONE))
    days = gather(staff[at], log["day"].to_numpy()[at])
    overfull = totals(days.number, len(days), labour[at]) > DAY
    alone_over = alone[labour[alone] > DAY]
    many, of = np.count_nonzero(overfull) + len(alone_over), len(days) + len(alone)
    alone_among_few = many == 1 and of >= _FEW
    if many == 0 or (many * _RARELY > of and not alone_among_few):
        return []
    rows: list[int] = [*at[overfull[days.number]].tolist(), *alone_over.tolist()]
    return rows


def _early(book: Book, log: pd.DataFrame, among: Mask) -> list[int]:
    never = np.iinfo(np.int32).min + _YEAR
    first = np.full(len(book.clients), np.iinfo(np.int32).max)
    np.minimum.at(first, book.payments["client"].to_numpy(), book.payments["day"].to_numpy())
    first[first == np.iinfo(np.int32).max] = never
    early = log["day"].to_numpy() < first[log["client"].to_numpy()] - _YEAR
    rows: list[int] = np.flatnonzero(early & among).tolist()
    return rows


def _currencies(book: Book) -> NDArray[np.int64]:
    """By client, the code of the currency; one more for those whose currency is not priced in."""
    codes = {name: code for code, name in enumerate(book.currencies)}
    return np.array([codes.get(each.currency, len(codes)) for each in book.clients], np.int64)


_FIELDS: Final = {Variant.EARLY: "date"}
_NAMED: Final = [
    "client", "staff", "day", "charge", "labour", "quantity", "minutes", "agreed", "source", "row",
]  # fmt: skip
"""The columns of a row that its finding names."""


def _finding(book: Book, cells: Mapping[str, int], variant: Variant, usual: str) -> Finding:
    field = _FIELDS.get(variant) or _typed_in(cells)
    client = book.clients[cells["client"]]
    text = {
        Variant.CHARGE: to_major(cells["charge"], client.currency),
        Variant.EARLY: to_date(cells["day"]).isoformat(),
    }.get(variant) or as_clock(cells["labour"])
    return Finding(
        Code.IMPLAUSIBLE, "log", cells["source"], cells["row"], field,
        text=text,
        client=client.name,
        staff=book.staff[cells["staff"]] if cells["staff"] != NONE else "",
        month=month_of(cells["day"]),
        near=usual,
        variant=variant,
    )  # fmt: skip


def _typed_in(cells: Mapping[str, int]) -> str:
    """The cell that a row's labour and charge come from."""
    if cells["quantity"] != BLANK:
        return "quantity"
    return "agreed" if cells["minutes"] == BLANK and cells["agreed"] != BLANK else "minutes"
