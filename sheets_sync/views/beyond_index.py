"""What stands beside the index in ``explain --effort``: one order's weight, the over-service
bill, and the client's own past (design §18)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from sheets_sync.billing.evidence import EffortVerdict
from sheets_sync.billing.over_service import Went, shared_out
from sheets_sync.billing.past import Period
from sheets_sync.billing.rounding import half_up
from sheets_sync.notices.cleaning import clean
from sheets_sync.showing.labour_said import range_said, verdict_said
from sheets_sync.views.argument import Argument, table, wrapped

BILL_HEADS: Final = ("went", "hours", "cost")
PAST_HEADS: Final = ("days", "hours_a_month", "index", "range", "labour", "off")
_TENTH: Final = 6
"""Minutes in a tenth of an hour, as the bill is shown."""
_OVER: Final = (Went.ABOVE, Went.GIVEN_AWAY)
_BEYOND_CHANCE: Final = (EffortVerdict.HEAVY, EffortVerdict.EXTREME)


def case_mix(argument: Argument) -> list[str]:
    """The index without their largest order; nothing where there are not two."""
    largest = argument.case.largest
    if largest is None or argument.effort.evidence is None:
        return []
    name = clean(argument.orders[largest.order]) if largest.order >= 0 else argument.say("one_row")
    index = argument.words.number(largest.index, 2, least=2)
    hours = argument.hours(largest.minutes)
    return [argument.say("largest", order=name, hours=hours, index=index)]


def _as_shown(argument: Argument) -> dict[Went, Fraction]:
    """The minutes of each line of the bill in tenths of an hour, which add up to those of all."""
    bill = argument.case.bill
    tenths = sum((line.minutes for line in bill), Fraction(0)) / _TENTH
    whole = half_up(tenths.numerator, tenths.denominator)
    parts = shared_out(whole, [line.minutes for line in bill])
    return {
        line.went: Fraction((part or 0) * _TENTH) for line, part in zip(bill, parts, strict=True)
    }


def bill_rows(argument: Argument) -> list[list[str]]:
    """Where their labour went: what, hours, cost; the last line is all of it."""
    bill, shown = argument.case.bill, _as_shown(argument)
    costs = [line.cost for line in bill if line.cost is not None]
    rows = [
        [
            argument.say(f"went.{line.went}"),
            argument.hours(shown[line.went]),
            "" if line.cost is None else argument.money(line.cost),
        ]
        for line in bill
    ]
    whole = argument.hours(sum(shown.values(), Fraction(0)))
    return [*rows, [argument.say("went.all"), whole, argument.money(sum(costs)) if costs else ""]]


def over_service_said(argument: Argument) -> str:
    """What was over, in one sentence; what of it was charged all the same, and whether what is
    above the others may be chance."""
    told = (_over(argument), _charged_yet(argument), _by_chance(argument))
    return " ".join(filter(None, told))


def _charged_yet(argument: Argument) -> str:
    """That some of what counts as given away was charged all the same; "" where none was."""
    yet = argument.case.charged_yet
    if yet is None:
        return ""
    currency = argument.client.currency
    share, amount = argument.words.per_cent(yet.share), argument.money(yet.amount)
    return argument.say("charged_yet", share=share, amount=amount, currency=currency)


def _by_chance(argument: Argument) -> str:
    """What to say of it; "" where nothing is above them, or labour is heavy beyond chance."""
    proof = argument.effort.evidence
    above = _as_shown(argument)[Went.ABOVE]
    if proof is None or not above or proof.verdict in _BEYOND_CHANCE:
        return ""
    verdict = argument.words.say(f"effort_verdict.{proof.verdict}")
    return argument.say("by_chance", hours=argument.hours(above), verdict=verdict)


def _over(argument: Argument) -> str:
    shown = _as_shown(argument)
    hours = argument.hours(sum((shown[went] for went in _OVER), Fraction(0)))
    over = (line for line in argument.case.bill if line.went in _OVER)
    costs = [line.cost for line in over if line.cost is not None]
    if not costs:
        return argument.say("over_hours", hours=hours)
    cost = argument.money(sum(costs))
    return argument.say("over", hours=hours, cost=cost, currency=argument.client.currency)


def bill_lines(argument: Argument) -> Iterator[str]:
    """The over-service bill as text; nothing where they took no labour."""
    if not argument.effort.minutes:
        return
    yield from ("", argument.say("bill"))
    heads = [argument.say(key) for key in BILL_HEADS]
    yield from table(heads, bill_rows(argument), flexible=0, right=range(1, 3))
    yield from wrapped(over_service_said(argument))


def past_rows(argument: Argument, periods: tuple[Period, ...]) -> list[list[str]]:
    """Days, hours a month, index, range, verdict, share past the channels; a line a period."""
    words = argument.words
    return [
        [
            f"{words.day(each.first)} … {words.day(each.last)}",
            words.number(each.hours_a_month, 1, least=1),
            "" if each.index is None else words.number(each.index, 2, least=2),
            range_said(each.evidence, words),
            verdict_said(each.evidence, words),
            "" if each.off_channel is None else words.per_cent(each.off_channel),
        ]
        for each in periods
    ]


def past_told(argument: Argument) -> list[tuple[str, list[list[str]]]]:
    """What there is of the past, each with its title and rows."""
    past, told = argument.case.past, []
    if len(past.windows) > 1:
        told.append((argument.say("past"), past_rows(argument, past.windows)))
    if past.before is not None and past.since is not None:
        since = argument.words.day(past.since.first)
        rows = past_rows(argument, (past.since, past.before))
        told.append((argument.say("own_prices", since=since), rows))
    return told


def past_lines(argument: Argument) -> Iterator[str]:
    """The past as text."""
    for title, rows in past_told(argument):
        yield from ("", *wrapped(title))
        heads = [argument.say(key) for key in PAST_HEADS]
        yield from table(heads, rows, flexible=4, right=range(1, 3))
