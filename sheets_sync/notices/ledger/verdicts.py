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


class Blame(StrEnum):
    """What an answer that is no yes speaks of. ADDRESS: nobody is there. MAILBOX: it takes nothing
    for now. SIZE: the letter is too large. LETTER: its contents, or a policy. SERVER: none of
    these; the server has no time, or the connection was lost."""

    ADDRESS = "address"
    MAILBOX = "mailbox"
    SIZE = "size"
    LETTER = "letter"
    SERVER = "server"


@dataclass(frozen=True)
class Answer:
    """A verdict with the words that it rests on, "550 5.1.1 no such user", on one line, and what
    they speak of where it is no yes."""

    verdict: Verdict
    reply: str
    blame: Blame = Blame.ADDRESS


@dataclass(frozen=True)
class Outcome:
    """What became of a letter for one of its addresses."""

    address: str
    verdict: Verdict
    reply: str
    blame: Blame = Blame.ADDRESS
