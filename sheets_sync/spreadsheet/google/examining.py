"""What `sync doctor` wants to know of Google: clock, share, role, scopes."""

from dataclasses import dataclass

from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook


@dataclass(frozen=True, slots=True)
class Examination:
    """A spreadsheet as we may see it. ``skew``: how many seconds this machine's clock is ahead
    of Google's; None where no answer bore a date. ``may_write``: we are an editor."""

    title: str
    locale: str
    timezone: str
    skew: float | None
    may_write: bool


def examine(workbook: GoogleWorkbook) -> Examination:
    """Open the spreadsheet, and ask for a change that changes nothing: a reader is refused it.

    Raises ``CredentialsError``, ``UsageError`` or ``TryAgainLater`` where it cannot be opened.
    """
    book = workbook.book(workbook.key)
    facts = book.refresh()
    may_write = book.may_write()
    return Examination(facts.title, facts.locale, facts.timezone, book.clock_skew, may_write)
