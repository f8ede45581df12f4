"""Why a client is advised to be kept, repriced or parted with: one sentence a reason (§9)."""

from collections.abc import Collection
from typing import Final

from sheets_sync.billing.advice import Advice, Ground, GroundKind
from sheets_sync.words.speaking import Words

_MINUS: Final = "\N{MINUS SIGN}"


def why(
    advice: Advice, currency: str, words: Words, *, without: Collection[GroundKind] = ()
) -> str:
    """The reasons as one line, the weightiest first, those ``without`` left out."""
    told = (reason for reason in advice.reasons if reason.kind not in without)
    line = "; ".join(_sentence(reason, currency, words) for reason in told)
    return line[:1].upper() + line[1:]


def _sentence(reason: Ground, currency: str, words: Words) -> str:
    return words.say(
        f"reason.{reason.kind}",
        low="" if reason.low is None else words.number(reason.low, 1, least=1),
        high="" if reason.high is None else words.number(reason.high, 1, least=1),
        # A hyphen would let the sign and its number stand in two lines.
        amount=words.amount(reason.amount, currency).replace("-", _MINUS),
        currency=currency,
        months=" … ".join(reason.months[:1] + reason.months[-1:]),
        since=words.day(reason.since),
    )
