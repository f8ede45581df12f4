"""One workbook file, read: its values by calamine, the rest from its own XML."""

import gc
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.around import FIRST_ROWS
from sheets_sync.spreadsheet.disk import FileState, read_file
from sheets_sync.spreadsheet.xlsx.container import Container
from sheets_sync.spreadsheet.xlsx.far_cells import Near, drawn_near
from sheets_sync.spreadsheet.xlsx.faults import faults, with_known_errors
from sheets_sync.spreadsheet.xlsx.huge_numbers import as_texts
from sheets_sync.spreadsheet.xlsx.panics import is_panic, panics_unsaid
from sheets_sync.spreadsheet.xlsx.plain_xml import scannable, without_oddities
from sheets_sync.spreadsheet.xlsx.reader_zip import for_reader
from sheets_sync.spreadsheet.xlsx.sheet_xml import scan
from sheets_sync.spreadsheet.xlsx.structure import Structure, read_structure

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.xlsx.grid import Grid

_ROOM: Final = 3
"""Bytes that calamine takes, at most, for a byte of a sheet."""

_ROW: Final = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, CalamineError,
    KeyError, ValueError, IndexError, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What damaged bytes make the readers of zip, XML and cells raise."""


@dataclass(frozen=True)
class WorkbookFile:
    """A workbook file as it was read. ``xml`` keeps the worksheets that were unpacked, by name."""

    path: Path
    state: FileState
    container: Container
    structure: Structure
    xml: dict[str, bytes] = field(default_factory=dict, repr=False)

    def sheet(self, name: str) -> bytes:
        """The XML of a worksheet."""
        with readable(self.path):
            if name not in self.xml:
                self.xml[name] = self.container.read(self.structure.parts[name].part)
            return self.xml[name]

    def glimpse(self, name: str) -> bytes:
        """The same, and not kept where it is not kept already."""
        with readable(self.path):
            return self.xml.get(name) or self.container.read(self.structure.parts[name].part)


def read_workbook_file(path: Path) -> WorkbookFile:
    """Read a file. ``UsageError`` where there is none, ``SheetsSyncError`` where it is no
    workbook, or a damaged, encrypted or old one."""
    return workbook_file(path, *read_file(path))


def workbook_file(path: Path, data: bytes, state: FileState) -> WorkbookFile:
    """A book from its bytes; ``path`` is for messages and refs. Raises as ``load`` does."""
    _refuse_other_kinds(path, data)
    container = Container(data)
    with readable(path):
        container.look_for_members()
        return WorkbookFile(path, state, container, read_structure(container))


def grids_of(
    book: WorkbookFile, names: Collection[str], heads: Collection[str] = ()
) -> Iterator[tuple[str, "Grid"]]:
    """Name and cells of each of those worksheets, and the first rows of ``heads``; no other is
    unpacked."""
    # Columns become arrays: slow to import, and not needed where nothing changed.
    from sheets_sync.spreadsheet.xlsx.grid import Grid  # noqa: PLC0415

    near: dict[str, Near] = {}
    found: dict[str, list[tuple[int, int, Cell]]] = {}
    for name in heads:
        # A tab that nobody asked for is looked at where it can be, and stops nothing.
        with suppress(SheetsSyncError), readable(f"{book.path}, tab {name}"):
            near[name], found[name] = _drawn_near(_first_rows(scannable(book.sheet(name))))
    for name in names:
        with readable(f"{book.path}, tab {name}"):
            near[name], found[name] = _drawn_near(scannable(book.sheet(name)))
    drawn = {
        name: with_known_errors(sheet.data) if found[name] else sheet.data
        for name, sheet in near.items()
    }
    for name, data in drawn.items():
        if data is not book.xml[name]:
            del book.xml[name]  # two of a sheet are too many; whoever asks for it unpacks it again
    with readable(book.path):
        file = for_reader(book.container, book.structure, drawn, book.xml)
        _look_for_room(file, drawn)
        sizes = {name: len(data) for name, data in drawn.items()}
        drawn.clear()  # a sheet that was drawn near is held by the file alone: once is enough
        near = {name: replace(sheet, data=b"") for name, sheet in near.items()}
        with panics_unsaid():
            calamine = CalamineWorkbook.from_filelike(file)
        file.close()  # calamine has a copy of its own
        # The same order each time: what is held meanwhile decides how much memory it takes.
        for name, sheet in sorted(near.items(), key=lambda each: (-sizes[each[0]], each[0])):
            columns = _columns_of(book, calamine, name)
            columns = _with_faults(columns, found[name]) if found[name] else columns
            yield name, Grid(columns, sheet.rows, sheet.far_rows, sheet.columns, sheet.far_columns)


def _drawn_near(data: bytes) -> tuple[Near, list[tuple[int, int, Cell]]]:
    """A sheet without a void in it, and the cells in it that the reader would take wrongly."""
    xml = scan(data)
    plain = without_oddities(data, xml.start, xml.end)
    xml = xml if plain is data else scan(plain)
    sheet = drawn_near(xml)
    return sheet, list(faults(xml if sheet.data is xml.data else scan(sheet.data)))


def _first_rows(xml: bytes) -> bytes:
    """A sheet with its first rows alone."""
    for row in _ROW.finditer(xml):
        if int(row[1]) > FIRST_ROWS:
            return xml[: row.start()] + b"</sheetData></worksheet>"
    return xml


def _look_for_room(file: BytesIO, sheets: Mapping[str, bytes]) -> None:
    """Raise ``MemoryError`` here rather than let calamine, which would end the process. Asked
    for, and never touched: that costs no time."""
    import numpy as np  # noqa: PLC0415 - see ``grids_of``

    np.empty(file.getbuffer().nbytes + _ROOM * sum(map(len, sheets.values())), np.int8)


@contextmanager
def readable(place: Path | str) -> Iterator[None]:
    """What goes wrong in the bytes at ``place`` becomes one sentence for a person."""
    try:
        yield
    except SheetsSyncError as error:
        said = _said_at(place, error.message)
        raise SheetsSyncError(said, error.cure) from error
    except PasswordError as error:
        raise _encrypted(place) from error
    except _BROKEN as error:
        raise _damaged(place) from error
    except BaseException as error:
        if is_panic(error):
            raise _damaged(place) from error
        raise


def _said_at(place: Path | str, message: str) -> str:
    """What is wrong at a place; where it names the file already, only the tab is put in."""
    path = str(place).partition(", tab ")[0]
    return f"{place}{message[len(path) :]}" if message.startswith(path) else f"{place}: {message}"


@contextmanager
def _no_collection() -> Iterator[None]:
    """Cells hold no references: to look for rings among millions of new ones costs a quarter
    of the read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _columns_of(book: WorkbookFile, calamine: CalamineWorkbook, name: str) -> list[Sequence[Cell]]:
    """The columns of a sheet; where a number is too large for its format, such ones as texts."""
    try:
        return _columns(calamine, name)
    except BaseException as error:
        if not (isinstance(error, OverflowError) or is_panic(error)):
            raise
    near, _ = _drawn_near(scannable(book.glimpse(name)))
    plain = {name: as_texts(near.data)}
    with for_reader(book.container, book.structure, plain, {}) as file:
        return _columns(CalamineWorkbook.from_filelike(file), name)


def _columns(calamine: CalamineWorkbook, name: str) -> list[Sequence[Cell]]:
    with _no_collection(), panics_unsaid():
        rows = calamine.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return list(zip(*rows, strict=True))


def _with_faults(
    columns: Sequence[Sequence[Cell]], found: Sequence[tuple[int, int, Cell]]
) -> list[Sequence[Cell]]:
    """The columns with those cells (column, row, meaning), be they outside of what calamine saw."""
    height = max(*(row for _, row, _ in found), len(columns[0]) if columns else 0)
    width = max(*(column + 1 for column, _, _ in found), len(columns))
    new = [list(column) for column in columns]
    new += [[] for _ in range(width - len(new))]
    for cells in new:
        cells.extend([""] * (height - len(cells)))
    for column, row, meaning in found:
        new[column][row - 1] = meaning
    return [*new]


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _encrypted(path)
        raise SheetsSyncError(
            f"{path} is a workbook of the old Excel kind (.xls).", "Save it as .xlsx."
        )
    if not data.strip(b"\0"):  # as a power cut leaves it, or a full disk under another program
        raise SheetsSyncError(
            f"{path} is empty.",
            "Bring back a copy. Where there was none, delete it: `sheets-sync init` makes one.",
        )
    if not data.startswith(b"PK"):
        raise SheetsSyncError(
            f"{path} is no Excel workbook.", "Save it as .xlsx, or mend workbook.path."
        )


def _encrypted(path: Path | str) -> SheetsSyncError:
    return SheetsSyncError(
        f"{path} is protected by a password.", "Save it without a password to open it."
    )


def _damaged(path: Path | str) -> SheetsSyncError:
    return SheetsSyncError(
        f"{path} is damaged: it cannot be read to its end.",
        "Open it in Excel or LibreOffice and save it again, or bring back a copy.",
    )
