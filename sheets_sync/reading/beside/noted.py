"""Notes of payments, in Reference or in a column that is not read, that say that their money went
back or did not come: the row waits until its Kind says what it is (design §15)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.name_columns import fold_all
from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import Codes
from sheets_sync.reading.layout import LOG
from sheets_sync.reading.meaning.cell_column import Coded, Mask
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
    notes = fold_all([cell if isinstance(cell, str) else "" for cell in column.cells])
    return no_money_in(column.codes, notes)


def no_money_in(codes: Codes, notes: Sequence[str]) -> Mask:
    """The same of ``notes`` that are folded, by their ``codes`` by row."""
    if not _may_say_so().search("\n".join(("", *notes))):
        return np.zeros(len(codes), bool)
    where: Mask = np.array([*map(_says_no_money, notes), False], bool)[codes]
    return where


def _says_no_money(note: str) -> bool:
    said = note.strip(_ROUND)
    refund = _refund().match(said)
    went_back = refund is not None and not _is_none(said[refund.end() :])
    return went_back or said in folded_words("unpaid", NOTED)


def _is_none(rest: str) -> bool:
    """Whether what stands behind a refund says that it is still to come or that there is none, or
    makes it a word for something else: "refund expected", "refund not needed", "refund policy",
    "repayment of debt"."""
    said = rest.strip(f"{_ROUND}:")
    is_no = yes_or_no().get(said) is False
    other = rest[:1] == " " and _other().match(said) is not None
    return is_no or other or said in folded_words("unpaid", "failed")


@cache
def _other() -> re.Pattern[str]:
    words = folded_words("unpaid", "not") | folded_words("unpaid", "about")
    return re.compile(rf"(?:{any_of(words)})(?!\w)")


@cache
def _refund() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_words_for_refunds())})\b")


@cache
def _may_say_so() -> re.Pattern[str]:
    """What finds at once, in many notes each below a line's end, that one may say so: most books
    have another note a payment, and none such."""
    words = any_of(_words_for_refunds() | folded_words("unpaid", NOTED))
    return re.compile(rf"\n[{re.escape(_ROUND)}]*(?:{words})")


def _words_for_refunds() -> frozenset[str]:
    return folded_words("kinds", "refund") | frozenset(meanings("kind", ("refund",)))


@cache
def _headers() -> frozenset[str]:
    [column] = (each for each in LOG.columns if each.key == _NOTE)
    return frozenset(map(fold, (*column.names, *other_headers(LOG.key).get(_NOTE, ()))))
