"""A statement of before as it would be, had the config said then what it says now: the digits of
its days in another order (design §20). Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_sync.bank.day_order import ORDERS, day_in_order
from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.span import CSV, Span


@dataclass(frozen=True)
class PlacedEntry:
    """One of a client, at a place among all entries of the files."""

    place: int
    entry: BankEntry


@dataclass(frozen=True)
class ToldNow:
    """A statement of the files: as it is remembered, and its clients' entries."""

    span: Span
    entries: Sequence[PlacedEntry]


@dataclass(frozen=True)
class RereadSpan:
    """A statement with its days as they are now; by such a day what it was before."""

    span: Span
    was: Mapping[int, int]


def readings(before: Span, now: Span) -> Iterator[RereadSpan]:
    """What ``before`` may say by the rules of ``now``: as it was, then in other orders of days."""
    yield RereadSpan(before, {day: day for day, _ in before.steps})
    if CSV in {before.form, now.form}:
        formers, orders = ((each.order,) if each.order else ORDERS for each in (before, now))
        for former in formers:
            for order in orders:
                found = _in_order(before, former, order) if former != order else None
                if found is not None:
                    yield found


def _in_order(before: Span, former: str, order: str) -> RereadSpan | None:
    """A statement read in a ``former`` order, in another; None where not all days fit that."""
    days = {day: day_in_order(day, former, order) for day, _ in before.steps}
    was = {turned: day for day, turned in days.items() if turned is not None}
    if len(was) < len(days) or not was:
        return None
    moved, balance, steps = dict(_moved(before)), before.opening, []
    for day in sorted(was):
        balance += moved[was[day]]
        steps.append((day, balance))
    span = replace(before, first=min(was), last=max(was), steps=tuple(steps))
    return RereadSpan(span, was)


def agreeing(one: Span, other: Span, day: int) -> tuple[bool, bool]:
    """Whether the balances of two statements are equal before and after a day that both tell."""
    told = all(any(day == on for on, _ in each.steps) for each in (one, other))
    before, after = (one.before(on) == other.before(on) for on in (day, day + 1))
    return told and before, told and after


def _moved(span: Span) -> Iterator[tuple[int, int]]:
    """By day what came or went."""
    before = span.opening
    for day, after in span.steps:
        yield day, after - before
        before = after
