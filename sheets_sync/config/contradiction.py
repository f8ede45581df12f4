"""Keys of a config that contradict each other (design §13)."""

from collections.abc import Collection, Iterator

from sheets_sync.config.complaints import KeyPath
from sheets_sync.config.secrets import SECRET_KINDS
from sheets_sync.config.strict_table import ConfigTable
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


def sources_named_twice(key: str, table: ConfigTable) -> Iterator[Contradiction]:
    """More than one source of one secret of ``table``, whose key is like "mail.password"."""
    name = key.rpartition(".")[2]
    named = [f"{key}_{each}" for each in SECRET_KINDS if getattr(table, f"{name}_{each}").strip()]
    for extra in named[1:]:
        yield clash(f"contradicts {named[0]}: name one source", extra, named[0])
