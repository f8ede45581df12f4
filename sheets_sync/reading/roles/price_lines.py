"""Headings and notes amid Prices, "Design" above its services: nobody's prices (design §15)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import alike
from sheets_sync.reading.cells import Rows, name_in
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.clients_named import ClientsNamed
from sheets_sync.reading.roles.price_headings import is_heading, is_note_of_prices

_SAYING: Final = ("client", "service", "note")
_LONGEST_CHAIN: Final = 2
"""A title and a heading below it: more names without a price are a list that is not finished."""
Logged: TypeAlias = Callable[[], Collection[str]]
"""The services that Log names, as they are looked for; asked only where that matters."""


def without_price_headings(rows: Rows, clients: Clients, logged: Logged) -> Rows:
    """The rows of Prices without those of which Service alone says anything, a heading, or any one
    cell, a note: no client's name, and no term of any price.

    A Service that Log names, and nobody prices, is a price that somebody has yet to fill in; so is
    one below which no price stands. One that is priced elsewhere is a heading only where a section
    begins, above a price.
    """
    alone = _alone(rows)
    if not alone.any():
        return rows
    headings, notes = _read(rows, alone, ClientsNamed(clients))
    if not (headings | notes).any():
        return rows
    above = _above_a_price(rows, headings | notes)
    gone = notes | (above & _sections(rows, headings, headings | notes, logged))
    return rows.where(~gone)


def _alone(rows: Rows) -> Mask:
    """The rows in which one cell is filled, be a column one of ours or may it be."""
    every = (*rows.columns.values(), *rows.unread.values())
    alone: Mask = np.sum([~each.blank for each in every], axis=0) == 1
    return alone


def _read(rows: Rows, alone: Mask, clients: ClientsNamed) -> tuple[Mask, Mask]:
    """Which of those rows may be headings, by their Service, and which are surely notes. What
    stands in Client may be one who is not known yet; so may any heading of a sheet in which one is
    a client's name."""
    headings, notes = np.zeros((2, len(rows)), bool)
    by_client: set[int] = set()
    for key in _SAYING:
        column = rows.columns[key]
        for at in np.flatnonzero(alone & ~column.blank).tolist():
            cell = column.cells[column.codes[at]]
            if is_heading(cell, clients):
                notes[at] = key == "note" or is_note_of_prices(cell)
                headings[at] = key == "service" and not notes[at]
            elif key == "service" and clients.names_one(name_in(cell)):
                by_client.add(int(rows.source[at]))
    return headings & ~np.isin(rows.source, [*by_client]), notes


def _above_a_price(rows: Rows, lines: Mask) -> Mask:
    """The ``lines`` below which, but for one more of them, a price stands in their sheet."""
    priced = ~(rows.columns["service"].blank | rows.columns["price"].blank)
    above = np.zeros(len(rows), bool)
    for at in np.flatnonzero(lines).tolist():
        below = at + 1
        while below < len(rows) and lines[below]:
            below += 1
        first = at
        while first > 0 and lines[first - 1]:
            first -= 1
        there = below < len(rows) and rows.source[below] == rows.source[at]
        above[at] = there and priced[below] and below - first <= _LONGEST_CHAIN
    return above


def _sections(rows: Rows, headings: Mask, lines: Mask, logged: Logged) -> Mask:
    """Those ``headings`` that are no service, or begin a section where a price is called so."""
    service = rows.columns["service"]
    priced = set(_names(rows, ~(service.blank | rows.columns["price"].blank)))
    named = _key_by_row(rows, headings)
    known = logged() if headings.any() else ()
    sections = np.zeros(len(rows), bool)
    for at, key in named:
        sections[at] = _begins(rows, at, lines) if key in priced else key not in known
    return sections


def _begins(rows: Rows, at: int, lines: Mask) -> bool:
    """Whether nothing stands right above a row but another line of no price."""
    if at == 0 or rows.source[at - 1] != rows.source[at]:
        return True
    return bool(lines[at - 1]) or int(rows.row[at] - rows.row[at - 1]) > 1


def _names(rows: Rows, where: Mask) -> Iterator[str]:
    column = rows.columns["service"]
    return (alike(name_in(column.cells[code])) for code in np.unique(column.codes[where]).tolist())


def _key_by_row(rows: Rows, where: Mask) -> Iterator[tuple[int, str]]:
    column = rows.columns["service"]
    codes: NDArray[np.integer] = column.codes
    return ((at, alike(name_in(column.cells[codes[at]]))) for at in np.flatnonzero(where).tolist())


def services_of(work: Rows) -> frozenset[str]:
    """The services that rows of Log name, as they are looked for."""
    return services_named(map(name_in, work.columns["service"].cells))


def services_named(names: Iterable[str]) -> frozenset[str]:
    """Names of services as they are looked for."""
    return frozenset(map(alike, names))
