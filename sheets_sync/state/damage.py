"""What is remembered and cannot be made sense of any more, told apart by what it may cost (F58).

The memory of runs costs nothing to lose: it is dropped. Letters are never guessed at: nothing is
mailed while any of them cannot be read.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sheets_sync.errors import SheetsSyncError

RESTORE: Final = (
    "Move it away and put a backup in its place; without one, the next run starts a new state: "
    "balances do not depend on it."
)
"""The cure where a state file is damaged."""


FROM_A_DUMP: Final = (
    "Put a dump of the database in its place (docs/running.md): where letters went since, a run "
    "says so and mails nothing until `sheets-sync state adopt`."
)
"""The same, where it is in a database."""

SEEN: Final = "the log as last seen"
QUIET: Final = "what the last run found"
CHANGES: Final = "what changed between runs"
RUNS: Final = "runs"
FACTS: Final = "what is known beside runs"


class DamagedError(SheetsSyncError):
    """A state holds something that this program did not leave there."""


class DamagedMemoryError(DamagedError):
    """Some of what runs leave to the next one: see ``port.Runs.mend``."""


class DamagedLettersError(DamagedError):
    """Some of what letters go by."""


@contextmanager
def memory_of(what: str) -> Iterator[None]:
    """Within, ``what`` of the memory of runs is read; raises ``DamagedMemoryError`` where that
    makes no sense."""
    try:
        yield
    except _NO_SENSE as error:
        raise damaged_memory(what, error) from error


def damaged_memory(what: str, error: Exception) -> DamagedMemoryError:
    """What to raise where ``what`` of the memory of runs could not be read or kept."""
    return DamagedMemoryError(
        f"The state's memory of runs is damaged ({what}: {_why(error)}).",
        "The next `sheets-sync now` drops it and goes on: balances do not depend on it.",
    )


@contextmanager
def letters_of(what: str) -> Iterator[None]:
    """Within, ``what`` of the letters is read; raises ``DamagedLettersError`` as above."""
    try:
        yield
    except DamagedLettersError:
        raise
    except _NO_SENSE as error:
        raise DamagedLettersError(
            f"The state's memory of letters is damaged ({what}: {_why(error)}).",
            "Put a backup of the state file in its place (`sheets-sync state verify FILE` looks at "
            "one). Without one, move it away and run `sheets-sync state adopt`: it takes over what "
            "the tab Notices knows.",
        ) from error


_NO_SENSE: Final = (
    DamagedError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    zlib.error,
)
"""What parsers raise of texts, numbers and packed columns that are none."""


def _why(error: Exception) -> str:
    if isinstance(error, DamagedError):
        return error.message.rstrip(".")
    return f"{type(error).__name__}, {error}"
