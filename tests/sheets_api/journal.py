"""Every call that was answered, to be counted by tests."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["token", "read", "write"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One call: sizes in bytes as on the wire."""

    kind: Kind
    method: str
    path: str
    status: int
    bytes_in: int
    bytes_out: int
    seconds: float


@dataclass
class Journal:
    """The calls so far."""

    entries: list[Entry] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        return sum(entry.kind == kind for entry in self.entries)

    @property
    def calls(self) -> tuple[int, int]:
        """Reads and writes."""
        return self.count("read"), self.count("write")

    def clear(self) -> None:
        self.entries.clear()
