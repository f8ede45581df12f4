"""Numbers that may be lost times are asked about once, and what they are is kept (design §15).

The cells of a spreadsheet at Google come in one read, without their formats. Formats cost a second
read, so they are asked for only where a row has a doubtful number that was not settled before.
"""

import json
from collections.abc import Mapping
from typing import Final

from sheets_sync.reading.cells import NOTHING_TOLD, Told
from sheets_sync.reading.doubts import Doubt, doubtful, doubts
from sheets_sync.reading.headers import Places
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.protocol import CellKind, Snapshot, TellsKinds, Workbook

_KEY: Final = "lost_times"


def settled(
    workbook: Workbook, memory: Memory, snapshot: Snapshot, places: Places, today: int
) -> Told:
    """What the doubtful numbers of a snapshot really are; asks the workbook about new ones.

    A number that holds its row is asked about again on another day: its format may have been
    mended. Raises ``WorkbookMoved`` where rows moved since they were read.
    """
    if not isinstance(workbook, TellsKinds):
        return NOTHING_TOLD
    found = list(doubts(snapshot, places, today))
    known = _known(memory, today)
    new = [doubt for doubt in found if doubt.digest not in known]
    if new:
        looks = workbook.kinds({doubt.place: doubt.number for doubt in new}, snapshot)
        known = {**known, **{doubt.digest: looks[doubt.place] for doubt in new}}
    if new or len(known) > len(found):
        _keep(memory, found, known, today)
    return doubtful((doubt, known[doubt.digest]) for doubt in found)


def _known(memory: Memory, today: int) -> dict[str, CellKind]:
    """The kinds of numbers settled before, by digest; those left in doubt for today alone."""
    try:
        said = json.loads(memory.recall(_KEY) or "{}")
        left: Mapping[str, CellKind] = said.get("left", {}) if said.get("day") == today else {}
        return {**said.get("settled", {}), **left}
    except (ValueError, TypeError, AttributeError):
        return {}  # what makes no sense is asked for anew


def _keep(memory: Memory, found: list[Doubt], known: Mapping[str, CellKind], today: int) -> None:
    """Remember what numbers that are still there are."""
    settled: dict[str, CellKind] = {}
    left: dict[str, CellKind] = {}
    for doubt in found:
        kind = known[doubt.digest]
        (left if doubt.held and kind == "number" else settled)[doubt.digest] = kind
    said = {"day": today, "settled": settled, "left": left}
    memory.remember(_KEY, json.dumps(said) if settled or left else "")
