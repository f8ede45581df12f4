"""Tabs that look like a log and are read by nobody: a month that was forgotten (design §15)."""

from collections.abc import Iterator

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.errors import UsageError
from sheets_sync.reading.headers import known_headers
from sheets_sync.reading.layout import LOG, Role
from sheets_sync.reading.matching import Aliases
from sheets_sync.spreadsheet.protocol import Snapshot, Tab


def unread_tabs(snapshot: Snapshot, aliases: Aliases) -> Iterator[Finding]:
    """UNREAD_TAB for each tab that has all required columns of Log and was not asked for. It has
    no cell: the tab itself is meant."""
    for ref, tab in snapshot.others.items():
        if has_required(tab, LOG, aliases):
            yield Finding(Code.UNREAD_TAB, LOG.key, 0, 0, "date", ref)


def has_required(tab: Tab, role: Role, aliases: Aliases) -> bool:
    """Whether all required columns of a role are found by their headers."""
    try:
        _, found = known_headers(tab, role, aliases)
    except UsageError:  # no header that we know, or one twice: no such tab
        return False
    return {column.key for column in role.staff_columns if column.required} <= found.keys()
