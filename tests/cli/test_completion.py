"""TAB offers names of clients out of the state alone; nothing in a name becomes a command (§12)."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.cli import cli
from sheets_sync.cli.completion import offer
from sheets_sync.use_cases.shared.known_names import known_names
from tests.sync.agency import NOW, SHEETS, Agency

HOSTILE = "; touch pwned #"
NAMES = ["Acme", "Acme & Sons", "Bell's", "$(touch pwned)", HOSTILE, "gnp\u202eexe", "Ёлка"]


@pytest.fixture(scope="module")
def agency(tmp_path_factory: Any) -> Agency:
    rows = [SHEETS["Clients"][0], *([name, None, None, 5, None] for name in NAMES)]
    made = Agency(tmp_path_factory.mktemp("agency"), {**SHEETS, "Clients": [], "Payments": SHEETS["Payments"][:1], "Log": SHEETS["Log"][:1]}, furnished=False)  # fmt: skip
    import openpyxl  # noqa: PLC0415 - texts that begin as formulas do are typed as texts

    book = openpyxl.load_workbook(made.path)
    for row in rows:
        book["Clients"].append([str(cell) if cell is not None else None for cell in row])
    book.save(made.path)
    made.run()
    return made


def offered(agency: Agency, *line: str, to: str = "zsh", **environ: str) -> list[str]:
    """What that shell's script is given for a line, the last word being the one that is typed."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    kind = get_completion_class(to)
    assert kind is not None
    told = {
        "_SYNC_COMPLETE": f"{to}_complete",
        "COMP_WORDS": "\n".join(("sync", *line)),
        "COMP_CWORD": str(len(line)),
        "SHEETS_SYNC_CONFIG": str(agency.folder / "config.toml"),
        **environ,
    }
    with pytest.MonkeyPatch.context() as patch:
        for key, value in told.items():
            patch.setenv(key, value)
        complete = kind(cli, {}, "sync", "_SYNC_COMPLETE")
        args, incomplete = complete.get_completion_args()
        return [item.value for item in complete.get_completions(args, incomplete)]


COMMANDS = ["explain", "statement", "invoice", "simulate", "pricelist"]


@pytest.mark.parametrize("command", COMMANDS)
def test_names_are_offered_where_a_client_is_asked_for(agency: Agency, command: str):
    assert offered(agency, command, "ac") == ["Acme", "Acme & Sons"]
    assert offered(agency, command, "елк") == ["Ёлка"]
    assert "Bell's" in offered(agency, command, "")


def test_a_name_that_a_terminal_would_obey_is_not_offered(agency: Agency):
    assert "gnp\u202eexe" in known_names(agency.config)
    assert not any("gnp" in name for name in offered(agency, "explain", ""))
    assert offer("a\x1b[31mred", {}) == offer("two\nlines", {}) == ""


def test_bash_gets_them_quoted_and_behind_a_quote_as_they_are(agency: Agency):
    assert offered(agency, "explain", "acm", to="bash") == ["Acme", "'Acme & Sons'"]
    assert offered(agency, "explain", "'acme &", to="bash") == ["Acme & Sons"]
    assert offered(agency, "explain", ";", to="bash") == [f"'{HOSTILE}'"]
    assert offered(agency, "explain", "'bell", to="bash") == []  # its own quote would end it
    assert offered(agency, "explain", '"$', to="bash") == []  # double quotes still expand
    assert offer("A, B", {"_SYNC_COMPLETE": "fish_complete"}) == ""


def test_the_config_that_the_line_names_is_taken(agency: Agency, tmp_path: Path):
    config = str(agency.folder / "config.toml")
    elsewhere = {"SHEETS_SYNC_CONFIG": str(tmp_path / "none.toml")}
    line = ("explain", "--config", config, "acme")
    assert offered(agency, *line, **elsewhere) == ["Acme", "Acme & Sons"]


FAULTS = {
    "no config": lambda folder: (folder / "config.toml").unlink(),
    "a broken config": lambda folder: (folder / "config.toml").write_text("[workbook\n"),
    "no state": lambda folder: (folder / "state.sqlite3").unlink(),
    "a broken state": lambda folder: (folder / "state.sqlite3").write_bytes(b"no database at all"),
    "no workbook": lambda folder: (folder / "agency.xlsx").unlink(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_silent(agency: Agency, tmp_path: Path, capfd: Any, fault: str):
    folder = tmp_path / "copy"
    shutil.copytree(agency.folder, folder)
    FAULTS[fault](folder)
    names = offered(agency, "explain", "ac", SHEETS_SYNC_CONFIG=str(folder / "config.toml"))
    assert names == (["Acme", "Acme & Sons"] if fault == "no workbook" else [])
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


def test_the_next_run_knows_who_is_new(tmp_path: Path):
    agency = Agency(tmp_path)
    agency.run()
    assert known_names(agency.config) == ["Acme", "Bell", "Cone"]
    agency.edit("Clients", "A4", "Cone & Daughters")
    agency.run(NOW + timedelta(minutes=1))
    assert known_names(agency.config) == ["Acme", "Bell", "Cone & Daughters"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_in_bash_itself_the_name_is_one_word_and_nothing_runs(agency: Agency, tmp_path: Path):
    """The real script, its answer put into the line as readline does, and the line run."""
    environ = {**os.environ, "SHEETS_SYNC_CONFIG": str(agency.folder / "config.toml")}
    ours = "import sys; sys.argv[0] = 'sync'; from sheets_sync.coreutils import main; main()"
    (tmp_path / "sync").write_text(f'#!/bin/sh\nexec {sys.executable} -c "{ours}" "$@"\n')
    (tmp_path / "sync").chmod(0o755)
    script = f"""
        PATH="{tmp_path}:$PATH"
        eval "$(_SYNC_COMPLETE=bash_source sync)"
        COMP_WORDS=(sync explain ";"); COMP_CWORD=2
        _sync_completion sync
        [ "${{#COMPREPLY[@]}}" = 1 ] || exit 7
        eval "printf '%s|' explain ${{COMPREPLY[0]}}"
    """
    done = subprocess.run(
        ["bash", "-c", script],
        env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, f"explain|{HOSTILE}|", "")
    assert not (tmp_path / "pwned").exists()
