"""When what is young was first seen, kept from run to run (design §17)."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.notices.invoices.lost_payments import lost, paid_with
from sheets_sync.notices.invoices.money_in import Carried
from sheets_sync.notices.plan.youth import Sightings, Youth, ripe_after, sightings
from sheets_sync.notices.whose.belongings import belongings, moved_rows
from sheets_sync.notices.whose.doubled import doubled
from sheets_sync.notices.whose.exchanged import Exchanged, came_with_theirs, exchanged, rows_known
from sheets_sync.notices.whose.known_rows import (
    bears,
    came_after,
    came_with,
    copied,
    met,
    rowless,
    vacated,
)
from sheets_sync.notices.whose.strays import found_by, lacked, strays_of
from sheets_sync.notices.whose.taken_in import Mergers, inherited, merged, taken_in
from sheets_sync.notices.whose.telling_apart import told_same
from sheets_sync.use_cases.shared.office import Office

_KEY: Final = "notices.sightings"


def sighted(office: Office, book: Book, bank: int, changes: Changes, carried: Carried) -> Sightings:
    """What this run leaves of young figures, ``changes`` being those of Log since the last one;
    ``bank`` is the source of payments that the tab Bank is, ``carried`` as ``Youth`` has it."""
    config = office.config
    settle = config.notices.settle
    terms, ledger = config.terms(), office.desk.ledger()
    before, now = _known(office), office.moment
    seen = sightings(before, changes, book, terms, now, settle, ledger.mailed_in)
    known = before or Sightings()
    strays = strays_of(known.owned, book, changes, known.found)
    lacking = lacked(strays)
    moved = moved_rows(known.owned, changes, book, known.prints, lacking)
    return replace(
        seen,
        rows=rows_known(known.rows, book, ledger, now),
        took=taken_in(known.took, moved, known.prints, book, now),
        owned=belongings(known.owned, changes, book, lacking),
        names={**known.names, **{fold(each.name): each.name for each in book.clients}},
        settled=paid_with(known.settled, book, bank, ledger, now, carried),
        found=found_by(strays),
    )


def youth_in(
    office: Office, seen: Sightings, book: Book, short: Collection[str], carried: Carried
) -> Youth:
    """What letters are to know of that: whose figures are young, who may be whose new name, and
    whose rows became whose; ``short`` and ``carried`` as ``Youth`` has them."""
    ledger, rows = office.desk.ledger(), seen.rows
    taken = merged(_others(seen.took, told_same(ledger.notices)), book)
    settle = office.config.notices.settle
    return replace(
        seen.youth(office.moment, settle),
        exchanged={who: _as_typed(each, seen) for who, each in exchanged(rows, book).items()},
        heir_of=came_with(rows),
        came_after=came_after(rows, {who for who, _ in (*ledger.invoices, *ledger.statements)}),
        met=met(rows),
        merged=replace(taken, doubled=doubled(rows, seen.owned, book)),
        names=seen.names,
        bears=bears(rows),
        short=frozenset(short),
        vacated=vacated(rows, {fold(each.name) for each in book.clients}),
        copied=copied(rows),
        emptied=rowless(rows),
        lost=lost(seen.settled, book, ledger, ripe_after(settle), carried),
        carried=carried,
        left={who: row.left for who, row in rows.items() if row.left},
    )


def _as_typed(taken: Exchanged, sightings: Sightings) -> Exchanged:
    """With the other client's name as it was typed, who may be gone."""
    return replace(taken, other=sightings.names.get(fold(taken.other), taken.other))


def _others(took: Mergers, same: Collection[tuple[str, str]]) -> Mergers:
    """Whose rows became whose, but for a client's own of before, under another name; those that
    they took in under that are theirs."""
    known = {who: dict(those) for who, those in took.items()}
    for _ in same:  # a name may be the new one of a new one
        for who, former in same:
            inherited(known, who, former)
    return {
        who: {gave: each for gave, each in those.items() if (who, gave) not in same}
        for who, those in known.items()
    }


def remember_sightings(office: Office, seen: Sightings) -> None:
    """Keep that for the next run."""
    text = seen.as_text()
    if office.store.memories.recall(_KEY) != text:
        office.store.memories.remember(_KEY, text)


def came_as_they_went(office: Office, book: Book, gone: Collection[str]) -> dict[str, set[str]]:
    """By each of the folded names that are ``gone`` who came with an address or details of theirs,
    in this run or since."""
    known = _known(office)
    return came_with_theirs(known.rows, book, gone) if known else {}


def _known(office: Office) -> Sightings | None:
    """What the last good run left; None where it left none, or nothing that makes sense."""
    text = office.store.memories.recall(_KEY)
    with suppress(ValueError, TypeError, KeyError):
        return Sightings.from_text(text) if text else None
    return None
