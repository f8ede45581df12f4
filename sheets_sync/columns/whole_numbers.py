"""Whole columns of integers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def largest(values: NDArray[np.integer[Any]]) -> int:
    """The largest magnitude of ``values``, as a Python integer; 0 where there are none."""
    return max(int(values.max()), -int(values.min())) if len(values) else 0
