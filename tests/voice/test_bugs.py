"""A bug of ours: a sentence for people, the whole trace kept, no secret in either."""

import json
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from sheets_sync import voice
from sheets_sync.config.secrets import Secret
from sheets_sync.use_cases.shared import office
from sheets_sync.voice import traces
from tests.cli.mailing import caller
from tests.scheduler.simulation import HOUR, Simulation, at
from tests.sync.agency import Agency


@pytest.fixture
def ask(monkeypatch, capfdbinary):
    return caller(monkeypatch, capfdbinary)


def breaking(_number):
    password = Secret("mail.password_env", "env", "P", Path()).read({"P": "hunter2-canary"})
    try:
        {}["a key"]
    except KeyError as error:
        raise ValueError(f"said {password.get_secret_value()} to ya29.canary") from error


def service(folder, tmp_path, log="text", file="traces.log"):
    made = Simulation(folder, breaking, tick=60, log=log)
    path = tmp_path / "config.toml"
    path.write_text(path.read_text() + f"[log]\nfile = '{file}'\n")
    made.play(at("2026-11-23T08:00"), HOUR / 2)
    return made


def test_the_service_keeps_the_whole_trace_in_a_file_of_its_own(tmp_path):
    (line,) = service(tmp_path, tmp_path).told("run failed")
    file = tmp_path / "traces.log"
    assert "This is a bug: please report it, with its trace in" in line
    assert str(file) in line
    kept = file.read_text()
    assert kept.count("Traceback (most recent call last)") == 2  # the cause is part of it
    assert "KeyError: 'a key'" in kept
    assert "in breaking" in kept
    assert "canary" not in kept + line
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_file_the_trace_stands_in_the_log(tmp_path):
    made = service(tmp_path, tmp_path, file="")
    assert any("trace in the log" in line for line in made.told("run failed"))
    assert any("KeyError: 'a key'" in line for line in made.lines)
    assert not any("canary" in line for line in made.lines)


def test_for_machines_it_is_a_part_of_an_object(tmp_path):
    told = [json.loads(line) for line in service(tmp_path, tmp_path, "json", "").lines]
    (bug,) = [line for line in told if line["event"] == "bug"]
    assert bug["trace"].startswith("Traceback (most recent call last):\n")
    assert "canary" not in bug["trace"] + bug["message"]


def test_a_file_that_cannot_be_written_loses_no_trace(tmp_path):
    (tmp_path / "traces.log").mkdir()
    assert any("KeyError: 'a key'" in line for line in service(tmp_path, tmp_path).lines)


def test_the_file_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(traces, "_MOST", 3000)
    voice.speak("warning", lambda *_, **__: None, tmp_path / "traces.log")
    for _ in range(20):
        with pytest.raises(ValueError, match="said") as caught:
            breaking(0)
        voice.bug(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["traces.log", "traces.log.1"]
    assert all(path.stat().st_size < 6000 for path in tmp_path.iterdir())


def test_a_command_says_a_sentence_and_names_the_file(tmp_path, ask, monkeypatch):
    agency = Agency(tmp_path)
    monkeypatch.chdir(agency.folder)
    monkeypatch.setattr(office, "hold_state", lambda *_: SimpleNamespace().nothing)
    code, out, err = ask("now")
    assert (code, out) == (1, b"")
    assert "AttributeError" in err
    assert "Traceback" not in err
    assert err.strip().endswith(f"with its trace in {agency.folder / 'sheets-sync.log'}.")
    assert "hold_state" in (agency.folder / "sheets-sync.log").read_text()


def test_a_bug_before_there_is_a_config_is_told_whole(tmp_path, ask, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "sheets_sync.config.loading.file_bytes", lambda *_: SimpleNamespace().nothing
    )
    monkeypatch.setattr(voice, "heard", lambda: False)
    monkeypatch.setattr(traces, "_file", None)
    code, _, err = ask("status")
    assert code == 1
    assert "Traceback" in err
    assert list(tmp_path.iterdir()) == []
