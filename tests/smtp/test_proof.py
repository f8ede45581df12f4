"""No letter and no password go to a server that is not proven; one wrong password (F50-F52, F66)."""

import socket
import threading
import traceback
from base64 import b64encode

import pytest

from sheets_sync.notices.post import LoginRefused, MailTrouble
from sheets_sync.notices.smtp import Server, SmtpTransport
from tests.smtp.client import LETTER, ONE, QUICK, TWO, sent, transport
from tests.smtp.server import PASSWORD, USER, ScriptedServer

WRONG = [
    # security, certificate, what else, what comes of it, what the server must not have seen
    ("tls", "wrong host", {}, MailTrouble, ("AUTH", "MAIL")),
    ("tls", "self-signed", {}, MailTrouble, ("AUTH", "MAIL")),
    ("tls", "expired", {}, MailTrouble, ("AUTH", "MAIL")),
    ("starttls", "wrong host", {}, MailTrouble, ("AUTH", "MAIL")),
    ("starttls", "self-signed", {}, MailTrouble, ("AUTH", "MAIL")),
    ("starttls", "expired", {}, MailTrouble, ("AUTH", "MAIL")),
    ("starttls", "good", {"password": "wrong"}, LoginRefused, ("MAIL",)),
    ("tls", "good", {"password": "wrong"}, LoginRefused, ("MAIL",)),
    ("tls", "good", {"host": "localhost"}, ["accepted"], ()),
    ("starttls", "good", {}, ["accepted"], ()),
]  # fmt: skip


@pytest.mark.parametrize(("security", "certificate", "more", "outcome", "never"), WRONG)
def test_nothing_goes_to_a_server_that_is_not_proven(
    tmp_path, security, certificate, more, outcome, never
):
    with ScriptedServer(tmp_path, security=security, certificate=certificate, login=True) as server:
        assert sent(server, ONE, security, **more) == outcome
        assert not [line for line in server.log if line.startswith(never)] or not never
        assert server.log.count("AUTH") <= 1


def test_a_stripped_starttls_gets_neither_password_nor_letter(tmp_path):
    with ScriptedServer(tmp_path, security="none", login=True) as server:
        assert sent(server, ONE, "starttls") is MailTrouble
        assert [line.split()[0] for line in server.log] == ["EHLO"]


def test_a_refused_starttls_gets_neither_password_nor_letter(tmp_path):
    with ScriptedServer(
        tmp_path, {"starttls": "454 not now"}, security="starttls", login=True
    ) as server:
        assert sent(server, ONE, "starttls") is MailTrouble
        assert [line.split()[0] for line in server.log] == ["EHLO", "STARTTLS"]


def test_what_is_injected_before_tls_is_not_believed(tmp_path):
    """An answer in the same packet as the 220 to STARTTLS is thrown away (CVE-2021-38371)."""
    seen: list[bytes] = []
    with ScriptedServer(tmp_path) as lender, socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_inject, args=(listening, lender.context, seen))
        thread.start()
        server = Server(
            "127.0.0.1", listening.getsockname()[1], "starttls", "a@b.example",
            ca_file=lender.ca_file, timeout=5,
        )  # fmt: skip
        with SmtpTransport(server).open() as post:
            answer = post.send(LETTER, ONE, lambda: None)[ONE[0]]
        thread.join()
    assert answer.verdict == "refused"
    assert "takes 10 at most" in answer.reply  # as was said within TLS, not before it
    assert [line.split()[0].upper() for line in seen] == [b"EHLO", b"STARTTLS", b"EHLO", b"QUIT"]


def _inject(listening, context, seen):
    plain, _ = listening.accept()
    plain.sendall(b"220 hello\r\n")
    seen.append(plain.recv(1000))
    plain.sendall(b"250-me\r\n250 STARTTLS\r\n")
    seen.append(plain.recv(1000))
    plain.sendall(b"220 go\r\n250-me\r\n250 SIZE 0\r\n")
    with context.wrap_socket(plain, server_side=True) as secure:
        seen.append(secure.recv(1000))
        secure.sendall(b"250-me\r\n250 SIZE 10\r\n")
        seen.append(secure.recv(1000))
        secure.sendall(b"221 bye\r\n")


LOGINS = [
    ({"auth": "535 5.7.8 bad credentials"}, LoginRefused),
    ({"auth": "454 4.7.0 try again"}, MailTrouble),
    ({"auth": "drop"}, MailTrouble),
    ({"auth": "hang"}, MailTrouble),
    ({"auth": "garbage"}, MailTrouble),
    ({"auth": "334 say more"}, MailTrouble),
]


@pytest.mark.parametrize(("script", "outcome"), LOGINS, ids=str)
def test_a_password_is_offered_once_whatever_the_answer(tmp_path, script, outcome):
    with ScriptedServer(tmp_path, script, security="starttls", login=True) as server:
        assert sent(server, TWO, "starttls") is outcome
        assert server.log.count("AUTH") == 1
        assert server.letters == []


@pytest.mark.parametrize(
    ("password", "outcome"), [(PASSWORD, ["accepted"]), ("wrong", LoginRefused)]
)
def test_a_server_that_takes_login_alone_gets_that(tmp_path, password, outcome):
    with ScriptedServer(tmp_path, security="tls", login=True, mechanisms=("LOGIN",)) as server:
        assert sent(server, ONE, "tls", password=password) == outcome
        assert server.log.count("AUTH") == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_password_is_not_asked_for_where_the_server_is_not_proven(tmp_path, security):
    def password():
        pytest.fail("asked for the password")

    with ScriptedServer(tmp_path, security=security, certificate="expired", login=True) as it:
        server = Server(
            "127.0.0.1", it.port, security, "a@b.example", username=USER, password=password,
            ca_file=it.ca_file, timeout=QUICK,
        )  # fmt: skip
        with pytest.raises(MailTrouble, match="certificate"):
            SmtpTransport(server).check()


def test_a_login_that_the_server_does_not_offer_is_told(tmp_path):
    with ScriptedServer(tmp_path) as server, pytest.raises(MailTrouble, match="it offers"):
        transport(server, user="somebody").check()


SAID = "s3cret-&"


@pytest.mark.parametrize(
    "echo",
    [SAID, b64encode(SAID.encode()).decode(), b64encode(f"\0{USER}\0{SAID}".encode()).decode()],
)
def test_the_password_is_in_no_text(tmp_path, echo):
    script = {"auth": f"535 no, {echo} is wrong"}
    with ScriptedServer(tmp_path, script, security="tls", login=True) as server:
        asked = transport(server, "tls", password=SAID)
        with pytest.raises(LoginRefused) as caught:
            asked.check()
        told = "".join(traceback.format_exception(caught.value)) + repr(asked) + repr(asked._server)
        assert SAID not in told
        assert echo not in told
        assert "535 no, *** is wrong" in told


def test_a_certificate_file_that_is_none_is_told_before_anything_is_sent(tmp_path):
    (tmp_path / "empty.pem").write_text("no certificate")
    with ScriptedServer(tmp_path, security="tls") as server:
        for name in ("missing.pem", "empty.pem"):
            asked = Server("127.0.0.1", server.port, "tls", "a@b.example", ca_file=tmp_path / name)
            with pytest.raises(MailTrouble, match=rf"{name} holds no certificate"):
                SmtpTransport(asked).check()


def test_check_says_what_it_found_and_sends_nothing(tmp_path):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        found = transport(server, "tls").check()
        assert "TLSv1.3" in found
        assert USER in found
        assert [line.split()[0] for line in server.log] == ["EHLO", "AUTH", "QUIT"]


def test_a_server_that_is_not_there_is_told_with_its_cure(tmp_path):
    with ScriptedServer(tmp_path) as server:
        pass
    with pytest.raises(MailTrouble, match=r"cannot be reached .*Check mail\.host"):
        transport(server).check()
    with pytest.raises(MailTrouble, match="cannot be reached"):
        transport(server, host="no-such-host.invalid").check()
