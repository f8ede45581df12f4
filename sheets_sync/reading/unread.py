"""Tabs that look like a log and are read by nobody: a month that was forgotten (design §15)."""

from collections.abc import Collection, Iterator

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.errors import UsageError
from sheets_sync.reading.headers import known_headers
from sheets_sync.reading.layout import HEADER_ROWS, LOG, STAFF_ROLES, Role
from sheets_sync.reading.meaning.error_cells import refuse_broken_headers
from sheets_sync.reading.sources.header_texts import nearest_header, row_of
from sheets_sync.reading.sources.matching import Aliases, has_required, matches
from sheets_sync.reading.sources.sought import Configured, Sought
from sheets_sync.spreadsheet.protocol import Snapshot, Tab


def unread_tabs(snapshot: Snapshot, aliases: Aliases) -> Iterator[Finding]:
    """UNREAD_TAB for each tab that has all required columns of Log and was not asked for. It has
    no cell: the tab itself is meant."""
    for ref, tab in snapshot.others.items():
        if has_required(tab, LOG, aliases):
            yield Finding(Code.UNREAD_TAB, LOG.key, 0, 0, "date", ref)


def with_headers(snapshot: Snapshot, sources: Configured, aliases: Aliases) -> Configured:
    """The sources but for tabs that a pattern caught and whose headers are not those of their role:
    "Budget 2026" beside the months, a month without its Date. Where a role has none besides, they
    stay, and are refused."""
    return {
        role: [each for each in of_role if not _is_caught(snapshot, role, each, aliases)] or of_role
        for role, of_role in sources.items()
    }


def caught_tabs(snapshot: Snapshot, sources: Configured, aliases: Aliases) -> Iterator[Finding]:
    """UNREAD_TAB for each tab that was left out so: a month whose headers are gone is told."""
    read = with_headers(snapshot, sources, aliases)
    for role, of_role in sources.items():
        for each in of_role:
            if each not in read[role] and each.ref in snapshot.tabs:
                tab, of = snapshot.tabs[each.ref], STAFF_ROLES[role]
                field, variant = _amiss(tab, of, each, aliases)
                yield Finding(
                    Code.UNREAD_TAB, role, 0, 0, field, each.ref, near=each.pattern,
                    variant=variant, header=_nearest(tab, of, field, each, aliases),
                )  # fmt: skip


def _is_caught(snapshot: Snapshot, role: str, sought: Sought, aliases: Aliases) -> bool:
    """Whether it cannot be read, and bears no column of ours: it was never read."""
    if not sought.pattern or sought.is_file:
        return False
    if (tab := snapshot.tabs.get(sought.ref)) is None:
        return True  # a chart
    if tab.marks or tab.strangers:
        return False
    of_role = STAFF_ROLES[role]
    try:
        row, found = known_headers(tab, of_role, aliases, sought.preset)
        refuse_broken_headers(tab, of_role, row, {*found, *sought.constants})
    except UsageError:
        return True
    return bool(_lacks(of_role, {*found, *sought.constants}))


def _lacks(role: Role, known: Collection[str]) -> list[str]:
    return [each.key for each in role.staff_columns if each.required and each.key not in known]


def _amiss(tab: Tab, role: Role, sought: Sought, aliases: Aliases) -> tuple[str, Variant]:
    """The required column that keeps a tab from being read, missing or twice there, and whether
    the tab has any header of the role's at all."""
    found, _ = _header_row(tab, role, sought, aliases)
    twice = [key for key, places in found.items() if len(places) > 1]
    field = (*_lacks(role, {*found, *sought.constants}), *twice, *_lacks(role, ()))[0]
    return field, Variant.HEADERS if found else Variant.CAUGHT


def _nearest(tab: Tab, role: Role, field: str, sought: Sought, aliases: Aliases) -> str:
    """The header that is most like the one of a missing column, none of a column that is there; ""
    where none is."""
    found, row = _header_row(tab, role, sought, aliases)
    if not found or field in found:
        return ""
    taken = {str(tab.columns[at][row - 1]).strip() for places in found.values() for at in places}
    missing = [each for each in role.staff_columns if each.key == field]
    return nearest_header(missing, [each for each in row_of(tab, row) if each not in taken])


def _header_row(
    tab: Tab, role: Role, sought: Sought, aliases: Aliases
) -> tuple[dict[str, list[int]], int]:
    """The most headers of a role that stand in one of the first rows, and that row (from 1)."""
    rows = range(1, min(HEADER_ROWS, tab.height) + 1)
    found = [(matches(tab, row, role, aliases, set(), sought.preset), row) for row in rows]
    return max(found, key=lambda each: (len(each[0]), -each[1]), default=({}, 0))
