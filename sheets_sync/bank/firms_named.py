"""The firms that a purpose names: those that are paid for, and who made an invoice (design §20)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from sheets_sync.bank.month_words import month, months_by_word
from sheets_sync.bank.names_alike import in_latin, stands_loosely_in
from sheets_sync.bank.payers import bare_name
from sheets_sync.bank.wordings import alternatives, wordings, words_everywhere
from sheets_sync.billing.names import fold

_SPOKEN_FORMS: Final = frozenset({"co", "company", "inc", "limited", "corporation"})
"""Forms of law that are words of other meanings, too: "for the company"."""


def firms_paid_for(purpose: str) -> list[str]:
    """What stands where somebody's firm is named that the payment is for ("за ООО Бета", "for Beta
    Ltd"): its name first, all that follows behind it, or its name behind a few words. Whose
    services are paid for is nobody else's: they are the payee's."""
    found = (each for each in _for_a_firm().finditer(_without_marks(purpose)) if not each["served"])
    return [each["behind"] or each["before"] or "" for each in found]


def issuers_named(purpose: str) -> list[str]:
    """Whose invoices the purpose names behind their numbers: in quotation marks ('invoice 3 of
    "Vertex"'), with a form of law (Rechnung 3 der Vertex GmbH), or as who made it ("Rechnung 3 von
    Vertex"); "of Consulting" may be what the invoice is for."""
    whose = _whose_firm().finditer(_without_marks(purpose))
    firms = (each["behind"] or each["before"] for each in whose)
    quoted = (each["name"] for each in _whose().finditer(purpose))
    return [*quoted, *firms, *(_makers(purpose) if purpose != purpose.upper() else ())]


def firms_perhaps(purpose: str) -> list[str]:
    """What may be who made an invoice, as well as what it is for, or whence: in brackets behind its
    number ("invoice 3 (Delta)"), or behind "from", at the end. What says nothing but that a tax is
    in it, or none, is no name ("Без НДС"), and parts no name from what stands beside it: "(Delta,
    VAT exempt)" has Delta's."""
    found = (_beside_tax(each["within"] or each["behind"]) for each in _perhaps().finditer(purpose))
    capital = (name for names in found for name in names if name[0].isupper())
    return [each for each in capital if not (_begins_with_a_month(each) or _is_of_tax(each))]


def _beside_tax(phrase: str) -> list[str]:
    """The phrase itself, or what stands in it beside a clause that says of a tax alone. What has
    figures is no name."""
    parts = [part for each in re.split("[,;]", phrase) if (part := each.strip(" .-"))]
    of_tax = [each for each in parts if _is_of_tax(re.sub(r"[0-9%]", " ", each))]
    names = [each for each in parts if each not in of_tax]
    if len(parts) > 1 and not of_tax:
        return []
    return [each for each in names if not any(map(str.isdigit, each))]


def is_same_firm(named: str, name: str) -> bool:
    """Whether who is named is called so, be it in other letters: Romashka is Ромашка."""
    return in_latin(bare_name(named)) == in_latin(bare_name(name))


def is_the_payer(named: str, payer: str) -> bool:
    """Whether who is named, be it with more beside it or in another case of the language, is called
    as the payer; of a person, whose name has no form of law, a part does: "von Weber"."""
    said, own = (in_latin(bare_name(each)) for each in (named, payer))
    if not (said and own):
        return False
    beside = said.startswith(f"{own} ") or f" {said}".endswith(f" {own}")
    in_part = own == in_latin(payer) and stands_loosely_in(said, own, inflected=True)
    return beside or in_part or stands_loosely_in(own, said, inflected=True)


def _without_marks(purpose: str) -> str:
    """The purpose, folded, without brackets, commas and quotation marks."""
    return " ".join(re.sub(r'[(),"«»„“”]', " ", fold(purpose)).split())


def _makers(purpose: str) -> Iterator[str]:
    """Names behind a word for who made an invoice; a month there is when it was made."""
    for each in _made_by().finditer(purpose):
        if each["first"][0].isupper() and not _begins_with_a_month(each["first"]):
            yield each["name"]


def _begins_with_a_month(name: str) -> bool:
    return fold(re.split(r"\W", name, maxsplit=1)[0]) in months_by_word()


def _is_of_tax(phrase: str) -> bool:
    """Whether a phrase has a word for a tax, and no other but those that go with it."""
    words, taxes = {*in_latin(phrase).split()}, _words_of("tax")
    return not words.isdisjoint(taxes) and words <= taxes | _words_of("taxed")


@cache
def _words_of(kind: str) -> frozenset[str]:
    """The single words of a kind, in plain Latin letters."""
    return frozenset(part for word in words_everywhere(kind) for part in in_latin(word).split())


@cache
def _for_a_firm() -> re.Pattern[str]:
    """Forms of law stand before a name in Cyrillic letters, behind one in Latin."""
    latin, before = _forms()
    served = rf"(?:{wordings('served')})(?!\w)"
    cyrillic = rf"(?:{before})(?!\w)(?!\s+{served})(?=(?P<behind>.*))"
    word = r"[a-z][\w&.-]*\s+"
    named = (
        rf"{cyrillic}|(?!(?:{word}){{0,2}}{served})(?P<before>(?:{word}){{1,3}})(?:{latin})(?!\w)"
    )
    return re.compile(rf"(?<!\w)(?:(?P<served>{served})|(?:{wordings('for')})\s+(?:{named}))")


def _forms() -> tuple[str, str]:
    """Forms of law that stand behind a name, and those that stand before it, as alternatives."""
    forms = words_everywhere("firm") - _SPOKEN_FORMS
    latin, others = (
        alternatives(each for each in forms if each.isascii() is ascii_) for ascii_ in (True, False)
    )
    return latin, others


@cache
def _whose_firm() -> re.Pattern[str]:
    latin, before = _forms()
    day = rf"(?:\s(?:(?:{wordings('dated')})\s)?[0-9][0-9./-]*(?:\s(?:{month()})\s[0-9]+)?)?"
    of = rf"(?:\s(?:{wordings('whose')}|{wordings('maker')}|{wordings('dated')}))?"
    word = rf"(?!(?:{wordings('for')})\s)[a-z][\w&.-]*\s"
    named = rf"(?:{before})\s(?P<behind>.+)|(?P<before>(?:{word}){{1,3}})(?:{latin})(?!\w)"
    return re.compile(rf"(?<![\w.])[0-9]+{day}{of}\s(?:{named})")


@cache
def _made_by() -> re.Pattern[str]:
    name = r"(?P<name>(?P<first>[^\W\d_]{2,})(?:[ -][^\W\d_][\w&-]*){0,3})"
    return re.compile(rf"[0-9] (?i:{wordings('maker')}) {name}[.!]?\s*(?:$|[,;])")


@cache
def _perhaps() -> re.Pattern[str]:
    by = f"{wordings('whose')}|{wordings('maker')}|{wordings('dated')}"
    within, name = r"[^\W\d_][^()]*", r"[^\W\d_][^\d(),;]*(?:[,;][^()]*)?"
    return re.compile(rf"[0-9] ?(?:\((?P<within>{within})\)|(?i: (?:{by})) (?P<behind>{name}$))")


@cache
def _whose() -> re.Pattern[str]:
    name = r"[\"«“”„](?P<name>(?![0-9]+[\s./-])[^\"«»“”„]+)[\"»“”]"  # not of «1 ноября»
    by = f"{wordings('whose')}|{wordings('maker')}"
    return re.compile(rf"[0-9] (?i:{by}) {name}[.!]?\s*$")
