"""``sync explain CLIENT``: every line behind a balance, with its price, rule and source cell."""

from collections.abc import Iterator

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.shared.whose import find_client
from sheets_sync.views import ledger
from sheets_sync.words.speaking import Words


def lines(reckoning: Reckoning, name: str, words: Words) -> Iterator[str]:
    """The account as text, a posting a line, then the sum that proves the balance.

    Raises ``UsageError`` for an unknown client.
    """
    code = find_client(reckoning, name)
    client, account = reckoning.book.clients[code], reckoning.accounts.accounts[code]
    day = words.day(reckoning.day)
    yield words.say("explained.title", client=client.name, currency=client.currency, day=day)
    day, *heads, what = (
        words.say(f"explained.{key}") for key in ("day", "amount", "balance", "what")
    )
    yield f"{day:<10}  {heads[0]:>14}  {heads[1]:>14}  {what}"
    for entry in ledger.entries(reckoning, code):
        amount = words.amount(entry.line.amount, client.currency)
        balance = words.amount(entry.line.balance, client.currency)
        said = rule(entry, client.currency, words)
        yield f"{words.day(entry.line.day)}  {amount:>14}  {balance:>14}  {said}"
    sums = {
        key: words.amount(getattr(account, key), client.currency)
        for key in ("paid", "charged", "balance")
    }
    yield words.say("explained.sum", **sums)
    yield from _left_out(reckoning, code, words)


def rule(entry: ledger.Entry, currency: str, words: Words) -> str:
    """One posting in words: what, how much of it, at which price, from which cells."""
    line = entry.line
    if not line.is_charge:
        kind = words.say(f"kind.{line.kind}")
        return " · ".join(part for part in (kind, line.text, entry.source) if part)
    what = line.text
    if line.order:
        what = words.say("explained.order", what=line.text, order=line.order)
    unit = f" {line.unit}" if line.unit else ""
    price = words.price(line.price, currency)
    sum_ = f"{words.number(line.quantity - line.included)}{unit} × {price}"
    return f"{what}: {sum_} ({'; '.join(_notes(entry, unit, words))}) · {entry.source}"


def _notes(entry: ledger.Entry, unit: str, words: Words) -> Iterator[str]:
    """Where the price is from, what the month includes, what was typed."""
    line = entry.line
    yield words.say("explained.price", cell=entry.price_source)
    if line.included:
        yield words.say("explained.included", quantity=f"{words.number(line.included)}{unit}")
    if entry.typed is not None and entry.typed != line.quantity:
        typed, billed = (words.number(each) for each in (entry.typed, line.quantity))
        yield words.say("explained.typed", typed=typed, billed=billed)


def _left_out(reckoning: Reckoning, code: int, words: Words) -> Iterator[str]:
    account, effort = reckoning.accounts.accounts[code], reckoning.effort.clients[code]
    if account.unbilled_rows:
        minutes = effort.unbilled_minutes // SCALE
        yield words.say("explained.unbilled", rows=account.unbilled_rows, minutes=minutes)
    if given := effort.given_minutes // SCALE:
        yield words.say("explained.given", minutes=given)
