"""The demo's bank statement: the payments of the last weeks, as the bank tells them (design §20).

It has, besides, a credit of somebody whom nobody knows, and what the agency paid itself.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sheets_sync.billing.currency import MINOR_DIGITS, to_major
from sheets_sync.deferred import dataclass
from sheets_sync.demo.story import CUSTOMERS, Both, Customer
from sheets_sync.words.speaking import Words

NAME: Final = "statement.txt"
DAYS: Final = 35
OURS: Final = "40702810000000012345"

_OPENING: Final = 412_300_00
_RENT: Final = 65_000_00
_UNKNOWN: Final = 15_000_00
_ADVANCE: Final = Both("Advance for services", "Аванс за услуги")
_RENT_FOR: Final = Both("Rent of the office", "Аренда офиса")
_LANDLORD: Final = Both("Harbour Houses", "Портовые дома")
_STRANGER: Final = Both("Friends of the Old Mill", "Друзья старой мельницы")
_DONATED: Final = Both("For the exhibition leaflet", "За буклет к выставке")


@dataclass(frozen=True)
class _Move:
    """A movement: minor units, above 0 where it came in; who is on the other side, and why."""

    day: date
    minor: int
    name: str
    account: str
    tax_number: str
    purpose: str


def requisites_of(customer: Customer) -> tuple[str, str]:
    """The account and the tax number of a client who pays in roubles; ("", "") of any other."""
    if customer.currency:
        return "", ""
    number = CUSTOMERS.index(customer) + 1
    return f"407028105000000002{number:02}", f"77000002{number:02}"


def from_bank(rows: Sequence[dict[str, Any]], today: date, words: Words) -> list[dict[str, Any]]:
    """Those rows of Payments that the statement tells in their place: advances of late, in
    roubles."""
    payers = {each.name.to(words) for each in CUSTOMERS if requisites_of(each)[0]}
    return [
        row
        for row in rows
        if row["kind"] is None and row["client"] in payers and row["date"] > _first(today)
    ]


def statement_file(rows: Sequence[dict[str, Any]], today: date, words: Words) -> bytes:
    """The statement of those payments, in the format of Russian banks (1CClientBankExchange)."""
    moves = sorted(_moves(rows, today, words), key=lambda move: move.day)
    came = sum(move.minor for move in moves if move.minor > 0)
    went = sum(-move.minor for move in moves if move.minor < 0)
    period = f"ДатаНачала={_day(_first(today))}\nДатаКонца={_day(today)}\nРасчСчет={OURS}"
    head = (
        f"1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\n{period}\nСекцияРасчСчет\n"
        f"{period}\nНачальныйОстаток={to_major(_OPENING, 'RUB')}\n"
        f"ВсегоПоступило={to_major(came, 'RUB')}\nВсегоСписано={to_major(went, 'RUB')}\n"
        f"КонечныйОстаток={to_major(_OPENING + came - went, 'RUB')}\nКонецРасчСчет\n"
    )
    documents = (_document(move, number) for number, move in enumerate(moves, 101))
    text = "".join([head, *documents, "КонецФайла\n"])
    return text.replace("\n", "\r\n").encode("cp1251")


def _moves(rows: Sequence[dict[str, Any]], today: date, words: Words) -> Iterator[_Move]:
    for customer in CUSTOMERS:
        name, (account, tax_number) = customer.name.to(words), requisites_of(customer)
        for row in rows:
            if row["client"] == name:
                purpose = _ADVANCE.to(words)
                yield _Move(row["date"], _minor(row["amount"]), name, account, tax_number, purpose)
    stranger, landlord = _STRANGER.to(words), _LANDLORD.to(words)
    yield _Move(
        today - timedelta(days=2), _UNKNOWN, stranger, "40703810500000000777", "7700000777",
        _DONATED.to(words),
    )  # fmt: skip
    yield _Move(
        today - timedelta(days=9), -_RENT, landlord, "40702810500000000888", "7700000888",
        _RENT_FOR.to(words),
    )  # fmt: skip


def _minor(cell: float) -> int:
    """What an amount in a cell comes to, by its shortest decimal form, as cells are read."""
    return int(Decimal(repr(cell)).scaleb(MINOR_DIGITS["RUB"]))


def _document(move: _Move, number: int) -> str:
    theirs, ours = ("Плательщик", "Получатель") if move.minor > 0 else ("Получатель", "Плательщик")
    booked = "ДатаПоступило" if move.minor > 0 else "ДатаСписано"
    return (
        f"СекцияДокумент=Платежное поручение\nНомер={number}\nДата={_day(move.day)}\n"
        f"Сумма={to_major(abs(move.minor), 'RUB')}\n{booked}={_day(move.day)}\n"
        f"{theirs}Счет={move.account}\n{theirs}={move.name}\n{theirs}ИНН={move.tax_number}\n"
        f"{ours}Счет={OURS}\nВидОплаты=01\nНазначениеПлатежа={move.purpose}\nКонецДокумента\n"
    )


def _first(today: date) -> date:
    return today - timedelta(days=DAYS)


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")
