"""LibreOffice opens what a run wrote, recalculates every formula, and finds no error."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.words.speaking import words_of

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def recalculated(path: Path, folder: Path) -> CalamineWorkbook:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return CalamineWorkbook.from_path(folder / "out" / path.name)


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@needs_libreoffice
@pytest.mark.parametrize(
    ("language", "summary", "verdict"),
    [
        ("en", "Summary", "✓ adds up"),
        ("ru", "Сводка", "✓ сходится"),
    ],
)
def test_a_recalculated_demo_adds_up_and_shows_no_error(tmp_path, language, summary, verdict):
    write_demo(tmp_path, MOMENT.date(), words_of(language))
    config = load(tmp_path / "config.toml")
    sync_now(config, Options(), MOMENT, lambda _: None)

    book = recalculated(config.workbook.path, tmp_path)
    shown = book.get_sheet_by_name(summary).to_python()
    checks = [row[1] for row in shown[3:5]]
    assert checks == [verdict, verdict]
    with ZipFile(tmp_path / "out" / config.workbook.path.name) as file:
        sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        parts = b"".join(map(file.read, sheets))
    assert b"HYPERLINK" in parts
    assert b't="e"' not in parts


@needs_libreoffice
def test_the_check_cell_is_a_check_that_can_fail(tmp_path):
    write_demo(tmp_path, MOMENT.date(), words_of("en"))
    config = load(tmp_path / "config.toml")
    sync_now(config, Options(), MOMENT, lambda _: None)
    workbook = XlsxWorkbook(config.workbook.path)
    snapshot = workbook.read([])
    summary = snapshot.own("summary")
    balance = [column[5] for column in summary.columns].index("Balance")
    workbook.write([ColumnEdit(summary.ref, balance, [7], [1.0])], snapshot)

    shown = recalculated(config.workbook.path, tmp_path).get_sheet_by_name("Summary").to_python()
    assert sorted(row[1] for row in shown[3:5]) == ["✓ adds up", "✗ does not add up"]


@needs_libreoffice
@pytest.mark.parametrize(("days", "said"), [(0, "✓ As of"), (4, "⚠ OUT OF DATE since")])
def test_summary_says_by_itself_when_it_is_out_of_date(tmp_path, days, said):
    moment = datetime.now(UTC) - timedelta(days=days)
    write_demo(tmp_path, moment.date(), words_of("en"))
    config = load(tmp_path / "config.toml")
    sync_now(config, Options(), moment, lambda _: None)
    shown = recalculated(config.workbook.path, tmp_path).get_sheet_by_name("Summary").to_python()
    assert shown[0][0].startswith(said)
