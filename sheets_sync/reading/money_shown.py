"""Money whose cell shows a currency by its format is read as if it were typed beside (design §15).

30 that shows $30 on an account of roubles is BAD_CURRENCY, as a typed "30 $" is; 0.9 that shows
90 % is no price. A number in the house's own currency needs no look.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sheets_sync.columns.cell import Cell, in_hundredths
from sheets_sync.reading.cells import Told, read_aloud
from sheets_sync.reading.currencies import SHARED, named_currency
from sheets_sync.reading.headers import Places, Source
from sheets_sync.reading.rules import OTHER, Rules
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.words import language_of

_PER_CENT: Final = "%"
_MONEY: Final = {
    # the decimals that are kept of a number
    "amount": 2, "agreed": 4, "price": 4, "threshold": 2, "credit_limit": 2, "topup": 2,
}  # fmt: skip


def as_shown(snapshot: Snapshot, places: Places, rules: Rules) -> Told:
    """The numbers of money that show a per cent, or a currency that may be another than their
    account's, as texts that say so."""
    told: dict[tuple[str, int], Mapping[int, Cell]] = {}
    alone = not _several_currencies(snapshot, places, rules)
    for sources in places.sources.values():
        for source in sources:
            tab = snapshot.tabs[source.ref]
            for key in _MONEY.keys() & source.columns.keys() if tab.shown else ():
                column = source.columns[key]
                if cells := dict(_cells(tab, source, key, rules, alone=alone)):
                    told[source.ref, column] = cells
    return told


def _cells(
    tab: Tab, source: Source, key: str, rules: Rules, *, alone: bool
) -> Iterator[tuple[int, Cell]]:
    column, whose = source.columns[key], source.columns.get("client")
    for row, unit in tab.shown.get(source.columns[key], {}).items():
        number = tab.columns[column][row - 1] if source.header_row < row <= tab.height else None
        nobodys = whose is not None and key != "price" and not tab.columns[whose][row - 1]
        if nobodys or isinstance(number, bool) or not isinstance(number, (int, float)):
            continue  # a line of sums
        currency = named_currency(unit)
        own = currency == rules.currency or rules.currency in SHARED.get(currency or "", ())
        if unit == _PER_CENT:
            yield row, in_hundredths(number)
        elif currency and not (own and alone):
            yield row, f"{_spelt(number, _MONEY[key], rules)} {currency}"


def _spelt(number: float, decimals: int, rules: Rules) -> str:
    """A number as the workbook's locale writes it; never with three decimals, which may be
    thousands."""
    exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:f}"
    if exact == exact.to_integral_value():
        text = f"{exact:.0f}"
    mark = "." if rules.locale == OTHER else language_of(rules.locale).decimal
    return text.replace(".", mark)


def _several_currencies(snapshot: Snapshot, places: Places, rules: Rules) -> bool:
    """Whether a client, or a price, is said to be in another currency than the house's."""
    return any(
        cell is not None and named_currency(read_aloud(cell)) not in (None, rules.currency)
        for role in ("clients", "prices")
        for source in places.sources[role]
        if (at := source.columns.get("currency")) is not None
        for cell in snapshot.tabs[source.ref].columns[at][source.header_row :]
    )
