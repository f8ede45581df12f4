"""Tabs that look like a log and are read by nobody: a month that was forgotten (design §15)."""

from collections.abc import Iterator

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.reading.layout import LOG
from sheets_sync.reading.matching import Aliases, has_required
from sheets_sync.spreadsheet.protocol import Snapshot


def unread_tabs(snapshot: Snapshot, aliases: Aliases) -> Iterator[Finding]:
    """UNREAD_TAB for each tab that has all required columns of Log and was not asked for. It has
    no cell: the tab itself is meant."""
    for ref, tab in snapshot.others.items():
        if has_required(tab, LOG, aliases):
            yield Finding(Code.UNREAD_TAB, LOG.key, 0, 0, "date", ref)
