"""English: days in ISO, but in letters."""

from typing import Final

from sheets_sync.words.language import Language, one_or_other

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

LANGUAGE: Final = Language(
    name="English",
    also_called=("английский",),
    cldr="en",
    decimal=".",
    group=",",
    day="%Y-%m-%d",
    day_in_cells="yyyy-mm-dd",
    day_in_letters="d MMM y",
    per_cent="%",
    ticks=("TRUE", "FALSE"),
    plural=one_or_other,
    currencies=("RUB", "EUR", "USD", "GBP"),
    before_cents=",",
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
