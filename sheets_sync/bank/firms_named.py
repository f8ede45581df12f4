"""The firms that a purpose names: those that are paid for, and who made an invoice (design §20)."""

import re
from functools import cache
from typing import Final

from sheets_sync.bank.wordings import alternatives, wordings, words_everywhere
from sheets_sync.billing.names import fold

_SPOKEN_FORMS: Final = frozenset({"co", "company", "inc", "limited", "corporation"})
"""Forms of law that are words of other meanings, too: "for the company"."""


def firms_paid_for(purpose: str) -> list[str]:
    """What stands where somebody's firm is named that the payment is for ("за ООО Бета", "for Beta
    Ltd"): its name first, all that follows behind it, or its name behind a few words. Whose
    services are paid for is nobody else's: they are the payee's."""
    text = " ".join(re.sub(r'[(),"«»]', " ", fold(purpose)).split())
    found = (each for each in _for_a_firm().finditer(text) if not each["served"])
    return [each["behind"] or each["before"] or "" for each in found]


def issuers_named(purpose: str) -> list[str]:
    """Whose invoices the purpose names, as 'invoice 3 of "Vertex"' does: without quotation marks
    it may be what the invoice is for ("of Consulting")."""
    return [each["name"] for each in _whose().finditer(purpose)]


@cache
def _for_a_firm() -> re.Pattern[str]:
    """Forms of law stand before a name in Cyrillic letters, behind one in Latin."""
    forms = words_everywhere("firm") - _SPOKEN_FORMS
    latin = alternatives(each for each in forms if each.isascii())
    before = alternatives(each for each in forms if not each.isascii())
    served = rf"(?:{wordings('served')})(?!\w)"
    cyrillic = rf"(?:{before})(?!\w)(?!\s+{served})(?=(?P<behind>.*))"
    word = r"[a-z][\w&.-]*\s+"
    named = (
        rf"{cyrillic}|(?!(?:{word}){{0,2}}{served})(?P<before>(?:{word}){{1,3}})(?:{latin})(?!\w)"
    )
    return re.compile(rf"(?<!\w)(?:(?P<served>{served})|(?:{wordings('for')})\s+(?:{named}))")


@cache
def _whose() -> re.Pattern[str]:
    name = r"[\"«“”„](?P<name>[^\"«»“”„]+)[\"»“”]"
    return re.compile(rf"[0-9] (?:{wordings('whose')}) {name}[.!]?\s*$")
