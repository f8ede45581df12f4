"""What ranges of effort indices say, in words: of a client, and of all of them (design §18)."""

from collections.abc import Sequence
from typing import Final

from sheets_sync.billing.evidence import EffortVerdict, Evidence
from sheets_sync.notices.cleaning import clean
from sheets_sync.showing.client_lines import ClientLine
from sheets_sync.words.speaking import Words

_HEAVY: Final = (EffortVerdict.HEAVY, EffortVerdict.EXTREME)
_NAMED: Final = 3
"""So many clients are named; of more the number is told."""


def range_said(proof: Evidence | None, words: Words) -> str:
    """The range with its ends: "0.85 … 1.40"; "" where there is none."""
    if proof is None:
        return ""
    low, high = (words.number(end, 2, least=2) for end in (proof.low, proof.high))
    return f"{low} … {high}"


def verdict_said(proof: Evidence | None, words: Words) -> str:
    """The verdict, a word or two; "" where there is none."""
    return "" if proof is None else words.say(f"verdict.{proof.verdict}")


def labour_said(lines: Sequence[ClientLine], words: Words) -> str:
    """Whether anybody's labour differs beyond chance, one sentence; "" where none is compared."""
    proofs = [(line, proof) for line in lines if (proof := line.effort.evidence) is not None]
    if not proofs:
        return ""
    if heavy := [line for line, proof in proofs if proof.verdict in _HEAVY]:
        return words.say("labour.heavy", names=_named(heavy, words))
    differ = any(proof.differs for _, proof in proofs)
    return words.say("labour.none_heavy" if differ else "labour.nobody")


def _named(lines: Sequence[ClientLine], words: Words) -> str:
    named = ", ".join(clean(line.client.name) for line in lines[:_NAMED])
    more = len(lines) - _NAMED
    return words.count("labour.more", more, names=named) if more > 0 else named
