"""Why a client is advised to be kept, repriced or parted with: one sentence a reason (§9)."""

from collections.abc import Collection
from fractions import Fraction
from typing import Final

from sheets_sync.billing.advice import Advice, Reason, ReasonKind
from sheets_sync.billing.currency import to_major
from sheets_sync.billing.rounding import half_up
from sheets_sync.showing.encode import day, day_text
from sheets_sync.words import LANGUAGES, Language

_REASONS: Final[dict[ReasonKind, tuple[str, str]]] = {
    ReasonKind.LOSING_MONTHS: (
        "lost money in {months}, despite prices of his own since {since}",
        "убыток {months}, хотя свои цены с {since}",
    ),
    ReasonKind.INDEX_EXTREME: (
        "takes {index}× the labour of others' orders: extreme",
        "труда в {index} раза больше, чем на заказы других: чрезмерно",
    ),
    ReasonKind.INDEX_HEAVY: (
        "takes {index}× the labour of others' orders",
        "труда в {index} раза больше, чем на заказы других",
    ),
    ReasonKind.MARGIN_NEGATIVE: (
        "margin {amount} {currency}",
        "маржа {amount} {currency}",
    ),
    ReasonKind.FINE: ("nothing speaks against him", "причин менять что-либо нет"),
    ReasonKind.NO_PEERS: (
        "nobody to compare his labour with",
        "не с кем сравнить его трудозатраты",
    ),
    ReasonKind.NO_LABOUR: ("no labour in the window", "в окне нет трудозатрат"),
    ReasonKind.COST_UNKNOWN: (
        "margin unknown: the cost of an hour is not set",
        "маржа неизвестна: не задана стоимость часа",
    ),
}


def why(
    advice: Advice, currency: str, language: Language, *, without: Collection[ReasonKind] = ()
) -> str:
    """The reasons as one line, the weightiest first, those ``without`` left out."""
    told = (reason for reason in advice.reasons if reason.kind not in without)
    line = "; ".join(_sentence(reason, currency, language) for reason in told)
    return line[:1].upper() + line[1:]


def _sentence(reason: Reason, currency: str, language: Language) -> str:
    amount = "" if reason.amount is None else _grouped(to_major(reason.amount, currency), language)
    return _REASONS[reason.kind][LANGUAGES.index(language)].format(
        index=_times(reason.index, language),
        amount=amount,
        currency=currency,
        months=" … ".join(reason.months[:1] + reason.months[-1:]),
        since=day_text(day(reason.since), language),
    )


def _grouped(major: str, language: Language) -> str:
    """An amount with its thousands apart: "-62,875.00", in Russian "-62 875,00"."""
    whole, point, rest = major.partition(".")
    number = f"{int(whole):,}"
    if language == "ru":
        number, point = number.replace(",", "\u202f"), point and ","
    # int() would lose the sign of "-0".
    sign = "-" if whole.startswith("-") and not number.startswith("-") else ""
    return f"{sign}{number}{point}{rest}"


def _times(index: Fraction | None, language: Language) -> str:
    if index is None:
        return ""
    tenths = half_up(index.numerator * 10, index.denominator)
    point = "," if language == "ru" else "."
    return f"{tenths // 10}{point}{tenths % 10}"
