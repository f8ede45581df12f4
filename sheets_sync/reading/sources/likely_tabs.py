"""What a tab may be by headers that other tabs have as well: proposed where its name, or what
stands in it, agrees, and told otherwise (design §15)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.packed import is_blank
from sheets_sync.reading.layout import CLIENTS, HEADER_ROWS, LOG, OPEN, PAYMENTS, PRICES, Role
from sheets_sync.reading.meaning.dates import day_in
from sheets_sync.reading.sources.by_names import NamesByColumn, filled_with_names
from sheets_sync.reading.sources.guessed_tab import Guess
from sheets_sync.reading.sources.guesses import tells_of_work, usual_places
from sheets_sync.reading.sources.header_hints import UNITS
from sheets_sync.reading.sources.matching import matches, other_headers, texts_in
from sheets_sync.reading.sources.money_columns import MONEY, LikelyMoney, likely_words, money_of
from sheets_sync.reading.sources.slashes import has_slashes
from sheets_sync.spreadsheet.protocol import Tab

_WORDS: Final = re.compile(r"\w+")


def likely(tab: Tab, names: NamesByColumn) -> Guess | None:
    """What a tab, that is no guess, may be: payments, a price list or clients; ``unsure`` where
    nothing but headers says so. None where it is none of these."""
    found = (likely_as(role, tab, names) for role in (PAYMENTS, PRICES, CLIENTS))
    return next(filter(None, found), None)


def likely_as(role: Role, tab: Tab, names: NamesByColumn) -> Guess | None:
    """The same of one role."""
    if is_called_otherwise(tab.ref, role):
        return None
    look = {PAYMENTS.key: _payments, PRICES.key: _prices, CLIENTS.key: _clients}[role.key]
    rows = range(1, min(tab.height, HEADER_ROWS) + 1)
    found = (look(tab, row, names) for row in rows if dict(texts_in(tab, row)))
    return next(filter(None, found), None)


def is_called_otherwise(ref: str, role: Role) -> bool:
    """Whether a tab's name says that it is something else than that role's, or anybody's: leads and
    suppliers are no clients."""
    words = {*_WORDS.findall(fold(ref))}
    return not words.isdisjoint(likely_words("other") | likely_words(f"other.{role.key}"))


def with_choices(tab: Tab, found: Guess) -> Guess:
    """A guess whose money is left to be chosen where several columns may be it, Net and Gross."""
    key = MONEY.get(found.role, "")
    role = PAYMENTS if found.role == PAYMENTS.key else PRICES
    for row in range(1, min(tab.height, HEADER_ROWS) + 1):
        headers = {str(column[row - 1]).strip(): at for at, column in enumerate(tab.columns)}
        if (at := headers.get(found.headers.get(key, ""))) is None:
            continue
        money = _money(tab, row, role)
        if money is not None and at in money.columns and (money.columns[1:] or money.beside):
            return _with_money(tab, row, found, money)
    return found


def _payments(tab: Tab, row: int, names: NamesByColumn) -> Guess | None:
    texts, places = _places(tab, row, PAYMENTS)
    money = _money(tab, row, PAYMENTS)
    by_names = filled_with_names(tab, row, {"client": names.get("client", frozenset())})
    whose = by_names.get("client", places.get("client", _at("payments.client", texts)))
    when = next((at for at in texts if _are_days(tab, row, at)), None)
    period = _at("payments.period", texts)
    if money is None or whose is None or (when is None and period is None):
        return None
    if whose in money.columns or tells_of_work(tab, row, texts):
        return None
    if names.get("client") and not by_names:
        return None
    found = {"client": whose} | ({} if when is None else {"date": when})
    made = _made(tab, row, PAYMENTS, found, money)
    came = any(_at("payments.came", {at: texts[at]}) is not None for at in money.columns)
    sure = bool(by_names) and when is not None and (came or _is_named(tab.ref, PAYMENTS))
    return replace(made, unsure=not sure, lacks=() if when is not None else ("date",))


def _prices(tab: Tab, row: int, _: NamesByColumn) -> Guess | None:
    texts, places = _places(tab, row, PRICES)
    money = _money(tab, row, PRICES)
    what = places.get("service", _at("prices.service", texts))
    if money is None or what is None or _are_sold(texts, tab, row):
        return None
    found = {**places, "service": what}
    made = _made(tab, row, PRICES, {key: at for key, at in found.items() if key != "price"}, money)
    per_piece = "unit" not in found and "unit" not in made.constants
    return replace(made, unsure=not _is_named(tab.ref, PRICES), per_piece=per_piece)


def _clients(tab: Tab, row: int, _: NamesByColumn) -> Guess | None:
    texts, places = _places(tab, row, CLIENTS)
    who = places.get("client", _at("clients.client", texts))
    email = next((at for at in texts if _are_addresses(tab, row, at)), None)
    if who is None or who == email or any(_are_days(tab, row, at) for at in texts):
        return None
    if email is None and _at("clients.beside", texts) is None:
        return None
    found = {"client": who} | ({} if email is None else {"email": email})
    made = _made(tab, row, CLIENTS, found, LikelyMoney(()))
    return replace(made, unsure=email is None and not _is_named(tab.ref, CLIENTS))


def _places(tab: Tab, row: int, role: Role) -> tuple[dict[int, str], dict[str, int]]:
    """The headers of a row, and which of the role's columns they are by usual names."""
    texts = dict(texts_in(tab, row))
    known = {key: at[0] for key, at in matches(tab, row, role, {}, set(), "").items()}
    return texts, {**usual_places(role, texts)[0], **known}


def _made(tab: Tab, row: int, role: Role, places: Mapping[str, int], money: LikelyMoney) -> Guess:
    """A guess with the headers that the config must name."""
    known = matches(tab, row, role, {}, set(), "")
    headers = {
        key: _header(tab, row, at) for key, at in places.items() if at not in known.get(key, ())
    }
    return _with_money(tab, row, Guess(tab.ref, role.key, headers), money)


def _with_money(tab: Tab, row: int, found: Guess, money: LikelyMoney) -> Guess:
    """The guess with its money, or with those that it may be."""
    if not money.columns:
        return found
    key, several = MONEY[found.role], money.columns[1:]
    header = OPEN if several else _header(tab, row, money.columns[0])
    said = {"unit": UNITS.get(money.said.minutes, ""), "currency": money.said.currency}
    more = {name: text for name, text in said.items() if text and found.role == PRICES.key}
    kept = {name: text for name, text in found.constants.items() if name not in said}
    beside = "" if money.beside is None else _header(tab, row, money.beside)
    return replace(
        found,
        headers={**found.headers, key: header},
        constants={**more, **kept},
        choices=tuple(_header(tab, row, at) for at in money.columns) if several else (),
        beside=beside,
    )


def _header(tab: Tab, row: int, at: int) -> str:
    return str(tab.columns[at][row - 1]).strip()


def _are_sold(texts: Mapping[int, str], tab: Tab, row: int) -> bool:
    """Whether rows are things bought or sold: with a quantity, or days of no price."""
    quantity = next(each for each in LOG.staff_columns if each.key == "quantity")
    counted = {*map(fold, (*quantity.names, *other_headers(LOG.key)["quantity"]))}
    days = [at for at in texts if _are_days(tab, row, at)]
    return any(text in counted for text in texts.values()) or bool(
        {*days} - {*_places(tab, row, PRICES)[1].values()}
    )


def _are_days(tab: Tab, row: int, at: int) -> bool:
    """Whether most of a column are days; numbers alone are none."""
    filled = [cell for cell in tab.columns[at][row:] if not is_blank(cell)]
    days = [
        cell
        for cell in filled
        if isinstance(cell, (date, datetime))
        or (isinstance(cell, str) and (has_slashes(cell) or day_in(cell) is not None))
    ]
    return bool(days) and 2 * len(days) > len(filled)


def _are_addresses(tab: Tab, row: int, at: int) -> bool:
    filled = [cell for cell in tab.columns[at][row:] if not is_blank(cell)]
    return 2 * sum("@" in str(cell) for cell in filled) > len(filled)


def _at(key: str, texts: Mapping[int, str]) -> int | None:
    """The first column that is headed so."""
    return next(_all_at(key, texts), None)


def _all_at(key: str, texts: Mapping[int, str]) -> Iterator[int]:
    return (at for at, text in texts.items() if text in likely_words(key))


def _money(tab: Tab, row: int, role: Role) -> LikelyMoney | None:
    """The columns of money, or the only one that has another usual name; none that is another."""
    texts, places = _places(tab, row, role)
    key = MONEY[role.key]
    others = {at for name, at in places.items() if name != key}
    texts = {at: text for at, text in texts.items() if at not in others}
    usual = places.get(key, _at("payments.came", texts) if role is PAYMENTS else None)
    at = _at("payments.amount", texts) if usual is None and role is PAYMENTS else usual
    return money_of(tab, row, role, texts) or (None if at is None else LikelyMoney((at,)))


def _is_named(ref: str, role: Role) -> bool:
    """Whether a tab's name says what it is."""
    words = {*_WORDS.findall(fold(ref))}
    return not words.isdisjoint(likely_words(f"named.{role.key}") | {*map(fold, role.names)})
