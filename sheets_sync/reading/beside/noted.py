"""Notes of payments, in Reference or in a column that is not read, that say that their money went
back or did not come: the row waits until its Kind says what it is (design §15)."""

import re
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import LOG
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.meaning.vocabulary import any_of, folded_words, meanings, yes_or_no
from sheets_sync.reading.sources.matching import other_headers

NOTED: Final = "noted"
_NOTE: Final = "note"
_ROUND: Final = " .!?()"


def is_of_notes(header: str | None) -> bool:
    """Whether a folded header is one of notes."""
    return header is not None and header in _headers()


def notes_no_money(column: Coded) -> Mask:
    """The rows whose note is but that no money came, or begins with a word for a refund."""
    return rows_where(column, _notes_no_money)


def _notes_no_money(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    said = fold(cell).strip(_ROUND)
    refund = _refund().match(said)
    went_back = refund is not None and not _is_none(said[refund.end() :])
    return went_back or said in folded_words("unpaid", NOTED)


def _is_none(rest: str) -> bool:
    """Whether what stands behind a refund says that it is still to come or that there is none, or
    makes it a word for something else: "refund expected", "refund not needed", "refund policy"."""
    said = rest.strip(f"{_ROUND}:")
    first = said.partition(" ")[0] if rest[:1] == " " else ""
    is_no = yes_or_no().get(said) is False
    other = first in folded_words("unpaid", "not") or first in folded_words("unpaid", "about")
    return is_no or other or said in folded_words("unpaid", "failed")


@cache
def _refund() -> re.Pattern[str]:
    kinds = meanings("kind", ("refund",))
    return re.compile(rf"(?:{any_of({*folded_words('kinds', 'refund'), *kinds})})\b")


@cache
def _headers() -> frozenset[str]:
    [column] = (each for each in LOG.columns if each.key == _NOTE)
    return frozenset(map(fold, (*column.names, *other_headers(LOG.key).get(_NOTE, ()))))
