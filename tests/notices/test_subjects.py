"""Subjects come out of any reader as they went in (§17; RFC 2047).

``SHEETS_SYNC_SUBJECTS=10000`` reads so many; each test run reads two thousand."""

import email
import email.header
import email.policy
import os
import random
import re
from base64 import b64decode
from email.message import EmailMessage

from sheets_sync.notices.texts.mail_headers import encoded, set_subject

COUNT = int(os.environ.get("SHEETS_SYNC_SUBJECTS", "2000"))
WORDS = [
    "На",
    "вашем",
    "лицевом",
    "счёте",
    "мало",
    "средств:",
    "1",
    "599,09",
    "₽",
    "(счёт",
    "на",
    "оплату",
    "№",
    "12)",
    "Напоминание:",
    "Your",
    "account",
    "is",
    "overdrawn:",
    "−$123.45",
    "(invoice",
    "1)",
    "資金不足",
    "😀",
    "é",
    "=?utf-8?b?",
    "?=",
    "a_b",
]


def subjects(count):
    dice = random.Random(2047)
    for _ in range(count):
        spaces = (dice.choice((" ", " ", "\u00a0", "\u202f")) for _ in range(20))
        yield "".join(dice.choice(WORDS) + next(spaces) for _ in range(dice.randint(1, 16))).strip()


def mailed(subject):
    message = EmailMessage(email.policy.SMTP.clone(cte_type="7bit"))
    message["From"] = "a@x.example"
    set_subject(message, subject)
    message.set_content("x")
    return message.as_bytes()


def read_by_rule(data):
    """As RFC 2047 has it, without any of Python's own reading: unfold, join words, decode."""
    head = data.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    (line,) = [each for each in head.split("\r\n") if each.startswith("Subject: ")]
    value = re.sub(r"(=\?utf-8\?b\?[\w+/=]*\?=) (?==\?)", r"\1", line.removeprefix("Subject: "))
    return re.sub(r"=\?utf-8\?b\?([\w+/=]*)\?=", lambda m: b64decode(m[1]).decode(), value)


def test_thousands_of_subjects_are_read_as_they_were_written():
    for subject in subjects(COUNT):
        data = mailed(subject)
        assert read_by_rule(data) == subject
        assert (
            str(email.message_from_bytes(data, policy=email.policy.default)["Subject"]) == subject
        )
        old = email.message_from_bytes(data)["Subject"]
        assert str(email.header.make_header(email.header.decode_header(old))) == subject


def test_lines_are_as_short_as_the_rule_wants_them_and_all_is_ascii():
    for subject in subjects(500):
        lines = f"Subject: {encoded(subject)}".split("\r\n")
        assert max(map(len, lines)) <= (76 if "=?utf-8?b?" in lines[0] else 78)
        assert all(line.isascii() for line in lines)


def test_a_short_plain_subject_stays_readable():
    assert encoded("Your account is running low") == "Your account is running low"
