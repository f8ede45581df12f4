"""What `sync doctor` looks at of the folder of clients' pages (design §19)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError
from sheets_sync.meter.site import Site
from sheets_sync.state.opening import view_state
from sheets_sync.state.published import pages_in_force
from sheets_sync.system import mode_of
from sheets_sync.use_cases.shared.check import Check
from sheets_sync.voice.counting import counted

_MOST_TOLD: Final = 3
"""Pages that cannot be written, as many as a run tries."""


def pages(config: Config) -> Iterator[Check]:
    """Whether pages can be written, and whether others can find out the addresses of them all."""
    folder = config.publish.folder
    if folder is None:
        return
    # What is missing of its path is made with it.
    there = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    if not there.is_dir():
        cure = "Move it away, or name another in publish.folder."
        yield Check("pages", "bad", f"{there}: it is no folder", cure, exit_code=1)
    elif not os.access(there, os.W_OK | os.X_OK):
        cure = "Give this user the right to write there, or name another in publish.folder."
        yield Check("pages", "bad", f"{there} may not be written", cure, exit_code=1)
    elif there == folder and _others_list(folder):
        told = f"{folder} can be listed or changed by others: they know every page's address"
        yield Check("pages", "warning", told, f"chmod 711 {folder}")
    elif found := [*_blocked(config, folder), *_of_nobody(config, folder)]:
        yield from found
    else:
        yield Check("pages", "good", f"clients' pages go into {folder}")


def _blocked(config: Config, folder: Path) -> Iterator[Check]:
    """The first pages that could not be written, as the next run would find."""
    site, found = Site(folder), 0
    with view_state(config) as store:
        pages = pages_in_force(store.pages().all())
    for each in pages.values():
        try:
            site.look_at(each.token, f"the page of {each.client}")
        except SheetsSyncError as error:
            yield Check("pages", "bad", error.message, error.cure, exit_code=1)
            found += 1
            if found == _MOST_TOLD:
                return


def _of_nobody(config: Config, folder: Path) -> Iterator[Check]:
    """Pages at addresses that the state does not know: nothing writes there any more, and nothing
    takes them down."""
    with view_state(config) as store:
        known = {each.token for each in store.pages().all()}
    if count := Site(folder).others(known):
        told = (
            f"{folder} holds {counted(count, 'page')} at addresses that the state does not know,"
            " of a state that was lost or put back, or of another installation: what stands there"
            " is not kept up"
        )
        cure = (
            "Empty the folder and say `sheets-sync publish`: it writes what it knows anew. Where"
            " another installation publishes there, first give each a folder of its own"
            " (publish.folder, and publish.base_url with it)."
        )
        yield Check("pages", "warning", told, cure)


def _others_list(folder: Path) -> bool:
    """A web server needs to list nothing: it opens what it is asked for."""
    return bool(mode_of(folder) & 0o006)
