"""Passwords come from an environment variable, a file or a command, and show nowhere."""

import time
from pathlib import Path

import pytest

from sheets_sync.config import loads, secrets
from sheets_sync.config.parsing import parse
from sheets_sync.errors import CredentialsError

CANARY = "canary-7f3a"


def password(folder: Path, line: str):
    return loads(f"[mail]\n{line}", folder / "config.toml").mail.password


def test_from_the_environment(tmp_path):
    secret = password(tmp_path, "password_env = 'MAIL_PASSWORD'")
    assert secret.read({"MAIL_PASSWORD": CANARY}).get_secret_value() == CANARY


def test_from_a_file_beside_the_config(tmp_path):
    (tmp_path / "key").write_text(f"{CANARY}\n")
    assert password(tmp_path, "password_file = 'key'").read().get_secret_value() == CANARY


def test_from_a_command_in_the_configs_folder(tmp_path):
    (tmp_path / "key").write_text(f"{CANARY}\n")
    assert password(tmp_path, "password_command = 'cat key'").read().get_secret_value() == CANARY


def test_none_where_no_source_is_named(tmp_path):
    assert password(tmp_path, "") is None


@pytest.mark.parametrize(
    ("content", "cure"),
    [("secret\r\n".encode("utf-16"), "Save it as UTF-8"), (None, "Make that file")],
)
def test_the_cure_of_a_file_is_by_what_is_wrong_with_it(tmp_path, content, cure):
    if content:
        (tmp_path / "key").write_bytes(content)
    with pytest.raises(CredentialsError) as raised:
        password(tmp_path, "password_file = 'key'").read()
    assert cure in raised.value.cure


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("password_env = 'NO_SUCH'", r"mail.password_env: \$NO_SUCH is not set"),
        ("password_env = 'EMPTY'", r"\$EMPTY is empty"),
        ("password_file = 'no-such'", r"no-such cannot be read \(No such file"),
        ("password_file = 'binary'", "not UTF-8"),
        ("password_command = 'false'", r"`false` failed \(exit code 1\)"),
        ("password_command = 'no-such-program'", "No such file"),
        ("password_command = 'true'", "the output of `true` is empty"),
        ("""password_command = "cat 'x" """, "quot"),
    ],
)
def test_a_source_that_fails_is_named_with_a_cure(tmp_path, line, words):
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(CredentialsError, match=words) as raised:
        password(tmp_path, line).read({"EMPTY": "", "PATH": "/usr/bin:/bin"})
    assert raised.value.exit_code == 12
    assert raised.value.cure


def test_a_secret_shows_nowhere(tmp_path):
    (tmp_path / "key").write_text(CANARY)
    config = parse({"mail": {"password_file": "key"}}, tmp_path / "config.toml")
    secret = password(tmp_path, "password_file = 'key'")
    read = secret.read()
    for shown in (repr(config), repr(secret), repr(read), str(read)):
        assert CANARY not in shown
    failing = password(tmp_path, f"password_command = 'sh -c \"echo {CANARY[:6]}; exit 3\"'")
    with pytest.raises(CredentialsError, match="exit code 3") as raised:
        failing.read()
    assert raised.value.__cause__ is None


def test_a_command_that_prints_without_end_is_stopped(tmp_path):
    secret = password(tmp_path, "password_command = 'yes'")
    with pytest.raises(CredentialsError, match="more than 65536 bytes"):
        secret.read()


@pytest.mark.parametrize(
    "line", ["sleep 30", "sh -c 'sleep 30 & exec sleep 30'", "sh -c 'echo x; sleep 30'"]
)
def test_a_command_that_does_not_end_is_not_waited_for(tmp_path, monkeypatch, line):
    """Not even by those to whom it left its output."""
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 0.3)
    secret = password(tmp_path, f'password_command = """{line}"""')
    began = time.monotonic()
    with pytest.raises(CredentialsError, match=r"no answer within 0\.3 s"):
        secret.read()
    assert time.monotonic() - began < 5
