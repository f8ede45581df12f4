"""What columns of a log that nobody reads yet tell besides, once they are found (design §15)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import is_blank
from sheets_sync.reading.layout import CLIENTS, LOG, Role
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.times_of_day import DAYLONG, moment_in
from sheets_sync.reading.meaning.vocabulary import words_by, words_for
from sheets_sync.reading.sources.header_hints import Hint, LabourIn, folded, hint, labour_in
from sheets_sync.reading.sources.labour_headers import labour_elsewhere, labour_minutes
from sheets_sync.reading.sources.matching import other_headers
from sheets_sync.reading.sources.slashes import has_slashes, order_told
from sheets_sync.spreadsheet.protocol import Tab

_HOURS_A_DAY: Final = 24
_LONGEST: Final = 31 * 1440
"""Minutes of a month: no row has more, and what has them is in seconds, or parts of them."""


def place_billed(
    tab: Tab,
    row: int,
    texts: Mapping[int, str],
    known: Collection[str],
    places: dict[str, int],
    hints: dict[str, Hint],
) -> None:
    """Put the only column of hours that clients pay for among ``places``: beside those that were
    worked it is the quantity, without them the labour. One of yes and no, or of invoices' numbers,
    is neither, and one in which nothing stands says nothing of the hours beside it."""
    billed = folded(words_by(lambda typed: typed.not_kept)["log.billed"])
    others = ((at, text) for at, text in texts.items() if at not in places.values())
    found = [at for at, text in others if hint(text, billed) is not None]
    key = "quantity" if "minutes" in {*known, *places} else "minutes"
    if (
        len(found) != 1
        or key in known
        or key in places
        or labour_in(tab.columns[found[0]][row:]) is None
        or (key == "quantity" and not _says_how_long(tab, row, found[0]))
    ):
        return
    places[key] = found[0]
    if key == "minutes":
        hints[key] = Hint(labour_minutes(str(tab.columns[found[0]][row - 1])))


def _says_how_long(tab: Tab, row: int, at: int) -> bool:
    """Whether cells below a header say how long something was: durations, or numbers whose unit the
    header says. Those of "Billable time" are hours or minutes, and as a Quantity they would be
    whatever the price is for."""
    cells = tab.columns[at][row:]
    labour = labour_in(cells)
    in_one = labour_minutes(str(tab.columns[at][row - 1]))
    return (
        labour is not None and not all(map(is_blank, cells)) and bool(in_one or not labour.minutes)
    )


def settled_labour(
    tab: Tab, row: int, texts: Mapping[int, str], places: dict[str, int]
) -> LabourIn:
    """What a 1 means in the column of labour, which is settled in ``places``: of several that are
    called so the first with cells that are no times of day, no parts of seconds and no money."""
    if "minutes" not in places:
        return LabourIn(0)
    usual = folded(other_headers(LOG.key)["minutes"])
    for at in (places.pop("minutes"), *(at for at, text in texts.items() if text in usual)):
        cells = tab.columns[at][row:]
        labour = labour_in(cells)
        if labour is None or labour.most > _LONGEST:
            continue
        if labour.most <= _HOURS_A_DAY or not _may_be_money(texts[at], cells):
            places["minutes"] = at
            return labour
    return LabourIn(0)


def _may_be_money(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a column of numbers that are no hours of a day may have money as well as minutes:
    "Actual", with no duration in it."""
    return fold(text) in _spent() and not any(map(_is_duration, cells))


@cache
def _spent() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.spent)))


def _is_duration(cell: Cell) -> bool:
    return not isinstance(cell, (int, float)) and isinstance(read_duration(cell, OTHER), int)


def without_other_pairs(
    tab: Tab, row: int, places: Mapping[str, int], *, alone: bool
) -> dict[str, int]:
    """The ``places`` without begin and end of work where there is but one of them, or other things
    than times of day stand there: towns, who took it from whom, days of a delivery. ``alone``:
    nothing else is labour, and hours (9 and 17), which wait, may be meant for times."""
    span = [tab.columns[places[key]][row:] for key in ("begin", "end") if key in places]
    if len(span) > 1 and all(_are_times(cells, alone=alone) for cells in span):
        return dict(places)
    return {key: place for key, place in places.items() if key not in ("begin", "end")}


def with_day_of_begin(
    tab: Tab, row: int, known: Collection[str], places: Mapping[str, int]
) -> dict[str, int]:
    """The ``places`` with the column of begins as that of days, too, where there is no other and it
    has moments: a day and a time."""
    at = places.get("begin")
    if at is None or "date" in {*known, *places}:
        return dict(places)
    cells = [cell for cell in tab.columns[at][row:] if not is_blank(cell)]
    moments = sum(map(_is_moment_of_a_day, cells))
    return {**places, **({"date": at} if 0 < len(cells) <= 2 * moments else {})}


def _is_moment_of_a_day(cell: Cell) -> bool:
    """Whether a cell is a time of a day that it names."""
    return type(cell) is not date and (
        (moment_in(cell) or timedelta()) > DAYLONG or _has_slashes(cell)
    )


def _has_slashes(cell: Cell) -> bool:
    """Whether a cell is a moment whose day the order of days decides: 3/4/2026 9:00."""
    return isinstance(cell, str) and ":" in cell and has_slashes(cell)


def without_needless_span(
    tab: Tab, row: int, known: Mapping[str, Sequence[int]], places: Mapping[str, int]
) -> dict[str, int]:
    """The ``places`` without begin and end of work beside a column of labour, but where some row
    says its labour by them alone."""
    labour = places.get("minutes", next(iter(known.get("minutes", ())), None))
    if labour is None or "begin" not in places:
        return dict(places)
    pairs = zip(tab.columns[places["begin"]][row:], tab.columns[labour][row:], strict=True)
    if any(_may_be_time(begin, alone=False) and is_blank(long) for begin, long in pairs):
        return dict(places)
    return {key: at for key, at in places.items() if key not in ("begin", "end")}


def _are_times(cells: Sequence[Cell], *, alone: bool) -> bool:
    """Whether half of the filled cells at least may be times of day."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return sum(_may_be_time(cell, alone=alone) for cell in filled) * 2 >= len(filled)


def _may_be_time(cell: Cell, *, alone: bool) -> bool:
    """Whether a cell is a time of day, or a moment, or may be one as Google has them (0.5); beside
    other labour 0 is none, which stands among sums."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell <= _HOURS_A_DAY:
        return alone or 0 < cell < 1
    return type(cell) is not date and (moment_in(cell) is not None or _has_slashes(cell))


def in_the_other_unit(tab: Tab, row: int, places: Mapping[str, int]) -> str:
    """The header of minutes beside hours that are labour, or the other way about; "" for none."""
    if (ours := places.get("minutes")) is None:
        return ""
    unit = labour_minutes(str(tab.columns[ours][row - 1]))
    others = (str(tab.columns[at][row - 1]) for at in labour_elsewhere(tab, row, {ours}))
    return next((each for each in others if unit and labour_minutes(each) not in (0, unit)), "")


def order_of_days(
    tab: Tab,
    row: int,
    role: Role,
    known: Mapping[str, Sequence[int]],
    places: Mapping[str, int],
) -> dict[str, str]:
    """What stands first in days like 11/23/2026 that stayed text, where the column tells."""
    at = places.get("date", next(iter(known.get("date", ())), None))
    order = None if at is None or role is CLIENTS else order_told(tab, at, row)
    return {"dates": order} if order else {}
