"""What a refusal speaks of, reply by reply and verb by verb, said by a real server (RFC 5321 §4.2)."""

import pytest

from sheets_sync.notices.faults import fault_of
from sheets_sync.notices.post import MailTrouble
from sheets_sync.notices.verdicts import Fault
from tests.smtp.client import LETTER, ONE, transport
from tests.smtp.server import ScriptedServer

US = "us"
"""The server refuses whoever sends: the letter waits, and nothing is its fault."""

TABLE = [
    # the verb that is answered so (unseen: the letter's end), the answer, what becomes of it, whose fault
    ("mail", "421 4.3.2 closing", "deferred", Fault.SERVER),
    ("mail", "450 4.2.1 not now", "deferred", Fault.SERVER),
    ("mail", "451 4.3.0 local error", "deferred", Fault.SERVER),
    ("mail", "452 4.3.1 disk full", "deferred", Fault.SERVER),
    ("mail", "455 parameters", "deferred", Fault.SERVER),
    ("mail", "500 what", US, None),
    ("mail", "501 5.1.7 bad sender", US, None),
    ("mail", "503 bad sequence", US, None),
    ("mail", "530 5.7.0 log in first", US, None),
    ("mail", "550 5.7.1 not you", US, None),
    ("mail", "552 5.3.4 message too big", "refused", Fault.SIZE),
    ("mail", "552 too big", "refused", Fault.SIZE),
    ("mail", "553 5.7.1 sender address rejected", US, None),
    ("mail", "555 parameters", US, None),
    ("rcpt", "421 4.7.0 too many", "deferred", Fault.SERVER),
    ("rcpt", "450 4.7.1 greylisted", "deferred", Fault.LETTER),
    ("rcpt", "450 mailbox busy", "deferred", Fault.ADDRESS),
    ("rcpt", "451 4.4.3 no answer of DNS", "deferred", Fault.ADDRESS),
    ("rcpt", "452 4.2.2 over quota", "deferred", Fault.MAILBOX),
    ("rcpt", "452 full", "deferred", Fault.MAILBOX),
    ("rcpt", "452 4.5.3 too many recipients", "deferred", Fault.ADDRESS),
    ("rcpt", "501 5.1.3 bad syntax", "refused", Fault.ADDRESS),
    ("rcpt", "550 5.1.1 no such user", "refused", Fault.ADDRESS),
    ("rcpt", "550 no such user", "refused", Fault.ADDRESS),
    ("rcpt", "550 5.5.0 mailbox unavailable", "refused", Fault.ADDRESS),
    ("rcpt", "551 user not local", "refused", Fault.ADDRESS),
    ("rcpt", "552 5.2.2 mailbox full", "refused", Fault.MAILBOX),
    ("rcpt", "552 mailbox full", "refused", Fault.MAILBOX),
    ("rcpt", "552 5.3.4 too big for it", "refused", Fault.SIZE),
    ("rcpt", "550 5.2.1 mailbox disabled", "refused", Fault.ADDRESS),
    ("rcpt", "553 mailbox name not allowed", "refused", Fault.ADDRESS),
    ("rcpt", "554 5.7.1 we take nothing from strangers", "refused", Fault.LETTER),
    ("rcpt", "556 5.1.10 null MX", "refused", Fault.ADDRESS),
    ("rcpt", "550 5.7.57 client not authenticated", US, None),
    ("rcpt", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.example", US, None),
    ("data", "451 4.3.0 later", "deferred", Fault.LETTER),
    ("data", "452 4.3.1 no room", "deferred", Fault.LETTER),
    ("data", "503 5.5.1 RCPT first", "refused", Fault.LETTER),
    ("data", "550 5.7.1 no", "refused", Fault.LETTER),
    ("data", "552 5.3.4 too big", "refused", Fault.SIZE),
    ("data", "554 no", "refused", Fault.LETTER),
    ("data", "550 5.4.5 Daily user sending limit exceeded", US, None),
    ("unseen", "421 4.7.0 come later", "deferred", Fault.SERVER),
    ("unseen", "450 4.7.1 come later", "deferred", Fault.LETTER),
    ("unseen", "451 4.7.1 greylisted", "deferred", Fault.LETTER),
    ("unseen", "452 no room", "deferred", Fault.SERVER),
    ("unseen", "550 5.1.1 no such user", "refused", Fault.ADDRESS),
    ("unseen", "550 5.7.1 looks like spam", "refused", Fault.LETTER),
    ("unseen", "550 spam", "refused", Fault.LETTER),
    ("unseen", "552 5.2.2 over quota", "refused", Fault.MAILBOX),
    ("unseen", "552-5.2.3 exceeded size limits\r\n552 5.2.3 see our pages", "refused", Fault.SIZE),
    ("unseen", "552 5.3.4 message too big", "refused", Fault.SIZE),
    ("unseen", "552 too much mail data", "refused", Fault.SIZE),
    ("unseen", "554 5.6.0 malformed", "refused", Fault.LETTER),
    ("unseen", "554 5.7.1 [2] Message rejected under suspicion of SPAM", "refused", Fault.LETTER),
    ("unseen", "550 5.7.705 tenant has exceeded threshold", US, None),
    ("unseen", "550 5.1.8 bad outbound sender", US, None),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "answer", "becomes", "fault"), TABLE, ids=lambda v: str(v)[:40])
def test_whose_fault_an_answer_is(tmp_path, verb, answer, becomes, fault):
    with (
        ScriptedServer(tmp_path, {verb: answer}) as server,
        transport(server).open() as post,
    ):
        if becomes == US:
            with pytest.raises(MailTrouble, match="sheets-sync notices retry"):
                post.send(LETTER, ONE, lambda: None)
            return
        (said,) = post.send(LETTER, ONE, lambda: None).values()
        assert (said.verdict, said.fault) == (becomes, fault)
        assert server.letters == []


def test_a_letter_larger_than_a_server_says_that_it_takes(tmp_path):
    with ScriptedServer(tmp_path, size=10) as server, transport(server).open() as post:
        (said,) = post.send(LETTER, ONE, lambda: None).values()
    assert (said.verdict, said.fault) == ("refused", Fault.SIZE)


def test_a_connection_that_is_lost_is_nobodys_address(tmp_path):
    for script in ({"rcpt": "drop"}, {"data": "drop"}, {"unseen": "drop"}):
        with ScriptedServer(tmp_path, script) as server, transport(server).open() as post:
            (said,) = post.send(LETTER, ONE, lambda: None).values()
        assert said.fault == Fault.SERVER


@pytest.mark.parametrize("said", ["", "no", "5", "999 9.9.9", "5.", "552", "552-"])
def test_whatever_is_said_has_a_fault(said):
    assert fault_of(said, Fault.LETTER) in Fault
