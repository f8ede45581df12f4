"""Colours by rule over columns: flags, limits, advice, checks, freshness (design §9).

Formulas have neither arguments that need a separator nor decimals: every locale reads them alike.
"""

from collections.abc import Iterable
from typing import Final

from sheets_sync.showing.own_tabs import CHOICE_ROW, EFFORT, STAFF, SUMMARY, TOTALS_ROW
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.decoration import Rule, Tone
from sheets_sync.words import in_every_language

_FLAGS: Final = {"✖": Tone.ALARM, "●": Tone.WARNING, "▲": Tone.NOTE, "✓": Tone.WELL}
_CHECKS: Final = {"✗": Tone.ALARM, "✓": Tone.WELL}
_FRESH: Final = {"⚠": Tone.WARNING, "✓": Tone.WELL}
_REMARK: Final = {"⚠": Tone.WARNING, "←": Tone.FAINT}
_ADVICE: Final = {"advice.part": Tone.ALARM, "advice.reprice": Tone.WARNING}
_FRESH_ROW: Final = 3


def summary_rules(top: int) -> tuple[Rule, ...]:
    """Those of Summary, whose first row of clients is ``top``."""
    flag, advice, remark = (SUMMARY.at(key) for key in ("flag", "advice", "since"))
    return (
        *_begin(flag, flag, top, None, _FLAGS),
        *_effort(top),
        *_advice(advice, top),
        *_begin(flag, flag, TOTALS_ROW + 1, top - 2, _CHECKS),
        *_begin(0, advice, _FRESH_ROW, _FRESH_ROW, _FRESH),
        *_begin(remark, remark, CHOICE_ROW, CHOICE_ROW, _REMARK),
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
    """Ratios at or over the limit that stands above their header."""
    ratio, top = EFFORT.at("ratio"), EFFORT.header_row + 1
    formula = _at_least(ratio, top, ratio, EFFORT.header_row - 1)
    return (Rule(ratio, ratio, top, formula, Tone.NOTE),)


def staff_rules() -> tuple[Rule, ...]:
    """More uncredited than credited minutes."""
    credited, uncredited, top = STAFF.at("credited"), STAFF.at("uncredited"), STAFF.header_row + 1
    formula = f"=${a1(uncredited, top)}>${a1(credited, top)}"
    return (Rule(uncredited, uncredited, top, formula, Tone.NOTE),)


def _begin(
    left: int, right: int, top: int, bottom: int | None, tones: dict[str, Tone]
) -> Iterable[Rule]:
    """Cells whose row begins, in the column ``left``, with one of the symbols."""
    for symbol, tone in tones.items():
        yield Rule(left, right, top, f'=LEFT(${a1(left, top)})="{symbol}"', tone, bottom)


def _effort(top: int) -> Iterable[Rule]:
    """The index and its bar, against limits that stand among the charts' figures."""
    index, bar = SUMMARY.at("index"), SUMMARY.at("bar")
    tones = (
        (index, "extreme", Tone.ALARM),
        (index, "heavy", Tone.WARNING),
        (bar, "extreme", Tone.LONG_BAR),
        (bar, "heavy", Tone.TALL_BAR),
    )
    for column, limit, tone in tones:
        formula = _at_least(index, top, SUMMARY.at(f"chart_{limit}"), top)
        yield Rule(column, column, top, formula, tone)
    yield Rule(bar, bar, top, f"=ISNUMBER(${a1(index, top)})", Tone.BAR)


def _advice(column: int, top: int) -> Iterable[Rule]:
    """Cells that hold a text, in whichever language."""
    for key, tone in _ADVICE.items():
        either = "+".join(f'(${a1(column, top)}="{text}")' for text in in_every_language(key))
        yield Rule(column, column, top, f"={either}", tone)


def _at_least(column: int, row: int, limit_column: int, limit_row: int) -> str:
    """A number at or over the limit in another cell."""
    cell = f"${a1(column, row)}"
    return f"=ISNUMBER({cell})*({cell}>=${column_letters(limit_column)}${limit_row})"
