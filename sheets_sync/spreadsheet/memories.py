"""What a back end may keep from run to run, so that it need not ask again."""

from typing import Protocol


class Memory(Protocol):
    """Texts by key. Losing them costs a call, never a cell."""

    def recall(self, key: str) -> str | None:
        """The text remembered, if any."""

    def remember(self, key: str, text: str) -> None:
        """Keep a text; "" forgets it."""


class Forgetful:
    """A memory for one command: nothing is known when it begins."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def recall(self, key: str) -> str | None:
        """See ``Memory``."""
        return self._texts.get(key)

    def remember(self, key: str, text: str) -> None:
        """See ``Memory``."""
        self._texts[key] = text


class Borrowed(Forgetful):
    """A memory that one command may look into; what it learns it keeps for itself."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    def recall(self, key: str) -> str | None:
        """See ``Memory``."""
        known = super().recall(key)
        return self._memory.recall(key) if known is None else known
