"""What a run wants in the workbook: the service's own tabs and columns, not yet written (§9)."""
