"""What the house would be without a client, in ``explain --effort`` (design §18)."""

from fractions import Fraction

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.shares import Shares
from sheets_sync.views.argument import Argument


def without_them(argument: Argument) -> list[str]:
    """Their shares, money, hours and yield with and without them, and what their hours would bring
    at the others' yield. Money without hours, and hours that nobody else has, are said as well."""
    shares = argument.effort.shares
    if (shares.minutes, shares.charged) == (shares.all_minutes, shares.all_charged):
        return [_alone(argument)]
    if shares.of_money is None:
        return [_no_money(argument, shares)]
    if not shares.minutes and not shares.charged:
        return [argument.say("nothing_freed")]
    return [_shares(argument, shares), _left(argument, shares), _freed(argument, shares)]


def _alone(argument: Argument) -> str:
    return argument.say("alone", currency=argument.client.currency)


def _no_money(argument: Argument, shares: Shares) -> str:
    if not shares.minutes:
        return argument.say("nothing_freed")
    labour = argument.words.per_cent(shares.of_labour or Fraction(0))
    return argument.say("no_money", labour=labour, currency=argument.client.currency)


def _shares(argument: Argument, shares: Shares) -> str:
    currency, per_cent = argument.client.currency, argument.words.per_cent
    money = per_cent(shares.of_money or Fraction(0))
    if shares.of_labour is None:
        return argument.say("share_of_money", money=money, currency=currency)
    labour = per_cent(shares.of_labour)
    return argument.say("shares", money=money, labour=labour, currency=currency)


def _left(argument: Argument, shares: Shares) -> str:
    """Money, hours and what an hour brings, without them and with them."""
    currency = argument.client.currency
    money = {
        "money": argument.money(shares.all_charged - shares.charged),
        "all_money": argument.money(shares.all_charged),
    }
    if (others := shares.others_yield) is None:
        return argument.say("left_money", **money, currency=currency)
    whole = Fraction(shares.all_charged * 60 * SCALE, shares.all_minutes)
    return argument.say(
        "left",
        **money,
        hours=argument.hours(Fraction(shares.all_minutes - shares.minutes, SCALE)),
        all_hours=argument.hours(Fraction(shares.all_minutes, SCALE)),
        rate=argument.money(half_up(others.numerator, others.denominator)),
        all_rate=argument.money(half_up(whole.numerator, whole.denominator)),
        currency=currency,
    )


def _freed(argument: Argument, shares: Shares) -> str:
    """What their hours would bring with the others; that there are none, or no others' hours."""
    if (freed := shares.at_others_yield(shares.minutes)) is None:
        return _alone(argument)
    if not shares.minutes:
        return argument.say("nothing_freed")
    gain = freed - shares.charged
    return argument.say(
        "freed_more" if gain >= 0 else "freed_less",
        hours=argument.hours(Fraction(shares.minutes, SCALE)),
        money=argument.money(shares.all_charged + gain),
        difference=argument.money(abs(gain)),
        currency=argument.client.currency,
    )
