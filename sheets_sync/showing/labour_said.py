"""What ranges of effort indices say, in words: of a client, and of all of them (design §18)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from sheets_sync.billing.evidence import EffortVerdict, Evidence
from sheets_sync.notices.cleaning import clean
from sheets_sync.showing.client_lines import ClientLine
from sheets_sync.showing.short_names import short_names
from sheets_sync.words.speaking import Words

_HEAVY: Final = (EffortVerdict.HEAVY, EffortVerdict.EXTREME)
_SOME: Final = 2
_NAMED: Final = 3
"""So many clients are named; of more the number is told."""
_WHOLE: Final = 10_000
"""Signs that no name and no sentence has."""


def range_said(proof: Evidence | None, words: Words) -> str:
    """The range with its ends: "0.85 … 1.40"; "" where there is none."""
    if proof is None:
        return ""
    low, high = (words.number(end, 2, least=2) for end in (proof.low, proof.high))
    return f"{low} … {high}"


def verdict_said(proof: Evidence | None, words: Words) -> str:
    """The verdict, a word or two; "" where there is none."""
    return "" if proof is None else words.say(f"verdict.{proof.verdict}")


def labour_said(
    lines: Sequence[ClientLine], words: Words, name: int = _WHOLE, room: int = _WHOLE
) -> str:
    """Whether anybody's labour differs beyond chance, one sentence; "" where none is compared.
    Names are cut to ``name`` signs, as many are told as ``room`` has place for, one at least."""
    proofs = [(line, proof) for line in lines if (proof := line.effort.evidence) is not None]
    if not proofs:
        return ""
    if heavy := [line for line, proof in proofs if proof.verdict in _HEAVY]:
        short = _short(lines, name)
        told = [
            words.say("labour.heavy", names=_named(heavy, words, short, most))
            for most in range(_NAMED, 0, -1)
        ]
        return next((each for each in told if len(each) <= room), told[-1])
    differ = any(proof.differs for _, proof in proofs)
    return words.say("labour.none_heavy" if differ else "labour.nobody")


def dependence_said(lines: Sequence[ClientLine], words: Words, name: int = _WHOLE) -> str:
    """Who brings the most money, and who takes the most labour if that is somebody else, among
    the clients of the commonest currency; "" where there are fewer than two with money, or all
    that was charged comes to nothing. Where nobody has any labour, nobody has a share of it. Names
    are cut to ``name`` signs."""
    currency = _commonest(lines)
    mine = [line for line in lines if line.client.currency == currency]
    if sum(line.effort.shares.charged > 0 for line in mine) < _SOME:
        return ""
    payer = max(mine, key=lambda line: line.effort.shares.charged)
    if payer.effort.shares.of_money is None:
        return ""
    taker = max(mine, key=lambda line: line.effort.shares.minutes)
    short = _short(lines, name)
    told = [_share_said("payer" if taker.effort.minutes else "payer_alone", payer, words, short)]
    if taker.effort.minutes and taker is not payer:
        told.append(_share_said("taker", taker, words, short))
    several = any(line.client.currency != currency for line in lines)
    where = f" ({currency})" if several else ""
    return words.say("labour.dependence", where=where, told="; ".join(told))


def _commonest(lines: Sequence[ClientLine]) -> str:
    counted = Counter(line.client.currency for line in lines)
    return max(counted, key=lambda each: (counted[each], each), default="")


def _short(lines: Sequence[ClientLine], longest: int) -> Mapping[str, str]:
    """How the clients are called here, by their names."""
    whole = {line.client.name: clean(line.client.name) for line in lines}
    short = short_names(whole.values(), longest)
    return {name: short[each] for name, each in whole.items()}


def _share_said(key: str, line: ClientLine, words: Words, short: Mapping[str, str]) -> str:
    shares = line.effort.shares
    money, labour = (
        words.per_cent(share or Fraction(0)) for share in (shares.of_money, shares.of_labour)
    )
    return words.say(f"labour.{key}", name=short[line.client.name], money=money, labour=labour)


def _named(lines: Sequence[ClientLine], words: Words, short: Mapping[str, str], most: int) -> str:
    named = ", ".join(short[line.client.name] for line in lines[:most])
    more = len(lines) - most
    return words.count("labour.more", more, names=named) if more > 0 else named
