"""Where charts of ours go that a growing table would run into."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from sheets_sync.spreadsheet.google.charts import lowered, move_request
from sheets_sync.spreadsheet.google.facts import Facts
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.protocol import Extents

Moves: TypeAlias = Mapping[int, Mapping[int, tuple[int, int]]]
"""New cells (row and column, from 0) by tab id and chart id."""


def chart_moves(facts: Facts, extents: Mapping[str, Extents]) -> Moves:
    """The moves after which charts of ours stand below the table of their tab, by title."""
    sheets = ((facts.sheet(title), to) for title, to in extents.items())
    moves = {sheet.id: lowered(sheet, to) for sheet, to in sheets if sheet}
    return {number: places for number, places in moves.items() if places}


def move_requests(moves: Moves) -> list[Json]:
    """The moves as requests."""
    return [
        move_request(number, chart, *place)
        for number, places in moves.items()
        for chart, place in places.items()
    ]


def without_charts(facts: Facts) -> Facts:
    """The facts that a batch of cells is made from."""
    return replace(facts, sheets=tuple(replace(s, charts=(), heads={}) for s in facts.sheets))


def with_charts_of(known: Facts, fresh: Facts) -> Facts:
    """What was known, with the charts as they stand now."""
    pairs = zip(known.sheets, fresh.sheets, strict=True)
    return replace(known, sheets=tuple(replace(old, charts=new.charts) for old, new in pairs))


def after(facts: Facts, moves: Moves) -> Facts:
    """The facts once the moves are made."""
    for number, places in moves.items():
        sheet = next(sheet for sheet in facts.sheets if sheet.id == number)
        charts = tuple((chart, places.get(chart, place)) for chart, place in sheet.charts)
        facts = facts.with_sheet(replace(sheet, charts=charts))
    return facts
