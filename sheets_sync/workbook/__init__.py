"""The spreadsheet: layout, meaning of cells, what to write, back ends (design §3, §4, §11)."""
