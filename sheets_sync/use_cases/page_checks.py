"""What `sync doctor` looks at of the folder of clients' pages (design §19)."""

import os
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.config import Config
from sheets_sync.system import mode_of
from sheets_sync.use_cases.check import Check


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
    elif not os.access(there, os.W_OK):
        cure = "Give this user the right to write there, or name another in publish.folder."
        yield Check("pages", "bad", f"{there} may not be written", cure, exit_code=1)
    elif there == folder and _others_list(folder):
        found = f"{folder} can be listed or changed by others: they know every page's address"
        yield Check("pages", "warning", found, f"chmod 711 {folder}")
    else:
        yield Check("pages", "good", f"clients' pages go into {folder}")


def _others_list(folder: Path) -> bool:
    """A web server needs to list nothing: it opens what it is asked for."""
    return bool(mode_of(folder) & 0o006)
