"""What became of a letter for one address (design §8)."""

from enum import StrEnum

from sheets_sync.deferred import dataclass


class Verdict(StrEnum):
    """DEFERRED: not taken now, the same bytes may be offered again. REFUSED: never. UNCERTAIN:
    the whole letter was handed over and no answer came. BOUNCED: taken, and given up later by
    a server on the way."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    BOUNCED = "bounced"


@dataclass(frozen=True)
class Answer:
    """A verdict with the words that it rests on: "550 5.1.1 no such user", on one line."""

    verdict: Verdict
    reply: str
