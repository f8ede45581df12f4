"""What `sync doctor` wants to know of Google: clock, share, role, scopes."""

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError
from sheets_sync.spreadsheet.google import shapes
from sheets_sync.spreadsheet.google.facts import chosen_id
from sheets_sync.spreadsheet.google.mark_requests import no_mark
from sheets_sync.spreadsheet.google.room import Room, room_of
from sheets_sync.spreadsheet.google.transport import HttpTransport, RefusedError, path_part
from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook

_NOBODY = chosen_id("nobody")


@dataclass(frozen=True)
class Examination:
    """A spreadsheet as we may see it. ``skew``: how many seconds this machine's clock is ahead
    of Google's; None where no answer bore a date. ``may_write``: we are an editor.
    ``room`` is what protections leave."""

    title: str
    locale: str
    timezone: str
    skew: float | None
    may_write: bool
    room: Room


def examine(workbook: GoogleWorkbook) -> Examination:
    """Open the spreadsheet, and ask for a change that changes nothing: a reader is refused it.

    Raises ``CredentialsError``, ``UsageError`` or ``TryAgainLater`` where it cannot be opened.
    """
    book = workbook.book(workbook.key)
    facts = book.refresh()
    transport = book.transport
    left = room_of(book.key, book.transport, facts)
    may_write = _may_write(transport, book.key)
    return Examination(
        facts.title,
        facts.locale,
        facts.timezone,
        transport.clock_skew,
        may_write,
        left,
    )


def _may_write(transport: HttpTransport, key: str) -> bool:
    body = {"requests": [no_mark(_NOBODY)]}
    try:
        transport.write_json(
            f"/{path_part(key)}:batchUpdate", body, "spreadsheetId", shapes.WRITTEN, again=True
        )
    except RefusedError as refused:
        if isinstance(refused.error, CredentialsError):
            return False
        raise refused.error from refused
    return True
