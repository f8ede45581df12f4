"""Numbers that the answer to a write tells the looks of, beside the cells that it proves (§15)."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.google.kinds import Asked, looks_in, of_tab, ranges_around
from sheets_sync.spreadsheet.google.landing import Expectation
from sheets_sync.spreadsheet.google.objects import Json


@dataclass(frozen=True)
class AskedBeside:
    """The ``numbers`` that are asked about in one spreadsheet; ``refs`` are its tabs' refs, with
    their titles."""

    refs: Mapping[str, str]
    numbers: Mapping[CellPlace, float]

    def ranges(self, expected: Sequence[Expectation]) -> list[str]:
        """What is to be read back of them besides what is anyhow, ``expected``."""
        back = {each.title: each for each in expected}
        return [
            each
            for title, cells in self._by_title()
            for each in ranges_around(title, _beyond(cells, back.get(title)))
        ]

    def looks(self, reply: Json) -> dict[CellPlace, CellLook]:
        """What they look like by the answer, those left out that are other numbers by now."""
        told = reply.get("updatedSpreadsheet", {})
        return {
            (ref, *place): look
            for ref, title in self.refs.items()
            for place, look in looks_in(told, title, of_tab(ref, self.numbers)).items()
        }

    def _by_title(self) -> Iterator[tuple[str, Asked]]:
        for ref, title in self.refs.items():
            yield title, of_tab(ref, self.numbers)


def _beyond(cells: Asked, back: Expectation | None) -> list[tuple[int, int]]:
    """The cells that are not read back anyhow."""
    if back is None:
        return [*cells]
    columns = set(back.columns)
    return [(at, row) for at, row in cells if at not in columns or row - 1 not in back.cells]
