"""Refusals in the words of real servers: each told with what helps, and the letters wait (§17)."""

from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.post import LoginRefused, MailTrouble
from sheets_sync.notices.smtp.cures import sender_cure
from tests.notices.cases import MORNING, TODAY, Office, books, client
from tests.smtp.client import LETTER, ONE, TWO, sent, transport
from tests.smtp.server import ScriptedServer

PLACE = "[MN2PR05CA0004.namprd05.prod.outlook.com 2026-11-27T20:59:57.214Z 08DBB276B7E699C4]"
SWITCHED_OFF = (
    "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
    f"Visit https://aka.ms/smtp_auth_disabled for more information. {PLACE}"
)
NO_PASSWORDS = "550 5.7.30 Basic authentication is not supported for Client Submission."
SECOND_FACTOR = (
    "534-5.7.9 Application-specific password required. For more information, go to\r\n"
    "534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor a640c23a - gsmtp"
)
BAD = (
    "535-5.7.8 Username and Password not accepted. For more information, go to\r\n"
    "535 5.7.8  https://support.google.com/mail/?p=BadCredentials a640c23a - gsmtp"
)
LOGINS = [
    (SWITCHED_OFF, "allow Authenticated SMTP"),
    (f"535 5.7.139 Authentication unsuccessful, basic authentication is disabled. {PLACE}", 'provider = "microsoft"'),
    (f"535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. {PLACE}", "conditional access"),
    (NO_PASSWORDS, 'provider = "microsoft"'),
    (SECOND_FACTOR, "app password"),
    (BAD, "app password"),
    ("535 5.7.8 Error: authentication failed: This user does not have access rights to this service", "Allow mail programs"),
    ("535 5.7.8 Error: authentication failed: Invalid user or password!", "Yandex 360 take app passwords"),
    ("535 5.7.8 Error: authentication failed: (reason unavailable)", "mail.username"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "cure"), LOGINS)
def test_a_refused_login_is_told_with_what_helps(tmp_path, said, cure):
    with (
        ScriptedServer(tmp_path, {"auth": said}, security="tls", login=True) as server,
        pytest.raises(LoginRefused) as caught,
    ):
        transport(server, "tls").check()
    assert cure in caught.value.cure
    assert "sheets-sync notices retry" in caught.value.cure
    assert said.split()[0][:3] in caught.value.message
    assert not caught.value.message.endswith(("..", "!."))  # the server's own stop is enough


def test_a_server_that_takes_oauth_alone_is_told_with_what_helps(tmp_path):
    script = {"ehlo": "250-mail.nord.example\r\n250 AUTH XOAUTH2"}
    with ScriptedServer(tmp_path, script, login=True) as server:
        with pytest.raises(MailTrouble, match=r"it offers XOAUTH2\. .*mail\.oauth2\.provider"):
            transport(server).check()
        assert "AUTH" not in server.log


OF_US = [
    (NO_PASSWORDS, 'provider = "microsoft"'),
    ("530 5.7.57 Client not authenticated to send mail.", "set mail.username"),
    ("530 5.7.0 Authentication Required", "set mail.username"),
    ("554 5.7.1 <a@x.example>: Relay access denied", "set mail.username"),
    ("553 5.7.1 <billing@nord.example>: Sender address rejected: not owned by user x", "mail.from"),
    ("553 5.7.1 Sender address rejected: not owned by auth user.", "mail.from"),
    ("550 5.7.60 SMTP; Client does not have permissions to send as this sender", "mail.from"),
    ("554 5.2.252 SendAsDenied; a@x.example not allowed to send as b@x.example", "mail.from"),
]


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "unseen"])
@pytest.mark.parametrize(("said", "cure"), OF_US)
def test_who_refuses_us_refuses_no_letter(tmp_path, phase, said, cure):
    with (
        ScriptedServer(tmp_path, {phase: said}) as server,
        pytest.raises(MailTrouble) as caught,
        transport(server).open() as post,
    ):
        post.send(LETTER, TWO, lambda: None)
    assert said[:9] in caught.value.message
    assert cure in caught.value.cure
    assert caught.value.exit_code == 4


def test_whatever_refuses_the_sender_is_no_refusal_of_the_letter(tmp_path):
    with ScriptedServer(tmp_path, {"mail": "550 not you"}) as server:
        assert sent(server, TWO) is MailTrouble
    with ScriptedServer(tmp_path, {"mail": "552 5.3.4 too large"}) as server:
        assert sent(server, TWO) == ["refused", "refused"]


def test_one_address_that_is_taken_shows_that_we_may_send(tmp_path):
    script = {"rcpt b@x.example": "554 5.7.1 <b@x.example>: Relay access denied"}
    with ScriptedServer(tmp_path, script) as server:
        assert sent(server, TWO) == ["accepted", "refused"]


@pytest.mark.parametrize(
    "said",
    [
        "550 5.1.1 <a@x.example>: Recipient address rejected: host mx.x said: 553 5.7.1 <b@x>: Sender address rejected",
        "550 5.7.1 Message rejected as spam by Content Filtering.",
        "554 5.7.1 Service unavailable; Client host blocked",
    ],
)
def test_what_another_server_says_of_us_is_about_the_letter(tmp_path, said):
    assert sender_cure(said) is None
    with ScriptedServer(tmp_path, {"rcpt": said}) as server:
        assert sent(server, ONE) == ["refused"]


@pytest.mark.parametrize("phase", ["greeting", "ehlo", "auth", "mail"])
def test_a_server_that_is_leaving_is_told_in_its_own_words(tmp_path, phase):
    words = "421 4.3.2 too many connections from your place"
    with ScriptedServer(tmp_path, {phase: words}, login=phase == "auth") as server:
        try:
            with transport(server).open() as post:
                told = post.send(LETTER, ONE, lambda: None)[ONE[0]].reply
        except MailTrouble as trouble:
            told = trouble.message
    assert words in told


@pytest.mark.parametrize("phase", ["mail", "unseen"])
def test_the_letter_waits_and_goes_once_the_server_lets_us_send(tmp_path, phase):
    work = [(TODAY - 5, 0, "Design", 100_000)]
    low = books([client()], [(TODAY - 9, 0, 300_000)], work)
    with ScriptedServer(tmp_path, {phase: [NO_PASSWORDS]}) as server:
        office = Office(tmp_path / "office", transport=transport(server))
        (waits,) = office.run(low)
        assert (waits.state, "5.7.30" in waits.reason) == (State.RETRY, True)
        assert office.run(low, MORNING + timedelta(minutes=2)) == []
        (sent_now,) = office.run(low, MORNING + timedelta(minutes=6))
        assert sent_now.state == State.SENT
        assert len(server.letters) == 1
        office.close()
