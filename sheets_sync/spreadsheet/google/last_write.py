"""What became of the last write: its answer may be lost, and the write be done, or not, or be
done later (google-api.md §3)."""

import secrets
import time
from typing import Final

_PAUSE: Final = 2.0  # seconds, before what was lost is sent again; each time twice as long
_LONGEST_PAUSE: Final = 30.0


class LastWrite:
    """``ticket`` is what the last write put in place of the one before."""

    def __init__(self) -> None:
        self.ticket = ""
        self._lost = 0  # answers, one after the other

    def sends(self, there: str) -> str:
        """A fresh ticket for a write that finds ``there``. What was lost was looked for since:
        where it is not there, Google needs time first."""
        if self._lost and there != self.ticket:
            time.sleep(min(_PAUSE * 2 ** (self._lost - 1), _LONGEST_PAUSE))
        self.ticket = secrets.token_hex(8)
        return self.ticket

    def answered(self) -> None:
        """Its answer came, whatever it was."""
        self._lost = 0

    def is_lost(self) -> None:
        """Its answer was lost."""
        self._lost += 1

    @property
    def in_doubt(self) -> bool:
        """Whether its answer was lost."""
        return bool(self._lost)
