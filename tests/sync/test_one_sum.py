"""One sum to pay, wherever a client or the agency reads of it, equal to a plain reckoning (§17).

Random clients in three currencies, by tax or without, first asked and then reminded of what a
payment left: the mail's text and page, the paper, the code on it and that on the client's own page,
the register. Notices names the whole invoice. More of them: ``SHEETS_SYNC_SUMS=50``.
"""

import base64
import csv
import email
import email.policy
import html
import io
import os
import random
import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

import pytest
import zxingcpp
from PIL import Image

from sheets_sync.use_cases.invoicing import registered
from sheets_sync.use_cases.shared.office import view_office
from sheets_sync.views.register_view import as_csv
from sheets_sync.words.speaking import words_of
from tests.notices.paper.cases import needs_eyes, needs_pdftotext, picture_of, text_of
from tests.sync.agency import NOW, Agency, day
from tests.sync.test_publishing import pages

WORLDS = int(os.environ.get("SHEETS_SYNC_SUMS", "2"))
DAY = timedelta(days=1)
DIGITS = {"RUB": 2, "EUR": 2, "JPY": 0}
CONFIG = """
[notices]
settle = "0m"
remind_every = 7
scale = 0
first_run_limit = 100
round_up_to = {{ RUB = "1000", EUR = "10", JPY = "100" }}
[workbook]
timezone = "UTC"
[publish]
folder = "www"
[invoice]
{vat}
[accounts.RUB]
payee = "ООО Ромашка"
inn = "7707083893"
kpp = "770701001"
account = "40702810200000000001"
bank = "ПАО Сбербанк"
bic = "044525225"
corr_account = "30101810400000000225"
[accounts.EUR]
payee = "Romashka GmbH"
iban = "DE02120300000000202051"
bic = "BYLADEM1001"
"""
TAXES = {"": None, "vat_rate = '20'": 20, "vat_rate = '5'": 5, "vat = 'VAT exempt'": None}


@dataclass
class Client:
    """A client of a world: amounts in minor units of their currency."""

    name: str
    currency: str
    language: str
    paid: int
    top_up: int | None
    part: int = 0

    def cell(self, minor):
        return float(Fraction(minor, 10 ** DIGITS[self.currency]))


def world(seed):
    """Clients who are out of money, some of whom will pay a part of what they are asked for."""
    chance = random.Random(seed)
    for at in range(4):
        currency, unit = chance.choice([("RUB", 100), ("EUR", 100), ("JPY", 1)])
        top_up = chance.choice([None, chance.randint(5_000 * unit, 90_000 * unit)])
        name = f"{chance.choice(['Acme', 'Ромашка', 'O’Neil & Sons', 'Ünï'])} {at}"
        yield Client(
            name, currency, chance.choice(["en", "ru"]), chance.randint(500, 3_000) * unit, top_up,
            part=chance.choice([0, chance.randint(1, 400 * unit)]),
        )  # fmt: skip


def agency_of(folder, clients, vat):
    head = ["Client", "Email", "Currency", "Language", "Top-up", "Threshold"]
    rows = [
        [c.name, f"c{at}@example.com", c.currency, c.language, c.top_up and c.cell(c.top_up), 1_000]
        for at, c in enumerate(clients)
    ]
    paid = [[day(40), c.name, c.cell(c.paid), None] for c in clients]
    log = [[day(9), c.name, "Design", c.cell(c.paid) + 100] for c in clients]
    prices = [[None, "Design", "pc", 1, currency] for currency in DIGITS]
    sheets: dict[str, list] = {
        "Clients": [head, *rows],
        "Prices": [["Client", "Service", "Unit", "Price", "Currency"], *prices],
        "Payments": [["Date", "Client", "Amount", "Kind"], *paid],
        "Log": [["Date", "Client", "Service", "Quantity"], *log],
    }
    return Agency(folder, sheets, CONFIG.format(vat=vat))


def minor_of(text, currency):
    """The amount that a text shows, whatever separates its digits: RUB and EUR have two decimals."""
    found = re.search(r"\d[\d\s.,\u00a0\u202f]*", text)
    digits = re.sub(r"\D", "", found[0])
    shows = re.search(r"[.,]\d{2}\D*$", found[0].strip()) is not None
    assert shows == (DIGITS[currency] == 2), text
    return int(digits)


def after(label, text):
    """What stands behind the last of a label."""
    assert label in text, (label, text[:2_000])
    return text.rpartition(label)[2][:60]


OPEN = ("Amount", "Left")


class Open(NamedTuple):
    """An open invoice by the register."""

    amount: int
    left: int


class Mail:
    """A letter as its client has it."""

    def __init__(self, data, folder):
        message = email.message_from_bytes(data, policy=email.policy.default)
        self.text = message.get_body(("plain",)).get_content()
        page = re.sub(
            r"<style.*?</style>", "", message.get_body(("html",)).get_content(), flags=re.DOTALL
        )
        self.page = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
        (self.pdf,) = (part.get_content() for part in message.iter_attachments())
        self.folder = folder

    def sums(self, client, part):
        """What is to pay by text, page and paper."""
        words = words_of(client.language)
        label = words.say("letter.left") if part else words.say("letter.asked", invoice="", day="")
        stem = label.split("No.")[0].split("№")[0].strip()
        paper = text_of(self.pdf, self.folder)
        lines = [line for line in self.text.splitlines() if line.strip().startswith(stem)]
        (shown,) = (line.rpartition(":")[2] for line in lines[:1])
        page = after(stem, self.page)
        page = page if part else page.partition("2026")[2]
        yield minor_of(shown, client.currency)
        yield minor_of(page, client.currency)
        yield minor_of(
            after(words.say("paper.to_pay") + " ", paper.partition("Page 2")[0]), client.currency
        )

    def code(self):
        return zxingcpp.read_barcodes(Image.open(picture_of(self.pdf, self.folder)))


def code_sums(codes, currency, rate):
    """The amount in a payment code; the tax that its purpose tells is that of this amount."""
    if currency == "JPY":
        assert list(codes) == []
        return
    (code,) = codes
    if currency == "EUR":
        yield minor_of(code.text.split("\n")[7], "EUR")
        return
    fields = dict(pair.split("=", 1) for pair in code.text.split("|")[1:])
    amount = int(fields["Sum"])
    if rate:
        tax = Fraction(amount * rate, 100 + rate)
        told = re.search(r"% ([\d.,]+) (?:руб|RUB)", fields["Purpose"])
        assert minor_of(told[1], "RUB") == int(tax + Fraction(1, 2)), fields["Purpose"]
    yield amount


def on_page(agency, client):
    """The client's own page: the sum and what its code holds."""
    page = (pages(agency)[client.name.casefold()] / "index.html").read_text(encoding="utf-8")
    shown = html.unescape(re.search(r'class="left">([^<]*)<', page)[1])
    found = re.search(r'class="code" src="data:image/png;base64,([^"]+)"', page)
    codes = []
    if found:
        small = Image.open(io.BytesIO(base64.b64decode(found[1]))).convert("L")
        codes = zxingcpp.read_barcodes(small.resize((3 * small.width, 3 * small.height)))
    return minor_of(shown, client.currency), codes


def left_by_register(agency, moment):
    """What is open by the CSV, by client: the invoice, and what is left of it."""
    with view_office(agency.config, moment, lambda _: None) as office:
        made = as_csv(registered(office), words_of("en"))
    rows = [row for row in csv.DictReader(io.StringIO(made)) if row["State"] == "open"]
    return {
        row["Client"]: Open(*(int(row[each].replace(".", "")) for each in OPEN)) for row in rows
    }


def asked_in_tab(agency):
    """Amount asked of each client's last line."""
    head, *rows = agency.grid()["Notices"]
    at, whose, money = (head.index(name) for name in ("Amount asked", "Client", "Currency"))
    return {row[whose]: round(row[at] * 10 ** DIGITS[row[money]]) for row in rows}


def everywhere(agency, clients, letters, moment, rate, folder, *, part):
    """Each sum that somebody reads, by client, all equal."""
    register, tab = left_by_register(agency, moment), asked_in_tab(agency)
    for client, name in zip(clients, letters, strict=True):
        mail = Mail((agency.folder / "outbox" / name).read_bytes(), folder)
        page, code = on_page(agency, client)
        found = [
            *mail.sums(client, part=part and client.part), *code_sums(mail.code(), client.currency, rate),
            page, *code_sums(code, client.currency, rate), register[client.name].left,
        ]  # fmt: skip
        assert len({*found}) == 1, (client, found)
        assert tab[client.name] == register[client.name].amount
        yield found[0]


@needs_pdftotext
@needs_eyes
@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_sum_to_pay_is_one_wherever_it_is_read(tmp_path, seed):
    clients = list(world(seed))
    vat = sorted(TAXES)[seed % len(TAXES)]
    agency = agency_of(tmp_path / "office", clients, vat)
    agency.run()
    first = agency.letters()
    asked = list(everywhere(agency, clients, first, NOW, TAXES[vat], tmp_path, part=False))
    for client, sum_ in zip(clients, asked, strict=True):
        assert client.top_up is None or sum_ >= client.top_up
    payers = [client for client in clients if client.part]
    for at, client in enumerate(payers):
        row = len(clients) + 2 + at
        for column, value in zip(
            "ABC", (day(0), client.name, client.cell(client.part)), strict=True
        ):
            agency.edit("Payments", f"{column}{row}", value)
    later = NOW + 7 * DAY
    agency.run(later)
    reminders = [name for name in agency.letters() if name not in first]
    left = list(everywhere(agency, clients, reminders, later, TAXES[vat], tmp_path, part=True))
    assert left == [sum_ - client.part for sum_, client in zip(asked, clients, strict=True)]
