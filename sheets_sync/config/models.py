"""The tables of a config file, key by key, with their defaults (design §13).

Field names are the keys. What they mean is told in ``config.example.toml``, for people. Amounts
are kept as typed (``Decimal``, major units) and handed on as minor units by currency.
"""

from collections.abc import Mapping
from dataclasses import field, fields, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo

from sheets_sync.billing.names import alike
from sheets_sync.billing.terms import Terms
from sheets_sync.config.bank import BankTable
from sheets_sync.config.checks import Before, Knowing
from sheets_sync.config.loudness import LogTable
from sheets_sync.config.mail import (
    AccountTable,
    InvoiceTable,
    LettersTable,
    MailTable,
    ScheduleTable,
)
from sheets_sync.config.publish import PublishTable
from sheets_sync.config.sources import Sources
from sheets_sync.config.state_table import StateTable
from sheets_sync.config.strict_table import BESIDE, ConfigTable, Positive, Whole
from sheets_sync.config.values import (
    AmountsByCurrency,
    BackendName,
    BesideConfig,
    Currency,
    Duration,
    LabourUnit,
    LanguageCode,
    Name,
    Names,
    Zone,
    by_currency,
    minor_units,
)
from sheets_sync.deferred import dataclass
from sheets_sync.files import is_there
from sheets_sync.notices.paper.parties import BankAccount, SellerIn
from sheets_sync.reading.layout import DECLARED, HOUR, HOURS, STAFF_ROLES
from sheets_sync.reading.meaning.vocabulary import labour_units
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.backends import BACKENDS, BackendKind

if TYPE_CHECKING:
    from pydantic import ValidationInfo

    from sheets_sync.words.speaking import Words


def _as_language(value: object, info: "ValidationInfo") -> object:
    """Blank: numbers and dates are written as the language writes them."""
    return info.data.get("language", "en") if value == "" else value


@dataclass(frozen=True)
class WorkbookTable(ConfigTable):
    """Where the spreadsheet is, and its language, number format and time zone."""

    backend: BackendName = "xlsx"
    path: BesideConfig = Path("agency.xlsx")
    spreadsheet: str = ""
    language: LanguageCode = "en"
    locale: Annotated[LanguageCode, Knowing(_as_language)] = ""
    timezone: Zone = "Europe/Moscow"
    stamp_every: Duration = timedelta(hours=1)
    stale_after: Duration = timedelta(days=3)

    def zone(self) -> ZoneInfo:
        """The time zone in which days begin."""
        return ZoneInfo(self.timezone)

    @property
    def words(self) -> "Words":
        """The words of its language."""
        from sheets_sync.words.speaking import words_of  # noqa: PLC0415 - a still run says nothing

        return words_of(self.language)

    @property
    def kind(self) -> BackendKind:
        """What its back end can do."""
        return BACKENDS[self.backend]

    @property
    def place(self) -> str:
        """Where the workbook is, for a person: its path, or its key or URL."""
        return self.spreadsheet if self.kind.remote else str(self.path)

    def exists(self) -> bool:
        """Whether there is a workbook to read; a spreadsheet is always taken to be there."""
        return self.kind.remote or is_there(self.path)


@dataclass(frozen=True)
class GoogleTable(ConfigTable):
    """How to reach Google Sheets."""

    credentials: BesideConfig = Path("service-account.json")
    api_root: Name = "https://sheets.googleapis.com"
    connect_timeout: Duration = timedelta(seconds=10)
    answer_timeout: Duration = timedelta(minutes=2)
    give_up_after: Duration = timedelta(seconds=150)


@dataclass(frozen=True)
class TabsTable(ConfigTable):
    """The sources of each role, in order; empty: the default tab, in any language."""

    clients: Sources = ()
    prices: Sources = ()
    payments: Sources = ()
    log: Sources = ()


@dataclass(frozen=True)
class HeaderTable(ConfigTable):
    """How a column of staff's is called, and the unit of a column of labour."""

    header: Names
    unit: LabourUnit = ""

    def in_hours(self, header: str) -> bool:
        """Whether a 1 in a column of labour of that header is an hour: by the unit, else by what
        it is called."""
        if self.unit:
            return labour_units()[self.unit] == HOUR
        from sheets_sync.reading.sources.labour_headers import in_hours  # noqa: PLC0415 - few name labour

        return in_hours(header)


def _as_header(value: object) -> object:
    return value if isinstance(value, Mapping) else {"header": value}


Header: TypeAlias = Annotated[HeaderTable, Before(_as_header)]
"""One header, a list of them, or a table with a unit."""


@dataclass(frozen=True)
class BillingTable(ConfigTable):
    """Money: the house's currency, and when an account is low."""

    currency: Currency = "RUB"
    threshold: AmountsByCurrency = Decimal(5000)
    credit_limit: AmountsByCurrency = Decimal(0)
    low_days: Whole = 0
    fractional_minutes: bool = False
    rows_over_a_day: bool = False
    history_days: Positive = 35


@dataclass(frozen=True)
class EffortTable(ConfigTable):
    """Labour: the window, the limits of the index, what an hour costs, agreed channels."""

    window: Positive = 90
    min_peers: Positive = 2
    heavy: Positive = 3
    extreme: Positive = 10
    cost_per_hour: AmountsByCurrency = Decimal(0)
    staff_cost: dict[Name, AmountsByCurrency] = field(default_factory=dict)
    channels: Names = ()
    personal_channels: Names = ()
    quote_services: Names = ()


def _blank_is_none(value: object) -> object:
    return {} if value == "" else value


@dataclass(frozen=True)
class NoticesTable(ConfigTable):
    """When a letter goes, and how much it asks for."""

    settle: Duration = timedelta(minutes=15)
    approve: bool = False
    re_arm: Annotated[AmountsByCurrency, Before(_blank_is_none)] = field(default_factory=dict)
    remind_every: Positive = 7
    remind_times: Whole = 3
    receipt: bool = False
    statement: Literal["", "monthly"] = ""
    first_run_limit: Whole = 20
    scale: Whole = 5
    round_up_to: AmountsByCurrency = Decimal(1000)


@dataclass(frozen=True)
class Config(ConfigTable):
    """A whole config file, sound. ``load`` makes it; the layers below get plain values of it.

    ``source`` is the file, if it came from one, ``digest`` what tells its text from another."""

    workbook: WorkbookTable
    google: GoogleTable
    tabs: TabsTable
    columns: dict[str, dict[str, Header]]
    billing: BillingTable
    effort: EffortTable
    notices: NoticesTable
    mail: MailTable
    letters: LettersTable
    invoice: InvoiceTable
    accounts: dict[Currency, AccountTable]
    bank: BankTable
    publish: PublishTable
    schedule: ScheduleTable
    state: StateTable
    log: LogTable
    source: Path | None = field(default=None, repr=False, compare=False, metadata=BESIDE)
    digest: str = field(default="", repr=False, compare=False, metadata=BESIDE)

    @property
    def folder(self) -> Path:
        """The folder that paths are relative to."""
        return (self.source or Path()).absolute().parent

    def louder(self, verbose: int) -> "Config":
        """The same, telling at least as much as ``--verbose``, given so often, asks for."""
        log = self.log.louder(verbose)
        return self if log == self.log else replace(self, log=log, digest="")

    def sources(self) -> dict[str, tuple[Sought, ...]]:
        """The sources of each role ("clients", "prices", "payments", "log"); empty: the default
        tab."""
        tables: dict[str, Sources] = {role: getattr(self.tabs, role) for role in STAFF_ROLES}
        return {role: tuple(each.sought() for each in of) for role, of in tables.items()}

    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Further headers of staff's columns by ``role.column`` ("log.minutes", and "log.hours"
        for those of labour in hours); "log.unit" has those whose unit the config says."""
        found: dict[str, tuple[str, ...]] = {}
        for role, columns in self.columns.items():
            for column, table in columns.items():
                for header in table.header:
                    hours = column == "minutes" and table.in_hours(header)
                    key = f"{role}.{HOURS.key if hours else column}"
                    found[key] = (*found.get(key, ()), header)
                if table.unit:
                    found[DECLARED] = table.header
        return found

    def thresholds(self) -> dict[str, int]:
        """Default thresholds, minor units by currency; 0 elsewhere (design §7)."""
        return self._minor(self.billing.threshold)

    def credit_limits(self) -> dict[str, int]:
        """Default credit limits, minor units by currency; 0 elsewhere (design §7)."""
        return self._minor(self.billing.credit_limit)

    def bank_accounts(self) -> dict[str, BankAccount]:
        """The bank accounts that take payments, by currency."""
        names = [each.name for each in fields(BankAccount)]
        return {
            currency: BankAccount(**{name: getattr(table, name) for name in names})
            for currency, table in self.accounts.items()
        }

    def sellers(self) -> dict[str, SellerIn]:
        """What the seller is in a currency, where it has an account."""
        return {currency: table.seller_in() for currency, table in self.accounts.items()}

    def terms(self) -> Terms:
        """The rules that billing goes by."""
        effort = self.effort
        return Terms(
            currency=self.billing.currency,
            low_days=self.billing.low_days,
            window=effort.window,
            min_peers=effort.min_peers,
            heavy=effort.heavy,
            extreme=effort.extreme,
            cost_per_hour=self._minor(effort.cost_per_hour),
            staff_cost={alike(who): self._minor(cost) for who, cost in effort.staff_cost.items()},
            channels=_looked_for(effort.channels),
            personal_channels=_looked_for(effort.personal_channels),
            quote_services=_looked_for(effort.quote_services),
            re_arm=self._minor(self.notices.re_arm),
            round_up_to=self._minor(self.notices.round_up_to),
        )

    def _minor(self, amounts: Decimal | Mapping[str, Decimal]) -> dict[str, int]:
        table = by_currency(amounts, self.billing.currency)
        return {currency: minor_units(amount, currency) for currency, amount in table.items()}


def _looked_for(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(alike, names))
