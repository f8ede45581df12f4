"""Draft prices tried on a workbook."""
