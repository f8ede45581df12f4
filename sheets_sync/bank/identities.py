"""What tells an entry of a statement from all others, in whatever file it comes (design §20)."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.wordings import words_everywhere
from sheets_sync.billing.names import fold

_BLANK: Final = re.compile(r"[\W0]*")

EntryKey = tuple[str, int, int, bool, str, str, str]
"""What makes an entry the same in another file: account, day, amount, direction, the bank's own
reference, the payer's account and the purpose (with the number of their order)."""


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """An entry that stands in the tab already, or that another file told: ``payer`` is the payer's
    account, ``amount`` signed, minor units of ``currency``; ``form`` that of the file, ``undone``
    the fingerprint of the credit that it takes back, or ""; ``purpose`` as the tab shows it;
    ``order`` as ``order_of``, "" where it is not known."""

    fingerprint: str
    form: str
    day: int
    amount: int
    currency: str
    payer: str = ""
    undone: str = ""
    purpose: str = ""
    order: str = ""

    @property
    def moved(self) -> tuple[int, int]:
        """Day and signed amount."""
        return self.day, self.amount


def identity_of(account: str, entry: BankEntry) -> EntryKey:
    """What tells an entry of ``account`` from all others, except from one equal to it. A reference
    alone does not: some banks have one for every line."""
    words = f"{entry.document} {fold(entry.purpose)}"
    told = (entry.reference, entry.party.account, words)
    return (account, entry.day, entry.amount, entry.credit, *told)


def former_of(account: str, entry: BankEntry) -> EntryKey:
    """The identity of when a reference alone told an entry: rows may have codes by it."""
    if not entry.reference:
        return identity_of(account, entry)
    return (account, entry.day, entry.amount, entry.credit, entry.reference, "", "")


def fingerprint_of(identity: EntryKey, nth: int) -> str:
    """A short text that the ``nth`` entry of an identity (from 1) has, and practically no other."""
    return f"bank-{sha256(repr((*identity, nth)).encode()).hexdigest()[:16]}"


def order_of(account: str, entry: BankEntry) -> str:
    """What stays the same of an entry where the bank corrects its day or its sum: the bank's own
    reference, the payer and the number of their order (``is_numbered``), or the payer and what they
    wrote. A short text; "" where nothing tells."""
    payer = entry.party.account or fold(entry.party.name)
    if is_number(entry.reference):
        told, kind = ("", entry.reference), "n"
    elif payer and is_number(entry.document):
        told, kind = (payer, entry.document), "n"
    elif payer and entry.purpose:
        told, kind = (payer, fold(entry.purpose)), "w"
    else:
        return ""
    text = repr((account, entry.credit, *told))
    return kind + sha256(text.encode()).hexdigest()[:8]


def is_numbered(order: str) -> bool:
    """Whether a number tells that order, not words alone."""
    return order.startswith("n")


def is_number(text: str) -> bool:
    """Whether a reference, or an order's number, is one: not a word for none."""
    told = fold(text)
    return not _BLANK.fullmatch(told) and told not in words_everywhere("unnumbered")
