"""The notice desk: plans, freezes and delivers the notices of a run (design §8, §10)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sheets_sync.notices.episodes import Policy
from sheets_sync.notices.facts import Books
from sheets_sync.notices.folder import DeliveryError, Transport
from sheets_sync.notices.letters import LetterWriter
from sheets_sync.notices.listing import listed
from sheets_sync.notices.notice import FROZEN, Invoice, Ledger, Letter, Notice, State
from sheets_sync.notices.outbox import Outbox
from sheets_sync.notices.planning import Plan, make_plan


class NoticeDesk:
    """The notices of one state file, from intent to delivery.

    ``lost`` is true after ``plan`` where the Notices tab knows more than the state: then there
    is no mail, and the tab must be left as it is, until somebody adopts it.
    """

    def __init__(
        self, outbox: Outbox, writer: LetterWriter, transport: Transport, policy: Policy
    ) -> None:
        self._outbox = outbox
        self._writer = writer
        self._transport = transport
        self._policy = policy
        self._before: tuple[Notice, ...] = ()
        self.lost = False

    def plan(
        self,
        books: Books,
        now: datetime,
        *,
        first_run: bool = False,
        approvals: Collection[int] = (),
        tab_last: int = 0,
        commit: bool = True,
    ) -> list[Notice]:
        """Decide what is to go and what is held, commit that, and return what is new in it.

        ``now`` is in the workbook's time zone. ``tab_last`` is the highest No in the Notices
        tab, 0 for none; ``approvals`` the numbers ticked there. Without ``commit`` nothing is
        written. Notices that only settle are among those returned.
        """
        self._before = self.notices()
        if commit:
            self._find_out_about_frozen(now)
        ledger = self._outbox.ledger()
        self.lost = self.behind(tab_last)
        if self.lost:
            if commit and not self._outbox.unadopted:
                self._outbox.mark_unadopted(now)
            return []
        plan = self._make_plan(ledger, books, now, approvals, first_run=first_run)
        if commit:
            self._outbox.commit(plan, now)
        return [notice for notice in plan.notices if notice.moment == now]

    def deliver(self, books: Books, now: datetime) -> list[Notice]:
        """Send all that is due, one by one; return the notices that this run moved.

        One that fails is left to be tried again and stops no other.
        """
        if self.lost:
            return []
        present = {standing.client for standing in books.standings}
        ledger = self._outbox.ledger()
        for notice in ledger.notices:
            if notice.state in (State.PLANNED, *FROZEN) and notice.client in present:
                self._send(self._frozen(notice, ledger, books, now), now)
        return self._moved()

    def preview(self, notice: Notice, books: Books, now: datetime) -> Letter:
        """The letter of a notice as it would go now; nothing is recorded."""
        if notice.state in FROZEN or notice.state == State.SENT:
            return self._outbox.letter(notice)
        notice = replace(notice, number=notice.number or self._outbox.last_number + 1)
        invoice = self._invoice(notice, self._outbox.ledger(), books)
        return self._writer.write(books.facts(notice, invoice), now)

    def behind(self, tab_last: int) -> bool:
        """Whether the Notices tab, whose highest No is ``tab_last``, knows more than the state."""
        return self._outbox.unadopted or tab_last > self._outbox.last_number

    @property
    def relisted(self) -> bool:
        """Whether anything that the Notices tab lists is other than before ``plan``."""
        return listed(self._before) != listed(self.notices())

    def notices(self) -> tuple[Notice, ...]:
        """Every notice, oldest first, read afresh; see ``listing`` for views of them."""
        return self._outbox.ledger().notices

    def _make_plan(
        self,
        ledger: Ledger,
        books: Books,
        now: datetime,
        approvals: Collection[int],
        *,
        first_run: bool,
    ) -> Plan:
        return make_plan(
            ledger,
            books.standings,
            now,
            self._policy,
            unpaid=books.unpaid(ledger.invoices),
            approvals=approvals,
            first_run=first_run,
        )

    def _find_out_about_frozen(self, now: datetime) -> None:
        """A run that died may have sent a letter without recording it."""
        for notice in self._outbox.ledger().notices:
            if notice.state in FROZEN and self._transport.accepted(self._outbox.letter(notice)):
                self._outbox.record(replace(notice, state=State.SENT, reason="", moment=now))

    def _frozen(self, notice: Notice, ledger: Ledger, books: Books, now: datetime) -> Notice:
        if notice.state in FROZEN:
            return notice
        number = notice.number or self._outbox.last_number + 1
        invoice = self._invoice(notice, ledger, books)
        notice = replace(
            notice, number=number, invoice=invoice.number, state=State.RENDERED, moment=now
        )
        letter = self._writer.write(books.facts(notice, invoice), now)
        new = invoice if invoice.number > self._outbox.last_invoice else None
        self._outbox.freeze(notice, letter, new)
        return notice

    def _invoice(self, notice: Notice, ledger: Ledger, books: Books) -> Invoice:
        """The unpaid invoice that the notice asks for again, or the next one."""
        known = ledger.invoices.get((notice.client, notice.currency))
        if known is not None and known.number == notice.invoice:
            return known
        number = self._outbox.last_invoice + 1
        return Invoice(number, notice.client, notice.currency, notice.asked, books.day)

    def _send(self, notice: Notice, now: datetime) -> None:
        try:
            self._transport.send(self._outbox.letter(notice))
        except DeliveryError as error:
            if (notice.state, notice.reason) != (State.RETRY, str(error)):
                failed = replace(notice, state=State.RETRY, reason=str(error), moment=now)
                self._outbox.record(failed)
        else:
            self._outbox.record(replace(notice, state=State.SENT, reason="", moment=now))

    def _moved(self) -> list[Notice]:
        before = {notice.id: (notice.state, notice.reason) for notice in self._before}
        return [
            notice
            for notice in self._outbox.ledger().notices
            if before.get(notice.id) != (notice.state, notice.reason)
            and not notice.settling
            and notice.number is not None
        ]
