"""A book whose Prices have the drafts, too, as if somebody had entered them (design §18). Pure."""

from dataclasses import replace

import numpy as np

from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import Book
from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import Told
from sheets_sync.reading.decode import decode_prices_again
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.drafts import Trial
from sheets_sync.reading.sources.places import Places, Source
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
    made = decode_prices_again(book, beside, both, rules, told=told)
    theirs = np.flatnonzero(made.prices["source"].to_numpy() == index)
    found = (each for each in made.findings if each.role == "prices" and each.source == index)
    return DraftedBook(made, tuple(theirs.tolist()), tuple(map(of_drafts, found)))


def of_drafts(finding: Finding) -> Finding:
    """A finding about a drafted price, found where it stands as one of Prices."""
    return replace(finding, role="drafts", source=0)


def _as_prices(draft: Source, trial: Trial, index: int) -> Source:
    constants = {**draft.constants, **trial.sought.constants}
    return replace(draft, role="prices", index=index, constants=constants)
