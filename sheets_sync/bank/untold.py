"""What a later statement of the same days tells no more, where a bank put its books right (§20)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.span import Span
from sheets_sync.bank.spans import Placement, Spans

_TELLS_NO_DAYS: Final = frozenset({"CSV"})
"""Forms whose first and last day are those of entries."""


def told_no_more(spans: Spans, days: Mapping[str, int]) -> dict[str, Span | None]:
    """By fingerprint the newest statement that has all of an entry's day (``days``) and does not
    tell it; None where the newest that has it tells it. Entries of no known statement are left out:
    nothing is known of them."""
    telling: dict[str, list[Span]] = defaultdict(list)
    for each in spans.all():
        for mark in each.tells & days.keys():
            telling[mark].append(each)
    having = _by_day(spans, {days[mark] for mark in telling})
    found: dict[str, Span | None] = {}
    for mark, told in telling.items():
        denying = _denying(spans, mark, days[mark], told, having[days[mark]])
        found[mark] = max(denying, key=_made, default=None)
    return found


def told_by_none(spans: Spans, rows: Iterable[StandingEntry]) -> dict[str, Span | None]:
    """The same of ``rows`` that statements told of which nothing is known any more, where we have
    one account: one that has more on both sides of their day knows all of it."""
    found = spans.all()
    told = {mark for each in found for mark in each.tells}
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


def tells_in_its_place(spans: Spans, span: Span, mark: str, day: int) -> bool:
    """Whether what a statement tells of a day may be in place of an entry that others told
    (``mark``), and it does not: the later one of both knows that day, or the other one, which goes
    on behind it."""
    telling = (each for each in spans.all() if mark in each.tells and each.key != span.key)
    return any(_one_knows(spans, each, span, day) for each in telling)


def _one_knows(spans: Spans, told: Span, span: Span, day: int) -> bool:
    older, newer = sorted((told, span), key=_made)
    if newer.has_all_of(day) and _knows(spans, newer, older, day):
        return True
    whole = older.has_all_of(day) and day < older.last
    return whole and _knows(spans, older, newer, day)


def _by_day(spans: Spans, days: Iterable[int]) -> Mapping[int, list[Span]]:
    having: dict[int, list[Span]] = {day: [] for day in days}
    for each in spans.all():
        for day in having.keys() & {*range(each.first, each.last + 1)}:
            if each.has_all_of(day):
                having[day].append(each)
    return having


def _denying(
    spans: Spans, mark: str, day: int, telling: Sequence[Span], having: Iterable[Span]
) -> Iterable[Span]:
    """Those that are newer than all that tell an entry, and know that day, as the newest of their
    own account and form does."""
    latest = max(map(_made, telling))
    for each in having:
        if each.made > latest and mark not in each.tells:
            ours = (one for one in telling if one.is_of_account(each))
            told = max(ours, key=_made, default=None)
            if told is not None and _knows(spans, each, told, day):
                yield each


def _knows(spans: Spans, span: Span, told: Span, day: int) -> bool:
    """Whether a statement that has all of a day tells what another one ``told`` of it: it begins no
    later that day. What other rules of the config read is told in other words."""
    if span.form in _TELLS_NO_DAYS and day == span.last < told.last:
        return False  # cut within that day, most likely: the other one reached further
    whole = day > span.begins or span.before(day) == told.before(day)
    otherwise = len({span.layout, told.layout} - {""}) > 1
    ours = whole and span.is_of_account(told) and not otherwise
    return ours and spans.beside(span, told) is Placement.OVERLAPPING


def _made(span: Span) -> int:
    return span.made
