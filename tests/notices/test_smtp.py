"""What a mail server does, and what becomes of the letter: a real server that misbehaves (F44-F49)."""

import socket
import threading
import time
from email.errors import MessageError

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.post import MailTrouble
from sheets_sync.notices.smtp import Server, SmtpTransport
from sheets_sync.notices.smtp.sending import SmtpPost
from tests.smtp.client import LETTER, ONE, QUICK, TWO, sent, transport
from tests.smtp.server import ScriptedServer

GARBAGE_THEN_250 = "what?\r\n250 kept"

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
    ({"ehlo": "garbage"}, ONE, MailTrouble, 0),
    ({"ehlo": "endless"}, ONE, MailTrouble, 0),
    ({"ehlo": "550 speak plainer"}, ONE, ["accepted"], 1),
    ({"mail": "451 later"}, TWO, ["deferred", "deferred"], 0),
    ({"mail": "550 not you"}, TWO, MailTrouble, 0),
    ({"mail": "552 too large"}, TWO, ["refused", "refused"], 0),
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
    ({"rcpt": "endless"}, ONE, ["deferred"], 0),
    ({"rcpt": "250 " + "x" * 20_000}, ONE, ["deferred"], 0),
    ({"rcpt a@x.example": "garbage", "rcpt b@x.example": "550 no"}, TWO, ["deferred", "deferred"], 0),
    ({"data": "451 later"}, ONE, ["deferred"], 0),
    ({"data": "554 no"}, ONE, ["refused"], 0),
    ({"data": "250 odd"}, ONE, ["deferred"], 0),
    ({"data": "garbage"}, ONE, ["deferred"], 0),
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
    ({"seen": "endless"}, ONE, ["uncertain"], 1),
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


def test_an_answer_behind_garbage_is_not_taken_for_that_to_another_letter(tmp_path):
    script = {"seen": [GARBAGE_THEN_250], "rcpt a@x.example": [None, "550 no such user"]}
    with ScriptedServer(tmp_path, script) as server, transport(server).open() as post:
        first = post.send(LETTER, TWO, lambda: None)
        second = post.send(LETTER, TWO, lambda: None)
    assert [first[each].verdict for each in TWO] == ["uncertain", "uncertain"]
    assert [second[each].verdict for each in TWO] == ["refused", "accepted"]


def test_a_large_letter_on_a_slow_line_takes_the_time_it_takes(tmp_path):
    letter = Letter("f", "<m@x>", b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * 120_000)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        thread = threading.Thread(target=_read_slowly, args=(listening,))
        thread.start()
        server = Server(
            "127.0.0.1", listening.getsockname()[1], "none", "a@b.example", timeout=QUICK
        )
        with SmtpTransport(server).open() as post:
            answer = post.send(letter, ONE, lambda: None)[ONE[0]]
        thread.join()
    assert (answer.verdict, answer.reply) == ("accepted", "250 kept")


def _read_slowly(listening):
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 hello\r\n")
        for answer in (b"250 me", b"250 ok", b"250 ok", b"354 go on"):
            lines.readline()
            connection.sendall(answer + b"\r\n")
        end = b""
        while end != b"\r\n.\r\n" and (part := lines.read1(65_536)):
            end = (end + part)[-5:]
            time.sleep(0.01)
        connection.sendall(b"250 kept\r\n")
        lines.readline()
        connection.sendall(b"221 bye\r\n")


@pytest.mark.parametrize("text", [b"a\nb", b"a\rb", b"\r.\r\n", b"\n.\r\n", b"a\0b", "ж".encode()])
def test_no_letter_can_smuggle_in_another_one(tmp_path, text):
    letter = Letter("f", "<m@x>", b"Subject: x\r\n\r\n" + text + b"\r\n")
    with ScriptedServer(tmp_path) as server, transport(server).open() as post:
        assert post.send(letter, ONE, lambda: None)[ONE[0]].verdict == "refused"
        assert not [line for line in server.log if line.startswith("MAIL")]


def test_a_domain_outside_ascii_goes_on_the_wire_as_idna(tmp_path):
    with ScriptedServer(tmp_path) as server:
        assert sent(server, ["a@пример.рф"]) == ["accepted"]
        assert "RCPT TO:<a@xn--e1afmkfd.xn--p1ai>" in server.log


@pytest.mark.parametrize(
    "address",
    [
        "a@x.example\r\nRCPT TO:<b@x.example>",
        "a@x.example>",
        '"a>b"@x.example',
        "a\0@x.example",
        "a b@x.example",
        "@",
        "ж@x.ru",
    ],
)
def test_no_address_ever_becomes_a_command(tmp_path, address):
    with ScriptedServer(tmp_path) as server:
        post = SmtpPost(transport(server)._server)
        with pytest.raises((ValueError, MessageError)):
            post.send(LETTER, [address], lambda: None)
        assert server.log == []


@pytest.fixture(scope="module")
def open_post(tmp_path_factory):
    with (
        ScriptedServer(tmp_path_factory.mktemp("smtp")) as server,
        transport(server).open() as post,
    ):
        yield server, post


LINES = st.lists(st.text(st.sampled_from("ab. \t="), max_size=12), min_size=1, max_size=8)


@given(lines=LINES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_the_server_keeps_is_the_letter_byte_for_byte(open_post, lines):
    server, post = open_post
    data = b"Subject: x\r\n\r\n" + "".join(f"{line}\r\n" for line in lines).encode()
    assert post.send(Letter("f", "<m@x>", data), ONE, lambda: None)[ONE[0]].verdict == "accepted"
    assert server.letters[-1]["data"].encode() == data
