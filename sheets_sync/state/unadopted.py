"""The fact that stops all mail until `sheets-sync state adopt`. Light: stores mend by it."""

from typing import Final

UNADOPTED: Final = "unadopted"
