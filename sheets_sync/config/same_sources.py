"""Sources of ``[tabs]`` that are one, however they are spelt (design §3): their rows would count
twice."""

import re
from os.path import normpath, realpath
from pathlib import Path
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.config.models import WorkbookTable
from sheets_sync.reading.sources.sought import Sought

_IN_A_BOOK: Final = re.compile(r"(.+?\.xls[xm])#(.+)", re.IGNORECASE)
_AT_AN_ADDRESS: Final = re.compile(r"https?://[^#]*?/d/([\w-]+)[^#]*(?:#gid=\d+)?#(.+)", re.DOTALL)
_ADDRESS: Final = re.compile(r"/d/([\w-]+)")
"""Their keys alone are needed: the back end itself says what is no address."""


def place_named(source: Sought, workbook: WorkbookTable) -> str:
    """The tab or the file of a source, as one text whatever way leads there: a tab of our own
    workbook by its name alone, a file by its path."""
    if source.is_file:
        return fold(normpath(source.ref.replace("\\", "/")))
    if "#" not in source.ref:
        return fold(source.ref)
    return (
        _at_google(source.ref, workbook) if workbook.kind.remote else _on_disk(source.ref, workbook)
    )


def _on_disk(ref: str, workbook: WorkbookTable) -> str:
    found = _IN_A_BOOK.fullmatch(ref)
    if found is None:
        return fold(ref)
    own, other = Path(workbook.path), realpath(Path(workbook.path).parent / found[1])
    return fold(found[2]) if other == realpath(own) else f"{other}#{fold(found[2])}"


def _at_google(ref: str, workbook: WorkbookTable) -> str:
    found = _AT_AN_ADDRESS.fullmatch(ref)
    if found is None:
        return fold(ref)
    own = _ADDRESS.search(workbook.spreadsheet)
    key = own[1] if own else workbook.spreadsheet.strip()
    return fold(found[2]) if found[1] == key else f"{found[1]}#{fold(found[2])}"
