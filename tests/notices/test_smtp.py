"""What a mail server does, and what becomes of the letter: a real server that misbehaves (F44-F52)."""

import socket
import threading
from email.errors import MessageError

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.notice import Letter
from sheets_sync.notices.smtp import Server, SmtpTransport
from sheets_sync.notices.smtp.sending import SmtpPost
from sheets_sync.notices.transport import LoginRefused, MailTrouble
from tests.smtp.server import PASSWORD, USER, ScriptedServer

ONE = ["a@x.example"]
TWO = ["a@x.example", "b@x.example"]
DATA = b"Message-ID: <1@nord.example>\r\nSubject: hello\r\n\r\nOne line.\r\n.a dot\r\n..two\r\n"
LETTER = Letter("1.eml", "<1@nord.example>", DATA)
QUICK = 0.5


def transport(server, security="none", *, password=PASSWORD, host="127.0.0.1", user=None):
    return SmtpTransport(
        Server(
            host, server.port, security, "billing@nord.example",
            username=user if user is not None else USER if server.login else "",
            password=lambda: password, ca_file=server.ca_file, timeout=QUICK, end_timeout=QUICK,
        )
    )  # fmt: skip


def sent(server, to, security="none", before_end=lambda: None, **more):
    """The verdict for each address, as words; a trouble as its type."""
    try:
        with transport(server, security, **more).open() as post:
            answers = post.send(LETTER, to, before_end)
    except SheetsSyncError as error:
        return type(error)
    return [answers[address].verdict.value for address in to]


TABLE = [
    # what the server does, the addresses, the verdicts, letters that it kept
    ({}, TWO, ["accepted", "accepted"], 1),
    ({"greeting": "554 go away"}, ONE, MailTrouble, 0),
    ({"greeting": "421 busy"}, ONE, MailTrouble, 0),
    ({"greeting": "drop"}, ONE, MailTrouble, 0),
    ({"greeting": "hang"}, ONE, MailTrouble, 0),
    ({"greeting": "garbage"}, ONE, MailTrouble, 0),
    ({"ehlo": "drop"}, ONE, MailTrouble, 0),
    ({"ehlo": "hang"}, ONE, MailTrouble, 0),
    ({"mail": "451 later"}, TWO, ["deferred", "deferred"], 0),
    ({"mail": "550 not you"}, TWO, ["refused", "refused"], 0),
    ({"mail": "421 closing"}, ONE, ["deferred"], 0),
    ({"mail": "drop"}, ONE, ["deferred"], 0),
    ({"mail": "hang"}, ONE, ["deferred"], 0),
    ({"mail": "garbage"}, ONE, ["deferred"], 0),
    ({"rcpt": "450 4.7.1 greylisted"}, ONE, ["deferred"], 0),
    ({"rcpt": "550 5.1.1 no such user"}, ONE, ["refused"], 0),
    ({"rcpt": "452 mailbox full"}, TWO, ["deferred", "deferred"], 0),
    ({"rcpt b@x.example": "550 no such user"}, TWO, ["accepted", "refused"], 1),
    ({"rcpt b@x.example": "450 greylisted"}, TWO, ["accepted", "deferred"], 1),
    ({"rcpt": "drop"}, ONE, ["deferred"], 0),
    ({"rcpt b@x.example": "drop"}, TWO, ["deferred", "deferred"], 0),
    ({"rcpt": "hang"}, ONE, ["deferred"], 0),
    ({"data": "451 later"}, ONE, ["deferred"], 0),
    ({"data": "554 no"}, ONE, ["refused"], 0),
    ({"data": "drop"}, ONE, ["deferred"], 0),
    ({"data": "hang"}, ONE, ["deferred"], 0),
    ({"unseen": "451 later"}, ONE, ["deferred"], 0),
    ({"unseen": "554 spam"}, ONE, ["refused"], 0),
    ({"unseen": "drop"}, ONE, ["uncertain"], 0),
    ({"unseen": "hang"}, ONE, ["uncertain"], 0),
    ({"unseen": "garbage"}, ONE, ["uncertain"], 0),
    ({"seen": "drop"}, ONE, ["uncertain"], 1),
    ({"seen": "hang"}, ONE, ["uncertain"], 1),
    ({"seen": "garbage"}, ONE, ["uncertain"], 1),
    ({"rcpt b@x.example": "550 no", "seen": "drop"}, TWO, ["uncertain", "refused"], 1),
    ({"quit": "drop"}, ONE, ["accepted"], 1),
    ({"quit": "hang"}, ONE, ["accepted"], 1),
]  # fmt: skip


@pytest.mark.parametrize(("script", "to", "verdicts", "kept"), TABLE, ids=lambda v: str(v)[:60])
def test_what_the_server_does_decides_what_becomes_of_the_letter(
    tmp_path, script, to, verdicts, kept
):
    with ScriptedServer(tmp_path, script) as server:
        assert sent(server, to) == verdicts
        assert len(server.letters) == kept


def test_a_connection_lost_in_the_middle_of_the_letter_is_deferred_or_in_doubt_never_sent(tmp_path):
    # The kernel may take the rest of a letter before it hears that nobody is there any more.
    with ScriptedServer(tmp_path, {"body": "drop"}) as server:
        assert sent(server, ONE) in (["deferred"], ["uncertain"])
        assert server.letters == []


def test_the_dot_comes_after_the_record_and_nothing_without_it(tmp_path):
    with ScriptedServer(tmp_path) as server:
        seen = []
        assert sent(server, ONE, before_end=lambda: seen.append(len(server.letters))) == [
            "accepted"
        ]
        assert seen == [0]

        def fails():
            raise OSError("the disk is full")

        with pytest.raises(OSError, match="disk is full"):
            sent(server, ONE, before_end=fails)
        assert len(server.letters) == 1


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
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_inject, args=(listening,))
        thread.start()
        port = listening.getsockname()[1]
        server = Server("127.0.0.1", port, "starttls", "a@b.example", timeout=QUICK)
        with pytest.raises(MailTrouble), SmtpTransport(server).open() as post:
            post.send(LETTER, ONE, lambda: None)
        thread.join()


def _inject(listening):
    connection, _ = listening.accept()
    with connection:
        connection.sendall(b"220 hello\r\n")
        connection.recv(1000)
        connection.sendall(b"250-me\r\n250 STARTTLS\r\n")
        connection.recv(1000)
        connection.sendall(b"220 go\r\n250-me\r\n250 AUTH PLAIN\r\n235 welcome\r\n")
        connection.recv(1000)


LOGINS = [
    ({"auth": "535 5.7.8 bad credentials"}, LoginRefused),
    ({"auth": "454 4.7.0 try again"}, MailTrouble),
    ({"auth": "drop"}, MailTrouble),
    ({"auth": "hang"}, MailTrouble),
]


@pytest.mark.parametrize(("script", "outcome"), LOGINS, ids=str)
def test_a_password_is_offered_once_whatever_the_answer(tmp_path, script, outcome):
    with ScriptedServer(tmp_path, script, security="starttls", login=True) as server:
        assert sent(server, TWO, "starttls") is outcome
        assert server.log.count("AUTH") == 1
        assert server.letters == []


def test_a_login_that_the_server_does_not_offer_is_told(tmp_path):
    with ScriptedServer(tmp_path) as server, pytest.raises(MailTrouble, match="it offers"):
        transport(server, user="somebody").check()


def test_the_password_is_in_no_text(tmp_path):
    script = {"auth": [f"535 no, {PASSWORD.encode('ascii', 'ignore').decode()} is wrong"]}
    with ScriptedServer(tmp_path, script, security="tls", login=True) as server:
        asked = transport(server, "tls", password=PASSWORD.encode("ascii", "ignore").decode())
        with pytest.raises(LoginRefused) as caught:
            asked.check()
        error = caught.value
        assert "s3cret" not in f"{error} {error.__cause__} {error.__context__} {asked!r}"
        assert "***" in str(error)


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
        assert not [line for line in server.log if line.startswith(("MAIL", "DATA"))]


def test_two_letters_go_over_one_connection_and_a_third_over_a_new_one(tmp_path):
    with ScriptedServer(tmp_path, {"rset": [None, "drop"]}) as server:
        with transport(server).open() as post:
            for _ in range(3):
                assert post.send(LETTER, ONE, lambda: None)[ONE[0]].verdict == "accepted"
        assert [line.split()[0] for line in server.log].count("EHLO") == 2
        assert len(server.letters) == 3


def test_a_letter_too_large_for_the_server_is_refused_before_it_is_offered(tmp_path):
    with ScriptedServer(tmp_path, size=50) as server:
        assert sent(server, ONE) == ["refused"]
        assert not [line for line in server.log if line.startswith("MAIL")]


@pytest.mark.parametrize(
    "address",
    ["a@x.example\r\nRCPT TO:<b@x.example>", "a@x.example>", "a b@x.example", "@", "ж@x.ru"],
)
def test_no_address_ever_becomes_a_command(tmp_path, address):
    with ScriptedServer(tmp_path) as server:
        post = SmtpPost(transport(server)._server)
        with pytest.raises((ValueError, MessageError)):
            post.send(LETTER, [address], lambda: None)
        assert server.log == []


def test_a_server_that_is_not_there_is_told_with_its_cure(tmp_path):
    with ScriptedServer(tmp_path) as server:
        pass
    with pytest.raises(MailTrouble, match=r"cannot be reached .*Check mail\.host"):
        transport(server).check()
    with pytest.raises(MailTrouble, match="cannot be reached"):
        transport(server, host="no-such-host.invalid").check()


@pytest.fixture(scope="module")
def open_post(tmp_path_factory):
    with (
        ScriptedServer(tmp_path_factory.mktemp("smtp")) as server,
        transport(server).open() as post,
    ):
        yield server, post


LINES = st.lists(st.text(st.sampled_from("ab. \t="), max_size=12), min_size=1, max_size=8)


@given(lines=LINES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_the_server_keeps_is_the_letter_byte_for_byte(open_post, lines):
    server, post = open_post
    data = b"Subject: x\r\n\r\n" + "".join(f"{line}\r\n" for line in lines).encode()
    assert post.send(Letter("f", "<m@x>", data), ONE, lambda: None)[ONE[0]].verdict == "accepted"
    assert server.letters[-1]["data"].encode() == data
