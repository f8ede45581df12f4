"""Tabs of ours from before marks, while managers are at work in the one run that marks them: no
guard of that batch tells what moved, so stakes go first (sheets_sync/spreadsheet/google/first_marks.py)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.showing.own_tabs import OWN
from sheets_sync.spreadsheet.google import first_marks, mark_requests
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model.sheet import Sheet
from tests.sync.before import THERE_WERE, strip_google
from tests.sync.test_columns_of_theirs_among_ours import Google

Move = Callable[[Sheet, int], None]
THEIRS = "theirs"
RIGHT = "notes right of ours"


def noted(sheet: Sheet, at: int) -> None:
    """A column of theirs, full of notes."""
    for row in range(sheet.height):
        type_in(sheet, row, at, f"{THEIRS} {row}")


def inserted(at: int) -> Move:
    def move(sheet: Sheet, _: int) -> None:
        sheet.insert("COLUMNS", at, 1)
        noted(sheet, at)

    return move


def to_the_right(sheet: Sheet, width: int) -> None:
    if sheet.width <= width:
        sheet.insert("COLUMNS", sheet.width, 1)
    noted(sheet, width)


def above(sheet: Sheet, _: int) -> None:
    sheet.insert("ROWS", 0, 1)
    type_in(sheet, 0, 0, THEIRS)


MOVES: dict[str, Move] = {
    "a column in front": inserted(0), "a column among ours": inserted(3), "rows above": above,
    RIGHT: to_the_right,
}  # fmt: skip


def at_work(
    google: Emulator, folder: Path, move: Move, write: int
) -> tuple[Any, dict[str, list[str]]]:
    """The shop after the run that marks, and their cells by tab; managers are at work in each tab
    of ours just before the write of that number arrives."""
    shop = Google(Office(google, folder))
    shop.run(0)
    tabs = {role: shop.tab(role) for role in THERE_WERE}
    strip_google(shop.made)
    shop.pay(7001)
    sheets = {tab.ref: shop.made.book.sheet(tab.ref) for tab in tabs.values()}
    writes: list[int] = []
    kept: dict[str, list[str]] = {}

    def meanwhile(request: Any) -> None:
        if request.path.endswith(":batchUpdate"):
            writes.append(1)
            if len(writes) == write:
                for role, tab in tabs.items():
                    move(sheets[tab.ref], len(tab.columns) - (role == "notices"))
                shop.made.book.changed(0)
                kept.update({title: theirs(sheet) for title, sheet in sheets.items()})

    google.on_request(meanwhile)
    with suppress(TryAgainLater, WorkbookMoved):
        shop.run(1)
    google.off_duty()
    if move is above:
        kept.pop("Summary")  # its head takes up all rows above its table
    assert all(kept.values())
    assert kept
    return shop, kept


def theirs(sheet: Sheet) -> list[str]:
    cells = [cell for line in sheet.rows for cell in line.cells]
    return sorted(str(cell) for cell in cells if str(cell).startswith(THEIRS))


def now_there(shop: Any, kept: dict[str, list[str]]) -> dict[str, list[str]]:
    return {title: theirs(shop.made.book.sheet(title)) for title in kept}


WHEN = [(move, write) for move in MOVES for write in (1, 2)]


@pytest.mark.parametrize(("move", "write"), WHEN)
def test_no_cell_of_theirs_is_covered(google: Emulator, tmp_path: Path, move: str, write: int):
    shop, kept = at_work(google, tmp_path / "office", MOVES[move], write)
    assert now_there(shop, kept) == kept
    shop.run(2)
    assert now_there(shop, kept) == kept
    assert shop.run(60).cells_written == 0
    for role in THERE_WERE:
        assert shop.tab(role).marks.keys() == {mark for mark in OWN[role].marks if mark}


def test_without_stakes_they_lose_cells(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(first_marks, "stake_out", lambda *_: None)
    for number, move in enumerate(("a column in front", "a column among ours")):
        shop, kept = at_work(google, tmp_path / str(number), MOVES[move], 1)
        assert now_there(shop, kept) != kept, move


def test_without_an_inserted_column_they_lose_cells(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    inserting = mark_requests._new_marks
    monkeypatch.setattr(
        mark_requests, "_new_marks", lambda sheet, marks: inserting(sheet, replace(marks, made=()))
    )
    shop, kept = at_work(google, tmp_path, MOVES[RIGHT], 2)
    assert now_there(shop, kept) != kept


@pytest.mark.parametrize("write", [1, 2])
def test_a_column_made_again_covers_nothing_either(google: Emulator, tmp_path: Path, write: int):
    """A column of ours was deleted; while the run makes it again, right of all that is there,
    somebody writes a note just there."""
    office = Office(google, tmp_path / "office")
    shop = Google(office)
    shop.run(0)
    sheet = office.book.sheet("Summary")
    sheet.delete("COLUMNS", OWN["summary"].at("balance"), 1)
    free = max(at for at in range(sheet.width) if any(map(bool, column(sheet, at)))) + 1
    office.book.changed(0)
    writes: list[int] = []

    def meanwhile(request: Any) -> None:
        if request.path.endswith(":batchUpdate"):
            writes.append(1)
            if len(writes) == write:
                noted(sheet, free)
                office.book.changed(0)

    google.on_request(meanwhile)
    with suppress(TryAgainLater, WorkbookMoved):
        shop.run(2)
    google.off_duty()
    assert len(theirs(sheet)) == sheet.height
    shop.run(4)
    assert len(theirs(sheet)) == sheet.height
    assert shop.run(60).cells_written == 0
    assert shop.tab("summary").marks.keys() == {mark for mark in OWN["summary"].marks if mark}


def column(sheet: Sheet, at: int) -> list[Any]:
    return [sheet.cell(row, at) for row in range(sheet.height)]
