"""From a workbook as read to balances, flags and effort: decode → price → post → flag → effort.

Nothing here writes or mails: ``sync`` does, and the commands that only read start from here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sheets_sync.billing.accounts import CHARGED, UNPRICED, Accounts, keep_accounts
from sheets_sync.billing.days import serial
from sheets_sync.billing.effort import Effort, measure
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import Book
from sheets_sync.columns.whole import filled
from sheets_sync.config import Config
from sheets_sync.reading.decode import Rules, decode
from sheets_sync.reading.headers import Places, Source, locate, staff_tabs
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.spreadsheet.memories import Forgetful, Memory
from sheets_sync.spreadsheet.protocol import Snapshot, Tab, Workbook
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.words import LANGUAGES, Language

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google import GoogleWorkbook


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Everything computed from one snapshot for one day (a serial)."""

    snapshot: Snapshot
    places: Places
    book: Book
    accounts: Accounts
    effort: Effort
    findings: tuple[Finding, ...]
    day: int

    @property
    def rows(self) -> dict[str, int]:
        """``rows`` of the JSON (design §12): log = charged + unpriced + held."""
        state = self.accounts.log["state"].to_numpy()
        charged, unpriced = (int((state == each).sum()) for each in (CHARGED, UNPRICED))
        held = self.book.log_rows - charged - unpriced
        return {"log": self.book.log_rows, "charged": charged, "unpriced": unpriced, "held": held}

    @property
    def rows_by_role(self) -> dict[str, int]:
        """Filled rows of each role, all its sources together: what the shrink guard watches."""
        return {
            role: sum(_filled(self.snapshot.tabs[source.ref], source) for source in sources)
            for role, sources in self.places.sources.items()
        }

    @property
    def inputs(self) -> dict[str, list[int]]:
        """The columns of each staff tab that balances were computed from; notes are not."""
        return {
            source.ref: [at for key, at in source.columns.items() if key != "note"]
            for sources in self.places.sources.values()
            for source in sources
        }

    def with_findings(self, more: Sequence[Finding]) -> "Reckoning":
        """The same, with findings that only the state knows (POSTED_CHANGED)."""
        return replace(self, findings=in_sheet_order((*self.findings, *more)))


def open_workbook(config: Config, memory: Memory | None = None) -> Workbook:
    """The back end that the config names.

    ``memory`` outlives the run; without it everything is asked for anew. Raises
    ``CredentialsError`` where Google would not know who we are.
    """
    if config.workbook.backend == "xlsx":
        return XlsxWorkbook(config.workbook.path, language=config.workbook.language)
    return open_google(config, memory)


def open_google(config: Config, memory: Memory | None = None) -> "GoogleWorkbook":
    """The spreadsheet at Google that the config names; raises as ``open_workbook``."""
    # gspread and google-auth are slow to import, and only this needs them.
    from sheets_sync.spreadsheet.google import GoogleWorkbook, Patience, identify  # noqa: PLC0415

    table = config.google
    seconds = (table.connect_timeout, table.answer_timeout, table.give_up_after)
    return GoogleWorkbook(
        config.workbook.spreadsheet,
        identify(table.credentials, table.api_root),
        memory or Forgetful(),
        api_root=table.api_root,
        patience=Patience(*(each.total_seconds() for each in seconds)),
    )


@contextmanager
def connections_kept(config: Config) -> Iterator[None]:
    """Within, runs that follow each other share what connects them to the spreadsheet."""
    if config.workbook.backend != "google":
        yield
        return
    from sheets_sync.spreadsheet.google import connections_kept as kept  # noqa: PLC0415 - as above

    with kept():
        yield


def roles(config: Config, names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The refs of each staff role: as configured, else the default tab in either language."""
    return staff_tabs(names, config.tab_refs())


def read(config: Config, workbook: Workbook) -> Snapshot:
    """One read of all the staff's tabs, and of the service's own."""
    return workbook.read(wanted_refs(config))


def wanted_refs(config: Config) -> set[str]:
    """The staff's tabs that may be there: as configured, or the default ones of any language."""
    return {
        ref
        for key, role in STAFF_ROLES.items()
        for ref in config.tab_refs()[key] or (role.en, role.ru)
    }


def today(config: Config, moment: datetime) -> date:
    """The day of ``moment`` (aware) in the workbook's time zone."""
    return moment.astimezone(config.workbook.zone()).date()


def reckon(config: Config, snapshot: Snapshot, on: date, *, flag_future: bool) -> Reckoning:
    """Balances, flags and effort as of the day ``on``.

    ``flag_future``: rows after the day are findings (a run); else they are simply left out
    (``--as-of``). Raises ``UsageError`` for a missing tab or required column.
    """
    day = serial(on)
    places = locate(snapshot, roles(config, snapshot.names), config.aliases())
    rules = _rules(config, snapshot)
    book = decode(snapshot, places, rules, day, flag_future=flag_future)
    terms = config.terms()
    accounts = keep_accounts(book, terms, day)
    effort = measure(book, accounts, terms, day)
    findings = in_sheet_order((*places.findings, *book.findings, *accounts.findings))
    return Reckoning(snapshot, places, book, accounts, effort, findings, day)


def in_sheet_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings from the first row of Clients to the last of Log, rows that are gone last."""
    roles = list(STAFF_ROLES)
    return tuple(sorted(findings, key=lambda f: (roles.index(f.role), f.source, f.row == 0, f.row)))


def day_of(config: Config, moment: datetime) -> int:
    """The serial of the day of ``moment`` in the workbook's time zone."""
    return serial(today(config, moment))


def _filled(tab: Tab, source: Source) -> int:
    """The cells that the fullest column of the staff's has below the header."""
    columns = (tab.columns[index] for index in source.columns.values())
    return max(filled(column, source.header_row) for column in columns)


def number_locale(config: Config, snapshot: Snapshot) -> Language:
    """How numbers typed as text are read: as the spreadsheet itself does, where it has a locale
    that we know (§4); else as the config says."""
    spreadsheets = snapshot.locale.partition("_")[0]
    return next((known for known in LANGUAGES if known == spreadsheets), config.workbook.locale)


def _rules(config: Config, snapshot: Snapshot) -> Rules:
    return Rules(
        language=config.workbook.language,
        locale=number_locale(config, snapshot),
        currency=config.billing.currency,
        thresholds=config.thresholds(),
        credit_limits=config.credit_limits(),
    )
