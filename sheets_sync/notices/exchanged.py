"""Whether names were exchanged between rows of Clients, so that one client's letters would go to
another's mailbox, or bear another's details (design §17). Pure.

A client is known by the addresses and the details beside their name. Whoever bears some that were
another's at the last run, and are not that one's any more, may have been exchanged with them: by a
sort of one column alone, a cell put in or taken out of it, two names typed over. Nothing of theirs
goes until they are put back, or a person lets a letter go.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from hashlib import blake2s
from typing import Any, Final, TypeAlias

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book, Client
from sheets_sync.deferred import dataclass
from sheets_sync.notices.money_in import money_in
from sheets_sync.notices.open_invoices import is_paid
from sheets_sync.notices.outbox_ledger import Ledger

Trait: TypeAlias = str
"""An address, or the details, of a client, as a hash: state and backups bear no second copy."""

_EMAIL: Final = "email"
_DETAILS: Final = "details"


Stay: TypeAlias = tuple[datetime | None, datetime | None]
"""From the run that found somebody in Clients (None: the first of all) to the first without."""


@dataclass(frozen=True)
class KnownRow:
    """What a client is known by. ``taken``: what else stands in their row now, and whose (folded
    name) that was, found at ``since``; then ``own`` is as it was before that. ``came``: the run
    that found them in Clients, where one before had not; ``left``: the first without them, of one
    who is gone; then ``heirs`` are the new names that came with anything of theirs since.
    ``stays``: their earlier ones. ``settled``: the number of the last invoice of theirs that a run
    found paid, 0 where none was, None where no run looked."""

    own: frozenset[Trait] = frozenset()
    taken: Mapping[Trait, str] = field(default_factory=dict)
    since: datetime | None = None
    heirs: frozenset[str] = frozenset()
    came: datetime | None = None
    left: datetime | None = None
    settled: int | None = None
    stays: tuple[Stay, ...] = ()

    def beside(self, other: "KnownRow") -> bool:
        """Whether any run found both in Clients."""
        theirs = [*other.stays, (other.came, other.left)]
        return any(
            _overlap(one, two) for one in (*self.stays, (self.came, self.left)) for two in theirs
        )


def _overlap(one: Stay, two: Stay) -> bool:
    return _before(one[0], two[1]) and _before(two[0], one[1])


def _before(came: datetime | None, left: datetime | None) -> bool:
    return came is None or left is None or came < left


KnownRows: TypeAlias = Mapping[str, KnownRow]
"""By client (folded name)."""


@dataclass(frozen=True)
class Exchanged:
    """That a client bears what was that of the client called ``other``, in the column ``field``,
    found by the run at ``since``."""

    other: str
    field: str
    since: datetime | None = None


def rows_known(before: KnownRows, book: Book, ledger: Ledger, now: datetime) -> KnownRows:
    """What clients are known by after a run at ``now`` that read ``book``, ``before`` being what
    the last one left."""
    traits = {fold(each.name): frozenset(_traits(each)) for each in book.clients}
    before = {**before, **dict(_let_go(before, book, ledger))}
    owners = _owners(before)
    known = {
        who: replace(row, left=row.left or now) for who, row in before.items()
    }  # may come back
    paid = _settled(book, ledger)
    for client in book.clients:
        who = fold(client.name)
        was, has = before.get(who, KnownRow()), traits[who]
        taken = {trait: of for trait, of in was.taken.items() if trait in has}
        for trait in has - was.own:
            if of := _loser(trait, who, owners[trait], before, traits):
                taken.setdefault(trait, of)
        came = now if before and (who not in before or was.left) else was.came
        row = KnownRow(was.own, taken, was.since or now) if taken else KnownRow(has)
        stays = (*was.stays, (was.came, was.left)) if was.left else was.stays
        settled = max(was.settled or 0, paid[who])
        known[who] = replace(row, came=came, settled=settled, stays=stays)
    for who, new in traits.items() if before else ():
        gone = {of for trait in new for of in owners[trait] if of not in traits}
        for of in gone if who not in before else ():
            known[of] = replace(known[of], heirs=known[of].heirs | {who})
    return known


def came_with(known: KnownRows) -> dict[str, frozenset[str]]:
    """By each new name the names that are gone since, and had an address or details of its row."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for gone, row in known.items():
        for who in row.heirs:
            found[who].add(gone)
    return {who: frozenset(each) for who, each in found.items()}


def came_after(known: KnownRows, gone: Collection[str]) -> dict[str, dict[str, int | None]]:
    """By each name that came once one of the ``gone`` had left, or in the same run, those who had,
    each with what it had ``settled``: of clients in a workbook none may be another's new name but
    these. Nor is one whom the other ``met`` there, and who only came back."""
    found: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for who, other in _left_before(known):
        if other in gone and not known[who].beside(known[other]):
            found[who][other] = known[other].settled
    return dict(found)


def met(known: KnownRows) -> dict[str, frozenset[str]]:
    """By each client who came back those who had gone by then, and were beside them before."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for who, other in _left_before(known):
        if known[who].beside(known[other]):
            found[who].add(other)
    return {who: frozenset(each) for who, each in found.items()}


def _left_before(known: KnownRows) -> Iterator[tuple[str, str]]:
    """Each client who came at some run, or back, with each of those who had gone by then."""
    left = {who: row.left for who, row in known.items() if row.left}
    for who, row in known.items() if left else ():
        if row.came is not None and row.left is None:
            yield from ((who, other) for other, at in left.items() if row.came >= at)


def exchanged(known: KnownRows, book: Book) -> dict[str, Exchanged]:
    """The clients, by folded name, who may have been exchanged with another one."""
    names = {fold(each.name): each.name for each in book.clients}
    found: dict[str, Exchanged] = {}
    for client in book.clients:
        row = known.get(fold(client.name), KnownRow())
        for trait, column in _traits(client).items():
            if trait in row.taken:
                other = row.taken[trait]
                near = Exchanged(names.get(other, other), column, row.since)
                found.setdefault(fold(client.name), near)
    return found


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
            [row.settled, [[_text(each) for each in stay] for stay in row.stays]],
        ]
        for who, row in known.items()
    }


def from_lists(told: Mapping[str, Any]) -> KnownRows:
    """What ``as_lists`` told; raises ``ValueError`` or ``TypeError`` where it makes no sense."""
    return {who: _row(*each) for who, each in told.items()}


def _row(
    own: Iterable[str],
    taken: Mapping[str, str],
    since: str,
    heirs: Iterable[str] = (),
    came: str = "",
    left: str = "",
    before: tuple[int | None, Iterable[tuple[str, str]]] = (None, ()),
) -> KnownRow:
    settled, stays = before
    return KnownRow(
        frozenset(own), dict(taken), _moment(since), frozenset(heirs), _moment(came), _moment(left),
        settled, tuple((_moment(first), _moment(last)) for first, last in stays),
    )  # fmt: skip


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _settled(book: Book, ledger: Ledger) -> dict[str, int]:
    """By client the number of their latest invoice, where it is paid; else 0."""
    found = {}
    for client, paid in zip(book.clients, money_in(book), strict=True):
        invoice = ledger.invoices.get((fold(client.name), client.currency))
        whole = invoice is not None and is_paid(invoice, paid)
        found[fold(client.name)] = invoice.number if invoice is not None and whole else 0
    return found


def _traits(client: Client) -> dict[Trait, str]:
    """What a client is known by, and the column of each, addresses first."""
    traits = {_hashed(each): _EMAIL for each in client.emails}
    if client.details:
        traits[_hashed(client.details)] = _DETAILS
    return traits


def _hashed(text: str) -> Trait:
    return blake2s(fold(text).encode(), digest_size=8).hexdigest()


def _owners(before: KnownRows) -> defaultdict[Trait, list[str]]:
    owners: defaultdict[Trait, list[str]] = defaultdict(list)
    for who, row in before.items():
        for trait in row.own:
            owners[trait].append(who)
    return owners


def _loser(
    trait: Trait,
    who: str,
    owners: Iterable[str],
    before: KnownRows,
    traits: Mapping[str, frozenset[Trait]],
) -> str:
    """Of whom ``who`` has the trait, where none of its ``owners`` has it any more; else "". A
    client of a new name whose owner is gone is a renamed one (``renames``); so is one who took
    another in and kept something of their own."""
    others = [each for each in owners if each != who]
    if any(trait in traits.get(each, ()) for each in others):
        return ""
    own = before[who].own if who in before else frozenset()
    replaced = bool(own) and not own & traits[who]
    return next((each for each in others if each in traits or replaced), "")


def _let_go(before: KnownRows, book: Book, ledger: Ledger) -> Iterator[tuple[str, KnownRow]]:
    """The rows of ``before`` that a person found to be right: the last letter went where the
    client's row says now, by a word given since the doubt. What came into it since then is in doubt
    anew."""
    if not any(each.taken for each in before.values()):
        return
    last = {each.client: each for each in ledger.gone}  # a former name's was for another row
    for client in book.clients:
        who = fold(client.name)
        row, letter = before.get(who), last.get(who)
        if row is None or row.since is None or letter is None or not letter.approved:
            continue
        if letter.offered >= row.since and {*letter.to} == {*client.emails}:
            own = row.own & frozenset(_traits(client)) | {*row.taken}
            yield who, replace(row, own=own, taken={}, since=None, heirs=frozenset())
