"""Names beside addresses come out of any reader as they went in (§17; RFC 2047, RFC 5322 §3.4)."""

import email
import email.header
import email.policy
import email.utils
import itertools
import json
import os
import random
import re
from base64 import b64decode
from collections import Counter
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

import pytest

from sheets_sync.config.loading import loads
from sheets_sync.errors import ConfigError
from sheets_sync.notices.texts.mail_headers import POLICY, set_mailboxes
from sheets_sync.notices.texts.seller import Seller

WORDS = [
    "Студия", "Северный ветер", "ООО", "«Ромашка»", "Nord", "Studio,", "O'Brien", 'the "best"', "\\",
    "(billing)", "a.b.", "Ltd.", "é", "資金", "😀", "=?utf-8?b?", "?=", "a_b", "@", "<x>", "№ 1", ";", ":",
    "x" * 70, "Агентство" * 8, "\u202e", "d'Été,",
]  # fmt: skip
SPACES = (" ", " ", " ", "\u00a0", "\u202f")


def names(count):
    dice = random.Random(5322)
    for _ in range(count):
        words = (dice.choice(WORDS) + dice.choice(SPACES) for _ in range(dice.randint(1, 9)))
        yield "".join(words).strip(" ")


def mailed(header, *mailboxes):
    message = EmailMessage(POLICY)
    set_mailboxes(message, header, [Address(name, addr_spec=spec) for name, spec in mailboxes])
    message.set_content("x")
    return message.as_bytes()


def read_by_rule(data, header):
    """The one mailbox as RFC 2047 and 5322 have it, without any of Python's own reading."""
    head = data.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    (line,) = [each for each in head.split("\r\n") if each.startswith(f"{header}: ")]
    found = re.fullmatch(r"(?:(.*) )?<?([^ <>]+@[^ <>]+?)>?", line.removeprefix(f"{header}: "))
    name = found[1] or ""
    if name.startswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    elif "=?" in name:
        name = "".join(
            b64decode(each).decode() for each in re.findall(r"=\?utf-8\?b\?([^?]*)\?=", name)
        )
    return name, found[2]


def read_by_python(data, header):
    read = email.message_from_bytes(data, policy=email.policy.default)[header].addresses
    return [(each.display_name, each.addr_spec) for each in read]


@pytest.mark.parametrize("header", ["From", "Reply-To"])
def test_a_thousand_names_are_read_as_they_were_written(header):
    """``SHEETS_SYNC_NAMES=10000`` tries so many."""
    kinds = Counter[str]()
    for name in names(int(os.environ.get("SHEETS_SYNC_NAMES", "1000"))):
        mailbox = (name, "billing@nord.example")
        data = mailed(header, mailbox)
        assert read_by_rule(data, header) == mailbox
        ((raw, spec),) = email.utils.getaddresses([email.message_from_bytes(data)[header]])
        assert str(email.header.make_header(email.header.decode_header(raw))) == name
        assert spec == mailbox[1]
        words = data.count(b"=?utf-8?b?")
        if words < 2:  # this reader puts a space between two words of one name
            assert read_by_python(data, header) == [mailbox]
        quoted = f'{header}: "'.encode() in data
        kinds["quoted" if quoted else ("plain", "a word", "words")[min(words, 2)]] += 1
    assert min(kinds[each] for each in ("quoted", "plain", "a word", "words")) >= 5, kinds


def test_several_addresses_stay_several():
    short = [each for each in names(400) if len(each.encode()) < 40]
    some = [(name, f"a{at}@x.example") for at, name in enumerate(short)] + [("", "b@x.example")]
    read = email.message_from_bytes(mailed("To", *some), policy=email.policy.default)[
        "To"
    ].addresses
    assert [(each.display_name, each.addr_spec) for each in read] == some


def test_lines_are_short_and_all_is_ascii():
    for name in names(500):
        head = mailed("Reply-To", (name, "billing@nord.example")).partition(b"\r\n\r\n")[0]
        for line in head.decode("ascii").split("\r\n"):
            assert len(line) <= (76 if "=?utf-8?b?" in line else 78)
            assert line.strip()


def test_an_address_longer_than_a_line_stays_whole():
    long = f"{'a' * 60}@{'b' * 60}.example"
    assert f"<{long}>".encode() in mailed("From", ("Студия", long))
    assert long.encode() in mailed("To", ("", long))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Nord Studio", b"From: Nord Studio <b@x.example>"),
        ("Nord, Studio", b'From: "Nord, Studio" <b@x.example>'),
        ('the "best"', rb'From: "the \"best\"" <b@x.example>'),
        ("", b"From: b@x.example"),
    ],
)
def test_a_short_plain_name_stays_readable(name, written):
    assert mailed("From", (name, "b@x.example")).split(b"\r\n")[0] == written


LOCALS = ["b", "b.c", "b..c", ".b", "b+c", "почта", "mailto:b", "b c", '"b"', "b!#$", "b'c"]
DOMAINS = [
    "x.example",
    "почта.рф",
    "x",
    "x.example.",
    "-x.example",
    "[127.0.0.1]",
    "x_y.example",
    "a..b",
]
AROUND = ["{}", "<{}>", "Nord <{}>", '"Nord, \\"the\\" Studio" <{}>', "Nord (b) <{}>", "Nord <{}> x", "Nord, S <{}>",
          "{} (Nord)", "Студия «Норд» <{}>", "{}, {}", "Nord\n <{}>"]  # fmt: skip


def test_what_the_config_takes_for_a_sender_letters_can_come_from():
    taken = 0
    for local, domain, around in itertools.product(LOCALS, DOMAINS, AROUND):
        spelt = around.replace("{}", f"{local}@{domain}")
        try:
            found = loads(f"[mail]\nfrom = {json.dumps(spelt)}", Path("config.toml"))
        except ConfigError:
            continue
        address = Seller(found.mail.sender).address
        mailbox = (address.display_name, address.addr_spec)
        assert read_by_rule(mailed("From", mailbox), "From") == mailbox
        assert address.addr_spec.startswith(f"{local}@")
        taken += 1
    assert taken > 50
