"""kill -9 around every call of a run, large first writes in several batches included: started again,
it ends where one that was never killed does (design §10, invariant 5)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.spreadsheet.google import chunks
from tests.google.office import Office, header_rows, marks, own_tabs, staff_cells
from tests.google.test_calls import office_of
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.book import Book

ROWS, MOST_BYTES = 400, 60_000
"""A batch is as large as this here: so few rows, too, are several."""
PROGRAM = f"""
from sheets_sync.cli import main
from sheets_sync.spreadsheet.google import chunks
chunks.MOST_BYTES = {MOST_BYTES}
main()
"""
COMMAND = (sys.executable, "-c", PROGRAM, "now")


@pytest.fixture(scope="module", autouse=True)
def small_batches() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "MOST_BYTES", MOST_BYTES)
        yield


def killed(office: Office, number: int, *, after: bool) -> bool:
    """A run in a process of its own, killed just before or after its write ``number``."""
    child: list[subprocess.Popen[bytes]] = []
    writes = [0]

    def kill(request: Any) -> None:
        if request.writes and request.path.endswith(":batchUpdate"):
            writes[0] += 1
            if writes[0] == number:
                os.kill(child[0].pid, signal.SIGKILL)

    hooks = office.google.server.after if after else office.google.server.before
    hooks.append(kill)
    child.append(
        subprocess.Popen(
            COMMAND, cwd=office.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    )
    code = child[0].wait(60)
    office.google.off_duty()
    return code == -signal.SIGKILL


def shown(book: Book) -> dict[str, list[list[Any]]]:
    """All cells, the stamp and the moments of letters apart."""
    grids = {sheet.title: sheet.values() for sheet in book.sheets}
    grids["Summary"][:3] = []
    for row in grids["Notices"]:
        row[1] = None
    return grids


@dataclass(frozen=True)
class Calm:
    """What a run comes to, and by how many writes."""

    batches: int
    shown: dict[str, list[list[Any]]]
    letters: list[str]


@pytest.fixture(scope="module")
def calm(one_google: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Calm:
    """A run that nobody killed."""
    whole = office_of(one_google, tmp_path_factory.mktemp("whole"), 30, 1, rows=ROWS)
    whole.run(datetime.now(UTC))
    return Calm(one_google.journal.count("write"), shown(whole.book), whole.letters())


@pytest.mark.parametrize("after", [False, True])
def test_a_killed_run_is_made_good_by_the_next(
    google: Emulator, calm: Calm, tmp_path: Path, *, after: bool
):
    batches = calm.batches
    assert batches >= 4
    kills = 0
    for number in range(1, batches + 1):
        office = office_of(google, tmp_path / f"{number}", 30, 1, rows=ROWS)
        before = staff_cells(office.book, marks(office.book), header_rows(office.book))
        kills += killed(office, number, after=after)
        office.run(datetime.now(UTC))
        assert staff_cells(office.book, marks(office.book), header_rows(office.book)) == before
        assert shown(office.book) == calm.shown
        assert office.letters() == calm.letters
        assert len(own_tabs(office.book)) == 5
    assert kills == batches
