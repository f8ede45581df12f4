"""What a later statement of the same days tells no more, where a bank put its books right (§20)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.spans import Placement, Span, Spans

_TELLS_NO_DAYS: Final = frozenset({"CSV"})
"""Forms whose first and last day are those of entries."""


def told_no_more(spans: Spans, days: Mapping[str, int]) -> dict[str, Span | None]:
    """By fingerprint the newest statement that has all of an entry's day (``days``) and does not
    tell it; None where the newest that has it tells it. Entries of no known statement are left out:
    nothing is known of them."""
    telling: dict[str, list[Span]] = defaultdict(list)
    for each in spans.all():
        for mark in each.told.keys() & days.keys():
            telling[mark].append(each)
    newest = {mark: max(found, key=_made) for mark, found in telling.items()}
    having = _by_day(spans, {days[mark] for mark in newest})
    found: dict[str, Span | None] = {}
    for mark, told in newest.items():
        denying = _denying(spans, mark, days[mark], told, having[days[mark]])
        found[mark] = max(denying, key=_made, default=None)
    return found


def told_by_none(spans: Spans, rows: Iterable[StandingEntry]) -> dict[str, Span | None]:
    """The same of ``rows`` that statements told of which nothing is known any more, where we have
    one account: one that has more on both sides of their day knows all of it."""
    found = spans.all()
    told = {mark for each in found for mark in each.told}
    no_more: dict[str, Span | None] = {}
    for row in rows:
        having = [
            each
            for each in found
            if (each.form, each.currency) == (row.form, row.currency)
            and each.has_all_of(row.day)
            and row.day < each.last
        ]
        if having and row.fingerprint not in told:
            no_more[row.fingerprint] = max(having, key=_made)
    return no_more


def _by_day(spans: Spans, days: Iterable[int]) -> Mapping[int, list[Span]]:
    having: dict[int, list[Span]] = {day: [] for day in days}
    for each in spans.all():
        for day in having.keys() & {*range(each.first, each.last + 1)}:
            if each.has_all_of(day):
                having[day].append(each)
    return having


def _denying(
    spans: Spans, mark: str, day: int, told: Span, having: Iterable[Span]
) -> Iterable[Span]:
    """Those that are newer, and begin no later that day than the one that told it. What other rules
    of the config read is told in other words."""
    for each in having:
        newer = each.made > told.made and mark not in each.told
        whole = day > each.begins or each.before(day) == told.before(day)
        if each.form in _TELLS_NO_DAYS and day == each.last < told.last:
            continue  # cut within that day, most likely: an older one reached further
        ours = newer and whole and each.is_of_account(told)
        otherwise = len({each.layout, told.layout} - {""}) > 1
        if ours and not otherwise and spans.beside(each, told) is Placement.OVERLAPPING:
            yield each


def _made(span: Span) -> int:
    return span.made
