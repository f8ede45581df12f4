"""The outbox as a plan needs it: all that is known of notices, episodes, invoices, errands."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta
from functools import cached_property

from sheets_sync import deferred
from sheets_sync.notices.ledger.episodes import Episode
from sheets_sync.notices.ledger.errands import UNSEEN, Asks, Errand, withdrawn
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import FOLDER, GONE, Notice, State
from sheets_sync.notices.ledger.told_statements import ToldStatements, told_statements
from sheets_sync.notices.ledger.verdicts import Verdict


@deferred.dataclass(frozen=True)
class Ledger:
    """The outbox as the plan needs it: open episodes by client, the ``owners`` of all by id, under
    their last names, what ``ended`` last of each client, and when, all notices, all invoices that
    were ever ``issued`` by number, credit notes among them, the highest ids and numbers in use
    (``last_notice`` counts digests, too), the ``errands`` of people by id, done or not, and what
    ``asks`` in Clients. ``handed_on``: what people said of letters, by id, that were written into
    the folder: True, somebody handed it on, False, it is to be mailed. ``mails``: letters go out
    by mail. ``called`` are the names of clients as notices that count for nothing show them, and
    ``in_folder`` the numbers of their invoices. ``rested`` are the ids of open episodes of former
    names that have rested for ``settle``.

    ``latest`` has the latest invoice by client and currency, ``invoices`` the same, but none where
    it was withdrawn;
    ``replaced`` the number of each one that another replaced, and ``credited`` of each that a
    credit note withdrew, and the other's number.
    """

    episodes: Mapping[str, Episode] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    issued: Mapping[int, Invoice] = field(default_factory=dict)
    errands: Mapping[int, Errand] = field(default_factory=dict)
    asks: Asks = UNSEEN
    owners: Mapping[int, str] = field(default_factory=dict)
    ended: Mapping[str, Sequence[tuple[Episode, datetime]]] = field(default_factory=dict)
    rested: frozenset[int] = frozenset()
    last_episode: int = 0
    last_notice: int = 0
    last_number: int = 0
    handed_on: Mapping[int, bool] = field(default_factory=dict)
    mails: bool = False
    called: Mapping[str, str] = field(default_factory=dict)
    in_folder: frozenset[int] = frozenset()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of clients, by folded name, as they were shown last."""
        return {**self.called, **{each.client: each.name for each in self.notices}}

    @cached_property
    def invoices(self) -> Mapping[tuple[str, str], Invoice]:
        """See above."""
        gone = withdrawn(self.errands, self.issued)
        return {who: each for who, each in self.latest.items() if each.number not in gone}

    @cached_property
    def latest(self) -> Mapping[tuple[str, str], Invoice]:
        """See above."""
        return {who: own[-1] for who, own in self.accounts.items()}

    @cached_property
    def accounts(self) -> Mapping[tuple[str, str], list[Invoice]]:
        """The invoices of each client and currency, by number; credit notes are none."""
        found: dict[tuple[str, str], list[Invoice]] = {}
        for _, each in sorted(self.issued.items()):
            if each.credits is None:
                found.setdefault((each.client, each.currency), []).append(each)
        return found

    @cached_property
    def replaced(self) -> Mapping[int, int]:
        """See above."""
        issued = self.issued.values()
        return {each.replaces: each.number for each in issued if each.replaces is not None}

    def latest_of(self, invoice: Invoice) -> Invoice:
        """The last one of those that replaced it and each other; itself, where none did."""
        while (by := self.replaced.get(invoice.number)) is not None:
            invoice = self.issued[by]
        return invoice

    @cached_property
    def credited(self) -> Mapping[int, int]:
        """See above."""
        issued = self.issued.values()
        return {each.credits: each.number for each in issued if each.credits is not None}

    @cached_property
    def ended_by(self) -> Mapping[int, Invoice]:
        """By the number of each invoice that another replaced or withdrew, the other."""
        ended = {**self.replaced, **self.credited}
        return {number: self.issued[by] for number, by in ended.items()}

    @property
    def mailed_in(self) -> dict[str, str]:
        """By client, as they are called now, the currency of the last letter that went."""
        return {self.owner(each): each.currency for each in self.gone}

    @cached_property
    def gone(self) -> tuple[Notice, ...]:
        """The notices that went, or may have, in the order in which they did: one that was planned
        first may have waited longest."""
        gone = (each for each in self.notices if each.state in GONE)
        return tuple(sorted(gone, key=lambda each: (each.offered, each.id)))

    @cached_property
    def statements(self) -> ToldStatements:
        """See ``told_statements``."""
        return told_statements(self.gone, self.notices)

    def sent_today(self, now: datetime) -> int:
        """How many went on the day of ``now``, by its zone."""
        days = (each.moment.astimezone(now.tzinfo).date() for each in self.gone)
        return sum(day == now.date() for day in days)

    def owner(self, notice: Notice) -> str:
        """The client of a notice under the name that its episode bears now."""
        return self.owners.get(notice.episode, notice.client)

    @cached_property
    def done(self) -> frozenset[tuple[str, Kind, int]]:
        """Client, kind and ordinal of what went, or may have, of no episode. What was written into
        the folder and is to be mailed by now did not."""
        void = self.replaced.keys() | withdrawn(self.errands, self.issued)
        again = {
            each.id
            for each in self.written_only
            if self.handed_on.get(each.id) is False and each.invoice not in void
        }
        own = self._of_no_episode.items()
        return frozenset(key for key, each in own if each.state in GONE and each.id not in again)

    @cached_property
    def done_errands(self) -> frozenset[tuple[Kind, int]]:
        """Kind and id of the errands among these, whatever their client was called then, and of
        the withdrawals of invoices that nobody ever had: these are told nobody."""
        done = ((kind, number) for _, kind, number in self.done if not kind.tells_a_month)
        mine = (each for each in self.errands.values() if each.invoice is not None)
        unseen = ((each.kind, each.id) for each in mine if not self.may_be_had(each.invoice))
        return frozenset((*done, *unseen))

    def may_be_had(self, invoice: int | None) -> bool:
        """Whether any client may have the invoice, by mail or as somebody handed it on."""
        own = self._about.get(invoice, ())
        had = any(each.state in GONE or each.addresses(Verdict.ACCEPTED) for each in own)
        return had or invoice in self.in_folder or not own

    @cached_property
    def _of_no_episode(self) -> Mapping[tuple[str, Kind, int], Notice]:
        """By client, kind and ordinal the latest notice that was not cancelled."""
        own = (each for each in self.notices if not each.kind.of_episode)
        stands = (each for each in own if each.state != State.CANCELLED)
        return {(each.client, each.kind, each.ordinal): each for each in stands}

    @cached_property
    def written_only(self) -> tuple[Notice, ...]:
        """Where letters are mailed: the invoices by hand and credit notes that were written into
        the folder, and that nobody is known to have handed on."""
        own = self._of_no_episode.values() if self.mails else ()
        return tuple(
            each
            for each in own
            if each.state == State.WRITTEN and not each.kind.tells_a_month
            if not self.handed_on.get(each.id)
        )

    @cached_property
    def made_errands(self) -> frozenset[int]:
        """The errands whose invoice has its number, or that are done: they stand by themselves."""
        own = (each for each in self.notices if not each.kind.of_episode)
        made = (e for e in own if e.invoice is not None or e.state in GONE)
        return frozenset(each.ordinal for each in made if not each.kind.tells_a_month)

    def was_seen(self, invoice: int) -> bool:
        """Whether a letter that asks for the invoice was sent, or may have been."""
        return any(each.state in GONE for each in self._about.get(invoice, ()))

    def made_for(self, notice: Notice) -> bool:
        """Whether the invoice of a notice was made for it, not for one before."""
        first = next(iter(self._about.get(notice.invoice, ())), notice)
        return notice.invoice not in self.in_folder and first.id >= notice.id

    @cached_property
    def asked_for(self) -> frozenset[int | None]:
        """The numbers of the invoices that a client has a letter about which asks for them."""
        aside = {each.id for each in self.written_only}
        return frozenset(e.invoice for e in self.told if e.kind.asks and e.id not in aside)

    @cached_property
    def _about(self) -> Mapping[int | None, list[Notice]]:
        """The notices by the number of their invoice, in the order of their ids."""
        found: dict[int | None, list[Notice]] = {}
        for each in sorted(self.notices, key=lambda each: each.id):
            found.setdefault(each.invoice, []).append(each)
        return found

    def reminder(self, notice: Notice) -> int:
        """Which reminder of its invoice a notice is, from 1; 0: it is none, or nobody had seen that
        invoice before."""
        if not notice.kind.reminds:
            return 0
        following = self._reminders[1].get(notice.invoice, 0)
        return self._reminders[0].get(notice.id, following)

    @cached_property
    def told(self) -> tuple[Notice, ...]:
        """What went, and what bounced when another letter about its invoice had gone by then: that
        one has been said, and stays what it was."""
        late = (e for e in self.notices if e.came_back and e.state not in GONE and not e.live)
        bounced = (each for each in late if self._was_followed(each))
        return tuple(sorted((*self.gone, *bounced), key=lambda each: (each.offered, each.id)))

    def _was_followed(self, bounced: Notice) -> bool:
        same = (each for each in self.gone if each.invoice == bounced.invoice)
        return any(bounced.offered < each.offered < bounced.moment for each in same)

    @cached_property
    def _reminders(self) -> tuple[Mapping[int, int], Mapping[int | None, int]]:
        """By id, which reminder of its invoice each that went was; and by invoice, which one the
        next would be."""
        told: dict[int, int] = {}
        following: dict[int | None, int] = {}
        for each in (each for each in self.told if each.invoice is not None):
            which = following.get(each.invoice, 0)
            if each.kind.reminds:
                told[each.id] = which
            following[each.invoice] = which + 1 if each.kind.reminds else max(which, 1)
        return told, following

    def with_ends_that_settle(self, last_run: datetime | None, settle: timedelta) -> "Ledger":
        """The ledger where ``ended`` has only what did within ``settle`` of the last run: no run
        found that it stayed so. What rested before is none, and ``rested`` while it is open."""
        if last_run is None:
            return replace(self, ended={})
        stood = last_run - settle
        young = {
            who: [(each, at) for each, at in own if at > stood and not each.rested_by(stood)]
            for who, own in self.ended.items()
        }
        rested = frozenset(each.id for each in self.episodes.values() if each.rested_by(stood))
        return replace(self, ended=young, rested=rested)

    def as_mailed(self, via: str) -> "Ledger":
        """What of it counts where letters go out ``via`` that: written is not sent. What no
        episode causes stays done: nothing tells whether a person handed it on, until they say so
        (``written_only``)."""
        if via == FOLDER:
            return self
        void = {each.id for each in self.notices if _is_written_of_an_episode(each)}
        mailed = tuple(each for each in self.notices if each.id not in void)
        numbers = (each.invoice for each in self.notices if each.id in void)
        there = frozenset(each for each in numbers if each is not None)
        return replace(self, notices=mailed, mails=True, called=self.names, in_folder=there)


def _is_written_of_an_episode(notice: Notice) -> bool:
    return notice.state == State.WRITTEN and notice.kind.of_episode
