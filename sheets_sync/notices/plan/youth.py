"""What of the accounts is younger than ``notices.settle``: no letter goes on it (design §17). Pure.

A letter waits while anything that its figures rest on was first seen, or changed, within
``settle``. An account that is never at rest cannot starve: once each run for 4 × ``settle`` has
found young charges in it, its letters go on figures without these. Payments and cells of Clients
are never left out: nobody is asked for what they have just paid.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import mixed
from sheets_sync.billing.tables import Book, Client
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.lost_payments import (
    PaidInvoices,
    settled_as_lists,
    settled_from_lists,
)
from sheets_sync.notices.invoices.money_in import Carried
from sheets_sync.notices.plan.moved_charges import Charge, Seen, charges_without, moved_charges
from sheets_sync.notices.whose.belongings import Belongings
from sheets_sync.notices.whose.exchanged import Exchanged
from sheets_sync.notices.whose.known_currencies import known_currencies, were_in
from sheets_sync.notices.whose.known_rows import KnownRows, as_lists, from_lists
from sheets_sync.notices.whose.strays import FoundStray
from sheets_sync.notices.whose.taken_in import (
    NOBODY_MERGED,
    Merged,
    Mergers,
    mergers_as_lists,
    mergers_from_lists,
)

_JITTER: Final = timedelta(seconds=5)

_PATIENCE: Final = 4
_CROWD: Final = 500
"""So many new charges of one account at once are an import: it has to stand as a whole."""


def ripe_after(settle: timedelta) -> timedelta:
    """How old is old enough: scheduled runs are a tick more or less apart, and as far apart as
    ``settle`` is long enough."""
    return settle - min(_JITTER, settle / 10)


@dataclass(frozen=True)
class Youth:
    """What is younger than ``settle``, by client (folded name): ``charges``, and the ``restless``,
    of whom something else is. ``overdue`` are those whose letters go without young charges,
    ``were_in`` the currency of those who had another one before, ``exchanged`` with whom clients
    may have been, each until a person says yes. ``heir_of``: the names that are gone, and whose
    addresses or details a new one came with; ``came_after``: the names of before that had gone by
    the time when a new one came, and were asked to pay, and whom a client ``met`` and came back
    without, and whose rows one ``bears``, each as ``Standing`` has it; ``merged``: whose rows
    became whose; ``names`` as people typed them, of clients who are gone, too. Payments of the
    ``short`` stand under a name of nobody. ``vacated`` are those whose row of Clients was left
    there, while what was theirs another bears: they count as gone. ``left``: when each who is gone
    was found to be; ``copied``: of whose rows of Clients others have something, see there, as of
    the ``emptied``.
    ``lost``: which payment is gone (see ``lost_payments``); ``carried``: the rows that an opening
    stands for."""

    charges: Mapping[str, tuple[Charge, ...]] = field(default_factory=dict)
    restless: frozenset[str] = frozenset()
    overdue: frozenset[str] = frozenset()
    were_in: Mapping[str, str] = field(default_factory=dict)
    exchanged: Mapping[str, Exchanged] = field(default_factory=dict)
    heir_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    came_after: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    met: Mapping[str, frozenset[str]] = field(default_factory=dict)
    merged: Merged = NOBODY_MERGED
    names: Mapping[str, str] = field(default_factory=dict)
    bears: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vacated: frozenset[str] = frozenset()
    left: Mapping[str, datetime] = field(default_factory=dict)
    copied: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)
    emptied: Mapping[str, datetime] = field(default_factory=dict)
    short: frozenset[str] = frozenset()
    lost: Mapping[str, str] = field(default_factory=dict)
    carried: Carried = field(default_factory=dict)

    def name_of(self, client: str) -> str:
        """The name of a client, there or gone, as it was typed last."""
        return self.names.get(client, client)

    def left_out(self, client: str) -> tuple[Charge, ...]:
        """The charges that the client's letters are to go without; () where they wait, or where
        nothing is young."""
        goes = client in self.overdue and client not in self.restless
        return self.charges.get(client, ()) if goes else ()

    def touches(self, client: str) -> bool:
        """Whether anything that the client's figures rest on is young."""
        return client in self.charges or client in self.restless


NOTHING_YOUNG: Final = Youth()


@dataclass(frozen=True)
class Sightings:
    """What a run leaves of this to the next: when each young charge was first seen, since when
    the restless are so, since when each run has found young charges of a client, what each
    client's own cells and payments come to, the currency that each is known to have, what else
    each is known by, whose rows became whose, and whose they are; and the ``names`` of all clients
    ever seen, by the folded ones, as they were typed last; what has ``settled`` invoices; and of
    whom the rows under names of nobody were ``found``."""

    charges: tuple[Seen, ...] = ()
    restless: Mapping[str, datetime] = field(default_factory=dict)
    busy: Mapping[str, datetime] = field(default_factory=dict)
    prints: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    rows: KnownRows = field(default_factory=dict)
    took: Mergers = field(default_factory=dict)
    owned: Belongings = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    settled: PaidInvoices = field(default_factory=dict)
    found: tuple[FoundStray, ...] = ()

    def as_text(self) -> str:
        """All of it, as one text."""
        return json.dumps(
            {
                "charges": [[who, *what, _text(at)] for who, what, at in self.charges],
                "restless": {who: _text(at) for who, at in self.restless.items()},
                "busy": {who: _text(at) for who, at in self.busy.items()},
                "prints": dict(self.prints),
                "currencies": dict(self.currencies),
                "rows": as_lists(self.rows),
                "took": mergers_as_lists(self.took),
                "owned": dict(self.owned),
                "names": dict(self.names),
                "settled": settled_as_lists(self.settled),
                "found": self.found,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_text(cls, text: str) -> "Sightings":
        """What ``as_text`` told; raises ``ValueError`` or ``TypeError`` where it makes no sense."""
        told = json.loads(text)
        charges = (
            (who, Charge(int(day), service, int(amount)), datetime.fromisoformat(at))
            for who, day, service, amount, at in told["charges"]
        )
        restless, busy = (
            {who: datetime.fromisoformat(at) for who, at in told[name].items()}
            for name in ("restless", "busy")
        )
        currencies, rows = told.get("currencies", {}), from_lists(told.get("rows", {}))
        took, owned = mergers_from_lists(told.get("took", {})), dict(told.get("owned", {}))
        names, prints = dict(told.get("names", {})), told["prints"]
        settled = settled_from_lists(told.get("settled", {}))
        found = tuple(FoundStray.from_list(each) for each in told.get("found", ()))
        return cls(
            tuple(charges), restless, busy, prints, currencies, rows, took, owned, names, settled,
            found,
        )  # fmt: skip

    def were_in(self, book: Book) -> dict[str, str]:
        """By client, the currency that they are known to have, where their cell says another."""
        return were_in(self.currencies, book)

    def youth(self, now: datetime, settle: timedelta) -> Youth:
        """What of it is young at ``now``."""
        young = ripe_after(settle)
        charges: defaultdict[str, list[Charge]] = defaultdict(list)
        for who, what, at in self.charges:
            if now - at < young:
                charges[who].append(what)
        patience = _PATIENCE * young
        return Youth(
            {who: tuple(each) for who, each in charges.items()},
            frozenset(who for who, at in self.restless.items() if now - at < young),
            frozenset(who for who, at in self.busy.items() if now - at >= patience),
        )


def sightings(
    before: Sightings | None,
    changes: Changes,
    book: Book,
    terms: Terms,
    now: datetime,
    settle: timedelta,
    mailed: Mapping[str, str],
) -> Sightings:
    """What a run at ``now`` leaves, that found ``changes`` in Log since the last one, which left
    ``before``. Without that nothing is young: nobody can tell. ``mailed`` is the currency of each
    client's last letter."""
    prints = _prints(book, terms)
    currencies = known_currencies(before.currencies if before else {}, book, mailed)
    if before is None:
        return Sightings(prints=prints, currencies=currencies)
    came, went, robbed = moved_charges(changes)
    known = before.youth(now, settle)
    young = [each for each in before.charges if each[1] in known.charges.get(each[0], ())]
    charges = charges_without(young, went)
    restless = {who: at for who, at in before.restless.items() if who in known.restless}
    moved = {who for who, text in prints.items() if before.prints.get(who) != text}
    for who, new in came.items():
        if len(new) > _CROWD:
            moved.add(who)
        else:
            charges += [(who, each, now) for each in new]
    restless |= dict.fromkeys((*moved, *robbed), now)
    busy = {who: before.busy.get(who, now) for who, _, _ in charges}
    return Sightings(tuple(charges), restless, busy, prints, currencies)


def _prints(book: Book, terms: Terms) -> dict[str, str]:
    """By client, all that their figures rest on beside charges, as a text to compare."""
    paid = _payments(book)
    return {
        (who := fold(client.name)): f"{_cells(client, terms)} {paid[code]}{book.ahead.get(who, '')}"
        for code, client in enumerate(book.clients)
    }


def _cells(client: Client, terms: Terms) -> str:
    bar = terms.re_arm.get(client.currency)
    return f"{client.currency} {client.threshold} {client.credit_limit} {client.topup} {bar}"


def _payments(book: Book) -> list[str]:
    """By client code, the payments as one sum of hashes: their order does not matter."""
    client, *columns = (
        book.payments[name].to_numpy() for name in ("client", "day", "kind", "amount")
    )
    sums = np.zeros(len(book.clients), np.uint64)
    np.add.at(sums, client, mixed(*columns))
    return [f"{each:x}" for each in sums.tolist()]


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
