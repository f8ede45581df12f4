"""What clients are known by from run to run: their row of Clients, when they came and left, what
they had paid by then, and which rows were theirs when they were asked to pay (design §17). Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any, Final, TypeAlias

from sheets_sync.deferred import dataclass

Trait: TypeAlias = str
"""An address, or the details, of a client, as a hash: state and backups bear no second copy."""

Stay: TypeAlias = tuple[datetime | None, datetime | None]
"""From the run that found somebody in Clients (None: the first of all) to the first without."""


@dataclass(frozen=True)
class KnownRow:
    """What a client is known by. ``taken``: what else stands in their row now, and whose (folded
    name) that was, found at ``since``; then ``own`` is as it was before that. ``came``: the run
    that found them in Clients, where one before had not; ``left``: the first without them, of one
    who is gone; then ``heirs`` are the new names that came with anything of theirs since.
    ``stays``: their earlier ones. ``settled``: the number of the last invoice of theirs that a run
    found paid, 0 where none was, None where no run looked. ``prints``: rows of theirs as they were
    when they were asked for what they owe, and ``bearers`` the names that have come to rows since,
    and have those now. ``filled``: the run that found any row of theirs first; None: none is
    there; then ``emptied`` is the one that found none any more, of who had some."""

    own: frozenset[Trait] = frozenset()
    taken: Mapping[Trait, str] = field(default_factory=dict)
    since: datetime | None = None
    heirs: frozenset[str] = frozenset()
    came: datetime | None = None
    left: datetime | None = None
    settled: int | None = None
    stays: tuple[Stay, ...] = ()
    prints: frozenset[int] = frozenset()
    bearers: frozenset[str] = frozenset()
    filled: datetime | None = None
    emptied: datetime | None = None

    def beside(self, other: "KnownRow") -> bool:
        """Whether any run found both in Clients."""
        theirs = [*other.stays, (other.came, other.left)]
        return any(
            _overlap(one, two) for one in (*self.stays, (self.came, self.left)) for two in theirs
        )

    @property
    def traits(self) -> frozenset[Trait]:
        """What is in it, or was until lately."""
        return self.own.union(self.taken)


def _overlap(one: Stay, two: Stay) -> bool:
    return _before(one[0], two[1]) and _before(two[0], one[1])


def _before(came: datetime | None, left: datetime | None) -> bool:
    return came is None or left is None or came < left


KnownRows: TypeAlias = Mapping[str, KnownRow]
"""By client (folded name)."""


def came_with(known: KnownRows) -> dict[str, frozenset[str]]:
    """By each new name the names that are gone since, and had an address or details of its row."""
    return _by_new_name({gone: row.heirs for gone, row in known.items()})


def bears(known: KnownRows) -> dict[str, frozenset[str]]:
    """By each name that has them now, the names whose rows they were."""
    return _by_new_name({gone: row.bearers for gone, row in known.items() if row.left})


def heirs_of(known: KnownRows, gone: str) -> frozenset[str]:
    """The names that came with anything of one who is gone, in Clients or below."""
    row = known.get(gone, KnownRow())
    return row.heirs | row.bearers


def copied(known: KnownRows) -> dict[str, dict[str, datetime]]:
    """By each client in Clients of whom there is no row those with rows who have an address or
    details of theirs, and since when there are rows: the row may be one that was left there, be the
    other name new or one of before."""
    empty = {who: row for who, row in known.items() if not (row.filled or row.left)}
    have: defaultdict[str, dict[str, datetime]] = defaultdict(dict)
    for who, row in known.items() if empty else ():
        if row.filled and not row.left:
            for each in (*row.traits, *row.taken.values()):
                have[each][who] = row.filled
    found = {}
    for who, row in empty.items():
        of = [have[each] for each in (who, *row.traits) if each in have]
        if of:
            found[who] = {each: since for those in of for each, since in those.items()}
    return found


def rowless(known: KnownRows) -> dict[str, datetime]:
    """Those in Clients who had rows and have none, and since when: these may be another's by now,
    and the row one that was left there."""
    there = {who: row.emptied for who, row in known.items() if not row.left}
    return {who: since for who, since in there.items() if since}


def came_as_left(known: KnownRows, gone: str) -> set[str]:
    """Those who came to Clients, or came back, in the run in which one left, with anything of
    theirs."""
    row, heirs = known.get(gone, KnownRow()), heirs_of(known, gone)
    came = {who: each for who, each in known.items() if row.left and each.came == row.left}
    return {who for who, each in came.items() if who in heirs or each.traits & row.traits}


def _by_new_name(heirs: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for gone, those in heirs.items():
        for who in those:
            found[who].add(gone)
    return {who: frozenset(each) for who, each in found.items()}


def came_after(known: KnownRows, gone: Collection[str]) -> dict[str, dict[str, int | None]]:
    """By each name that came once one of the ``gone`` had left, or in the same run, those who had,
    each with what it had ``settled``: of clients in a workbook none may be another's new name but
    these, and those who bear the other's rows. Nor is one whom the other ``met`` there, and who
    only came back."""
    found: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for who, other in _left_before(known):
        if other in gone and not known[who].beside(known[other]):
            found[who][other] = known[other].settled
    for who, those in bears(known).items():
        found[who] |= {other: known[other].settled for other in those & {*gone}}
    return dict(found)


def met(known: KnownRows) -> dict[str, frozenset[str]]:
    """By each client who came back those who had gone by then, and were beside them before."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for who, other in _left_before(known):
        if known[who].beside(known[other]) and who not in known[other].bearers:
            found[who].add(other)
    return {who: frozenset(each) for who, each in found.items()}


def vacated(known: KnownRows, here: Collection[str]) -> frozenset[str]:
    """Those ``here`` in Clients (folded names) who count as gone: what was theirs another has."""
    return frozenset(who for who in here if who in known and known[who].left is not None)


def _left_before(known: KnownRows) -> Iterator[tuple[str, str]]:
    """Each client who came at some run, or back, with each of those who had gone by then."""
    left = {who: row.left for who, row in known.items() if row.left}
    for who, row in known.items() if left else ():
        if row.came is not None and row.left is None:
            yield from ((who, other) for other, at in left.items() if row.came >= at)


def as_lists(known: KnownRows) -> dict[str, list[object]]:
    """What is known, as JSON takes it."""
    return {
        who: [
            sorted(row.own),
            dict(row.taken),
            _text(row.since),
            sorted(row.heirs),
            _text(row.came),
            _text(row.left),
            [
                row.settled,
                [[_text(each) for each in stay] for stay in row.stays],
                sorted(row.prints),
                sorted(row.bearers),
                _text(row.filled),
                _text(row.emptied),
            ],
        ]
        for who, row in known.items()
    }


def from_lists(told: Mapping[str, Any]) -> KnownRows:
    """What ``as_lists`` told; raises ``ValueError`` or ``TypeError`` where it makes no sense."""
    return {who: _row(*each) for who, each in told.items()}


_NOTHING_MORE: Final[Sequence[Any]] = (None, (), (), (), "", "")
"""Of a state of before."""


def _row(
    own: Iterable[str],
    taken: Mapping[str, str],
    since: str,
    heirs: Iterable[str] = (),
    came: str = "",
    left: str = "",
    more: Sequence[Any] = (),
) -> KnownRow:
    settled, stays, prints, bearers, filled, emptied = (*more, *_NOTHING_MORE[len(more) :])
    return KnownRow(
        frozenset(own), dict(taken), _moment(since), frozenset(heirs), _moment(came), _moment(left),
        settled, tuple((_moment(first), _moment(last)) for first, last in stays),
        frozenset(prints), frozenset(bearers), _moment(filled), _moment(emptied),
    )  # fmt: skip


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
