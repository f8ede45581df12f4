"""Windows' own locks, as its C library has them: a byte of a file, held by one descriptor."""

import fcntl
import os
from errno import EACCES
from types import ModuleType
from typing import Any

msvcrt: Any = ModuleType("msvcrt")
msvcrt.LK_NBLCK = 2


def _locking(descriptor: int, how: int, count: int) -> None:
    assert (how, count) == (msvcrt.LK_NBLCK, 1)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        raise PermissionError(EACCES, os.strerror(EACCES)) from held


msvcrt.locking = _locking
