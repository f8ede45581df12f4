"""The recipes of docs/running.md, tried as far as a machine without systemd or an engine allows."""

import configparser
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, block, text
from tests.sync.agency import QUIET, Agency

PAGE = "docs/running.md"
PROGRAM = Path(sys.executable).with_name("sheets-sync")
ALWAYS = "[schedule]\nbetween = '00:00-23:59'\ndays = 'mon-sun'\n"


def unit():
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # names keep their case
    parser.read_string(block("unit", PAGE))
    return parser["Service"]


def heard(listening, words):
    """All that systemd is told up to some words."""
    told = ""
    while words not in told:
        told += listening.recv(4096).decode() + "\n"
    return told


@contextmanager
def started(arguments, folder, **environ):
    """`sheets-sync ARGUMENTS` at work in a folder; killed at the end, or after a minute."""
    with subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environ},
    ) as process:
        limit = threading.Timer(60, process.kill)
        limit.start()
        try:
            yield process
        finally:
            limit.cancel()
            process.kill()


@pytest.fixture
def agency(tmp_path):
    made = Agency(tmp_path / "agency", config_text=QUIET + ALWAYS)
    folder = made.folder / ".venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "sheets-sync").symlink_to(PROGRAM)
    return made


def test_the_cron_line_runs_with_as_little_as_cron_gives(agency, tmp_path):
    *times, command = block("cron", PAGE).strip().split(" ", 5)
    assert len(times) == 5
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "SHELL": "/bin/sh"}
    done = subprocess.run(["/bin/sh", "-c", command], env=bare, cwd=tmp_path, check=False)
    assert done.returncode == 0
    assert "cells written" in (agency.folder / "sync.log").read_text(encoding="utf-8")
    assert len(agency.letters()) == 1


def test_what_the_unit_starts_tells_systemd_and_stops_as_it_expects(agency, tmp_path):
    service = unit()
    assert service["Type"] == "notify"
    program, *arguments = service["ExecStart"].split()
    assert program == "%S/sheets-sync/.venv/bin/sheets-sync"
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(path))
        listening.settimeout(60)
        with started(arguments, agency.folder, NOTIFY_SOCKET=str(path)) as process:
            told = heard(listening, "last run good")
            assert service["ExecReload"] == "kill -HUP $MAINPID"
            process.send_signal(signal.SIGHUP)
            told += heard(listening, "RELOADING=1")
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
            told += heard(listening, "STOPPING=1")
    assert process.returncode in (0, int(service["SuccessExitStatus"]))
    assert "READY=1" in told
    assert "WATCHDOG=1" in told
    assert "Traceback" not in said
    assert len(agency.letters()) == 1


def test_the_fleets_unit_is_hardened_as_the_other():
    """From UMask on; both were tried under systemd."""
    hardened = [each.partition("UMask=")[2] for each in (block("unit", PAGE), fleet_unit())]
    assert hardened[0] == hardened[1]
    assert "Credential" not in fleet_unit(), "its secrets lie beside fleet.toml: docs/fleet.md"


def fleet_unit():
    return text(ROOT / "docs/fleet/sheets-sync-fleet.service")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("unit_text", [lambda: block("unit", PAGE), fleet_unit])
def test_systemd_finds_no_fault_in_the_unit(tmp_path, unit_text):
    path = tmp_path / "sheets-sync.service"
    path.write_text(unit_text().replace("%S/sheets-sync/.venv/bin/sheets-sync", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Unknown" not in done.stderr
    assert path.name not in re.sub(r".*User.*\n?", "", done.stderr)


def test_the_container_starts_what_runs_and_stops_on_its_signal(agency):
    lines = dict(line.split(" ", 1) for line in block("container", PAGE).splitlines())
    program, *arguments = json.loads(lines["CMD"])
    assert program == "sheets-sync"
    assert "pip install --no-cache-dir ./source" in lines["RUN"]
    with started(arguments, agency.folder) as process:
        while "run good" not in (line := process.stderr.readline()):
            assert line, "it ended"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 0


def test_the_place_that_cron_looks_in_is_the_one_that_is_made():
    made = block("place", PAGE)
    *_, command = block("cron", PAGE).strip().split(" ", 5)
    folder, program = re.match(r"cd (\S+) && (\S+) ", command).groups()
    assert f"~/{folder}/{program.partition('/bin/')[0]}" in made
    assert f"~/{folder}/config.toml" in made


@pytest.mark.parametrize("page", ["docs/manual/administrator.md", "docs/README.ru.md"])
def test_the_config_for_letters_by_mail_is_sound_but_for_its_password(page, tmp_path):
    config = re.search(r"```toml\n(\[mail\].*?)```", text(ROOT / page), re.DOTALL)[1]
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "--config", "config.toml", "status"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
