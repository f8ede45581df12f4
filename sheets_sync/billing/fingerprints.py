"""How an entry of a bank's statement is known again (design §20): by its fingerprint, which stands
in the code of its row of Bank, or in a Reference of Payments."""

import re
from dataclasses import replace
from typing import Final
from zlib import crc32

from sheets_sync.deferred import dataclass

_FINGERPRINT: Final = re.compile(r"bank-[0-9a-f]{16}")
ELSEWHERE: Final = "elsewhere"
"""Behind the code of an entry that another form of statement told already, most likely."""

LEARNT: Final = "learnt"
"""Behind the code of an entry that is matched by what staff's choices taught, and by that alone."""

ALIKE: Final = "alike"
"""Behind the code of an entry that may be one which another statement told likewise."""

_SINCE: Final = "typed-since"
_TYPED_AS: Final = "typed-as"
_CODE: Final = re.compile(
    r"(?P<own>bank-[0-9a-f]{16}) (?P<form>\S+) (?P<check>[0-9a-f]{8})"
    rf"(?: (?P<beside>bank-[0-9a-f]{{16}}|{ELSEWHERE}|{LEARNT}|{ALIKE}))?"
    r"(?: (?P<order>[nw][0-9a-f]{8}))?(?: instead-(?P<instead>[0-9a-f]{16}))?"
    rf"(?: {_SINCE}-?(?P<since>[0-9]*))?(?: {_TYPED_AS}-(?P<typed_as>[0-9]+))?"
    r"(?: untold-(?P<untold>[cm]-\S+))?"
)
_CHOSEN: Final = "c-"
_MATCHED: Final = "m-"
_PARTING: Final = re.compile(r"[\s%]")
_ESCAPED: Final = re.compile(r"%([0-9a-f]+);")
NAME_KEPT: Final = 60
"""Letters of a file's name that are kept."""


def fingerprints_in(text: str) -> frozenset[str]:
    """All fingerprints of a bank's entries that stand in a text."""
    return frozenset(_FINGERPRINT.findall(text)) if "bank-" in text else frozenset()


@dataclass(frozen=True)
class UntoldBy:
    """The ``file`` of a later statement that tells an entry no more, and whether staff had
    ``chosen`` a client for it by then: else a choice says that it came all the same."""

    file: str
    chosen: bool = False

    def __str__(self) -> str:
        return f"{_CHOSEN if self.chosen else _MATCHED}{_kept(self.file)}"

    @classmethod
    def from_text(cls, text: str) -> "UntoldBy":
        """What ``str`` gave."""
        file = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text[2:])
        return cls(file, text.startswith(_CHOSEN))


@dataclass(frozen=True)
class EntryCode:
    """What the code of a row of Bank says: the entry's ``fingerprint``, the ``form`` of the file
    that told it, a ``check`` of its day and amount, and what else decides ``beside``: the
    fingerprint of the credit that it takes back, ``ELSEWHERE``, ``ALIKE`` or ``LEARNT``; "":
    nothing. ``order`` tells it where the bank corrects day or sum; ``instead``: the fingerprint of
    the entry that the bank told before it, most likely; ``untold``: what tells it no more;
    ``typed_since``: the day (a serial) of an equal row of Payments of which staff's choice does not
    speak, 0 where an earlier version knew no day; ``typed_as``: that of one which, staff said with
    a dash, this one is, though nobody is matched to it."""

    fingerprint: str
    form: str
    check: str
    beside: str = ""
    order: str = ""
    instead: str = ""
    untold: UntoldBy | None = None
    typed_since: int | None = None
    typed_as: int | None = None

    def __str__(self) -> str:
        instead = self.instead.replace("bank-", "instead-")
        untold = f"untold-{self.untold}" if self.untold else ""
        told = self.fingerprint, self.form, self.check, self.beside, self.order, instead
        since = "" if self.typed_since is None else f"{_SINCE}-{self.typed_since}"
        typed_as = "" if self.typed_as is None else f"{_TYPED_AS}-{self.typed_as}"
        return " ".join(filter(None, (*told, since, typed_as, untold)))


def read_entry_code(text: str) -> EntryCode | None:
    """What a code says; None where it is none."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    told, since, typed_as = found.groupdict(""), found["since"], found["typed_as"]
    kept = ("instead", "untold", "since", "typed_as")
    instead, untold, *_ = (told.pop(key) for key in kept)
    code = EntryCode(*told.values())  # type: ignore[arg-type] # in the order of its fields
    code = replace(code, typed_since=None if since is None else int(since or 0))
    code = replace(code, typed_as=int(typed_as) if typed_as else None)
    if instead:
        code = replace(code, instead=f"bank-{instead}")
    return replace(code, untold=UntoldBy.from_text(untold)) if untold else code


def check_of(day: int, amount: int, currency: str) -> str:
    """What tells that day (a serial), amount (minor units) and currency beside a code are those
    that the bank told: people sort a part of a table, and type where they should not."""
    return f"{crc32(f'{day} {amount} {currency}'.encode()):08x}"


def _kept(name: str) -> str:
    """A file's name without what parts the words of a code."""
    return _PARTING.sub(lambda found: f"%{ord(found[0]):x};", name[:NAME_KEPT])
