"""The back ends that a config may name, and what the house is to know of each before it is opened.

Light to import: who asks these asks no back end.
"""

from typing import Final

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class BackendKind:
    """What a back end can do, and how a config names its workbooks.

    ``remote``: named by ``workbook.spreadsheet``, reached over a network, and read by people
    between runs, who are to see when the last one was; else it stands at ``workbook.path``: a
    file with one of the ``suffixes``, or, where there are none, whatever the back end makes
    there, a folder say. ``names_once``: a drop-down that is fed from cells shows each text once.
    ``beside``: our tabs may be made in a file beside the staff's, for people to fold back.
    """

    remote: bool = False
    suffixes: tuple[str, ...] = ()
    names_once: bool = False
    beside: bool = False


BACKENDS: Final = {
    "xlsx": BackendKind(suffixes=(".xlsx", ".xlsm"), beside=True),
    "google": BackendKind(remote=True, names_once=True),
}
"""By the name in the config."""

REMOTE: Final = tuple(name for name, kind in BACKENDS.items() if kind.remote)
"""Those whose workbooks are reached over a network."""
