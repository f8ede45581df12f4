"""That a client is not the new name of another one, as a person said in Send (design §17). Pure.

A no beside a line that asks answers that line alone: it tells one client from one other, and lets
nothing go. What is to go all the same gets a line of its own, and waits there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync.notices.ledger.episodes import Standing
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.notice import Instead, Notice, Reason, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger


def told_apart(notices: Iterable[Notice]) -> frozenset[tuple[str, str]]:
    """The clients of whom a person said that they are none of another name, with that one; both
    folded."""
    said = (each for each in notices if each.instead == Instead.OTHERS)
    return frozenset((each.client, each.about_name) for each in said)


def told_same(notices: Iterable[Notice]) -> frozenset[tuple[str, str]]:
    """The clients of whom a person said whose new name theirs is, with that one; both folded."""
    return frozenset((each.client, each.same_as) for each in notices if each.same_as)


def confirmed(ledger: Ledger) -> frozenset[tuple[str, str]]:
    """The clients of whom a person said that they are one who was asked about, with that one; both
    folded names."""
    return frozenset(
        (each.client, each.about_name)
        for each in ledger.notices
        if each.live and each.approved and each.why_held == Reason.RENAMED
    )


def _called_since(client: str, since: datetime, ledger: Ledger) -> list[str]:
    """The folded names of a client, theirs at the moment ``since`` first, and each that was their
    new one by a person's word of later."""
    names = [client]
    said = (each for each in ledger.notices if each.same_as and each.moment >= since)
    for each in sorted(said, key=lambda each: (each.moment, each.id)):
        if each.same_as == names[-1]:
            names.append(each.client)
    return names


def whose_errand(errand: Errand, ledger: Ledger) -> list[str]:
    """The names (folded) of whom it may be for, by now first: those that its client had since it
    was asked for, and whose the invoice is that a person withdrew. A row that was left in Clients
    under a former name is nobody's."""
    invoice = ledger.issued.get(errand.invoice or 0)
    names = _called_since(errand.client, errand.moment, ledger)[::-1]
    return [*names, *([invoice.client] if invoice is not None else [])]


def after_a_no(
    ledger: Ledger, numbers: Collection[int], now: datetime
) -> tuple[Ledger, tuple[Notice, ...]]:
    """The ledger after a person said no beside the lines of those ``numbers``, and what that
    cancelled; where a line asks nothing, no leaves it waiting."""
    said = {
        each.id: _answered(each, now)
        for each in ledger.notices
        if each.number in numbers and each.why_held == Reason.RENAMED
    }
    after = tuple(said.get(each.id, each) for each in ledger.notices)
    return replace(ledger, notices=after), tuple(said.values())


def _answered(notice: Notice, now: datetime) -> Notice:
    said = f"{Instead.OTHERS}: {notice.about}"
    return replace(notice, state=State.CANCELLED, reason=said, approved=False, moment=now)


def told_apart_in(ledger: Ledger, standings: Sequence[Standing]) -> list[Standing]:
    """The ``standings`` where none may be whom somebody said that they are not; nor, of whom it was
    said who they are, or whose rows theirs were, anybody else by nothing but rows of before: these
    were that one's."""
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for who, other in told_apart(ledger.notices):
        apart[who].add(other)
    said, found = _said(ledger), []
    for each in standings:
        others = apart[each.client]
        weak = each.came_after.keys() - each.heir_of - each.bears - said.get(each.client, set())
        told = _none_of(others | weak if each.bears & others else others, each)
        found.append(_came_after_none(weak, told) if each.client in said else told)
    return found


def _said(ledger: Ledger) -> defaultdict[str, set[str]]:
    """By client those whose new name theirs is, as a person said, or the other way about, for names
    come back: what one had is the other's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in ledger.notices:
        if each.same_as:
            found[each.client].add(each.same_as)
            found[each.same_as].add(each.client)
        elif (owner := ledger.owner(each)) != each.client:
            found[owner].add(each.client)
    return found


def _none_of(others: Collection[str], standing: Standing) -> Standing:
    if not others:
        return standing
    return replace(
        _came_after_none(others, standing),
        met=standing.met.union(others),
        heir_of=standing.heir_of.difference(others),
        bears=standing.bears.difference(others),
    )


def _came_after_none(others: Collection[str], standing: Standing) -> Standing:
    after = {gone: paid for gone, paid in standing.came_after.items() if gone not in others}
    return replace(standing, came_after=after)
