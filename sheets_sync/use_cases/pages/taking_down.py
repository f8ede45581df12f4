"""Pages that serve nobody any more, taken down: revoked ones, and those of clients who are gone."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sheets_sync.errors import SheetsSyncError
from sheets_sync.meter.site import Site
from sheets_sync.state.port import Pages
from sheets_sync.state.published import PublishedPage


def take_down(
    pages: Pages, serving: Collection[str], site: Site, names: Mapping[str, str]
) -> Iterator[str]:
    """Take down what is revoked, and what shows a client who is not among those ``serving`` (folded
    names). Sentences about what was in the way; who is called how, ``names`` tell. What could not
    be taken down is tried again by the next run, and keeps nothing else from being written."""
    for page in pages.all():
        if page.revoked or (page.shown and page.client not in serving):
            try:
                yield from _taken_down(page, pages, site, names.get(page.client, page.client))
            except SheetsSyncError as error:
                yield f"{error.message} {error.cure}"


def _taken_down(page: PublishedPage, pages: Pages, site: Site, name: str) -> Iterator[str]:
    if not site.remove(page.token, f"the old page of {name}"):
        yield (
            f"The old page of {name} is gone; its folder holds files that are not ours, and stays."
        )
    if page.revoked:
        pages.forget([page])
    else:
        pages.put([replace(page, shown="")])
