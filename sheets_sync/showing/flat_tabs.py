"""The flat tabs: Findings, and what all flat tabs have in common (design §3).

One line a row below the header; cells past the last line are cleared. Effort and Staff have a
reading guide above it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sheets_sync.billing.names import fold
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.columns.whole import below
from sheets_sync.showing import encode
from sheets_sync.showing.own_places import OwnPlaces
from sheets_sync.showing.own_tabs import FINDINGS, OwnTab
from sheets_sync.showing.wording import Cause
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.cell_value import Link, Value
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.words.speaking import Words

Row: TypeAlias = Sequence[Value]

Line: TypeAlias = tuple[object, ...]
"""What makes a line of Findings the same as one of an earlier run: its key, the client, what was
typed. A line of before there were keys: its code, the tab, the client, what was typed."""


def flat(tab: Tab, header: Sequence[str], rows: Sequence[Row]) -> list[Wanted]:
    """A whole flat tab, column by column."""
    columns = turned(rows, len(header))
    return [
        Wanted(tab.ref, index, 1, [name, *cells])
        for index, (name, cells) in enumerate(zip(header, columns, strict=True))
    ]


def turned(rows: Sequence[Row], width: int) -> list[Sequence[Value]]:
    """Rows of ``width`` cells as columns."""
    return list(zip(*rows, strict=True)) if rows else [()] * width


def guided(
    tab: Tab,
    own: OwnTab,
    columns: Sequence[Sequence[Value]],
    third: Mapping[str, Value],
    words: Words,
) -> list[Wanted]:
    """A flat tab under its reading guide of two lines; ``third`` has the cells of the next one,
    by column, ``columns`` what stands below the header."""
    guide = [words.say(f"{own.role}.{key}") for key in ("guide", "guide_more")]
    return [
        Wanted(
            tab.ref,
            index,
            1,
            _under([*(guide if index == 0 else (None, None)), third.get(column.key), name], cells),
        )
        for index, (column, name, cells) in enumerate(
            zip(own.columns, own.headers(words), columns, strict=True)
        )
    ]


def _under(head: Sequence[Value], cells: Sequence[Value]) -> Sequence[Value]:
    """A column with the cells of ``head``, texts and numbers, above it."""
    return below(head, cells) if isinstance(cells, Packed | Numbers) else [*head, *cells]


def finding_rows(causes: Iterable[Cause], since: Mapping[Line, date], today: date) -> list[Row]:
    """One line a cause. ``since``: on which day a line first stood here (``first_seen``)."""
    return [_finding_row(cause, since, today) for cause in causes]


def _finding_row(cause: Cause, since: Mapping[Line, date], today: date) -> Row:
    about = (encode.text(cause.client), encode.text(cause.text))
    first = since.get((cause.key, *about)) or since.get((str(cause.code), cause.tab, *about))
    in_a_tab = cause.place == f"{cause.tab}!{cause.cell}"
    return (
        first or today,
        Link(cause.place, cause.tab, cause.cell) if in_a_tab else encode.text(cause.place),
        encode.text(cause.message),
        encode.text(cause.hint),
        encode.text(cause.text),
        encode.text(cause.client),
        encode.text(cause.staff),
        float(cause.rows),
        cause.places,
        cause.key,
    )


def finding_places(
    tab: Tab, places: OwnPlaces, causes: Iterable[Cause]
) -> dict[str, tuple[str, str]]:
    """Where the first line of each client (by folded name) stands: the tab and the cell."""
    found: dict[str, tuple[str, str]] = {}
    for row, cause in enumerate(causes, start=FINDINGS.header_row + 1):
        found.setdefault(fold(cause.client), (tab.ref, a1(*places.moved(0, row))))
    found.pop("", None)
    return found


def first_seen(tab: Tab) -> dict[Line, date]:
    """When each line of Findings, a tab as made, first stood there, read back from it (§8)."""
    by_key = {column.key: tab.columns[i] for i, column in enumerate(FINDINGS.columns)}
    seen: dict[Line, date] = {}
    for row in range(1, tab.height):
        since = encode.as_date(by_key["since"][row])
        place = str(by_key["place"][row] or "").rpartition("!")
        code = str(by_key["code"][row] or "")
        about = (by_key[name][row] or None for name in ("client", "text"))
        key = (code, *about) if " " in code else (code, place[0] or place[2], *about)
        if since is not None:
            seen[key] = min(since, seen.get(key, since))
    return seen
