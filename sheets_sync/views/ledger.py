"""One client's account, line by line: what ``explain`` and ``statement`` show (design §5, §6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import BLANK, DURATION
from sheets_sync.columns.codes import NONE
from sheets_sync.notices.account_lines import AccountLine, lines_of, own_postings
from sheets_sync.reckoning import Reckoning


@dataclass(frozen=True, slots=True)
class Entry:
    """One posting, and where it comes from: ``source`` and ``price_source`` are cells
    ("Log!A41"), ``typed`` is what staff typed as quantity, in the line's unit; of a payment only
    ``source`` is set."""

    line: AccountLine
    source: str
    typed: Fraction | None = None
    price_source: str = ""


def entries(reckoning: Reckoning, client: int) -> Iterator[Entry]:
    """The client's postings in posting order."""
    mine = own_postings(reckoning.accounts, client)
    lines = lines_of(reckoning.book, reckoning.accounts, mine)
    for line, index in zip(lines, mine["index"].tolist(), strict=True):
        yield (_charge if line.is_charge else _payment)(reckoning, line, index)


def _payment(reckoning: Reckoning, line: AccountLine, index: int) -> Entry:
    payment = reckoning.book.payments.iloc[index]
    return Entry(line, _cell(reckoning, "payments", "amount", payment["source"], payment["row"]))


def _charge(reckoning: Reckoning, line: AccountLine, index: int) -> Entry:
    book, row = reckoning.book, reckoning.accounts.log.iloc[index]
    terms = book.prices.iloc[int(row["terms_index"])] if row["terms_index"] != NONE else None
    scale = SCALE * max(int(terms["unit_minutes"]) if terms is not None else 1, 1)
    return Entry(
        line,
        _cell(reckoning, "log", "date", row["source"], row["row"]),
        typed=_typed(row, scale),
        price_source=(
            _cell(reckoning, "prices", "price", terms["source"], terms["row"])
            if row["price_index"] != NONE and terms is not None
            else _cell(reckoning, "log", _free_by(row), row["source"], row["row"])
        ),
    )


def _free_by(row: "pd.Series[Any]") -> str:
    """The column of Log that gave a row its price."""
    return "billable" if row["free"] else "agreed"


def _typed(row: "pd.Series[Any]", scale: int) -> Fraction | None:
    """The quantity that staff typed, in the price's unit; None where the cell is blank."""
    if row["quantity"] == BLANK:
        return None
    return Fraction(int(row["quantity"]), scale if row["quantity_kind"] == DURATION else SCALE)


def _cell(reckoning: Reckoning, role: str, key: str, source: int, row: int) -> str:
    place = reckoning.places.sources[role][int(source)]
    return place.place(place.cell(place.columns.get(key, 0), int(row)))
