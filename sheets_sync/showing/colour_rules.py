"""Colours by rule over columns: flags, limits, advice, checks, freshness (design §9).

Formulas have neither arguments that need a separator nor decimals: every locale reads them alike.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from sheets_sync.showing.own_tabs import BANK, EFFORT, STAFF, SUMMARY
from sheets_sync.showing.summary_layout import layout_of
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.decoration import Rule, Tone
from sheets_sync.words import in_every_language

_FLAGS: Final = {"✖": Tone.ALARM, "●": Tone.WARNING, "▲": Tone.NOTE, "✓": Tone.WELL}
_CHECKS: Final = {"✗": Tone.ALARM, "✓": Tone.WELL}
_FRESH: Final = {"⚠": Tone.WARNING, "✓": Tone.WELL}
_REMARK: Final = {"⚠": Tone.WARNING, "←": Tone.FAINT}
_ADVICE: Final = {
    "advice.part": Tone.ALARM,
    "advice.reprice": Tone.WARNING,
    "advice.collect": Tone.NOTE,
}
_VERDICTS: Final = {
    "verdict.extreme": Tone.ALARM,
    "verdict.heavy": Tone.WARNING,
    "verdict.unclear": Tone.FAINT,
}
_BARS: Final = {"verdict.extreme": Tone.LONG_BAR, "verdict.heavy": Tone.TALL_BAR}
_FEW_DAYS: Final = {7: Tone.WARNING, 14: Tone.NOTE}
"""Fewer days than these are left to an account that is not empty yet."""
_DOUBLED: Final = 2


def summary_rules(top: int) -> tuple[Rule, ...]:
    """Those of Summary, whose first row of clients is ``top``."""
    layout = layout_of(top - 1)
    remark, last = SUMMARY.at(layout.choice_remark), SUMMARY.at(layout.sentences) - 1
    flag, advice = (SUMMARY.at(key) for key in ("flag", "advice"))
    verdict, index, bar = (SUMMARY.at(key) for key in ("verdict", "index", "bar"))
    return (
        *_begin(flag, flag, top, None, _FLAGS),
        *_said(verdict, verdict, index, top, _VERDICTS),
        *_said(verdict, bar, bar, top, _BARS),
        Rule(bar, bar, top, f"=ISNUMBER(${a1(index, top)})", Tone.BAR),
        *_said(advice, advice, advice, top, _ADVICE),
        *_few_days(SUMMARY.at("days_left"), top),
        _doubled(SUMMARY.at("hours_change"), top),
        *_begin(flag, flag, layout.totals + 1, top - 2, _CHECKS),
        *_begin(0, last, layout.fresh, layout.fresh, _FRESH),
        *_begin(remark, remark, layout.choice, layout.choice, _REMARK),
    )


def held_rules(
    top: int, right: int, status: int, charge: int, date: int | None
) -> tuple[Rule, ...]:
    """Rows of a log that say why they are not charged, whole: a wide log shows it wherever one
    looks. Those whose day is to come are as they should be."""
    formula = f'=(${a1(status, top)}<>"")*(${a1(charge, top)}="")'
    if date is not None:
        formula += f"*(1-ISNUMBER(${a1(date, top)})*(${a1(date, top)}>TODAY()))"
    return (Rule(0, right, top, formula, Tone.HELD),)


def effort_rules() -> tuple[Rule, ...]:
    """What each verdict is; and what a heavy one is made of: ratios at or over the limit that
    stands above their header. Elsewhere a ratio may be chance, and has no colour."""
    ratio, verdict, top = EFFORT.at("ratio"), EFFORT.at("verdict"), EFFORT.header_row + 1
    formula = _at_least(ratio, top, ratio, EFFORT.header_row - 1)
    heavy = "+".join(_is_one_of(verdict, top, key) for key in _BARS)
    return (
        Rule(ratio, ratio, top, f"{formula}*({heavy})", Tone.NOTE),
        *_said(verdict, verdict, verdict, top, _VERDICTS),
    )


def staff_rules() -> tuple[Rule, ...]:
    """More uncredited than credited hours, and the lines of totals."""
    credited, uncredited, top = STAFF.at("credited"), STAFF.at("uncredited"), STAFF.header_row + 1
    formula = f"=${a1(uncredited, top)}>${a1(credited, top)}"
    last, month = len(STAFF.columns) - 1, STAFF.at("month")
    return (
        Rule(uncredited, uncredited, top, formula, Tone.NOTE),
        *_said(month, 0, last, top, {"staff.in_all": Tone.SUM}),
    )


def bank_rules() -> tuple[Rule, ...]:
    """Rows of Bank that wait for a choice, as long as nobody made one, and held ones. Amounts have
    a rule of their own, their currency, which some programs would drop beside another."""
    state, client, amount = (BANK.at(key) for key in ("state", "client", "amount"))
    top = BANK.header_row + 1
    waits = f'=(LEFT(${a1(state, top)})="▲")*(${a1(client, top)}="")'
    return (
        Rule(0, amount - 1, top, waits, Tone.NOTE),
        Rule(amount + 1, state, top, waits, Tone.NOTE),
        *_begin(state, state, top, None, {"✖": Tone.ALARM}),
    )


def _begin(
    left: int, right: int, top: int, bottom: int | None, tones: dict[str, Tone]
) -> Iterable[Rule]:
    """Cells whose row begins, in the column ``left``, with one of the symbols."""
    for symbol, tone in tones.items():
        yield Rule(left, right, top, f'=LEFT(${a1(left, top)})="{symbol}"', tone, bottom)


def _said(
    column: int, left: int, right: int, top: int, tones: Mapping[str, Tone]
) -> Iterable[Rule]:
    """Cells whose row holds one of the texts in ``column``, in whichever language."""
    for key, tone in tones.items():
        yield Rule(left, right, top, f"={_is_one_of(column, top, key)}", tone)


def _is_one_of(column: int, row: int, key: str) -> str:
    """Whether a cell holds the text ``key``, in whichever language."""
    return "+".join(f'(${a1(column, row)}="{text}")' for text in in_every_language(key))


def _few_days(column: int, top: int) -> Iterable[Rule]:
    """Days left that are few, but some."""
    cell = f"${a1(column, top)}"
    for days, tone in _FEW_DAYS.items():
        yield Rule(column, column, top, f"=ISNUMBER({cell})*({cell}>0)*({cell}<{days})", tone)


def _doubled(column: int, top: int) -> Rule:
    """Hours that are twice what they were, or more."""
    cell = f"${a1(column, top)}"
    return Rule(column, column, top, f"=ISNUMBER({cell})*({cell}>={_DOUBLED})", Tone.NOTE)


def _at_least(column: int, row: int, limit_column: int, limit_row: int) -> str:
    """A number at or over the limit in another cell."""
    cell = f"${a1(column, row)}"
    return f"=ISNUMBER({cell})*({cell}>=${column_letters(limit_column)}${limit_row})"
