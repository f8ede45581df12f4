"""The invoices that a purpose names, exactly: nothing is guessed of a slip of the pen (design §20).

"Оплата по счету № 17 от 01.11.2026", "INV-0017", "Rechnung Nr. 17 und 18". A bare number counts
behind a word for invoice alone, since contracts, acts and tax invoices are numbered, too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sheets_sync.bank.invoice_labels import prefix_meant, written_prefix
from sheets_sync.bank.month_words import days_written, leading_to_day, month, months_by_word
from sheets_sync.bank.names_alike import romanised, spellings, unmixed
from sheets_sync.bank.wordings import alternatives, wordings, words_everywhere, words_where
from sheets_sync.billing.days import serial
from sheets_sync.billing.names import fold

_SIGN: Final = "[#°]"
_NOT_A_NUMBER: Final = r"(?!\w|[-/][\w]|[.,][0-9]|\s[0-9]{3}[.,\s][0-9]|\s*(?:%|€|₽|\$))"
"""What may not follow an invoice's number: more of a word, a part of an amount or a date."""

_YEAR: Final = re.compile(r"20[0-9]{2}")

_DIGITS: Final = (
    r"(?P<d>[0-9]{1,2})(?P<s>[./-])(?P<m>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}|[0-9]{2})(?![0-9])",
    r"(?P<iso_y>20[0-9]{2})(?P<iso_s>[./-])(?P<iso_m>[0-9]{1,2})(?P=iso_s)(?P<iso_d>[0-9]{1,2})(?![0-9])",
)
"""A day in digits."""


@dataclass(frozen=True, slots=True)
class Named:
    """A number that a purpose gives an invoice: as it is folded, leading zeros off, with the
    prefix that stands before it ("" where none does); ``day`` of the invoice, None where it is
    not told. One that is not ``sure`` may be that of an account ("текущий счет 17")."""

    prefix: str
    number: int
    day: int | None = None
    sure: bool = True


def invoices_named(purpose: str, prefixes: Iterable[str]) -> list[Named]:
    """All numbers of invoices in a purpose, each once. ``prefixes`` are those of the series that
    there are, "" among them or not."""
    text = fold(purpose)
    folded = frozenset(map(fold, prefixes))
    found: dict[tuple[str, int], Named] = {}
    for named in (*_behind_words(text, folded), *_by_prefix(text, folded)):
        key = named.prefix, named.number
        if key not in found or _tells_less(found[key], named):
            found[key] = named
    return list(found.values())


def speaks_of_return(purpose: str) -> bool:
    """Whether the purpose begins with a word for what is undone, or has one for money that comes
    back anywhere: it is nobody's top-up."""
    text = unmixed(fold(purpose))
    return bool(_returned().match(text) or _refunded().search(text))


def months_told(purpose: str) -> list[int]:
    """The first days of the months that a purpose tells with their year, in words. One behind a day
    is none: that is of a contract, most often."""
    found = (each for each in _month_of_year().finditer(fold(purpose)) if not each["day"])
    return [serial(date(int(each["year"]), months_by_word()[each["month"]], 1)) for each in found]


def is_for_no_service(purpose: str) -> bool:
    """Whether the purpose begins with what is left of an advance, which comes back or is paid in,
    or says nothing but what is no payment for services (dividends, a salary) and of which time."""
    text = unmixed(fold(purpose))
    return bool(_rest().match(text) or _unearned().fullmatch(text))


def slips_of(number: int) -> set[int]:
    """Numbers that one slip makes of another: a digit wrong, missing, too many, two exchanged."""
    text = str(number)
    made = {text[:at] + text[at + 1 :] for at in range(len(text))}
    made |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    for digit in "0123456789":
        made |= {text[:at] + digit + text[at + 1 :] for at in range(len(text))}
        made |= {text[:at] + digit + text[at:] for at in range(len(text) + 1)}
    return {int(each) for each in made if each} - {number}


def _tells_less(one: Named, other: Named) -> bool:
    return (one.sure, one.day is not None) < (other.sure, other.day is not None)


def _behind_words(text: str, prefixes: frozenset[str]) -> Iterator[Named]:
    number = _number(prefixes)
    for word in _invoice().finditer(text):
        if (
            word["none"]
            or word["other"]
            or (word["towards"] and not _numbered().match(text, word.end()))
        ):
            continue
        place = word.end()
        while found := number.match(text, place):
            if not _is_a_year(found):
                prefix = prefix_meant(found["prefix"] or "", prefixes)
                day = _day(found)
                sure = not word["account"] or day is not None  # accounts have no day
                yield Named(prefix, int(found["number"]), day, sure)
            place = found.end()


def _is_a_year(found: re.Match[str]) -> bool:
    """Whether a number without prefix, day or a sign for numbers is a year that tells of which time
    an invoice is: a word stands behind it ("Facture 2026 annuelle")."""
    bare = not found["prefix"] and not found["label"] and _day(found) is None
    return bare and bool(
        _YEAR.fullmatch(found["number"]) and _more().match(found.string, found.end())
    )


def _by_prefix(text: str, prefixes: frozenset[str]) -> Iterator[Named]:
    """Numbers behind a prefix with a letter, which is enough by itself; one without ("2026-") may
    be a part of a day, one letter ("A-") a road, a flat, unless nothing stands before it."""
    lettered = frozenset(each for each in prefixes if any(map(str.isalpha, each)))
    if lettered:
        for found in _whole_label(lettered).finditer(text):
            prefix = prefix_meant(found["prefix"], prefixes)
            if sum(map(str.isalpha, prefix)) > 1 or _begins().fullmatch(text, 0, found.start()):
                yield Named(prefix, int(found["number"]), _day(found))


def _day(found: re.Match[str]) -> int | None:
    """The day that is told behind a number, in whichever way; None where none is."""
    for form in ("", "iso_", "word_", "behind_"):
        if year := found[f"{form}y"]:
            month = found[f"{form}m"]
            number = int(month) if month.isdecimal() else months_by_word()[month]
            full = int(year) + (2000 if len(year) == 2 else 0)
            try:
                return serial(date(full, number, int(found[f"{form}d"])))
            except ValueError:
                return None
    return None


@cache
def _month_of_year() -> re.Pattern[str]:
    ordinal = r"(?:-?[^\W\d]{1,3})?"  # 5th, 5-го
    of = rf"(?:(?:{wordings('dated')})\s+)?"
    between = rf"[\s.\"'»”-]+{of}"
    day = rf"(?:(?P<day>(?<![\w.,/-])(?:0?[1-9]|[12][0-9]|3[01]){ordinal}){between})?"
    return re.compile(rf"(?<!\w){day}(?P<month>{month()})\.?\s+{of}(?P<year>20[0-9]{{2}})(?!\w)")


@cache
def _invoice() -> re.Pattern[str]:
    shortened = (
        rf"(?<!\w\.)(?<![.0-9] )(?:{wordings('shortened')})(?:\.|(?<=/))\s*"  # not "юр. лиц."
    )
    account = rf"(?P<account>(?:{_stems('account')})\s+|{shortened})"
    other = rf"(?P<other>(?:{wordings('other')})\s+)|{account}"
    own = alternatives(words_where("invoice", "towards"))  # "za fakturę" is Polish
    return re.compile(
        rf"(?<!\w)(?:(?P<none>{wordings('tax_invoice')})(?!\w)"
        rf"|(?:{other})?(?:(?P<towards>{wordings('towards')})\s+(?=(?:{own})(?!\w)))?"
        rf"(?:(?:{wordings('invoice')})(?![\w/]|-\w)|(?<=/)inv/(?=\w)))"  # SWIFT: /INV/17
    )


@cache
def _begins() -> re.Pattern[str]:
    """What may stand before a label at the beginning of a purpose."""
    return re.compile(rf"\W*(?:{_label()})?\W*")


@cache
def _returned() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_stems('returned')})(?!\w)")


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_stems('rest')})(?!\w)")


@cache
def _unearned() -> re.Pattern[str]:
    of_time = "|".join(wordings(kind) for kind in ("for", "dated", "and", "year", "counted"))
    beside = rf"(?:[\W\d]|(?<!\w)(?:{of_time}|{wordings('paying')}|{month()})(?!\w))"
    unearned = rf"(?<!\w)(?:{_stems('unearned')})(?!\w)"
    return re.compile(rf"{beside}*{unearned}(?:{beside}|{unearned})*")


@cache
def _refunded() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_stems('refunded')})(?!\w)")


def _stems(kind: str) -> str:
    """The same, however banks spell them: without accents, in Latin letters; a ``*`` of a word is
    any letters."""
    words = words_everywhere(kind)
    spelt = {each for word in words for each in (*spellings(word), romanised(word))}
    return alternatives(spelt).replace(r"\*", r"\w*")


@cache
def _number(prefixes: frozenset[str]) -> re.Pattern[str]:
    """A number behind the word for invoice, or behind another number of a list."""
    between = rf"[\s.:,;&+]*(?:(?:{wordings('and')})\s+)?"
    return re.compile(rf"{between}(?P<label>{_label()}{{0,3}}){_labelled(prefixes)}")


@cache
def _more() -> re.Pattern[str]:
    """A word that goes on with what stands before it, and begins no other number."""
    others = "|".join(wordings(kind) for kind in ("and", "dated", "invoice"))
    return re.compile(rf"\s+(?!(?:{others})(?!\w))[^\W\d]")


@cache
def _numbered() -> re.Pattern[str]:
    """What says that a number is one of invoices, where the word before it may be another's."""
    return re.compile(rf"[\s.:]*{_label()}")


def _label() -> str:
    # fold makes "no" of the sign №
    return rf"(?:(?:{wordings('number')}|{_SIGN})[\s.:]*)"


def _part() -> str:
    """What makes a number that of a part: a quarter, hours; 3 of 5."""
    a_day = rf"[./-]\w|\.?\s+(?:(?:{wordings('dated')})\s+)?{month()}"
    of_paper = rf"\s+(?:{wordings('pages')})(?!\w)"
    among = rf"\s+(?:{wordings('among')})\s+[0-9]{{1,3}}(?!\w|{a_day}|{of_paper})"
    return rf"\.?\s*-?\s*(?:{wordings('counted')})(?!\w)|{among}"


@cache
def _whole_label(prefixes: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-]){_labelled(prefixes, must=True)}")


def _labelled(prefixes: frozenset[str], *, must: bool = False) -> str:
    ordered = (each for each in sorted(prefixes, key=len, reverse=True) if each)
    known = "|".join(written_prefix(each, behind_word=not must) for each in ordered)
    prefix = f"(?P<prefix>{known})" if known else "(?P<prefix>(?!))"
    dated = rf"(?:[\s,(]*{leading_to_day()}(?:{'|'.join((*_DIGITS, *days_written()))}))?"
    a_year = rf"(?<=20[0-9]{{2}})\s*(?:{wordings('year')})(?!\w)"
    another = rf"\.?\s+{month()}|{a_year}|{_part()}"
    number = rf"(?P<number>[0-9]{{1,9}}){_NOT_A_NUMBER}(?!{another})"
    return rf"{prefix}{'' if must else '?'}{number}{dated}"
