"""A notice on its way, and what of it is remembered (design §8).

PLANNED ──> RENDERED ──> SENT
  │  ^         │ ^
  v  │         v │
 HELD ──┐    RETRY          anything not SENT may become CANCELLED
        └──> CANCELLED      when its cause is gone
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from sheets_sync.notices.episodes import Episode, Kind, Level


class State(StrEnum):
    """Where a notice is on its way. RENDERED: frozen, not known to have gone yet."""

    PLANNED = "planned"
    HELD = "held"
    RENDERED = "rendered"
    RETRY = "retry"
    SENT = "sent"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a notice is held. All but SETTLE show in the Notices tab."""

    SETTLE = "settle"
    FINDING = "finding"
    NO_ADDRESS = "no_address"
    FIRST_RUN = "first_run"
    APPROVAL = "approval"
    ADDRESS = "address"


FROZEN: Final = (State.RENDERED, State.RETRY)
"""The letter is rendered and its bytes are fixed."""

LIVE: Final = (State.PLANNED, State.HELD, *FROZEN)
"""Not gone yet, and its cause still stands."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice. ``number`` is its No in the Notices tab, None while it only settles.

    Amounts are minor units of ``currency``; ``invoice`` the number of the invoice it asks for,
    None until one is made. ``moment`` is when the state was reached. ``reason`` is a ``Reason``
    where held, what went wrong where to be retried, else "".
    """

    id: int
    client: str
    name: str
    episode: int
    kind: Kind
    ordinal: int
    level: Level
    currency: str
    balance: int
    asked: int
    to: tuple[str, ...]
    cc: tuple[str, ...]
    created: datetime
    moment: datetime
    number: int | None = None
    invoice: int | None = None
    state: State = State.PLANNED
    reason: str = ""
    first_run: bool = False
    approved: bool = False

    @property
    def live(self) -> bool:
        """Whether it is still on its way."""
        return self.state in LIVE

    @property
    def settling(self) -> bool:
        """Whether it only waits for its flag to hold."""
        return self.reason == Reason.SETTLE


@dataclass(frozen=True, slots=True)
class Invoice:
    """A top-up invoice: ``amount`` in minor units, ``day`` a serial."""

    number: int
    client: str
    currency: str
    amount: int
    day: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered letter: what goes out, byte for byte, and the name of its file."""

    file: str
    message_id: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Ledger:
    """The outbox as the plan needs it: open episodes and latest invoices by client, all notices,
    the highest ids and numbers in use."""

    episodes: Mapping[str, Episode] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    invoices: Mapping[tuple[str, str], Invoice] = field(default_factory=dict)
    last_episode: int = 0
    last_notice: int = 0
    last_number: int = 0
