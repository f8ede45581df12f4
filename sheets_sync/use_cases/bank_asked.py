"""A choice in Bank says that both came, the bank's payment and an equal one of Payments, only where
people could see that there are two: what State named by then is remembered (design §20)."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from sheets_sync.billing.bank_rows import BankState
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.use_cases.bank_standing import StandingRows

_KEY: Final = "bank.asked"
_NAMING: Final = (BankState.DUPLICATE, BankState.WAITING)
_ANSWERED: Final = (BankState.CHOSEN, BankState.NOBODYS, BankState.FAULTY)
"""What a row is by an answer, or a slip in it."""


def asked_before(memory: Memory) -> frozenset[str] | None:
    """The fingerprints of rows that named an equal one of Payments at the end of the last run, or
    whose client was chosen after they did; None where nobody knows."""
    try:
        known = memory.recall(_KEY)
        return frozenset(map(str, json.loads(known))) if known else None
    except (ValueError, TypeError):
        return None


def remember_asked(memory: Memory, rows: StandingRows) -> None:
    """Keep that for the next run; of rows that stand no more what was known."""
    before = asked_before(memory)
    gone = (before or frozenset()).difference(rows.days())
    text = json.dumps(sorted(gone.union(_asked(rows, before))))
    if text != memory.recall(_KEY):
        memory.remember(_KEY, text)


def typed_since(
    rows: StandingRows, asked: Collection[str] | None
) -> Iterator[tuple[int, EntryCode]]:
    """The codes, by sheet row, of rows of which it is new, or not so any more, that staff chose the
    client before they typed the equal row of Payments; ``asked`` as before."""
    for row, code, state, named in rows.beside_typed():
        known = asked is None or code.fingerprint in asked
        unasked = named and state == BankState.CHOSEN and not known
        now = unasked or state == BankState.TYPED_SINCE
        if now != code.typed_since:
            yield row, replace(code, typed_since=now)


def _asked(rows: StandingRows, before: Collection[str] | None) -> Iterator[str]:
    for _, code, state, named in rows.beside_typed():
        known = before is None or code.fingerprint in before
        if (named and state in _NAMING) or (known and state in _ANSWERED):
            yield code.fingerprint
