"""Letters and papers of each kind, as the client who is to pay sees them, to be looked at.

By hand:  python -m tests.readers.letters FOLDER

It writes, in English and Russian, euro and roubles, the mail as HTML and each paper as PDF: first
letter, last reminder, replaced invoice, invoice by hand, credit note, receipt, monthly statement;
all with a logo but the first letter. Where Chromium and pdftoppm are, pictures of them, too; the
pages of the manual show some.
"""

import base64
import email
import email.policy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from email.message import EmailMessage
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from sheets_sync.billing.names import fold
from sheets_sync.notices.account_lines import AccountLine, AccountMonth
from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.paper.own_files import read_logo
from sheets_sync.notices.paper.own_look import OwnLook
from sheets_sync.notices.paper.parties import BankAccount, Issuer, SellerIn
from sheets_sync.notices.texts.letters import LOGO_ID, LetterWriter
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, NOW, TODAY, books, client

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")


@dataclass(frozen=True)
class House:
    """A seller, a client of theirs, and what was done for them: (days ago, service, quantity, unit,
    price with four decimals)."""

    language: str
    currency: str
    seller: str
    details: str
    account: BankAccount
    client: str
    buyer: str
    contract: str
    work: tuple[tuple[int, str, Fraction, str, int], ...]
    vat: str = ""
    vat_rate: Decimal | None = None


ROUBLES: Final = BankAccount(
    payee="ООО «Бумажный кораблик»", inn="7707083893", kpp="770701001", account="40702810200000000001",
    bank="Банк «Гавань» (АО)", bic="044525225", corr_account="30101810400000000225",
)  # fmt: skip
EUROS: Final = BankAccount(
    payee="Paper Boat GmbH", iban="DE02120300000000202051", bic="BYLADEM1001"
)
HOUSES: Final = (
    House(
        "en", "EUR", "Paper Boat", "Paper Boat GmbH, Hafenstrasse 5, Hamburg\nVAT ID DE123456789\nhello@paper-boat.example", EUROS,
        "Blue Door Ltd", "12 Quay Street, Cork\nVAT IE1234567A", "2026-17",
        ((9, "Newsletter, layout and sending", Fraction(3, 2), "h", 960_000), (6, "Banner set, 12 sizes", Fraction(1), "", 9_500_000),
         (4, "Phone consultation", Fraction(40, 60), "h", 960_000), (1, "Landing page, changes", Fraction(13, 2), "h", 960_000)),
        vat="Reverse charge",
    ),
    House(
        "ru", "RUB", "Бумажный кораблик", "ООО «Бумажный кораблик», Москва, ул. Льва Толстого, 16\nИНН 7707083893, КПП 770701001\n+7 495 000-00-00", ROUBLES,
        "ООО «Ромашка»", "ИНН 7812000000\nСанкт-Петербург, Невский пр., 1", "7/26",
        ((9, "Рассылка: вёрстка и отправка", Fraction(3, 2), "ч", 38_000_000), (6, "Комплект баннеров, 12 размеров", Fraction(1), "", 380_000_000),
         (4, "Консультация по телефону", Fraction(40, 60), "ч", 38_000_000), (1, "Правки посадочной страницы", Fraction(13, 2), "ч", 38_000_000)),
        vat_rate=Decimal(20),
    ),
)  # fmt: skip


def logo(path: Path, name: str) -> Path:
    """A boat and a name."""
    file = Path(__file__).parents[2] / "sheets_sync/notices/paper/fonts/DejaVuSans-Bold.ttf"
    font = ImageFont.truetype(str(file), 50)
    picture = Image.new("RGB", (210 + int(font.getlength(name)), 180), "white")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(20, 110), (160, 110), (130, 160), (50, 160)], fill=(29, 78, 121))
    draw.polygon([(90, 20), (90, 100), (30, 100)], fill=(226, 106, 68))
    draw.polygon([(98, 40), (98, 100), (145, 100)], fill=(240, 160, 110))
    draw.text((190, 62), name, fill=(29, 78, 121), font=font)
    picture.save(path)
    return path


class Scene:
    """One house's letters."""

    def __init__(self, house: House, folder: Path, *, over: bool = False) -> None:
        self.over = over
        self.house, self.folder, self.words = house, folder, words_of(house.language)
        self.look = OwnLook(read_logo(logo(folder / f"logo-{house.language}.png", house.seller)))
        self.who = client(
            house.client, currency=house.currency, threshold=self.minor(500), details=house.buyer,
            contract=house.contract, language=house.language,
        )  # fmt: skip
        lines = self.lines = tuple(self._lines())
        spent = [(each.day, 0, each.text, -each.amount) for each in lines if each.kind == "charge"]
        self.books = books([self.who], [(TODAY - 40, 0, lines[0].amount)], spent)

    def minor(self, euros: int) -> int:
        """So many euros, or forty times as many roubles, in minor units."""
        return euros * (100 if self.house.currency == "EUR" else 4000)

    def _lines(self) -> Iterator[AccountLine]:
        balance = self.minor(2000)
        yield AccountLine(TODAY - 40, "payment", "", balance, balance)
        for ago, service, quantity, unit, price in self.house.work:
            cost = round(quantity * price / 100) + (
                self.minor(500) if self.over and not unit else 0
            )
            balance -= cost
            yield AccountLine(
                TODAY - ago, "charge", service, -cost, balance, quantity, unit=unit, price=price
            )

    def letter(self, kind: Kind, *, plain: bool = False, **more: Any) -> EmailMessage:
        """The letter of a kind; ``more`` of its notice, its ``invoice`` and ``issued`` ones, and how
        many letters about it they have ``seen``."""
        invoice = more.pop("invoice", None) or self.invoice()
        earlier = {each.number: each for each in more.pop("issued", ())}
        seen = more.pop("seen", 0)
        level = more.pop("level", Level.LOW)
        notice = self._notice(kind, level, invoice, **more)
        ledger = Ledger(
            issued={**earlier, invoice.number: invoice},
            notices=tuple(
                replace(notice, id=2 + at, kind=kind if at else Kind.LOW, state=State.SENT)
                for at in range(seen)
            ),
        )
        facts = self.books.facts(notice, None if kind.tells_a_month else invoice, ledger)
        if not kind.tells_a_month:
            facts = replace(facts, lines=self.lines)
        else:
            end = self.lines[-1].balance
            facts = replace(facts, month=AccountMonth(TODAY - 22, TODAY + 7, self.lines[0].balance, end, self.lines[1:]))  # fmt: skip
        writer = LetterWriter(self._seller(), self.words, self._issuer(plain=plain))
        raw = writer.write(facts, MORNING).data
        made = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(made, EmailMessage)
        return made

    def invoice(self, number: int = 41, ago: int = 0, **more: Any) -> Invoice:
        """An invoice made so many days ago."""
        values = {"amount": self.minor(2000), "day": TODAY - ago, "paid_before": self.minor(2000)}
        return Invoice(number, fold(self.who.name), self.house.currency, **{**values, **more})

    def _notice(self, kind: Kind, level: Level, invoice: Invoice, **more: Any) -> Notice:
        who = self.who
        values = {"ordinal": 0, "balance": self.lines[-1].balance, "asked": invoice.amount, **more}
        return Notice(
            id=1, to=("a@example.com",), cc=(), created=NOW, moment=NOW, client=fold(who.name), name=who.name, episode=1,
            kind=kind, level=level, currency=who.currency, number=7, invoice=invoice.number, **values,
        )  # fmt: skip

    def _seller(self) -> Seller:
        return Seller(f"{self.house.seller} <billing@example.com>", text=self.house.details)

    def _issuer(self, *, plain: bool) -> Issuer:
        house, currency = self.house, self.house.currency
        here = SellerIn(vat=house.vat, vat_rate=house.vat_rate)
        look = OwnLook() if plain else self.look
        return Issuer(house.seller, house.details, {currency: house.account}, sellers={currency: here}, look=look)  # fmt: skip


def letters(scene: Scene, over: Scene) -> Iterator[tuple[str, EmailMessage]]:
    """Each letter by the name of its files."""
    withdrawn = scene.invoice(40, ago=20)
    yield "first", scene.letter(Kind.LOW, plain=True)
    yield "first-logo", scene.letter(Kind.LOW)
    late: dict[str, Any] = {"invoice": scene.invoice(ago=16), "seen": 3, "level": Level.OVER}
    yield "reminder-last", over.letter(Kind.REMINDER, ordinal=3, **late)
    replacing = scene.invoice(41, amount=scene.minor(3200), replaces=40)
    yield (
        "replaced",
        over.letter(Kind.OVER, invoice=replacing, issued=[withdrawn], level=Level.OVER),
    )
    yield "by-hand", scene.letter(Kind.INVOICE, level=Level.OK)
    note = scene.invoice(42, credits=40)
    yield "credit", scene.letter(Kind.CREDIT, invoice=note, issued=[withdrawn], level=Level.OK)
    paid = scene.invoice(ago=3, paid_before=0)
    yield "receipt", scene.letter(Kind.RECEIPT, invoice=paid, level=Level.OK)
    yield "statement", scene.letter(Kind.STATEMENT, level=Level.OK, ordinal=0)


def write(message: EmailMessage, stem: Path) -> Iterator[Path]:
    """The files of a letter: STEM.html, STEM.pdf."""
    shown = message.get_body(("html",))
    assert shown is not None
    page = str(shown.get_content())
    for part in message.walk():
        if part.get_content_maintype() == "image":
            data = base64.b64encode(part.get_payload(decode=True)).decode()  # type: ignore[arg-type] # bytes
            page = page.replace(f"cid:{LOGO_ID}", f"data:{part.get_content_type()};base64,{data}")
        if part.get_content_type() == "application/pdf":
            paper = stem.with_suffix(".pdf")
            paper.write_bytes(part.get_payload(decode=True))  # type: ignore[arg-type] # bytes
            yield paper
    path = stem.with_suffix(".html")
    path.write_text(page, encoding="utf-8")
    yield path


def pictured(path: Path) -> None:
    """A picture of a page of HTML, or of the first of a paper; nothing without the programs."""
    target = path.with_name(f"{path.stem}-{'letter' if path.suffix == '.html' else 'paper'}.png")
    if path.suffix == ".pdf" and shutil.which("pdftoppm"):
        command = ["pdftoppm", "-png", "-r", "80", "-singlefile", str(path), str(target.with_suffix(""))]  # fmt: skip
        subprocess.run(command, check=True)
    elif path.suffix == ".html" and CHROMIUM:
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=720,1500",
            f"--screenshot={target}", path.absolute().as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        _cropped(target)


def _cropped(path: Path) -> None:
    """The picture without the empty ground below."""
    picture = Image.open(path).convert("RGB")
    ground = Image.new("RGB", picture.size, picture.getpixel((1, picture.height - 2)))
    box = ImageChops.difference(picture, ground).getbbox() or (0, 0, *picture.size)
    made = BytesIO()
    cut = picture.crop((0, 0, picture.width, min(picture.height, box[3] + 28)))
    cut.quantize(128).save(made, "PNG", optimize=True)
    path.write_bytes(made.getvalue())


def main(folder: Path) -> None:
    """All of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for house in HOUSES:
        for name, message in letters(Scene(house, folder), Scene(house, folder, over=True)):
            print(f"{house.language} {house.currency} {name}: {message['Subject']}")
            for path in write(message, folder / f"{house.language}-{name}"):
                pictured(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
