"""Whether all is as the last good run left it: then a run has nothing to do (design §10,
invariant 3), and takes no cell apart to find that out."""

from collections.abc import Collection
from datetime import datetime

from sheets_sync import __version__, workbooks
from sheets_sync.config import Config
from sheets_sync.spreadsheet.protocol import Workbook
from sheets_sync.state.port import Store
from sheets_sync.state.quiet import Quiet, fingerprint
from sheets_sync.state.stamp import last_stamp
from sheets_sync.use_cases.document import Report


class Stillness:
    """The memory of the last run that changed nothing: what it read, what it went by beside
    that (program, config, day, letters), and what it found."""

    def __init__(
        self,
        config: Config,
        store: Store,
        workbook: Workbook,
        moment: datetime,
    ) -> None:
        self._config = config
        self._store = store
        self._workbook = workbook
        self._moment = moment
        self._brought = ""

    def found(self) -> Report | None:
        """What the last run found, where this one would find, and do, the same. Brings what is
        to be read."""
        if stamp_is_old(self._config, self._store, self._moment):
            return None
        before = self._store.runs.quiet()
        self._brought = self._workbook.brings(self._wanted(), before.workbook if before else "")
        if before is None or before.workbook != self._brought:
            return None
        same = before.circumstances == self._circumstances()
        return Report.from_text(before.report) if same else None

    def forget(self) -> None:
        """This run may change something."""
        self._store.runs.keep_quiet(None)

    def keep(self, found: Report) -> None:
        """This run changed nothing, and ``found`` that; no letter moves by itself."""
        if self._brought:
            quiet = Quiet(self._brought, self._circumstances(), found.as_text())
            self._store.runs.keep_quiet(quiet)

    def _circumstances(self) -> str:
        """A fingerprint of all that a run goes by beside the workbook."""
        day = workbooks.day_of(self._config, self._moment)
        return fingerprint(__version__, self._config, day, self._store.letters_fingerprint())

    def _wanted(self) -> Collection[str]:
        return workbooks.wanted_refs(self._config)


def stamp_is_old(config: Config, store: Store, moment: datetime) -> bool:
    """Whether the stamp is to be refreshed by itself (§9): a file nobody sees doing nothing."""
    if config.workbook.backend != "google":
        return False
    last = last_stamp(store.facts)
    return last is None or moment - last >= config.workbook.stamp_every
