"""What we know of a spreadsheet beside its cells: tabs, their grids, our marks (design §3).

Marks are developer metadata with ids of our choosing, so that a copy of a tab, whose metadata
gets other ids, is never taken for ours. Facts are kept in the state between runs: the one read
of a run is the cells alone.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from typing import Final, Self

import orjson

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.protocol import Marks

TAB: Final = "sheets-sync.tab"
COLUMN: Final = "sheets-sync.column"
HEADER: Final = "sheets-sync.header"
EDGE: Final = "sheets-sync.edge"
TICKET: Final = "sheets-sync.ticket"
BADGE: Final = "sheets-sync.badge"
KEYS: Final = (TAB, COLUMN, HEADER, EDGE, TICKET, BADGE)
"""A tab of ours; a column of ours; the header row beside which it stands; a tab's last column;
the spreadsheet itself, whose marks say which of our writes was the last, and who mails from it."""

STAKE: Final = "sheets-sync.stake"
"""A line that ``sync init`` is about to mark; nobody else looks at it."""

_VERSION: Final = 4


@dataclass(frozen=True)
class Sheet:
    """One tab. Columns and rows are counted from 0. ``marks`` are columns by the mark's value
    ("log.charge"), ``heads`` the header texts that stood there when it was read, ``named`` those
    that stood there when they were marked ("" for a mark of before that was remembered); ``own``
    is the role of a tab of ours. ``header`` and ``edge`` are where those marks stand, -1 where
    there is none.
    ``protected`` are the descriptions of protections by their ids; ``charts`` the ids of charts
    and the cells (row, column) that they hang on."""

    id: int
    title: str
    rows: int
    columns: int
    own: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    header: int = -1
    edge: int = -1
    protected: Mapping[int, str] = field(default_factory=dict)
    charts: tuple[tuple[int, tuple[int, int]], ...] = ()

    @property
    def strangers(self) -> Mapping[str, str]:
        """Marks under which another header stands than the one that was marked, with that one:
        somebody moved cells from column to column. Tabs of ours write their own headers."""
        if self.own or self.header < 0:
            return {}
        return {
            mark: head
            for mark, head in self.named.items()
            if head and _folded(head) != _folded(self.heads.get(mark, ""))
        }

    def marked(self, columns: Collection[int]) -> set[str]:
        """The marks that stand at those columns."""
        return {mark for mark, at in self.marks.items() if at in columns}


@dataclass(frozen=True)
class Facts:
    """One spreadsheet: its title, locale ("ru_RU"), time zone, and its tabs in their order.
    ``ticket`` is that of our last write, "" where there was none; ``badge`` what ``bear`` left."""

    title: str
    locale: str
    timezone: str
    sheets: tuple[Sheet, ...]
    ticket: str = ""
    badge: str = ""

    def sheet(self, title: str) -> Sheet | None:
        """The tab of that name."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)

    @property
    def marked(self) -> dict[str, frozenset[str]]:
        """The marks in the staff's tabs that bear columns of ours, by title."""
        return {
            each.title: frozenset(each.marks) for each in self.sheets if each.marks and not each.own
        }

    def with_sheet(self, changed: Sheet) -> "Facts":
        """The same, one tab exchanged."""
        sheets = (changed if sheet.id == changed.id else sheet for sheet in self.sheets)
        return replace(self, sheets=tuple(sheets))

    def with_marks(self, marks: Mapping[str, Marks]) -> "Facts":
        """The same, with those marks set in tabs of ours, by title."""
        facts = self
        for title, wanted in marks.items():
            if (sheet := self.sheet(title)) is not None:
                facts = facts.with_sheet(_marked(sheet, wanted))
        return facts

    def seeing(self, tabs: Mapping[str, Sequence[Sequence[Cell]]]) -> "Facts":
        """The same, with the headers at marks that those cells, by title, show."""
        facts = self
        for title, columns in tabs.items():
            if (sheet := self.sheet(title)) is not None:
                facts = facts.with_sheet(replace(sheet, heads=heads_in(sheet, columns)))
        return facts

    def grown(self, to: Mapping[str, tuple[int, int]]) -> "Facts":
        """The same, with tabs, by title, that have so many rows and columns at least."""
        facts = self
        for title, (rows, columns) in to.items():
            sheet = facts.sheet(title)
            if sheet is not None:
                wide = replace(
                    sheet, rows=max(rows, sheet.rows), columns=max(columns, sheet.columns)
                )
                facts = facts.with_sheet(wide)
        return facts

    def as_text(self) -> str:
        """For the state file."""
        known = {"version": _VERSION, **vars(self)}
        return orjson.dumps(known, option=orjson.OPT_NON_STR_KEYS).decode()

    @classmethod
    def from_text(cls, text: str | None) -> Self | None:
        """From the state file; None where there is none that this program wrote."""
        try:
            return cls._parsed(text) if text else None
        except (ValueError, TypeError, LookupError, AttributeError):
            return None  # a cache: what makes no sense is asked for anew

    @classmethod
    def _parsed(cls, text: str) -> Self | None:
        known = orjson.loads(text)
        if known.pop("version", None) != _VERSION:
            return None
        sheets = tuple(
            Sheet(
                **sheet
                | {
                    "protected": {int(key): text for key, text in sheet["protected"].items()},
                    "charts": tuple((number, tuple(place)) for number, place in sheet["charts"]),
                }
            )
            for sheet in known.pop("sheets")
        )
        return cls(**known, sheets=sheets)


def chosen_id(*parts: object) -> int:
    """An id of our choosing for a thing that these parts name: positive, 31 bits."""
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=4).digest()
    return int.from_bytes(digest) & 0x7FFF_FFFF or 1


def mark_id(sheet: int, key: str, value: str = "") -> int:
    """The id of a mark in a tab."""
    return chosen_id("mark", sheet, key, value)


def ticket_id() -> int:
    """The id of the spreadsheet's ticket."""
    return chosen_id("ticket")


def badge_id() -> int:
    """The id of the spreadsheet's badge."""
    return chosen_id("badge")


def protection_id(sheet: int, value: str) -> int:
    """The id of the protection of a column of ours ("log.charge") or of a tab ("")."""
    return chosen_id("protection", sheet, value)


def heads_in(sheet: Sheet, columns: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """The texts at the marks of a tab whose cells are ``columns``, by the mark's value."""
    return {mark: _cell(columns, index, sheet.header) for mark, index in sheet.marks.items()}


def _marked(sheet: Sheet, marks: Marks) -> Sheet:
    sheet = _inserted(sheet, [column.index for column in marks.made])
    return replace(
        sheet,
        marks={**sheet.marks, **marks.columns},
        header=marks.header - 1 if marks.header else sheet.header,
        edge=sheet.edge if sheet.edge >= 0 else sheet.columns - 1,
    )


def _inserted(sheet: Sheet, new: Sequence[int]) -> Sheet:
    """The tab once columns were inserted there, right of all that is ours."""
    first, more = min(new, default=sheet.columns), len(new)
    charts = ((chart, (row, at + more if at >= first else at)) for chart, (row, at) in sheet.charts)
    edge = sheet.edge + more if sheet.edge >= first else sheet.edge
    return replace(sheet, columns=sheet.columns + more, edge=edge, charts=tuple(charts))


def _cell(columns: Sequence[Sequence[Cell]], column: int, row: int) -> str:
    if row < 0 or column >= len(columns) or row >= len(columns[column]):
        return ""
    return str(columns[column][row] or "")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
