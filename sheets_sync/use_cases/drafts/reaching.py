"""Which change of one drafted price would reach a margin: ``sync simulate --reach`` (§18)."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.labour import labour
from sheets_sync.billing.price_variants import price_variants
from sheets_sync.billing.reach import Goal, PriceChange, sufficient_changes
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.yields import costs
from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.reading.meaning.currencies import written_currency
from sheets_sync.reading.meaning.numbers import own_currency
from sheets_sync.reckoning import Reckoning

_GOAL: Final = re.compile(r"([+-]?\d+(?:[.,]\d+)?) ?(%?)", re.ASCII)
_GROUPED: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_WORD: Final = re.compile(r"(.*\d)[ \u00a0\u202f]?([^\d\s%]+)")


@dataclass(frozen=True)
class Reach:
    """A ``goal`` for the margin of the window. ``reached``: the drafts do so as they stand.
    ``changes``: of one term of one of them each, the smallest first; empty where none does it,
    where no draft is the client's ``own``, or none of these ``sound``. ``known``: what the
    client's hours cost is."""

    goal: Goal
    known: bool
    reached: bool
    changes: tuple[PriceChange, ...] = ()
    own: bool = True
    sound: bool = True


def goal_of(text: str, currency: str) -> Goal:
    """A margin as it is typed: "25%" of what is charged, or "5000" or "5 000 RUB" of the currency.
    Raises ``UsageError`` where it is neither."""
    found = _GOAL.fullmatch(_without_currency(text.strip(), currency))
    if found is None:
        raise UsageError(
            f'"{text}" is no margin to reach.', 'Write a share, "25%", or an amount, "5000".'
        )
    number = Decimal(found[1].replace(",", "."))
    if found[2]:
        return Goal(None, Fraction(number) / 100)
    return Goal(int((number * 10 ** MINOR_DIGITS[currency]).to_integral_value()), None)


def _without_currency(text: str, currency: str) -> str:
    """The number of an amount, without spaces between its groups."""
    worded = _WORD.fullmatch(text)
    named = written_currency(worded[2]) if worded else None
    if worded and named and own_currency(named, currency, currency):
        text = worded[1]
    return _GROUPED.sub("", text)


def reach_of(
    drafted: Reckoning, code: int, positions: Mapping[int, bool], terms: Terms, text: str
) -> Reach:
    """What would reach the margin that ``text`` names, of the client ``code``; the drafts lie at
    ``positions`` in Prices, each with whether it is sound, and only the client's own that are so
    are changed."""
    book, accounts, first = drafted.book, drafted.accounts, drafted.day - terms.window + 1
    goal = goal_of(text, book.clients[code].currency)
    rows = labour(accounts.log, drafted.effort.errors)
    window = rows.where((rows.client == code) & (rows.day >= first))
    cost = costs(window, book.clients, book.staff, terms)[code]
    income = int(window.charge.sum())
    if cost is None:
        return Reach(goal, known=False, reached=False)
    if goal.reached(income, cost):
        return Reach(goal, known=True, reached=True)
    needed = goal.income(cost)
    if needed is None:
        return Reach(goal, known=True, reached=False)
    own = [each for each in positions if book.prices["client"].iloc[each] == code]
    sound = [each for each in own if positions[each]]
    found = [
        change
        for each in sound
        for change in sufficient_changes(
            price_variants(book, accounts.log, code, each, first), each, needed - income
        )
    ]
    smallest = tuple(sorted(found, key=lambda change: change.size))
    return Reach(
        goal, known=True, reached=False, changes=smallest, own=bool(own), sound=bool(sound)
    )
