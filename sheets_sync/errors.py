"""Everything that stops a command, and the exit code that it ends with (design §12).

    SheetsSyncError            1   failed: unreadable, shrunk, broken
    ├── OutOfMemory            1   the machine has no more memory
    ├── UsageError             2   arguments, config, a missing file, tab or column
    │   └── ConfigError        2   every fault of the config at once
    ├── LockedError            11  another run holds the lock
    ├── CredentialsError       12  who we are was refused
    └── TryAgainLater          13  quota, outage, the file open elsewhere
        ├── WorkbookMoved      13  the workbook changed while a run was under way
        └── DatabaseAway       13  the database of the state does not answer now

A finding in staff's cells is never an exception: see ``billing.findings``.
"""

from collections.abc import Sequence
from typing import ClassVar


class SheetsSyncError(Exception):
    """A failure told to a person: what happened, and what to do about it.

    ``message`` names the place; ``cure`` is the next step, a sentence, or empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message} {self.cure}".strip()


class UsageError(SheetsSyncError):
    """Arguments, or a file, tab or column that is not there."""

    exit_code = 2


class ConfigError(UsageError):
    """Every fault of a config file, each as ``path.of.key: what is wrong``."""

    def __init__(self, message: str, faults: Sequence[str] = (), cure: str = "") -> None:
        super().__init__("\n".join([message, *(f"  {fault}" for fault in faults)]), cure)
        self.faults = tuple(faults)


class OutOfMemory(SheetsSyncError):
    """The machine, or a limit set for this process, has less memory than the work needs."""

    def __init__(self) -> None:
        super().__init__(
            "There is not enough memory for this workbook.",
            "Give the machine or the process more memory, or make the workbook smaller.",
        )


class LockedError(SheetsSyncError):
    """Another run is under way (design §10, invariant 6)."""

    exit_code = 11


class CredentialsError(SheetsSyncError):
    """A key, a token or a password was refused."""

    exit_code = 12


class TryAgainLater(SheetsSyncError):
    """Nothing is broken: the same command may succeed in a while."""

    exit_code = 13


class WorkbookMoved(TryAgainLater):
    """The workbook is no longer as it was read; nothing was written."""


class DatabaseAway(TryAgainLater):
    """The database that keeps the state went away, or is overloaded: as a rule it is back soon."""
