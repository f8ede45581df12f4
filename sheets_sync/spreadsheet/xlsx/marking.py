"""Marks set in a file that is there: hidden defined names, laid into the XML that lists them."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.protocol import Marks
from sheets_sync.spreadsheet.xlsx.structure import HEADER_PREFIX, mark_name
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_END: Final = re.compile(rb"</((?:\w+:)?)definedNames\s*>")


def marked(book: WorkbookFile, marks: Mapping[str, Marks]) -> dict[str, bytes]:
    """The part that must change so that those tabs of ours, by name, bear the marks."""
    xml = book.container.read(book.structure.main)
    names = set(book.structure.names)
    entries = []
    for tab, wanted in marks.items():
        for key, cells in _targets(wanted, book.structure.own[tab]):
            name = _free(key, names)
            names.add(name)
            entries.append((name, f"{quoted(tab)}!{cells}"))

    def with_entries(end: re.Match[bytes]) -> bytes:
        return b"".join(_entry(end[1].decode(), *entry) for entry in entries) + end[0]

    # A tab is known for ours by such a name: there is a list of them.
    return {book.structure.main: _END.sub(with_entries, xml, count=1)}


def quoted(tab: str) -> str:
    """A tab's name as formulas have it."""
    return "'" + tab.replace("'", "''") + "'"


def _targets(marks: Marks, role: str) -> Iterator[tuple[str, str]]:
    for key, column in marks.columns.items():
        letters = column_letters(column)
        yield key, f"${letters}:${letters}"
    if marks.header:
        yield HEADER_PREFIX + role, f"${marks.header}:${marks.header}"


def _free(key: str, names: set[str]) -> str:
    """A name of the key; what was deleted keeps its own, and stands for nothing."""
    nth = 1
    while mark_name(key, nth) in names:
        nth += 1
    return mark_name(key, nth)


def _entry(prefix: str, name: str, target: str) -> bytes:
    tag = f"{prefix}definedName"
    return f'<{tag} name="{escape(name)}" hidden="1">{escape(target, quote=False)}</{tag}>'.encode()
