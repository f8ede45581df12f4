"""The demo's Clients, Prices and Payments: rows as dicts by column key of ``layout``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, TypeAlias

from sheets_sync.billing.days import EPOCH, month_start, to_date
from sheets_sync.deferred import dataclass
from sheets_sync.demo.bank_file import requisites_of
from sheets_sync.demo.log import YEAR, Row
from sheets_sync.demo.story import (
    CUSTOMERS,
    FAVOUR,
    FAVOUR_DRAFTED,
    MINUTE,
    SERVICES,
    TAKER,
    TAKERS_DRAFTS,
    TAKERS_INCLUDED,
    TAKERS_PRICES,
    Both,
    Customer,
)
from sheets_sync.words.speaking import Words

MANAGER: Final = "manager@agency.example.com"
RISE_DAYS_AGO: Final = 210
TALK_MONTHS_AGO: Final = 4
LEAST_LEFT: Final = 15
"""An advance comes when this share of one is left, in per cent, or a little less."""
BEFORE: Final = 14
"""Accounts were opened so many days before the first row of the log."""
CENTS: Final = 100
"""Minor units in one, of roubles and of euros alike."""

ON_ADVANCE: Final = Both("Advance", "Аванс")
CARRIED: Final = Both("Carried over", "Перенесено")
BONUS: Final = Both("bonus", "бонус")
REFUND: Final = Both("refund", "возврат")
OPENING: Final = Both("opening", "начальный остаток")


@dataclass(frozen=True)
class Single:
    """A payment that is no advance; ``amount`` in major units."""

    of: Customer
    days_ago: int
    amount: int
    kind: Both
    reference: Both


SINGLES: Final = (
    Single(CUSTOMERS[1], 97, 3000, BONUS, Both("Thank you for a year", "Спасибо за год вместе")),
    Single(CUSTOMERS[3], 150, 4200, REFUND, Both("Order called off", "Заказ отменён")),
)


def client_rows(words: Words) -> list[Row]:
    """The rows of Clients."""
    return [_client(customer, number, words) for number, customer in enumerate(CUSTOMERS, 1)]


def _client(customer: Customer, number: int, words: Words) -> Row:
    paused = Both("paused", "пауза") if customer.paused_since else Both("active", "активен")
    address = Both(f"{number * 7} Station Road", f"Вокзальная улица, {number * 7}")
    contract = Both(f"No. 2{number:02} of 12 January", f"№ 2{number:02} от 12 января")
    return {
        "client": customer.name.to(words),
        "email": customer.mail,
        "language": customer.language or words.code,
        "currency": customer.currency or None,
        "threshold": customer.threshold,
        "credit_limit": customer.credit_limit,
        "topup": customer.topup,
        "manager": MANAGER if customer is TAKER else None,
        "state": paused.to(words),
        "details": _details(customer, address, words),
        "contract": contract.to(words),
        "note": customer.note.to(words) or None,
    }


def _details(customer: Customer, address: Both, words: Words) -> str:
    """Where they are, and what tells them apart where they pay."""
    account, tax_number = requisites_of(customer)
    if not account:
        return address.to(words)
    known = Both(f"Tax number {tax_number}, account {account}", f"ИНН {tax_number}, р/с {account}")
    return f"{address.to(words)}\n{known.to(words)}"


_Draft: TypeAlias = dict[str, Both | str | float | date | None]
"""A row of Prices in both languages at once."""


def price_rows(today: date, words: Words) -> list[Row]:
    """The rows of Prices: everyone's, the euro list, and the price list agreed with the taker."""
    return _in_words([*_everyones(today), *_in_euro(), *_takers(today)], words)


def _everyones(today: date) -> Iterator[_Draft]:
    rise = today - timedelta(days=RISE_DAYS_AGO)
    for service in SERVICES:
        terms: _Draft = {
            "service": service.name,
            "unit": service.unit,
            "minimum": service.minimum,
            "step": service.step,
            "included": service.included,
        }
        if service.earlier is not None:
            yield {**terms, "price": service.earlier}
        since = rise if service.earlier is not None else None
        yield {**terms, "price": service.price, "valid_from": since}


def _in_euro() -> Iterator[_Draft]:
    for service in SERVICES:
        yield {
            "service": service.name,
            "unit": service.unit,
            "price": service.euro,
            "minimum": service.minimum,
            "step": service.step,
            "currency": "EUR",
        }


def _takers(today: date) -> Iterator[_Draft]:
    """Calls and quotes were free for them; since the talk these have a price, one they like."""
    talk = to_date(month_start((today - EPOCH).days, TALK_MONTHS_AGO))
    note = Both("Agreed after the talk", "Согласовано после разговора")
    for service in SERVICES:
        if service.key not in TAKERS_PRICES:
            continue
        by_phone = service.unit is MINUTE
        terms: _Draft = {"client": TAKER.name, "service": service.name, "unit": service.unit}
        if by_phone or service.key == "quote":
            yield {**terms, "price": 0}
        yield {
            **terms,
            "price": TAKERS_PRICES[service.key],
            "minimum": service.minimum,
            "step": service.step,
            "included": TAKERS_INCLUDED if by_phone else None,
            "valid_from": talk,
            "note": note,
        }


def draft_rows(words: Words) -> list[Row]:
    """The rows of Drafts: what the taker could pay after the next talk, favours among it."""
    note = Both("For the next talk", "К следующему разговору")
    rows: list[_Draft] = [
        {
            "client": TAKER.name,
            "service": service.name,
            "unit": service.unit,
            "price": TAKERS_DRAFTS[service.key],
            "minimum": service.minimum,
            "step": service.step,
            "note": note,
        }
        for service in SERVICES
        if service.key in TAKERS_DRAFTS
    ]
    rows.append({"client": TAKER.name, "service": FAVOUR, "price": FAVOUR_DRAFTED, "note": note})
    return _in_words(rows, words)


def _in_words(rows: Iterable[_Draft], words: Words) -> list[Row]:
    return [
        {key: cell.to(words) if isinstance(cell, Both) else cell for key, cell in row.items()}
        for row in rows
    ]


def payment_rows(today: date, words: Words, charges: Iterable[tuple[str, date, int]]) -> list[Row]:
    """The rows of Payments, oldest first, that leave every account as the story wants it.

    ``charges`` are (client, day, minor units) of the log as the service itself charges it. Told
    backwards from today's balance: walking into the past an account grows by its charges, and
    before it grows past what an advance brings, an advance had been paid.
    """
    by_client: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for client, day, amount in charges:
        by_client[client][day] += amount
    paid = [
        payment
        for customer in CUSTOMERS
        for payment in _paid(customer, today, by_client[customer.name.to(words)])
    ]
    return [_row(payment, words) for payment in sorted(paid, key=lambda one: one.day)]


@dataclass(frozen=True)
class _Payment:
    customer: Customer
    day: date
    minor: int
    reference: Both
    kind: Both | None = None


def _paid(customer: Customer, today: date, charged: Mapping[date, int]) -> Iterator[_Payment]:
    """Newest first; last of all the opening that makes the rest come out."""
    singles = {today - timedelta(days=one.days_ago): one for one in SINGLES if one.of is customer}
    balance, advance = customer.balance, customer.advance * CENTS
    for ago in range(YEAR + BEFORE):
        day = today - timedelta(days=ago)
        balance += charged.get(day, 0)
        if one := singles.get(day):
            balance -= one.amount * CENTS * (-1 if one.kind is REFUND else 1)
            yield _Payment(customer, day, one.amount * CENTS, one.reference, one.kind)
        if balance >= advance * (100 + LEAST_LEFT) // 100:
            balance -= advance
            yield _Payment(customer, day, advance, ON_ADVANCE)
    yield _Payment(customer, today - timedelta(days=YEAR + BEFORE), balance, CARRIED, OPENING)


def _row(payment: _Payment, words: Words) -> Row:
    return {
        "date": payment.day,
        "client": payment.customer.name.to(words),
        "amount": payment.minor / CENTS,
        "kind": payment.kind.to(words) if payment.kind else None,
        "reference": payment.reference.to(words),
    }
