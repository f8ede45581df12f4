"""Entries of files that may be rows which other rules of the config read, and that no balance tells
apart from them (design §20). Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sheets_sync.bank.dated_otherwise import DAYS_BETWEEN, are_of_one_payment, balances_part
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.readings import PlacedEntry, ToldNow, agreeing, readings
from sheets_sync.bank.span import Span

_ToldBefore = tuple[StandingEntry, Span]
"""An entry, and the statement that told it."""


def doubtful(
    told: Sequence[ToldNow],
    known: Sequence[Span],
    rows: Mapping[str, StandingEntry],
    rules: Collection[str],
) -> Iterator[int]:
    """The places of entries that were told likewise by other rules than those of their file: of the
    day and amount of a row of the ``known`` statements, or of an entry in a file before it, or of a
    day near that (one column has the day of booking, one that of value). Where both accounts are
    called otherwise, one of the rules has to be none of the config's any more (``rules``), or the
    balances have to say that it is the same account."""
    for number, now in enumerate(told):
        if now.entries:
            amounts = {each.entry.signed for each in now.entries}
            like = [*_in_rows(known, _of_amounts(rows, amounts), now.span, rules)]
            like += _in_files(told[:number], now.span)
            by_amount: dict[int, list[_ToldBefore]] = defaultdict(list)
            for each in like:
                by_amount[each[0].amount].append(each)
            for one in now.entries:
                mine = _standing(one, now.span)
                if any(_may_be(mine, now.span, *each) for each in by_amount[mine.amount]):
                    yield one.place


def _may_be(one: StandingEntry, now: Span, other: StandingEntry, before: Span) -> bool:
    """Whether both may be one: of one day; or of days near each other in files of one form, which
    the balances do not part (of two forms: ``DatedEntries``)."""
    if one.day == other.day:
        return True
    near = now.form == before.form and abs(one.day - other.day) <= DAYS_BETWEEN
    alike = near and are_of_one_payment(one, other)
    return alike and not balances_part(now, one.day, before, other.day)


def _standing(one: PlacedEntry, span: Span) -> StandingEntry:
    told = one.entry
    whose = told.party.account, "", told.purpose
    return StandingEntry("", span.form, told.day, told.signed, span.currency, *whose)


def _of_amounts(
    rows: Mapping[str, StandingEntry], amounts: Collection[int]
) -> dict[str, StandingEntry]:
    return {mark: row for mark, row in rows.items() if row.amount in amounts}


def _in_rows(
    known: Sequence[Span], rows: Mapping[str, StandingEntry], now: Span, rules: Collection[str]
) -> Iterator[_ToldBefore]:
    """Rows by other rules, of days as ``now`` has them."""
    for before in known:
        if (before.form, before.layout) == (now.form, now.layout) or before.is_of_another(now):
            continue
        there = [rows[mark] for mark in before.told if mark in rows]
        ours = before.is_of_account(now)
        may_be = before.form == now.form and (ours or before.layout not in rules)
        for read in readings(before, now) if there else ():
            days = {was: day for day, was in read.was.items()}
            for row in (replace(each, day=days.get(each.day, 0)) for each in there):
                if may_be or all(agreeing(read.span, now, row.day)):
                    yield row, read.span


def _in_files(told: Sequence[ToldNow], now: Span) -> Iterator[_ToldBefore]:
    for each in told:
        if each.span.form == now.form and each.span.layout != now.layout:
            for one in each.entries:
                day = one.entry.day
                if each.span.is_of_account(now) or all(agreeing(each.span, now, day)):
                    yield _standing(one, each.span), each.span
