"""What people do about letters from a terminal; the state file, kept and checked."""

import json
import os

from tests.cli.mailing import SETTLED, listed, smtp
from tests.smtp.server import USER, ScriptedServer


def test_held_letters_are_listed_previewed_approved_and_go(office, ask, tmp_path):
    agency = office("", SETTLED.replace("settle", "approve = true\nsettle"))
    assert ask("now")[0] == 4
    code, out, _ = ask("notices", "list")
    assert code == 0
    assert "held for approval" in " ".join(out.decode().split())
    text = ask("notices", "preview", "1")[1].decode()
    assert "Subject: Your account is running low" in text
    assert "Attached: invoice-000001.pdf" in text
    assert "Dear Acme," in text
    assert ask("notices", "preview", "1", "--pdf")[1].startswith(b"%PDF")
    assert "<html" in ask("notices", "preview", "1", "--html")[1].decode()
    assert b"Message-ID" in ask("notices", "preview", "1", "--eml")[1]
    assert agency.letters() == []
    assert "goes with the next run" in ask("notices", "approve", "1")[1].decode()
    assert ask("now")[0] == 0
    assert len(agency.letters()) == 1
    assert b"No letter waits" in ask("notices", "list")[1]
    assert [each["state"] for each in listed(ask, "--all")] == ["written"]
    assert (
        ask("notices", "preview", "1", "--eml")[1]
        == next((agency.folder / "outbox").glob("*")).read_bytes()
    )
    for command in ("approve", "retry"):
        code, _, err = ask("notices", command, "1")
        assert (code, "is not" in err) == (2, True)
    assert ask("notices", "approve", "99")[0] == 2


def test_a_cancelled_letter_is_shown_as_none_that_goes(office, ask):
    agency = office("", SETTLED.replace("settle", "approve = true\nsettle"))
    ask("now")
    agency.edit("Payments", "C2", 1_000_000)
    ask("now")
    assert [each["state"] for each in listed(ask, "--all")] == ["cancelled"]
    code, out, err = ask("notices", "preview", "1")
    assert (code, out) == (2, b"")
    assert "No 1 never went, and never will" in " ".join(err.split())


def test_approving_what_no_approval_helps_says_what_does(office, ask):
    agency = office("")
    agency.edit("Clients", "B2", "nonsense")
    ask("now")
    code, _, err = ask("notices", "approve", "1")
    assert code == 2
    assert "Mend the client's row or payment first" in err


def test_doctor_tries_tls_and_login_without_sending(tmp_path, office, ask):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        office(smtp(server, security="tls"))
        code, out, _ = ask("doctor")
        assert code == 0
        assert "TLSv1.3" in out.decode()
        assert f"logged in as {USER}" in " ".join(out.decode().split())
        assert not [line for line in server.log if line.startswith(("MAIL", "RCPT", "DATA"))]


def test_a_missing_password_is_told_though_the_mail_server_is_down(
    tmp_path, office, ask, monkeypatch
):
    with ScriptedServer(tmp_path, login=True) as server:
        office(smtp(server))
    monkeypatch.delenv("MAIL_PASSWORD")
    code, out, _ = ask("doctor")
    assert code == 12
    assert b"$MAIL_PASSWORD is not set" in out
    code, out, err = ask("check", "--json")
    assert code == 12
    assert json.loads(out) is not None
    assert "$MAIL_PASSWORD is not set" in err


def test_doctor_names_letters_and_locks_that_others_may_read(office, ask):
    made = office("")
    ask("now")
    assert b"can be read by others" not in ask("doctor")[1]
    for path in (made.folder / "outbox", made.folder / "state.sqlite3.lock"):
        path.chmod(0o755)
    out = ask("doctor")[1]
    assert b"chmod 700" in out
    assert b"state.sqlite3.lock can be read by others" in out


def test_doctor_shuts_nobody_out_of_a_folder_that_has_the_workbook_too(office, ask):
    made = office('[mail]\nfolder = "."\n')
    ask("now")
    (made.folder / "old.eml").write_text("Subject: as any other program saves them")
    for path, mode in ((made.folder, 0o755), (made.folder / "old.eml", 0o644)):
        path.chmod(mode)
    out = ask("doctor")[1]
    assert b"chmod 600" in out
    assert b"chmod 700" not in out


def test_doctor_names_a_wrong_password_and_files_that_others_may_read(
    tmp_path, office, ask, monkeypatch
):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        agency = office(smtp(server, security="tls"))
        ask("now")
        monkeypatch.setenv("MAIL_PASSWORD", "wrong")
        (agency.folder / "state.sqlite3").chmod(0o644)
        (agency.folder / "config.toml").chmod(0o666)
        code, out, _ = ask("doctor")
        said = " ".join(out.decode().split())
        assert code == 12
        assert "refuses the login" in said
        assert said.count("chmod 600") == 2


def test_a_new_state_is_its_owners_alone(office, ask):
    agency = office("")
    ask("now")
    assert (agency.folder / "state.sqlite3").stat().st_mode & 0o777 == 0o600


def test_status_says_what_waits_and_what_is_due(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        office(smtp(server))
        ask("now")
        words = ask("status")[1].decode()
        assert "1 uncertain" in words
        assert "No 1 to Acme: uncertain" in words
        assert "none is scheduled" in words
        document = json.loads(ask("status", "--json")[1])
        assert document["waiting"][0]["state"] == "uncertain"
        assert document["next_run"] is None


def test_a_backup_is_whole_private_and_never_over_another(office, ask):
    agency = office("")
    assert ask("state", "backup")[0] == 2  # nothing there yet
    ask("now")
    code, out, _ = ask("state", "backup", "copy.sqlite3")
    assert (code, b"a whole copy" in out) == (0, True)
    copy = agency.folder / "copy.sqlite3"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert ask("state", "backup", "copy.sqlite3")[0] == 2
    assert b"1 letters" in ask("state", "verify", "copy.sqlite3")[1]
    assert ask("state", "verify")[0] == 0
    assert ask("state", "backup")[0] == 0
    assert len(list(agency.folder.glob("state-*.sqlite3"))) == 1


def test_a_spoilt_state_does_not_verify(office, ask):
    agency = office("")
    ask("now")
    path = agency.folder / "state.sqlite3"
    whole = bytearray(path.read_bytes())
    at = whole.find(b"Auto-Submitted")
    whole[at : at + 4] = b"auto"
    path.write_bytes(whole)
    code, _, err = ask("state", "verify")
    assert code == 1
    assert "not the one that was frozen" in err
    path.write_bytes(os.urandom(5000))
    assert ask("state", "verify")[0] == 1


def test_a_statement_as_pdf_is_a_file(office, ask):
    office("")
    code, out, _ = ask("statement", "Acme", "--pdf")
    assert code == 0
    assert out.startswith(b"%PDF")
    assert ask("statement", "Acme", "--pdf", "--html")[0] == 2
