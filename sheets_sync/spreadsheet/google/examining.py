"""What `sync doctor` wants to know of Google: clock, share, role, scopes."""

from dataclasses import dataclass

from sheets_sync.errors import CredentialsError
from sheets_sync.spreadsheet.google.transport import RefusedError
from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook

_NOBODY = {"dataFilter": {"developerMetadataLookup": {"metadataKey": "sheets-sync.nobody"}}}


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
    try:
        book.write([], [{"deleteDeveloperMetadata": _NOBODY}])
        may_write = True
    except CredentialsError:
        may_write = False
    except RefusedError as refused:
        raise refused.error from refused
    return Examination(facts.title, facts.locale, facts.timezone, book.clock_skew, may_write)
