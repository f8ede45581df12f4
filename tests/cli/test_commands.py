"""What the commands print, to people and to programs."""

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.json_shape import FINDING, NOW, REPORT

ROOT = Path(__file__).parents[2]
FORMULA = ("=cmd|' /C calc'!A0", "+7 Days", "-Minus-", "@Home")
LONG = "The Northern Lighthouse Keepers' Benevolent Association"
NAMES = {"Acme", "Bell", *FORMULA, "<b>Bold & Co</b>", LONG}
MONEY = re.compile(r"-?\d+\.\d\d")

CLIENT = {
    "client": (str,), "currency": (str,), "balance": (str,), "flag": (str,), "threshold": (str,),
    "days_left": (int, type(None)), "paid": (str,), "charged": (str,), "minutes": (int, float),
    "orders": (int,), "effort_index": (int, float, type(None)),
    "effort_coverage": (int, float, type(None)), "effort_low": (int, float, type(None)),
    "effort_high": (int, float, type(None)), "effort_orders": (int, float, type(None)),
    "effort_verdict": (str, type(None)), "given_away_minutes": (int, float), "yield_per_hour": (str, type(None)),
    "margin": (str, type(None)), "unbilled_rows": (int,), "advice": (str,),
}  # fmt: skip
NOTICE: dict[str, tuple[type, ...]] = {
    "client": (str,), "kind": (str,), "amount": (str,), "invoice": (str,), "to": (list,),
    "state": (str,),
}  # fmt: skip


def shaped(document, shape):
    assert list(document) == list(shape)
    for key, kinds in shape.items():
        assert type(document[key]) in kinds, (key, document[key])


def python(folder, *arguments, **options):
    """The program as a process of its own."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environ, text=True, check=False,
        capture_output=True, **options,
    )  # fmt: skip


def reported(call):
    answer = call("report", "--json")
    assert answer.code == 0
    return json.loads(answer.out)


@pytest.mark.parametrize(("command", "keys"), [("report", REPORT), ("now", NOW)])
def test_json_is_as_designed(command, keys, agency, call):
    answer = call(command, "--json")
    assert answer.code == 0
    document = json.loads(answer.out)
    assert list(document) == keys
    assert (document["schema"], document["backend"]) == (1, "xlsx")
    assert document["as_of"] == datetime.now(UTC).date().isoformat()
    assert {client["client"] for client in document["clients"]} == NAMES
    for client in document["clients"]:
        shaped(client, CLIENT)
        assert client["flag"] in {"OK", "LOW", "EMPTY", "OVER"}
        assert client["advice"] in {"keep", "reprice", "part"}
        for key in ("balance", "threshold", "paid", "charged", "yield_per_hour", "margin"):
            assert client[key] is None or MONEY.fullmatch(client[key])
        paid, charged = Decimal(client["paid"]), Decimal(client["charged"])
        assert Decimal(client["balance"]) == paid - charged
    for finding in document["findings"]:
        shaped(finding, dict.fromkeys(FINDING, (str,)))
    assert {f["code"] for f in document["findings"]} == {"UNKNOWN_CLIENT", "UNKNOWN_SERVICE"}
    rows = document["rows"]
    assert list(rows) == ["log", "charged", "unpriced", "held"]
    assert rows["log"] == rows["charged"] + rows["unpriced"] + rows["held"]
    if command == "now":
        assert [notice["client"] for notice in document["notices"]] == ["Acme"]
        for notice in document["notices"]:
            shaped(notice, NOTICE)
        assert list(document["calls"]) == ["read", "write", "retried"]
        assert document["cells_written"] > 0


def test_strict_tells_of_findings_by_its_exit_code(agency, call):
    assert call("now", "--strict").code == 3
    assert call("now").code == 0


def test_a_dry_run_changes_nothing_and_shows_old_and_new(agency, call, fingerprints):
    before = fingerprints(agency)
    answer = call("now", "--dry-run")
    assert answer.code == 0
    assert fingerprints(agency) == before
    assert re.search(r"^Clients![A-Z]+2: \(blank\) → 150$", answer.out, re.MULTILINE)
    assert "Letter to Acme <c@example.com>: LOW" in answer.out
    assert "cells would be written" in answer.out


def test_a_dry_run_after_a_run_has_no_cell_to_write(agency, call):
    assert call("now").code == 0
    assert "0 cells would be written" in call("now", "--dry-run").out


def test_csv_of_the_report_holds_no_formula_and_agrees_with_json(agency, call):
    rows = list(csv.DictReader(io.StringIO(call("report", "--csv").out)))
    assert {row["client"] for row in rows} == {f"'{n}" if n in FORMULA else n for n in NAMES}
    for row, client in zip(rows, reported(call)["clients"], strict=True):
        assert set(row) == set(CLIENT)
        for key in set(row) - {"client"}:
            assert row[key] == ("" if client[key] is None else str(client[key]))


@pytest.mark.parametrize("columns", [120, 160])
def test_a_wide_report_shows_every_name_on_one_line(columns, agency, call, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = call("report").out.splitlines()
    for name in NAMES:
        assert any(f" {name} " in line for line in lines), name
    assert max(map(len, lines)) <= columns


def test_a_narrow_report_cuts_a_name_that_is_too_long_and_nothing_else(agency, call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = call("report").out.splitlines()
    ruled = next(at for at, line in enumerate(lines) if "──" in line)
    table = lines[ruled + 1 : lines.index(" " * len(lines[ruled]), ruled)]
    assert len(table) == len(NAMES)
    for name in NAMES:
        start = f" {LONG[:20]}" if name == LONG else f" {name} "
        [line] = [line for line in table if line.startswith(start)]
        assert ("…" in line) == (name == LONG)
    assert max(map(len, table)) <= 80
    assert any("150.00" in line for line in table)


@pytest.mark.parametrize("columns", ["", "wide", "0", "-5", "1"])
def test_a_senseless_width_is_none(columns, agency, call, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    answer = call("report")
    assert answer.code == 0
    assert LONG in answer.out


@pytest.mark.parametrize("name", sorted(NAMES))
def test_statements_agree_with_json(name, agency, call):
    client = next(each for each in reported(call)["clients"] if each["client"] == name)
    rows = list(csv.DictReader(io.StringIO(call("statement", "--csv", "--", name).out)))
    amounts = [Decimal(row["Amount"]) for row in rows]
    assert sum(a for a in amounts if a > 0) == Decimal(client["paid"])
    assert -sum(a for a in amounts if a < 0) == Decimal(client["charged"])
    assert rows[-1]["Balance"] == client["balance"]
    assert {row["Order"] for row in rows} <= {"", "'=1+1 <i>"}
    page = html.unescape(call("statement", "--html", "--", name).out)
    for key in ("paid", "charged", "balance"):
        assert f"<dd>{Decimal(client[key]):,}</dd>" in page


def test_html_escapes_what_staff_type(agency, call):
    page = call("statement", "<b>Bold & Co</b>", "--html").out
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;Bold &amp; Co&lt;/b&gt;" in page


def test_a_statement_of_a_period_starts_from_the_balance_before(agency, call):
    today = datetime.now(UTC).date().isoformat()
    answer = call("statement", "Acme", "--from", today, "--html")
    assert answer.code == 0
    assert answer.out.count("<dd>150.00</dd>") == 2
    assert "No postings in this period." in answer.out


def test_explain_adds_up(agency, call):
    out = call("explain", "acme").out  # names are found without regard to case
    assert "money in 5,000.00 − charged 4,850.00 = balance 150.00" in out
    amounts = re.findall(r"^\d{4}-\d\d-\d\d +(-?[\d,.]+) ", out, re.MULTILINE)
    assert sum(Decimal(amount.replace(",", "")) for amount in amounts) == Decimal(150)
    assert "455 min × 10.00 (price Prices!D2) · Log!A10" in out
    assert "not charged" in call("explain", "Bell").out


def test_explain_goes_back_in_time(agency, call):
    then = datetime.fromordinal(datetime.now(UTC).toordinal() - 15).date().isoformat()
    assert "= balance 4,700.00" in call("explain", "Acme", "--as-of", then).out


def test_status_and_history_before_and_after_a_run(agency, call):
    assert "no good run yet" in call("status").out
    assert "no run yet" in call("history").out
    assert not (agency / "state.sqlite3").exists()
    written = json.loads(call("now", "--json").out)["cells_written"]
    assert f"{written} cells written, 1 letter;" in call("status").out
    status = json.loads(call("status", "--json").out)
    assert list(status) == [
        "last_good", "last_run", "next_run", "next_digest", "letters", "waiting", "mail_trouble", "unadopted", "mail_blocked",
    ]  # fmt: skip
    assert status["last_good"] == status["last_run"]
    assert status["last_good"]["cells_written"] == written
    call("now")
    history = call("history").out.splitlines()
    assert [line[:6] for line in history if line.startswith("Run")] == ["Run 2,", "Run 1,"]
    assert call("history", "--runs", "1").out.count("Run ") == 1


@pytest.mark.parametrize("how", ["before", "after", "environment"])
def test_where_the_config_is_named(how, agency, call, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    config = str(agency / "config.toml")
    arguments = {"before": ["--config", config, "check"], "after": ["check", "--config", config]}
    if how == "environment":
        monkeypatch.setenv("SHEETS_SYNC_CONFIG", config)
    answer = call(*arguments.get(how, ["check"]))
    assert answer.code == 0
    assert "UNKNOWN_CLIENT" in answer.out


def test_the_option_beats_the_environment(agency, call, monkeypatch):
    monkeypatch.setenv("SHEETS_SYNC_CONFIG", "none.toml")
    assert call("check").code == 2
    assert call("check", "--config", "config.toml").code == 0


def test_help_is_quick(agency):
    done = python(
        agency, "-c",
        "import sys; from sheets_sync.cli import main\n"
        "sys.argv = ['sheets-sync', 'now', '--help']\n"
        "try: main()\n"
        "except SystemExit: print(sorted({'pandas', 'numpy', 'pydantic', 'openpyxl', 'rich',"
        " 'babel', 'jinja2', 'sqlite3'} & set(sys.modules)))",
    )  # fmt: skip
    assert done.stdout.startswith("Usage: sheets-sync now")
    assert done.stdout.splitlines()[-1] == "[]"


def test_as_a_module(agency):
    done = python(agency, "-m", "sheets_sync", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("sheets-sync, version ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell, agency):
    code = "import sys; sys.argv = ['sheets-sync']; from sheets_sync.cli import main; main()"
    done = python(agency, "-c", code, env={"_SHEETS_SYNC_COMPLETE": f"{shell}_source"})
    assert "_SHEETS_SYNC_COMPLETE" in done.stdout
    words = {"COMP_WORDS": "sheets-sync st", "COMP_CWORD": "1" if shell != "fish" else "st"}
    done = python(agency, "-c", code, env={"_SHEETS_SYNC_COMPLETE": f"{shell}_complete", **words})
    assert "status" in done.stdout
    assert "statement" in done.stdout


@pytest.mark.parametrize(
    "command", [["report"], ["report", "--json"], ["explain", "Acme"], ["now"], ["--help"]]
)
def test_a_reader_who_left_is_no_fault(command, agency):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sheets_sync", *command], cwd=agency, stdout=writing,
            stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
