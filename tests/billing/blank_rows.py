"""Blank rows, for the makers of small books: each column as decoding leaves it of a blank cell."""

from sheets_sync.billing.tables import BLANK, LOG_COLUMNS
from sheets_sync.columns.codes import NONE

_OF = {"int64": BLANK, "int32": NONE, "int16": 0, "int8": 0, "bool": False}
"""By type: figures are blank, codes name nothing, marks are not set."""

LOG_ROW = {name: _OF[kind] for name, kind in LOG_COLUMNS.items()}
"""A row of Log, in the first source."""
