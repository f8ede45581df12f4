"""The least that a run on an .xlsx can do: calamine reads every tab, and cells are patched.

In a process of its own:  python -m tests.benchmarks.xlsx_floor FILE CELLS LEVEL
prints the CPU seconds beyond imports. FILE.patched is left beside FILE, packed at that level of
deflate; CELLS is what ``differing_cells`` found, as JSON. It keeps nothing of what it reads and
looks for no fault, no formula and no lock.
"""

import json
import re
import sys
import time
import zipfile
from pathlib import Path

from python_calamine import CalamineWorkbook

_CELL = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)


def differing_cells(before: Path, after: Path) -> dict[str, list[tuple[str, str]]]:
    """By member, the cells of ``after`` that ``before`` has otherwise: address and XML, in order."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        found = {
            name: _differing(old.read(name), new.read(name))
            for name in new.namelist()
            if name.startswith("xl/worksheets/sheet")
        }
    return {name: cells for name, cells in found.items() if cells}


def _differing(old: bytes, new: bytes) -> list[tuple[str, str]]:
    if old == new:
        return []
    known = {cell[0] for cell in _CELL.finditer(old)}
    cells = (cell for cell in _CELL.finditer(new) if cell[0] not in known)
    return [(cell[1].decode(), cell[0].decode()) for cell in cells]


def read(file: Path) -> int:
    """All cells as Python's values; how many rows they are."""
    with CalamineWorkbook.from_path(file) as book:
        return sum(
            len(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        )


def patch(file: Path, cells: dict[str, list[tuple[str, str]]], level: int) -> None:
    """The file with those cells exchanged, beside it."""
    with (
        zipfile.ZipFile(file) as old,
        zipfile.ZipFile(f"{file}.patched", "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, _patched(data, cells.get(info.filename, [])))


def _patched(data: bytes, cells: list[tuple[str, str]]) -> bytes:
    pieces, done = [], 0
    for address, xml in cells:
        at = data.find(f'<c r="{address}"'.encode(), done)
        if at < 0:  # a new one: where it would go is not this measure's matter
            continue
        cell = _CELL.match(data, at)
        assert cell
        pieces += [data[done:at], xml.encode()]
        done = cell.end()
    return b"".join([*pieces, data[done:]])


def main() -> None:
    """Print the seconds."""
    file, level = Path(sys.argv[1]), int(sys.argv[3])
    cells = json.loads(Path(sys.argv[2]).read_text())
    start = time.process_time()
    read(file)
    patch(file, cells, level)
    print(time.process_time() - start)


if __name__ == "__main__":
    main()
