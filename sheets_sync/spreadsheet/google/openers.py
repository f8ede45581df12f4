"""What a spreadsheet says of itself as it is opened: by gspread, or without it."""

from collections.abc import Callable
from typing import TypeAlias

from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.shapes import SPREADSHEET
from sheets_sync.spreadsheet.google.told_facts import MASK
from sheets_sync.spreadsheet.google.transport import HttpTransport, path_part

Opener: TypeAlias = Callable[[HttpTransport, str], Json]
"""Opens the spreadsheet of a key; what MASK asks for. One read."""


def by_gspread(transport: HttpTransport, key: str) -> Json:
    """gspread opens it."""
    # A run opens a spreadsheet only where it remembers none, and gspread is slow to import.
    from sheets_sync.spreadsheet.google.by_gspread import opened  # noqa: PLC0415

    return opened(transport, key, MASK)


def by_itself(transport: HttpTransport, key: str) -> Json:
    """Nobody but google-auth's session stands between the spreadsheet and us."""
    return transport.get_json(f"/{path_part(key)}", {"fields": MASK}, SPREADSHEET)
