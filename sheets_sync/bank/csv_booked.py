"""Which rows of a CSV book something: not totals, turnovers, counts, what is pending, or who
printed it when (design §20). Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from sheets_sync.bank.csv_amounts import is_nothing
from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.wordings import wordings, words_everywhere
from sheets_sync.bank.written_days import month_of_word
from sheets_sync.billing.names import fold

NamedCells = Mapping[str, str]
"""The cells of a row by what they are for."""

NamedRows = Sequence[tuple[int, NamedCells]]
"""Such rows with their lines."""

_MOVED: Final = frozenset(("amount", "credit", "debit"))
_COUNT: Final = re.compile(r"[0-9]+[\W_]*([^\W\d_]+)[^0-9]*")
"""How many there are of what: 2 entries."""


def rows_with_days(named: NamedRows, labelled: Collection[int]) -> NamedRows:
    """The rows that have a day, but those of lines that are ``labelled``. Blank rows and totals
    have none or, where others begin with theirs, one behind a word ("Итого за 02.11.2026"), or how
    many entries there are: were an entry among them, the balances would not add up."""
    begin = any(cells["day"][:1].isdecimal() for _, cells in named)
    days = [
        (line, cells)
        for line, cells in named
        if line not in labelled
        and any(map(str.isdecimal, cells["day"]))
        and not (begin and cells["day"][0].isalpha())
    ]
    return [each for each in days if not _is_count(each[1])] or days


def _is_count(cells: NamedCells) -> bool:
    """Whether a row without a balance tells how many there are, and no day of a month."""
    told = _COUNT.fullmatch(cells["day"])
    return told is not None and not cells.get("balance") and not month_of_word(fold(told[1]))


def with_more_than_days(rows: NamedRows, whole: Mapping[int, Sequence[str]]) -> NamedRows:
    """Without those that have nothing beside their day: when the file was made, as a rule."""
    return [each for each in rows if sum(map(bool, whole[each[0]])) > 1] or rows


def is_unbooked(cells: NamedCells, row: Iterable[str], currency: str) -> bool:
    """Whether a row that has no balance says in a cell that nothing was booked (REVERTED)."""
    blank = "balance" in cells and (not cells["balance"] or is_nothing(cells["balance"], currency))
    return blank and not words_everywhere("unbooked").isdisjoint(map(fold, row))


def without_turnovers(
    entries: Sequence[BankEntry], moved: int, whole: Mapping[int, Sequence[str]]
) -> Sequence[BankEntry]:
    """Entries between two balances without those whose row (``whole`` by its line) says "turnover"
    in a cell, where each of these is all that came in the others, or all that went, and the others
    make what ``moved``."""
    words = words_everywhere("turnover")
    said = {each.line for each in entries if not words.isdisjoint(map(fold, whole[each.line]))}
    booked = [each for each in entries if each.line not in said]
    sums = {sum(each.signed for each in booked if each.credit == side) for side in (True, False)}
    told = {each.signed for each in entries if each.line in said}
    return booked if told <= sums and sum(each.signed for each in booked) == moved else entries


def with_its_sums(cells: NamedCells, row: Iterable[str]) -> NamedCells:
    """The cells of a row; one of the opening balance, which has no amount, moves none."""
    blank = not any(map(cells.get, _MOVED))
    if not (blank and cells.get("balance") and any(map(_speaks_of_balance().search, row))):
        return cells
    return {**cells, **dict.fromkeys(_MOVED & cells.keys(), "0")}


@cache
def _speaks_of_balance() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{wordings('balance')})(?!\w)", re.IGNORECASE)
