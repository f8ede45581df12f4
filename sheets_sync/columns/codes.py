"""Codes: a column of names as small integers, one for each name that differs."""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.integer[Any]]
"""Codes of names, or months: small integers, NONE for a blank cell."""

NONE: Final = -1
"""The code of a blank cell."""
