"""Numbers with 4 decimals as integers: 1.5 is 15000."""

from typing import Final

SCALE: Final = 10_000
"""Units of a fixed-point number in one."""
