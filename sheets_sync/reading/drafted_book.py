"""A book whose Prices have the drafts, too, as if somebody had entered them (design §18). Pure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import Book
from sheets_sync.deferred import dataclass
from sheets_sync.reading.catalogue import Catalogue
from sheets_sync.reading.cells import Told, rows_of
from sheets_sync.reading.clients import decode_clients
from sheets_sync.reading.drafts import Trial
from sheets_sync.reading.headers import Places, Source
from sheets_sync.reading.prices import decode_prices
from sheets_sync.reading.rules import Rules
from sheets_sync.spreadsheet.protocol import Snapshot


@dataclass(frozen=True)
class DraftedBook:
    """``book`` as if the drafts stood in Prices, the last of them; ``positions`` are theirs in
    ``Book.prices``, ``findings`` those of their rows, of the role "drafts"."""

    book: Book
    positions: tuple[int, ...]
    findings: tuple[Finding, ...]


def drafted_book(
    book: Book, snapshot: Snapshot, places: Places, trial: Trial, rules: Rules, told: Told
) -> DraftedBook:
    """What ``book``, read from ``snapshot``, would be; of its rows none is read again but Clients
    and Prices. ``places`` has the tab of drafts under "drafts"."""
    draft, prices = places.sources["drafts"][0], places.sources["prices"]
    index = len(prices)
    both = Places({**places.sources, "prices": (*prices, _as_prices(draft, trial, index))}, ())
    beside = trial.beside(snapshot)
    clients = decode_clients(rows_of(beside, both, "clients", told), rules)
    services, currencies = _known(book.services), _known(book.currencies)
    read = decode_prices(
        rows_of(beside, both, "prices", told), clients, services, currencies, rules
    )
    made = replace(
        book,
        services=services.names,
        currencies=currencies.names,
        prices=read.table,
        priced_services=read.services,
    )
    theirs = np.flatnonzero(read.table["source"].to_numpy() == index)
    return DraftedBook(
        made,
        tuple(theirs.tolist()),
        tuple(of_drafts(each) for each in read.findings if each.source == index),
    )


def of_drafts(finding: Finding) -> Finding:
    """A finding about a drafted price, found where it stands as one of Prices."""
    return replace(finding, role="drafts", source=0)


def _as_prices(draft: Source, trial: Trial, index: int) -> Source:
    constants = {**draft.constants, **trial.sought.constants}
    return replace(draft, role="prices", index=index, constants=constants)


def _known(names: Sequence[str]) -> Catalogue:
    """A catalogue of names that have their codes already."""
    catalogue = Catalogue()
    for name in names:
        catalogue.code(name)
    return catalogue
