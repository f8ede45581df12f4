"""A letter on its way, a notice or a digest, and what of it is remembered (design §8).

    PLANNED ──> RENDERED ──> ATTEMPTING ──> SENT
     ^   │         ^             │
     │   v         │             ├──> RETRY ──> ATTEMPTING again, the same bytes
     HELD          │             ├──> REFUSED      a person mends the address, or retries;
                   └─ a folder   │                 SENT ──> REFUSED where it bounces
                                 └──> UNCERTAIN    a person finds out

What is LIVE becomes CANCELLED when its cause is gone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sheets_sync import deferred
from sheets_sync.billing.names import fold
from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.verdicts import Blame, Outcome, Verdict


class State(StrEnum):
    """Where a notice is on its way. RENDERED: frozen, nothing of it has left. ATTEMPTING: its
    last byte may have left, and nothing is known yet. WRITTEN: into the folder, not mailed."""

    PLANNED = "planned"
    HELD = "held"
    RENDERED = "rendered"
    ATTEMPTING = "attempting"
    RETRY = "retry"
    SENT = "sent"
    WRITTEN = "written"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a notice is held. All but SETTLE show in Notices. After a colon follow: INVOICE what is
    wrong with it, FINDING the cell, if known, AMOUNT what was approved (minor units), SCALE and
    IMPLAUSIBLE the row that weighs most, APPROVAL, DOUBTED, OLD_ROWS and BY_HAND an invoice's
    number, IN_FOLDER a letter's; BY_HAND and PAYMENT_GONE a sum, too, PAYMENT_AHEAD a day and a
    sum; the others another's name."""

    SETTLE = "settle"
    FINDING = "finding"
    NO_ADDRESS = "no_address"
    FIRST_RUN = "first_run"
    APPROVAL = "approval"
    DOUBTED = "doubted"
    ADDRESS = "address"
    DAILY_CAP = "daily_cap"
    AMOUNT = "amount"
    SCALE = "scale"
    SMALL = "small"
    IMPLAUSIBLE = "implausible"
    CURRENCY = "currency"
    RENAMED = "renamed"
    OTHERS = "others"
    EXCHANGED = "exchanged"
    ROWS_GONE = "rows_gone"
    IN_FOLDER = "in_folder"
    OLD_ROWS = "old_rows"
    HALF_MERGED = "half_merged"
    DOUBLED = "doubled"
    BY_HAND = "by_hand"
    PAYMENT_GONE = "payment_gone"
    PAYMENT_AHEAD = "payment_ahead"
    INVOICE = "invoice"


class Instead(StrEnum):
    """The reason of a CANCELLED one, where there is more to say than that its cause is gone.
    MENDED: a new one to another address takes its place; ANEW: a new one as it has to be by now;
    FORMER_NAME: the client had it under the name that they bore before, and reminders go on from
    there (the name follows, as after ANEW and SAME, where a person said so); OTHERS: a person said
    that the client is none of the name that follows; ASKED: nothing is to be asked for any more,
    and whose new name it is by a question alone; LEFT: the client is not in Clients any more. Of a
    question: SAME, the invoice is theirs; OTHER, that one is there again; LETTER, a letter asks."""

    MENDED = "mended"
    ANEW = "anew"
    FORMER_NAME = "former_name"
    ASKED = "asked"
    OTHERS = "others"
    SAME = "same"
    OTHER = "other"
    LEFT = "left"
    LETTER = "letter"


FROZEN: Final = (State.RENDERED, State.RETRY)
"""The letter is rendered and its bytes are fixed."""

LIVE: Final = (State.PLANNED, State.HELD, *FROZEN)
"""Not gone yet, and its cause still stands."""

GONE: Final = (State.SENT, State.WRITTEN, State.UNCERTAIN)
"""Sent, or may have been, or written where letters are written only."""

FOLDER: Final = "folder"
"""The way out that mails nobody (``Mailing.via``)."""

STUCK: Final = (State.REFUSED, State.UNCERTAIN)
"""Waits for a person."""

TROUBLED: Final = (State.HELD, State.RETRY, *STUCK)
"""What a run says out loud when a notice gets there."""

_WORST_FIRST: Final = (Verdict.UNCERTAIN, Verdict.DEFERRED, Verdict.BOUNCED, Verdict.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """A letter on its way, whatever it says: where it stands and how it was delivered so far.
    ``moment`` is when the state was reached. ``reason`` says what went wrong where something
    did, else "". Of the delivery: ``via`` the transport, ``began`` when it was first offered,
    ``attempts`` how often, ``due`` not before when again, ``outcomes`` by address."""

    id: int
    to: tuple[str, ...]
    cc: tuple[str, ...]
    created: datetime
    moment: datetime
    state: State = State.PLANNED
    reason: str = ""
    via: str = ""
    attempts: int = 0
    began: datetime | None = None
    due: datetime | None = None
    outcomes: tuple[Outcome, ...] = ()

    @property
    def live(self) -> bool:
        """Whether it is still on its way."""
        return self.state in LIVE

    @property
    def troubled(self) -> bool:
        """Whether it is held or failed, or, sent, was refused for some of its addresses."""
        return self.state in TROUBLED or (self.state == State.SENT and bool(self.reason))

    @property
    def came_back(self) -> bool:
        """Whether it bounced, from any of its addresses."""
        return bool(self.addresses(Verdict.BOUNCED))

    @property
    def offered(self) -> datetime:
        """When it was first offered; before that, when it came to be as it is."""
        return self.began or self.moment

    def may_go(self, now: datetime) -> bool:
        """Whether its frozen letter may be offered at ``now``."""
        put_off = self.due is not None and self.due > now
        return self.state in FROZEN and not (self.state == State.RETRY and put_off)

    @property
    def taken_as(self) -> State:
        """What it is once it was taken by the way out that it went."""
        return State.WRITTEN if self.via == FOLDER else State.SENT

    @property
    def blame(self) -> Blame:
        """What the answer that is its ``reason`` speaks of."""
        worst = self.worst
        return worst.blame if worst is not None else Blame.ADDRESS

    @property
    def worst(self) -> Outcome | None:
        """The worst of what was answered; None where every answer was a yes, or there is none."""
        for verdict in _WORST_FIRST:
            for each in self.outcomes:
                if each.verdict == verdict:
                    return each
        return None

    def addresses(self, *verdicts: Verdict) -> list[str]:
        """Its addresses with one of the ``verdicts``."""
        return [each.address for each in self.outcomes if each.verdict in verdicts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Mailing):
    """A notice. ``number`` is its No in the Notices tab, None while it only settles.

    Amounts are minor units of ``currency``; ``invoice`` the number of the invoice it asks for,
    None until one is made, ``prefix`` what stands before that. ``reason`` is a ``Reason`` where
    held, an ``Instead`` or "" where cancelled. ``needs_word``: a person's alone lets it go, for it
    was one of many at once, or what somebody asked for was in doubt. ``approved_amount``: what it
    asked for when a person let it go. ``ticked``: Send was ticked beside it when last seen. Of a
    statement ``closing``, ``charged`` and ``openings`` are what its account came to as of its last
    day, all charges and all openings up to then: what the next one follows on from. ``despite``:
    the payment ahead, as PAYMENT_AHEAD names it, in spite of which a person let it go.
    """

    client: str
    name: str
    episode: int
    kind: Kind
    ordinal: int
    level: Level
    currency: str
    balance: int
    asked: int
    number: int | None = None
    invoice: int | None = None
    needs_word: bool = False
    approved: bool = False
    approved_amount: int | None = None
    ticked: bool = False
    prefix: str = ""
    closing: int | None = None
    charged: int | None = None
    openings: int | None = None
    despite: str | None = None

    @property
    def is_question(self) -> bool:
        """Whether it asks a person of ours who its client is, and is no letter: held as the receipt
        would be of an invoice that may be theirs, whose number is its ``ordinal``."""
        return self.kind.of_episode and not self.kind.asks and self.ordinal > 0

    @property
    def invoice_label(self) -> str:
        """The number of its invoice as people know it; "" where there is none."""
        return "" if self.invoice is None else f"{self.prefix}{self.invoice}"

    @property
    def moves(self) -> bool:
        """Whether it may go on without anybody's doing before the day is over."""
        if self.state == State.HELD:
            return self.approved or self.why_held in (Reason.SETTLE, Reason.INVOICE)
        return self.live and self.state != State.UNCERTAIN

    def is_last_reminder(self, times: int) -> bool:
        """Whether it went as the last reminder of so many: nothing more goes by itself."""
        return self.kind.reminds and self.ordinal >= times and self.state in GONE

    @property
    def settling(self) -> bool:
        """Whether it only waits for its flag to hold."""
        return self.reason == Reason.SETTLE

    @property
    def waits(self) -> bool:
        """Whether it is held, to be tried again, or waits for a person."""
        return self.state in TROUBLED and not self.settling

    @property
    def approved_for(self) -> int | None:
        """The amount that was approved, where it is held for it: minor units."""
        return int(self.reason.partition(": ")[2]) if self.why_held == Reason.AMOUNT else None

    @property
    def instead(self) -> Instead | None:
        """Why it is cancelled, where there is more to say."""
        over = self.state == State.CANCELLED and self.reason
        return Instead(self.reason.partition(": ")[0]) if over else None

    @property
    def about(self) -> str:
        """What its reason says more."""
        return self.reason.partition(": ")[2]

    @property
    def about_name(self) -> str:
        """That as a folded name: whose new name its client's may be, is or is not."""
        return fold(self.about)

    @property
    def same_as(self) -> str:
        """The folded name whose new one its client's is, as a person said of it; "" elsewhere."""
        yes = (Instead.FORMER_NAME, Instead.SAME, Instead.ANEW)
        return self.about_name if self.instead in yes else ""

    @property
    def why_held(self) -> Reason | None:
        """The reason why it is held; None where it is not."""
        return Reason(self.reason.partition(":")[0]) if self.state == State.HELD else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Mailing):
    """A digest to one manager (design §12), for the moment ``occasion`` at which it was due."""

    occasion: datetime


@deferred.dataclass(frozen=True)
class Letter:
    """A rendered letter: what goes out, byte for byte, and the name of its file."""

    file: str
    message_id: str
    data: bytes
