"""Entries that a file of another form told: where balances before and behind a day are equal, and
the clients' amounts of that day, both tell one account, and its entries are the same (design §20).
Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.bank.corrected import Moved
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.payers import are_others
from sheets_sync.bank.readings import agreeing
from sheets_sync.bank.span import Span
from sheets_sync.bank.spans import Spans

Forms = dict[Moved, set[tuple[str, str, str]]]
"""By day and signed amount the form of each file, the payer's account and the fingerprint."""


def same_entries(
    told: Sequence[StandingEntry], span: Span, forms: Forms, spans: Spans
) -> dict[str, str]:
    """By the fingerprint of an entry (``told``: a client's, all of a statement ``span``) that of
    the one which another form told, where surely both are one."""
    by_day: dict[int, dict[int, list[StandingEntry]]] = defaultdict(lambda: defaultdict(list))
    for each in told:
        by_day[each.day][each.amount].append(each)
    found: dict[str, str] = {}
    for day, by_amount in by_day.items():
        others = {
            each.key: each
            for mark in _marks(day, by_amount, span, forms)
            for each in spans.telling(mark)
        }
        for other in others.values():
            found |= _same_of_day(day, by_amount, span, other, forms)
    return found


def _marks(
    day: int, amounts: Mapping[int, Sequence[StandingEntry]], span: Span, forms: Forms
) -> Iterator[str]:
    """The entries of other forms of that day and those amounts."""
    for amount in amounts:
        yield from (mark for form, _, mark in forms[day, amount] if form != span.form)


def _same_of_day(
    day: int,
    by_amount: Mapping[int, Sequence[StandingEntry]],
    span: Span,
    other: Span,
    forms: Forms,
) -> dict[str, str]:
    """The entries of a day that an ``other`` statement has, all of them by their amounts; nothing
    where it is of another account, or has not as many of each."""
    if span.form == other.form or span.is_of_another(other) or span.currency != other.currency:
        return {}
    if not all(agreeing(span, other, day)):
        return {}
    may_be_any = not span.before(day)  # many an account is empty, or new
    found: dict[str, str] = {}
    for amount, entries in by_amount.items():
        there = {mark: payer for _, payer, mark in sorted(forms[day, amount]) if mark in other.told}
        payers = [*there.values()]
        if len(there) != len(entries) or _are_of_others(entries, payers):
            return {}
        if may_be_any and not all(each.payer and each.payer in payers for each in entries):
            return {}
        found |= _paired(entries, there)
    return found


def _paired(entries: Sequence[StandingEntry], there: Mapping[str, str]) -> dict[str, str]:
    """Each of some entries of one amount with one that is ``there`` (by its fingerprint the
    payer), that of its payer first: whose a payment was says whose it is that is taken back."""
    left, found = dict(there), dict[str, str]()
    for by_payer in (True, False):
        for each in (each for each in entries if each.fingerprint not in found):
            mark = next((m for m, payer in left.items() if payer == each.payer or not by_payer), "")
            if mark:
                found[each.fingerprint] = mark
                del left[mark]
    return found


def _are_of_others(entries: Sequence[StandingEntry], payers: Sequence[str]) -> bool:
    """Whether one is of a payer who is surely none of ``payers``, of another form."""
    return any(all(are_others(each.payer, payer) for payer in payers) for each in entries)
