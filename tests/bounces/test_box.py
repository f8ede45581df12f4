"""A mailbox is looked into over a real socket: what is new, once, and nothing in it changes (§17)."""

import logging
import traceback
from datetime import date, timedelta

import pytest

from sheets_sync.errors import CredentialsError
from sheets_sync.notices.post import MailTrouble
from tests.bounces import reports
from tests.bounces.imap_server import ImapServer
from tests.smtp.server import PASSWORD, USER

pytest.importorskip("imap_tools")
from sheets_sync.notices.bounces.box import BounceBox, new_mails

DAY = date(2026, 11, 23)


def box(server, **more):
    values = {"security": server.security, "password": lambda: PASSWORD, "ca_file": server.ca_file}
    return BounceBox("localhost", server.port, username=USER, timeout=1, **{**values, **more})


def look(server, position="", since=DAY, **more):
    return new_mails(box(server, **more), position, since)


def test_what_is_new_is_read_once_and_the_rest_left_alone(tmp_path):
    with ImapServer(tmp_path) as server:
        server.put(reports.postfix(), DAY - timedelta(days=40))
        server.put(reports.vacation())
        server.put(reports.gmail())
        found, position = look(server)
        assert found == [reports.gmail()]
        assert look(server, position) == ([], position)
        server.put(reports.exchange())
        found, position = look(server, position)
        assert found == [reports.exchange()]
        assert look(server, position) == ([], position)
        assert server.commands().count("EXAMINE") == 4


def test_an_empty_box_is_looked_into(tmp_path):
    with ImapServer(tmp_path) as server:
        assert look(server) == ([], "1:0")
        server.put(reports.postfix())
        assert look(server, "1:0")[0] == [reports.postfix()]


def test_a_box_that_was_made_anew_is_read_from_the_day_on(tmp_path):
    with ImapServer(tmp_path, validity=2) as server:
        server.put(reports.postfix(), DAY - timedelta(days=1))
        server.put(reports.gmail())
        assert look(server, "1:900") == ([reports.gmail()], "2:2")


def test_a_huge_mail_costs_its_beginning_and_is_read(tmp_path):
    with ImapServer(tmp_path) as server:
        server.put(reports.postfix(message=reports.LETTER + "x" * 30_000_000))
        server.put(b"Subject: big\r\n\r\n" + b"x" * 30_000_000)
        ((data,), _) = look(server)
        assert reports.MINE.encode() in data
        assert server.fetched < 300_000


def test_a_full_box_is_read_in_several_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("sheets_sync.notices.bounces.box._MOST", 3)
    with ImapServer(tmp_path) as server:
        for _ in range(7):
            server.put(reports.postfix())
        position, counts = "", []
        for _ in range(4):
            found, position = look(server, position)
            counts.append(len(found))
        assert counts == [3, 3, 1, 0]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_is_proven_gets_the_password_and_another_does_not(tmp_path, security):
    with ImapServer(tmp_path, security=security) as server:
        server.put(reports.postfix())
        assert len(look(server)[0]) == 1
        with pytest.raises(MailTrouble, match="certificate"):
            look(server, ca_file=None, password=lambda: pytest.fail("asked for the password"))


def test_a_token_opens_the_box(tmp_path):
    with ImapServer(tmp_path, tokens={"ya29.good"}) as server:
        server.put(reports.postfix())
        assert len(look(server, token=lambda: "ya29.good")[0]) == 1
        with pytest.raises(CredentialsError, match="refuses the login of"):
            look(server, token=lambda: "ya29.bad")


def test_a_refused_login_is_told_without_the_password(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    plain = "plain-ascii-secret"
    for mood, password in (("refuse", PASSWORD), ("echo", plain), ("echo", PASSWORD)):
        with ImapServer(tmp_path, mood=mood) as server:
            with pytest.raises(CredentialsError) as caught:
                look(server, password=lambda said=password: said)
            told = "".join(traceback.format_exception(caught.value)) + caplog.text
            assert "refuses the login of billing@nord.example" in told
            assert password not in told
            assert caught.value.exit_code == 12


@pytest.mark.parametrize("mood", ["down", "hang", "garbage"])
def test_a_server_that_is_down_is_told_in_a_sentence(tmp_path, mood):
    with ImapServer(tmp_path, mood=mood) as server, pytest.raises(MailTrouble, match="looked into"):
        look(server)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with ImapServer(tmp_path) as server, pytest.raises(MailTrouble, match="has no folder Bounces"):
        look(server, folder="Bounces")


def test_a_server_without_tls_there_and_a_refusal_are_told_as_they_are(tmp_path):
    """Found with a real server: "WRONG_VERSION_NUMBER", check mail.bounces; and a list of bytes."""
    with ImapServer(tmp_path) as server:
        with pytest.raises(MailTrouble, match="speaks no TLS there") as caught:
            look(server, security="tls")
        assert 'port 143 with "starttls"' in caught.value.cure
    with ImapServer(tmp_path, mood="refuse") as server:
        with pytest.raises(CredentialsError) as refused:
            look(server, password=lambda: "plain")
        assert "b'" not in refused.value.message
        assert "expected" not in refused.value.message
