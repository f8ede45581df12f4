"""The days of a CSV, and what shows that they are in the other order than the
config says: 01/02/2026 is a day in both (design §20)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from sheets_sync.bank.refusing import StatementFault
from sheets_sync.bank.span import Span
from sheets_sync.bank.written_days import day_written
from sheets_sync.billing.days import serial, to_date

_OTHER: Final = {"d.m.y": "m/d/y", "m/d/y": "d.m.y"}
_MONTHS_FIRST: Final = "m/d/y"
ORDERS: Final = ("d.m.y", _MONTHS_FIRST, "y-m-d")
_A_YEAR: Final = 400
_AHEAD: Final = 3
"""Days that a bank may book ahead of today, over a weekend."""

_MONTHS: Final = 4
"""Months in each of which something would have happened on the same day, and nothing on any other:
they are days of one month."""

_POINTS: Final = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?(?:[0-9]{4}|[0-9]{2})(?!\.?[0-9])")
"""Between the parts of a day; those behind a weekday, or within a.m., are none."""

DaysWritten = Sequence[tuple[int, str]]
"""The days of a statement as they stand there, with their lines."""


def day_as_written(text: str, order: str, line: int = 0) -> int:
    """The serial of a day written in that order. Raises ``StatementFault``, which names the other
    order where the day fits that alone."""
    day = day_written(text, order, line)
    if day is not None:
        return day
    other = _OTHER.get(order, "")
    if other and _fits(text, other):
        raise StatementFault("no_day_in_order", line, text=text, order=order, other=other)
    raise StatementFault("no_day_as_set", line, text=text, order=order)


def _fits(text: str, order: str) -> bool:
    try:
        return day_written(text, order, 0) is not None
    except StatementFault:
        return False


def refuse_other_order(written: DaysWritten, order: str, today: int, *, chained: bool) -> None:
    """Raise ``StatementFault`` where all days fit two orders, and those in the order that the
    config says are not what happened: they reach beyond ``today`` (0: not known), run backwards,
    are the same of each month, are of another age, or have points between, as nobody has who begins
    with the month. ``chained``: balances show that they stand from the oldest on."""
    days = [day_as_written(text, order) for _, text in written]
    for other, turned in _other_readings(written, days):
        shown = _shown_by(days, turned, today, chained)
        if not shown and order == _MONTHS_FIRST and _has_points(written):
            shown = "with_points"
        if shown:
            raise StatementFault(f"days_{shown}", written[0][0], order=order, other=other)


def _other_readings(written: DaysWritten, days: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """The orders that all days fit, too, with what they come to, where that is not ``days``."""
    for order in ORDERS if days else ():
        turned = _all_in(written, order)
        may_be = order != _MONTHS_FIRST or not _has_points(written)
        if may_be and turned is not None and turned != days:
            yield order, turned


def _has_points(written: DaysWritten) -> bool:
    return any(_POINTS.search(text) for _, text in written)


def _all_in(written: DaysWritten, order: str) -> list[int] | None:
    """The days in an order; None where not all are written in it."""
    fit = all(_fits(text, order) for _, text in written)
    return [day_as_written(text, order) for _, text in written] if fit else None


def _shown_by(days: Sequence[int], turned: Sequence[int], today: int, chained: bool) -> str:  # noqa: FBT001 - private
    """By what days are shown to be those that they are when ``turned``; "" where by nothing."""
    of_late = today - _A_YEAR < min(turned) and max(turned) <= today + _AHEAD
    if not (of_late or _same_years(days, turned)):
        return ""
    if today and max(days) > today + _AHEAD >= max(turned):
        return "to_come"
    if max(days) < today - _A_YEAR and not _same_years(days, turned):
        return "long_ago"
    if _is_sorted(turned, chained) and not _is_sorted(days, chained):
        return "backwards"
    different = {to_date(day) for day in days}
    months = {(day.year, day.month) for day in different}
    if len({day.day for day in different}) == 1 and len(months) >= _MONTHS:
        return "of_one_month"
    return ""


def _same_years(days: Sequence[int], turned: Sequence[int]) -> bool:
    return {to_date(day).year for day in days} == {to_date(day).year for day in turned}


def _is_sorted(days: Sequence[int], chained: bool) -> bool:  # noqa: FBT001 - private
    """From the oldest on or, where nothing shows it, from the newest."""
    pairs = [*pairwise(days)]
    turned = not chained and all(a >= b for a, b in pairs)
    return turned or all(a <= b for a, b in pairs)


def refuse_unlinked(span: Span, known: Iterable[Span], order: str) -> None:
    """Raise ``StatementFault`` where a statement goes on, to the cent, from one that is ``known``
    if its days are read in the other order, and from none as they are."""
    other = _OTHER.get(order, "")
    proven = [each for each in known if each.is_of_account(span) and _tells_order(each)]
    if not (other and proven and span.opening) or _tells_order(span):
        return
    turned = _turned(span)
    if not _is_linked(span, proven) and _is_linked(turned, proven):
        latest = max(proven, key=lambda each: each.ends)
        raise StatementFault("days_unlinked", 0, order=order, other=other, file=latest.file)


def _tells_order(span: Span) -> bool:
    """Whether one of its days is in one order only."""
    return any(to_date(day).day > 12 for day, _ in span.steps)


def _turned(span: Span) -> Span:
    steps = tuple(sorted((turned_day(day), after) for day, after in span.steps))
    days = [day for day, _ in steps] or [span.first]
    return Span(span.account, span.currency, span.form, span.opening, min(days), max(days), steps)


def turned_day(day: int) -> int:
    """The day whose digits are those of ``day`` in the other order; itself where there is none."""
    found = to_date(day)
    return serial(found.replace(month=found.day, day=found.month)) if found.day <= 12 else day


def day_in_order(day: int, former: str, order: str) -> int | None:
    """What a day is whose digits were read in a ``former`` order; None where they are none in this
    one. Years have two digits then, or stand where they stood."""
    found = to_date(day)
    said = {"d": found.day, "m": found.month, "y": found.year % 100}
    digits = [said[letter] for letter in re.findall("[dmy]", former)]
    told = dict(zip(re.findall("[dmy]", order), digits, strict=True))
    century = found.year - found.year % 100
    try:
        return serial(date(century + told["y"], told["m"], told["d"]))
    except ValueError:
        return None


def _is_linked(span: Span, known: Sequence[Span]) -> bool:
    """Whether its balances are those of a known one on a day, or go on from where that ends."""
    for each in known:
        days = range(max(span.begins, each.begins), min(span.ends, each.ends) + 1)
        if any(span.before(day) == each.before(day) for day in days):
            return True
    before = [each for each in known if each.ends <= span.begins]
    behind = [each for each in known if each.begins >= span.ends]
    latest = max((each.ends for each in before), default=0)
    earliest = min((each.begins for each in behind), default=0)
    return any(each.closing == span.opening for each in before if each.ends == latest) or any(
        each.opening == span.closing for each in behind if each.begins == earliest
    )
