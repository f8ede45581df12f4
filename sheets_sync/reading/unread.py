"""Tabs that look like a log and are read by nobody: a month that was forgotten (design §15)."""

from collections.abc import Iterator

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.reading.layout import HEADER_ROWS, LOG, STAFF_ROLES
from sheets_sync.reading.matching import Aliases, has_required, matches
from sheets_sync.reading.sought import Configured, Sought
from sheets_sync.spreadsheet.protocol import Snapshot


def unread_tabs(snapshot: Snapshot, aliases: Aliases) -> Iterator[Finding]:
    """UNREAD_TAB for each tab that has all required columns of Log and was not asked for. It has
    no cell: the tab itself is meant."""
    for ref, tab in snapshot.others.items():
        if has_required(tab, LOG, aliases):
            yield Finding(Code.UNREAD_TAB, LOG.key, 0, 0, "date", ref)


def with_headers(snapshot: Snapshot, sources: Configured, aliases: Aliases) -> Configured:
    """The sources but for tabs that a pattern caught and that have no header of their role at all:
    "Budget 2026" beside the months. Where a role has none besides, they stay, and are refused."""
    return {
        role: [each for each in of_role if not _is_caught(snapshot, role, each, aliases)] or of_role
        for role, of_role in sources.items()
    }


def caught_tabs(snapshot: Snapshot, sources: Configured, aliases: Aliases) -> Iterator[Finding]:
    """UNREAD_TAB for each tab that was left out so: a month whose headers are gone is told."""
    read = with_headers(snapshot, sources, aliases)
    for role, of_role in sources.items():
        first = next(each.key for each in STAFF_ROLES[role].staff_columns if each.required)
        for each in of_role:
            if each not in read[role]:
                yield Finding(
                    Code.UNREAD_TAB, role, 0, 0, first, each.ref, near=each.pattern,
                    variant=Variant.CAUGHT,
                )  # fmt: skip


def _is_caught(snapshot: Snapshot, role: str, sought: Sought, aliases: Aliases) -> bool:
    if not sought.pattern or sought.is_file or (tab := snapshot.tabs.get(sought.ref)) is None:
        return False
    ours = set(tab.marks.values())
    rows = range(1, min(HEADER_ROWS, tab.height) + 1)
    of_role = STAFF_ROLES[role]
    return not ours and not any(
        matches(tab, row, of_role, aliases, ours, sought.preset) for row in rows
    )
