"""Who is who in the demo: an agency, its clients, its price list (design §1). All invented.

Texts are pairs, English and Russian. Amounts are major units, as staff type them.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Final, NamedTuple

from sheets_sync.deferred import dataclass
from sheets_sync.words.speaking import Words


class Both(NamedTuple):
    """The same words in both languages."""

    en: str
    ru: str

    def to(self, words: Words) -> str:
        """The words in that language; English where there are none."""
        return str(getattr(self, words.code, self.en))


NO_TEXT: Final = Both("", "")


@dataclass(frozen=True)
class Service:
    """A service: its unit, its prices, and what one row of it usually takes.

    ``rows`` are the rows in an order of an ordinary client, ``minutes`` what one of them takes;
    ``share`` of the orders have it at all. ``earlier`` is the price of before the last rise.
    """

    key: str
    name: Both
    unit: Both
    price: float
    euro: float
    minutes: int
    rows: tuple[int, int]
    share: float = 1.0
    minimum: float | None = None
    step: float | None = None
    included: float | None = None
    earlier: float | None = None


@dataclass(frozen=True)
class Appetite:
    """How a client differs from the ordinary one: rows an order, minutes a row, by service."""

    rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    minutes: Mapping[str, float] = field(default_factory=dict)
    every: float = 1.0
    off_channel: float = 0.04

    def factor(self, service: str) -> float:
        """Their minutes a row over an ordinary client's."""
        return self.minutes.get(service, self.every)


@dataclass(frozen=True)
class Customer:
    """A client: their row in Clients, orders a year, and where their account stands today.

    ``balance`` is in minor units, other money in whole ones."""

    name: Both
    mail: str
    orders: int
    balance: int
    advance: int
    appetite: Appetite = Appetite()
    currency: str = ""
    threshold: int | None = None
    credit_limit: int | None = None
    topup: int | None = None
    language: str = ""
    paused_since: int = 0
    note: Both = NO_TEXT


PIECE: Final = Both("piece", "шт.")
HOUR: Final = Both("hour", "час")
MINUTE: Final = Both("minute", "мин")

QUOTE: Final = Service("quote", Both("Quote", "Смета"), PIECE, 1500, 15, 36, (1, 2))
LAYOUT: Final = Service(
    "layout", Both("Layout", "Макет"), HOUR, 2800, 30, 65, (2, 4),
    minimum=0.5, step=0.25, earlier=2500,
)  # fmt: skip
EDITING: Final = Service(
    "editing", Both("Text editing", "Редактура текста"), HOUR, 2200, 24, 45, (1, 2), 0.7, step=0.25
)
BANNER: Final = Service("banner", Both("Banner", "Баннер"), PIECE, 3200, 35, 70, (1, 2), 0.6)
PRINT: Final = Service(
    "print", Both("Print supervision", "Сопровождение печати"), PIECE, 4500, 48, 95, (1, 1), 0.6
)
SITE: Final = Service(
    "site", Both("Site edits", "Правки сайта"), HOUR, 2600, 28, 40, (1, 3), 0.6,
    minimum=0.25, step=0.25,
)  # fmt: skip
PHONE: Final = Service(
    "phone", Both("Phone consultation", "Консультация по телефону"), MINUTE, 45, 0.5, 12, (1, 3),
    minimum=5, step=1, included=15,
)  # fmt: skip
SERVICES: Final = (QUOTE, LAYOUT, EDITING, BANNER, PRINT, SITE, PHONE)

FAVOUR: Final = Both("Small favour", "Мелкая просьба")
"""No price list knows it: done past the tariff, and unbilled."""

TAKER: Final = Customer(
    Both("Meridian Trade House", "Торговый дом «Меридиан»"),
    "office@meridian.example.com",
    orders=20,
    balance=-4380_00,
    advance=90000,
    credit_limit=15000,
    topup=80000,
    appetite=Appetite(
        rows={
            "quote": (9, 13),
            "layout": (7, 10),
            "editing": (2, 4),
            "site": (4, 7),
            "phone": (8, 12),
        },
        minutes={"phone": 2.8, "editing": 1.8},
        every=1.5,
        off_channel=0.45,
    ),
    note=Both(
        "Pays well. New price list: calls and quotes are priced now.",
        "Платит хорошо. Новый прайс: звонки и сметы теперь платные.",
    ),
)
TAKERS_PRICES: Final = {
    "quote": 400.0,
    "layout": 1600.0,
    "editing": 1600.0,
    "banner": 2400.0,
    "print": 3300.0,
    "site": 1600.0,
    "phone": 15.0,
}
"""Rates that they like; quotes and calls had been free before."""
TAKERS_INCLUDED: Final = 60

TAKERS_DRAFTS: Final = {"quote": 650.0, "phone": 25.0}
"""What the next talk could be about: calls without free minutes, quotes that cost more."""
FAVOUR_DRAFTED: Final = 500.0

CUSTOMERS: Final = (
    TAKER,
    Customer(
        Both("Northwind Bakery", "Пекарня «Северный ветер»"), "hello@northwind.example.com",
        orders=20, balance=41250_00, advance=60000, appetite=Appetite(every=0.95),
    ),
    Customer(
        Both("Harbour Dental", "Стоматология «Гавань»"), "reception@harbour.example.com",
        orders=18, balance=6900_00, advance=40000, topup=40000, appetite=Appetite(every=1.05),
    ),
    Customer(
        Both("Oak and Linen", "Дуб и лён"), "studio@oakandlinen.example.com",
        orders=17, balance=33480_00, advance=50000, appetite=Appetite(every=1.1),
    ),
    Customer(
        Both("Kestrel Cycles", "Велосипеды «Пустельга»"), "shop@kestrel.example.com",
        orders=19, balance=58700_00, advance=60000, appetite=Appetite(every=0.9), threshold=15000,
    ),
    Customer(
        Both("Lumen School", "Школа «Люмен»"), "info@lumen.example.com",
        orders=18, balance=-1865_00, advance=40000, appetite=Appetite(every=1.0),
        note=Both("Pays on invoice, slowly.", "Платит по счёту, не спеша."),
    ),
    Customer(
        Both("Polar Tea", "Чай «Полярный»"), "trade@polartea.example.com",
        orders=17, balance=27940_00, advance=50000, appetite=Appetite(every=1.0),
    ),
    Customer(
        Both("Atelier Vogel", "Atelier Vogel"), "atelier@vogel.example.com",
        orders=16, balance=412_50, advance=600, appetite=Appetite(every=1.05),
        currency="EUR", language="en",
    ),
    Customer(
        Both("Old Mill Museum", "Музей «Старая мельница»"), "museum@oldmill.example.com",
        orders=17, balance=18320_00, advance=40000, appetite=Appetite(every=0.95), paused_since=38,
        note=Both("Closed for the season.", "Закрыт до конца сезона."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Special:
    """A single row out of the ordinary."""

    customer: Customer
    service: Service
    days_ago: int
    minutes: int
    note: Both
    quantity: int | None = None
    agreed: int | None = None


SPECIALS: Final = (
    Special(CUSTOMERS[1], BANNER, 44, 15, Both("Taken back", "Вернули заказ"), quantity=-1),
    Special(
        CUSTOMERS[3], LAYOUT, 61, 90, Both("Old rate promised", "Обещана старая цена"), agreed=2000
    ),
    Special(CUSTOMERS[6], PRINT, 23, 60, Both("Our mistake", "Наша ошибка"), agreed=0),
)

STAFF: Final = (
    Both("Anna", "Анна"),
    Both("Boris", "Борис"),
    Both("Clara", "Клара"),
    Both("Dmitry", "Дмитрий"),
    Both("Elena", "Елена"),
)
AGREED: Final = (Both("ticket", "заявка"), Both("mail", "почта"))
PERSONAL: Final = (Both("mobile", "мобильный"), Both("messenger", "мессенджер"))

REMARKS: Final[Mapping[str, tuple[Both, ...]]] = {
    "quote": (
        Both("Another variant, cheaper paper", "Ещё вариант, бумага подешевле"),
        Both("Same quote, other print run", "Та же смета, другой тираж"),
        Both("Again, with delivery", "Снова, теперь с доставкой"),
        Both("As before, only half the size", "Как прежде, но вдвое меньше"),
    ),
    "phone": (
        Both("Asked about the same date again", "Снова о том же сроке"),
        Both("Thinking aloud about colours", "Размышлял вслух о цветах"),
        Both("Read the texts out on the phone", "Диктовал тексты по телефону"),
    ),
    "favour": (
        Both("Looked over his son's school poster", "Посмотрели школьный плакат сына"),
        Both("Printed boarding passes", "Распечатали посадочные талоны"),
        Both("Set up his printer over the phone", "Настроили ему принтер по телефону"),
        Both("Found last year's files once more", "Снова нашли прошлогодние файлы"),
    ),
}
