"""Pages of clients who are not in Clients, and stay while it is not known who has their account
now: none goes on asking for money (design §19)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from sheets_sync.meter.away import asking_nothing
from sheets_sync.meter.site import FIRST, Site
from sheets_sync.state.published import PublishedPage
from sheets_sync.words.speaking import Words

_MOVING: Final = "moving"
"""What such a page shows at its head: whoever comes back gets another one."""


def moved_pages(
    pages: Iterable[PublishedPage], away: Collection[str], site: Site, words: Words
) -> Iterator[PublishedPage]:
    """The ``pages`` of the clients who are ``away`` (folded names), as they show that by now.
    Raises ``SheetsSyncError``."""
    for page in pages:
        if not page.shown or page.revoked or page.client not in away:
            continue
        whose = f"the page of {page.client}"
        if site.holds(page.token, FIRST):
            site.amend(page.token, FIRST, whose, lambda old: asking_nothing(old, words))
        _, _, below = page.shown.partition(" ")
        yield replace(page, shown=f"{_MOVING} {below}")
