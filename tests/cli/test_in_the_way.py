"""What stands where a file of ours should: named, with what it is and what to do (design §16)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_sync import files
from sheets_sync.config.secrets import Secret
from sheets_sync.errors import CredentialsError
from sheets_sync.spreadsheet.google import credentials
from sheets_sync.state.lock import read_holder, run_lock
from sheets_sync.voice.traces import bug, keep_traces_in
from tests.cli.odd_inputs import data, folder, pipe


@pytest.mark.parametrize("name", ["-wal", "-journal", ".lock", ".holder", ".holder.new"])
@pytest.mark.parametrize("make", [folder, pipe], ids=["a folder", "a pipe"])
def test_what_lies_beside_the_state_is_named(agency, call, name, make):
    assert call("now", "--no-mail").code == 0
    beside = agency / f"state.sqlite3{name}"
    make(beside)
    answer = call("now", "--no-mail")
    if answer.code == 0:
        assert make is pipe  # it is exchanged for a file, or can be locked as well
        return
    assert answer.code == 1, answer.err
    assert f"Move {beside} away." in answer.err
    assert f"it is {'a folder' if make is folder else 'a pipe'}" in answer.err
    beside.rmdir() if beside.is_dir() else beside.unlink()
    assert call("now", "--no-mail").code == 0


def test_a_note_that_cannot_go_leaves_the_lock_free(tmp_path: Path):
    state = tmp_path / "state.sqlite3"
    for _ in range(2):
        with run_lock(state, "now", datetime.now(UTC)):
            folder(tmp_path / "state.sqlite3.holder")
        (tmp_path / "state.sqlite3.holder").rmdir()
    data(b"[" * 100_000)(tmp_path / "state.sqlite3.holder")
    assert read_holder(state) is None


BACKUPS = {
    "the state itself": ("state.sqlite3", "is there already"),
    "a folder": (".", "is there already"),
    "in no folder": ("none/copy", "does not exist"),
    "in a file": ("config.toml/copy", "does not exist"),
    "a name too long": ("x" * 300, "File name too long"),
    "a folder in the way": ("taken", ".taken.new: it is a folder"),
    "where nobody writes": ("/proc/copy", "cannot be"),
}  # fmt: skip


@pytest.mark.parametrize(("target", "said"), BACKUPS.values(), ids=BACKUPS)
def test_a_backup_that_cannot_be_made_says_why(agency, call, target, said):
    call("now", "--no-mail")
    folder(agency / ".taken.new")
    before = sorted(each.name for each in agency.iterdir())
    answer = call("state", "backup", target)
    assert answer.code in (1, 2)
    assert said in answer.err
    assert "bug" not in answer.err
    assert sorted(each.name for each in agency.iterdir()) == before
    assert call("state", "verify").code == 0


def test_a_backup_that_was_killed_is_in_nobody_s_way(agency, call):
    call("now", "--no-mail")
    (agency / ".copy.new").write_text("half of a state")
    assert call("state", "backup", "copy").code == 0
    assert call("state", "verify", "copy").code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\r\n", "is empty"),
        ("пароль".encode("cp1251"), "not UTF-8 text"),
        ("secret".encode("utf-16"), "not UTF-8 text"),
        (b"x" * (65 << 20), "more than 64 MiB"),
    ],
)
def test_a_password_s_file_that_holds_none_is_named(tmp_path, content, said):
    (tmp_path / "password").write_bytes(content)
    with pytest.raises(CredentialsError, match=said) as stopped:
        Secret("mail.password_file", "file", "password", tmp_path).read()
    assert "password" in stopped.value.message


def test_a_password_as_editors_of_windows_save_it(tmp_path):
    (tmp_path / "password").write_bytes("\ufeffsecret\r\n".encode())
    read = Secret("mail.password_file", "file", "password", tmp_path).read()
    assert read.get_secret_value() == "secret"


KEYS = [
    b"", b"{}", b"[]", b"7", b"null", b"[" * 100_000, b"\xff", b"{" * 10,
    json.dumps({"type": "authorized_user", "client_id": "x", "refresh_token": "CANARY"}).encode(),
    json.dumps({"private_key": "-----BEGIN CANARY", "client_email": "a", "token_uri": "b"}).encode(),
    json.dumps({"private_key": ["CANARY"], "client_email": "a", "token_uri": "b"}).encode(),
]  # fmt: skip


@pytest.mark.parametrize("content", KEYS, ids=[repr(each[:20]) for each in KEYS])
def test_a_key_file_that_is_no_key_is_named_and_not_repeated(tmp_path, content):
    (tmp_path / "key.json").write_bytes(content)
    with pytest.raises(CredentialsError, match="no key of a service account") as stopped:
        credentials.of_key_file(tmp_path / "key.json")
    assert "CANARY" not in str(stopped.value)


@pytest.mark.parametrize("make", [folder, pipe], ids=["a folder", "a pipe"])
def test_a_trace_that_no_file_takes_goes_into_the_log(tmp_path, make):
    make(tmp_path / "traces")
    with pytest.raises(LookupError) as raised:
        _unforeseen()
    keep_traces_in(tmp_path / "traces")
    said = bug(raised.value)
    keep_traces_in(None)
    assert said.endswith("its trace in the log.")


def _unforeseen() -> None:
    raise LookupError("unforeseen")


def test_a_state_in_no_file_is_a_fault_of_the_config(agency, call):
    with (agency / "config.toml").open("a") as file:
        file.write("[state]\npath = '/'\n")
    answer = call("now")
    assert (answer.code, '"/" must name a file' in answer.err) == (2, True)


@pytest.mark.parametrize("place", ["config.toml/outbox", "x" * 300])
def test_doctor_looks_at_a_folder_for_letters_that_cannot_be(agency, call, place):
    with (agency / "config.toml").open("a") as file:
        file.write(f"[mail]\nfolder = '{place}'\n")
    answer = call("doctor")
    assert "bug" not in answer.err
    assert ("it is no folder" in answer.out) == ("/" in place)


def test_a_workbook_may_have_as_long_a_name_as_a_disk_takes(agency, call):
    name = "я" * 125 + ".xlsx"
    (agency / "agency.xlsx").rename(agency / name)
    text = (agency / "config.toml").read_text().replace("agency.xlsx", name)
    (agency / "config.toml").write_text(text)
    answer = call("now", "--no-mail")
    assert answer.code == 0, answer.err


def test_no_command_trips_over_a_name_that_no_disk_takes(agency, call):
    text = (agency / "config.toml").read_text().replace("agency.xlsx", f"{'x' * 300}.xlsx")
    (agency / "config.toml").write_text(text)
    for command in ("now", "init", "doctor"):
        answer = call(command)
        assert answer.code in (1, 2)
        assert "bug" not in answer.out + answer.err


def test_what_may_not_be_looked_at_is_there(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    assert files.is_there(tmp_path / "loop")
    assert not files.is_there(tmp_path / "none" / "file")
    assert not files.is_there(tmp_path / ("x" * 300))


@pytest.mark.parametrize(("place", "code"), [("agency.xlsx", 1), ("l/agency.xlsx", 1)])
def test_a_link_that_leads_in_a_circle_is_no_bug(agency, call, place, code):
    """Found: the doctor ended as a bug of the program."""
    (agency / "agency.xlsx").unlink()
    link = agency / place.partition("/")[0]
    link.symlink_to(link.name)
    config = agency / "config.toml"
    config.write_text(config.read_text().replace("agency.xlsx", place))
    for command in ("now", "init", "doctor", "status"):
        answer = call(command)
        assert "bug" not in answer.out + answer.err
        assert answer.code == (0 if command == "status" else code), answer.out + answer.err


def test_a_state_behind_a_link_that_leads_in_a_circle_is_told_by_the_name_of_what_it_stops(
    agency, call
):
    """Found: the doctor said "blocked_mail"."""
    (agency / "l").symlink_to("l")
    with (agency / "config.toml").open("a") as file:
        file.write("[state]\npath = 'l/state.sqlite3'\n")
    answer = call("doctor")
    assert (answer.code, "blocked_mail" in answer.out) == (2, False)
