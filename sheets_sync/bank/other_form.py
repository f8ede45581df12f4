"""Entries that a file of another form told: where balances before and behind a day are equal, and
the clients' amounts of that day, both tell one account, and its entries are the same (design §20).
Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheets_sync.bank.corrected import Moved
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.payers import are_others
from sheets_sync.bank.span import Span
from sheets_sync.bank.spans import Spans, is_no_chance

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
    agreed: dict[str, Mapping[int, int]] = {}
    for day, by_amount in by_day.items():
        others = {
            each.key: each
            for mark in _marks(day, by_amount, span, forms)
            for each in spans.telling(mark)
        }
        for key, other in others.items():
            agreed[key] = agreed[key] if key in agreed else _agreed(span, other)
            if day in agreed[key] and is_no_chance({*agreed[key].values()}):
                same = _same_of_day(day, by_amount, other, forms)
                found |= {} if _are_told_of_another(same.values(), span, spans) else same
    return found


def _agreed(one: Span, other: Span) -> Mapping[int, int]:
    """The days that two statements both tell with one balance before and one behind, and the
    balance before; none where they may not be of one account: of a CSV, too, since the config's
    word may be right."""
    if one.form == other.form or one.currency != other.currency:
        return {}
    if are_others(one.account, other.account):
        return {}
    ours, theirs = ({*each.around()} for each in (one, other))
    return {day: before for day, before, _ in ours & theirs}


def _marks(
    day: int, amounts: Mapping[int, Sequence[StandingEntry]], span: Span, forms: Forms
) -> Iterator[str]:
    """The entries of other forms of that day and those amounts."""
    for amount in amounts:
        yield from (mark for form, _, mark in forms[day, amount] if form != span.form)


def _same_of_day(
    day: int,
    by_amount: Mapping[int, Sequence[StandingEntry]],
    other: Span,
    forms: Forms,
) -> dict[str, str]:
    """The entries of a day that an ``other`` statement has, all of them by their amounts; nothing
    where it has not as many of each."""
    found: dict[str, str] = {}
    for amount, entries in by_amount.items():
        all_forms = sorted(forms[day, amount])
        there = {mark: payer for _, payer, mark in all_forms if mark in other.tells}
        payers = [*there.values()]
        if len(there) != len(entries) or _are_of_others(entries, payers):
            return {}
        found |= _paired(entries, there)
    return found


def _are_told_of_another(rows: Iterable[str], span: Span, spans: Spans) -> bool:
    """Whether the form of a statement tells some rows of another account of ours already: two have
    the same balances, then, and nothing says of which the rows are."""
    telling = (each for row in rows for each in spans.telling(row))
    return any(each.form == span.form and not each.is_of_account(span) for each in telling)


def _paired(entries: Sequence[StandingEntry], there: Mapping[str, str]) -> dict[str, str]:
    """Each of some entries of one amount with one that is ``there`` (by its fingerprint the
    payer), itself and that of its payer first: whose a payment was says whose it is that is taken
    back."""
    found = {each.fingerprint: each.fingerprint for each in entries if each.fingerprint in there}
    left = {mark: payer for mark, payer in there.items() if mark not in found}
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
