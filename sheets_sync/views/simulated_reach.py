"""What ``sync simulate --reach`` tells, in the words of a language (design §18)."""

from fractions import Fraction
from typing import Final

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.reach import Goal, PriceChange
from sheets_sync.notices.cleaning import clean
from sheets_sync.use_cases.drafts.reaching import Reach
from sheets_sync.views.simulated import Simulated

REACH_HEADS: Final = ("service", "term", "drafted", "would_be", "more_by")


def reach_said(told: Simulated) -> list[str]:
    """What would reach the margin that was asked for; nothing where none was."""
    reach = told.simulation.reach
    if reach is None:
        return []
    return [told.say(_answer(reach), goal=goal_said(told, reach.goal), currency=told.currency)]


def _answer(reach: Reach) -> str:
    """The key of what is said."""
    too_much = reach.goal.share is not None and reach.goal.share >= 1
    answers = (
        ("no_margin", not reach.known),
        ("reached", reach.reached),
        ("no_price", too_much),
        ("none_own", not reach.own),
        ("none_sound", not reach.sound),
        ("unreachable", not reach.changes),
    )
    return next((key for key, so in answers if so), "reach")


def goal_said(told: Simulated, goal: Goal) -> str:
    """A margin: "25%", or "5,000.00 RUB"."""
    if goal.share is not None:
        return f"{told.words.number(goal.share * 100, 2)}{told.words.language.per_cent}"
    return f"{told.money(goal.amount)} {told.currency}"


def reach_rows(told: Simulated) -> list[list[str]]:
    """Each change that would: service, term, as drafted, as it would have to be, how much more."""
    changes = told.simulation.reach.changes if told.simulation.reach else ()
    return [_reach_cells(told, each) for each in changes]


def _reach_cells(told: Simulated, change: PriceChange) -> list[str]:
    book = told.simulation.drafted.reckoning.book
    price = book.prices.iloc[change.position]
    more = Fraction(change.after - change.before, change.before or 1)
    values = [_term_said(told, change, each) for each in (change.before, change.after)]
    share = f"+{told.words.per_cent(more)}" if change.before else ""
    term = told.words.say(f"prices.{change.term}")
    return [clean(book.services[price["service"]]), term, *values, share]


def _term_said(told: Simulated, change: PriceChange, value: int) -> str:
    """A rate, or a Minimum or Step with its unit: those of time are minutes."""
    if change.term == "price":
        return told.words.price(value, told.currency)
    price = told.simulation.drafted.reckoning.book.prices.iloc[change.position]
    unit = told.words.unit("min") if price["unit_minutes"] else str(price["unit"] or "")
    return clean(f"{told.words.apart(Fraction(value, SCALE))} {unit}".strip()) if value else "–"
