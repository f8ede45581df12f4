"""Where a spreadsheet is: its key, its URL, and refs of tabs in another one (design §3)."""

import re
from typing import Final

_OTHER_BOOK: Final = re.compile(r"(https?://[^#]*?/d/[\w-]+[^#]*)(?:#gid=\d+)?#(.+)", re.DOTALL)
_KEY: Final = re.compile(r"/spreadsheets/d/(?!e/)([\w-]+)|[?&]key=([^&#]+)")
"""A page that was published to the web, "/d/e/…", is no spreadsheet."""


def spreadsheet_key(spreadsheet: str) -> str:
    """The key in a spreadsheet's URL, or the key itself."""
    found = _KEY.search(spreadsheet) if "/" in spreadsheet else None
    return (found[1] or found[2]) if found else spreadsheet.strip()


def address_of(key: str) -> str:
    """The URL at which people open it."""
    return f"https://docs.google.com/spreadsheets/d/{key}/edit"


def other_book(ref: str) -> tuple[str, str] | None:
    """The key and the tab that a ref "URL#Log" names; None for a tab of our own spreadsheet."""
    other = _OTHER_BOOK.fullmatch(ref)
    return (spreadsheet_key(other[1]), other[2]) if other else None
