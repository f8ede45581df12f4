"""One run, top to bottom (design §10).

lock (see ``now``) → read (one batch) → decode → price → post → flag → effort → plan the cells
that differ → write (one atomic batch) → notices → record the run.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sheets_sync import reckoning, workbooks
from sheets_sync.billing import amendments
from sheets_sync.billing.changes import Changes, compare
from sheets_sync.billing.seen import seen_rows
from sheets_sync.config import Config
from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.notices.desk import Ask, NoticeDesk
from sheets_sync.notices.notice import Notice
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.own_tabs import EFFORT
from sheets_sync.showing.pages import Page
from sheets_sync.spreadsheet.diff import cells_counted, differing
from sheets_sync.spreadsheet.protocol import ColumnEdit, Snapshot, Workbook
from sheets_sync.state import runs
from sheets_sync.state.port import Store
from sheets_sync.state.stamp import remember_stamp
from sheets_sync.use_cases import furnishing, letters
from sheets_sync.use_cases.document import Report
from sheets_sync.use_cases.report import found
from sheets_sync.use_cases.run import Options, Run, Tell
from sheets_sync.use_cases.stillness import stamp_is_old
from sheets_sync.voice import say

ATTEMPTS = 5
"""How often a run computes afresh where the workbook moves under it."""

ANEW = (
    "The state remembers no earlier run, though the workbook has seen one (was the state lost?): "
    "what changes is counted from now on. Balances do not depend on it."
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a snapshot amounts to, held against what the last good run saw."""

    reckoning: Reckoning
    changes: Changes
    memory: amendments.LogMemory


class Session:
    """The parts of one run, and its steps in their order."""

    def __init__(
        self,
        config: Config,
        options: Options,
        moment: datetime,
        tell: Tell,
        store: Store,
        workbook: Workbook,
        run: int | None = None,
    ) -> None:
        self.config = config
        self.options = options
        self.moment = moment
        self.tell = tell
        self.store = store
        self.workbook = workbook
        self.desk: NoticeDesk = letters.open_desk(config, store, run)
        self.last_good = store.runs.last_good()

    def run(self, run: int) -> Run:
        """Read, reckon, write, let letters go, record."""
        read = self._read()
        anew = self._starting_anew(read)
        snapshot, warnings = furnishing.make_own_tabs(self.config, self.workbook, read)
        del read  # a large workbook is not to be kept twice
        figures, snapshot, edits, written = self._write_back(snapshot)
        notices = self._let_letters_go(figures.reckoning)
        if self.desk.relisted:
            _, _, more, count = self._write_back(snapshot, figures)
            edits, written = [*edits, *more], written + count
        self._record(run, figures, written, len(notices))
        warnings = [*warnings, *anew, *letters.warnings(self.desk)]
        return Run(
            self._found(figures.reckoning),
            figures.reckoning,
            edits,
            written,
            notices,
            self.workbook.calls,
            warnings,
            dry=False,
            mail_trouble=self.desk.trouble,
        )

    def _starting_anew(self, read: Snapshot) -> list[str]:
        """After the state was lost, said once: the next run has a run before it again."""
        effort = read.own("effort")
        return (
            [ANEW]
            if self.last_good is None and effort is not None and effort.height > EFFORT.header_row
            else []
        )

    def rehearse(self) -> Run:
        """All of a run up to the last line before an effect."""
        self.tell(f"Reading {self.config.workbook.place}")
        snapshot = self._read()
        warnings = furnishing.lacking(self.config, snapshot)
        figures = self._figures(snapshot)
        edits, written = self._differing(self._page(figures.reckoning))
        planned = self._plan_letters(figures.reckoning, commit=False)
        notices = [notice for notice in planned if not notice.settling]
        found = self._found(figures.reckoning)
        calls = self.workbook.calls
        return Run(found, figures.reckoning, edits, written, notices, calls, warnings, dry=True)

    def _found(self, reckoned: Reckoning) -> Report:
        return found(reckoned, self.workbook.backend, self.config.workbook.language)

    def _read(self) -> Snapshot:
        return workbooks.read(self.config, self.workbook)

    def _write_back(
        self, snapshot: Snapshot, figures: Figures | None = None
    ) -> tuple[Figures, Snapshot, list[ColumnEdit], int]:
        """Write the cells that differ; where the workbook moved meanwhile, compute again.

        Where ``figures`` are given, they were written: only what letters did is new.
        """
        why = ""
        for _ in range(ATTEMPTS):
            written, figures = figures is not None, self._on(snapshot, figures)
            page = self._page(figures.reckoning)
            edits, count = self._differing(page, only_letters=written)
            try:
                self.tell(f"Writing {count} cells")
                if edits:
                    snapshot = self.workbook.write(edits, snapshot, page.about)
                    remember_stamp(self.store.facts, self.moment)
            except WorkbookMoved as moved:
                why = moved.message
                say("retry", f"computed again: {why}", cause=why)
                snapshot, figures = self._read(), None
            else:
                return self._on(snapshot, figures), snapshot, edits, count
        raise TryAgainLater(
            f"{self.config.workbook.place} could not be written, {ATTEMPTS} times over: {why}",
            "Try again in a minute; a scheduled run does so by itself.",
        )

    def _on(self, snapshot: Snapshot, figures: Figures | None) -> Figures:
        """The figures of a snapshot; those given, where only cells of ours changed since."""
        if figures is None:
            return self._figures(snapshot)
        return replace(figures, reckoning=replace(figures.reckoning, snapshot=snapshot))

    def _figures(self, snapshot: Snapshot) -> Figures:
        """Decode, price, post, flag, effort; then hold it against the last good run."""
        self.tell("Reckoning balances and effort")
        today = workbooks.today(self.config, self.moment)
        reckoned = reckoning.reckon(self.config, snapshot, today, flag_future=True)
        if self.last_good and not self.options.accept_shrink:
            runs.check_shrink(self.last_good.counts.rows_by_role, reckoned.rows_by_role)
        before = self.store.runs.memory()
        changes = compare(
            before.rows if before else None,
            seen_rows(reckoned.book, reckoned.accounts, reckoned.day),
        )
        history_days = self.config.billing.history_days
        memory = amendments.amend(before, changes, reckoned.day, history_days)
        found = amendments.posted_changed(memory)
        return Figures(reckoned.with_findings(found), changes, memory)

    def _page(self, reckoned: Reckoning) -> Page:
        shown = letters.shown(self.config, self.desk, letters.tab_says(reckoned))
        return Page(self.config, reckoned, shown, self.moment)

    def _differing(self, page: Page, *, only_letters: bool = False) -> tuple[list[ColumnEdit], int]:
        """The edits that bring the workbook up to date, and how many cells they count for."""
        wanted = page.about_letters() if only_letters else page.wanted()
        old = stamp_is_old(self.config, self.store, self.moment)
        edits = differing(wanted, page.reckoning.snapshot, quiet_too=old)
        return edits, cells_counted(edits, wanted)

    def _plan_letters(self, reckoned: Reckoning, *, commit: bool) -> list[Notice]:
        ask = Ask(self.last_good is None, letters.ticked(reckoned), letters.tab_says(reckoned))
        books = letters.books(self.config, reckoned)
        return self.desk.plan(books, self.moment, ask, commit=commit)

    def _let_letters_go(self, reckoned: Reckoning) -> list[Notice]:
        """Plan the notices, commit to them, and deliver what is due."""
        self.tell("Looking after letters")
        planned = self._plan_letters(reckoned, commit=True)
        if self.options.no_mail:
            return [notice for notice in planned if not notice.settling]
        return self.desk.deliver(letters.books(self.config, reckoned), self.moment, self.tell)

    def _record(self, run: int, figures: Figures, written: int, notices: int) -> None:
        reckoned = figures.reckoning
        counts = runs.Counts(
            rows_by_role=reckoned.rows_by_role,
            **reckoned.rows,
            cells_written=written,
            findings=len(reckoned.findings),
            notices=notices,
        )
        self.store.runs.finish(run, counts, self.moment, figures.memory, figures.changes)
