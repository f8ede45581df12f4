"""The tables about letters that leave: mail, invoices, bank accounts, the schedule (design §13)."""

from dataclasses import field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from sheets_sync.config.checks import After, Listed, Within
from sheets_sync.config.schedule import Between, Days, DigestTime
from sheets_sync.config.secrets import Secret, named_secret
from sheets_sync.config.strict_table import BESIDE, SPELT_FROM, ConfigTable, Positive
from sheets_sync.config.values import (
    Addresses,
    AddressOrBlank,
    BesideConfig,
    BesideConfigOrBlank,
    Duration,
    HostName,
    Https,
    Mailbox,
    Name,
    PathText,
    Rate,
    ServerName,
    Url,
    Variable,
)
from sheets_sync.deferred import dataclass
from sheets_sync.notices.paper.parties import SellerIn


def _prefix(text: str) -> str:
    """What may stand before an invoice's number: short, on one line, and told from it."""
    if len(text) > 20 or not text.isprintable() or text != text.strip() or text[-1:].isdigit():
        raise ValueError("must be up to 20 characters and end in no digit or space: 2026-")
    return text


@dataclass(frozen=True)
class OauthTable(ConfigTable):
    """How to log in without a password, by a token: of Google or of Microsoft 365."""

    provider: Literal["", "google", "microsoft"] = ""
    credentials: BesideConfigOrBlank = None
    tenant: str = ""
    client_id: str = ""
    secret_env: Variable = ""
    secret_file: PathText = ""
    secret_command: str = ""
    authority: Https = "https://login.microsoftonline.com"


@dataclass(frozen=True)
class BouncesTable(ConfigTable):
    """The mailbox that letters come back to; no host: it is not looked into."""

    host: ServerName = ""
    port: Annotated[int, Within(1, 65535)] = 993
    security: Literal["tls", "starttls", "none"] = "tls"
    username: str = ""
    password_env: Variable = ""
    password_file: PathText = ""
    password_command: str = ""
    folder: Name = "INBOX"
    every: Duration = timedelta(minutes=15)


@dataclass(frozen=True)
class MailTable(ConfigTable):
    """How letters leave: into a folder, or by SMTP; and whose name stands below them."""

    transport: Literal["folder", "smtp"] = "folder"
    folder: BesideConfig = Path("outbox")
    sender: Mailbox = field(default="Billing <billing@example.com>", metadata=SPELT_FROM)
    reply_to: AddressOrBlank = ""
    seller: str = ""
    host: ServerName = ""
    port: Annotated[int, Within(1, 65535)] = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    allow_plaintext: bool = False
    ca_file: BesideConfigOrBlank = None
    username: str = ""
    password_env: Variable = ""
    password_file: PathText = ""
    password_command: str = ""
    timeout: Duration = timedelta(seconds=60)
    give_up_after: Duration = timedelta(days=2)
    daily_cap: Positive = 200
    ehlo: HostName = ""
    archive: AddressOrBlank = ""
    oauth2: OauthTable = field(default_factory=OauthTable)
    bounces: BouncesTable = field(default_factory=BouncesTable)
    config_folder: Path = field(default=Path(), repr=False, compare=False, metadata=BESIDE)

    @property
    def password(self) -> Secret | None:
        """The source of the password; None where none is named."""
        return self._secret("mail.password", self)

    @property
    def client_secret(self) -> Secret | None:
        """The source of the secret of ``oauth2``; None where none is named."""
        return self._secret("mail.oauth2.secret", self.oauth2)

    @property
    def bounces_password(self) -> Secret | None:
        """The source of the password to ``bounces``: that of all mail where it names none."""
        return self._secret("mail.bounces.password", self.bounces) or self.password

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The sources of all secrets that are named."""
        named = (self.password, self.client_secret, self.bounces_password)
        return tuple(dict.fromkeys(each for each in named if each is not None))

    def _secret(self, key: str, table: ConfigTable) -> Secret | None:
        return named_secret(key, table, self.config_folder)


@dataclass(frozen=True)
class LettersTable(ConfigTable):
    """What letters and papers look like beyond our own look."""

    logo: BesideConfigOrBlank = None
    templates: BesideConfigOrBlank = None
    fonts: Annotated[tuple[BesideConfig, ...], Listed()] = ()


@dataclass(frozen=True)
class InvoiceTable(ConfigTable):
    """What stands on a top-up invoice beside its parties and the amount."""

    prefix: Annotated[str, After(_prefix)] = ""
    first: Annotated[int, Within(1, 10**9)] = 1
    vat_rate: Rate = ""
    vat: str = ""
    due_days: Annotated[int, Within(0, 365)] = 5
    signature: str = ""


@dataclass(frozen=True)
class AccountTable(ConfigTable):
    """The bank account that takes payments in one currency, blank: not known; and what of
    ``[mail]`` and ``[invoice]`` is otherwise in it."""

    payee: str = ""
    inn: str = ""
    kpp: str = ""
    account: str = ""
    bank: str = ""
    bic: str = ""
    corr_account: str = ""
    iban: str = ""
    name: str = ""
    seller: str = ""
    vat_rate: Rate = ""
    vat: str = ""

    def seller_in(self) -> SellerIn:
        """What the seller is where this account takes the payments."""
        rate = Decimal(self.vat_rate) if self.vat_rate else None
        return SellerIn(self.name, self.seller, rate, self.vat)


@dataclass(frozen=True)
class ScheduleTable(ConfigTable):
    """When `sync run` works, and who hears of it."""

    every: Duration = timedelta(minutes=15)
    between: Between = "08:00-20:00"
    days: Days = "mon-fri"
    digest: DigestTime = "mon 09:00"
    digest_to: Addresses = ()
    ping: Url = ""
    log: Literal["text", "json"] = "text"
