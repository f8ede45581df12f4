"""Keys of a config that contradict each other (design §13)."""

from collections.abc import Collection

from sheets_sync.config.complaints import KeyPath
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Contradiction:
    """``sentence`` about the first of ``places``; the others take part in it."""

    sentence: str
    places: tuple[KeyPath, ...]

    def touches(self, mistaken: Collection[KeyPath]) -> bool:
        """Whether it rests on a value that is wrong by itself, or lies in one that is."""
        return any(
            place[: len(wrong)] == wrong or wrong[: len(place)] == place
            for place in self.places
            for wrong in mistaken
        )


def clash(sentence: str, *places: str) -> Contradiction:
    """That sentence about keys, each as "mail.host"; the first is the one to mend."""
    return Contradiction(sentence, tuple(tuple(place.split(".")) for place in places))
