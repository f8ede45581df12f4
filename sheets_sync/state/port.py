"""What the program asks of whatever keeps its state: runs, the log last seen, memories, letters.

No row, table or SQL is spoken of here. Every operation is one transaction: all of it is kept, or
none. Where a ``run`` writes, it may do so only while it is the run under way (the fence): each
operation that writes for it raises ``LockedError`` once another one took over. All raise
``SheetsSyncError``, or ``TryAgainLater``, where the store cannot be read or written, among them
``DamagedMemoryError`` and ``DamagedLettersError`` where what it holds makes no sense.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.state.lock import Holder
from sheets_sync.state.quiet import Quiet
from sheets_sync.state.runs import Counts, PastRun

if TYPE_CHECKING:  # slow to import, and a run that finds all as it was needs none of it
    from sheets_sync.billing.amendments import LogMemory
    from sheets_sync.billing.changes import Change, Changes
    from sheets_sync.notices.outbox import Outbox
    from sheets_sync.state.published import PublishedPage


class Runs(Protocol):
    """Runs begun, ended, remembered, and what the last good one leaves to the next."""

    def begin(self, holder: Holder, as_of: int, now: datetime) -> int:
        """Record that a run began for the serial day ``as_of``, and return its id.

        Only the holder of the lock calls this: whatever is still running is dead, and aborted.
        """

    def fail(self, run: int, message: str, now: datetime) -> None:
        """Record that a run failed, and why; nothing where another one took over."""

    def finish(
        self, run: int, counts: Counts, now: datetime, memory: "LogMemory", changes: "Changes"
    ) -> None:
        """Record a good run with all that the next one needs.

        The numbers of rows added, gone and changed are taken from ``changes``.
        """

    def finish_still(self, run: int, before: Counts, now: datetime) -> None:
        """Record that a run found all as it was at the last good one, which ``before`` is of."""

    def last_good(self) -> PastRun | None:
        """The latest run that did all it had to."""

    def recent(self, limit: int = 50) -> list[PastRun]:
        """The latest runs of whatever end, newest first."""

    def changes(self, run: int) -> "list[Change]":
        """The changes that a run found, at most ``runs.DETAIL_LIMIT`` of them."""

    def mend(self, now: datetime) -> list[str]:
        """Drop what of all this makes no sense, where anything raised ``DamagedMemoryError``;
        what that was, in words."""

    def memory(self) -> "LogMemory | None":
        """The log as the last good run left it; None where there is none."""

    def quiet(self) -> Quiet | None:
        """What the last run left that changed nothing; None after one that did."""

    def keep_quiet(self, quiet: Quiet | None) -> None:
        """Keep that, or nothing, for the next run."""


class Memories(Memory, Protocol):
    """Texts by key that a back end or a run keeps for the next one: a cache, never the truth."""

    def forget_workbooks(self) -> None:
        """What is known of spreadsheets may be why a run failed: the next one asks anew."""


class Pages(Protocol):
    """The secret folders of clients' pages (design §19). What they are is no one else's: no error
    that is raised here tells a token."""

    def all(self) -> "tuple[PublishedPage, ...]":
        """All of them, revoked ones too, by client and token. Raises ``DamagedLettersError``."""

    def put(self, pages: "Iterable[PublishedPage]") -> None:
        """Keep pages, new or changed, by token, all or none. A client has one that is not revoked,
        and a revoked one never comes back."""

    def forget(self, pages: "Iterable[PublishedPage]") -> None:
        """Drop pages, all or none; only revoked ones may be."""


class Store(Protocol):
    """An open state. Close it, or use ``with``; nothing of it is half-written then."""

    @property
    def runs(self) -> Runs:
        """The runs."""

    @property
    def memories(self) -> Memories:
        """What is remembered by key."""

    def outbox(self, run: int | None = None) -> "Outbox":
        """The letters; ``run`` is the run that writes them, fenced, None a person or a clock."""

    def pages(self, run: int | None = None) -> Pages:
        """The published pages; ``run`` as for the outbox."""

    def letters_fingerprint(self) -> str:
        """A text that is another one once any letter, episode or invoice is, or once they are
        not to be mailed; told without looking at what they mean."""

    def faults(self) -> list[str]:
        """What is not sound in it, in words, each as the end of "X is not sound: …"."""

    def holdings(self) -> Mapping[str, int]:
        """How many runs, notices, letters, invoices and pages it holds."""

    def copy_into(self, path: Path) -> None:
        """Copy all of it, as of one moment, into the new file ``path``, its owner's alone."""

    def close(self) -> None:
        """Let go of it; what no operation completed is not kept."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
