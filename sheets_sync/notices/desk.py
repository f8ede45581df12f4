"""The notice desk: plans, freezes and delivers the notices of a run (design §8, §10)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from datetime import datetime
from typing import Final, Protocol

from sheets_sync.deferred import dataclass
from sheets_sync.notices.blocks import KEEPS_THE_TAB, Block
from sheets_sync.notices.delivery import due_now
from sheets_sync.notices.invoices.due_days import due_from, with_due_days
from sheets_sync.notices.invoices.open_invoices import OpenInvoice, still_asked
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.issued import ONE_TWO_THREE, Invoice, Numbering
from sheets_sync.notices.ledger.listing import listed, with_figures
from sheets_sync.notices.ledger.notice import FROZEN, Letter, Notice, Reason, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.taken import TakenNumber
from sheets_sync.notices.listed import NOTHING_LISTED, TabSays, knows_less
from sheets_sync.notices.outbox import Outbox
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.plan.answering import ticked_too_early
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.plan.issuing import issue
from sheets_sync.notices.plan.left_in_folder import left_in_folder
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.plan.money import money_against
from sheets_sync.notices.plan.planning import Plan, make_plan
from sheets_sync.notices.plan.youth import ripe_after
from sheets_sync.notices.post import MailTrouble, Transport
from sheets_sync.notices.rounds import Round, after_a_death
from sheets_sync.notices.whose.telling_apart import after_a_no
from sheets_sync.notices.whose.whose_invoices import WithInvoices

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Ask:
    """What a plan goes by beside the books: the first run of all, or when the last one was, the
    numbers of the notices whose Send is ticked, what the Notices tab knows, and what keeps all
    letters back, if anything does that is not in the outbox itself. ``approvals`` has by number the
    amount, minor units, that the tab shows beside the tick; ``refusals``: there Send says no;
    ``waits``: the line beside the tick says that the letter waits, whatever became of it since."""

    first_run: bool = False
    approvals: Mapping[int, int | None] = field(default_factory=dict)
    tab: TabSays = NOTHING_LISTED
    block: Block | None = None
    refusals: Collection[int] = ()
    last_run: datetime | None = None
    waits: Collection[int] = ()


NOTHING_SAID: Final = Ask()
_TRIES: Final = 20


class Writer(Protocol):
    """Who renders letters: ``letters.LetterWriter``."""

    def write(self, facts: LetterFacts, now: datetime) -> Letter:
        """The letter that says ``facts``, dated ``now``. Raises ``PaperError``."""


class NoticeDesk:
    """The notices of one state file, from intent to delivery.

    ``blocked`` is, after ``plan``, what keeps all letters back; then nothing is planned either.
    ``trouble`` is what shut the way out in this run, if it was tried.
    """

    def __init__(
        self,
        outbox: Outbox,
        writer: Writer,
        transport: Transport,
        policy: Policy,
        numbering: Numbering = ONE_TWO_THREE,
    ) -> None:
        self._outbox = outbox
        self._writer = writer
        self._transport = transport
        self._policy = policy
        self._numbering = numbering
        self._before: tuple[Notice, ...] = ()
        self._with_invoices = WithInvoices()
        self._foretold: tuple[Notice, ...] | None = None
        self.blocked: Block | None = None
        self.trouble: MailTrouble | None = None

    def forecast(self, books: Books, now: datetime, ask: Ask) -> tuple[Notice, ...]:
        """Every notice, those that stay in their state with the figures that ``plan`` is about to
        give them, so that one write of the workbook can show both. Nothing is recorded."""
        notices = self.notices()
        if self.block(ask) is None and any(each.live for each in listed(notices)):
            planned = {each.id: each for each in self.outlook(books, now, ask)}
            notices = tuple(with_figures(each, planned.get(each.id)) for each in notices)
        self._foretold = notices
        return notices

    def outlook(self, books: Books, now: datetime, ask: Ask) -> tuple[Notice, ...]:
        """The notices that ``plan`` would write, whether they get to another state or not."""
        ledger = self._after_the_dead(self.ledger(), now, commit=False)
        return self._make_plan(ledger, books, now, ask).notices

    def plan(
        self, books: Books, now: datetime, ask: Ask = NOTHING_SAID, *, commit: bool = True
    ) -> list[Notice]:
        """Decide what is to go and what is held, commit that, and return what is new in it.

        ``now`` is in the workbook's time zone. Without ``commit`` nothing is written.
        """
        self._before = self.notices()
        self.blocked = self.block(ask)
        if self.blocked is not None:
            if commit and ask.tab.last > self._outbox.last_number:
                self._outbox.mark_unadopted(now)
            return []
        ledger = self._after_the_dead(self.ledger(), now, commit=commit)
        plan = self._make_plan(ledger, books, now, ask)
        if commit:
            self._outbox.commit(plan, now)
        return [notice for notice in plan.notices if notice.moment == now]

    def deliver(
        self,
        books: Books,
        now: datetime,
        tell: Tell = lambda _: None,
        claim: Callable[[], Block | None] = lambda: None,
    ) -> list[Notice]:
        """Send all that is due, one by one; return the notices that this run moved.

        ``claim`` is asked first where anything is due, and tells what keeps all back after all.
        All are rendered first; ``tell`` hears of each before it goes, and may stop the round by
        raising. One that fails is left to be tried again and stops no other.
        """
        awaited = self._due(books, now) if self.blocked is None else []
        if awaited:
            self.blocked = claim()
        if self.blocked is not None:
            return []
        due = [self._frozen(notice, books, now, tell) for notice in awaited]
        round_ = Round(self._outbox, self._transport, self._policy.give_up_after, now)
        self.trouble = round_.go([notice for notice in due if notice.state in FROZEN], tell)
        return self._moved()

    def preview(self, notice: Notice, books: Books, now: datetime) -> Letter:
        """The letter of a notice as it went, or would go now; nothing is recorded.

        Raises ``PaperError`` where its invoice cannot be drawn.
        """
        if (frozen := self._outbox.frozen(notice)) is not None:
            return frozen
        notice = replace(notice, number=notice.number or self._outbox.last_number + 1)
        ledger = self.ledger()
        invoice = self._issue(notice, ledger, books)
        return self._written(notice, invoice, ledger, books, now)

    def block(self, ask: Ask) -> Block | None:
        """What keeps all letters back; None where nothing does."""
        return Block.BEHIND if self.behind(ask.tab) else ask.block

    def behind(self, tab: TabSays) -> bool:
        """Whether the Notices tab knows more than the state, of any notice."""
        return knows_less(self._outbox, tab)

    @property
    def at_rest(self) -> bool:
        """Whether no letter moves by itself before the day is over."""
        notices = self.ledger().notices
        return not (self._outbox.unadopted or any(notice.moves for notice in notices))

    @property
    def relisted(self) -> bool:
        """Whether anything that the Notices tab lists is other than what was foretold, or, where
        nothing was, than before ``plan``; never where the tab is to stay as it is."""
        if self.blocked in KEEPS_THE_TAB:
            return False
        shown = self._before if self._foretold is None else self._foretold
        return listed(shown) != listed(self.notices())

    def notices(self) -> tuple[Notice, ...]:
        """Every notice, oldest first, read afresh; see ``listing`` for views of them."""
        return self.ledger().notices

    def left_in_folder(self, books: Books) -> list[Notice]:
        """What lies in the folder since before letters were mailed, and matters still."""
        return left_in_folder(self._mailed(self.ledger()), books)

    def unpaid(self, books: Books, now: datetime) -> Mapping[str, OpenInvoice]:
        """By client the invoice that is asked and unpaid, once a run at ``now`` is over."""
        ledger = self.ledger()
        asked = still_asked(books.unpaid(ledger), ledger.episodes, books.standings, now)
        return with_due_days(asked, ledger, self._transport.name, now)

    def ledger(self) -> Ledger:
        """All that is known, by the names that clients have now."""
        return self._with_invoices(self._outbox.ledger())

    def _mailed(self, ledger: Ledger) -> Ledger:
        """What of the ledger counts where letters go out as they do now."""
        return ledger.as_mailed(self._transport.name)

    def _make_plan(self, ledger: Ledger, books: Books, now: datetime, ask: Ask) -> Plan:
        ledger = ledger.with_ends_that_settle(ask.last_run, ripe_after(self._policy.settle))
        ledger, said_no = after_a_no(ledger, ask.refusals, now)
        ledger, early = ticked_too_early(ledger, ask.waits)
        via, mailed = self._transport.name, self._mailed(ledger)
        first = mailed.notices != ledger.notices and all(each.via != via for each in mailed.notices)
        plan = make_plan(
            mailed,
            books.standings,
            now,
            self._policy,
            money_against(ledger, books),
            approvals=ask.approvals,
            first_run=ask.first_run or first,
        )
        return replace(plan, notices=(*said_no, *early, *plan.notices))

    def _after_the_dead(self, ledger: Ledger, now: datetime, *, commit: bool) -> Ledger:
        """The ledger after finding out what a run that died had done with its letters."""
        found = [after_a_death(each, self._outbox, self._transport, now) for each in ledger.notices]
        for before, after in zip(ledger.notices, found, strict=True):
            if commit and before != after:
                self._outbox.record(after)
        return replace(ledger, notices=tuple(found))

    def _due(self, books: Books, now: datetime) -> Sequence[Notice]:
        present = {standing.client for standing in books.standings}
        return due_now([each for each in self.notices() if each.client in present], now)

    def _frozen(self, notice: Notice, books: Books, now: datetime, tell: Tell) -> Notice:
        """The notice, rendered and committed, with its invoice; or held, its invoice failing."""
        if notice.state in FROZEN:
            return notice
        tell(f"Writing the letter to {notice.name}")
        for _ in range(_TRIES):
            with suppress(
                TakenNumber
            ):  # by another workbook of the seller: once more, with the next
                return self._freeze(notice, books, now)
        return notice  # the next run has it

    def _freeze(self, notice: Notice, books: Books, now: datetime) -> Notice:
        """Raises ``TakenNumber`` where somebody else had the invoice's number meanwhile."""
        ledger = self.ledger()
        number = notice.number or self._outbox.last_number + 1
        invoice = self._issue(notice, ledger, books)
        ready = replace(
            books.with_sums_told(notice),
            number=number,
            invoice=invoice.number if invoice else None,
            prefix=invoice.prefix if invoice else "",
            state=State.RENDERED,
            reason="",
            moment=now,
        )
        try:
            letter = self._written(ready, invoice, ledger, books, now)
        except PaperError as error:
            return self._held_for_paper(replace(notice, number=number), error, now)
        new = invoice if invoice and invoice.number not in ledger.issued else None
        self._outbox.freeze(ready, letter, new)
        return ready

    def _written(
        self, notice: Notice, invoice: Invoice | None, ledger: Ledger, books: Books, now: datetime
    ) -> Letter:
        via = self._transport.name
        since = due_from(invoice, ledger, via, now) if invoice and notice.kind.asks else None
        return self._writer.write(books.facts(notice, invoice, self._mailed(ledger), since), now)

    def _held_for_paper(self, notice: Notice, error: PaperError, now: datetime) -> Notice:
        """A letter never goes without the invoice that it promises (F69)."""
        reason = f"{Reason.INVOICE}: {error.kept}"
        if notice.reason == reason:
            return notice
        held = replace(notice, state=State.HELD, reason=reason, moment=now)
        self._outbox.record(held)
        return held

    def _issue(self, notice: Notice, ledger: Ledger, books: Books) -> Invoice | None:
        return issue(notice, ledger, books, self._numbering, self._outbox.last_invoice)

    def _moved(self) -> list[Notice]:
        before = {notice.id: (notice.state, notice.reason) for notice in self._before}
        return [
            notice
            for notice in self.notices()
            if before.get(notice.id) != (notice.state, notice.reason)
            and not notice.settling
            and notice.number is not None
        ]
