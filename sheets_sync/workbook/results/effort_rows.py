"""The lines of Effort: month × client × service, with typical errors by kind (design §9)."""

from fractions import Fraction
from typing import Final

from sheets_sync.billing.effort import WINDOW, Effort
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.tables import SCALE, Book, Terms
from sheets_sync.workbook.layout import Language
from sheets_sync.workbook.protocol import Value
from sheets_sync.workbook.results import encode
from sheets_sync.workbook.results.flat_tabs import Row
from sheets_sync.workbook.texts import say

_LABOUR: Final = ("orders", "minutes", "norm", "peers", "entries")
_COUNTS: Final = ("off_channel", "out_of_tariff", "personal")


def effort_rows(
    book: Book, effort: Effort, terms: Terms, day: int, language: Language
) -> list[Row]:
    """All lines; the last block is the window and reproduces the index."""
    first, last = (
        encode.day_text(encode.day(each), language) for each in (day - terms.window + 1, day)
    )
    window = say("effort.window", language, first=first, last=last)
    clients = [encode.text(client.name) for client in book.clients]
    services = [encode.text(service) for service in book.services]
    table = effort.table
    keys = zip(*(table[name].tolist() for name in ("month", "client", "service")), strict=True)
    labour = zip(*(table[name].tolist() for name in _LABOUR), strict=True)
    errors = zip(*(table[name].tolist() for name in ("uncredited", *_COUNTS)), strict=True)
    return [
        (
            window if month == WINDOW else month,
            clients[client],
            services[service],
            *_labour(*worked),
            encode.fixed(uncredited or None),
            *(float(count) if count else None for count in counts),
        )
        for (month, client, service), worked, (uncredited, *counts) in zip(
            keys, labour, errors, strict=True
        )
    ]


def limits(terms: Terms, language: Language) -> dict[str, Value]:
    """From where on a ratio is coloured, above its column."""
    return {"month": say("effort.limit", language), "ratio": float(terms.heavy)}


def _labour(orders: int, minutes: int, norm: Fraction | None, peers: int, entries: int) -> Row:
    """Orders, minutes, minutes an order, norm, peers, times the peers, log rows an order.

    Integers throughout: there are as many lines as months × clients × services.
    """
    if not orders:
        return (None, None, None, None, None, None, None)
    whole = SCALE * orders
    times: Value = None
    if norm:
        times = _hundredths(minutes * norm.denominator, whole * norm.numerator)
    return (
        float(orders),
        encode.fixed(minutes),
        _hundredths(minutes, whole),
        None if norm is None else _hundredths(norm.numerator, norm.denominator),
        float(peers),
        times,
        _hundredths(entries, orders),
    )


def _hundredths(numerator: int, denominator: int) -> float:
    """A quotient rounded half up to two decimals, as a cell's number."""
    return half_up(numerator * 100, denominator) / 100
