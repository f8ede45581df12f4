"""What stops a letter or its paper from being made; why stands in a held letter's State."""

from typing import Final, Literal, TypeAlias, get_args

from sheets_sync.errors import SheetsSyncError
from sheets_sync.words.speaking import ENGLISH, Words

Cannot: TypeAlias = Literal[
    "too_large",
    "not_drawn",
    "no_letter",
    "no_font",
    "no_shaping",
    "mixed_directions",
    "no_logo",
    "logo_gone",
    "template",
    "no_templates",
]
REASONS: Final[tuple[str, ...]] = get_args(Cannot)


class PaperError(SheetsSyncError):
    """An invoice or a statement that cannot be drawn; ``reason`` is one of ``REASONS``, ``detail``
    what it is about: a letter, a text, a file."""

    def __init__(self, reason: Cannot, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(cannot_text(self.kept, ENGLISH))

    @property
    def kept(self) -> str:
        """Reason and detail as a held letter keeps them; ``cannot_text`` reads it."""
        return f"{self.reason} {self.detail}".rstrip()


def cannot_text(kept: str, words: Words) -> str:
    """Why a paper cannot be drawn, and the cure; what no reason of ours begins stays as it is."""
    reason, _, detail = kept.partition(" ")
    return words.say(f"paper.cannot.{reason}", detail=detail) if reason in REASONS else kept
