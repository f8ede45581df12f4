"""The outbox: letters on their way, every step of one kept before the next (design §8).

This is what the desk asks of it; a store of ``state`` keeps it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.episodes import Episode
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Digest, Letter, Mailing, Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.planning import Plan


@dataclass(frozen=True)
class Trouble:
    """The way out was shut ``attempts`` times in a row; it is tried again at ``due``."""

    message: str
    attempts: int
    due: datetime


@dataclass(frozen=True)
class Adopted:
    """What an adoption takes over; episodes whose level is OK are closed ones."""

    episodes: tuple[Episode, ...]
    notices: tuple[Notice, ...]
    invoices: tuple[Invoice, ...]


class Outbox(Protocol):
    """Episodes, the notices that they cause, invoice numbers, digests and frozen letters.

    Each operation is one transaction. Whatever is asked of it, it refuses a second letter of a
    kind within an episode, a second digest to the same people for a moment, a gap in invoice
    numbers, a change of a frozen letter or of what was sent (but that it bounced), and that
    anything is deleted. What
    a run writes raises ``LockedError`` once another run took over.
    """

    def ledger(self) -> Ledger:
        """All that is known, as it stands now, whoever wrote it."""

    def check(self) -> None:
        """Raise ``SheetsSyncError`` where anything that letters go by makes no sense: then no
        letter may go."""

    @property
    def last_number(self) -> int:
        """The highest No given to a notice."""

    @property
    def last_invoice(self) -> int:
        """The highest invoice number given."""

    def commit(self, plan: Plan, now: datetime) -> None:
        """Keep a plan made at ``now``, all or nothing."""

    def freeze(self, notice: Notice, letter: Letter, new_invoice: Invoice | None) -> None:
        """Keep a rendered letter and, where it makes one, its invoice: both or neither."""

    def digests(self, occasion: datetime) -> tuple[Digest, ...]:
        """The digests for the moment ``occasion``, in the order in which they were made."""

    def freeze_digests(self, made: Mapping[Digest, Letter], said: str) -> None:
        """Keep rendered digests, and what they ``said``, to hold the next ones against."""

    @property
    def last_said(self) -> str:
        """What the last digests said; "" where there were none."""

    def ask(self, errand: Errand) -> None:
        """Keep what a person asked for; an invoice is withdrawn once."""

    def say_of_written(self, notice: Notice, *, handed_on: bool) -> None:
        """Keep what a person said of a letter that was written into the folder: they handed it on,
        or it is to be mailed."""

    def record(self, mailing: Mailing) -> None:
        """Keep what became of a notice or a digest."""

    def letter(self, mailing: Mailing) -> Letter:
        """The frozen letter of one that has it; raises ``LookupError`` for others."""

    def frozen(self, mailing: Mailing) -> Letter | None:
        """The frozen letter, where there is one."""

    def bearer(self, message_id: str) -> Notice | None:
        """The notice whose frozen letter bears a Message-ID, if one does."""

    @property
    def unadopted(self) -> bool:
        """Whether the state is younger than the Notices tab, so that nothing may be mailed."""

    def mark_unadopted(self, now: datetime) -> None:
        """Remember that the state is younger than the Notices tab."""

    def adopt(self, adopted: Adopted) -> None:
        """Take over what the Notices tab knows, all or nothing; mail is possible again, and
        nothing is known of what stands in Ask of Clients: what is filled in there asks for nothing
        until it was blank."""

    @property
    def trouble(self) -> Trouble | None:
        """Why the way out was shut when it was last tried."""

    def remember_trouble(self, trouble: Trouble | None) -> None:
        """Remember why the way out is shut; None: it is open again."""
