"""What letters and papers of one seller look like beyond our own look (design §17)."""

from pathlib import Path
from typing import Final

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Logo:
    """A picture, its ``kind`` "png" or "jpeg", width and height in pixels."""

    data: bytes
    kind: str
    width: int
    height: int

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Its width and height, as large as fits into these."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


@dataclass(frozen=True)
class OwnLook:
    """``logo`` stands at the head of letters and papers; ``fonts`` are files of fonts for letters
    that ours lacks, asked in this order."""

    logo: Logo | None = None
    fonts: tuple[Path, ...] = ()


PLAIN: Final = OwnLook()
"""Ours alone."""
