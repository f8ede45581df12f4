"""What is in a letter, in both languages, and what no cell can put into one."""

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from sheets_sync.notices.addresses import usable
from sheets_sync.notices.cleaning import slug
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.texts.letters import LetterWriter
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, SELLER, TODAY, Office, books, client
from tests.notices.paper.cases import ISSUER, RUB

NBSP = "\u00a0"
PAYMENTS = [(TODAY - 40, 0, 1_500_000, "payment", "п/п 112"), (TODAY - 9, 0, 200_000, "bonus", "")]


def written(tmp_path, who, payments=PAYMENTS, charges=(), language="en"):
    office = Office(tmp_path, language=language)
    moved = office.run(books([who], payments, charges))
    assert [each.state for each in moved] == ["written"]
    raw = (office.folder / office.letters()[0]).read_bytes()
    office.close()
    return raw, email.message_from_bytes(raw, policy=email.policy.default)


def bodies(message):
    return message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()


class Visible(HTMLParser):
    """What a reader sees of HTML, and the tags and attributes that make it."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.tags, self.attributes = [], set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split(" "))


def charges(count=14):
    return [(TODAY - 30 + at * 2, 0, f"Услуга {at}", 110_000 + at) for at in range(count)]


def test_a_russian_letter_says_all_that_it_must(tmp_path):
    who = client(
        "ООО «Ромашка»", contract="№ 17/2026", managers=("anna@nord.example",), topup=2_500_000
    )
    raw, message = written(tmp_path, who, charges=charges(), language="ru")
    assert message["From"] == "Nord Studio <billing@nord.example>"
    assert message["To"] == "boss@romashka.example"
    assert message["Cc"] == "anna@nord.example"
    assert (
        message["Subject"] == "На вашем лицевом счёте мало средств: 1 599,09 ₽ (счёт на оплату № 1)"
    )
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == MORNING
    assert message["Message-ID"].endswith("@nord.example>")
    assert not [name for name in message if name.lower().startswith("list-")]
    assert message.get_content_type() == "multipart/mixed"
    texts, invoice = message.iter_parts()
    assert [part.get_content_type() for part in texts.iter_parts()] == ["text/plain", "text/html"]
    assert invoice.get_filename() == "invoice-000001.pdf"
    assert invoice.get_content().startswith(b"%PDF")
    assert raw.isascii()
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    plain, html = bodies(message)
    for body in (plain, Visible(html).text):
        for part in (
            "Здравствуйте, ООО «Ромашка»!", "№ 17/2026", f"1{NBSP}599,09{NBSP}₽", f"5{NBSP}000,00{NBSP}₽", f"25{NBSP}000,00{NBSP}₽",
            "Услуга 0", "Услуга 13", "Бонус", "примерно на 3 дня", "Nord Studio", "IBAN DE02 1203 0000 0000 2020 51",
        ):  # fmt: skip
            assert part in body
        assert "счёт приложен" in body.casefold()


def test_an_english_letter_speaks_english_and_dollars(tmp_path):
    who = client("Acme", currency="USD", language="en", threshold=50_000)
    _, message = written(
        tmp_path, who, [(TODAY - 9, 0, 60_000)], [(TODAY - 1, 0, "Call", 72_345)], "ru"
    )
    assert message["Subject"] == "Your account is overdrawn: $123.45 (invoice 1)"
    plain, html = bodies(message)
    for body in (plain, Visible(html).text):
        for part in (
            "Dear Acme,",
            "−$123.45",
            "$500.00",
            "$2,294.00",
            "22 Nov 2026",
            "Call",
            "−$723.45",
        ):
            assert part in body
        assert "invoice is attached" in body.casefold()


def test_text_and_html_list_the_same_postings_with_their_balances(tmp_path):
    _, message = written(tmp_path, client(), charges=charges())
    plain, html = bodies(message)
    visible = Visible(html).text
    shown = [line for line in plain.splitlines() if line.startswith("    ")]
    assert len(shown) == 16  # from the last payment on
    assert "Your last payment, and what was used since" in plain
    for line in shown:
        amount, _, balance = line.strip().partition("  (Balance: ")
        assert amount in visible
        assert balance.rstrip(")") in visible


def test_a_low_flag_by_runway_alone_does_not_speak_of_a_threshold(tmp_path):
    from sheets_sync.billing.terms import Terms  # noqa: PLC0415

    office = Office(tmp_path)
    who = client(threshold=100_000)
    what = books(
        [who],
        [(TODAY - 30, 0, 1_000_000)],
        [(TODAY - 1, 0, "Call", 800_000)],
        terms=Terms(low_days=14),
    )
    assert [each.kind for each in office.run(what)] == ["LOW"]
    plain, _ = bodies(
        email.message_from_bytes(
            (office.folder / office.letters()[0]).read_bytes(), policy=email.policy.default
        )
    )
    assert "will soon run dry" in plain
    assert "fallen below" not in plain
    office.close()


ATTACKS = {
    "header": "Acme\r\nBcc: evil@x.example\r\n\r\n<p>hello",
    "bare line feed": "Acme\nBcc: evil@x.example",
    "nul": "Acme\0Bcc: evil@x.example",
    "line separator": "Acme\u2028Bcc: evil@x.example\u2029\x85\x0b\x0c",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" style="position:fixed',
    "template": "{{ 7919*7919 }}{% raw %}{{ v.__class__ }}",
    "entity": "&lt;b&gt; &#60;script&#62;",
    "bidi": "Acme\u202egpj.exe\u2066\u200f\u061c",
    "zero width": "A\u200bc\u200dm\ufeffe",
    "formula": '=HYPERLINK("http://evil","x")',
    "long": "А" * 50_000,
    "encoded word": "=?utf-8?q?evil?=",
    "comma": "Acme, evil@x.example; <evil@x.example>",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_cell_can_break_into_a_letter(tmp_path, attack):
    plain_payment = [(TODAY - 40, 0, 1_500_000, "payment", "ref")]
    harmless_raw, harmless = written(
        tmp_path / "a", client("Acme", contract="1"), plain_payment, [(TODAY, 0, "Call", 1_400_000)]
    )
    who = client(attack, contract=attack, details=attack, note=attack)
    payments = [(TODAY - 40, 0, 1_500_000, "payment", attack)]
    (tmp_path / "b").mkdir()
    raw, message = written(tmp_path / "b", who, payments, [(TODAY, 0, attack, 1_400_000)])
    assert list(message) == list(harmless)
    assert not message.defects
    for name in ("From", "To", "MIME-Version", "Auto-Submitted"):
        assert message[name] == harmless[name]
    assert (
        raw.split(b"\r\n\r\n")[0].count(b"\r\n")
        <= harmless_raw.split(b"\r\n\r\n")[0].count(b"\r\n") + 1
    )
    plain, html = bodies(message)
    expected = Visible(bodies(harmless)[1])
    shown = Visible(html)
    assert shown.tags <= expected.tags
    assert {name for name, _ in shown.attributes} == {name for name, _ in expected.attributes}
    assert len(shown.attributes) == len(expected.attributes)
    for body in (plain, html, str(message["Subject"])):
        assert not set(body) & set("\0\u202e\u2066\u200f\u061c\u2028\u2029\x85\x0b\x0c\u200b\ufeff")
        assert "62710561" not in body
    assert max(map(len, plain.splitlines())) < 500


@pytest.fixture(autouse=True)
def folders(tmp_path):
    (tmp_path / "a").mkdir()


@pytest.mark.parametrize(
    ("address", "fit"),
    [
        ("a@x.example", True),
        ("a.b+c@sub.x.example", True),
        ("info@почта.рф", True),
        ("a@x.example\nBcc: b@x.example", False),
        ("a@x.example, b@x.example", False),
        ("A <a@x.example>", False),
        ("a b@x.example", False),
        ("a..b@x.example", False),
        ("почта@x.example", False),
        ("@x.example", False),
        ("a@", False),
        ("a", False),
        ("", False),
        ("a@x.example\0", False),
        ("a@x..example", False),
    ],
)
def test_an_address_is_one_address_or_none(address, fit):
    assert usable(address) is fit


def test_an_address_that_no_header_takes_holds_the_letter(tmp_path):
    office = Office(tmp_path)
    (moved,) = office.run(books([client(emails=("a..b@x.example",))], [(TODAY, 0, 1)]))
    assert (moved.state, moved.reason) == ("held", "no_address")
    office.close()


def test_an_international_domain_goes_as_ascii(tmp_path):
    raw, message = written(
        tmp_path,
        client(emails=("info@почта.рф", "b@x.example")),
        charges=[(TODAY, 0, "Call", 1_400_000)],
    )
    assert message["To"] == "info@xn--80a1acny.xn--p1ai, b@x.example"
    raw.split(b"\r\n\r\n")[0].decode("ascii")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ООО «Ромашка»", "ооо-ромашка"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("a/b\\c:d*e?", "a-b-c-d-e"),
        ("<>|", "client"),
        ("x" * 99, "x" * 40),
        ("a.", "a"),
    ],
)
def test_a_file_name_is_safe_on_every_file_system(name, part):
    assert slug(name) == part


def test_the_bytes_are_the_same_for_the_same_message_id(tmp_path, monkeypatch):
    monkeypatch.setattr("sheets_sync.notices.texts.letters.token_hex", lambda _: "1" * 16)
    office = Office(tmp_path)
    what = books([client()], [(TODAY, 0, 1)])
    (planned,) = office.desk().plan(what, MORNING, commit=False)
    letters = {office.desk().preview(planned, what, MORNING).data for _ in range(2)}
    assert len(letters) == 1
    office.close()


def test_names_of_config_reach_the_letter(tmp_path):
    writer = LetterWriter(
        Seller("billing@nord.example", name="ООО «Норд»", reply_to="Anna P. <anna@nord.example>"),
        words_of("ru"),
    )
    office = Office(tmp_path)
    what = books([client()], [(TODAY, 0, 1)])
    (planned,) = office.desk().plan(what, MORNING, commit=False)
    desk = office.desk()
    desk._writer = writer
    message = email.message_from_bytes(
        desk.preview(planned, what, MORNING).data, policy=email.policy.default
    )
    assert message["From"].addresses[0].display_name == "ООО «Норд»"
    assert message["Reply-To"] == '"Anna P." <anna@nord.example>'
    office.close()


class DueInFive(Office):
    """Invoices are to be paid within five days."""

    def desk(self):
        writer = LetterWriter(SELLER, words_of("en"), Issuer("Nord Studio", "", {}, due_days=5))
        return NoticeDesk(self.outbox, writer, self.transport, self.policy)


def test_a_letter_names_the_due_day_and_a_reminder_which_it_is_and_since_when_it_is_overdue(
    tmp_path,
):
    office = DueInFive(tmp_path)
    low = books([client()], [(TODAY - 9, 0, 300_000)], [(TODAY - 5, 0, "Design", 100_000)])
    for day in (0, 7):
        office.run(low, MORNING + timedelta(days=day))
        low = replace(low, day=TODAY + 7)
    first, second = (
        email.message_from_bytes((office.folder / name).read_bytes(), policy=email.policy.default)
        for name in office.letters()
    )
    office.close()
    for body in bodies(first):
        assert "Please pay by" in body
        assert "28 Nov 2026" in body
        assert "overdue" not in body
    for body in bodies(second):
        assert "This is reminder No. 1. Invoice No. 1 was to be paid by 28 Nov 2026" in body
        assert "and is 2 days overdue." in body


def test_an_account_that_has_run_dry_lasts_for_no_days_at_all(tmp_path):
    """Found: "it will last for about 0 days"."""
    who = client(threshold=500_000)
    spent = [(TODAY - 1, 0, "Design", 299_900)]
    _, message = written(tmp_path, who, [(TODAY - 9, 0, 300_000)], spent)
    for body in bodies(message):
        assert "0 days" not in body
        assert "fallen below the agreed level. Please" in body


class Payable(Office):
    """Invoices in roubles are paid into a known account."""

    def desk(self):
        writer = LetterWriter(SELLER, words_of(self.language), ISSUER)
        return NoticeDesk(self.outbox, writer, self.transport, self.policy)


def test_a_letter_says_itself_where_to_pay_and_what_to_write_there(tmp_path):
    office = Payable(tmp_path, language="ru")
    office.run(books([client(contract="7/26")], [(TODAY - 9, 0, 300_000)]))
    raw = (office.folder / office.letters()[0]).read_bytes()
    office.close()
    plain, html = bodies(email.message_from_bytes(raw, policy=email.policy.default))
    for body in (plain, Visible(html).text):
        for part in (
            "Как оплатить", RUB.payee, RUB.inn, RUB.kpp, RUB.account, RUB.bank, RUB.bic, RUB.corr_account,
            "Пополнение лицевого счёта по счёту № 1 от 23.11.2026, договор 7/26. В т.ч. НДС 20% 1166,67 руб.",
        ):  # fmt: skip
            assert part in body


def test_a_legal_name_of_300_characters_stands_there_whole(tmp_path):
    name = "Общество с ограниченной ответственностью «" + "Северное сияние " * 16 + "и партнёры»"
    assert len(name) > 300
    _, message = written(tmp_path, client(name), [(TODAY - 9, 0, 300_000)])
    plain, html = bodies(message)
    assert name in plain
    assert name in Visible(html).text
