"""Whether names were exchanged between rows of Clients, so that one client's letters would go to
another's mailbox, or bear another's details (design §17). Pure.

A client is known by the addresses and the details beside their name. Whoever bears some that were
another's at the last run, and are not that one's any more, may have been exchanged with them: by a
sort of one column alone, a cell put in or taken out of it, two names typed over. Nothing of theirs
goes until they are put back, or a person lets a letter go.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2s
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book, Client
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.money_in import money_in
from sheets_sync.notices.invoices.open_invoices import is_paid
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.whose.known_rows import KnownRow, KnownRows, Trait
from sheets_sync.notices.whose.row_bearers import Borne, rows_borne
from sheets_sync.notices.whose.telling_apart import told_apart

_EMAIL: Final = "email"
_DETAILS: Final = "details"


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
    before = {**before, **dict(_let_go(before, book, ledger))}
    settled = {who: row.settled for who, row in before.items()} | _settled(before, book, ledger)
    borne = rows_borne(before, settled, book, ledger, now)
    apart = told_apart(ledger.notices)
    here = [each for each in book.clients if not _vacated(fold(each.name), borne, apart)]
    traits = {fold(each.name): frozenset(_traits(each)) for each in here}
    owners = _owners(before)
    known = {
        who: replace(row, left=row.left or now) for who, row in before.items()
    }  # may come back
    for who, has in traits.items():
        was = before.get(who, KnownRow())
        taken = {trait: of for trait, of in was.taken.items() if trait in has}
        for trait in has - was.own:
            if of := _loser(trait, who, owners[trait], before, traits):
                taken.setdefault(trait, of)
        came = now if before and (who not in before or was.left) else was.came
        row = KnownRow(was.own, taken, was.since or now) if taken else KnownRow(has)
        stays = (*was.stays, (was.came, was.left)) if was.left else was.stays
        known[who] = replace(row, came=came, stays=stays)
    for who, new in traits.items() if before else ():
        gone = {of for trait in new for of in owners[trait] if of not in traits}
        for of in gone if who not in before else ():
            known[of] = replace(known[of], heirs=known[of].heirs | {who})
    return {
        who: replace(
            row,
            settled=settled[who],
            prints=borne.prints.get(who, frozenset()),
            bearers=borne.bearers.get(who, frozenset()),
            filled=borne.filled.get(who),
            emptied=borne.emptied.get(who),
        )
        for who, row in known.items()
    }


def came_with_theirs(before: KnownRows, book: Book, gone: Collection[str]) -> dict[str, set[str]]:
    """By each of the names that are ``gone`` who has come with an address or details of its row,
    now or, as the runs ``before`` left it, since (folded names)."""
    new = [each for each in book.clients if fold(each.name) not in before]
    traits = {fold(each.name): frozenset(_traits(each)) for each in new}
    here = {fold(each.name) for each in book.clients}
    rows = {name: before.get(name, KnownRow()) for name in gone}
    return {
        name: {who for who, has in traits.items() if has & row.own} | (row.heirs & here)
        for name, row in rows.items()
    }


def _vacated(who: str, borne: Borne, apart: Collection[tuple[str, str]]) -> bool:
    """Whether another has the rows of one, of whom nobody said that they are somebody else."""
    return any((each, who) not in apart for each in borne.bearers.get(who, ()))


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


def _settled(before: KnownRows, book: Book, ledger: Ledger) -> dict[str, int]:
    """By client the number of their latest invoice that a run found paid; 0: of none."""
    found = {}
    for client, paid in zip(book.clients, money_in(book), strict=True):
        invoice = ledger.invoices.get((fold(client.name), client.currency))
        whole = invoice is not None and is_paid(invoice, paid)
        latest = invoice.number if invoice is not None and whole else 0
        who = fold(client.name)
        found[who] = max(before.get(who, KnownRow()).settled or 0, latest)
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
