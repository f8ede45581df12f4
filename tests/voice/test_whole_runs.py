"""What real runs tell, and what they never do: Google (the emulator), SMTP on loopback, .xlsx."""

import base64
import json
import re
import sys
from unittest.mock import patch

import pytest
import time_machine

from sheets_sync import cli
from sheets_sync.spreadsheet.google import retries
from tests.cli.mailing import caller, maker, smtp
from tests.google.office import Office
from tests.sheets_api import faults
from tests.smtp.server import PASSWORD, USER, ScriptedServer
from tests.sync.agency import NOW, Agency

SECRETS = [
    PASSWORD, base64.b64encode(PASSWORD.encode()).decode(),
    base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode(),
]  # fmt: skip


@pytest.fixture
def ask(monkeypatch, capfdbinary):
    return caller(monkeypatch, capfdbinary)


@pytest.fixture
def mailing(tmp_path, monkeypatch):
    return maker(tmp_path, monkeypatch)


@pytest.fixture
def office(google, tmp_path, monkeypatch):
    monkeypatch.setattr(retries, "_FIRST_WAIT", 0.01)
    return Office(google, tmp_path)


def heard(office, capsys, *arguments):
    """(exit code, stdout, stderr) of a command, at the time of the office."""
    argv = ["sheets-sync", "--config", str(office.path), *arguments]
    at_the_office = time_machine.travel(NOW, tick=True)
    with at_the_office, patch.object(sys, "argv", argv), pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr()
    return ended.value.code or 0, said.out, said.err


def test_requests_are_told_with_method_path_status_size_and_time(office, capsys):
    code, out, err = heard(office, capsys, "now", "--json", "-v")
    assert code == 0
    assert json.loads(out)["calls"]["write"] >= 1
    told = re.findall(r"request: (GET|POST) (\S+): (\d+), ([\d,]+) bytes, (\d+\.\d\d) s", err)
    assert len(told) == office.google.journal.count("read") + office.google.journal.count("write")
    assert {(method, status) for method, _, status, _, _ in told} == {
        ("GET", "200"),
        ("POST", "200"),
    }
    assert all(path.startswith(f"/v4/spreadsheets/{office.book.key}") for _, path, *_ in told)
    assert "?" not in "".join(path for _, path, *_ in told)
    assert all(int(size.replace(",", "")) > 0 for *_, size, _ in told)


def test_the_steps_of_a_run_are_told_with_their_seconds_in_order(office, capsys):
    _, _, err = heard(office, capsys, "now", "-v")
    steps = re.findall(r"phase: (\w+).*: \d+\.\d\d s$", err, re.MULTILINE)
    assert list(dict.fromkeys(steps)) == ["Reading", "Reckoning", "Writing", "Looking", "Sending"]


def test_a_retry_is_told_with_its_cause_and_its_pause(office, capsys):
    office.google.befall(faults.unavailable())
    code, _, err = heard(office, capsys, "now", "--verbose")
    assert code == 0
    assert re.search(r"request: GET \S+: 503, ", err)
    assert re.search(r"retry: again in \d+\.\d s \(attempt 2\): .*currently unavailable", err)


def test_a_request_without_an_answer_is_told_too(office, capsys):
    office.google.befall(faults.reset())
    code, _, err = heard(office, capsys, "now", "--verbose")
    assert code == 0
    assert re.search(r"request: GET \S+: no answer, ", err)


def test_nothing_is_told_where_nobody_asked_for_it(office, capsys):
    office.google.befall(faults.unavailable())
    _, _, err = heard(office, capsys, "now")
    assert "request" not in err
    assert "retry" not in err


@pytest.mark.parametrize("before", [True, False])
def test_the_option_goes_before_the_command_and_behind_it(office, capsys, before):
    arguments = ["-v", "report"] if before else ["report", "-v"]
    assert "request: GET" in heard(office, capsys, *arguments)[2]


def test_the_config_asks_for_it_as_well(office, capsys):
    office.path.write_text(office.path.read_text() + "[log]\nlevel = 'info'\n")
    assert "request: GET" in heard(office, capsys, "report")[2]


def test_at_google_no_key_no_token_and_no_header_is_told(office, capsys):
    office.google.befall(faults.unavailable())
    code, out, err = heard(office, capsys, "now", "-vv")
    key = json.loads((office.folder / "key.json").read_text())
    assert code == 0
    assert "request: GET" in err
    canaries = [
        "ya29.",
        "Bearer",
        "Authorization",
        key["private_key_id"],
        *key["private_key"].split("\n")[:3],
    ]
    assert [canary for canary in canaries if canary in out + err] == []


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("accepted", [True, False])
def test_the_talk_with_a_mail_server_is_told_step_by_step_without_the_password(
    tmp_path, mailing, ask, mechanism, accepted
):
    words = base64.b64encode(PASSWORD.encode()).decode()
    script = {} if accepted else {"auth": f"535 no, not {words}"}
    server = ScriptedServer(
        tmp_path, script, security="starttls", login=True, mechanisms=(mechanism,)
    )
    with server:
        mailing(smtp(server, security="starttls"))
        code, out, err = ask("now", "-vv")
    assert code == (0 if accepted else 12)
    verbs = re.findall(r"smtp: > (\w+)", err)
    assert verbs[:4] == ["ehlo", "STARTTLS", "ehlo", "AUTH"]
    assert ("mail FROM:<" in err, "rcpt TO:<a@example.com>" in err, "DATA" in err) == (
        accepted,
    ) * 3
    assert re.search(r"smtp: < 235$" if accepted else r"smtp: < 535$", err, re.MULTILINE)
    assert [secret for secret in SECRETS if secret in out.decode() + err] == []


def test_in_fewer_words_a_mail_server_is_told_in_two(tmp_path, mailing, ask):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        mailing(smtp(server, security="tls"))
        _, _, err = ask("now", "-v")
    assert re.search(
        rf"mail: 127.0.0.1:\d+ answers, TLSv1.3, .*logged in as {USER}, \d\.\d\d s", err
    )
    assert re.search(r"mail: a letter of [\d,]+ bytes is accepted: 250 ", err)
    assert "smtp: " not in err


def test_a_workbook_on_disk_has_phases_too(tmp_path, ask, monkeypatch):
    monkeypatch.chdir(Agency(tmp_path).folder)
    assert "phase: Reading" in ask("now", "-v")[2]
