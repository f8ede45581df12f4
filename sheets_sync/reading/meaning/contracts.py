"""Contract of Clients: what a contract is called, without the word that says it is one (§17).

Letters, papers and what payers copy say "contract" before it: "договор Договор № 5" is no purpose.
"""

import re
from functools import cache

from sheets_sync.reading.meaning.vocabulary import any_of, words_for


def contract_in(text: str) -> str:
    """What stands in the cell, as typed, less a word for a contract at its head, in any language;
    "" where that is all."""
    found = _contract().match(text)
    return text[found.end() :] if found else text


@cache
def _contract() -> re.Pattern[str]:
    said = any_of(words_for(lambda typed: typed.contract))
    return re.compile(rf"(?:(?:{said})(?:[.:,]\s*|\s+|(?=[№#\d])|$))+", re.IGNORECASE)
