"""Google Sheets behind the ``Workbook`` protocol. gspread and google-auth live here alone."""

from sheets_sync.spreadsheet.google.identity import Identity, connections_kept, identify
from sheets_sync.spreadsheet.google.transport import Patience
from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook

__all__ = [
    "GoogleWorkbook",
    "Identity",
    "Patience",
    "connections_kept",
    "identify",
]
