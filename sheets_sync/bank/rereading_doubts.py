"""Entries of files that may be rows which other rules of the config read, and that no balance tells
apart from them (design §20). Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.readings import ToldNow, agreeing, readings
from sheets_sync.bank.span import Span

_Moved = tuple[int, int]
"""Day and signed amount."""


def doubtful(
    told: Sequence[ToldNow],
    known: Sequence[Span],
    rows: Mapping[str, StandingEntry],
    rules: Collection[str],
) -> Iterator[int]:
    """The places of entries that were told likewise by other rules than those of their file: of the
    day and amount of a row of the ``known`` statements, or of an entry in a file before it. Where
    both accounts are called otherwise, one of the rules has to be none of the config's any more
    (``rules``), or the balances have to say that it is the same account."""
    for number, now in enumerate(told):
        if now.entries:
            amounts = {each.entry.signed for each in now.entries}
            like = {*_in_rows(known, _of_amounts(rows, amounts), now.span, rules)}
            like |= {*_in_files(told[:number], now.span)}
            yield from (
                each.place for each in now.entries if (each.entry.day, each.entry.signed) in like
            )


def _of_amounts(
    rows: Mapping[str, StandingEntry], amounts: Collection[int]
) -> dict[str, StandingEntry]:
    return {mark: row for mark, row in rows.items() if row.amount in amounts}


def _in_rows(
    known: Sequence[Span], rows: Mapping[str, StandingEntry], now: Span, rules: Collection[str]
) -> Iterator[_Moved]:
    """Days, as ``now`` has them, and amounts of rows by other rules."""
    for before in known:
        if (before.form, before.layout) == (now.form, now.layout) or before.is_of_another(now):
            continue
        there = [rows[mark] for mark in before.told if mark in rows]
        ours = before.is_of_account(now)
        may_be = before.form == now.form and (ours or before.layout not in rules)
        for read in readings(before, now) if there else ():
            days = {was: day for day, was in read.was.items()}
            for day, amount in ((days.get(each.day, 0), each.amount) for each in there):
                if may_be or all(agreeing(read.span, now, day)):
                    yield day, amount


def _in_files(told: Sequence[ToldNow], now: Span) -> Iterator[_Moved]:
    for each in told:
        if each.span.form == now.form and each.span.layout != now.layout:
            for one in each.entries:
                day = one.entry.day
                if each.span.is_of_account(now) or all(agreeing(each.span, now, day)):
                    yield day, one.entry.signed
