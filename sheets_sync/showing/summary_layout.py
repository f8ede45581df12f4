"""Where what stands above Summary's table stands: now, and in a tab that was made before (§9, §18).

A tab keeps the look that it was made with, so its head keeps its places: whatever managers typed
there, and the formats of its cells, stay right. The row of its header tells which of the two it is.
"""

from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.spreadsheet.column_formats import Format


@dataclass(frozen=True)
class HeadLayout:
    """Sheet rows and keys of columns. ``title`` and ``stamp`` are 0 where they have no row of
    their own: ``fresh`` says all of it.

    ``sentences``: the column of what is said of labour (first row) and of dependence (second).
    Managers type into the cell ``choice_column`` of the row ``choice``, left of which stands what
    for, right of it what became of it. ``figures`` are the key figures below the row ``totals``:
    the column that each stands in, and its format; their headers are ``totals.<key>``.
    """

    title: int
    stamp: int
    fresh: int
    rows: int
    sentences: str
    choice: int
    choice_label: str
    choice_column: str
    choice_remark: str
    totals: int
    figures: dict[str, tuple[str, Format]]

    @property
    def choice_at(self) -> int:
        """The place, from 0, of the column that managers type their choice into."""
        return SUMMARY.at(self.choice_column)

    def column(self, figure: str) -> int:
        """The place, from 0, of a key figure."""
        return SUMMARY.at(self.figures[figure][0])


NOW: Final = HeadLayout(
    title=0,
    stamp=0,
    fresh=1,
    rows=2,
    sentences="hours_change",
    choice=1,
    choice_label="range",
    choice_column="margin",
    choice_remark="last_paid",
    totals=3,
    figures={
        "currency": ("client", "text"),
        "check": ("flag", "text"),
        "owed": ("balance", "money"),
        "clients": ("days_left", "integer"),
        "held": ("since", "integer"),
        "invoices": ("invoice", "integer"),
        "unpaid": ("unpaid", "money"),
        "unpaid_since": ("unpaid_since", "date"),
        "margin_share": ("hours_change", "percent"),
        "margin": ("advice", "money"),
        "flags": ("reasons", "text"),
        "prepaid": ("verdict", "money"),
        "balance": ("margin", "money"),
        "money_in": ("last_paid", "money"),
        "unbilled": ("unbilled", "integer"),
        "charged": ("charged_month", "money"),
    },
)
"""Four rows and two currencies above the header: the head is frozen, six rows of a small screen."""

BEFORE: Final = HeadLayout(
    title=1,
    stamp=2,
    fresh=3,
    rows=4,
    sentences="trend",
    choice=5,
    choice_label="client",
    choice_column="balance",
    choice_remark="since",
    totals=6,
    figures={
        "currency": ("client", "text"),
        "check": ("flag", "text"),
        "clients": ("currency", "integer"),
        "prepaid": ("balance", "money"),
        "balance": ("threshold", "money"),
        "over": ("days_left", "integer"),
        "empty": ("since", "integer"),
        "low": ("trend", "integer"),
        "ok": ("index", "integer"),
        "owed": ("range", "money"),
        "margin_share": ("effective", "percent"),
        "margin": ("verdict", "money"),
        "unbilled": ("bar", "integer"),
        "held": ("advice", "integer"),
        "money_in": ("last_paid", "money"),
        "charged": ("charged_month", "money"),
    },
)

_HEADER_BEFORE: Final = 11
"""The row of the header in tabs of before, or one below it."""

FROZEN: Final = SUMMARY.header_row
"""So many rows at most are frozen (§18)."""


def layout_of(header: int) -> HeadLayout:
    """The layout of a tab whose header stands in that sheet row."""
    return NOW if header < _HEADER_BEFORE else BEFORE


def header_below(currencies: int) -> int:
    """The row of the header in a new tab with key figures of so many currencies."""
    header = max(SUMMARY.header_row, NOW.totals + currencies + 1)
    return header if header < _HEADER_BEFORE else BEFORE.totals + currencies + 2
