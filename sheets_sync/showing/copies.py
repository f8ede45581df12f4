"""A companion's copies of Clients and Log: staff's cells, our columns beside them (design §11)."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import Role
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.showing import encode
from sheets_sync.showing.beside_rows import ColumnsWanted
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.protocol import Snapshot


def rows(
    snapshot: Snapshot, places: Places, role: Role, ours: Mapping[int, ColumnsWanted]
) -> list[Sequence[Value]]:
    """The lines of the copy: "Log!41", the staff's cells, then ours; blank rows left out."""
    return [
        line
        for source in places.sources[role.key]
        for line in _source_rows(snapshot, source, role, ours[source.index])
    ]


def _source_rows(
    snapshot: Snapshot, source: Source, role: Role, ours: ColumnsWanted
) -> Iterator[Sequence[Value]]:
    tab = snapshot.tabs[source.ref]
    height = max(tab.height - source.header_row, 0)
    blank: list[Value] = [None] * height
    staff = {
        key: [_copied(cell) for cell in tab.columns[index][source.header_row :]]
        for key, index in source.columns.items()
    }
    columns = [
        ours[column.key] if column.own else staff.get(column.key, blank) for column in role.columns
    ]
    for row, cells in enumerate(zip(*columns, strict=True), start=source.header_row + 1):
        if any(cell is not None for cell in cells):
            whole = (
                source.constants.get(column.key) if cell is None else cell
                for column, cell in zip(role.columns, cells, strict=True)
            )  # fmt: skip
            place = source.cell(0, row) if source.is_file else str(row)
            yield (encode.text(source.place(place)), *whole)


def _copied(cell: Cell) -> Value:
    """A staff cell as a value of ours: text without what no cell can hold."""
    value = encode.as_it_is(cell)
    return encode.text(value) if isinstance(value, str) else value
