"""The tab Drafts as a run sees it: what each of its prices would make of the window (§18). Pure."""

from collections.abc import Iterator

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.as_drafted import charged_anew, ties_among, touched
from sheets_sync.billing.draft_lines import DraftLine, draft_lines
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.reading.as_read import AsRead
from sheets_sync.reading.beside.unread_beside import header_findings
from sheets_sync.reading.drafted_book import DraftedBook, drafted_book, of_drafts
from sheets_sync.reading.roles.drafts import Trying, on_trial
from sheets_sync.reading.sources.sought import Sought


@dataclass(frozen=True)
class DraftedRow:
    """A sound row of Drafts: its sheet ``row``, what it would do in the window, the minutes in its
    unit (0: pieces) and its currency."""

    row: int
    line: DraftLine
    unit_minutes: int
    currency: str


@dataclass(frozen=True)
class DraftsTab:
    """All rows of the tab that are sound, and what is wrong with the others."""

    rows: tuple[DraftedRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def drafts_tab(read: AsRead, book: Book, accounts: Accounts, window: int) -> DraftsTab:
    """The tab of a workbook that has one, held against ``book`` and its ``accounts``, from the
    first day of the window on (a serial)."""
    (source,) = read.places.sources["drafts"]
    tab = read.snapshot.tabs[source.ref]
    near = tuple(header_findings(tab, source))
    trial = on_trial(tab, Sought(source.ref), read.aliases, read.rules, Trying(window))
    if not trial.rows:
        return DraftsTab((), near)
    made = drafted_book(book, read.snapshot, read.places, trial, read.rules, read.told)
    ties = map(of_drafts, map(trial.as_tried, ties_among(made.book, made.positions)))
    return DraftsTab(tuple(_rows(made, accounts, window)), (*near, *made.findings, *ties))


def _rows(made: DraftedBook, accounts: Accounts, window: int) -> Iterator[DraftedRow]:
    """The sound rows. All drafts are tried at once: a client's own go before everyone's."""
    rows = touched(made.book, made.positions)
    log = charged_anew(made.book, rows)
    lines = draft_lines(accounts.log[rows], log, made.positions, window)
    names = ("row", "bad", "unit_minutes", "currency")
    columns = (made.book.prices[name].to_numpy()[[*made.positions]].tolist() for name in names)
    for line, row, bad, unit, currency in zip(lines, *columns, strict=True):
        if not bad and currency != NONE:
            yield DraftedRow(row, line, unit, made.book.currencies[currency])
