"""Whatever is typed into any column, what is charged and paid is what its author meant, or a finding
says otherwise; all three back ends say the same (design §15). ``SHEETS_SYNC_CELLS`` types more.

Each client has a payment, a service of their own, its price and a row of log: one cell of these is
odd. Its author writes as the workbook's locale does, or as another does where that is not in doubt.
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, TypeAlias

import openpyxl
import pytest

from sheets_sync import reckoning, workbooks
from sheets_sync.columns.cell import in_hundredths
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.use_cases.shared.office import view_office
from tests.google.office import Office
from tests.reading.sheets import tab
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.language.entry import Entry, entered
from tests.spreadsheet.test_what_people_type import FROM, native
from tests.sync.agency import NOW, TODAY, Agency, day

CELLS: Final = int(os.environ.get("SHEETS_SYNC_CELLS", "900"))
HEADS: Final = {
    "Clients": ["Client"],
    "Prices": ["Service", "Unit", "Price", "Step"],
    "Payments": ["Date", "Client", "Amount"],
    "Log": ["Date", "Client", "Service", "Quantity", "Minutes", "Agreed price", "Billable"],
}
MONTHS: Final = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "ru": (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
}

Meaning: TypeAlias = tuple[Fraction, Fraction]
"""What a client paid, and what they are charged."""

PAID: Final = Fraction(5000)
PRICE: Final = Fraction(60)
"""An hour; each row has 30 minutes."""


@dataclass(frozen=True)
class Odd:
    """An odd cell: the tab and column where it stands, its text, and what it comes to where that is
    not held back. ``text_cell``: typed behind an apostrophe."""

    tab: str
    header: str
    text: str
    meaning: Meaning
    text_cell: bool


FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def money_typed(chance: random.Random, mark: str) -> tuple[Fraction, str]:
    """A sum, and its text as people write it who write decimals with ``mark``."""
    minor = chance.choice([5, 150, 1250, 12345, 150000, 123456, 99, 1000000, 125000])
    whole, cents = divmod(minor, 100)
    exact = Fraction(minor, 100)
    share = whole % 100 or 5
    groups = [" ", "\u00a0", "\u202f", "," if mark == "." else "."]
    grouped = f"{whole:,}".replace(",", chance.choice(groups))
    plain = f"{whole}{mark}{cents:02d}"
    written = [
        *((exact, f"{form}{behind}") for form in (plain, f"{grouped}{mark}{cents:02d}", f"+{plain}")
          for behind in ("", " ₽", " руб.", "\u200b", "\u00a0", "₽")),
        (exact, plain.rstrip("0") if cents else f"{whole}"), (exact, plain.translate(FULL_WIDTH)),
        (exact, f"{minor}e-2"), (Fraction(whole), grouped), (Fraction(whole), f"'{whole}"),
        (whole + Fraction(1, 2), f"{whole}½"), (Fraction(whole), f"{whole}{mark}"),
        (Fraction(whole), f"{whole}т"), (Fraction(share, 100), f"{share}%"), (-exact, f"({plain})"),
        (-exact, f"{plain}-"), (-exact, f"−{plain}"),
    ]  # fmt: skip
    return chance.choice(written)


def cents_of(exact: Fraction) -> Fraction:
    """Rounded half up, to the kopeck."""
    return Fraction(int(exact * 100 + Fraction(1, 2)), 100)


def odd_cells(chance: random.Random, mark: str) -> Iterator[Odd]:
    """Cells without end."""
    half = Fraction(1, 2)
    kinds: list[Callable[[], tuple[str, str, str, Meaning]]] = []

    def amount() -> tuple[str, str, str, Meaning]:
        value, text = money_typed(chance, mark)
        return "Payments", "Amount", text, (cents_of(value), PRICE * half)

    def price() -> tuple[str, str, str, Meaning]:
        value, text = money_typed(chance, mark)
        return "Prices", "Price", text, (PAID, cents_of(value * half))

    def agreed() -> tuple[str, str, str, Meaning]:
        value, text = money_typed(chance, mark)
        return "Log", "Agreed price", text, (PAID, cents_of(value * half))

    def quantity() -> tuple[str, str, str, Meaning]:
        minutes = chance.choice([15, 30, 45, 60, 90, 150, 1440, 1500])
        hours, rest = divmod(minutes, 60)
        decimal = f"{minutes / 60:g}".replace(".", mark)
        ways = [f"{hours}:{rest:02d}", f"{minutes} min", f"{hours} ч {rest:02d} мин", decimal, f"{hours}h{rest:02d}", f"{decimal} h"]  # fmt: skip
        return "Log", "Quantity", chance.choice(ways), (PAID, PRICE * minutes / 60)

    def step() -> tuple[str, str, str, Meaning]:
        minutes = chance.choice([15, 20, 45])
        return "Prices", "Step", chance.choice([f"0:{minutes}", f"{minutes} min", f"{minutes}m"]), (
            PAID, PRICE * Fraction(-(-30 // minutes) * minutes, 60)
        )  # fmt: skip

    def when() -> tuple[str, str, str, Meaning]:
        back = chance.choice([0, 1, 12, 40, 300, -1, -30])
        then = TODAY - timedelta(days=back)
        text = chance.choice(spelled(then, mark))
        at = chance.choice(["Log", "Payments"])
        owed = PRICE * half
        done = (PAID, owed if back >= 0 else Fraction(0))
        return at, "Date", text, done if at == "Log" else (PAID * (back >= 0), owed)

    def billable() -> tuple[str, str, str, Meaning]:
        yes = chance.random() < 0.5
        words = ["yes", "Y", "TRUE", "да", "1", "Да.", "ИСТИНА"] if yes else ["no", "N", "FALSE", "нет", "0", " НЕТ", "ЛОЖЬ"]  # fmt: skip
        return "Log", "Billable", chance.choice([*words, "?", "x", "2"]), (PAID, PRICE * half * yes)

    kinds = [amount, price, agreed, quantity, step, when, billable]
    while True:
        where, header, text, meaning = chance.choice(kinds)()
        yield Odd(where, header, text, meaning, text_cell=text[0] == "+" or chance.random() < 0.2)


def spelled(then: date, mark: str) -> list[str]:
    """A day as people write it."""
    language = "ru" if mark == "," else "en"
    month = MONTHS[language][then.month - 1]
    ways = [f"{then:%Y-%m-%d}", f"{then:%d.%m.%Y}", f"{then:%Y/%m/%d}", f"{then.day} {month} {then.year}",
            f"{then:%Y-%m-%d 23:59}", f"{then:%Y-%m-%dT00:00:00Z}", f"{then.day}.{then.month}.{then.year}"]  # fmt: skip
    return (
        [*ways, f"{then:%d.%m.%y}"]
        if language == "ru"
        else [*ways, f"{month} {then.day}, {then.year}"]
    )


@dataclass(frozen=True)
class Cell:
    """A cell of a book: what typing made of it, and its looks."""

    entry: Entry

    @property
    def looks(self) -> dict[str, Any] | None:
        return self.entry.number_format

    @property
    def is_share(self) -> bool:
        """Whether it shows per cent; on .xlsx the format of the cell says so."""
        return (self.looks or {}).get("type") == "PERCENT"

    def native(self) -> Any:
        if self.is_share and isinstance(self.entry.value, int | float):
            return in_hundredths(self.entry.value)
        return native(self.entry, self.looks)


def book(odds: list[Odd], locale: str) -> dict[str, list[list[Any]]]:
    """The sheets, their odd cells as ``Cell``."""
    sheets: dict[str, list[list[Any]]] = {name: [list(head)] for name, head in HEADS.items()}
    for number, odd in enumerate(odds):
        client, service = f"Client {number}", f"Service {number}"
        rows: dict[str, list[Any]] = {
            "Clients": [client],
            "Prices": [service, "h", int(PRICE), None],
            "Payments": [day(60), client, int(PAID)],
            "Log": [day(5), client, service, None, 30, None, None],
        }
        at = HEADS[odd.tab].index(odd.header)
        if odd.header == "Quantity":
            rows["Log"][HEADS["Log"].index("Minutes")] = None
        rows[odd.tab][at] = Cell(entered(f"'{odd.text}" if odd.text_cell else odd.text, locale))
        for name, row in rows.items():
            sheets[name].append(row)
    return sheets


def plain(
    sheets: dict[str, list[list[Any]]], of: Callable[[Cell], Any]
) -> dict[str, list[list[Any]]]:
    return {
        name: [[of(cell) if isinstance(cell, Cell) else cell for cell in row] for row in rows]
        for name, rows in sheets.items()
    }


def outcome(reckoned: Any) -> tuple[dict[int, Meaning], set[int]]:
    """What each client paid and is charged; and those about whom, or whose service, there is a
    finding."""
    books, log = reckoned.book, reckoned.accounts.log
    charged = dict.fromkeys(range(len(books.clients)), Fraction(0))
    for client, charge, state in zip(log["client"], log["charge"], log["state"], strict=True):
        charged[client] += Fraction(int(charge), 100) if state == 0 else 0
    paid = dict.fromkeys(charged, Fraction(0))
    for client, amount in zip(books.payments["client"], books.payments["amount"], strict=True):
        paid[client] += Fraction(int(amount), 100)
    told = {each.row - 2 for each in reckoned.findings}
    return {number: (paid[number], charged[number]) for number in charged}, told


def by_memory(config: Any, sheets: dict[str, list[list[Any]]]) -> Any:
    tabs = {name: tab(name, rows) for name, rows in plain(sheets, Cell.native).items()}
    return reckoning.reckon(config, Snapshot(tabs, tuple(tabs)), TODAY, flag_future=True)


def by_xlsx(folder: Path, config: str, sheets: dict[str, list[list[Any]]]) -> tuple[Any, Any]:
    agency = Agency(folder, plain(sheets, lambda _: None), config, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    for name, rows in sheets.items():
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                if isinstance(cell, Cell):
                    there, value = book[name].cell(number, column), cell.native()
                    if cell.is_share:
                        value, there.number_format = cell.entry.value, "0%"
                    there.value = value
    book.save(agency.path)
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    return agency.config, reckoning.reckon(agency.config, snapshot, TODAY, flag_future=True)


def by_google(
    google: Emulator, folder: Path, locale: str, language: str, sheets: dict[str, list[list[Any]]]
) -> Any:
    office = Office(google, folder, plain(sheets, lambda _: None), furnished=False, locale=locale)
    said = office.path.read_text(encoding="utf-8")
    office.path.write_text(
        said.replace("[workbook]", f'[workbook]\nlanguage = "{language}"', 1), encoding="utf-8"
    )
    for name, rows in sheets.items():
        sheet = office.book.sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Cell):
                    sheet.set(number, column, cell.entry.value)
                    if cell.looks:
                        extra = sheet.looks(number, column)
                        sheet.set_extra(
                            number, column, replace(extra, format={"numberFormat": cell.looks})
                        )
    with view_office(office.config, NOW) as at_work:
        return at_work.read_and_reckon()


@pytest.mark.parametrize(
    ("locale", "language", "mark"),
    [("en_US", "en", "."), ("ru_RU", "ru", ","), ("de_DE", "ru", ","), ("en_US", "en", ","), ("ru_RU", "ru", ".")],
)  # fmt: skip
def test_nothing_is_misread_in_any_column(
    google: Emulator, tmp_path: Path, locale: str, language: str, mark: str
):
    chance = random.Random(f"anywhere {locale} {mark}{FROM}")
    cells = odd_cells(chance, mark)
    odds = [next(cells) for _ in range(CELLS // 5)]
    if (mark == ",") != (language == "ru"):
        odds = [each for each in odds if not doubtful(each.text)]
    sheets = book(odds, locale)
    text = f'[workbook]\ntimezone = "UTC"\nlanguage = "{language}"\n[billing]\ncurrency = "RUB"\n'
    config, of_xlsx = by_xlsx(tmp_path / "xlsx", text, sheets)
    found = [
        outcome(by_google(google, tmp_path / "google", locale, language, sheets)),
        outcome(of_xlsx),
        outcome(by_memory(config, sheets)),
    ]
    for comes_to, told in found:
        misread = {
            (odds[at], comes_to[at])
            for at in comes_to
            if at not in told and comes_to[at] != odds[at].meaning
        }
        assert misread == set()
    # An .xlsx does not say that its locale is a third one: 1.234,50 waits there, and not at Google.
    says_its_locale = locale != "de_DE"
    differing = [
        (odds[at], [f[0][at] for f in found])
        for at in found[0][0]
        if len({comes_to[at] for comes_to, told in found if says_its_locale or at not in told}) > 1
    ]
    assert differing == []
    assert len(found[0][1]) < len(odds) * 0.7


def doubtful(text: str) -> bool:
    """Whether a number of one locale is another number of the other: "1.500"."""
    marks = [each for each in text if each in ".,"]
    return len(marks) == 1 and len(text.split(marks[0])[1].strip(" ₽руб.\u200b")) == 3
