"""Mail from the command line: what goes wrong with a server, and what people do about letters."""

import json
import os
import sys
from datetime import UTC, datetime

import pytest

from sheets_sync import cli
from tests.smtp.server import PASSWORD, USER, ScriptedServer
from tests.sync.agency import SHEETS, Agency

SETTLED = "[notices]\nsettle = '0m'\n[workbook]\ntimezone = 'UTC'\n"
DAY = datetime.now(UTC).date()


@pytest.fixture
def sync(monkeypatch, capfdbinary):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sheets-sync", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        streams = capfdbinary.readouterr()
        return caught.value.code or 0, streams.out, streams.err.decode()

    return run


def sheets():
    """One client below his threshold for two days: one letter."""
    return {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], ["Acme", "a@example.com", None, 1000, None]],
        "Payments": [SHEETS["Payments"][0], [DAY, "Acme", 500, None]],
        "Log": [SHEETS["Log"][0]],
    }


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A function from a mail table to an agency in the current folder."""

    def make(mail, more=SETTLED):
        made = Agency(tmp_path / "office", sheets(), more + mail)
        monkeypatch.chdir(made.folder)
        monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
        monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
        monkeypatch.setenv("COLUMNS", "200")
        return made

    return make


def smtp(server, *, security="none", more=""):
    login = f"username = '{USER}'\npassword_env = 'MAIL_PASSWORD'\n" if server.login else ""
    return (
        f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {server.port}\n"
        f"security = '{security}'\nca_file = '{server.ca_file}'\ntimeout = '1s'\n{login}{more}"
    )


def listed(sync, *more):
    _, out, _ = sync("notices", "list", "--json", *more)
    return json.loads(out)


def test_a_run_sends_its_letters_by_smtp_over_tls_with_a_login(tmp_path, office, sync):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        office(smtp(server, security="tls"))
        code, out, _ = sync("now", "--json")
        assert code == 0
        assert [each["state"] for each in json.loads(out)["notices"]] == ["sent"]
        assert [each["to"] for each in server.letters] == [["a@example.com"]]
        assert "application/pdf" in server.letters[0]["data"]
        assert sync("now")[0] == 0
        assert len(server.letters) == 1


def test_a_wrong_password_is_tried_once_and_ends_with_12(tmp_path, office, sync, monkeypatch):
    with ScriptedServer(tmp_path, security="starttls", login=True) as server:
        office(smtp(server, security="starttls"))
        monkeypatch.setenv("MAIL_PASSWORD", "wrong-canary")
        code, out, err = sync("now")
        assert code == 12
        assert "refuses the login" in err
        assert "sync notices retry" in err
        code, _, _ = sync("now")
        assert code == 0  # nothing is tried again for a while: servers lock accounts out
        assert server.log.count("AUTH") == 1
        _, out, _ = sync("status")
        assert "Mail does not go" in out.decode()
        monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
        assert "goes with the next run" in sync("notices", "retry")[1].decode()
        assert sync("now")[0] == 0
        assert len(server.letters) == 1
        spoken = "".join(
            path.read_text("utf-8", "replace")
            for path in (tmp_path / "office").rglob("*")
            if path.is_file()
        )
        assert "wrong-canary" not in spoken + err
        assert PASSWORD not in spoken


TROUBLE = [
    ({"security": "tls", "certificate": "wrong host"}, "tls", 4, "is not good"),
    ({"security": "starttls", "certificate": "self-signed"}, "starttls", 4, "is not good"),
    ({"security": "none"}, "starttls", 4, "offers no STARTTLS"),
    ({"security": "none", "script": {"greeting": "421 busy"}}, "none", 4, "turned us away"),
    ({"security": "none", "script": {"greeting": "drop"}}, "none", 4, "cannot be reached"),
    ({"security": "none", "script": {"mail": "451 later"}}, "none", 4, "451 later"),
    ({"security": "none", "script": {"rcpt": "550 no such user"}}, "none", 4, "550 no such user"),
    ({"security": "none", "script": {"seen": "drop"}}, "none", 4, "uncertain"),
]  # fmt: skip


@pytest.mark.parametrize(("server", "security", "code", "words"), TROUBLE)
def test_whatever_stops_a_letter_is_told_and_the_workbook_is_written_all_the_same(
    tmp_path, office, sync, server, security, code, words
):
    with ScriptedServer(tmp_path, **server) as made:
        agency = office(smtp(made, security=security))
        ended, out, err = sync("now")
        assert ended == code
        assert words in out.decode() + err
        assert "Traceback" not in err
        assert {500, "▲ Low"} <= set(agency.grid()["Clients"][1])
        assert agency.grid()["Notices"][1][9]
        before = len(made.letters)
        sync("now")
        assert len(made.letters) == before


def test_a_refused_letter_goes_to_the_address_that_staff_mended(tmp_path, office, sync):
    with ScriptedServer(tmp_path, {"rcpt a@example.com": "550 no such user"}) as server:
        agency = office(smtp(server))
        assert sync("now")[0] == 4
        assert sync("now")[0] == 0  # told once
        assert "mend the client's Email" in agency.grid()["Notices"][1][9]
        agency.edit("Clients", "B2", "boss@example.com")
        assert sync("now")[0] == 0
        assert [each["to"] for each in server.letters] == [["boss@example.com"]]


def test_a_doubtful_letter_is_settled_by_a_person(tmp_path, office, sync):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        office(smtp(server))
        sync("now")
        (doubtful,) = listed(sync)
        assert (doubtful["state"], doubtful["answers"][0]["verdict"]) == ("uncertain", "uncertain")
        assert doubtful["message_id"] == server.letters[0]["message_id"]
        code, _, err = sync("notices", "resolve", "1")
        assert (code, "--arrived" in err) == (2, True)
        assert "goes with the next run" in sync("notices", "resolve", "1", "--again")[1].decode()
        sync("now")
        assert [each["message_id"] for each in server.letters] == [doubtful["message_id"]] * 2
        assert listed(sync) == []
        assert sync("notices", "resolve", "1", "--arrived")[0] == 2


def test_send_ticked_beside_a_doubtful_letter_sends_it_again_once(tmp_path, office, sync):
    with ScriptedServer(tmp_path, {"unseen": ["drop"]}) as server:
        agency = office(smtp(server))
        sync("now")
        assert "ask the client" in agency.grid()["Notices"][1][9]
        assert sync("now")[0] == 0
        assert server.letters == []
        agency.edit("Notices", "K2", "TRUE")
        for _ in range(3):
            sync("now")
        assert len(server.letters) == 1
        assert agency.grid()["Notices"][1][9] == "sent"


def test_a_tick_from_before_the_doubt_sends_nothing_again(tmp_path, office, sync):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        agency = office(smtp(server), SETTLED.replace("settle", "approve = true\nsettle"))
        sync("now")
        agency.edit("Notices", "K2", "TRUE")
        for _ in range(3):
            sync("now")
        assert len(server.letters) == 1
        assert "untick Send" in agency.grid()["Notices"][1][9]
        agency.edit("Notices", "K2", "FALSE")
        sync("now")
        agency.edit("Notices", "K2", "TRUE")
        sync("now")
        assert len(server.letters) == 2


def test_a_letter_put_off_goes_later_with_the_same_message_id(tmp_path, office, sync):
    with ScriptedServer(tmp_path, {"rcpt": ["450 4.7.1 greylisted"]}) as server:
        office(smtp(server))
        assert sync("now")[0] == 4
        (waiting,) = listed(sync)
        assert waiting["next_attempt"] is not None
        assert sync("now")[0] == 0
        assert server.letters == []  # five minutes have not passed
        sync("notices", "retry", "1")
        assert sync("now")[0] == 0
        assert [each["message_id"] for each in server.letters] == [waiting["message_id"]]


def test_no_more_letters_than_the_cap_go_in_a_day(tmp_path, office, sync):
    with ScriptedServer(tmp_path) as server:
        agency = office(smtp(server, more="daily_cap = 1\n"))
        agency.edit("Clients", "A3", "Bell")
        agency.edit("Clients", "B3", "b@example.com")
        agency.edit("Clients", "D3", 1000)
        agency.edit("Payments", "A3", DAY)
        agency.edit("Payments", "B3", "Bell")
        agency.edit("Payments", "C3", 500)
        assert sync("now")[0] == 4
        assert sync("now")[0] == 0
        assert len(server.letters) == 1
        assert [each["reason"] for each in listed(sync)] == ["daily_cap"]


def test_held_letters_are_listed_previewed_approved_and_go(office, sync, tmp_path):
    agency = office("", SETTLED.replace("settle", "approve = true\nsettle"))
    assert sync("now")[0] == 4
    code, out, _ = sync("notices", "list")
    assert code == 0
    assert "held for approval" in " ".join(out.decode().split())
    text = sync("notices", "preview", "1")[1].decode()
    assert "Subject: Your account is running low" in text
    assert "Attached: invoice-000001.pdf" in text
    assert "Dear Acme," in text
    assert sync("notices", "preview", "1", "--pdf")[1].startswith(b"%PDF")
    assert "<html" in sync("notices", "preview", "1", "--html")[1].decode()
    assert b"Message-ID" in sync("notices", "preview", "1", "--eml")[1]
    assert agency.letters() == []
    assert "goes with the next run" in sync("notices", "approve", "1")[1].decode()
    assert sync("now")[0] == 0
    assert len(agency.letters()) == 1
    assert b"No letter waits" in sync("notices", "list")[1]
    assert [each["state"] for each in listed(sync, "--all")] == ["sent"]
    assert (
        sync("notices", "preview", "1", "--eml")[1]
        == next((agency.folder / "outbox").glob("*")).read_bytes()
    )
    for command in ("approve", "retry"):
        code, _, err = sync("notices", command, "1")
        assert (code, "is not" in err) == (2, True)
    assert sync("notices", "approve", "99")[0] == 2


def test_approving_what_no_approval_helps_says_what_does(office, sync):
    agency = office("")
    agency.edit("Clients", "B2", "nonsense")
    sync("now")
    code, _, err = sync("notices", "approve", "1")
    assert code == 2
    assert "Mend the client's row first" in err


def test_doctor_tries_tls_and_login_without_sending(tmp_path, office, sync):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        office(smtp(server, security="tls"))
        code, out, _ = sync("doctor")
        assert code == 0
        assert "TLSv1.3" in out.decode()
        assert f"logged in as {USER}" in " ".join(out.decode().split())
        assert not [line for line in server.log if line.startswith(("MAIL", "RCPT", "DATA"))]


def test_doctor_names_a_wrong_password_and_files_that_others_may_read(
    tmp_path, office, sync, monkeypatch
):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        agency = office(smtp(server, security="tls"))
        sync("now")
        monkeypatch.setenv("MAIL_PASSWORD", "wrong")
        (agency.folder / "state.sqlite3").chmod(0o644)
        (agency.folder / "config.toml").chmod(0o666)
        code, out, _ = sync("doctor")
        said = " ".join(out.decode().split())
        assert code == 12
        assert "refuses the login" in said
        assert said.count("chmod 600") == 2


def test_a_new_state_is_its_owners_alone(office, sync):
    agency = office("")
    sync("now")
    assert (agency.folder / "state.sqlite3").stat().st_mode & 0o777 == 0o600


def test_status_says_what_waits_and_what_is_due(tmp_path, office, sync):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        office(smtp(server))
        sync("now")
        words = sync("status")[1].decode()
        assert "1 uncertain" in words
        assert "No 1 to Acme: uncertain" in words
        assert "none is scheduled" in words
        document = json.loads(sync("status", "--json")[1])
        assert document["waiting"][0]["state"] == "uncertain"
        assert document["next_run"] is None


def test_a_backup_is_whole_private_and_never_over_another(office, sync):
    agency = office("")
    assert sync("state", "backup")[0] == 2  # nothing there yet
    sync("now")
    code, out, _ = sync("state", "backup", "copy.sqlite3")
    assert (code, b"a whole copy" in out) == (0, True)
    copy = agency.folder / "copy.sqlite3"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sync("state", "backup", "copy.sqlite3")[0] == 2
    assert b"1 letters" in sync("state", "verify", "copy.sqlite3")[1]
    assert sync("state", "verify")[0] == 0
    assert sync("state", "backup")[0] == 0
    assert len(list(agency.folder.glob("state-*.sqlite3"))) == 1


def test_a_spoilt_state_does_not_verify(office, sync):
    agency = office("")
    sync("now")
    path = agency.folder / "state.sqlite3"
    whole = bytearray(path.read_bytes())
    at = whole.find(b"Auto-Submitted")
    whole[at : at + 4] = b"auto"
    path.write_bytes(whole)
    code, _, err = sync("state", "verify")
    assert code == 1
    assert "not the one that was frozen" in err
    path.write_bytes(os.urandom(5000))
    assert sync("state", "verify")[0] == 1


def test_a_statement_as_pdf_is_a_file(office, sync):
    office("")
    code, out, _ = sync("statement", "Acme", "--pdf")
    assert code == 0
    assert out.startswith(b"%PDF")
    assert sync("statement", "Acme", "--pdf", "--html")[0] == 2
