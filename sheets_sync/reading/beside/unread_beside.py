"""Columns that we do not read, beside those that a charge hangs on: what they say is told, and the
prices that it would change wait (design §15)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import is_blank
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.billed_beside import (
    SUMS,
    UNDONE,
    is_charged_otherwise,
    labour_apart,
    undone_in_notes,
)
from sheets_sync.reading.beside.headless_minutes import headless_minutes
from sheets_sync.reading.layout import CLIENTS, LOG, PRICES
from sheets_sync.reading.meaning.cell_column import Coded, Mask, are_most, rows_where
from sheets_sync.reading.meaning.dates import month_named
from sheets_sync.reading.meaning.units import is_unit, minutes_in_unit
from sheets_sync.reading.meaning.vocabulary import words_apart, words_by
from sheets_sync.reading.meaning.would_say import MANY, says
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.reading.sources.places import Source
from sheets_sync.spreadsheet.protocol import Tab

TERMS: Final = ("client", "minimum", "step", "included", "valid_from")
"""Columns of Prices, beside Unit, that a charge hangs on."""
_OPENING: Final = "opening"
_EACH: Final = ("extra", "paid", _OPENING)
_FEW: Final = 4
"""So many words may stand behind that of a balance, beside a day."""
_APART: Final = "apart"
_HEADLESS: Final = "headless"
_UNDONE_NOTE: Final = "undone_note"
_MULTIPLIED: Final = "multiplied"
_DATED: Final = re.compile(r"(?:19|20)\d\d|\d[./-]\d")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
IN_ALL: Final = "in_all"
BEGIN: Final = "begin"
UNIT_UNSAID: Final = "unit_unsaid"
CLOCK_LIKE: Final = "clock_like"
_OF_CHARGES: Final = ("billed", "unbilled", UNDONE, SUMS)
_NOTE: Final = "note"
MINUTES: Final = "minutes"
_INSTEAD: Final = {
    **dict.fromkeys((*_OF_CHARGES, _UNDONE_NOTE), "quantity"),
    **dict.fromkeys((_APART, _HEADLESS, IN_ALL, BEGIN, UNIT_UNSAID, CLOCK_LIKE), "minutes"),
    "until": "valid_from", "discount": "price", "reduced": "agreed", SUMS: "agreed",
    MANY: "price", _MULTIPLIED: "agreed", "of_client": "client", _OPENING: "client",
    "extra": "agreed", "paid": "note", "for_client": "price", "second": "price",
}  # fmt: skip
"""Columns that we do not have, and those where what they say can be typed."""


def units_elsewhere(tab: Tab, row: int, taken: set[int]) -> Iterator[int]:
    """The columns, not ``taken``, most of whose filled cells below the header ``row`` are units of
    prices, one of time among them, whatever they are called."""
    for index in set(range(len(tab.columns))) - taken:
        column = coded(tab.columns[index], row)
        if _of_time(column).any() and are_most(rows_where(column, is_unit), column):
            yield index


def not_kept(tab: Tab, role: str, row: int, columns: Mapping[str, int]) -> dict[str, int]:
    """Columns of a usual name, none of those known, that we have nothing for, an end of prices, a
    discount, where their cells say such a thing."""
    taken = {*columns.values(), *tab.marks.values()}
    texts = [(index, text) for index, text in texts_in(tab, row) if index not in taken]
    whats = [_what_is_not_kept(role, text) for _, text in texts]
    ours = {*map(fold, (name for each in LOG.own_columns for name in each.names))}
    lost = role == LOG.key and len(ours & {text for _, text in texts}) > 1
    beside = _beside_labour(tab, row, columns, taken) if role == LOG.key else {}
    return beside | {
        _key(what, index): index
        for (index, text), what in zip(texts, whats, strict=True)
        if what
        and not (lost and text in ours)  # columns of ours whose marks are gone
        and says(what, coded(tab.columns[index], row)).any()
        and (what not in _OF_CHARGES or is_charged_otherwise(what, tab, row, columns, index))
    }


def _beside_labour(
    tab: Tab, row: int, columns: Mapping[str, int], taken: set[int]
) -> dict[str, int]:
    """Columns of Log that say by their cells what no column of ours does."""
    said = {
        _APART: labour_apart(tab, row, columns, taken),
        _UNDONE_NOTE: undone_in_notes(tab, row, columns),
        _HEADLESS: headless_minutes(tab, row, columns),
    }
    return {f"{what} {at}": at for what, places in said.items() for at in places}


def _key(what: str, index: int) -> str:
    """Of what stands beside a charge each column is told, of any other one."""
    return f"{what} {index}" if what in _EACH else what


@cache
def _what_is_not_kept(role: str, header: str) -> str:
    """What we have nothing for a folded header says, "" for nothing; with a unit, a currency or a
    short word beside, too: "Rate, EUR/h", "No. of workers"."""
    names = names_not_kept(role)
    if (found := names.get(header)) or role != LOG.key:
        dated = not found and role == CLIENTS.key and _is_dated_balance(header)
        return _OPENING if dated else found or ""
    for what in (SUMS, "extra", "billed", "unbilled", _MULTIPLIED):
        said = hint(header, [name for name, each in names.items() if each == what])
        if said and not (what == _MULTIPLIED and (said.minutes or _is_of_somebody(header))):
            return what  # "Personen, h" is labour
    return ""


def _is_dated_balance(header: str) -> bool:
    """Whether a folded header is one of balances on a day: "остаток на 01.11.2026"; "баланс 1с" is
    what another program says, and "debt 90 days" of when it was due."""
    [first, *rest] = _LETTERS.findall(header) or [""]
    dated = _DATED.search(header) or any(map(month_named, rest))
    return first in _words_of("balances") and bool(dated) and len(rest) <= _FEW


def _is_of_somebody(header: str) -> bool:
    """Whether a folded header of people is that of who it was: "Pers.-Nr.", "ID addetti"."""
    numbers, codes = (_words_of(what) for what in ("numbered", "coded"))
    return header.strip(" .").endswith(numbers) or any(
        each in codes for each in _LETTERS.findall(header)
    )


@cache
def _words_of(what: str) -> tuple[str, ...]:
    """The words of ``Typed.not_kept`` that are no header of their own, as they are compared."""
    return tuple(map(fold, words_by(lambda typed: typed.not_kept)[what]))


@cache
def names_not_kept(role: str) -> dict[str, str]:
    """What a role has nothing for, by its usual names, folded."""
    by_name = words_by(lambda typed: typed.not_kept)
    return {
        fold(word): name.removeprefix(f"{role}.")
        for name, words in by_name.items()
        if name.startswith(f"{role}.")
        for word in words
    }


def changes_price(key: str, theirs: Coded) -> Mask:
    """The rows whose price is another one, if ``theirs`` is the column ``key``; of units those of
    time, since any other is a piece, as a blank one is, and of many (60, 1000 pcs)."""
    if key == "unit":
        return _of_time(theirs) | says(MANY, theirs)
    return says(key, theirs)


def header_findings(tab: Tab, source: Source) -> Iterator[Finding]:
    """A finding at each header of a source that only nearly matches, has a rival, or says what we
    do not keep, where anything below it would say something, or nothing stands in the tab yet."""
    for columns, variant in ((source.near, None), (source.rivals, Variant.RIVAL)):
        for key, at in columns.items():
            if key == _NOTE:  # nothing hangs on it, and others keep notes of their own
                continue
            if (says_so := _unread(tab, source, key, at).any()) or _is_empty(tab, source):
                said = _variant(source, key) if says_so else None
                yield _finding(tab, source, key, at, said or variant)
    for key, at in source.not_kept.items():
        what = key.partition(" ")[0]
        found = _finding(tab, source, _INSTEAD[what], at, Variant(what))
        yield replace(found, near=key)


def _is_empty(tab: Tab, source: Source) -> bool:
    """Whether no column that is read has a cell yet."""
    return not any(_filled(tab, source, at).any() for at in source.columns.values())


def _unread(tab: Tab, source: Source, key: str, at: int) -> Mask:
    """The rows in which a column beside says something, and ours nothing."""
    theirs = coded(tab.columns[at], source.header_row)
    more = changes_price(key, theirs) if source.role == PRICES.key else says(key, theirs)
    for each in _instead_of(key, tab.columns[at][source.header_row - 1]):
        if (place := source.columns.get(each)) is not None:
            more &= ~_filled(tab, source, place)
    return more


def _filled(tab: Tab, source: Source, at: int) -> Mask:
    """The rows below the header in which a column has a cell."""
    filled: Mask = coded(tab.columns[at], source.header_row).codes != NONE
    return filled


def _instead_of(key: str, header: Cell) -> tuple[str, ...]:
    """The columns of ours that all are blank where one that is not read says something: a number
    of things needs no Min, which may be the least of them."""
    aside = key == MINUTES and fold(str(header)).strip(" .") in words_apart()
    return (key, "quantity") if aside else (key,)


def _variant(source: Source, key: str) -> Variant | None:
    """What the finding of a column that money hangs on is; None of any other."""
    if (source.role, key) == (LOG.key, MINUTES):
        return Variant.LABOUR_BESIDE
    if source.role != PRICES.key or key in source.constants or key not in ("unit", *TERMS):
        return None
    return Variant.UNITS_BESIDE if key == "unit" else Variant.TERMS_BESIDE


def _finding(tab: Tab, source: Source, field: str, at: int, variant: Variant | None) -> Finding:
    header = tab.columns[at][source.header_row - 1]
    text = source.cell(at, source.header_row) if is_blank(header) else str(header)
    return Finding(
        Code.NEAR_HEADER, source.role, source.index, source.header_row, field, text, variant=variant
    )


def unread_of(source: Source) -> Mapping[str, int]:
    """The columns of a source that hold back the rows, or the prices, that they would change."""
    beside = {**source.near, **source.rivals, **source.not_kept}
    of_prices = beside if source.role == PRICES.key else {}
    holding = {key: at for key, at in of_prices.items() if key in ("unit", MANY, *TERMS)}
    return {**holding, **source.said}


def _of_time(column: Coded) -> Mask:
    return rows_where(column, lambda cell: minutes_in_unit(cell) != 0)
