"""Which filter, colours, charts and print set-up each tab of ours gets (design §9)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.errors import UsageError
from sheets_sync.reading import headers
from sheets_sync.reading.layout import CLIENTS
from sheets_sync.showing.chart_figures import CLIENTS_DRAWN, MONTHS_DRAWN
from sheets_sync.showing.colour_rules import bank_rules, effort_rules, staff_rules, summary_rules
from sheets_sync.showing.funnel import FUNNEL_DRAWN
from sheets_sync.showing.money_formats import formats_by_row
from sheets_sync.showing.own_tabs import (
    BANK,
    CHARTS,
    EFFORT,
    EFFORT_TABLE,
    NOTICES,
    STAFF,
    SUMMARY,
    SUMMARY_SCREENS,
    SUMMARY_TABLE,
    OwnTab,
)
from sheets_sync.showing.summary_layout import HeadLayout, header_below, layout_of
from sheets_sync.spreadsheet.decoration import (
    BLUE,
    CHART_WIDTH,
    GREY,
    ORANGE,
    RED,
    Amounts,
    Chart,
    Decoration,
    Series,
)
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.words.speaking import Words

_LAST_PRINTED: Final = {"notices": "send", "findings": "rows", "bank": "tax_number"}
"""The column with which a printed page of a tab ends: what stands behind it is for the program."""
_RULES: Final = {EFFORT.role: effort_rules, STAFF.role: staff_rules, BANK.role: bank_rules}
_LEFT: Final = 160
"""Charts begin right of the column of names, which is repeated on each printed page."""
_BETWEEN: Final = 12


def header_row(own: OwnTab, snapshot: Snapshot) -> int:
    """Where a new tab has its header: lower where the clients of a workbook like ``snapshot``
    have many currencies, each of which has key figures of its own."""
    if own is not SUMMARY:
        return own.header_row
    clients = _clients(snapshot)
    named = _column_of(clients, "currency")
    usual = len(named) < max(len(_column_of(clients, "client")), 1)
    return header_below(len(set(named)) + usual)


def decoration(own: OwnTab, snapshot: Snapshot, header: int, words: Words) -> Decoration:
    """What a new tab ``own`` gets beside its columns, in a workbook like ``snapshot``, with its
    header in the row ``header``."""
    wrapped = tuple(at for at, column in enumerate(own.columns) if column.wrapped)
    if own is SUMMARY:
        return _summary(snapshot, wrapped, header, words)
    rules = _RULES.get(own.role, tuple)()
    amounts = _amounts(own, len(own.columns), header) if own in (STAFF, NOTICES, BANK) else ()
    if own is EFFORT:
        printed = ((0, EFFORT_TABLE - 1),)
        charts = (_funnel(words),)
        return Decoration(EFFORT_TABLE, rules, charts=charts, below=1, printed=printed)
    last = own.at(_LAST_PRINTED[own.role]) if own.role in _LAST_PRINTED else len(own.columns) - 1
    return Decoration(len(own.columns), rules, amounts, wrapped=wrapped, printed=((0, last),))


def _funnel(words: Words) -> Chart:
    """Raw indices over the orders behind them, right of the table; what is chance between lines."""
    at = EFFORT.at
    series = (
        Series(at("funnel_index"), "marks", BLUE),
        Series(at("funnel_high"), "dashed", GREY),
        Series(at("funnel_low"), "dashed", GREY),
        Series(at("funnel_heavy"), "line", RED),
    )
    return Chart(
        "funnel",
        words.say("chart.funnel"),
        at("funnel_orders"),
        series,
        FUNNEL_DRAWN,
        left=sum(7 * column.width + 10 for column in EFFORT.columns[:EFFORT_TABLE]),
        axis=words.say("chart.times"),
        across=words.say("chart.orders"),
    )


def _amounts(own: OwnTab, columns: int, header: int) -> tuple[Amounts, ...]:
    """The money columns of a table, each row in the currency that it names."""
    money = [at for at in range(columns) if own.columns[at].format == "money"]
    return (Amounts(tuple(money), formats_by_row(own.at("currency"), header + 1), header + 1),)


def _totals(layout: HeadLayout, header: int) -> Amounts:
    money = sorted(SUMMARY.at(key) for key, kind in layout.figures.values() if kind == "money")
    named, top = layout.column("currency"), layout.totals + 1
    return Amounts(tuple(money), formats_by_row(named, top), top, header - 1)


def _summary(snapshot: Snapshot, wrapped: tuple[int, ...], header: int, words: Words) -> Decoration:
    clients = _clients(snapshot)
    choices = names_of_clients(snapshot)
    rows = max(clients.height - choices[2] + 1, 0) if clients and choices else 0
    layout = layout_of(header)
    choice = layout.choice_at
    return Decoration(
        filtered=SUMMARY_TABLE,
        rules=summary_rules(header + 1),
        amounts=(*_amounts(SUMMARY, SUMMARY_TABLE, header), _totals(layout, header)),
        charts=_charts(words),
        below=header + rows,
        wrapped=wrapped,
        printed=tuple(_pages()),
        inputs=((layout.choice, choice, choice + 1),),
        choices=choices,
    )


def _pages() -> Iterator[tuple[int, int]]:
    """A page for each part of Summary's table."""
    ends = [SUMMARY.at(key) + 1 for key in SUMMARY_SCREENS]
    for left, right in pairwise((0, *ends)):
        yield left, right - 1


def _charts(words: Words) -> tuple[Chart, ...]:
    """The three charts, side by side."""
    at = SUMMARY.at
    money, times, hours = (words.say(f"chart.{key}") for key in ("money", "times", "hours"))
    balances = (
        Series(at("chart_balance"), "columns", BLUE),
        Series(at("chart_threshold"), "marks", RED),
    )
    effort = (
        Series(at("chart_index"), "columns", BLUE),
        Series(at("chart_low"), "marks", ORANGE),
        Series(at("chart_high"), "marks", ORANGE),
        Series(at("chart_same"), "dashed", GREY),
        Series(at("chart_heavy"), "line", RED),
    )
    months = (
        Series(at("chart_hours"), "columns", BLUE),
        Series(at("chart_charged"), "line", ORANGE, right=True),
    )
    drawn = (
        ("chart_client", balances, CLIENTS_DRAWN, money, ""),
        ("chart_taker", effort, CLIENTS_DRAWN, times, ""),
        ("chart_month", months, MONTHS_DRAWN, hours, money),
    )
    return tuple(
        Chart(
            key,
            words.say(f"chart.{key}"),
            at(categories),
            series,
            rows,
            _LEFT + nth * (CHART_WIDTH + _BETWEEN),
            *axes,
        )
        for nth, (key, (categories, series, rows, *axes)) in enumerate(
            zip(CHARTS, drawn, strict=True)
        )
    )


def _clients(snapshot: Snapshot) -> Tab | None:
    """The tab of clients, as far as one sees without the config."""
    tabs = (tab for tab in snapshot.tabs.values() if not tab.own)
    return next(
        (tab for tab in tabs if tab.ref in CLIENTS.names or "clients.balance" in tab.marks),
        None,
    )


def _column_of(clients: Tab | None, key: str) -> list[str]:
    """What stands in a column of Clients, blanks left out."""
    if clients is None:
        return []
    try:
        header, found = headers.known_headers(clients, CLIENTS, {})
    except UsageError:
        return []
    cells = clients.columns[found[key]][header:] if key in found else ()
    return [fold(str(cell)) for cell in cells if cell not in (None, "")]


def names_of_clients(snapshot: Snapshot) -> tuple[str, int, int] | None:
    """Where the names of clients stand: ref, column, first row."""
    clients = _clients(snapshot)
    if clients is None:
        return None
    try:
        header_row, found = headers.known_headers(clients, CLIENTS, {})
    except UsageError:
        return None
    return (clients.ref, found["client"], header_row + 1) if "client" in found else None
