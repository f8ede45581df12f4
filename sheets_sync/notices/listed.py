"""What the Notices tab itself knows of letters, beside the state (design §8)."""

from typing import Final

from sheets_sync import deferred
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.outbox import Outbox


@deferred.dataclass(frozen=True)
class TabSays:
    """What the Notices tab knows: its highest No (0: none), and the letters that it calls sent
    (or written) or uncertain. A state that knows less was lost, or put back from a backup."""

    last: int = 0
    sent: frozenset[int] = frozenset()
    uncertain: frozenset[int] = frozenset()


NOTHING_LISTED: Final = TabSays()


def knows_less(outbox: Outbox, tab: TabSays) -> bool:
    """Whether the state with that ``outbox`` knows less than the tab, of any notice."""
    if outbox.unadopted or tab.last > outbox.last_number:
        return True
    notices = [each for each in outbox.ledger().notices if each.number is not None]
    taken = (State.SENT, State.WRITTEN)
    sent = any(n.number in tab.sent and n.state not in taken and not n.came_back for n in notices)
    return sent or any(n.live and n.number in tab.uncertain and not n.via for n in notices)
