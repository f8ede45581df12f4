"""One installation: the workbook bears the badge of the state that mails from it (design §17)."""

from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.notices.blocks import Block
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.state.badges import forget_another, is_foreign, new_badge, remember_another
from sheets_sync.use_cases.shared.office import Office

_ATTEMPTS = 5


def mailed_elsewhere(office: Office, snapshot: Snapshot) -> Block | None:
    """``ELSEWHERE`` where another state mails from the workbook. A run that meets it remembers it:
    a workbook put back does not tell any more (design §17)."""
    place, memories = office.config.workbook.place, office.store.memories
    if not is_foreign(snapshot.badges, place, memories):
        return None
    if office.run is not None:
        remember_another(place, memories)
    return Block.ELSEWHERE


class RightToMail:
    """The right to mail from a workbook, taken right before letters go: a new badge, which lands
    only where nobody else gave the workbook one meanwhile. ``snapshot`` is the workbook since."""

    def __init__(self, office: Office, snapshot: Snapshot) -> None:
        self._office = office
        self.snapshot = snapshot

    def take(self) -> Block | None:
        """Take it; ``ELSEWHERE`` where another state has it. Raises ``TryAgainLater`` where the
        workbook does not rest."""
        snapshot = self.snapshot
        for _ in range(_ATTEMPTS):
            if (block := mailed_elsewhere(self._office, snapshot)) is not None:
                return block
            try:
                self._bear(snapshot)
            except WorkbookMoved:
                snapshot = self._office.read()
            else:
                return None
        raise TryAgainLater(
            f"{self._office.config.workbook.place} kept changing; no letter went.",
            "Try again in a minute; a scheduled run does so by itself.",
        )

    def seize(self) -> None:
        """Take it from whoever has it: a person said so. Raises ``WorkbookMoved``."""
        self._bear(self.snapshot)
        forget_another(self._office.store.memories)

    def _bear(self, snapshot: Snapshot) -> None:
        badge = new_badge(self._office.store.memories)
        self.snapshot = self._office.workbook.bear(badge, snapshot)
