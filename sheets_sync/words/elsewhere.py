"""What people type in languages that we do not speak: a beginning, for whoever adds one of them."""

from dataclasses import replace
from typing import Final

from sheets_sync.words.breaks_elsewhere import BREAKS, IN_ALL
from sheets_sync.words.days_elsewhere import MONTHS, OF_MONTH, ORDINALS, PERIODS, WEEKDAYS, YEARS
from sheets_sync.words.headers_elsewhere import EXPORTS, HEADERS
from sheets_sync.words.kinds_elsewhere import KINDS
from sheets_sync.words.likely_elsewhere import LIKELY
from sheets_sync.words.not_kept_elsewhere import NOT_KEPT
from sheets_sync.words.price_sections_elsewhere import PRICE_SECTIONS
from sheets_sync.words.rates_elsewhere import ASIDE, RATES
from sheets_sync.words.summing_elsewhere import FIRST, SAY, WHOLE
from sheets_sync.words.typed_elsewhere import TYPED
from sheets_sync.words.unpaid_elsewhere import UNPAID

ELSEWHERE: Final = {
    code: replace(
        each,
        totals_first=FIRST.get(code, ""),
        totals_say=SAY.get(code, ""),
        totals_whole=WHOLE.get(code, ""),
        kinds=KINDS.get(code, {}),
        not_kept=NOT_KEPT.get(code, {}),
        unpaid=UNPAID.get(code, {}),
        rates=RATES.get(code, {}),
        other_prices={"aside": ASIDE[code]} if code in ASIDE else {},
        likely=LIKELY.get(code, {}),
        price_sections=PRICE_SECTIONS.get(code, {}),
        headers=HEADERS.get(code, {}),
        breaks=BREAKS.get(code, {}),
        in_all=IN_ALL.get(code, ""),
        exports=EXPORTS.get(code, {}),
        months=MONTHS.get(code, ()),
        weekdays=WEEKDAYS.get(code, ()),
        ordinals=ORDINALS.get(code, ""),
        of_month=OF_MONTH.get(code, ""),
        periods=PERIODS.get(code, ""),
        years=YEARS.get(code, ""),
    )
    for code, each in TYPED.items()
}
