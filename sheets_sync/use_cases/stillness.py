"""Whether all is as the last good run left it: then a run has nothing to do (design §10,
invariant 3), and takes no cell apart to find that out."""

from collections.abc import Collection
from datetime import datetime

from sheets_sync import __version__, reckoning
from sheets_sync.config import Config
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.spreadsheet.protocol import Workbook
from sheets_sync.state.port import Store
from sheets_sync.state.quiet import Quiet, fingerprint
from sheets_sync.use_cases.report import Report


class Stillness:
    """The memory of the last run that changed nothing: what it read, what it went by beside
    that (program, config, day, letters), and what it found."""

    def __init__(
        self,
        config: Config,
        store: Store,
        workbook: Workbook,
        desk: NoticeDesk,
        moment: datetime,
    ) -> None:
        self._config = config
        self._store = store
        self._workbook = workbook
        self._desk = desk
        self._day = reckoning.day_of(config, moment)
        self._brought = ""

    def found(self) -> Report | None:
        """What the last run found, where this one would find, and do, the same. Brings what is
        to be read."""
        before, now = self._store.runs.quiet(), self._circumstances()
        self._brought = self._workbook.brings(self._wanted(), before.workbook if before else "")
        if before is None or now is None:
            return None
        same = (before.workbook, before.circumstances) == (self._brought, now)
        return Report.from_text(before.report) if same else None

    def forget(self) -> None:
        """This run may change something."""
        self._store.runs.keep_quiet(None)

    def keep(self, found: Report) -> None:
        """This run changed nothing, and ``found`` that."""
        circumstances = self._circumstances()
        if self._brought and circumstances:
            quiet = Quiet(self._brought, circumstances, found.as_text())
            self._store.runs.keep_quiet(quiet)

    def _circumstances(self) -> str | None:
        """All that a run goes by beside the workbook, as one text; None where a letter is due."""
        letters = self._desk.at_rest()
        if letters is None:
            return None
        return fingerprint(__version__, self._config, self._day, letters)

    def _wanted(self) -> Collection[str]:
        return reckoning.wanted_refs(self._config)
