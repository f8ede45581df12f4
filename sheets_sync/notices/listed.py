"""What the Notices tab itself knows of letters, beside the state (design §8)."""

from typing import Final

from sheets_sync import deferred


@deferred.dataclass(frozen=True)
class TabSays:
    """What the Notices tab knows: its highest No (0: none), and the letters that it calls sent
    (or written) or uncertain. A state that knows less was lost, or put back from a backup."""

    last: int = 0
    sent: frozenset[int] = frozenset()
    uncertain: frozenset[int] = frozenset()


NOTHING_LISTED: Final = TabSays()
