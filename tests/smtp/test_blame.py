"""What a refusal speaks of, reply by reply and verb by verb, said by a real server (RFC 5321 §4.2)."""

import pytest

from sheets_sync.notices.blame import blame_of
from sheets_sync.notices.ledger.verdicts import Blame
from sheets_sync.notices.post import MailTrouble
from tests.smtp.client import LETTER, ONE, transport
from tests.smtp.server import ScriptedServer

US = "us"
"""The server refuses whoever sends: the letter waits, and nothing is its fault."""

TABLE = [
    # the verb that is answered so (unseen: the letter's end), the answer, what becomes of it, who is to blame
    ("mail", "421 4.3.2 closing", "deferred", Blame.SERVER),
    ("mail", "450 4.2.1 not now", "deferred", Blame.SERVER),
    ("mail", "451 4.3.0 local error", "deferred", Blame.SERVER),
    ("mail", "452 4.3.1 disk full", "deferred", Blame.SERVER),
    ("mail", "455 parameters", "deferred", Blame.SERVER),
    ("mail", "500 what", US, None),
    ("mail", "501 5.1.7 bad sender", US, None),
    ("mail", "503 bad sequence", US, None),
    ("mail", "530 5.7.0 log in first", US, None),
    ("mail", "550 5.7.1 not you", US, None),
    ("mail", "552 5.3.4 message too big", "refused", Blame.SIZE),
    ("mail", "552 too big", "refused", Blame.SIZE),
    ("mail", "553 5.7.1 sender address rejected", US, None),
    ("mail", "555 parameters", US, None),
    ("rcpt", "421 4.7.0 too many", "deferred", Blame.SERVER),
    ("rcpt", "450 4.7.1 greylisted", "deferred", Blame.LETTER),
    ("rcpt", "450 mailbox busy", "deferred", Blame.ADDRESS),
    ("rcpt", "451 4.4.3 no answer of DNS", "deferred", Blame.ADDRESS),
    ("rcpt", "452 4.2.2 over quota", "deferred", Blame.MAILBOX),
    ("rcpt", "452 full", "deferred", Blame.MAILBOX),
    ("rcpt", "452 4.5.3 too many recipients", "deferred", Blame.ADDRESS),
    ("rcpt", "501 5.1.3 bad syntax", "refused", Blame.ADDRESS),
    ("rcpt", "550 5.1.1 no such user", "refused", Blame.ADDRESS),
    ("rcpt", "550 no such user", "refused", Blame.ADDRESS),
    ("rcpt", "550 5.5.0 mailbox unavailable", "refused", Blame.ADDRESS),
    ("rcpt", "551 user not local", "refused", Blame.ADDRESS),
    ("rcpt", "552 5.2.2 mailbox full", "refused", Blame.MAILBOX),
    ("rcpt", "552 mailbox full", "refused", Blame.MAILBOX),
    ("rcpt", "552 5.3.4 too big for it", "refused", Blame.SIZE),
    ("rcpt", "550 5.2.1 mailbox disabled", "refused", Blame.ADDRESS),
    ("rcpt", "553 mailbox name not allowed", "refused", Blame.ADDRESS),
    ("rcpt", "554 5.7.1 we take nothing from strangers", "refused", Blame.LETTER),
    ("rcpt", "556 5.1.10 null MX", "refused", Blame.ADDRESS),
    ("rcpt", "550 5.7.57 client not authenticated", US, None),
    ("rcpt", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.example", US, None),
    ("data", "451 4.3.0 later", "deferred", Blame.LETTER),
    ("data", "452 4.3.1 no room", "deferred", Blame.LETTER),
    ("data", "503 5.5.1 RCPT first", "refused", Blame.LETTER),
    ("data", "550 5.7.1 no", "refused", Blame.LETTER),
    ("data", "552 5.3.4 too big", "refused", Blame.SIZE),
    ("data", "554 no", "refused", Blame.LETTER),
    ("data", "550 5.4.5 Daily user sending limit exceeded", US, None),
    ("unseen", "421 4.7.0 come later", "deferred", Blame.SERVER),
    ("unseen", "450 4.7.1 come later", "deferred", Blame.LETTER),
    ("unseen", "451 4.7.1 greylisted", "deferred", Blame.LETTER),
    ("unseen", "452 no room", "deferred", Blame.SERVER),
    ("unseen", "550 5.1.1 no such user", "refused", Blame.ADDRESS),
    ("unseen", "550 5.7.1 looks like spam", "refused", Blame.LETTER),
    ("unseen", "550 spam", "refused", Blame.LETTER),
    ("unseen", "552 5.2.2 over quota", "refused", Blame.MAILBOX),
    ("unseen", "552-5.2.3 exceeded size limits\r\n552 5.2.3 see our pages", "refused", Blame.SIZE),
    ("unseen", "552 5.3.4 message too big", "refused", Blame.SIZE),
    ("unseen", "552 too much mail data", "refused", Blame.SIZE),
    ("unseen", "554 5.6.0 malformed", "refused", Blame.LETTER),
    ("unseen", "554 5.7.1 [2] Message rejected under suspicion of SPAM", "refused", Blame.LETTER),
    ("unseen", "550 5.7.705 tenant has exceeded threshold", US, None),
    ("unseen", "550 5.1.8 bad outbound sender", US, None),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "answer", "becomes", "blame"), TABLE, ids=lambda v: str(v)[:40])
def test_who_is_to_blame_for_an_answer(tmp_path, verb, answer, becomes, blame):
    with (
        ScriptedServer(tmp_path, {verb: answer}) as server,
        transport(server).open() as post,
    ):
        if becomes == US:
            with pytest.raises(MailTrouble, match="sheets-sync notices retry"):
                post.send(LETTER, ONE, lambda: None)
            return
        (said,) = post.send(LETTER, ONE, lambda: None).values()
        assert (said.verdict, said.blame) == (becomes, blame)
        assert server.letters == []


def test_a_letter_larger_than_a_server_says_that_it_takes(tmp_path):
    with ScriptedServer(tmp_path, size=10) as server, transport(server).open() as post:
        (said,) = post.send(LETTER, ONE, lambda: None).values()
    assert (said.verdict, said.blame) == ("refused", Blame.SIZE)


def test_a_connection_that_is_lost_is_nobodys_address(tmp_path):
    for script in ({"rcpt": "drop"}, {"data": "drop"}, {"unseen": "drop"}):
        with ScriptedServer(tmp_path, script) as server, transport(server).open() as post:
            (said,) = post.send(LETTER, ONE, lambda: None).values()
        assert said.blame == Blame.SERVER


@pytest.mark.parametrize("said", ["", "no", "5", "999 9.9.9", "5.", "552", "552-"])
def test_whatever_is_said_has_somebody_to_blame(said):
    assert blame_of(said, Blame.LETTER) in Blame
