"""A run: how it is asked for, and what it did. Light to import: a run that finds all as it was
needs no more."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.use_cases.shared.document import Report

if TYPE_CHECKING:
    from sheets_sync.notices.ledger.notice import Notice
    from sheets_sync.notices.post import MailTrouble
    from sheets_sync.reckoning import Reckoning
    from sheets_sync.spreadsheet.protocol import ColumnEdit
    from sheets_sync.use_cases.pages.publishing import Published


@dataclass(frozen=True)
class Options:
    """The switches of ``sync now``."""

    dry_run: bool = False
    accept_shrink: bool = False
    no_mail: bool = False


@dataclass(frozen=True)
class Run:
    """What a run did, or, ``dry``, would do. ``notices`` are those that it moved, ``reminders`` by
    id which reminder of its invoice each of them is (see ``Ledger.reminder``); ``mail_trouble`` is
    what shut the way out for letters, if it was tried; ``mail_blocked`` is
    true where the state cannot be trusted with letters: ``warnings`` say why. ``published`` is what
    became of the clients' pages, None where none are to be.

    ``reckoning`` is None where nothing had changed since the last good run, and nothing was due:
    then no cell was looked at, and ``found`` is what that run found."""

    found: Report
    reckoning: "Reckoning | None"
    edits: "Sequence[ColumnEdit]"
    cells_written: int
    notices: "Sequence[Notice]"
    calls: Calls
    warnings: Sequence[str]
    dry: bool
    mail_trouble: "MailTrouble | None" = None
    mail_blocked: bool = False
    published: "Published | None" = None
    reminders: Mapping[int, int] = field(default_factory=dict)

    @property
    def letters_in_trouble(self) -> bool:
        """Whether a letter was newly held, or failed, in this run, or none may go at all."""
        troubled = any(notice.troubled for notice in self.notices)
        return self.mail_blocked or self.mail_trouble is not None or troubled

    @property
    def pages_in_trouble(self) -> bool:
        """Whether a page could not be published."""
        return self.published is not None and bool(self.published.troubles)

    @property
    def finished(self) -> bool:
        """Whether no page waits for the next run."""
        return self.published is None or not self.published.waiting
