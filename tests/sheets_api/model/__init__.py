"""The spreadsheets themselves: what is in them, and what the API answers."""
