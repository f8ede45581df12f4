"""The service's own tabs: which columns they have, how those look, where they start (§3).

Texts of headers are ``texts`` of the key ``<role>.<column>``.
"""

from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import CLIENTS, LOG, Role
from sheets_sync.spreadsheet.column_formats import Format
from sheets_sync.words.speaking import Words


@dataclass(frozen=True)
class OwnColumn:
    """A column of an own tab. ``staff``: staff fill it in and the service never writes it.
    ``wrapped``: a long text takes several lines."""

    key: str
    format: Format = "text"
    width: int = 14
    staff: bool = False
    wrapped: bool = False


@dataclass(frozen=True)
class OwnTab:
    """An own tab: its header stands in ``header_row`` (from 1), its data below."""

    role: str
    header_row: int
    freeze_columns: int
    columns: tuple[OwnColumn, ...]

    def headers(self, words: Words) -> list[str]:
        """The header texts in that language; "" for a blank column between two blocks."""
        return [
            words.say(f"{self.role}.{column.key}") if column.key else "" for column in self.columns
        ]

    @property
    def marks(self) -> list[str]:
        """The mark of each column; "" for a blank one, which bears none."""
        return [f"{self.role}.{column.key}" if column.key else "" for column in self.columns]

    def at(self, key: str) -> int:
        """The place of a column, from 0."""
        return [column.key for column in self.columns].index(key)


_GAP: Final = OwnColumn("", width=3)

SUMMARY: Final = OwnTab(
    "summary",
    6,
    2,
    (
        # what one decides by: as wide as a laptop's screen, or a sheet of A4
        OwnColumn("client", width=18, wrapped=True),
        OwnColumn("flag", width=14),
        OwnColumn("balance", "money", 14),
        OwnColumn("days_left", "integer", 10),
        OwnColumn("since", "date", 11),
        OwnColumn("invoice", width=9),
        OwnColumn("unpaid", "money", 14),
        OwnColumn("unpaid_since", "date", 11),
        OwnColumn("hours_change", "times", 8),
        OwnColumn("advice", width=14, wrapped=True),
        OwnColumn("reasons", width=26, wrapped=True),
        OwnColumn("verdict", width=14),
        # what stands behind it: one screen further
        OwnColumn("range", width=14),
        OwnColumn("index", "ratio", 9),
        OwnColumn("effective", "tenths", 10),
        OwnColumn("margin", "money", 14),
        OwnColumn("last_paid_on", "date", 12),
        OwnColumn("last_paid", "money", 14),
        OwnColumn("quotes", "ratio", 11),
        OwnColumn("peers_quotes", "ratio", 9),
        OwnColumn("off_channel", "percent", 10),
        OwnColumn("unbilled", "integer", 11),
        OwnColumn("findings", width=14),
        OwnColumn("threshold", "money", 14),
        OwnColumn("bar", width=12),
        OwnColumn("currency", width=11),
        # and what is asked for now and then
        OwnColumn("last_notice", width=68),
        OwnColumn("trend", width=15),
        OwnColumn("charged_month", "money", 14),
        OwnColumn("charged_before", "money", 14),
        OwnColumn("hours", "tenths", 11),
        OwnColumn("hours_before", "tenths", 11),
        OwnColumn("yield", "money", 13),
        OwnColumn("money_share", "percent", 9),
        OwnColumn("labour_share", "percent", 9),
        OwnColumn("given_hours", "tenths", 12),
        OwnColumn("given_worth", "money", 14),
        OwnColumn("unbilled_share", "percent", 11),
        OwnColumn("coverage", "percent", 10),
        OwnColumn("note", width=44, wrapped=True),
        _GAP,
        # what the words mean
        OwnColumn("word", width=20),
        OwnColumn("meaning", width=112),
        _GAP,
        # what the charts are drawn from
        OwnColumn("chart_client", width=25),
        OwnColumn("chart_balance", "money", 16),
        OwnColumn("chart_threshold", "money", 16),
        OwnColumn("chart_taker", width=25),
        OwnColumn("chart_index", "ratio", 12),
        OwnColumn("chart_same", "ratio", 12),
        OwnColumn("chart_heavy", "ratio", 12),
        OwnColumn("chart_low", "ratio", 12),
        OwnColumn("chart_high", "ratio", 12),
        OwnColumn("chart_month", width=12),
        OwnColumn("chart_hours", "tenths", 14),
        OwnColumn("chart_charged", "money", 16),
    ),
)
SUMMARY_TABLE: Final = SUMMARY.at("note") + 1
"""So many columns, from the first, are the table of clients."""

SUMMARY_SCREENS: Final = ("verdict", "currency", "yield", "note")
"""The last column of each part of the table that a screen, or a page, shows at once."""

CHARTS: Final = ("balances", "effort", "months")
"""The charts below Summary's table, from left to right."""

GUIDE_ROWS: Final = 3
"""Rows above the header of Effort and of Staff: how to read the tab, and sums of what is shown."""

EFFORT: Final = OwnTab(
    "effort",
    GUIDE_ROWS + 1,
    3,
    (
        OwnColumn("month", width=23),
        OwnColumn("client", width=25),
        OwnColumn("service", width=24),
        OwnColumn("orders", "integer", 10),
        OwnColumn("hours", "tenths", 8),
        OwnColumn("per_order", "tenths", 10),
        OwnColumn("norm", "tenths", 15),
        OwnColumn("peers", "integer", 9),
        OwnColumn("ratio", "ratio", 11),
        OwnColumn("verdict", width=13),
        OwnColumn("entries", "ratio", 10),
        OwnColumn("uncredited", "tenths", 12),
        OwnColumn("given_away", "tenths", 11),
        OwnColumn("off_channel", "integer", 9),
        OwnColumn("out_of_tariff", "integer", 9),
        OwnColumn("personal", "integer", 10),
        OwnColumn("", width=84),  # the chart stands here
        # what the chart is drawn from
        OwnColumn("funnel_client", width=25),
        OwnColumn("funnel_orders", "ratio", 12),
        OwnColumn("funnel_index", "ratio", 12),
        OwnColumn("funnel_high", "ratio", 12),
        OwnColumn("funnel_low", "ratio", 12),
        OwnColumn("funnel_heavy", "ratio", 12),
    ),
)
EFFORT_TABLE: Final = EFFORT.at("personal") + 1
"""So many columns, from the first, are the table of labour."""
STAFF: Final = OwnTab(
    "staff",
    GUIDE_ROWS + 1,
    2,
    (
        OwnColumn("month", width=12),
        OwnColumn("staff", width=22),
        OwnColumn("currency", width=12),
        OwnColumn("credited", "tenths", 12),
        OwnColumn("uncredited", "tenths", 12),
        OwnColumn("charged", "money", 17),
        OwnColumn("off_channel", "integer", 16),
        OwnColumn("out_of_tariff", "integer", 15),
        OwnColumn("personal", "integer", 19),
    ),
)
NOTICES: Final = OwnTab(
    "notices",
    1,
    1,
    (
        OwnColumn("number", "integer", 7),
        OwnColumn("when", "datetime", 16),
        OwnColumn("client", width=22, wrapped=True),
        OwnColumn("kind", width=15),
        OwnColumn("balance", "money"),
        OwnColumn("asked", "money"),
        OwnColumn("currency", width=11),
        OwnColumn("invoice", width=10),
        OwnColumn("to", width=28, wrapped=True),
        OwnColumn("state", width=40, wrapped=True),
        OwnColumn("send", "check", 13, staff=True),
        OwnColumn("code", width=16),
    ),
)
FINDINGS: Final = OwnTab(
    "findings",
    1,
    2,
    (
        OwnColumn("since", "date", 11),
        OwnColumn("place", width=16),
        OwnColumn("what", width=44, wrapped=True),
        OwnColumn("cure", width=46, wrapped=True),
        OwnColumn("text", width=18, wrapped=True),
        OwnColumn("client", width=20, wrapped=True),
        OwnColumn("staff", width=14),
        OwnColumn("rows", "integer", 8),
        OwnColumn("places", width=34, wrapped=True),
        OwnColumn("code", width=22),
    ),
)

BANK: Final = OwnTab(
    "bank",
    1,
    2,
    (
        # what one settles by: as wide as a laptop's screen
        OwnColumn("day", "date", 11),
        OwnColumn("payer", width=21, wrapped=True),
        OwnColumn("purpose", width=29, wrapped=True),
        OwnColumn("amount", "money", 16),
        OwnColumn("matched", width=17, wrapped=True),
        OwnColumn("how", width=22, wrapped=True),
        OwnColumn("client", width=18, staff=True, wrapped=True),
        OwnColumn("state", width=24, wrapped=True),
        # what stands behind it
        OwnColumn("currency", width=11),
        OwnColumn("account", width=23),
        OwnColumn("tax_number", width=14),
        OwnColumn("code", width=12),
    ),
)
"""Credits of the bank's statements (§20): made where the config names a folder of them."""

OWN: Final = {tab.role: tab for tab in (SUMMARY, EFFORT, STAFF, NOTICES, FINDINGS, BANK)}

COPIED_ROLES: Final[dict[str, Role]] = {"clients_copy": CLIENTS, "log_copy": LOG}
"""Own tabs of a companion that copy a staff tab: a source row, then the role's columns."""
