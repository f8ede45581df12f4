"""From a snapshot to the book that billing works on (design §4): pure, nothing is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from sheets_sync.billing.bank_rows import BankRows
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.cells import NOTHING_TOLD, Rows, Told, rows_of
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.agreed_by_time import held_by_header
from sheets_sync.reading.roles.catalogue import Catalogue
from sheets_sync.reading.roles.clients import Clients, decode_clients
from sheets_sync.reading.roles.log import Catalogues, LogRead, decode_log
from sheets_sync.reading.roles.payments import decode_payments
from sheets_sync.reading.roles.price_lines import services_named, services_of
from sheets_sync.reading.roles.prices import Prices, decode_prices
from sheets_sync.reading.roles.units_in_names import held_by_name
from sheets_sync.reading.roles.waiting_letters import without_their_letters
from sheets_sync.reading.sources.places import Places, bank_place
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import language_of, languages

__all__ = ["Rules", "decode", "decode_money_again", "decode_prices_again"]


def decode(
    snapshot: Snapshot,
    places: Places,
    rules: Rules,
    day: int,
    *,
    flag_future: bool,
    told: Told = NOTHING_TOLD,
) -> Book:
    """Everything that staff wrote, up to ``day`` (a serial), and the findings in their cells.

    ``flag_future``: log rows after the day are findings; else they are left out in silence.
    ``told``: what cells really are that came as numbers.
    """
    rows = partial(rows_of, snapshot, places, told=told)
    names, currencies = Catalogues(), Catalogue()
    clients = decode_clients(rows("clients"), rules)
    work = rows("log")
    logged = partial(services_of, work)
    prices = decode_prices(rows("prices"), clients, names.services, currencies, rules, logged)
    paid = _paid(snapshot, places, rows("payments"), clients, rules, day)
    log = decode_log(work, clients, names, rules, day, flag_future=flag_future)
    prices, log = _held_by_time(prices, log, names, places, clients)
    return Book(
        clients=without_their_letters(clients.clients, paid.findings),
        services=names.services.names,
        orders=names.orders.names,
        staff=names.staff.names,
        channels=names.channels.names,
        currencies=currencies.names,
        priced_services=prices.services,
        prices=prices.table,
        payments=paid.table,
        log=log.table,
        log_rows=log.all_rows,
        findings=(*clients.findings, *prices.findings, *paid.findings, *log.findings),
        bank=paid.bank,
        strays={"prices": prices.strays, "payments": paid.strays, "log": log.strays},
        ahead=paid.ahead,
        held=log.held,
        mark=_decimal_mark(rules),
    )


def _held_by_time(
    prices: Prices, log: LogRead, names: Catalogues, places: Places, clients: Clients
) -> tuple[Prices, LogRead]:
    """Both without what may be by time, as names of services and headers of Log say."""
    prices = held_by_name(prices, log.table, names.services)
    return prices, held_by_header(log, prices.table, places.sources["log"], clients.clients)


def _decimal_mark(rules: Rules) -> str:
    """What numbers are typed with; "" where nobody knows."""
    return language_of(rules.locale).decimal if rules.locale in languages() else ""


def decode_money_again(
    before: Book,
    snapshot: Snapshot,
    places: Places,
    rules: Rules,
    day: int,
    *,
    told: Told = NOTHING_TOLD,
) -> Book:
    """The book of a snapshot of which ``before`` is the book but for cells of the tab Bank: Log and
    Prices, the most of it, are not read anew. Else as ``decode``."""
    rows = partial(rows_of, snapshot, places, told=told)
    clients = decode_clients(rows("clients"), rules)
    paid = _paid(snapshot, places, rows("payments"), clients, rules, day)
    others = (each for each in before.findings if each.role != "payments")
    return replace(
        before,
        clients=without_their_letters(clients.clients, paid.findings),
        payments=paid.table,
        findings=(*others, *paid.findings),
        bank=paid.bank,
        strays={**before.strays, "payments": paid.strays},
        ahead=paid.ahead,
    )


def decode_prices_again(
    before: Book,
    snapshot: Snapshot,
    places: Places,
    rules: Rules,
    *,
    told: Told = NOTHING_TOLD,
) -> Book:
    """The book of a snapshot of which ``before`` is the book but for further sources of Prices:
    nothing of Log and Payments is read anew. Else as ``decode``."""
    rows = partial(rows_of, snapshot, places, told=told)
    services, currencies = Catalogue(), Catalogue()
    clients = decode_clients(rows("clients"), rules)
    logged = partial(services_named, before.services)
    prices = decode_prices(rows("prices"), clients, services, currencies, rules, logged)
    code = np.array([*map(services.code, before.services), NONE], np.int32)
    log = before.log.assign(service=code[before.log["service"].to_numpy()])
    prices = held_by_name(prices, log, services)
    others = [each for each in before.findings if each.role != "prices"]
    at = sum(each.role == "clients" for each in others)
    return replace(
        before,
        services=services.names,
        currencies=currencies.names,
        priced_services=prices.services,
        prices=prices.table,
        log=log,
        findings=(*others[:at], *prices.findings, *others[at:]),
        strays={},  # whose rows were renamed is no matter of what is tried out
    )


class _Paid(NamedTuple):
    """The payments of both tabs, Payments and Bank, and all rows of the latter, where it is."""

    table: pd.DataFrame
    strays: pd.DataFrame
    findings: Sequence[Finding]
    ahead: Mapping[str, tuple[int, int]]
    bank: BankRows | None = None


def _paid(
    snapshot: Snapshot, places: Places, rows: Rows, clients: Clients, rules: Rules, day: int
) -> _Paid:
    """What Payments (its ``rows``) and Bank say of money, up to ``day``."""
    typed_in = decode_payments(rows, clients, rules, day)
    ahead = typed_in.ahead
    if bank_place(places) is None:
        return _Paid(typed_in.table, typed_in.strays, typed_in.findings, ahead)
    from sheets_sync.reading.bank_tab.bank_credits import with_bank  # noqa: PLC0415 - few have it

    bank = with_bank(snapshot, places, clients, rules, day, typed_in.table)
    strays = pd.concat([typed_in.strays, bank.strays], ignore_index=True)
    return _Paid(bank.payments, strays, [*typed_in.findings, *bank.findings], ahead, bank.rows)
