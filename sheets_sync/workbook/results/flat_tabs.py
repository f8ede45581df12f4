"""The flat tabs: Effort, Staff, Findings (design §3).

A flat tab has its header in row 1 and one line a row below; cells past the last line are
cleared.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from sheets_sync.billing.effort import WINDOW, Effort
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.tables import SCALE, Book, Terms
from sheets_sync.workbook.diff import Wanted
from sheets_sync.workbook.layout import Language
from sheets_sync.workbook.own_tabs import OWN
from sheets_sync.workbook.protocol import Link, Tab, Value
from sheets_sync.workbook.results import encode
from sheets_sync.workbook.texts import say
from sheets_sync.workbook.wording import Cause

Row: TypeAlias = Sequence[Value]
Line: TypeAlias = tuple[object, ...]
"""What makes a line of Findings the same as one of an earlier run."""


def flat(tab: Tab, header: Sequence[str], rows: Iterable[Row]) -> list[Wanted]:
    """A whole flat tab, column by column."""
    lines = list(rows)
    columns = zip(*lines, strict=True) if lines else ((),) * len(header)
    return [
        Wanted(tab.ref, index, 1, [name, *cells])
        for index, (name, cells) in enumerate(zip(header, columns, strict=True))
    ]


def effort_rows(
    book: Book, effort: Effort, terms: Terms, day: int, language: Language
) -> list[Row]:
    """month × client × service; the last block is the window and reproduces the index."""
    first, last = encode.day(day - terms.window + 1), encode.day(day)
    window = say("effort.window", language, first=first, last=last)
    table = effort.table
    columns = (
        table[name].tolist() for name in ("month", "client", "service", "orders", "minutes", "norm")
    )
    return [
        _effort_row(
            window if month == WINDOW else month, client, service, orders, minutes, norm, book
        )
        for month, client, service, orders, minutes, norm in zip(*columns, strict=True)
    ]


def _effort_row(
    month: str,
    client: int,
    service: int,
    orders: int,
    minutes: int,
    norm: Fraction | None,
    book: Book,
) -> Row:
    # Integers throughout: there are as many lines as months × clients × services.
    whole = SCALE * orders
    ratio = None
    if norm:
        ratio = _hundredths(minutes * norm.denominator, whole * norm.numerator)
    return (
        month,
        encode.text(book.clients[client].name),
        encode.text(book.services[service]),
        float(orders),
        encode.fixed(minutes),
        _hundredths(minutes, whole),
        None if norm is None else _hundredths(norm.numerator, norm.denominator),
        ratio,
    )


def _hundredths(numerator: int, denominator: int) -> float:
    """A quotient rounded half up to two decimals, as a cell's number."""
    return half_up(numerator * 100, denominator) / 100


def staff_rows(book: Book, effort: Effort, language: Language) -> list[Row]:
    """month × staff × currency: what was credited, what was not, and why not."""
    names = (
        "month", "staff", "currency", "credited", "uncredited", "charged",
        "off_channel", "out_of_tariff", "personal",
    )  # fmt: skip
    nobody = say("staff.nobody", language)
    return [
        (
            month,
            encode.text(book.staff[staff]) if staff >= 0 else nobody,
            currency,
            encode.fixed(credited),
            encode.fixed(uncredited),
            encode.major(charged, currency),
            *(float(count) for count in counts),
        )
        for month, staff, currency, credited, uncredited, charged, *counts in zip(
            *(effort.staff[name].tolist() for name in names), strict=True
        )
    ]


def finding_rows(causes: Iterable[Cause], since: Mapping[Line, date], today: date) -> list[Row]:
    """One line a cause. ``since``: on which day a line first stood here (``first_seen``)."""
    return [_finding_row(cause, since, today) for cause in causes]


def _finding_row(cause: Cause, since: Mapping[Line, date], today: date) -> Row:
    key = (
        str(cause.code),
        cause.tab,
        cause.message,
        encode.text(cause.client),
        encode.text(cause.text),
    )
    place = f"{cause.tab}!{cause.cell}" if cause.cell else cause.tab
    return (
        since.get(key, today),
        Link(place, cause.tab, cause.cell) if cause.cell else place,
        encode.text(cause.message),
        encode.text(cause.hint),
        encode.text(cause.text),
        encode.text(cause.client),
        encode.text(cause.staff),
        float(cause.rows),
        cause.places,
        str(cause.code),
    )


def first_seen(tab: Tab | None) -> dict[Line, date]:
    """When each line of Findings first stood there, read back from the tab itself (§8)."""
    if tab is None or len(tab.columns) < len(OWN["findings"].columns):
        return {}
    by_key = {column.key: tab.columns[i] for i, column in enumerate(OWN["findings"].columns)}
    seen: dict[Line, date] = {}
    for row in range(1, tab.height):
        since = encode.as_date(by_key["since"][row])
        place = str(by_key["place"][row] or "").rpartition("!")
        key = (
            by_key["code"][row], place[0] or place[2],
            *(by_key[name][row] or None for name in ("what", "client", "text")),
        )  # fmt: skip
        if since is not None:
            seen[key] = min(since, seen.get(key, since))
    return seen
