"""Mail from the command line: what goes wrong with a server, and what a run says of it."""

import json

import pytest

from tests.cli.mailing import DAY, SETTLED, listed, smtp
from tests.smtp.server import PASSWORD, ScriptedServer


def test_a_run_sends_its_letters_by_smtp_over_tls_with_a_login(tmp_path, office, ask):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        office(smtp(server, security="tls"))
        code, out, _ = ask("now", "--json")
        assert code == 0
        assert [each["state"] for each in json.loads(out)["notices"]] == ["sent"]
        assert [each["to"] for each in server.letters] == [["a@example.com"]]
        assert "application/pdf" in server.letters[0]["data"]
        assert ask("now")[0] == 0
        assert len(server.letters) == 1


def test_a_wrong_password_is_tried_once_and_ends_with_12(tmp_path, office, ask, monkeypatch):
    with ScriptedServer(tmp_path, security="starttls", login=True) as server:
        office(smtp(server, security="starttls"))
        monkeypatch.setenv("MAIL_PASSWORD", "wrong-canary")
        code, out, err = ask("now")
        assert code == 12
        assert "refuses the login" in err
        assert "sync notices retry" in err
        code, _, _ = ask("now")
        assert code == 0  # nothing is tried again for a while: servers lock accounts out
        assert server.log.count("AUTH") == 1
        _, out, _ = ask("status")
        assert "Mail does not go" in out.decode()
        monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
        assert "goes with the next run" in ask("notices", "retry")[1].decode()
        assert ask("now")[0] == 0
        assert len(server.letters) == 1
        spoken = "".join(
            path.read_text("utf-8", "replace")
            for path in (tmp_path / "office").rglob("*")
            if path.is_file()
        )
        assert "wrong-canary" not in spoken + err
        assert PASSWORD not in spoken


def test_a_password_that_is_not_there_stops_the_mail_and_nothing_else(
    tmp_path, office, ask, monkeypatch
):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        agency = office(smtp(server, security="tls"))
        monkeypatch.delenv("MAIL_PASSWORD")
        code, _, err = ask("now")
        assert code == 12
        assert "$MAIL_PASSWORD is not set" in err
        assert {500, "▲ Low"} <= set(agency.grid()["Clients"][1])
        assert "AUTH" not in server.log


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
    tmp_path, office, ask, server, security, code, words
):
    with ScriptedServer(tmp_path, **server) as made:
        agency = office(smtp(made, security=security))
        ended, out, err = ask("now")
        assert ended == code
        assert words in out.decode() + err
        assert "Traceback" not in err
        assert {500, "▲ Low"} <= set(agency.grid()["Clients"][1])
        assert agency.grid()["Notices"][1][9]
        before = len(made.letters)
        ask("now")
        assert len(made.letters) == before


def test_a_refused_letter_goes_to_the_address_that_staff_mended(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"rcpt a@example.com": "550 no such user"}) as server:
        agency = office(smtp(server))
        assert ask("now")[0] == 4
        assert ask("now")[0] == 0  # told once
        assert "mend the client's Email" in agency.grid()["Notices"][1][9]
        agency.edit("Clients", "B2", "boss@example.com")
        code, out, _ = ask("now")
        assert code == 0
        assert "cancelled: it goes anew, to the address that stands in Email now" in out.decode()
        assert "its cause is gone" not in out.decode()
        assert [each["to"] for each in server.letters] == [["boss@example.com"]]


def test_a_doubtful_letter_is_settled_by_a_person(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        office(smtp(server))
        ask("now")
        (doubtful,) = listed(ask)
        assert (doubtful["state"], doubtful["answers"][0]["verdict"]) == ("uncertain", "uncertain")
        assert doubtful["message_id"] == server.letters[0]["message_id"]
        code, _, err = ask("notices", "resolve", "1")
        assert (code, "--arrived" in err) == (2, True)
        assert "goes with the next run" in ask("notices", "resolve", "1", "--again")[1].decode()
        ask("now")
        assert [each["message_id"] for each in server.letters] == [doubtful["message_id"]] * 2
        assert listed(ask) == []
        assert ask("notices", "resolve", "1", "--arrived")[0] == 2


def test_a_doubtful_letter_whose_invoice_is_withdrawn_is_not_said_to_go(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        office(smtp(server))
        ask("now")
        assert ask("invoice", "cancel", "1")[0] == 0
        said = ask("notices", "resolve", "1", "--again")[1].decode()
        assert "goes with the next run" not in said
        assert "withdrawn" in said


def test_send_ticked_beside_a_doubtful_letter_sends_it_again_once(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"unseen": ["drop"]}) as server:
        agency = office(smtp(server))
        ask("now")
        assert "ask the client" in agency.grid()["Notices"][1][9]
        assert ask("now")[0] == 0
        assert server.letters == []
        agency.edit("Notices", "K2", "TRUE")
        for _ in range(3):
            ask("now")
        assert len(server.letters) == 1
        assert agency.grid()["Notices"][1][9] == "sent"


def test_a_tick_from_before_the_doubt_sends_nothing_again(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        agency = office(smtp(server), SETTLED.replace("settle", "approve = true\nsettle"))
        ask("now")
        agency.edit("Notices", "K2", "TRUE")
        for _ in range(3):
            ask("now")
        assert len(server.letters) == 1
        assert "untick Send" in agency.grid()["Notices"][1][9]
        agency.edit("Notices", "K2", "FALSE")
        ask("now")
        agency.edit("Notices", "K2", "TRUE")
        ask("now")
        assert len(server.letters) == 2


def test_a_letter_put_off_goes_later_with_the_same_message_id(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"rcpt": ["450 4.7.1 greylisted"]}) as server:
        office(smtp(server))
        assert ask("now")[0] == 4
        (waiting,) = listed(ask)
        assert waiting["next_attempt"] is not None
        assert ask("now")[0] == 0
        assert server.letters == []  # five minutes have not passed
        ask("notices", "retry", "1")
        assert ask("now")[0] == 0
        assert [each["message_id"] for each in server.letters] == [waiting["message_id"]]


def test_no_more_letters_than_the_cap_go_in_a_day(tmp_path, office, ask):
    with ScriptedServer(tmp_path) as server:
        agency = office(smtp(server, more="daily_cap = 1\n"))
        agency.edit("Clients", "A3", "Bell")
        agency.edit("Clients", "B3", "b@example.com")
        agency.edit("Clients", "D3", 1000)
        agency.edit("Payments", "A3", DAY)
        agency.edit("Payments", "B3", "Bell")
        agency.edit("Payments", "C3", 500)
        assert ask("now")[0] == 4
        assert ask("now")[0] == 0
        assert len(server.letters) == 1
        assert [each["reason"] for each in listed(ask)] == ["daily_cap"]
