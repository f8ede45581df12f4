"""Summary: the tab that managers decide from, one row a client, worst first (design §9).

The head is in ``summary_head``, a client's row in ``summary_row``, what stands to the right of
the table in ``definitions`` and ``chart_figures``.
"""

from collections.abc import Collection, Sequence
from itertools import zip_longest

from sheets_sync.billing.advice import GroundKind
from sheets_sync.billing.terms import Terms
from sheets_sync.showing import encode
from sheets_sync.showing.chart_figures import ChartFigures
from sheets_sync.showing.client_lines import ClientLine, without_hours
from sheets_sync.showing.definitions import definitions
from sheets_sync.showing.own_tabs import (
    SUMMARY,
    SUMMARY_TABLE,
)
from sheets_sync.showing.summary_head import (
    Head,
    above_table,
    costs_missed,
    key_currencies,
    stamp,
)
from sheets_sync.showing.summary_layout import HeadLayout, layout_of
from sheets_sync.showing.summary_row import client_row
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.words.speaking import Words


def wanted(
    tab: Tab,
    rows: Sequence[ClientLine],
    head: Head,
    figures: ChartFigures,
    terms: Terms,
    words: Words,
) -> list[Wanted]:
    """All cells of Summary: the head, the key figures, the table and what is beside it."""
    top = tab.header
    layout = layout_of(top)
    currencies = key_currencies(rows, top - 1 - layout.totals)
    grid = above_table(head, rows, currencies, top, figures.remark, words)
    missed = costs_missed(rows, currencies, layout) | without_hours(rows)
    grid += _below(rows, figures, missed, terms, words)
    grid = [row + [None] * (len(SUMMARY.columns) - len(row)) for row in grid]
    quiet = stamp(head, layout, words)
    for row in quiet:
        grid[row - 1][0] = tab_cell(tab, 0, row)
    afresh = _of_another_currency(tab, currencies, rows, top)
    said = Wanted(tab.ref, 0, min(quiet), [*quiet.values()], to_foot=False, quiet=True)
    return [*_columns(tab.ref, grid, layout, afresh), said]


def _columns(
    ref: str, grid: Sequence[Sequence[Value]], layout: HeadLayout, afresh: Collection[int]
) -> list[Wanted]:
    """The grid by columns, around the cell that managers fill in."""
    wanted = []
    for index, column in enumerate(zip(*grid, strict=True)):
        start = layout.choice if index == layout.choice_at else 0
        if start > 1:
            wanted.append(Wanted(ref, index, 1, column[: start - 1], to_foot=False))
        wanted.append(Wanted(ref, index, start + 1, column[start:], afresh=afresh))
    return wanted


def tab_cell(tab: Tab, column: int, row: int) -> Value:
    """The text that a cell of our own tab holds now, so that it counts as no difference."""
    cells = tab.columns[column] if column < len(tab.columns) else ()
    return encode.as_it_is(cells[row - 1]) if row <= len(cells) else None


def _below(
    rows: Sequence[ClientLine],
    figures: ChartFigures,
    missed: Collection[str],
    terms: Terms,
    words: Words,
) -> list[list[Value]]:
    """The header row and all below it: the table, the definitions, the charts' figures. Of the
    currencies ``missed`` no row says that the cost of an hour is not set: the head does, or
    nobody worked."""
    table: list[list[Value]] = [[*SUMMARY.headers(words)[:SUMMARY_TABLE]]]
    for line in rows:
        said = (GroundKind.COST_UNKNOWN,) if line.client.currency in missed else ()
        # That nothing speaks against them is a blank.
        table.append(client_row(line, (GroundKind.FINE, *said), words))
    meanings = [[None, *each, None] for each in definitions(terms, words)]
    blocks = (table, meanings, figures.rows)
    widths = [len(block[0]) for block in blocks]
    return [
        [
            cell
            for cells, width in zip(parts, widths, strict=True)
            for cell in cells or [None] * width
        ]
        for parts in zip_longest(*blocks)
    ]


def _of_another_currency(
    tab: Tab, currencies: Sequence[str], rows: Sequence[ClientLine], top: int
) -> frozenset[int]:
    """The rows whose amounts are of another currency than they were: they change their looks."""
    first = layout_of(top).totals + 1
    named = {first + at: (0, currency) for at, currency in enumerate(currencies)}
    column = SUMMARY.at("currency")
    named |= {top + 1 + at: (column, line.client.currency) for at, line in enumerate(rows)}
    return frozenset(row for row, (at, name) in named.items() if tab_cell(tab, at, row) != name)
