"""What the answer to a write says of the spreadsheet: whether it is the one that we know."""

import re
from collections.abc import Sequence
from typing import Final

from sheets_sync.spreadsheet.google import reading_back
from sheets_sync.spreadsheet.google.facts import Facts
from sheets_sync.spreadsheet.google.landing import Expectation
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.refusals import Refusal

_MOVED: Final = re.compile(
    r"Unable to parse range|exceeds grid limits|No (?:grid|sheet) with id|beyond the|outside"
    r"|already exists|embedded object|[Cc]hart(?:Id)?[: ]"
)
_NOT_MOVED: Final = re.compile(r"protected cell or object|10000000 cells")
_REQUEST: Final = re.compile(r"requests\[(\d+)\]")


def contradicts(facts: Facts, reply: Json, expected: Sequence[Expectation]) -> bool:
    """Whether an answer shows that locale, zone or a tab's name were changed."""
    properties = reply.get("updatedSpreadsheet", {}).get("properties", {})
    names = reading_back.titles(reply)
    return bool(properties) and (
        properties.get("locale", facts.locale) != facts.locale
        or properties.get("timeZone", facts.timezone) != facts.timezone
        or any(names.get(each.sheet, each.title) != each.title for each in expected)
    )


def says_moved(refusal: Refusal, guards: int) -> bool:
    """Whether a refusal means that tabs or columns are not where we think they are."""
    if refusal.status != 400 or _NOT_MOVED.search(refusal.message):
        return False
    at = _REQUEST.search(refusal.message)
    return bool(_MOVED.search(refusal.message)) or (at is not None and int(at[1]) < guards)
