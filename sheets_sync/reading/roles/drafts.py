"""Prices that are tried before they are agreed on, as one more source of Prices (design §18)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sheets_sync.billing.days import to_date
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import alike, fold
from sheets_sync.billing.nearest import nearest
from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.reading.cells import name_in
from sheets_sync.reading.headers import known_headers, source_of
from sheets_sync.reading.layout import DRAFTS, PRICES
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.prices import FIRST_YEAR
from sheets_sync.reading.sources.matching import Aliases
from sheets_sync.reading.sources.places import Source
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_EVERYONE: Final = ("", "*")


@dataclass(frozen=True)
class Trial:
    """Draft prices of one client, and for everyone, as one more source of Prices: ``tab`` is as
    read, but for rows of others, which are blank, and for the days from which rows count.
    ``rows`` are sheet rows, ``days`` the day, a serial, of each but those whose day is a finding;
    ``typed`` those of them that stand there.
    """

    tab: Tab
    sought: Sought
    rows: tuple[int, ...]
    days: Mapping[int, int]
    typed: Mapping[int, int]

    def beside(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with these drafts in it."""
        ref = self.sought.ref
        files = (*snapshot.files, ref) if self.sought.is_file else snapshot.files
        return replace(snapshot, tabs={**snapshot.tabs, ref: self.tab}, files=files)

    def as_tried(self, finding: Finding) -> Finding:
        """A finding in one of these rows; of a tie, whether it comes of the day of the trial."""
        typed = self.typed.get(finding.row)
        if finding.code is not Code.AMBIGUOUS_PRICE or typed in (None, self.days[finding.row]):
            return finding
        return replace(finding, variant=Variant.TRIED)


@dataclass(frozen=True)
class Trying:
    """For whom drafts are tried (None: everybody), and from when: ``start`` is a day that overrules
    all Valid from, None where they count; ``window`` is where a row begins that has none, or one
    still to come. Days are serials. ``known`` are the folded names of all clients: a row with none
    of them, but with the beginning of the client's or one much like it, is tried for them, and
    its name is a finding."""

    window: int
    client: str | None = None
    start: int | None = None
    known: frozenset[str] = frozenset()


def draft_tabs(snapshot: Snapshot) -> list[Tab]:
    """The tabs of staff's that are called Drafts, in whatever language."""
    names = set(map(fold, DRAFTS.names))
    return [tab for ref, tab in snapshot.tabs.items() if fold(ref) in names and not tab.own]


def draft_source(snapshot: Snapshot, aliases: Aliases) -> Source | None:
    """The tab Drafts; None where there is none, or one that is no list of prices.

    A column in it that is named twice, or ours that somebody took, makes it no such list: what is
    only tried stops no run.
    """
    for tab in draft_tabs(snapshot):
        with suppress(UsageError):
            _, found = known_headers(tab, DRAFTS, aliases)
            if DRAFTS.has(found):
                return source_of(snapshot, DRAFTS, 0, Sought(tab.ref), aliases)
    return None


def on_trial(tab: Tab, sought: Sought, aliases: Aliases, rules: Rules, trying: Trying) -> Trial:
    """The drafts of ``tab`` that are tried. Raises ``UsageError`` where it has no header row.

    In a file without a column Client all rows are the client's.
    """
    header, found = known_headers(tab, PRICES, aliases, is_file=sought.is_file)
    if sought.is_file and trying.client is not None and "client" not in found:
        sought = replace(sought, constants={**sought.constants, "client": trying.client})
    kept = [row for row in _filled(tab, header, found) if _concerns(tab, found, row, trying)]
    read = {row: _typed_day(tab, found, row, rules) for row in kept}
    typed = {row: day for row, day in read.items() if isinstance(day, int)}
    days = {
        row: _tried_from(day, rules.day, trying)
        for row, day in read.items()
        if trying.start is not None or not isinstance(day, Code)
    }
    if "valid_from" not in found and kept:
        first = to_date(days[kept[0]]).isoformat()
        sought = replace(sought, constants={**sought.constants, "valid_from": first})
    return Trial(_with(tab, header, found, kept, days), sought, tuple(kept), days, typed)


def _filled(tab: Tab, header: int, found: Mapping[str, int]) -> Iterator[int]:
    """The sheet rows in which any of the columns holds anything."""
    columns = [tab.columns[at] for at in found.values()]
    rows = range(header + 1, tab.height + 1)
    return (row for row in rows if any(_is_filled(column[row - 1]) for column in columns))


def _is_filled(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _concerns(tab: Tab, found: Mapping[str, int], row: int, trying: Trying) -> bool:
    if trying.client is None:
        return True
    whose = "" if "client" not in found else name_in(tab.columns[found["client"]][row - 1])
    folded, client = alike(whose), alike(trying.client)
    if whose in _EVERYONE or folded == client:
        return True
    if fold(whose) in trying.known:
        return False
    return client.startswith(folded) or bool(nearest(whose, [trying.client]))


def _typed_day(tab: Tab, found: Mapping[str, int], row: int, rules: Rules) -> int | Code | None:
    """The Valid from of a row; None where there is none."""
    cell = tab.columns[found["valid_from"]][row - 1] if "valid_from" in found else None
    if not _is_filled(cell):
        return None
    if tab.epoch and isinstance(cell, (int, float)) and not isinstance(cell, bool):
        cell += tab.epoch
    return read_day(cell, rules, FIRST_YEAR)


def _tried_from(typed: int | Code | None, today: int, trying: Trying) -> int:
    """From when a row is tried."""
    if trying.start is not None:
        return trying.start
    return typed if isinstance(typed, int) and typed <= today else trying.window


def _with(
    tab: Tab, header: int, found: Mapping[str, int], kept: Sequence[int], days: Mapping[int, int]
) -> Tab:
    """The tab with the kept rows alone, each from its day on."""
    columns = [_of_rows(column, header, kept) for column in tab.columns]
    if (at := found.get("valid_from")) is not None:
        for row, day in days.items():
            columns[at][row - 1] = to_date(day).isoformat()
    return replace(tab, columns=columns)


def _of_rows(column: Sequence[Cell], header: int, kept: Sequence[int]) -> list[Cell]:
    blank: list[Cell] = [None] * max(len(column) - header, 0)
    cells = [*column[:header], *blank]
    for row in kept:
        cells[row - 1] = column[row - 1]
    return cells
