"""Further columns of prices in a price list, of which one is read: for a client whom their header
names, or on other terms, Weekend price, Price incl. VAT. They are told (design §15)."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.layout import PRICES
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.units import unit_said
from sheets_sync.reading.meaning.vocabulary import folded_words
from sheets_sync.reading.meaning.would_say import says
from sheets_sync.reading.sources.matching import other_headers, texts_in
from sheets_sync.reading.sources.places import Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

FOR_CLIENT: Final = "for_client"
SECOND: Final = "second"
_PRICE: Final = "price"
_WORDS: Final = re.compile(r"[^\W\d_]+")
_JOINT: Final = 3
"""No longer word beside a client's name says anything: for, для."""
_SHORTEST_NAME: Final = 2


def with_other_prices(
    snapshot: Snapshot, clients: Sequence[Source], prices: Sequence[Source]
) -> Iterator[Source]:
    """The sources of ``prices``, with the columns of such figures among what they do not keep."""
    names = {name for each in clients for name in _names(snapshot.tabs[each.ref], each)}
    for source in prices:
        found = dict(_others(snapshot.tabs[source.ref], source, names))
        yield replace(source, not_kept={**source.not_kept, **found}) if found else source


def _others(tab: Tab, source: Source, names: Collection[str]) -> Iterator[tuple[str, int]]:
    known = (source.columns, source.near, source.rivals, source.not_kept, source.beside)
    taken = {at for each in known for at in each.values()} | {*tab.marks.values(), *source.ignored}
    usual = _is_usual(tab, source)
    for at, header in texts_in(tab, source.header_row):
        if at in taken or not says("agreed", coded(tab.columns[at], source.header_row)).any():
            continue
        if is_for_client(header, names):
            yield f"{FOR_CLIENT} {at}", at
        elif usual and is_second_price(header):
            yield f"{SECOND} {at}", at


def _is_usual(tab: Tab, source: Source) -> bool:
    """Whether the prices that are read stand below our own name: whoever named a column in the
    config chose among them."""
    at = source.columns[_PRICE]
    return dict(texts_in(tab, source.header_row)).get(at) in _own_names()


def is_for_client(header: str, names: Collection[str]) -> bool:
    """Whether a folded header is one of the folded ``names`` of clients, a price, a currency or a
    short word beside it: "Bell", "Price for Bell, EUR"."""
    return header in names or any(
        _says_no_more(header.replace(name, " ", 1))
        for name in names
        if len(name) >= _SHORTEST_NAME and re.search(rf"\b{re.escape(name)}\b", header)
    )


def _says_no_more(rest: str) -> bool:
    return all(
        len(word) <= _JOINT or word in _prices() or named_currency(word) or unit_said(word)
        for word in _WORDS.findall(rest)
    )


def is_second_price(header: str) -> bool:
    """Whether a folded header is that of prices on other terms: a price, and in more words than
    those that say what else it is (Old price, Cost price, Price date)."""
    words = _WORDS.findall(header)
    if not folded_words("other_prices", "aside").isdisjoint({header, *words}):
        return False
    more = [word for word in words if word not in _prices()]
    says_more = bool(more) or any(map(str.isdigit, header))
    return header in folded_words("other_prices", "second") or (
        says_more and len(more) < len(words)
    )


def _names(tab: Tab, source: Source) -> Iterator[str]:
    column = coded(tab.columns[source.columns["client"]], source.header_row)
    used = {*column.codes[column.codes != NONE].tolist()}
    return (fold(str(column.cells[code])) for code in used)


@cache
def _prices() -> frozenset[str]:
    """The words for a price, in one word."""
    names = (*_own_names(), *map(fold, other_headers(PRICES.key)[_PRICE]))
    return frozenset(name for name in names if " " not in name) | folded_words(
        "other_prices", "prices"
    )


@cache
def _own_names() -> frozenset[str]:
    [column] = (each for each in PRICES.columns if each.key == _PRICE)
    return frozenset(map(fold, column.names))
