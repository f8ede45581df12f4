"""What staff may type into any cell that reaches a letter, and that none of it does harm (F41-F43)."""

import email
import email.policy
from email.headerregistry import Address
from html.parser import HTMLParser

import pytest

from sheets_sync.billing.findings import Code
from sheets_sync.notices.smtp import Server, SmtpTransport
from tests.notices.cases import LOW_DAYS, TODAY, Office, books, client
from tests.smtp.server import ScriptedServer
from tests.sync.agency import SHEETS, Agency

ATTACKS = {
    "a header more": "Acme\r\nBcc: thief@evil.example",
    "a header by a bare line feed": "Acme\nBcc: thief@evil.example",
    "an end of headers": "Acme\r\n\r\n<h1>Pay to DE00 evil</h1>",
    "a line separator": "Acme\u2028Bcc: thief@evil.example",
    "an end of the letter": "Acme\r\n.\r\nMAIL FROM:<thief@evil.example>",
    "a NUL": "Acme\x00Bcc: x",
    "an encoded word": "=?utf-8?q?Bcc=3A_thief=40evil.example?=",
    "a script": "<script>alert(1)</script>",
    "an image that tells": '<img src="https://evil.example/x.png" onerror=x>',
    "a link": '<a href="https://evil.example">pay here</a>',
    "a link by itself": "https://evil.example/pay",
    "an attribute": '" style="display:none" onmouseover="x',
    "a comment": "<!-- --><!--",
    "a template": "{{ words.purpose }}{% raw %}",
    "a template of Jinja's own": "{{ ''.__class__.__mro__ }}",
    "a formula": '=HYPERLINK("https://evil.example","pay")',
    "a command": "=cmd|' /C calc'!A0",
    "a direction": "\u202egro.live\u202c",
    "a path": "../../../etc/passwd",
    "a boundary": "--=_0_00000000000000000000000000000000",
    "a field of the payment code": "Acme|Sum=1|PersonalAcc=1",
    "a very long one": "A" * 5_000,
}
FIELDS = ("name", "contract", "details", "service", "reference")
TAGS = {
    "html", "head", "meta", "title", "body", "table", "tr", "td", "th", "h1", "h2", "p", "b", "br", "bdi", "span",
    "style",
}  # fmt: skip


class Shape(HTMLParser):
    """The tags and attributes of a page, and the rules of its style sheet."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.rules = [], set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        if self.cdata_elem == "style":
            self.rules.append(data)


def letter(folder, field, text):
    """The letter, its file and what its books came to, with ``text`` typed into one field."""
    cells = {field: text} if field in ("name", "contract", "details") else {}
    service = text if field == "service" else "Design"
    reference = text if field == "reference" else "wire 7"
    what = books(
        [client(**{"name": "Acme", **cells})],
        [(TODAY - 9, 0, 300_000, "payment", reference)],
        [(TODAY - LOW_DAYS, 0, service, 100_000)],
    )
    office = Office(folder)
    (moved,) = office.run(what)
    assert moved.state == "written"
    (name,) = office.letters()
    raw = (office.folder / name).read_bytes()
    office.close()
    return name, raw, email.message_from_bytes(raw, policy=email.policy.default)


@pytest.fixture(scope="module")
def plain_letter(tmp_path_factory):
    return letter(tmp_path_factory.mktemp("plain"), "contract", "7/26")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_changes_what_a_letter_is(tmp_path, plain_letter, attack, field):
    name, raw, message = letter(tmp_path, field, ATTACKS[attack])
    _, _, harmless = plain_letter
    assert list(message.keys()) == list(harmless.keys())
    assert [(a.display_name, a.addr_spec) for a in message["To"].addresses] == [
        ("", "boss@romashka.example")
    ]
    assert message["From"].addresses == (Address("Nord Studio", "billing", "nord.example"),)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert not [line for line in raw.split(b"\r\n") if line == b"."]
    assert [part.get_content_type() for part in message.walk()] == [
        part.get_content_type() for part in harmless.walk()
    ]
    assert "/" not in name
    assert not name.startswith(".")
    shape = Shape(message.get_body(("html",)).get_content())
    assert set(shape.tags) <= TAGS
    assert shape.rules == Shape(harmless.get_body(("html",)).get_content()).rules != []
    assert not [
        each for each in shape.attributes if each.startswith("on") or each in ("href", "src")
    ]
    plain = message.get_body(("plain",)).get_content()
    assert not {"\x00", "\u2028", "\u202e"} & set(plain)
    assert "__mro__" in plain or "mro" not in ATTACKS[attack] or field in ("details", "name")


ADDRESSES = [
    # what stands in Email, who gets the letter (nobody: it is held, the cell is a finding)
    ("a@x.example\r\nBcc: thief@evil.example", []),
    ("a@x.example, thief@evil.example\x00", []),
    ("a@x.example thief@evil.example", []),
    ("a@x.example>,<thief@evil.example", []),
    ("<a@x.example>", []),
    ("Boss <a@x.example>", []),
    ('"a b"@x.example', []),
    ("a@x.example;b@x.example", ["a@x.example", "b@x.example"]),
    ("a@x.example, b@x.example", ["a@x.example", "b@x.example"]),
    ("a@x.example; nonsense", []),
    ("a@@x.example", []),
    ("a@[127.0.0.1]", []),
    ("a@x.example(comment)", []),
    ("undisclosed-recipients:;", []),
    ("-oQ/tmp -X/tmp/x@x.example", []),
]


@pytest.mark.parametrize(("cell", "to"), ADDRESSES)
def test_no_address_cell_reaches_anybody_it_does_not_name(tmp_path, cell, to):
    with ScriptedServer(tmp_path) as server:
        clients = [SHEETS["Clients"][0], *([*row] for row in SHEETS["Clients"][1:])]
        clients[2][1] = cell.replace("\x00", "_x0000_")
        config = (
            "[notices]\nsettle = '0m'\n[workbook]\ntimezone = 'UTC'\n"
            f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {server.port}\nsecurity = 'none'\n"
        )
        run = Agency(tmp_path / "agency", {**SHEETS, "Clients": clients}, config).run()
        reached = [address for each in server.letters for address in each["to"]]
        assert reached == to
        assert bool(to) != any(each.code == Code.BAD_EMAIL for each in run.reckoning.findings)


def test_a_letter_that_looks_like_an_end_of_letter_arrives_whole(tmp_path):
    with ScriptedServer(tmp_path) as server:
        transport = SmtpTransport(Server("127.0.0.1", server.port, "none", "a@b.example"))
        office = Office(tmp_path / "office", transport=transport)
        what = books(
            [client(contract=".")], [(TODAY - 9, 0, 300_000)], [(TODAY - 5, 0, ".", 100_000)]
        )
        (moved,) = office.run(what)
        kept = server.letters[0]["data"]
        assert kept.encode() == office.outbox.letter(moved).data
        office.close()
