"""The books of a run as the notice desk reads them: how each client stands, and what a letter of
theirs says (design §8, §17)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

import numpy as np

from sheets_sync.billing.accounts import Accounts, keep_accounts
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import account_lines
from sheets_sync.notices.invoices.former_invoice import former_invoice
from sheets_sync.notices.invoices.money_in import MoneyIn, Row
from sheets_sync.notices.invoices.open_invoices import (
    LATE,
    OpenInvoice,
    asked_in,
    by_hand,
    received,
)
from sheets_sync.notices.ledger.episodes import Level, Standing, standing
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.scale import Doubted, Scales
from sheets_sync.notices.plan.calm import book_without
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.plan.moved_charges import Charge
from sheets_sync.notices.plan.statements import Statements
from sheets_sync.notices.plan.youth import NOTHING_YOUNG, Youth
from sheets_sync.notices.whose.doubled import Shared
from sheets_sync.notices.whose.taken_in import money_of_others, paid_by_others


@dataclass(frozen=True)
class Books:
    """The books of a run on a serial ``day``, as the notice desk reads them; ``youth`` is what
    of them has not stood for ``settle``, ``doubted`` what can hardly be right; ``ask_column``
    names where Ask stands in Clients, "" where it does not; ``mended_at``, by client, the cell that
    is to be mended before their letters go."""

    book: Book
    accounts: Accounts
    terms: Terms
    day: int
    youth: Youth = NOTHING_YOUNG
    doubted: Doubted = field(default_factory=dict)
    ask_column: str = ""
    mended_at: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How each client stands, in the order of the book; of those who are ``Youth.vacated`` it
        is as if they were not in Clients."""
        return tuple(each for each in self._by_code if each.client not in self.youth.vacated)

    @cached_property
    def _by_code(self) -> tuple[Standing, ...]:
        return tuple(map(self._standing, range(len(self.book.clients))))

    def _standing(self, code: int) -> Standing:
        client = self.book.clients[code]
        stands = standing(client, self.accounts.accounts[code], self.terms, self._paid[code])
        calm = self._calm.get(stands.client)
        below = stands.level > Level.OK
        return replace(
            self._doubted(stands),
            scale=self._scales.of(code) if below or stands.ask else None,
            began=self._began[code] if stands.client in self.youth.came_after else None,
            young=self.youth.touches(stands.client),
            calm=self._doubted(replace(calm.standings[code], at_rest=True)) if calm else None,
        )

    def _doubted(self, stands: Standing) -> Standing:
        """With what of the client's row is other than it is known to be."""
        taken = self.youth.exchanged.get(stands.client)
        stands = replace(
            stands,
            was_in=self.youth.were_in.get(stands.client, ""),
            heir_of=self.youth.heir_of.get(stands.client, frozenset()),
            others=paid_by_others(self.youth.merged.joined.get(stands.client, {})),
            funded=stands.funded or stands.client in self.youth.short,
            bears=self.youth.bears.get(stands.client, frozenset()),
            came_after=self.youth.came_after.get(stands.client, {}),
            met=self.youth.met.get(stands.client, frozenset()),
            copied=self.youth.copied.get(stands.client, {}),
            emptied=self.youth.emptied.get(stands.client),
            ahead=self.book.ahead.get(stands.client),
        )
        if taken is None:
            return stands
        return replace(stands, exchanged=taken.other, exchanged_since=taken.since)

    @cached_property
    def _began(self) -> list[int | None]:
        """By client code, the day of their oldest row."""
        never = np.iinfo(np.int64).max
        days = np.full(len(self.book.clients) + 1, never)
        for table in (self.book.payments, self.book.log):
            np.minimum.at(days, table["client"].to_numpy(), table["day"].to_numpy())
        return [None if day == never else day for day in days.tolist()]

    def unpaid(self, ledger: Ledger) -> dict[str, OpenInvoice]:
        """The latest invoices that are not paid yet, by client."""
        episodes, hands = asked_in(ledger.notices), by_hand(ledger.notices)
        latest = (ledger.invoices.get((who.client, who.currency)) for who in self.standings)
        left = (
            OpenInvoice(
                each,
                each.amount - self.received(each),
                episodes[each.number],
                by_hand=each.number in hands,
            )
            for each in latest
            if each is not None and each.number in episodes
        )
        return {each.invoice.client: each for each in left if each.left > 0}

    def paid_by_old_rows(self, ledger: Ledger) -> dict[str, Invoice]:
        """By client the latest invoice, where they have seen it and a part of what counts as paid
        on it bears days long before it was made, or came with the rows of one who is no client of
        their own any more: entered late, or another's until then."""
        seen = self._latest_seen(ledger)
        lately = self._inflow.since({each.client: each.day - LATE for each in seen})
        return {
            each.client: each
            for each in seen
            if self._counted(each) > max(0, lately[self._codes[each.client]])
            or self._is_paid_by_merging(each, ledger)
        }

    def paid_by_merging(self, ledger: Ledger) -> frozenset[str]:
        """The clients of whose latest invoice, which they have seen, a part counts as paid by money
        that came with the rows of one who is no client of their own any more."""
        seen = self._latest_seen(ledger)
        return frozenset(each.client for each in seen if self._is_paid_by_merging(each, ledger))

    def _latest_seen(self, ledger: Ledger) -> list[Invoice]:
        latest = (ledger.invoices.get((who.client, who.currency)) for who in self.standings)
        gone = {each.invoice for each in ledger.gone}
        return [each for each in latest if each is not None and each.number in gone]

    def _counted(self, invoice: Invoice) -> int:
        """What counts as paid on it; minor units."""
        return min(invoice.amount, self.received(invoice))

    def _is_paid_by_merging(self, invoice: Invoice, ledger: Ledger) -> bool:
        return self._counted(invoice) > self._received_as_theirs(invoice, ledger)

    def _received_as_theirs(self, invoice: Invoice, ledger: Ledger) -> int:
        """What came in towards ``invoice`` but for what others had paid, whose rows the account has
        by now; minor units."""
        received, joined = self.received(invoice), self.youth.merged.joined.get(invoice.client)
        asking = [e for e in ledger.notices if e.invoice == invoice.number] if joined else []
        if not joined or not asking:
            return received
        first = min(asking, key=lambda each: each.offered)
        return max(0, received - money_of_others(joined, first.client, first.offered))

    def no_whole(self, those: Shared, ledger: Ledger) -> dict[str, str]:
        """By client of ``those`` whose account is none by itself, half or doubled, the other's
        name, unless a letter of theirs that waited for that was let go since."""
        told = {each.client: each.offered for each in ledger.gone if each.kind.of_episode}
        return {
            who: self.youth.name_of(other)
            for who, (other, since) in those.items()
            if who not in told or told[who] <= since
        }

    def paying(self, ledger: Ledger) -> frozenset[str]:
        """The clients whose money, or what counts as theirs, came in since their latest invoice."""
        latest = (ledger.latest.get((each.client, each.currency)) for each in self.standings)
        own = {e.client for e in latest if e and self._received_as_theirs(e, ledger) > 0}
        return frozenset(own | self.paid_by_old_rows(ledger).keys())

    def thanked(self, invoice: Invoice, ledger: Ledger) -> int:
        """What thanks are for, minor units: what came in towards ``invoice``. What another had paid
        is left out, but where the invoice hangs on it, and a person looks whose it is."""
        if self.paid_by_old_rows(ledger).get(invoice.client) == invoice:
            return self.received(invoice)
        return self._received_as_theirs(invoice, ledger)

    def received(self, invoice: Invoice) -> int:
        """What came in towards ``invoice``; minor units."""
        before = invoice.paid_before
        if before is None:
            before = self.paid(invoice.client, upto=invoice.day)
        return received(self.paid(invoice.client), before)

    def paid(self, client: str, upto: int | None = None) -> int:
        """Payments minus refunds of a client, all or those dated ``upto`` a day; minor units.

        Openings, bonuses and corrections are no money that anybody paid.
        """
        code = self._codes[client]
        return self._paid[code] if upto is None else self._inflow.upto(client, code, upto)

    @property
    def money(self) -> Mapping[tuple[str, str], Sequence[Row]]:
        """Payments and refunds by client and currency, by day."""
        return self._inflow.by_account

    @cached_property
    def statements(self) -> Statements:
        """Those that this run may send."""
        return Statements(self.book, self.accounts, self.day, self._by_code)

    def facts(
        self,
        notice: Notice,
        invoice: Invoice | None,
        ledger: Ledger,
        due_from: int | None = None,
    ) -> LetterFacts:
        """What the letter of ``notice`` says, ``ledger`` being what went before it."""
        code, tells = self._codes[notice.client], self.statements
        if notice.kind.warns and self._by_code[code].told.at_rest:
            return self._calm[notice.client].facts(notice, invoice, ledger, due_from)
        return LetterFacts(
            notice=notice,
            invoice=invoice,
            client=self.book.clients[code],
            account=self.accounts.accounts[code],
            received=self._received_by(notice, invoice, ledger) if invoice else 0,
            reminder=ledger.reminder(notice),
            before=former_invoice(invoice, ledger) if invoice else None,
            month=tells.told(code, notice, ledger) if notice.kind.tells_a_month else None,
            lines=tuple(account_lines(self.book, self.accounts, code)),
            day=self.day,
            due_from=due_from,
        )

    def _received_by(self, notice: Notice, invoice: Invoice, ledger: Ledger) -> int:
        """What a notice says of what came in, its client under the name that they have now."""
        invoice = replace(invoice, client=notice.client)
        thanks = notice.kind.of_episode and not notice.kind.asks
        return self.thanked(invoice, ledger) if thanks else self.received(invoice)

    def with_sums_told(self, notice: Notice) -> Notice:
        """A statement with the sums that it tells; any other notice as it is."""
        return self.statements.with_sums_told(notice, self._codes[notice.client])

    @cached_property
    def _paid(self) -> list[int]:
        """By client code, what they paid so far, refunds taken off; minor units."""
        return self._inflow.whole

    @cached_property
    def _inflow(self) -> MoneyIn:
        return MoneyIn(self.book, self.youth.carried)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {fold(client.name): code for code, client in enumerate(self.book.clients)}

    @cached_property
    def _scales(self) -> Scales:
        return Scales(self.book, self.accounts, self.day, self.doubted)

    @cached_property
    def _calm(self) -> "Mapping[str, Books]":
        """By client, the books that letters go by where they go without young charges."""
        young = {who: self.youth.left_out(who) for who in self.youth.charges if who in self._codes}
        return {who: self._without(self._codes[who], left) for who, left in young.items() if left}

    def _without(self, code: int, left_out: Iterable[Charge]) -> "Books":
        book = book_without(self.book, self.accounts, code, left_out)
        accounts = keep_accounts(book, self.terms, self.day)
        known = Youth(carried=self.youth.carried)
        return Books(book, accounts, self.terms, self.day, known, self.doubted)
