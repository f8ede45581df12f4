"""Columns and header rows that move between the read and the write: the API has no compare-and-swap,
guards in the batch stand in for it (sheets_sync/spreadsheet/google/mark_requests.py)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.spreadsheet.google import mark_requests
from tests.google.office import Office, header_rows, marks
from tests.google.scene import TITLED, Scene
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.sheet import Sheet

Move = Callable[[Sheet, int], None]


def _exchange(sheet: Sheet, first: int) -> None:
    sheet.delete("COLUMNS", first, 1)
    sheet.insert("COLUMNS", 1, 1)


MOVES: dict[str, Move] = {
    "a column inserted on the left": lambda s, _: s.insert("COLUMNS", 2, 1),
    "a column inserted among ours": lambda s, first: s.insert("COLUMNS", first + 1, 1),
    "a column deleted on the left": lambda s, _: s.delete("COLUMNS", 8, 1),
    "our first column deleted": lambda s, first: s.delete("COLUMNS", first, 1),
    "all our columns deleted": lambda s, first: s.delete("COLUMNS", first, 4),
    "our column moved to the front": lambda s, first: s.move("COLUMNS", first, 1, 0),
    "a column moved behind ours": lambda s, first: s.move("COLUMNS", 8, 1, first + 4),
    "our column deleted, another inserted": _exchange,
    "rows inserted above the header": lambda s, _: s.insert("ROWS", 0, 3),
    "a row deleted above the header": lambda s, _: s.delete("ROWS", 1, 1),
    "rows inserted right below the header": lambda s, _: s.insert("ROWS", 3, 2),
}  # fmt: skip


def scene_of(google: Emulator, folder: Path, move: Move) -> tuple[Scene, Any]:
    """A run in which Log moves just before the write arrives. Right of our columns staff keep
    notes of their own, which a write by old indexes would hit."""
    scene = Scene(Office(google, folder / "office", TITLED), 0, folder)
    log = next(s for s in scene.book.sheets if s.title == "Log")
    first = min(marks(scene.book)[log.id])
    for book in (scene.book, scene.before):
        for row in range(book.sheet_by_id(log.id).height):
            book.sheet_by_id(log.id).set(row, first + 4, f"note {row}")
    moved: list[bool] = []

    def at_work(request: Any) -> None:
        if request.path.endswith(":batchUpdate") and not moved:
            moved.append(True)
            for book in (scene.book, scene.before):
                move(book.sheet_by_id(log.id), first)

    error = scene.play(at_work)
    assert moved
    return scene, error


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_what_moves_is_neither_written_over_nor_lost(google: Emulator, tmp_path: Path, move: Move):
    scene, error = scene_of(google, tmp_path, move)
    assert scene.faults() == []
    assert error is None or error.exit_code == 13
    scene.settle()
    assert scene.faults() == []
    header_of_log = header_rows(scene.book)
    assert header_of_log


def test_without_guards_staff_lose_cells(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mark_requests, "guards", lambda _: [])
    lost = {
        name for number, (name, move) in enumerate(MOVES.items())
        if any("became" in fault for fault in scene_of(google, tmp_path / str(number), move)[0].faults())
    }  # fmt: skip
    assert len(lost) >= 4, lost
