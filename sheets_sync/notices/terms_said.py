"""A price and its terms in the words of a language, alike on paper, page and terminal (§18)."""

from fractions import Fraction

from sheets_sync.billing.agreed_list import AgreedPrice, MonthLine, PriceListFor
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.yields import HOUR
from sheets_sync.notices.cleaning import clean
from sheets_sync.words.speaking import Words


def price_said(price: AgreedPrice, currency: str, words: Words) -> str:
    """What one unit costs: "€25.00 / h"; nothing is free of charge."""
    if not price.price:
        return words.say("pricelist.free")
    minor, rest = divmod(price.price * 10 ** MINOR_DIGITS[currency], SCALE)
    amount = (
        f"{words.price(price.price, currency)} {currency}" if rest else words.money(minor, currency)
    )
    unit = words.unit(clean(price.unit))
    return words.say("pricelist.per", price=amount, unit=unit) if unit else amount


def terms_said(price: AgreedPrice, words: Words) -> str:
    """Minimum, step and what is included, in words; "" where there is none of them."""
    step = "one_step" if price.step == SCALE else "step"
    terms = {"minimum": price.minimum, step: price.step, "included": price.included}
    return "; ".join(
        words.say(f"pricelist.{key}", quantity=quantity_said(price, value, words))
        for key, value in terms.items()
        if value
    )


def quantity_said(price: AgreedPrice, quantity: int, words: Words) -> str:
    """Fixed minutes or pieces of a price: "5 min", "1:30 h" is "90 min", "8 h", "3 pages"."""
    if not price.unit_minutes:
        unit = words.unit(clean(price.unit))
        return f"{words.apart(Fraction(quantity, SCALE))} {unit}".rstrip()
    if quantity and quantity % HOUR == 0:
        return f"{words.apart(Fraction(quantity, HOUR))} {words.unit('h')}"
    return f"{words.apart(Fraction(quantity, SCALE))} {words.unit('min')}"


def month_quantity_said(line: MonthLine, words: Words) -> str:
    """How much of a service was used, in the unit of its price."""
    per = SCALE * max(line.of.unit_minutes, 1)
    unit = words.unit(clean(line.of.unit))
    return f"{words.number(Fraction(line.quantity, per), 2)} {unit}".rstrip()


def list_title(priced: PriceListFor, words: Words) -> str:
    """What the list is called."""
    return words.say("pricelist.draft_title" if priced.draft else "pricelist.title")


def under_title(priced: PriceListFor, words: Words) -> str:
    """Of which day it is, or from when it is to hold."""
    if not priced.draft:
        return words.say("pricelist.on", day=words.day_in_letter(priced.day))
    if priced.since is None:
        return words.say("pricelist.since_signing")
    return words.say("pricelist.since", day=words.day_in_letter(priced.since))
