"""One run, top to bottom (design §10).

lock (see ``now``) → read (one batch) → decode → price → post → flag → effort → plan the cells
that differ → write (one atomic batch) → notices → record the run.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.own_tabs import EFFORT
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.state.last_block import remember_block
from sheets_sync.state.runs import Counts
from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.letters.kept_money import remember_money
from sheets_sync.use_cases.letters.sightings import remember_sightings
from sheets_sync.use_cases.report import found
from sheets_sync.use_cases.run import Options, Run
from sheets_sync.use_cases.running.figures import Figures, figures_of
from sheets_sync.use_cases.running.lost_tabs import remember_caught
from sheets_sync.use_cases.running.writing_back import WriteBack, Written
from sheets_sync.use_cases.shared.document import Report
from sheets_sync.use_cases.shared.installation import RightToMail
from sheets_sync.use_cases.shared.known_names import remember_names
from sheets_sync.use_cases.shared.office import Office

if TYPE_CHECKING:
    from sheets_sync.use_cases.pages.publishing import Published

ANEW: Final = (
    "The state remembers no earlier run, though the workbook has seen one (was the state lost?): "
    "what changes is counted from now on. Balances do not depend on it."
)
BROKEN_OFF: Final = (
    "No run has come to its end so far, the last one broke off ({when}): this one did all of it, "
    "and went on with letters where that one had stopped. What changes is counted from now on."
)


class Session:
    """The steps of one run in their order."""

    def __init__(self, office: Office, options: Options) -> None:
        self.office = office
        self.options = options
        self.write_back = WriteBack(office, self._figures)
        self.first_run = office.store.runs.last_good() is None

    def run(self) -> Run:
        """Read, reckon, write, let letters go, record."""
        snapshot, warnings = self._furnished()
        written = self.write_back.everything(snapshot)
        del snapshot  # a large workbook is not to be kept twice
        claim = RightToMail(self.office, written.figures.reckoning.snapshot)
        notices = self._let_letters_go(written.figures, claim)
        written = replace(written, figures=written.figures.on(claim.snapshot))
        if self.office.desk.relisted:
            written = self.write_back.what_letters_did(written)
        published = self._publish(written.figures)
        self._record(written, len(notices))
        warnings = [*warnings, *mailroom.warnings(self.office)]
        return self._done(written, notices, warnings, published, dry=False)

    def rehearse(self) -> Run:
        """All of a run up to the last line before an effect."""
        self.office.tell(f"Reading {self.office.config.workbook.place}")
        snapshot = self.office.read()
        warnings = furnishing.unwritable(self.office.config, snapshot)
        planned = self.write_back.planned(self._figures(snapshot))
        notices = self._plan_letters(planned.figures, commit=False)
        return self._done(planned, notices, warnings, None, dry=True)

    def _furnished(self) -> tuple[Snapshot, list[str]]:
        """The workbook as read, with all of our own tabs in it; and what to tell of it."""
        office, read = self.office, self.office.read()
        anew = self._starting_anew(read)
        snapshot, warnings = furnishing.make_own_tabs(office.config, office.workbook, read)
        return snapshot, [*warnings, *anew]

    def _starting_anew(self, read: Snapshot) -> list[str]:
        """After the state was lost, or where all runs before broke off, said once: the next run has
        a run before it again."""
        effort = read.own("effort")
        seen_before = effort is not None and effort.height > EFFORT.header_row
        if not (self.first_run and seen_before):
            return []
        before = [each for each in self.office.store.runs.recent(2) if each.id != self.office.run]
        if not before:
            return [ANEW]
        when = before[0].started.astimezone(self.office.config.workbook.zone())
        return [BROKEN_OFF.format(when=f"{when:%Y-%m-%d %H:%M}")]

    def _figures(self, snapshot: Snapshot) -> Figures:
        return figures_of(self.office, snapshot, accept_shrink=self.options.accept_shrink)

    def _let_letters_go(self, figures: Figures, claim: RightToMail) -> Sequence[Notice]:
        """Plan the notices, commit to them, and deliver what is due, the workbook being ours."""
        self.office.tell("Looking after letters")
        planned = self._plan_letters(figures, commit=True)
        self._hand_out_pages(figures)
        if self.options.no_mail:
            return planned
        office = self.office
        return office.desk.deliver(figures.books, office.moment, office.tell, claim.take)

    def _plan_letters(self, figures: Figures, *, commit: bool) -> Sequence[Notice]:
        """The notices that are new or changed, those left out that only settle."""
        ask = mailroom.ask(self.office, figures.reckoning, figures.ticks)
        planned = self.office.desk.plan(figures.books, self.office.moment, ask, commit=commit)
        return [notice for notice in planned if not notice.settling]

    def _record(self, written: Written, notices: int) -> None:
        figures, office = written.figures, self.office
        reckoned = figures.reckoning
        counts = Counts(
            rows_by_role=reckoned.rows_by_role,
            **reckoned.rows,
            cells_written=written.cells,
            findings=len(reckoned.findings),
            notices=notices,
        )
        remember_names(office.store, reckoned.book)
        if reckoned.book.bank is not None:
            from sheets_sync.use_cases.bank.bank_intake import remember_bank  # noqa: PLC0415 - few have one

            remember_bank(office, reckoned)
        remember_caught(reckoned, office.store.memories)
        remember_money(office, figures.money, reckoned.book)
        remember_sightings(office, figures.sightings)  # first: a run that dies here finds all anew
        assert office.run is not None  # noqa: S101 - only a dry run has none, and records nothing
        office.store.runs.finish(office.run, counts, office.moment, figures.memory, figures.changes)
        remember_block(office.store.memories, office.desk.blocked)

    def _hand_out_pages(self, figures: Figures) -> None:
        """A page's address for each client who has none: a letter of this very run may bear it."""
        if self.office.config.publish.folder is None or self.office.desk.blocked is not None:
            return
        from sheets_sync.use_cases.shared.page_tokens import hand_out  # noqa: PLC0415 - few publish

        pages, ledger = self.office.store.pages(self.office.run), self.office.desk.ledger()
        with suppress(DamagedLettersError):  # publishing tells it; letters go without
            hand_out(pages, figures.reckoning.book, ledger)

    def _publish(self, figures: Figures) -> "Published | None":
        """The clients' pages, where there are to be any."""
        if self.office.config.publish.folder is None:
            return None
        from sheets_sync.use_cases.pages.publishing import publish  # noqa: PLC0415 - few publish

        return publish(self.office, figures.books)

    def _done(
        self,
        written: Written,
        notices: Sequence[Notice],
        warnings: Sequence[str],
        published: "Published | None",
        *,
        dry: bool,
    ) -> Run:
        office, reckoned = self.office, written.figures.reckoning
        return Run(
            self._found(reckoned),
            reckoned,
            written.edits,
            written.cells,
            notices,
            office.workbook.calls,
            [*warnings, *(published.troubles if published else ())],
            dry=dry,
            mail_trouble=office.desk.trouble,
            mail_blocked=office.desk.blocked is not None,
            published=published,
            reminders=mailroom.reminders(office, notices),
        )

    def _found(self, reckoned: Reckoning) -> Report:
        config = self.office.config.workbook
        return found(reckoned, self.office.workbook.backend, config.words)
