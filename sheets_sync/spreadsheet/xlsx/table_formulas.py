"""Formulas of staff's that name a column of a table: ``T[Since]``, ``T[[#This Row],[Since]]``.

Where a run gives the column another header they name it so from then on, as Excel has it when a
person types there; it repairs a file with a formula of a column that no table has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape, unescape
from typing import Final, TypeAlias

from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

Renamed: TypeAlias = Mapping[str, Mapping[str, str]]
"""By the name of a table: its columns' names of before, in small letters, and those of now."""

_FORMULA: Final = re.compile(
    rb"(<((?:[\w.-]+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula))"
    rb"(?:\s[^>]*)?>)([^<]+)(?=</\2\s*>)"
)
_MAY_HAVE_ONE: Final = re.compile(r"xl/(?!sharedStrings|styles|theme/).*\.xml", re.IGNORECASE)
_SAID: Final = r"(?:[^\[\]']|'.)*"
"""Within brackets: an apostrophe stands before a sign that would mean something there."""
_COLUMN: Final = re.compile(rf"\[({_SAID})\]", re.DOTALL)
_MEANS_SOMETHING: Final = re.compile(r"(['\[\]#])")
_STOOD_FOR: Final = re.compile(r"'(.)", re.DOTALL)


def mentions(book: WorkbookFile, renamed: Renamed) -> Iterator[tuple[str, bytes]]:
    """The parts of a workbook whose formulas name a renamed column, by its new name."""
    if not any(renamed.values()):
        return
    for name in sorted(book.container.names):
        if _MAY_HAVE_ONE.fullmatch(name):
            old = book.container.read(name)
            if (new := with_new_names(old, renamed)) != old:
                yield name, new


def with_new_names(part: bytes, renamed: Renamed) -> bytes:
    """The XML of a part whose formulas name the columns of tables by their new names."""
    if b"[" not in part:
        return part
    readers = [(_references_to(table), columns) for table, columns in renamed.items() if columns]
    return _FORMULA.sub(lambda found: found[1] + _reread(found[3], readers), part)


def _reread(xml: bytes, readers: Sequence[tuple[re.Pattern[str], Mapping[str, str]]]) -> bytes:
    if b"[" not in xml:
        return xml
    formula = now = unescape(xml.decode())
    for references, columns in readers:
        now = references.sub(partial(_named, columns), now)
    return xml if now == formula else escape(now, quote=False).encode()


def _references_to(table: str) -> re.Pattern[str]:
    """Texts in quotation marks, which are passed over, and references to that table: not to one of
    another workbook (``[1]!T[…]``), nor to one whose name ends alike."""
    reference = rf"(?<![\w.\\!]){re.escape(table)}(\[(?:[^\[\]']|'.|\[{_SAID}\])*\])"
    return re.compile(rf'"[^"]*"|{reference}', re.DOTALL | re.IGNORECASE)


def _named(columns: Mapping[str, str], found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0]
    said = _COLUMN.sub(lambda column: f"[{_now(column[1], columns)}]", found[1])
    return found[0][: found.start(1) - found.start()] + said


def _now(said: str, columns: Mapping[str, str]) -> str:
    """A column as a reference says it from now on."""
    name = columns.get(_STOOD_FOR.sub(r"\1", said).lower())
    return said if name is None else _MEANS_SOMETHING.sub(r"'\1", name)
