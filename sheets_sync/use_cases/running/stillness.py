"""Whether all is as the last good run left it: then a run has nothing to do (design §10,
invariant 3), and takes no cell apart to find that out."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from sheets_sync import __version__, workbooks
from sheets_sync.config import said
from sheets_sync.state.damage import DamagedError
from sheets_sync.state.quiet import Quiet, fingerprint
from sheets_sync.state.stamp import last_stamp
from sheets_sync.use_cases.shared.document import Report
from sheets_sync.use_cases.shared.office import Office

FORM: Final = 4
"""Of our tabs: where an earlier one was written, there is something to do."""


class Stillness:
    """The memory of the last run that changed nothing: what it read, what it went by beside
    that (program, config, day, letters), and what it found."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._runs = office.store.runs
        self._brought = ""

    def found(self) -> Report | None:
        """What the last run found, where this one would find, and do, the same. Brings what is
        to be read."""
        if stamp_is_old(self._office):
            return None
        before = self._runs.quiet()
        self._brought = self._office.workbook.brings(
            self._wanted(), before.workbook if before else ""
        )
        if before is None or before.workbook != self._brought:
            return None
        try:
            same = before.circumstances == self._circumstances()
        except DamagedError:
            return None  # the run that looks at all of it says what is wrong
        return Report.from_text(before.report) if same else None

    def forget(self) -> None:
        """This run may change something."""
        self._runs.keep_quiet(None)

    def keep(self, found: Report) -> None:
        """This run changed nothing, and ``found`` that; no letter moves by itself."""
        if self._brought:
            quiet = Quiet(self._brought, self._circumstances(), found.as_text())
            self._runs.keep_quiet(quiet)

    def _circumstances(self) -> str:
        """A fingerprint of all that a run goes by beside the workbook."""
        office = self._office
        letters, statements = office.store.letters_fingerprint(), office.statements.seen
        config, pages = said(office.config), _stamp_of(office.config.publish.folder)
        return fingerprint(__version__, FORM, config, office.today, letters, statements, pages)

    def _wanted(self) -> Collection[str]:
        return workbooks.wanted_refs(self._office.config)


def _stamp_of(folder: Path | None) -> tuple[int, int]:
    """What is another where a folder is, or where something in it came or went; zeros where there
    is none."""
    try:
        found = folder.stat() if folder is not None else None
    except OSError:
        found = None
    return (found.st_ino, found.st_mtime_ns) if found is not None else (0, 0)


def stamp_is_old(office: Office) -> bool:
    """Whether the stamp is to be refreshed by itself (§9): a file nobody sees doing nothing."""
    workbook = office.config.workbook
    if not workbook.kind.remote:
        return False
    last = last_stamp(office.store.memories)
    return last is None or office.moment - last >= workbook.stamp_every
