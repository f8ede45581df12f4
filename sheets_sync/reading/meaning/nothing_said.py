"""What people type where there is nothing: a dash, "n/a". In some columns it is a blank (§15)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.vocabulary import words_for

_LONG: Final = frozenset("—–")
_LONGEST: Final = 8
"""No text beyond is looked at: a column may have very many."""


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is a dash, or a word for nothing: where 0, or no more, cannot be meant."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and fold(cell) in _nothing()


def is_long_dash(cell: Cell) -> bool:
    """Whether a cell is a dash that is typed: as a hyphen formats of money show 0."""
    return isinstance(cell, str) and cell.strip() in _LONG


NOTHING: Final[Mapping[str, Mapping[str, Callable[[Cell], bool]]]] = {
    role: dict.fromkeys(("minimum", "step", "included", "valid_from", "currency"), says_nothing)
    for role in ("prices", "drafts")
} | {
    "log": {"minutes": says_nothing, "agreed": is_long_dash},
    "clients": {"email": says_nothing, "manager": says_nothing},
}
"""By role and column, what is blank there."""


@cache
def _nothing() -> frozenset[str]:
    words = words_for(lambda typed: typed.nothing)
    return frozenset(map(fold, (*words, "-", "−", *_LONG)))
