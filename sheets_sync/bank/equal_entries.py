"""Which of equal entries without a number each one of a statement is: one that another file told,
or one of its own (design §20). Pure.

Where one of two statements has all that the other has of a day, equal ones are counted. Where each
has a part of it, the balance before an entry tells which it is: no two of one account met the same
one, unless it came back to that in between.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from sheets_sync.bank.span import CSV, Span
from sheets_sync.bank.spans import Placement, Spans


@dataclass(frozen=True, slots=True)
class Equal:
    """One of equal entries: its fingerprint, whether it may all the same be one that another
    statement told, and ``behind`` how many that are surely others."""

    mark: str
    doubtful: bool = False
    behind: int = 0


def equal_entries(
    spans: Spans, span: Span, kin: str, day: int, mark_of: Callable[[int], str]
) -> list[Equal]:
    """All entries of a ``kin`` without a number, of one ``day``, that a statement tells, in their
    order. ``mark_of``: the fingerprint of the first, second… of all equal ones."""
    lie = spans.lying(span, kin)
    overlapping = lie[Placement.OVERLAPPING]
    whole = [each for each in overlapping if _share_an_end(span, each, day)]
    in_part = [each for each in overlapping if each not in whole]
    apart = lie[Placement.APART]
    known = _by_balance(span, whole, in_part, apart, kin)
    unused = _unused(mark_of, {*_marks(chain(*lie.values()), kin)})
    met = {*known.values()}
    counted = [mark for mark in _marks(whole, kin) if mark not in met]
    by_chance = [each for each in whole if not _has_surely_all(span, each, day)]
    elsewhere = _met_another(span, by_chance, kin).intersection(counted)
    left = iter([mark for mark in counted if mark not in elsewhere])
    unordered = span.form == CSV and kin not in span.levels
    unclear = bool(in_part or lie[Placement.UNCLEAR] or elsewhere or (unordered and apart))
    found = []
    for at in range(span.times(kin)):
        if mark := known.get(at) or next(left, ""):
            found.append(Equal(mark))
        else:
            may_be = any(span.stands_at(each, kin, at) for each in apart)
            found.append(Equal(next(unused), unclear or may_be))
    return found


def _share_an_end(one: Span, other: Span, day: int) -> bool:
    """Whether two that overlap both have the beginning of a day, or both its end, or one all of it:
    then one has all that the other has."""
    begun = one.before(day) == other.before(day) or max(one.begins, other.begins) < day
    ended = one.before(day + 1) == other.before(day + 1) or min(one.ends, other.ends) > day
    return begun or ended or any(each.begins < day < each.ends for each in (one, other))


def _has_surely_all(one: Span, other: Span, day: int) -> bool:
    """Whether of two that share an end no chance made it: both began before the day, or with one
    balance, and one tells all amounts that the other tells. A bank may sort a day anew, or book a
    fee before what it told."""
    amounts, others = (Counter(each.moved.get(day, ())) for each in (one, other))
    nested = amounts <= others or others <= amounts
    return max(one.begins, other.begins) < day or (one.before(day) == other.before(day) and nested)


def _met_another(span: Span, whole: Iterable[Span], kin: str) -> set[str]:
    """The fingerprints of a kin of which the balances are known, in a CSV: its rows stand as they
    came, so that one which met another balance is another one, where equal ends may be chance."""
    in_order = span.form == CSV and kin in span.levels
    return {*_marks((each for each in whole if in_order and kin in each.levels), kin)}


def _by_balance(
    span: Span, whole: Iterable[Span], in_part: Iterable[Span], apart: Iterable[Span], kin: str
) -> dict[int, str]:
    """By the place of an entry of a kin the fingerprint of the one that met the same balance: one
    by one where they are in order, else where one alone met it, and none that is surely another:
    what came in between may have led back to it."""
    came_back = {balance for each in apart for balance in each.levels.get(kin, ())}
    places: dict[int, list[int]] = defaultdict(list)
    for at, balance in enumerate(span.levels.get(kin, ())):
        places[balance].append(at)
    found: dict[int, str] = {}
    used: set[str] = set()
    for each, in_order in (*((one, True) for one in whole), *((one, False) for one in in_part)):
        for balance, marks in _met_by(each, kin).items():
            there = places[balance]
            alone = len(there) == len(marks) == 1 and balance not in came_back
            if in_order or alone:
                for at, mark in zip(there, marks, strict=False):
                    if at not in found and mark not in used:
                        found[at] = mark
                        used.add(mark)
    return found


def _met_by(span: Span, kin: str) -> Mapping[int, list[str]]:
    """By balance the fingerprints of a kin that met it; nothing where the balances are not all
    known."""
    balances, marks = span.levels.get(kin, ()), [*_marks([span], kin)]
    found: dict[int, list[str]] = defaultdict(list)
    if len(balances) == len(marks):
        for balance, mark in zip(balances, marks, strict=True):
            found[balance].append(mark)
    return found


def _marks(spans: Iterable[Span], kin: str) -> Iterator[str]:
    """The fingerprints of a kin that statements tell, each once."""
    yield from dict.fromkeys(
        mark for each in spans for mark, told in each.told.items() if told == kin
    )


def _unused(mark_of: Callable[[int], str], told: Collection[str]) -> Iterator[str]:
    return (mark for number in count(1) if (mark := mark_of(number)) not in told)
