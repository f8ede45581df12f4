"""``sync explain CLIENT``: every line behind a balance, with its price, rule and source cell."""

from collections.abc import Iterator

from sheets_sync.billing.tables import SCALE
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.whose import find_client
from sheets_sync.views import ledger
from sheets_sync.words.speaking import ENGLISH


def lines(reckoning: Reckoning, name: str) -> Iterator[str]:
    """The account as text, a posting a line, then the sum that proves the balance.

    Raises ``UsageError`` for an unknown client.
    """
    code = find_client(reckoning, name)
    client, account = reckoning.book.clients[code], reckoning.accounts.accounts[code]
    yield f"{client.name}, {client.currency}, as of {ENGLISH.day(reckoning.day)}"
    yield f"{'date':<10}  {'amount':>14}  {'balance':>14}  what, and by which rule"
    for entry in ledger.entries(reckoning, code):
        amount = ENGLISH.amount(entry.line.amount, client.currency)
        balance = ENGLISH.amount(entry.line.balance, client.currency)
        yield f"{ENGLISH.day(entry.line.day)}  {amount:>14}  {balance:>14}  {rule(entry)}"
    paid, charged, balance = (
        ENGLISH.amount(value, client.currency)
        for value in (account.paid, account.charged, account.balance)
    )
    yield f"money in {paid} − charged {charged} = balance {balance}"
    yield from _left_out(reckoning, code)


def rule(entry: ledger.Entry) -> str:
    """One posting in words: what, how much of it, at which price, from which cells."""
    line = entry.line
    if not line.is_charge:
        return " · ".join(part for part in (line.kind, line.text, entry.source) if part)
    what = f"{line.text}, order {line.order}" if line.order else line.text
    unit = f" {line.unit}" if line.unit else ""
    sum_ = f"{ENGLISH.number(line.quantity - line.included)}{unit} × {ENGLISH.price(line.price)}"
    notes = [f"price {entry.price_source}"]
    if line.included:
        notes.append(f"{ENGLISH.number(line.included)}{unit} included in the month")
    if entry.typed is not None and entry.typed != line.quantity:
        notes.append(f"typed {ENGLISH.number(entry.typed)}, billed {ENGLISH.number(line.quantity)}")
    return f"{what}: {sum_} ({'; '.join(notes)}) · {entry.source}"


def _left_out(reckoning: Reckoning, code: int) -> Iterator[str]:
    account = reckoning.accounts.accounts[code]
    if account.unbilled_rows:
        minutes = reckoning.effort.clients[code].unbilled_minutes // SCALE
        yield (
            f"rows without a price, not charged: {account.unbilled_rows}"
            f" ({minutes} minutes in the effort window); see `sheets-sync check`"
        )
    if given := reckoning.effort.clients[code].given_minutes // SCALE:
        yield f"given away, Billable says no: {given} minutes in the effort window"
