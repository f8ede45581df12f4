"""Русский. Тысячи разделяет узкий неразрывный пробел, три формы числа: 1 заказ, 2, 5 заказов."""

from typing import Final

from sheets_sync.words.language import Language

from . import (
    bank,
    case,
    effort,
    explained,
    findings,
    fleet,
    letters,
    meter,
    notices,
    papers,
    pricelist,
    refused,
    report,
    simulated,
    summary,
    tabs,
    typed,
    unread_columns,
)


def plural(count: int) -> str:
    """Форма слова при числе, по правилам CLDR."""
    tens, ones = count % 100, count % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"


LANGUAGE: Final = Language(
    name="Русский",
    also_called=("Russian",),
    cldr="ru",
    decimal=",",
    group="\u202f",
    day="%d.%m.%Y",
    day_in_cells="dd.mm.yyyy",
    day_in_letters="dd.MM.y",
    per_cent=" %",
    ticks=("ИСТИНА", "ЛОЖЬ"),
    plural=plural,
    currencies=("RUB", "EUR", "USD", "BYN", "KZT"),
    typed=typed.TYPED,
    texts={
        **tabs.TEXTS,
        **summary.TEXTS,
        **effort.TEXTS,
        **notices.TEXTS,
        **findings.TEXTS,
        **unread_columns.TEXTS,
        **letters.TEXTS,
        **meter.TEXTS,
        **papers.TEXTS,
        **pricelist.TEXTS,
        **refused.TEXTS,
        **report.TEXTS,
        **simulated.TEXTS,
        **case.TEXTS,
        **explained.TEXTS,
        **bank.TEXTS,
        **fleet.TEXTS,
    },
)
