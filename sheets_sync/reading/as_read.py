"""A workbook as it was read: its cells as staff meant them, and what they were read by (§4)."""

from collections.abc import Mapping

from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import Told
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.sources.matching import Aliases
from sheets_sync.reading.sources.places import Places
from sheets_sync.spreadsheet.cell_look import CellPlace
from sheets_sync.spreadsheet.protocol import Snapshot


@dataclass(frozen=True)
class AsRead:
    """``snapshot`` as staff meant it, where everything stands in it, and the rest that it was read
    by; ``told`` is what cells really are that came as numbers, ``open`` those that count as such
    although nobody has asked yet what they show."""

    snapshot: Snapshot
    places: Places
    aliases: Aliases
    rules: Rules
    told: Told
    open: Mapping[CellPlace, float]
