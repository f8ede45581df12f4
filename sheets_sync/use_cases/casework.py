"""What people decide about single letters from a terminal (design §8): `sync notices`.

Each decision is recorded under the lock of a run and goes with the next run.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.notices.blocks import KEEPS_THE_TAB
from sheets_sync.notices.delivery import resolved, retried
from sheets_sync.notices.ledger.errands import withdrawn
from sheets_sync.notices.ledger.notice import FROZEN, Letter, Notice, Reason, State
from sheets_sync.notices.outbox import Outbox
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.plan.left_in_folder import never_mailed
from sheets_sync.notices.whose.whose_invoices import with_invoices
from sheets_sync.notices.wording import state_text
from sheets_sync.state.clock import go_on_from, last_in_order, out_of_order
from sheets_sync.state.last_block import last_block, remember_block
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.letters.blocked import refuse_behind, standing_block
from sheets_sync.use_cases.shared.office import open_office, view_office
from sheets_sync.words.speaking import Words

_GOES: Final = "goes with the next run (`sheets-sync now`)"
_IS_MAILED: Final = "is mailed with the next run, where [mail] names a server"
_WITHDRAWN: Final = (
    "its invoice is withdrawn and is asked for no more; where the account is still low, the next "
    "run asks by a new one"
)
_ANOTHER: Final = 'For another invoice say `sheets-sync invoice "CLIENT" AMOUNT`.'
_NO_HELP: Final = {
    Reason.FINDING: "Mend the client's row or payment first: `sheets-sync check` names the cell.",
    Reason.NO_ADDRESS: "Type an address into the client's Email first.",
    Reason.DAILY_CAP: "It goes tomorrow by itself; raise mail.daily_cap to let it go today.",
    Reason.INVOICE: "Mend what it names; the next run tries again by itself.",
}


@contextmanager
def open_cases(config: Config, moment: datetime) -> Iterator["Casework"]:
    """The letters of the state, locked; raises ``LockedError`` while a run is under way, and
    ``UsageError`` where the last one found that the state may know less than the tab Notices."""
    with open_office(config, "notices", moment) as (office, _):
        refuse_behind(standing_block(office.store), config, office.store)
        yield Casework(
            office.outbox,
            moment,
            config.workbook.words,
            lambda: mailroom.books_now(office, office.read_and_reckon(), office.desk.ledger()),
        )


def preview(config: Config, number: int, moment: datetime, tell: Callable[[str], None]) -> Letter:
    """The letter of notice ``number`` as it went, or would go now; nothing is recorded.

    Raises ``UsageError`` for an unknown number and for one that was cancelled, ``PaperError``
    where its invoice fails.
    """
    with view_office(config, moment, tell) as office:
        notice = _by_number(office.outbox, number)
        frozen = office.outbox.frozen(notice)
        if frozen is not None:
            return frozen
        if notice.state is State.CANCELLED:
            raise UsageError(
                f"No {number} never went, and never will: "
                f"{state_text(notice, config.workbook.words)}.",
                "There is no letter to show. `sheets-sync notices list` has those that wait.",
            )
        books = mailroom.books_now(office, office.read_and_reckon(), office.desk.ledger())
        if notice.client not in {each.client for each in books.standings}:
            raise UsageError(
                f"{notice.name} is no longer in Clients.", "There is no letter to show."
            )
        if notice.is_question:
            raise UsageError(f"No {number} is a question.", "There is no letter to show.")
        return office.desk.preview(notice, books, office.moment)


def say_go_on(config: Config, moment: datetime) -> str:
    """A person says that the clock is right at ``moment``; what becomes of that.

    Raises ``LockedError`` while a run is under way.
    """
    with open_office(config, "notices", moment) as (office, _):
        block = out_of_order(last_in_order(office.store), moment)
        go_on_from(office.store, moment)
        if last_block(office.store.memories) not in KEEPS_THE_TAB:
            remember_block(office.store.memories, None)
    if block is None:
        return "Nothing was held up: the last run was in order."
    return f"Letters go again from {office.moment:%Y-%m-%d %H:%M} on, with the next run."


class Casework:
    """Decisions on the letters of one state; each returns a sentence on what will happen. ``books``
    reads the workbook, where a decision hangs on what was paid."""

    def __init__(
        self, outbox: Outbox, moment: datetime, words: Words, books: Callable[[], Books]
    ) -> None:
        self._outbox = outbox
        self._moment = moment
        self._words = words
        self._books = books

    def approve(self, number: int) -> str:
        """Let a held letter go. Raises ``UsageError`` where it is not held, or that is no help."""
        notice = self._case(number)
        why = notice.why_held
        if why is None:
            raise self._not("held", notice)
        if why in _NO_HELP:
            raise UsageError(
                f"Approving No {number} does not help: {self._state(notice)}.", _NO_HELP[why]
            )
        self._outbox.record(replace(notice, approved=True, approved_amount=None))
        return self._said(notice, _GOES)

    def resolve(self, number: int, *, arrived: bool) -> str:
        """Settle a doubt, or say whether somebody handed on what lies in the folder. Raises
        ``UsageError`` where there is no doubt, or nothing to mail any more."""
        notice = self._case(number)
        if notice.state == State.WRITTEN and not notice.kind.of_episode:
            if not arrived:
                self._must_matter(notice)
            self._outbox.say_of_written(notice, handed_on=arrived)
            return self._said(notice, "counts as handed on" if arrived else _IS_MAILED)
        if notice.state != State.UNCERTAIN:
            raise self._not("uncertain", notice)
        after = resolved(notice, self._moment, arrived=arrived)
        self._outbox.record(after)
        goes = _WITHDRAWN if self._withdrawn(notice) else _GOES
        return self._said(notice, "counts as sent" if after.state == State.SENT else goes)

    def retry(self, numbers: Sequence[int]) -> list[str]:
        """Offer letters again: the refused or waiting ones named, else all that wait.

        Also forgets that the mail server could not be used, so that the next run tries it.
        """
        cases = [self._case(each) for each in numbers] or self._waiting()
        for notice in cases:
            if notice.state not in (*FROZEN, State.REFUSED):
                raise self._not("refused or waiting", notice)
        self._outbox.remember_trouble(None)
        for notice in cases:
            self._outbox.record(retried(notice, self._moment))
        return [self._said(each, _GOES) for each in cases] or ["No letter waits to be sent again."]

    def _must_matter(self, notice: Notice) -> None:
        """Raises ``UsageError`` where what lies in the folder is never mailed, and says why."""
        why = never_mailed(notice, with_invoices(self._outbox.ledger()), self._books)
        if why is not None:
            raise UsageError(
                f"Letter No {notice.number} to {notice.name} is not mailed any more: {why}.",
                _ANOTHER if notice.kind.asks else "`sheets-sync notices list --all` shows it.",
            )

    def _withdrawn(self, notice: Notice) -> bool:
        ledger = self._outbox.ledger()
        return notice.invoice in withdrawn(ledger.errands, ledger.issued)

    def _case(self, number: int) -> Notice:
        return _by_number(self._outbox, number)

    def _waiting(self) -> list[Notice]:
        return [each for each in self._outbox.ledger().notices if each.state in FROZEN]

    def _not(self, what: str, notice: Notice) -> UsageError:
        return UsageError(
            f"Letter No {notice.number} to {notice.name} is not {what}: {self._state(notice)}.",
            "`sheets-sync notices list --all` shows every letter.",
        )

    def _state(self, notice: Notice) -> str:
        return state_text(notice, self._words)

    def _said(self, notice: Notice, what: str) -> str:
        return f"No {notice.number} to {notice.name}: {what}."


def _by_number(outbox: Outbox, number: int) -> Notice:
    for notice in outbox.ledger().notices:
        if notice.number == number:
            return notice
    raise UsageError(
        f"There is no letter No {number}.", "`sheets-sync notices list --all` shows them."
    )
