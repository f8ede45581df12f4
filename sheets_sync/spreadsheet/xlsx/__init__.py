"""The .xlsx back end: read by calamine, cells patched into the XML, furnished by openpyxl."""

from sheets_sync.spreadsheet.xlsx.workbook import XlsxWorkbook

__all__ = ["XlsxWorkbook"]
