"""CSV files beside a workbook, read as tabs of it and never written (design §15)."""

from sheets_sync.spreadsheet.csv_files.workbook import with_files

__all__ = ["with_files"]
