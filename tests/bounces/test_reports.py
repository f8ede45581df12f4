"""Reports of delivery as servers write them, and mails that are none (§17; RFC 3464)."""

import random

import pytest

from sheets_sync.notices.bounces.reports import read_report
from sheets_sync.notices.cleaning import LONGEST
from tests.bounces import reports
from tests.bounces.reports import MINE, WHO

SHAPES = [
    (reports.postfix(), "550 5.1.1 <x>: no such user"),
    (reports.gmail(), "550-5.1.1 The email account that you tried to reach does not exist"),
    (reports.exchange(), "550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
    (reports.yandex(), "554 5.7.1 Message rejected under suspicion of SPAM"),
]


@pytest.mark.parametrize(("mail", "reply"), SHAPES, ids=["Postfix", "Gmail", "Exchange", "Yandex"])
def test_each_server_s_shape_is_read(mail, reply):
    found = read_report(mail)
    (failure,) = found.failures
    assert (found.message_id, failure.addresses) == (MINE, (WHO,))
    assert failure.reply.startswith(reply)
    assert found.arrival.isoformat() >= "2026-11-22"


def test_whatever_was_given_up_bounced_though_its_status_is_4():
    given_up = reports.postfix(status="4.4.1", code="connect to mail.romashka.example: timed out")
    assert read_report(given_up).failures[0].reply.startswith("connect to")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "Delayed "])
def test_what_may_still_arrive_or_did_is_no_bounce(action):
    assert read_report(reports.postfix(action=action, status="4.4.1")) is None


@pytest.mark.parametrize(
    "mail",
    [reports.vacation(), reports.read_receipt(), b"", b"\0\xff", b"Subject: x\r\n\r\n550 5.1.1"],
)
def test_other_mails_are_no_reports(mail):
    assert read_report(mail) is None


def test_without_the_letter_the_report_says_what_it_answers():
    short = reports.gmail(message="")
    assert read_report(short).message_id == MINE
    assert read_report(reports.postfix(message="")) is None


def test_an_original_recipient_comes_before_the_one_it_was_forwarded_to():
    forwarded = reports.postfix().replace(
        b"Final-Recipient: rfc822; boss@", b"Final-Recipient: rfc822; box-17@"
    )
    assert read_report(forwarded).failures[0].addresses == (WHO, "box-17@romashka.example")


def test_addresses_outside_ascii_are_read():
    mail = reports.postfix(who="шеф@ромашка.рф").replace(
        b"message/delivery-status", b"message/global-delivery-status"
    )
    assert read_report(mail).failures[0].addresses == ("шеф@ромашка.рф",)


def test_several_addresses_are_told_apart():
    two = reports.postfix().replace(
        b"\r\n--edge\r\nContent-Type: message/rfc822",
        b"\r\nFinal-Recipient: rfc822; b@x.example\r\nAction: delayed\r\nStatus: 4.2.2\r\n"
        b"\r\nFinal-Recipient: rfc822; c@x.example\r\nAction: failed\r\nStatus: 5.2.2\r\n"
        b"\r\n--edge\r\nContent-Type: message/rfc822",
    )
    found = [each.addresses for each in read_report(two).failures]
    assert found == [(WHO,), ("c@x.example",)]
    assert read_report(two).failures[1].reply == "5.2.2"


def test_hostile_mails_are_read_without_harm():
    deep = b'Content-Type: multipart/report; boundary="a"\r\n\r\n--a\r\n' * 3_000
    assert read_report(deep) is None
    long = reports.postfix(code="550 " + "x" * 100_000 + "\x1b[31m\u202e")
    (failure,) = read_report(long).failures
    assert len(failure.reply) <= LONGEST
    assert failure.reply.isprintable()


def test_mails_that_are_cut_or_damaged_anywhere_are_read_or_not():
    dice = random.Random(3464)
    for mail, _ in SHAPES:
        for at in range(0, len(mail), 17):
            cut = read_report(mail[:at])
            assert cut is None or cut.message_id == MINE
            spoilt = bytearray(mail)
            for _ in range(8):
                spoilt[dice.randrange(len(mail))] = dice.randrange(256)
            read_report(bytes(spoilt))
