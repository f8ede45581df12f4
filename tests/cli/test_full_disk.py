"""A disk that fills up while a run writes state, workbook or letters: a real one, of a few megabytes.

SHEETS_SYNC_FULL=1 tries a hundred amounts of room; each test run tries a few.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.spreadsheet.xlsx.last_badge import beside_of

KIB = 1024
ROOMS = range(0, 300, 4) if "SHEETS_SYNC_FULL" in os.environ else (0, 24, 60, 120, 200)
"""KiB that are left on the disk when a run begins."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes of its own; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=755", "none", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount here")
    if done.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    os.chdir("/")
    subprocess.run(["umount", "-l", str(place)], check=True)


def filled_up(disk: Path, room: int) -> Path:
    """A file that leaves so many KiB free."""
    filler = disk / "films"
    free = shutil.disk_usage(disk).free - room * KIB
    filler.write_bytes(b"\0" * max(free, 0))
    return filler


def letters(disk: Path) -> list[str]:
    return sorted(path.name for path in (disk / "outbox").glob("*.eml"))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("seen", [False, True], ids=["the first run", "a later run"])
def test_a_full_disk_harms_nothing_and_the_next_run_is_good(
    agency, disk, call, monkeypatch, seen, room
):
    shutil.copytree(agency, disk, dirs_exist_ok=True)
    monkeypatch.chdir(disk)
    if seen:
        call("now", "--no-mail")
        write_log(disk / "agency.xlsx")
    before = (disk / "agency.xlsx").read_bytes()
    filler = filled_up(disk, room)
    answer = call("now")
    if answer.code == 4:  # all but the letter found room
        assert re.search("will be tried again: .*No space left", answer.out)
    elif answer.code:
        assert answer.code == 1, answer.err
        assert re.match("Error: .*(disk is full|no room on the disk|No space left)", answer.err)
        assert "Traceback" not in answer.err
    assert answer.code or (disk / "agency.xlsx").read_bytes() != before
    openpyxl.load_workbook(disk / "agency.xlsx")
    assert all((disk / "outbox" / name).read_bytes().endswith(b"\n") for name in letters(disk))
    filler.unlink()
    if answer.code == 4:
        assert call("notices", "retry").code == 0  # or it waits for five minutes
    again = call("now")
    assert again.code == 0, again.err
    assert "agency.xlsx: 0 cells written" in call("now").out
    assert letters(disk) == ["000001-low-acme.eml"]
    assert [*disk.glob(".*")] == [beside_of(disk / "agency.xlsx")]


def write_log(path: Path) -> None:
    """What staff do: a call took longer than they wrote."""
    book = openpyxl.load_workbook(path)
    log = book["Log"]
    minutes = next(cell.column for cell in log[1] if cell.value == "Minutes")
    log.cell(2, minutes, 40)
    book.save(path)


FOLDERS = {
    "workbook": '[workbook]\npath = "disk/agency.xlsx"\ntimezone = "UTC"\n',
    "pages": '[publish]\nfolder = "disk/www"\n',
    "letters": '[mail]\nfolder = "disk/outbox/new"\n',
}


@pytest.mark.parametrize("what", FOLDERS)
def test_the_doctor_looks_at_each_disk_that_runs_write_to(agency, disk, call, what):
    """Found: it looked at the state's disk only, and pages stopped on another one."""
    config = agency / "config.toml"
    text = config.read_text(encoding="utf-8")
    if what == "workbook":
        shutil.move(agency / "agency.xlsx", disk)
        text = text.partition("[workbook]")[0] + "[notices]" + text.partition("[notices]")[2]
    config.write_text(text + FOLDERS[what], encoding="utf-8")
    answer = call("doctor")
    assert answer.code == 0
    rooms = re.findall(r"^(.) disk.*MiB free in (.*)$", answer.out, re.MULTILINE)
    assert [(sign, Path(folder).resolve()) for sign, folder in rooms][1:] == [("!", disk)]
    assert "Free some space" in answer.out


def test_the_doctor_tells_of_one_disk_once(agency, call):
    with (agency / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[publish]\nfolder = "www"\n')
    assert len(re.findall("MiB free", call("doctor").out)) == 1
