"""What a text says that may label a line of sums: "Total", "Week 1 subtotal" (design §4, §15)."""

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.dates import month_named
from sheets_sync.reading.meaning.units import unit_within
from sheets_sync.reading.meaning.vocabulary import any_of, words_for

_JOINT: Final = 2
"""No shorter word, and none as long, is a service: of, HT."""
_DIGITS: Final = "0123456789"


def is_total(text: str) -> bool:
    """Whether a text is a totals row's label: "Total", "Итого:", "Итого за май"."""
    return _label().fullmatch(fold(text).rstrip(" :")) is not None


def has_word(text: str) -> bool:
    """Whether a folded text has a word of totals, of languages that we do not speak in front."""
    return _word().search(text) is not None


def has_our_word(text: str) -> bool:
    """Whether a folded text has a word of totals of a language that we speak."""
    return _within().search(text) is not None


def has_word_at_an_end(text: str) -> bool:
    """Whether a folded text begins or ends with a word of totals of any language."""
    return _at_an_end().search(text) is not None


def is_sure(cell: Cell, names: Collection[str]) -> bool:
    """Whether a text has no word of totals, is a label, ends with its word ("Week 1 subtotal"), or
    says with it what is summed by a number, a time or a name of somebody: "Total hours"."""
    return not unsure_of(cell, names)


def unsure_of(cell: Cell, names: Collection[str]) -> str:
    """What stands in a text behind its word of totals, folded, unless that is surely a label."""
    text = fold(cell).rstrip(" :") if isinstance(cell, str) else ""
    if not has_word(text) or is_total(text):
        return ""
    *_, last = _word().finditer(text)
    rest = text[last.end() :].strip(" :-")
    said = rest in names or all(map(_says_what, re.findall(r"\w+", rest)))
    return "" if said else rest


def may_be_work(text: str) -> bool:
    """Whether each word of totals in a text says of work, too, that nothing is left out: "Total
    refit", but no "Subtotal refit"."""
    return {found[0] for found in _word().finditer(fold(text))} <= _whole()


def says_no_more(text: str, names: Collection[str]) -> bool:
    """Whether a folded text is a label with nothing but what is summed: "Total", "Week 1 subtotal",
    "Summe KW 12"; neither "Checked the totals" nor "Total for invoice 12"."""
    text = text.rstrip(" :")
    rest, labels = _labels().subn(" ", text)
    words = re.findall(r"\w+", rest)
    whole = " ".join(words) in names or all(map(_is_of_sums, words))
    return bool(_bare().fullmatch(text)) or (labels > 0 and whole)


def _is_of_sums(word: str) -> bool:
    letters = word.strip(_DIGITS)
    if len(letters) <= _JOINT and letters != word:  # W12, Q4
        return True
    return letters not in _invoices() and (letters in _joining() or _is_summed(letters))


def _says_what(word: str) -> bool:
    letters = word.strip(_DIGITS)
    known = letters in _joining() or letters in _beside_sums() or bool(named_currency(letters))
    return len(letters) <= _JOINT or known or _is_summed(letters)


def _is_summed(word: str) -> bool:
    return word in _said() or bool(unit_within(word)) or month_named(word) is not None


@cache
def _said() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.totals_say))


@cache
def _beside_sums() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.beside_money))


@cache
def _label() -> re.Pattern[str]:
    """A whole label: "total", "итого за май"."""
    return re.compile(f"(?:{_bare().pattern})(?: (?:{any_of(_joining())}) .+)?")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(any_of(words_for(lambda typed: typed.totals)))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_bare().pattern}|{_first()})\b|{_within().pattern}")


@cache
def _at_an_end() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_labels().pattern})|(?:{_labels().pattern})(?=[ :]*$)")


@cache
def _within() -> re.Pattern[str]:
    within = any_of(words_for(lambda typed: typed.totals_within))
    return re.compile(rf"\b(?:{within})\b")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"{_within().pattern}|^(?:{_first()})\b")


@cache
def _first() -> str:
    return any_of(words_for(lambda typed: typed.totals_first))


@cache
def _whole() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.totals_whole))


@cache
def _joining() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.totals_of))


@cache
def _invoices() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.purposes.get("invoice", "")))
