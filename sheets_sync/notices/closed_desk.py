"""The notice desk of a run that cannot read its letters: it lets none go (F58)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, NoReturn

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.blocks import Block
from sheets_sync.notices.desk import NOTHING_SAID, Ask
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.listed import TabSays
from sheets_sync.notices.plan.books import Books


class ClosedDesk:
    """As ``NoticeDesk``, where ``why`` keeps letters from being read: what the Notices tab knew
    stays, and nothing is planned, mailed or recorded."""

    blocked: Final = Block.DAMAGED
    at_rest: Final = False
    relisted: Final = False
    trouble: Final = None

    def __init__(self, why: SheetsSyncError) -> None:
        self.why = why

    def forecast(self, books: Books, now: datetime, ask: Ask) -> tuple[Notice, ...]:
        """Nothing is foretold."""
        del books, now, ask
        return ()

    def outlook(self, books: Books, now: datetime, ask: Ask) -> tuple[Notice, ...]:
        """No letter is planned."""
        del books, now, ask
        return ()

    def plan(
        self, books: Books, now: datetime, ask: Ask = NOTHING_SAID, *, commit: bool = True
    ) -> list[Notice]:
        """No letter is planned."""
        del books, now, ask, commit
        return []

    def deliver(
        self,
        books: Books,
        now: datetime,
        tell: Callable[[str], None] = lambda _: None,
        claim: Callable[[], Block | None] = lambda: None,
    ) -> list[Notice]:
        """No letter goes."""
        del books, now, tell, claim
        return []

    def block(self, ask: Ask) -> Block:
        """What keeps all letters back."""
        del ask
        return self.blocked

    def behind(self, tab: TabSays) -> bool:
        """Nothing is known, so that the tab always knows more."""
        del tab
        return True

    def notices(self) -> tuple[Notice, ...]:
        """None can be read."""
        return ()

    def ledger(self) -> Ledger:
        """Nothing of it can be read."""
        return Ledger()

    def left_in_folder(self, books: Books) -> list[Notice]:
        """None can be read."""
        del books
        return []

    def unpaid(self, books: Books, now: datetime) -> Mapping[str, OpenInvoice]:
        """None can be read."""
        del books, now
        return {}

    def preview(self, notice: Notice, books: Books, now: datetime) -> NoReturn:
        """Raises what keeps the letters from being read."""
        del notice, books, now
        raise self.why
