"""Tabs that nobody asked for: what stands at their heads (design §15)."""

from typing import Final, Protocol, runtime_checkable

from sheets_sync.spreadsheet.protocol import Snapshot, Tab

FIRST_ROWS: Final = 40
"""A header stands in one of the first ten of these; what stands below it tells what it is."""


@runtime_checkable
class LooksAround(Protocol):
    """A workbook that brings no ``others`` with a read: it is asked for them, for one more."""

    def looked_around(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with the first rows of the tabs that it lacks."""


def first_rows(tab: Tab) -> Tab:
    """Of a tab the first ``FIRST_ROWS``."""
    columns = [column[:FIRST_ROWS] for column in tab.columns]
    return Tab(tab.ref, columns, min(tab.height, FIRST_ROWS))
