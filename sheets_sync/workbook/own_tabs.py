"""The service's own tabs: which columns they have, how those look, where they start (§3).

Texts of headers are ``texts`` of the key ``<role>.<column>``.
"""

from dataclasses import dataclass
from typing import Final

from sheets_sync.workbook.layout import CLIENTS, LOG, Language, Role
from sheets_sync.workbook.protocol import Format
from sheets_sync.workbook.texts import say


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of an own tab. ``staff``: staff fill it in and the service never writes it."""

    key: str
    format: Format = "text"
    width: int = 14
    staff: bool = False


@dataclass(frozen=True, slots=True)
class OwnTab:
    """An own tab: its header stands in ``header_row`` (from 1), its data below."""

    role: str
    header_row: int
    freeze_columns: int
    columns: tuple[OwnColumn, ...]

    def headers(self, language: Language) -> list[str]:
        """The header texts in that language."""
        return [say(f"{self.role}.{column.key}", language) for column in self.columns]


SUMMARY: Final = OwnTab(
    "summary",
    11,
    2,
    (
        OwnColumn("client", width=26),
        OwnColumn("flag", width=17),
        OwnColumn("currency", width=11),
        OwnColumn("balance", "money"),
        OwnColumn("threshold", "money"),
        OwnColumn("days_left", "integer", 13),
        OwnColumn("last_paid_on", "date", 13),
        OwnColumn("last_paid", "money"),
        OwnColumn("charged_month", "money"),
        OwnColumn("charged_before", "money"),
        OwnColumn("hours", "ratio", 14),
        OwnColumn("index", "ratio", 13),
        OwnColumn("coverage", "percent", 13),
        OwnColumn("yield", "money"),
        OwnColumn("margin", "money"),
        OwnColumn("quotes", "ratio", 11),
        OwnColumn("peers_quotes", "ratio", 11),
        OwnColumn("off_channel", "percent", 11),
        OwnColumn("unbilled", "integer", 11),
        OwnColumn("unbilled_share", "percent", 11),
        OwnColumn("last_notice", "text", 34),
        OwnColumn("trend", width=20),
        OwnColumn("findings", "integer", 11),
        OwnColumn("advice", width=18),
        OwnColumn("note", width=52),
        OwnColumn("reasons", width=96),
    ),
)
TOTALS: Final = (
    "currency", "check", "clients", "balance", "prepaid", "over", "empty", "low", "ok",
    "money_in", "charged", "unbilled", "held",
)  # fmt: skip
"""The key figures above Summary's table, a row a currency; texts are ``totals.<key>``."""

TOTALS_ROW: Final = 5
"""The row of their header."""

TOTALS_FORMATS: Final[tuple[Format, ...]] = (
    "text", "text", "integer", "money", "money", *("integer",) * 4, "money", "money", "integer",
    "integer",
)  # fmt: skip

EFFORT: Final = OwnTab(
    "effort",
    1,
    3,
    (
        OwnColumn("month", width=24),
        OwnColumn("client", width=26),
        OwnColumn("service", width=30),
        OwnColumn("orders", "integer", 10),
        OwnColumn("minutes", "number", 11),
        OwnColumn("per_order", "ratio", 16),
        OwnColumn("norm", "ratio", 24),
        OwnColumn("ratio", "ratio", 10),
    ),
)
STAFF: Final = OwnTab(
    "staff",
    1,
    2,
    (
        OwnColumn("month", width=12),
        OwnColumn("staff", width=22),
        OwnColumn("currency", width=10),
        OwnColumn("credited", "number", 18),
        OwnColumn("uncredited", "number", 20),
        OwnColumn("charged", "money", 16),
        OwnColumn("off_channel", "integer", 14),
        OwnColumn("out_of_tariff", "integer", 14),
        OwnColumn("personal", "integer", 16),
    ),
)
NOTICES: Final = OwnTab(
    "notices",
    1,
    1,
    (
        OwnColumn("number", "integer", 7),
        OwnColumn("when", "datetime", 17),
        OwnColumn("client", width=26),
        OwnColumn("kind", width=18),
        OwnColumn("balance", "money"),
        OwnColumn("asked", "money"),
        OwnColumn("currency", width=10),
        OwnColumn("invoice", width=12),
        OwnColumn("to", width=34),
        OwnColumn("state", width=70),
        OwnColumn("send", "check", 10, staff=True),
    ),
)
FINDINGS: Final = OwnTab(
    "findings",
    1,
    2,
    (
        OwnColumn("since", "date", 12),
        OwnColumn("place", width=18),
        OwnColumn("what", width=76),
        OwnColumn("cure", width=96),
        OwnColumn("text", width=24),
        OwnColumn("client", width=26),
        OwnColumn("staff", width=18),
        OwnColumn("rows", "integer", 8),
        OwnColumn("places", width=34),
        OwnColumn("code", width=22),
    ),
)

OWN: Final = {tab.role: tab for tab in (SUMMARY, EFFORT, STAFF, NOTICES, FINDINGS)}

COPIED_ROLES: Final[dict[str, Role]] = {"clients_copy": CLIENTS, "log_copy": LOG}
"""Own tabs of a companion that copy a staff tab: a source row, then the role's columns."""
