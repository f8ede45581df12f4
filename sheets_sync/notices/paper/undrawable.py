"""What stops a paper from being drawn; why stands in a held letter's State."""

from typing import Final, Literal, TypeAlias, get_args

from sheets_sync.errors import SheetsSyncError
from sheets_sync.words.speaking import ENGLISH

Cannot: TypeAlias = Literal["too_large", "not_drawn"]
REASONS: Final[tuple[str, ...]] = get_args(Cannot)


class PaperError(SheetsSyncError):
    """An invoice or a statement that cannot be drawn; ``reason`` is one of ``REASONS``."""

    def __init__(self, reason: Cannot) -> None:
        super().__init__(ENGLISH.say(f"paper.cannot.{reason}"))
        self.reason = reason
