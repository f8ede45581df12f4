"""A letter on its way, a notice or a digest, and what of it is remembered (design §8).

    PLANNED ──> RENDERED ──> ATTEMPTING ──> SENT
     ^   │         ^             │
     │   v         │             ├──> RETRY ──> ATTEMPTING again, the same bytes
     HELD          │             ├──> REFUSED      a person mends the address, or retries;
                   └─ a folder   │                 SENT ──> REFUSED where it bounces
                                 └──> UNCERTAIN    a person finds out

What is LIVE becomes CANCELLED when its cause is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from sheets_sync import deferred
from sheets_sync.notices.episodes import Episode, Kind, Level
from sheets_sync.notices.errands import UNSEEN, Asks, Errand, withdrawn
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.verdicts import Verdict


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
    """Why a notice is held. All but SETTLE show in the Notices tab. INVOICE is followed by a
    colon and what was wrong with it, AMOUNT by the amount that was approved, minor units, SCALE
    and IMPLAUSIBLE by the row that weighs most."""

    SETTLE = "settle"
    FINDING = "finding"
    NO_ADDRESS = "no_address"
    FIRST_RUN = "first_run"
    APPROVAL = "approval"
    ADDRESS = "address"
    DAILY_CAP = "daily_cap"
    AMOUNT = "amount"
    SCALE = "scale"
    IMPLAUSIBLE = "implausible"
    CURRENCY = "currency"
    RENAMED = "renamed"
    EXCHANGED = "exchanged"
    INVOICE = "invoice"


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


@deferred.dataclass(frozen=True)
class Outcome:
    """What became of a letter for one of its addresses."""

    address: str
    verdict: Verdict
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """A letter on its way, whatever it says: where it stands and how it was delivered so far.

    ``moment`` is when the state was reached. ``reason`` says what went wrong where something
    did, else "". Of the delivery: ``via`` the transport, ``began`` when it was first offered,
    ``attempts`` how often, ``due`` not before when again, ``outcomes`` by address.
    """

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

    def may_go(self, now: datetime) -> bool:
        """Whether its frozen letter may be offered at ``now``."""
        put_off = self.due is not None and self.due > now
        return self.state in FROZEN and not (self.state == State.RETRY and put_off)

    @property
    def taken_as(self) -> State:
        """What it is once it was taken by the way out that it went."""
        return State.WRITTEN if self.via == FOLDER else State.SENT

    def addresses(self, *verdicts: Verdict) -> list[str]:
        """Its addresses with one of the ``verdicts``."""
        return [each.address for each in self.outcomes if each.verdict in verdicts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Mailing):
    """A notice. ``number`` is its No in the Notices tab, None while it only settles.

    Amounts are minor units of ``currency``; ``invoice`` the number of the invoice it asks for,
    None until one is made, ``prefix`` what stands before that. ``reason`` is a ``Reason`` where
    held. ``approved_amount``: what it asked for when a person let it go. ``ticked``: Send was
    ticked beside it when last seen.
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
    first_run: bool = False
    approved: bool = False
    approved_amount: int | None = None
    ticked: bool = False
    prefix: str = ""

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


@deferred.dataclass(frozen=True)
class Ledger:
    """The outbox as the plan needs it: open episodes by client, the ``owners`` of all by id, under
    their last names, all notices, all invoices that
    were ever ``issued`` by number, credit notes among them, the highest ids and numbers in use
    (``last_notice`` counts digests, too), the ``errands`` of people by id, done or not, and what
    ``asks`` in Clients.

    ``invoices`` has the latest invoice by client and currency, none where it was withdrawn;
    ``replaced`` the number of each one that another replaced, and ``credited`` of each that a
    credit note withdrew, and the other's number.
    """

    episodes: Mapping[str, Episode] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    issued: Mapping[int, Invoice] = field(default_factory=dict)
    errands: Mapping[int, Errand] = field(default_factory=dict)
    asks: Asks = UNSEEN
    owners: Mapping[int, str] = field(default_factory=dict)
    last_episode: int = 0
    last_notice: int = 0
    last_number: int = 0

    @cached_property
    def invoices(self) -> Mapping[tuple[str, str], Invoice]:
        """See above."""
        asking = [each for _, each in sorted(self.issued.items()) if each.credits is None]
        latest = {(each.client, each.currency): each for each in asking}
        gone = withdrawn(self.errands, self.issued)
        return {who: each for who, each in latest.items() if each.number not in gone}

    @cached_property
    def replaced(self) -> Mapping[int, int]:
        """See above."""
        issued = self.issued.values()
        return {each.replaces: each.number for each in issued if each.replaces is not None}

    @cached_property
    def credited(self) -> Mapping[int, int]:
        """See above."""
        issued = self.issued.values()
        return {each.credits: each.number for each in issued if each.credits is not None}

    def owner(self, notice: Notice) -> str:
        """The client of a notice under the name that its episode bears now."""
        return self.owners.get(notice.episode, notice.client)

    @cached_property
    def done(self) -> frozenset[tuple[str, Kind, int]]:
        """Client, kind and ordinal of what went, or may have, of no episode."""
        gone = (each for each in self.notices if each.state in GONE)
        own = (each for each in gone if not each.kind.of_episode)
        return frozenset((each.client, each.kind, each.ordinal) for each in own)

    @cached_property
    def made_errands(self) -> frozenset[int]:
        """The errands whose invoice has its number, or that are done: they stand by themselves."""
        own = (each for each in self.notices if not each.kind.of_episode)
        made = (e for e in own if e.invoice is not None or e.state in GONE)
        return frozenset(each.ordinal for each in made if not each.kind.tells_a_month)

    def was_seen(self, invoice: int) -> bool:
        """Whether a letter that asks for the invoice was sent, or may have been."""
        return any(each.invoice == invoice and each.state in GONE for each in self.notices)

    def as_mailed(self, via: str) -> "Ledger":
        """What of it counts where letters go out ``via`` that: written is not sent. What no
        episode causes stays done: nothing tells whether a person handed it on."""
        if via == FOLDER:
            return self
        mailed = tuple(
            each for each in self.notices if each.state != State.WRITTEN or not each.kind.of_episode
        )
        return replace(self, notices=mailed)
