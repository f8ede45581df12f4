"""The spreadsheet: what a back end offers, what differs. Knows no tab of ours (design §11)."""
