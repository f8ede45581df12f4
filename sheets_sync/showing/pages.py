"""Everything that the workbook should show after a run, as cells wanted; nothing is written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sheets_sync.billing.days import to_date
from sheets_sync.billing.monthly import Month, by_month
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import (
    beside_rows,
    client_lines,
    copies,
    flat_tabs,
    notices_tab,
    summary,
)
from sheets_sync.showing.chart_figures import MONTHS_DRAWN, ChartFigures, chart_figures
from sheets_sync.showing.client_lines import ClientLine, Unpaid
from sheets_sync.showing.effort_columns import effort_columns, limits
from sheets_sync.showing.extents import extents
from sheets_sync.showing.funnel import funnel_columns, points
from sheets_sync.showing.furnish_plan import copied_columns
from sheets_sync.showing.own_places import (
    OwnPlaces,
    as_made,
    at_places,
    lacking,
    line_widths,
    ours,
    own_places,
)
from sheets_sync.showing.own_tabs import BANK, COPIED_ROLES, EFFORT, OWN, STAFF
from sheets_sync.showing.staff_tab import staff_rows, sums_shown
from sheets_sync.showing.summary_head import Head, money_waiting
from sheets_sync.showing.wording import Cause, causes, describe
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import About, Tab

if TYPE_CHECKING:
    from sheets_sync.showing.bank_tab import BankPlan

_ABOUT_LETTERS: Final = ("summary", "notices")


@dataclass(frozen=True)
class Letters:
    """What the workbook shows of the letters: the lines of Notices, by the client's folded name
    the last one, the number held and the invoice that is open, and what keeps all of them back
    ("": nothing)."""

    lines: Sequence[notices_tab.NoticeLine] = ()
    last: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    unpaid: Mapping[str, Unpaid] = field(default_factory=dict)
    blocked: str = ""


@dataclass(frozen=True)
class Results:
    """A run's results, ready to be laid out. ``moment`` is aware, in the workbook's zone; ``bank``
    is what the run makes of the tab Bank."""

    config: Config
    reckoning: Reckoning
    letters: Letters
    moment: datetime
    bank: "BankPlan | None" = None

    def wanted(self) -> list[Wanted]:
        """All cells of ours, in the staff's tabs and in our own that are there."""
        return [
            *beside_rows.wanted(self.reckoning.places, "clients", self.beside["clients"]),
            *beside_rows.wanted(self.reckoning.places, "log", self.beside["log"]),
            *self._beside_drafts(),
            *self._of_tabs(self._own_tabs()),
            *self._of_bank(),
        ]

    def _of_bank(self) -> list[Wanted]:
        """The tab Bank: new rows, whose those that wait are, what each amounts to."""
        rows = self.reckoning.book.bank
        if self.bank is None or rows is None:
            return []
        from sheets_sync.showing.bank_tab import bank_cells, state_cells  # noqa: PLC0415 - few have it

        tab, words = self._places[BANK.role][0], self.config.workbook.words
        states = state_cells(tab, rows, self.bank, self.reckoning.places, words)
        return [*bank_cells(tab, self.bank, words), *states]

    def _beside_drafts(self) -> list[Wanted]:
        reckoning = self.reckoning
        if reckoning.drafts is None:
            return []
        (source,) = reckoning.places.sources["drafts"]
        columns = beside_rows.draft_columns(reckoning.snapshot, source, reckoning.drafts)
        return beside_rows.wanted(reckoning.places, "drafts", columns)

    def about_letters(self) -> list[Wanted]:
        """The cells among them that say what became of letters."""
        tabs = self._own_tabs()
        return self._of_tabs({role: tabs[role] for role in _ABOUT_LETTERS})

    @cached_property
    def about(self) -> About:
        """What a back end is to know of these cells."""
        inputs, reach, marks, wrapped = dict(self.reckoning.inputs), {}, {}, {}
        for role, (tab, places) in self._places.items():
            inputs[tab.ref] = ours(OWN[role], places)
            wrapped[tab.ref] = line_widths(OWN[role], places)
            if (missing := lacking(tab, OWN[role], places)) is not None:
                marks[tab.ref] = missing
            if role == "summary":
                figures = self._figures(as_made(tab, places))
                reach[tab.ref] = extents(len(self._lines), figures.rows, places)
        return About(inputs, reach, marks, wrapped)

    @cached_property
    def _places(self) -> dict[str, tuple[Tab, OwnPlaces]]:
        """Our tabs that are there, and where their columns stand."""
        tabs = ((own, self.reckoning.snapshot.own(role)) for role, own in OWN.items())
        return {own.role: (tab, own_places(tab, own)) for own, tab in tabs if tab is not None}

    def _of_tabs(self, tabs: Mapping[str, Callable[[Tab], list[Wanted]]]) -> list[Wanted]:
        cells: list[Wanted] = []
        for role, lay_out in tabs.items():
            tab = self.reckoning.snapshot.own(role)
            if role in self._places:
                tab, places = self._places[role]
                cells += at_places(lay_out(as_made(tab, places)), places)
            elif tab is not None:
                cells += lay_out(tab)
        return cells

    @cached_property
    def beside(self) -> dict[str, dict[int, beside_rows.ColumnsWanted]]:
        """Our columns of Clients and Log, by source."""
        book, accounts = self.reckoning.book, self.reckoning.accounts
        snapshot, places = self.reckoning.snapshot, self.reckoning.places
        words = self.config.workbook.words
        said = (
            (finding, describe(finding, places, book, words).told)
            for finding in self.reckoning.findings
            if finding.role == "log"
        )
        errors = self.reckoning.effort.errors
        statuses = beside_rows.statuses(snapshot, places, said, book.log, errors, words)
        return {
            "clients": beside_rows.client_columns(snapshot, places, book, accounts, words),
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
        head = Head(
            self.moment, workbook.timezone, reckoning.day, reckoning.rows,
            len(reckoning.findings), workbook.stale_after, self.letters.blocked,
            money_waiting(reckoning.book.bank, workbook.words),
        )  # fmt: skip
        terms, words = self.config.terms(), workbook.words
        return summary.wanted(tab, self._lines, head, self._figures(tab), terms, words)

    @cached_property
    def _lines(self) -> Sequence[ClientLine]:
        reckoning = self.reckoning
        return client_lines.worst_first(
            reckoning.book, reckoning.accounts, reckoning.effort, self._beside_clients()
        )

    def _figures(self, tab: Tab) -> ChartFigures:
        """What the charts of Summary, a tab as made, are drawn from."""
        words = self.config.workbook.words
        return chart_figures(tab, self._lines, self._months, self.config.terms(), words)

    def _beside_clients(self) -> client_lines.Beside:
        found = Counter(fold(finding.client) for finding in self.reckoning.findings)
        there = self._places.get("findings")
        places = flat_tabs.finding_places(*there, self._causes) if there else {}
        letters = self.letters
        return client_lines.Beside(found, places, letters.last, letters.held, letters.unpaid)

    def _months(self, worked: Sequence[ClientLine], paying: Sequence[ClientLine]) -> list[Month]:
        reckoning = self.reckoning
        codes = {id(client): code for code, client in enumerate(reckoning.book.clients)}
        chosen, paid = ([codes[id(line.client)] for line in each] for each in (worked, paying))
        return by_month(reckoning.accounts, chosen, paid, reckoning.day, MONTHS_DRAWN)

    @cached_property
    def _causes(self) -> list[Cause]:
        reckoning, words = self.reckoning, self.config.workbook.words
        return causes(reckoning.findings, reckoning.places, reckoning.book, words)

    def _effort(self, tab: Tab) -> list[Wanted]:
        reckoning, words = self.reckoning, self.config.workbook.words
        terms = self.config.terms()
        columns = effort_columns(reckoning.book, reckoning.effort, terms, reckoning.day, words)
        drawn = funnel_columns(points(reckoning.book, reckoning.effort), terms)
        return flat_tabs.guided(tab, EFFORT, [*columns, [], *drawn], limits(terms, words), words)

    def _staff(self, tab: Tab) -> list[Wanted]:
        words = self.config.workbook.words
        rows, months = staff_rows(self.reckoning.book, self.reckoning.effort, words)
        sums = sums_shown(rows[:months], words)
        columns = flat_tabs.turned(rows, len(STAFF.columns))
        return flat_tabs.guided(tab, STAFF, columns, sums, words)

    def _notices(self, tab: Tab) -> list[Wanted]:
        header = OWN["notices"].headers(self.config.workbook.words)
        return notices_tab.notice_columns(notices_tab.with_codes(tab), header, self.letters.lines)

    def _findings(self, tab: Tab) -> list[Wanted]:
        today = to_date(self.reckoning.day)
        rows = flat_tabs.finding_rows(self._causes, flat_tabs.first_seen(tab), today)
        header = OWN["findings"].headers(self.config.workbook.words)
        return flat_tabs.flat(tab, header, rows)

    def _copy(self, tab: Tab, role: str) -> list[Wanted]:
        copy = f"{role}_copy"
        header = [column.header for column in copied_columns(copy, self.config.workbook.words)]
        lines = copies.rows(
            self.reckoning.snapshot, self.reckoning.places, COPIED_ROLES[copy], self.beside[role]
        )
        return flat_tabs.flat(tab, header, lines)
