"""Why a client is advised to be kept, repriced or parted with: one sentence a reason (§9)."""

from fractions import Fraction
from typing import Final

from sheets_sync.billing.advice import Advice, Reason, ReasonKind
from sheets_sync.billing.rounding import half_up, to_major
from sheets_sync.workbook.layout import LANGUAGES, Language
from sheets_sync.workbook.results.encode import day

_REASONS: Final[dict[ReasonKind, tuple[str, str]]] = {
    ReasonKind.LOSING_MONTHS: (
        "each of the last three full months lost money ({months}), although a price of his own "
        "is valid since {since}",
        "каждый из трёх последних полных месяцев убыточен ({months}), хотя своя цена "
        "действует с {since}",
    ),
    ReasonKind.INDEX_EXTREME: (
        "takes {index} times the labour that others' orders take: extreme",
        "труда уходит в {index} раза больше, чем на такие же заказы других: чрезмерно",
    ),
    ReasonKind.INDEX_HEAVY: (
        "takes {index} times the labour that others' orders take",
        "труда уходит в {index} раза больше, чем на такие же заказы других",
    ),
    ReasonKind.MARGIN_NEGATIVE: (
        "costs more than he is charged: margin {amount} {currency}",
        "обходится дороже, чем списано: маржа {amount} {currency}",
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


def why(advice: Advice, currency: str, language: Language) -> str:
    """The reasons as one line, the weightiest first."""
    line = "; ".join(_sentence(reason, currency, language) for reason in advice.reasons)
    return line[:1].upper() + line[1:]


def _sentence(reason: Reason, currency: str, language: Language) -> str:
    amount = "" if reason.amount is None else to_major(reason.amount, currency)
    return _REASONS[reason.kind][LANGUAGES.index(language)].format(
        index=_times(reason.index, language),
        amount=amount.replace(".", ",") if language == "ru" else amount,
        currency=currency,
        months=", ".join(reason.months),
        since=day(reason.since),
    )


def _times(index: Fraction | None, language: Language) -> str:
    if index is None:
        return ""
    tenths = half_up(index.numerator * 10, index.denominator)
    point = "," if language == "ru" else "."
    return f"{tenths // 10}{point}{tenths % 10}"
