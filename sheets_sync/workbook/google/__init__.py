"""Google Sheets behind the ``Workbook`` protocol. gspread and google-auth live here alone."""

from sheets_sync.workbook.google.identity import Identity, identify
from sheets_sync.workbook.google.transport import Patience
from sheets_sync.workbook.google.workbook import GoogleWorkbook

__all__ = ["GoogleWorkbook", "Identity", "Patience", "identify"]
