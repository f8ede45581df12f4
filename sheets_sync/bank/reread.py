"""Statements that were read before by another layout of the config: what their rows say was never
what the bank told, and they are the same money (design §20). Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.bank.day_order import turned_day
from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.met_before import is_a_clients, span_of
from sheets_sync.bank.spans import Span


@dataclass(frozen=True)
class Reread:
    """The statements of earlier runs that files tell otherwise now, by their keys (``spans``), and
    by the place of an entry among all of the files the fingerprint that it had (``former``)."""

    spans: frozenset[str]
    former: Mapping[int, str]

    @cached_property
    def marks(self) -> frozenset[str]:
        """The fingerprints that nothing has any more."""
        return frozenset(self.former.values())


def read_otherwise(
    known: Sequence[Span], files: Iterable[tuple[str, Sequence[BankStatement]]]
) -> Reread:
    """What of the ``known`` statements files (form and statements) tell by another layout."""
    spans: set[str] = set()
    former: dict[int, str] = {}
    begin = 0
    told = [*_all_of(files)]
    as_they_were = {span.key for _, span in told}
    known = [each for each in known if each.key not in as_they_were]
    for statement, span in told:
        balances = {span.opening, *(after for _, after in span.steps)}
        for each in known:
            places = _places_of(each, statement, span) if each.opening in balances else []
            if places:
                former |= zip((begin + at for at in places), each.told, strict=True)
                spans.add(each.key)
        begin += len(statement.entries)
    return Reread(frozenset(spans), former)


def _all_of(
    files: Iterable[tuple[str, Sequence[BankStatement]]],
) -> Iterator[tuple[BankStatement, Span]]:
    return ((each, span_of(each, form)) for form, made in files for each in made)


def _places_of(before: Span, statement: BankStatement, now: Span) -> list[int]:
    """Where in a ``statement`` (``now`` as it is remembered) the entries stand that one of
    ``before`` told by another layout; none where it is another."""
    days = _days_of(before, now) if _may_be_same(before, now) else range(0)
    entries = enumerate(statement.entries)
    places = [at for at, each in entries if each.day in days and is_a_clients(each)]
    return places if len(places) == len(before.told) else []


def _may_be_same(before: Span, now: Span) -> bool:
    """Whether both are of one account, or one file, and not read by the same layout."""
    whose = (before.account, before.currency) == (now.account, now.currency)
    ours = before.form == now.form and (whose or before.file == now.file)
    return ours and before.layout != now.layout


def _days_of(before: Span, now: Span) -> range:
    """The days of ``now`` on which it has the balances and movements of all that ``before`` has, in
    the other order or in the same; none where there are no such. Of versions that remembered no
    layout nothing but the other order shows that it was another."""
    moved = dict(_moved(before))
    turned = {turned_day(day): amount for day, amount in moved.items()}
    for each in (turned, moved) if before.layout else (turned,):
        if each and not (each == moved and not before.layout):
            days = range(min(each), max(each) + 1)
            same = {day: amount for day, amount in _moved(now) if day in days} == each
            if same and now.before(days.start) == before.opening:
                return days
    return range(0)


def _moved(span: Span) -> Iterator[tuple[int, int]]:
    """By day what came or went."""
    before = span.opening
    for day, after in span.steps:
        yield day, after - before
        before = after
