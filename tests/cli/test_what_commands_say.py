"""What the commands print, and where; what they import; what they leave alone (design §12)."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sheets_sync import cli
from sheets_sync.billing.findings import Code
from tests.sync.agency import QUIET, SHEETS, Agency, day

ROOT = Path(__file__).resolve().parents[2]
CLIENT = {
    "client": str, "currency": str, "balance": str, "flag": str, "threshold": str,
    "days_left": (int, type(None)), "paid": str, "charged": str, "minutes": (int, float),
    "orders": int, "effort_index": (float, type(None)), "effort_coverage": (float, type(None)),
    "yield_per_hour": (str, type(None)), "margin": (str, type(None)), "unbilled_rows": int,
    "advice": str,
}  # fmt: skip
FINDING = ["code", "tab", "cell", "text", "message", "hint"]
REPORT = ["schema", "as_of", "backend", "clients", "findings", "rows"]
NOW = [
    "schema",
    "as_of",
    "backend",
    "clients",
    "findings",
    "notices",
    "rows",
    "calls",
    "cells_written",
]


@pytest.fixture
def agency(tmp_path, monkeypatch):
    made = Agency(tmp_path / "office")
    monkeypatch.chdir(made.folder)
    monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
    return made


@pytest.fixture
def sync(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sheets-sync", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        streams = capsys.readouterr()
        return caught.value.code, streams.out, streams.err

    return run


def test_report_json_is_as_the_design_says(agency, sync):
    code, out, _ = sync("report", "--json")
    document = json.loads(out)
    assert code == 0
    assert list(document) == REPORT
    assert (document["schema"], document["backend"]) == (1, "xlsx")
    for client in document["clients"]:
        assert list(client) == list(CLIENT)
        assert all(isinstance(client[key], kind) for key, kind in CLIENT.items())
        assert re.fullmatch(r"-?\d+\.\d\d", client["balance"])
    assert [list(finding) for finding in document["findings"]] == [FINDING] * 2
    assert document["findings"][0] == {
        "code": "UNKNOWN_CLIENT", "tab": "Log", "cell": "B6", "text": "Acmee",
        "message": 'No client is called "Acmee".',
        "hint": 'Did you mean "Acme"? Correct the name, or add the client to Clients.',
    }  # fmt: skip
    assert document["rows"] == {"log": 8, "charged": 6, "unpriced": 1, "held": 1}


def test_now_json_has_the_run_too(agency, sync):
    code, out, _ = sync("now", "--json")
    document = json.loads(out)
    assert code == 0
    assert list(document) == NOW
    assert document["notices"] == [{
        "client": "Bell", "kind": "OVER", "amount": "3000.00", "invoice": "1",
        "to": ["b@example.com"], "state": "sent",
    }]  # fmt: skip
    assert document["calls"] == {"read": 1, "write": 2, "retried": 0}
    again = json.loads(sync("now", "--json")[1])
    assert (again["notices"], again["cells_written"]) == ([], 0)
    assert again["calls"] == {"read": 1, "write": 0, "retried": 0}


def test_strict_tells_findings_and_newly_held_letters_come_first(agency, sync):
    (agency.folder / "config.toml").write_text(QUIET.replace("settle", "approve = true\nsettle"))
    assert sync("now", "--strict")[0] == 4
    assert sync("now", "--strict")[0] == 3
    assert sync("now")[0] == 0
    assert sync("check")[0] == 0


def test_a_dry_run_shows_old_and_new_and_every_letter(agency, sync):
    code, out, _ = sync("now", "--dry-run")
    assert code == 0
    assert "Log!M2: (blank) → 9880" in out
    assert "Bell" in out
    assert "would be written" in out
    assert sorted(path.name for path in agency.folder.iterdir() if "lock" not in path.name) == [
        "agency.xlsx", "config.toml",
    ]  # fmt: skip


def test_csv_is_no_formula(tmp_path, monkeypatch, sync):
    clients = [SHEETS["Clients"][0], ["Acme"], ["Bell"], ["Cone"], ["@SUM(A1)", None, None, 1]]
    monkeypatch.chdir(Agency(tmp_path, {**SHEETS, "Clients": clients}).folder)
    rows = list(csv.reader(io.StringIO(sync("report", "--csv")[1])))
    assert rows[0][:4] == ["client", "currency", "flag", "balance"]
    assert "'@SUM(A1)" in {row[0] for row in rows}
    assert {len(row) for row in rows} == {16}


@pytest.mark.parametrize("width", [80, 100, 160])
def test_report_shows_every_client_whole_at_any_width(agency, sync, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, _ = sync("report")
    assert code == 0
    assert max(map(len, out.splitlines())) <= width
    for client, balance in (("Acme", "8,295.50"), ("Bell", "-1,051.00"), ("Cone", "183.33")):
        line = next(line for line in out.splitlines() if client in line)
        assert balance in line


def test_explain_adds_up(agency, sync):
    _, out, _ = sync("explain", "acme")
    lines = out.splitlines()
    amounts = [float(line.split()[1].replace(",", "")) for line in lines[2:-1]]
    assert sum(amounts) == pytest.approx(8295.50)
    assert "10 min included in the month" in out
    assert "Prices!D3" in out
    assert lines[-1] == "money in 9,900.00 − charged 1,604.50 = balance 8,295.50"


def test_explain_shows_minimum_and_step(agency, sync):
    line = next(line for line in sync("explain", "Bell")[1].splitlines() if "Call" in line)
    assert "5 min × 10.00" in line
    assert "Log!A9" in line


def test_statement_csv_and_json_agree(agency, sync):
    document = json.loads(sync("report", "--json")[1])
    for client in document["clients"]:
        rows = list(csv.DictReader(io.StringIO(sync("statement", client["client"])[1])))
        assert rows[-1]["Balance"] == client["balance"]
        total = sum(round(float(row["Amount"]) * 100) for row in rows)
        assert total == round(float(client["balance"]) * 100)


class Page(HTMLParser):
    """The text of a page, and the tags that reach outside of it."""

    def __init__(self, page):
        super().__init__()
        self.text, self.outside = [], []
        self.feed(page)

    def handle_starttag(self, tag, _):
        self.outside += [tag] if tag in ("script", "link", "img", "a") else []

    def handle_data(self, data):
        self.text.append(data)


def test_statement_html_is_one_page_and_escapes_the_staff(tmp_path, monkeypatch, sync):
    evil = "<script>alert(1)</script>"
    payments = [[*SHEETS["Payments"][0], "Reference"], [day(3), "Acme", 50, None, evil]]
    monkeypatch.chdir(Agency(tmp_path, {**SHEETS, "Payments": payments}).folder)
    page = Page(sync("statement", "Acme", "--html")[1])
    assert page.outside == []
    assert any(evil in text for text in page.text)


def test_a_statement_of_a_period_starts_with_the_balance_before(agency, sync):
    _, page, _ = sync("statement", "Acme", "--from", str(day(15)), "--html")
    text = Page(page).text
    assert text[text.index("Balance at the start") + 1] == "8,379.50"
    assert text[text.index("Balance at the end") + 1] == "8,295.50"


def test_history_and_status_speak_and_status_speaks_json(agency, sync):
    assert "no run yet" in sync("history")[1]
    assert "no good run yet" in sync("status")[1]
    sync("now")
    assert "rows added 0" in sync("history")[1]
    assert "Last good run" in sync("status")[1]
    assert json.loads(sync("status", "--json")[1])["last_good"]["log_rows"] == 8


def test_check_names_place_and_cure_and_changes_nothing(agency, sync):
    data = agency.path.read_bytes()
    code, out, _ = sync("check")
    assert code == 0
    assert "Log!B6" in out
    assert 'Did you mean "Acme"?' in out
    assert agency.path.read_bytes() == data
    assert len(json.loads(sync("check", "--json")[1])) == 2


def test_the_config_may_come_before_after_or_from_the_environment(
    agency, sync, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    path = str(agency.folder / "config.toml")
    assert sync("--config", path, "report")[0] == 0
    assert sync("report", "--config", path)[0] == 0
    assert sync("report")[0] == 2
    monkeypatch.setenv("SHEETS_SYNC_CONFIG", path)
    assert sync("report")[0] == 0


@pytest.mark.parametrize("command", sorted(cli.cli.commands))
def test_every_command_has_help_with_an_example(sync, command):
    code, out, _ = sync(command, "--help")
    assert code == 0
    assert command == "demo" or f"sync {command}" in out
    assert len(out.splitlines()) > 4


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in cli.cli.commands:
        assert f"`sync {command}" in readme


def test_every_code_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [code for code in Code if code not in readme] == []


HEAVY = "import sys; sys.argv = {argv!r}\nfrom sheets_sync.cli import main\ntry: main()\nexcept SystemExit: pass\n"
LOOK = "print([m for m in ('pandas', 'numpy', 'pydantic', 'openpyxl', 'python_calamine', 'rich') if m in sys.modules])"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["now", "--help"], ["now", "--fast"], ["--version"]]
)
def test_help_and_usage_errors_import_nothing_heavy(arguments):
    program = HEAVY.format(argv=["sheets-sync", *arguments]) + LOOK
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def spawned(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "sheets_sync", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def test_as_a_module_data_on_stdout_talk_on_stderr(tmp_path):
    agency = Agency(tmp_path, furnished=False)
    done = spawned(agency.folder, "now", "--json", NO_COLOR="1")
    assert done.returncode == 0
    assert list(json.loads(done.stdout)) == NOW
    assert "sync init" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_a_reader_that_leaves_is_no_error(tmp_path):
    agency = Agency(tmp_path, furnished=False)
    command = f"{sys.executable} -m sheets_sync report --json | true"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=agency.folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_the_shell_completes_commands():
    words = {
        "COMP_WORDS": "sheets-sync st",
        "COMP_CWORD": "1",
        "_SHEETS_SYNC_COMPLETE": "bash_complete",
    }
    done = subprocess.run(
        [sys.executable, "-c", HEAVY.format(argv=["sheets-sync"])], cwd=ROOT, capture_output=True, text=True,
        check=True, env={**os.environ, **words},
    )  # fmt: skip
    assert "plain,statement" in done.stdout
    assert "plain,status" in done.stdout
