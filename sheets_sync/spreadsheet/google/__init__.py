"""Google Sheets behind the ``Workbook`` protocol. gspread and google-auth live here alone."""

from sheets_sync.spreadsheet.google.examining import Examination, examine
from sheets_sync.spreadsheet.google.identity import Identity, connections_kept, identify
from sheets_sync.spreadsheet.google.room import Room
from sheets_sync.spreadsheet.google.transport import Patience
from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook

__all__ = [
    "Examination",
    "GoogleWorkbook",
    "Identity",
    "Patience",
    "Room",
    "connections_kept",
    "examine",
    "identify",
]
