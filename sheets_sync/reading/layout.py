"""Tabs and columns: their keys and who owns them (design §3); their names are words of ours.

A key is ``role.column`` ("log.minutes"); a tab's name is the text ``tab.<role>``, a header that
of the column's key, known in every language that we speak. ``OWN`` columns are written by the
service beside the staff's rows and are known by their mark; all others belong to staff and are
found by header.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.column_formats import Format
from sheets_sync.words import in_every_language

if TYPE_CHECKING:
    from sheets_sync.words.speaking import Words

OPEN: Final = "..."
"""Stands in lines that ``init`` proposes for a header that a person must choose (design §15)."""
IGNORED: Final = "ignored"
"""In the config's columns of a role: headers of columns that nothing is read from, nor told of."""
HEADER_ROWS: Final = 10
"""A tab's header row is looked for in this many rows from the top."""


def _told(names: tuple[str, ...]) -> str:
    english, *others = names
    return f'"{english}" ({", ".join(others)})'


@dataclass(frozen=True)
class Column:
    """A column of a staff tab: ``key`` within its ``role``. One that is not ``offered`` is made
    in new tabs alone: wherever else it is, staff have it of their own will."""

    role: str
    key: str
    format: Format = "text"
    required: bool = False
    own: bool = False
    width: int = 14
    offered: bool = True

    def name(self, words: "Words") -> str:
        """The header in that language."""
        return words.say(f"{self.role}.{self.key}")

    @property
    def names(self) -> tuple[str, ...]:
        """The header in every language, English first."""
        return in_every_language(f"{self.role}.{self.key}")

    @property
    def told(self) -> str:
        """The header for a message, whatever language the workbook is in: "Client" (Клиент)."""
        return _told(self.names)


@dataclass(frozen=True)
class Role:
    """A staff tab: its key, its columns in the order in which init makes them."""

    key: str
    columns: tuple[Column, ...]

    def name(self, words: "Words") -> str:
        """The tab's name in that language."""
        return words.say(f"tab.{self.key}")

    @property
    def names(self) -> tuple[str, ...]:
        """The tab's name in every language, English first."""
        return in_every_language(f"tab.{self.key}")

    @property
    def told(self) -> str:
        """The tab's name for a message, whatever language the workbook is in: "Log" (Журнал)."""
        return _told(self.names)

    def name_beside(self, tabs: Collection[str], words: "Words | None" = None) -> str:
        """The tab's name in the language that the default ones among ``tabs`` are in, whether it is
        among them or not; where none is, in ``words``, else in English."""
        spoken = [
            sum(name in tabs for name in names)
            for names in zip(*(role.names for role in STAFF_ROLES.values()), strict=True)
        ]
        if words is not None and not any(spoken):
            return self.name(words)
        return self.names[spoken.index(max(spoken))]

    def has(self, found: Collection[str]) -> bool:
        """Whether all required columns are among those ``found``, keys."""
        return all(column.key in found for column in self.columns if column.required)

    @cached_property
    def staff_columns(self) -> tuple[Column, ...]:
        """The columns that belong to staff."""
        return tuple(column for column in self.columns if not column.own)

    @cached_property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns that the service writes beside the staff's rows."""
        return tuple(column for column in self.columns if column.own)


CLIENTS: Final = Role(
    "clients",
    (
        Column("clients", "client", required=True, width=26),
        Column("clients", "email", width=32),
        Column("clients", "language", width=12),
        Column("clients", "currency", width=10),
        Column("clients", "threshold", "money"),
        Column("clients", "credit_limit", "money"),
        Column("clients", "topup", "money"),
        Column("clients", "manager", width=28),
        Column("clients", "state", width=13),
        Column("clients", "details", "lines", width=30),
        Column("clients", "contract", width=20),
        Column("clients", "note", width=34),
        Column("clients", "ask", "money", offered=False),
        Column("clients", "balance", "money", own=True),
        Column("clients", "flag", own=True, width=14),
        Column("clients", "days_left", "integer", own=True, width=14),
    ),
)
PRICES: Final = Role(
    "prices",
    (
        Column("prices", "client", width=26),
        Column("prices", "service", required=True, width=30),
        Column("prices", "unit", width=8),
        Column("prices", "price", "plain", required=True),
        Column("prices", "minimum", "plain", width=11),
        Column("prices", "step", "plain", width=9),
        Column("prices", "included", "plain", width=18),
        Column("prices", "valid_from", "date"),
        Column("prices", "currency", width=10),
        Column("prices", "note", width=34),
    ),
)
PAYMENTS: Final = Role(
    "payments",
    (
        Column("payments", "date", "date", required=True, width=12),
        Column("payments", "client", required=True, width=26),
        Column("payments", "amount", "plain", required=True),
        Column("payments", "kind", width=14),
        Column("payments", "reference", width=30),
    ),
)
LOG: Final = Role(
    "log",
    (
        Column("log", "date", "date", required=True, width=11),
        Column("log", "client", required=True, width=18),
        Column("log", "service", required=True, width=18),
        Column("log", "order", width=8),
        Column("log", "quantity", "plain", width=12),
        Column("log", "minutes", "plain", width=9),
        Column("log", "staff", width=12),
        Column("log", "channel", width=10),
        Column("log", "agreed", "plain", width=9),
        Column("log", "note", width=15),
        Column("log", "billable", width=9),
        Column("log", "status", own=True, width=42),
        Column("log", "price", "price", own=True, width=10),
        Column("log", "charge", "money", own=True, width=11),
        Column("log", "balance", "money", own=True, width=13),
    ),
)
"""Status stands beside the staff's last column, and all up to it on a screen of 1366 pixels: what
it says of a row that is not charged runs on over the three that are blank then."""


HOURS: Final = Column("log", "hours", "plain", width=10)
"""Minutes of Log, in hours: read where Log has it and no Minutes (design §15)."""

FREE: Final = Column("log", "free")
"""Billable the other way about, Non-billable: read where Log has it (design §15)."""

SPAN: Final = (Column("log", "begin"), Column("log", "end"))
"""Begin and end of work: labour where the config names them, and nothing says it better."""

BREAK: Final = Column("log", "break")
"""What begin and end have too much: read where these are labour (design §15)."""

DECLARED: Final = "log.unit"
"""Among further headers: those of labour whose unit the config says."""

HOUR: Final = 60
"""Minutes."""

STAFF_ROLES: Final = {role.key: role for role in (CLIENTS, PRICES, PAYMENTS, LOG)}
"""What every run reads."""

_IN_DRAFTS: Final = {
    "client": 20, "service": 22, "price": 12, "included": 12, "valid_from": 12, "note": 18,
}  # fmt: skip
"""Widths of those columns of Prices that leave room for ours beside them on a page."""

DRAFTS: Final = Role(
    "drafts",
    (
        *(replace(each, width=_IN_DRAFTS.get(each.key, each.width)) for each in PRICES.columns),
        Column("drafts", "quantity", "number", own=True, width=12),
        Column("drafts", "hours", "tenths", own=True, width=9),
        Column("drafts", "charged", "money", own=True),
        Column("drafts", "drafted", "money", own=True),
        Column("drafts", "difference", "money", own=True, width=13),
    ),
)
"""Prices before they are agreed on (§18): staff's tab, where they keep one. No run needs it."""


def role_of(key: str) -> Role:
    """The role of staff's tabs of that key; raises ``KeyError`` where there is none."""
    return DRAFTS if key == DRAFTS.key else STAFF_ROLES[key]


OWN_TABS: Final = ("summary", "effort", "staff", "notices", "findings")
"""The service's own tabs that every workbook has."""

BANK: Final = "bank"
"""The own tab of credits out of banks' statements (§20): there where the config has a folder."""

COPIED_TABS: Final = {"clients_copy": "clients", "log_copy": "log"}
"""Own tabs of a companion workbook, and the staff's tab that each copies, with our columns beside
the rows (§11)."""


def own_tab_name(role: str, words: "Words") -> str:
    """The name of one of the service's own tabs, copies of a companion included."""
    return words.say(f"tab.{COPIED_TABS.get(role, role)}")


def own_tab_names() -> set[str]:
    """The names that the service's own tabs may bear, in every language."""
    return {name for role in OWN_TABS for name in in_every_language(f"tab.{role}")}


def bank_tab_names() -> set[str]:
    """The names that the tab Bank may bear, in every language."""
    return set(in_every_language(f"tab.{BANK}"))
