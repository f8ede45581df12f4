"""From a snapshot to the book that billing works on (design §4): pure, nothing is guessed."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.cells import NOTHING_TOLD, Told, rows_of
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.agreed_by_time import held_by_header
from sheets_sync.reading.roles.catalogue import Catalogue
from sheets_sync.reading.roles.clients import Clients, decode_clients
from sheets_sync.reading.roles.log import Catalogues, decode_log
from sheets_sync.reading.roles.payments import PaymentsRead, decode_payments
from sheets_sync.reading.roles.prices import decode_prices
from sheets_sync.reading.roles.units_in_names import held_by_name
from sheets_sync.reading.roles.waiting_letters import without_their_letters
from sheets_sync.reading.sources.places import Places, bank_place
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import language_of, languages

if TYPE_CHECKING:
    from sheets_sync.reading.bank_tab.bank_credits import BankRead

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
    prices = decode_prices(rows("prices"), clients, names.services, currencies, rules)
    paid = decode_payments(rows("payments"), clients, rules, day)
    bank = _bank(snapshot, places, clients, rules, day, paid.table)
    of_payments = [*paid.findings, *(bank.findings if bank else ())]
    log = decode_log(rows("log"), clients, names, rules, day, flag_future=flag_future)
    table, by_time = held_by_name(prices.table, log.table, names.services)
    log = held_by_header(log, table, places.sources["log"], clients.clients)
    return Book(
        clients=without_their_letters(clients.clients, of_payments),
        services=names.services.names,
        orders=names.orders.names,
        staff=names.staff.names,
        channels=names.channels.names,
        currencies=currencies.names,
        priced_services=prices.services,
        prices=table,
        payments=bank.payments if bank else paid.table,
        log=log.table,
        log_rows=log.all_rows,
        findings=(*clients.findings, *prices.findings, *by_time, *of_payments, *log.findings),
        bank=bank.rows if bank else None,
        strays={"prices": prices.strays, "payments": _strays(paid, bank), "log": log.strays},
        ahead=paid.ahead,
        mark=language_of(rules.locale).decimal if rules.locale in languages() else "",
    )


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
    paid = decode_payments(rows("payments"), clients, rules, day)
    payments, found = paid.table, paid.findings
    if bank := _bank(snapshot, places, clients, rules, day, payments):
        payments, found = bank.payments, [*found, *bank.findings]
    others = (each for each in before.findings if each.role != "payments")
    return replace(
        before,
        clients=without_their_letters(clients.clients, found),
        payments=payments,
        findings=(*others, *found),
        bank=bank.rows if bank else None,
        strays={**before.strays, "payments": _strays(paid, bank)},
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
    prices = decode_prices(rows("prices"), clients, services, currencies, rules)
    code = np.array([*map(services.code, before.services), NONE], np.int32)
    log = before.log.assign(service=code[before.log["service"].to_numpy()])
    table, by_time = held_by_name(prices.table, log, services)
    others = [each for each in before.findings if each.role != "prices"]
    at = sum(each.role == "clients" for each in others)
    return replace(
        before,
        services=services.names,
        currencies=currencies.names,
        priced_services=prices.services,
        prices=table,
        log=log,
        findings=(*others[:at], *prices.findings, *by_time, *others[at:]),
        strays={},  # whose rows were renamed is no matter of what is tried out
    )


def _strays(paid: PaymentsRead, bank: "BankRead | None") -> pd.DataFrame:
    """Payments of both tabs under names of nobody."""
    return pd.concat([paid.strays, bank.strays], ignore_index=True) if bank else paid.strays


def _bank(
    snapshot: Snapshot,
    places: Places,
    clients: Clients,
    rules: Rules,
    day: int,
    typed_in: pd.DataFrame,
) -> "BankRead | None":
    """What the tab Bank adds to the payments typed in; None without one."""
    if bank_place(places) is None:
        return None
    from sheets_sync.reading.bank_tab.bank_credits import with_bank  # noqa: PLC0415 - few have it

    return with_bank(snapshot, places, clients, rules, day, typed_in)
