"""What a workbook was asked for in a run (design §12)."""

from dataclasses import dataclass


@dataclass(slots=True)
class Calls:
    """What a run cost: reads and writes of the workbook, and retries (design §12)."""

    read: int = 0
    write: int = 0
    retried: int = 0
