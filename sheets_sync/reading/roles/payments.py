"""Payments: sound ones up to the day, signed as they move the balance (design §3, §4, §6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.days import month_of
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.name_columns import fold_all
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import (
    NO_DAY,
    PAYMENT_COLUMNS,
    PAYMENT_KINDS,
    Client,
    typed,
)
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.reading.beside.said_elsewhere import no_payments
from sheets_sync.reading.cells import Rows, read_aloud
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.anybodys import may_be_anybodys
from sheets_sync.reading.roles.catalogue import sound
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.issues import Issues, names_by_row
from sheets_sync.reading.roles.nobodys import strays_in
from sheets_sync.reading.roles.other_sums import hold_other_sums
from sheets_sync.reading.roles.payment_amounts import amounts_in, exact_amounts
from sheets_sync.reading.roles.payment_kinds import (
    hold_not_come,
    hold_noted,
    is_taken_off,
    kinds_of,
)
from sheets_sync.reading.roles.payment_lines import payments_alone
from sheets_sync.reading.roles.repeated_rows import again

FIRST_YEAR: Final = 2000
_PAYMENT, _BONUS, _REFUND, _CORRECTION, _OPENING = range(len(PAYMENT_KINDS))


@dataclass(frozen=True)
class PaymentsRead:
    """The sound payments (PAYMENT_COLUMNS and ``reference``), those under names of nobody (as
    ``Book.strays`` has them), all findings, and what is to come (``Book.ahead``)."""

    table: pd.DataFrame
    strays: pd.DataFrame
    findings: list[Finding]
    ahead: Mapping[str, tuple[int, int]]


def decode_payments(rows: Rows, clients: Clients, rules: Rules, day: int) -> PaymentsRead:
    """The payments up to ``day``. Later rows are left out without a finding: their day will come;
    letters know of them."""
    rows, totals = payments_alone(rows, clients.names, rules)
    rows, later = up_to(rows.with_constants(), rules, day)
    table, strays, found = _decoded(rows, clients, rules)
    return PaymentsRead(table, strays, [*totals, *found], _ahead(later, clients, rules))


def _ahead(later: Rows, clients: Clients, rules: Rules) -> dict[str, tuple[int, int]]:
    """By client, folded, what is paid by the ``later`` rows on a day that may be a slip: day and
    amount. Payments of several days are a plan, and none."""
    if not len(later):
        return {}
    table, _, _ = _decoded(later, clients, rules)
    paid = table[(table["kind"] == _PAYMENT) & (table["amount"] > 0)]
    days = paid.groupby(["client", "day"], as_index=False)["amount"].sum()
    alone = days[~days["client"].duplicated(keep=False)]
    firsts = alone[["client", "day", "amount"]].to_numpy(np.int64).tolist()
    return {fold(clients.clients[who].name): (on, amount) for who, on, amount in firsts}


def _decoded(
    rows: Rows, clients: Clients, rules: Rules
) -> tuple[pd.DataFrame, pd.DataFrame, list[Finding]]:
    """The sound ones of ``rows``, the strays, and the findings."""
    rows, beside = rows.said_elsewhere("kind", no_payments)
    issues = Issues(rows)
    issues.missing(["date", "client", "amount"])
    issues.errors(["reference"])
    days = read_days(rows, issues, rules)
    client = read_clients(rows, clients, issues)
    kind, bad_kind = kinds_of(rows, beside, issues)
    amount = _amounts(rows, client, clients.clients, issues, rules)
    hold_not_come(rows, issues, bad_kind, is_taken_off(kind, amount))
    wrong_sign = (amount < 0) & np.isin(kind, (_PAYMENT, _BONUS, _REFUND))
    issues.add(Code.BAD_SIGN, "amount", wrong_sign & ~bad_kind, hold=True)
    hold_other_sums(rows, issues, kind, amount, rules)
    reference = rows.columns["reference"]
    spoken = [read_aloud(cell) for cell in reference.cells]
    folded = fold_all(spoken)
    hold_noted(rows, issues, folded)
    data = {
        "source": rows.source, "row": rows.row, "day": days, "client": client,
        "kind": kind, "amount": np.where(kind == _REFUND, -amount, amount),
    }  # fmt: skip
    table = typed(PAYMENT_COLUMNS, data)
    texts = names_by_row(reference.codes, spoken)
    table["reference"] = pd.Series(texts, dtype=object, index=table.index)
    unread = client == NONE
    exact = exact_amounts(rows, unread, rules)
    strays = strays_in(
        rows, clients, table.assign(amount=np.where(kind == _REFUND, -exact, exact)), unread
    )
    issues.add(
        Code.POSSIBLE_DUPLICATE, "date", _duplicates(table, _codes(folded)[reference.codes], issues)
    )
    whose = names_by_row(client, [each.name for each in clients.clients])
    found = issues.findings(client=whose, months=months_of(days, issues.positions()))
    if (anybodys := may_be_anybodys(rows, amount)).any():
        found = _marked(found, rows, anybodys)
    return table[~issues.held].reset_index(drop=True), strays, found


def _marked(found: Iterable[Finding], rows: Rows, anybodys: Mask) -> list[Finding]:
    """The findings, those in Client of the rows of ``anybodys`` marked as such."""
    places = {*zip(rows.source[anybodys].tolist(), rows.row[anybodys].tolist(), strict=True)}
    return [
        replace(each, variant=Variant.NOBODYS)
        if each.field == "client" and (each.source, each.row) in places
        else each
        for each in found
    ]


def _duplicates(table: pd.DataFrame, references: NDArray[np.int64], issues: Issues) -> Mask:
    """The second and later of sound payments of one day, client, kind, amount and reference, by its
    code; a blank one equals a blank one (design §15)."""
    known = table.assign(reference=references)
    return again(known, issues.held | issues.faulty(but=[]))


def _codes(texts: Sequence[str]) -> NDArray[np.int64]:
    """By text a number, the same of equal ones; at the end that of a blank."""
    codes = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    return np.array([*(codes[text] for text in texts), NONE], np.int64)


def latest_openings(typed_in: pd.DataFrame, clients: int) -> NDArray[np.int32]:
    """By client the day of their latest opening balance; NO_DAY below all others. One more, for
    nobody, at the end."""
    latest = np.full(clients + 1, np.iinfo(np.int32).min, np.int32)
    rows = typed_in[typed_in["kind"].to_numpy() == _OPENING]
    np.maximum.at(latest, rows["client"].to_numpy(), rows["day"].to_numpy())
    return latest


def up_to(rows: Rows, rules: Rules, day: int) -> tuple[Rows, Rows]:
    """The rows up to ``day`` (or without a sound day), and those after it."""
    after = read_days(rows, Issues(rows), rules) > day
    return (rows.where(~after), rows.where(after)) if after.any() else (rows, rows.where(after))


def months_of(days: NDArray[np.int32], positions: Iterable[int]) -> dict[int, str]:
    """The months (yyyy-mm) of the rows at ``positions`` that have a day."""
    return {
        position: month_of(int(days[position]))
        for position in positions
        if days[position] != NO_DAY
    }


def read_days(rows: Rows, issues: Issues, rules: Rules) -> NDArray[np.int32]:
    """The days of ``rows``; NO_DAY, a finding and a row held, where there is none."""
    column = rows.columns["date"]
    read = column.read(lambda cell: read_day(cell, rules, FIRST_YEAR))
    issues.from_reading("date", read, hold=True)
    return column.look_up(sound(read, NO_DAY), NO_DAY, "int32")


def read_clients(rows: Rows, clients: Clients, issues: Issues) -> NDArray[np.int32]:
    """The clients of ``rows``; NONE, a finding and a row held, where one is not known."""
    column = rows.columns["client"]
    read = column.read(clients.read)
    issues.from_reading("client", read, hold=True, offer=clients.nearest)
    return column.look_up(sound(read), NONE, "int32")


def _amounts(
    rows: Rows,
    client: NDArray[np.int32],
    clients: Sequence[Client],
    issues: Issues,
    rules: Rules,
) -> NDArray[np.int64]:
    """Amounts in minor units of each client's currency, as typed; 0 where one is a finding.

    Of a client who is not known the currency is not known either: any will do.
    """
    money = [*(each.currency for each in clients), ""]
    different = sorted(set(money))
    of = np.array([different.index(each) for each in money], np.int32)[client]
    return amounts_in(rows, of, different, issues, rules)
