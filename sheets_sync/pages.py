"""Everything that the workbook should show after a run, as cells wanted; nothing is written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sheets_sync.billing.days import to_date
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.reckoning import Reckoning
from sheets_sync.workbook.diff import Wanted
from sheets_sync.workbook.furnish import copied_columns
from sheets_sync.workbook.own_tabs import COPIED_ROLES, OWN
from sheets_sync.workbook.protocol import Tab
from sheets_sync.workbook.results import (
    beside_rows,
    copies,
    flat_tabs,
    notices_tab,
    summary,
)
from sheets_sync.workbook.wording import causes, describe


@dataclass(frozen=True, slots=True)
class Letters:
    """What the workbook shows of the letters: the lines of Notices, and by the client's folded
    name the last one and the number held."""

    lines: Sequence[notices_tab.NoticeLine] = ()
    last: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A run's results, ready to be laid out. ``moment`` is aware, in the workbook's zone."""

    config: Config
    reckoning: Reckoning
    letters: Letters
    moment: datetime

    def wanted(self) -> list[Wanted]:
        """All cells of ours, in the staff's tabs and in our own that are there."""
        cells = [
            *beside_rows.wanted(self.reckoning.places, "clients", self.beside["clients"]),
            *beside_rows.wanted(self.reckoning.places, "log", self.beside["log"]),
        ]
        for role, lay_out in self._own_tabs().items():
            tab = self.reckoning.snapshot.own(role)
            if tab is not None:
                cells += lay_out(tab)
        return cells

    @cached_property
    def beside(self) -> dict[str, dict[int, beside_rows.Columns]]:
        """Our columns of Clients and Log, by source."""
        book, accounts = self.reckoning.book, self.reckoning.accounts
        snapshot, places = self.reckoning.snapshot, self.reckoning.places
        language = self.config.workbook.language
        said = (
            (finding, describe(finding, places, book, language).message)
            for finding in self.reckoning.findings
            if finding.role == "log"
        )
        statuses = beside_rows.statuses(said, book.log, self.reckoning.effort.errors, language)
        return {
            "clients": beside_rows.client_columns(snapshot, places, book, accounts, language),
            "log": beside_rows.log_columns(snapshot, places, book, accounts, statuses),
        }

    def _own_tabs(self) -> dict[str, Callable[[Tab], list[Wanted]]]:
        return {
            "summary": self._summary,
            "effort": self._effort,
            "staff": self._staff,
            "notices": self._notices,
            "findings": self._findings,
            "clients_copy": lambda tab: self._copy(tab, "clients"),
            "log_copy": lambda tab: self._copy(tab, "log"),
        }

    def _summary(self, tab: Tab) -> list[Wanted]:
        reckoning, workbook = self.reckoning, self.config.workbook
        found = Counter(fold(finding.client) for finding in reckoning.findings)
        lines = summary.lines(
            reckoning.book, reckoning.accounts, reckoning.effort,
            found, self.letters.last, self.letters.held,
        )  # fmt: skip
        head = summary.Head(self.moment, workbook.timezone, reckoning.rows, len(reckoning.findings))
        terms = self.config.terms()
        return summary.wanted(tab, lines, head, terms, reckoning.day, workbook.language)

    def _effort(self, tab: Tab) -> list[Wanted]:
        reckoning, language = self.reckoning, self.config.workbook.language
        rows = flat_tabs.effort_rows(
            reckoning.book, reckoning.effort, self.config.terms(), reckoning.day, language
        )
        return flat_tabs.flat(tab, OWN["effort"].headers(language), rows)

    def _staff(self, tab: Tab) -> list[Wanted]:
        language = self.config.workbook.language
        rows = flat_tabs.staff_rows(self.reckoning.book, self.reckoning.effort, language)
        return flat_tabs.flat(tab, OWN["staff"].headers(language), rows)

    def _notices(self, tab: Tab) -> list[Wanted]:
        header = OWN["notices"].headers(self.config.workbook.language)
        return notices_tab.notice_columns(tab, header, self.letters.lines)

    def _findings(self, tab: Tab) -> list[Wanted]:
        reckoning, language = self.reckoning, self.config.workbook.language
        lines = causes(reckoning.findings, reckoning.places, reckoning.book, language)
        rows = flat_tabs.finding_rows(lines, flat_tabs.first_seen(tab), to_date(reckoning.day))
        return flat_tabs.flat(tab, OWN["findings"].headers(language), rows)

    def _copy(self, tab: Tab, role: str) -> list[Wanted]:
        copy = f"{role}_copy"
        header = [column.header for column in copied_columns(copy, self.config.workbook.language)]
        lines = copies.rows(
            self.reckoning.snapshot, self.reckoning.places, COPIED_ROLES[copy], self.beside[role]
        )
        return flat_tabs.flat(tab, header, lines)
