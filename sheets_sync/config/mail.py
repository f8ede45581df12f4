"""The tables about letters that leave: mail, invoices, bank accounts, the schedule (design §13)."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

from sheets_sync.config.checks import Within
from sheets_sync.config.schedule import Between, Days, DigestTime
from sheets_sync.config.secrets import Secret, SecretKind
from sheets_sync.config.strict_table import BESIDE, SPELT_FROM, ConfigTable, Positive
from sheets_sync.config.values import (
    Addresses,
    AddressOrBlank,
    BesideConfig,
    BesideConfigOrBlank,
    Duration,
    Mailbox,
    Rate,
    Url,
)

PASSWORD_KINDS: Final[tuple[SecretKind, ...]] = ("env", "file", "command")


@dataclass(frozen=True)
class MailTable(ConfigTable):
    """How letters leave: into a folder, or by SMTP; and whose name stands below them."""

    transport: Literal["folder", "smtp"] = "folder"
    folder: BesideConfig = Path("outbox")
    sender: Mailbox = field(default="Billing <billing@example.com>", metadata=SPELT_FROM)
    reply_to: AddressOrBlank = ""
    seller: str = ""
    host: str = ""
    port: Annotated[int, Within(1, 65535)] = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    allow_plaintext: bool = False
    ca_file: BesideConfigOrBlank = None
    username: str = ""
    password_env: str = ""
    password_file: str = ""
    password_command: str = ""
    timeout: Duration = timedelta(seconds=60)
    give_up_after: Duration = timedelta(days=2)
    daily_cap: Positive = 200
    config_folder: Path = field(default=Path(), repr=False, compare=False, metadata=BESIDE)

    @property
    def password_path(self) -> Path | None:
        """The file that the password is in, where it is in one."""
        where = self.password_file.strip()
        return self.config_folder / Path(where).expanduser() if where else None

    @property
    def password(self) -> Secret | None:
        """The source of the password; None where none is named."""
        for kind in PASSWORD_KINDS:
            if where := getattr(self, f"password_{kind}").strip():
                return Secret(f"mail.password_{kind}", kind, where, self.config_folder)
        return None


@dataclass(frozen=True)
class InvoiceTable(ConfigTable):
    """What stands on a top-up invoice beside its parties and the amount."""

    vat_rate: Rate = ""
    vat: str = ""
    due_days: Annotated[int, Within(0, 365)] = 5
    signature: str = ""


@dataclass(frozen=True)
class AccountTable(ConfigTable):
    """The bank account that takes payments in one currency; blank: not known."""

    payee: str = ""
    inn: str = ""
    kpp: str = ""
    account: str = ""
    bank: str = ""
    bic: str = ""
    corr_account: str = ""
    iban: str = ""


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
