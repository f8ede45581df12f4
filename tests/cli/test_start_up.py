"""What only helps or complains imports nothing heavy; a run imports no more than it needs."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import Agency

HEAVY = {
    "pandas", "numpy", "gspread", "google", "requests", "urllib3", "pydantic", "rich", "openpyxl",
    "python_calamine", "orjson", "jinja2", "fpdf", "babel", "sqlite3", "tenacity", "schedule", "logging",
    "psycopg", "procrastinate", "prometheus_client",
}  # fmt: skip
COMMANDS = [
    [], ["--help"], ["--version"], ["now", "--help"], ["run", "--help"], ["init", "--help"], ["check", "--help"],
    ["doctor", "--help"], ["report", "--help"], ["explain", "--help"], ["statement", "--help"], ["status", "--help"],
    ["history", "--help"], ["demo", "--help"], ["notices", "--help"], ["notices", "list", "--help"],
    ["state", "--help"], ["state", "adopt", "--help"],
    ["frobnicate"], ["now", "--nonsense"], ["explain"], ["init", "--language", "fr"],
]  # fmt: skip
PROBE = """
import json, sys
from sheets_sync.cli import cli
try:
    cli(sys.argv[1:], prog_name="sheets-sync")
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(code: str, *arguments: str, **environ: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, **environ}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [line for line in done.stderr.splitlines() if line.startswith("[")]
    return set(json.loads(found[-1]))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_help_and_usage_errors_import_nothing_heavy(arguments: list[str]):
    assert imported(PROBE, *arguments) & HEAVY == set()


@pytest.mark.parametrize("wish", ["bash_source", "zsh_source", "fish_source", "bash_complete"])
def test_completion_imports_nothing_heavy(wish: str):
    found = imported(PROBE, _SHEETS_SYNC_COMPLETE=wish, COMP_WORDS="sheets-sync n", COMP_CWORD="1")
    assert found & HEAVY == set()


def test_the_probe_would_see_a_heavy_import():
    assert "pandas" in imported("import pandas\n" + PROBE, "--help")


DRAWING = {"fpdf", "jinja2", "babel", "num2words", "openpyxl", "segno"}
NOT_FOR_STILLNESS = {
    *DRAWING, "pydantic", "pandas", "numpy", "python_calamine", "rich", "stdnum", "rapidfuzz", "smtplib",
    "gspread", "oauthlib", "google_auth_oauthlib", "requests_oauthlib", "tenacity", "requests", "filelock",
    "psycopg", "procrastinate", "prometheus_client",
}  # fmt: skip


def test_a_run_that_finds_all_as_it_was_imports_no_more_than_it_needs_on_xlsx(tmp_path: Path):
    agency = Agency(tmp_path)
    config = str(settled(agency) / "config.toml")
    found = imported(PROBE, "--config", config, "now")
    assert found & {*NOT_FOR_STILLNESS, "google", "urllib3", "asyncio"} == {"python_calamine"}


@pytest.mark.parametrize("command", ["statement", "pricelist"])
def test_what_is_not_for_paper_imports_nothing_that_draws_papers(command: str, tmp_path: Path):
    config = str(Agency(tmp_path).folder / "config.toml")
    found = imported(PROBE, "--config", config, command, "Acme")
    assert "pandas" in found
    assert "fpdf" not in found


def test_a_run_that_finds_all_as_it_was_imports_no_more_than_it_needs_on_google(
    google: Emulator, tmp_path: Path
):
    config = str(settled(Office(google, tmp_path)) / "config.toml")
    found = imported(PROBE, "--config", config, "now")
    assert found & {*NOT_FOR_STILLNESS, "cryptography", "asyncio"} == set()


def test_a_run_that_writes_imports_nothing_that_draws(tmp_path: Path):
    agency = Agency(tmp_path)
    config = str(settled(agency) / "config.toml")
    agency.edit("Log", "F2", 26)
    found = imported(PROBE, "--config", config, "now", "--no-mail")
    assert (
        found & {*DRAWING, "rich", "cryptography", "smtplib", "pydantic", "ssl", "requests"}
        == set()
    )
    assert "pandas" in found


def settled(office: Agency | Office) -> Path:
    """The folder of an office whose last run of today found nothing new."""
    for _ in range(3):
        office.run(datetime.now(UTC))
    return office.folder


def test_a_run_imports_what_draws_letters_only_to_draw_them():
    code = "import json, sys\nimport sheets_sync.use_cases.sync, sheets_sync.views.run_view\n"
    code += "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    late = {"fpdf", "jinja2", "babel", "num2words", "smtplib", "gspread", "openpyxl", "requests"}
    assert imported(code) & late == set()
