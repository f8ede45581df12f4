"""sheets-sync: personal accounts for an agency's clients, kept in shared spreadsheets."""

__version__ = "0.1.0"
