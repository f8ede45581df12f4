"""Rows that look alike (blank ones above all) change places while a write is on its way (§10.2).

A value that a run clears beside a blank row is moved up or down by one, with its row, just before
the write lands: the row that is cleared instead looks as expected.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.google.office import Office, marks
from tests.google.test_tables import shift
from tests.sheets_api.cells import Cell
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.sheet import Sheet
from tests.sync.agency import SHEETS

WIDTH = len(SHEETS["Log"][0])


def ours(office: Office, log: Sheet) -> list[int]:
    return sorted(marks(office.book)[log.id])


def beside(office: Office, rows: Sequence[int]) -> list[list[Cell]]:
    """What stands in our columns of Log beside those rows."""
    log = office.book.sheet("Log")
    return [[log.cell(row, column) for column in ours(office, log)] for row in rows]


def at_writes(office: Office, *moves: Callable[[Sheet], None]) -> list[int]:
    """Staff make one move just before each write lands, as long as there are some; the writes that
    have come."""
    writes: list[int] = []

    def at_work(request: Any) -> None:
        if request.writes:
            if len(writes) < len(moves):
                moves[len(writes)](office.book.sheet("Log"))
                office.book.changed(0)
            writes.append(len(writes))

    office.google.on_request(at_work)
    return writes


def blank_rows(log: Sheet, row: int, content: Sequence[Cell]) -> None:
    """Make all rows from ``row`` on ones with that content alone."""
    for each in range(row, log.height):
        for column in range(WIDTH):
            log.set(each, column, content[column] if column < len(content) else None)


@pytest.mark.parametrize("content", [[], [None] * 10 + [False]], ids=["blank", "unticked boxes"])
@pytest.mark.parametrize("by", [1, -1])
def test_a_value_that_moves_away_from_where_it_is_cleared_is_cleared_all_the_same(
    google: Emulator, tmp_path: Path, by: int, content: list[Cell]
):
    office = Office(google, tmp_path)
    office.run()
    log = office.book.sheet("Log")
    right = max(ours(office, log)) + 1
    log.append("ROWS", 10)
    blank_rows(log, 5, content)
    for row in range(5, log.height):
        for column in ours(office, log):
            log.set(row, column, "stale" if row == 8 else None)
    office.book.changed(0)
    writes = at_writes(office, lambda log: shift(log, 7, by, 0, right))
    office.run(accept_shrink=True)
    assert beside(office, range(5, log.height)) == [[None] * 4] * (log.height - 5)
    assert len(writes) > 1
    office.google.off_duty()
    assert office.run().cells_written == 0


def test_what_is_taken_back_beside_a_blank_row_is_taken_back_where_it_went(
    google: Emulator, tmp_path: Path
):
    """The first write lands beside rows that moved up, its last value beside a blank one, and that
    moves on before each later write: nothing is to stay of it though staff never rest."""
    office = Office(google, tmp_path)
    log = office.book.sheet("Log")
    log.append("ROWS", 10)
    right = max(ours(office, log)) + 1
    last = max(row for row in range(log.height) if log.cell(row, 1) is not None)
    writes = at_writes(
        office,
        lambda log: shift(log, 2, -1, 0, right),
        *[lambda log: shift(log, last, 1, 0, right)] * 6,
    )
    office.run(accept_shrink=True)
    assert len(writes) > 2
    below = [row for row in range(1, log.height) if log.cell(row, 1) is None]
    assert beside(office, below) == [[None] * 4] * len(below)


def test_where_no_row_is_cleared_nothing_more_is_read_back(google: Emulator, tmp_path: Path):
    """The usual write asks for the rows that it writes beside, and for nothing of ours."""
    office = Office(google, tmp_path)
    log = office.book.sheet("Log")
    asked: list[str] = []

    def at_work(request: Any) -> None:
        if request.writes:
            back = json.loads(request.body).get("responseRanges", ())
            asked.extend(each for each in back if "Log" in each)

    google.on_request(at_work)
    office.run()
    assert asked
    letters = {chr(ord("A") + column) for column in ours(office, log)}
    assert not letters & set("".join(asked).replace("Log", ""))
