"""Google Sheets behind the ``Workbook`` protocol. gspread and google-auth live here alone."""

from sheets_sync.workbook.google.examining import Examination, examine
from sheets_sync.workbook.google.identity import Identity, connections_kept, identify
from sheets_sync.workbook.google.transport import Patience
from sheets_sync.workbook.google.workbook import GoogleWorkbook

__all__ = [
    "Examination",
    "GoogleWorkbook",
    "Identity",
    "Patience",
    "connections_kept",
    "examine",
    "identify",
]
