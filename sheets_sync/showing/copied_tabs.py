"""A tab that staff copied for the next month: our columns come along, without marks (§3)."""

from collections.abc import Sequence

from sheets_sync.reading.headers import known_headers
from sheets_sync.reading.layout import Role
from sheets_sync.reading.sources.matching import Aliases
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot, Tab


def columns_copied_along(
    snapshot: Snapshot,
    copy: tuple[Tab, int],
    role: Role,
    sources: Sequence[Sought],
    aliases: Aliases,
) -> dict[str, int]:
    """Our columns of ``role`` in ``copy`` (a tab and its header row), by mark, where all of them
    stand there under the headers and in the places that they have in another one of ``sources``;
    none where any does not, or bears its mark. What stands below them is that other tab's, of the
    day when it was copied."""
    tab, header_row = copy
    marks = [f"{role.key}.{column.key}" for column in role.own_columns]
    if not marks or not tab.marks.keys().isdisjoint(marks):
        return {}
    here = _texts(tab, header_row)
    for sought in sources:
        other = snapshot.tabs.get(sought.ref)
        if other is None or not {*marks} <= other.marks.keys():
            continue
        there = _texts(other, known_headers(other, role, aliases, sought.preset)[0])
        places = {mark: other.marks[mark] for mark in marks}
        if all(at in there and here.get(at) == there[at] for at in places.values()):
            return places
    return {}


def _texts(tab: Tab, row: int) -> dict[int, str]:
    """The texts of a row, by column."""
    cells = ((index, column[row - 1]) for index, column in enumerate(tab.columns))
    return {index: str(cell) for index, cell in cells if cell not in (None, "")}
