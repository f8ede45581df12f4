"""How much a service says: ``[log]`` (§13)."""

from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from sheets_sync.config.strict_table import ConfigTable
from sheets_sync.config.values import BesideConfigOrBlank
from sheets_sync.deferred import dataclass

Loudness: TypeAlias = Literal["warning", "info", "debug"]
LOUDNESS: Final[tuple[Loudness, ...]] = get_args(Loudness)


@dataclass(frozen=True)
class LogTable(ConfigTable):
    """How much is told beside the results, and where the trace of a bug of ours is kept."""

    level: Loudness = "warning"
    file: BesideConfigOrBlank = Path("sheets-sync.log")

    def louder(self, verbose: int) -> "LogTable":
        """The same, telling at least as much as ``--verbose``, given so often, asks for."""
        asked = LOUDNESS[min(verbose, len(LOUDNESS) - 1)]
        return replace(self, level=max(asked, self.level, key=LOUDNESS.index))
