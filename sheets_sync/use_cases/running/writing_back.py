"""Writing a workbook back: the cells that differ, in one batch, and only where they belong; where
staff changed it meanwhile, all is computed again from what stands there now (design §10)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.showing.pages import Results
from sheets_sync.spreadsheet.diff import cells_counted, differing
from sheets_sync.spreadsheet.protocol import ColumnEdit, Snapshot
from sheets_sync.state.stamp import remember_stamp
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.running.figures import Figures
from sheets_sync.use_cases.running.stillness import stamp_is_old
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.voice import say
from sheets_sync.voice.counting import counted

ATTEMPTS: Final = 5
"""How often a run computes afresh where the workbook moves under it."""


@dataclass(frozen=True)
class Written:
    """The workbook as it stands once ``edits`` are in it: what it amounts to, and how many cells
    they count for. ``misread``: a number that counted as one shows by its format that it is more,
    so that all of it is to be reckoned once more."""

    figures: Figures
    edits: Sequence[ColumnEdit]
    cells: int
    misread: bool = False

    def then(self, after: "Written") -> "Written":
        """The same, with what was written after it."""
        return replace(after, edits=[*self.edits, *after.edits], cells=self.cells + after.cells)


class WriteBack:
    """Brings the workbook of an office up to date; ``reckon`` makes figures of a snapshot."""

    def __init__(self, office: Office, reckon: Callable[[Snapshot], Figures]) -> None:
        self._office = office
        self._reckon = reckon

    def everything(self, snapshot: Snapshot) -> Written:
        """Write all that differs; once more where the answer tells that a number is none (§15).
        Raises ``TryAgainLater`` where the workbook does not rest."""
        done = self._write(snapshot)
        if not done.misread:
            return done
        return done.then(self._write(done.figures.reckoning.snapshot))

    def what_letters_did(self, before: Written) -> Written:
        """Write, after ``before``, only what letters have changed since; raises as above."""
        return before.then(self._write(before.figures.reckoning.snapshot, before.figures))

    def planned(self, figures: Figures) -> Written:
        """What would be written; nothing is."""
        return self._differing(figures, self._page(figures, foretell=True), only_letters=False)

    def _write(self, snapshot: Snapshot, written: Figures | None = None) -> Written:
        """Write what differs; where ``written`` figures stand there already, what letters did.

        After the last attempt it looks once more: what was thought lost may stand there.
        """
        why, foretell = "", written is None
        for attempt in range(ATTEMPTS + 1):
            try:
                figures = written or self._reckon(snapshot)
                page = self._page(figures, foretell=foretell)
                planned = self._differing(figures, page, only_letters=written is not None)
                if attempt == ATTEMPTS and planned.edits:
                    break
                self._office.tell(f"Writing {counted(planned.cells, 'cell')}")
                return self._written(planned, page)
            except WorkbookMoved as moved:
                why = moved.message
                say("retry", f"computed again: {why}", cause=why)
                snapshot, written = self._office.read(), None
        raise TryAgainLater(
            f"{self._office.config.workbook.place} could not be written, {ATTEMPTS} times over: "
            f"{why}",
            "Try again in a minute; a scheduled run does so by itself.",
        )

    def _written(self, planned: Written, page: Results) -> Written:
        reckoned = page.reckoning
        if not planned.edits:
            return replace(planned, misread=self._office.asked_more(reckoned))
        office, about = self._office, replace(page.about, asked=reckoned.open)
        snapshot = office.workbook.write(planned.edits, reckoned.snapshot, about)
        remember_stamp(office.store.memories, office.moment)
        misread = bool(snapshot.looks) and office.learn(reckoned, snapshot.looks)
        return replace(planned, figures=planned.figures.on(snapshot), misread=misread)

    def _page(self, figures: Figures, *, foretell: bool) -> Results:
        """What is to be shown; ``foretell``: letters with the figures that they are about to be
        planned with, so that a plan that moves none of them costs no second write."""
        office, desk, reckoned = self._office, self._office.desk, figures.reckoning
        ask = mailroom.ask(office, reckoned, figures.ticks)
        listed = desk.forecast(figures.books, office.moment, ask) if foretell else desk.notices()
        shown = mailroom.letters_shown(office, ask, listed, figures.books)
        return Results(office.config, reckoned, shown, office.moment, figures.bank)

    def _differing(self, figures: Figures, page: Results, *, only_letters: bool) -> Written:
        """The edits that bring the workbook up to date, and how many cells they count for."""
        wanted = page.about_letters() if only_letters else page.wanted()
        old = stamp_is_old(self._office)
        edits = differing(wanted, page.reckoning.snapshot, quiet_too=old)
        return Written(figures, edits, cells_counted(edits, wanted))
