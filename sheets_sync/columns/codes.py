"""Codes: a column of names as small integers, one for each name that differs."""

from typing import Final

NONE: Final = -1
"""The code of a blank cell."""
