"""How an entry of a bank's statement is known again (design §20): by its fingerprint, which stands
in the code of its row of Bank, or in a Reference of Payments."""

import re
from typing import Final
from zlib import crc32

from sheets_sync.deferred import dataclass

_FINGERPRINT: Final = re.compile(r"bank-[0-9a-f]{16}")
ELSEWHERE: Final = "elsewhere"
"""Behind the code of an entry that another form of statement told already, most likely."""

LEARNT: Final = "learnt"
"""Behind the code of an entry that is matched by what staff's choices taught, and by that alone."""

_CODE: Final = re.compile(
    r"(?P<own>bank-[0-9a-f]{16}) (?P<form>\S+) (?P<check>[0-9a-f]{8})"
    rf"(?: (?P<beside>bank-[0-9a-f]{{16}}|{ELSEWHERE}|{LEARNT}))?"
    r"(?: (?P<order>[nw][0-9a-f]{8}))?(?: instead-(?P<instead>[0-9a-f]{16}))?"
)


def fingerprints_in(text: str) -> frozenset[str]:
    """All fingerprints of a bank's entries that stand in a text."""
    return frozenset(_FINGERPRINT.findall(text)) if "bank-" in text else frozenset()


@dataclass(frozen=True)
class EntryCode:
    """What the code of a row of Bank says: the entry's ``fingerprint``, the ``form`` of the file
    that told it, a ``check`` of its day and amount, and what else decides ``beside``: the
    fingerprint of the credit that it takes back, ``ELSEWHERE`` or ``LEARNT``; "": nothing.
    ``order`` tells it where the bank corrects day or sum; ``instead``: the fingerprint of the entry
    that the bank told before it, most likely."""

    fingerprint: str
    form: str
    check: str
    beside: str = ""
    order: str = ""
    instead: str = ""

    def __str__(self) -> str:
        instead = self.instead.replace("bank-", "instead-")
        told = self.fingerprint, self.form, self.check, self.beside, self.order, instead
        return " ".join(filter(None, told))


def read_entry_code(text: str) -> EntryCode | None:
    """What a code says; None where it is none."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    told = found.groupdict("")
    instead = told.pop("instead")
    return EntryCode(*told.values(), f"bank-{instead}" if instead else "")  # type: ignore[call-arg] # in the order of its fields


def check_of(day: int, amount: int, currency: str) -> str:
    """What tells that day (a serial), amount (minor units) and currency beside a code are those
    that the bank told: people sort a part of a table, and type where they should not."""
    return f"{crc32(f'{day} {amount} {currency}'.encode()):08x}"
