"""A bookkeeper who reckons the letters of one account with plain lists (design §17).

They call nothing of what plans letters: rows are tuples, sums are sums.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

from sheets_sync.billing.names import fold
from sheets_sync.notices.ledger.episodes import Policy
from tests.notices.who_bears import WhoBears
from tests.notices.whose_rows import WhoseRows
from tests.notices.whose_strays import WhoseStrays

THRESHOLD = 500_000
RECEIPTS = ("payment", "refund")
EPOCH = date(1899, 12, 30)


def money_of(rows):
    """What came in by them, and what they charged, below 0."""
    taken = sum(row[-1] for row in rows if row[1] == "charge")
    return sum(row[-1] for row in rows) - taken, taken


def content(row):
    """What a row says beside its name."""
    return row["kind"], row["day"], row["amount"]


@dataclass
class Bill:
    """An invoice as the bookkeeper knows it; ``episode`` 0: no episode has asked for it yet."""

    number: int
    name: str
    currency: str
    amount: int
    before: int
    episode: int
    made: datetime | None = None
    day: int = 0
    by_hand: bool = False
    withdrawn: bool = False
    replaced: bool = False
    replaces: int = 0


@dataclass
class Typed:
    """An amount in Ask, and since when it has stood there in that currency; ``spent``: it was asked
    for, or (``never``) nothing in that cell is before it was blank."""

    amount: int
    currency: str
    since: datetime
    spent: bool = False
    never: bool = False


@dataclass
class Shelf:
    """What the bookkeepers of one agency keep together: numbers, and all that is by a client's name,
    for a row may come to bear another's."""

    invoices: int = 0
    episodes: int = 0
    cells: dict[str, Typed] = field(default_factory=dict)  # what is in Ask
    spent: set[int] = field(
        default_factory=set
    )  # amounts in Ask at the last run, asked for or never
    borrowed: dict[str, int] = field(default_factory=dict)  # of these, what came into whose row
    typed: list[tuple[str, int, str, datetime]] = field(default_factory=list)  # asked for, by Ask
    bills: list[Bill] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)  # (notice, name, address)
    open: dict[str, int] = field(default_factory=dict)  # the episode
    known: dict[str, str] = field(default_factory=dict)  # the currency
    # Those gone whose new name, asked of, recovered, and when.
    recovered: dict[str, datetime] = field(default_factory=dict)
    at_ease: set[str] = field(default_factory=set)  # of these who will be after this run
    owners: dict[int, str] = field(default_factory=dict)  # whose an episode was last
    numbers: dict[int, int] = field(default_factory=dict)  # the office's of an episode, and ours
    ended: dict[str, Any] = field(default_factory=dict)  # the last of each that is over, and when
    rows: WhoseRows = field(default_factory=WhoseRows)
    bears: WhoBears = field(default_factory=WhoBears)
    strays: WhoseStrays = field(default_factory=WhoseStrays)
    apart: set[tuple[str, str]] = field(default_factory=set)  # said not to be the same
    said: set[tuple[str, str]] = field(default_factory=set)  # each and whose new name it was
    address: dict[str, str] = field(default_factory=dict)  # of those who are there
    blank: set[str] = field(default_factory=set)  # Ask of rows that were left behind
    was_blank: set[str] = field(default_factory=set)  # the same at the last run
    behind: set[str] = field(default_factory=set)  # of rows that were left behind, blank or not
    was_behind: set[str] = field(default_factory=set)  # the same at the last run
    vacated: set[str] = field(default_factory=set)  # in Clients, but others have their rows
    present: set[str] = field(default_factory=set)
    ever: list[set[str]] = field(default_factory=list)  # who was there, each such company once
    came: dict[str, datetime | None] = field(default_factory=dict)  # None: there from the first run
    left: dict[str, datetime] = field(default_factory=dict)
    now: dict[str, Any] = field(default_factory=dict)  # rows and currency of each name
    settled: dict[str, int] = field(default_factory=dict)  # the last bill of a name seen paid
    told: dict[tuple[str, str], Any] = field(
        default_factory=dict
    )  # what its last statement closed with

    def mailed_in(self, name):
        """The currency of the last letter to a client, whatever they were called in its episode."""
        own = [n.currency for n, who, _ in self.gone if self.owners.get(n.episode, who) == name]
        return own[-1] if own else None

    def formers(self, address):
        """Who is not there any more, and had a letter at that address in an episode that is open;
        who had theirs last comes first."""
        found = []
        for notice, _, to in reversed(self.gone):
            name = next((n for n, id_ in self.open.items() if id_ == notice.episode), "")
            if name and name not in self.present and to == address:
                found.append(name)
        return found

    def claim(self, name, former):
        """The bill of one who is gone that a name may be asked for once more: it came since they
        left, it has something of their row or rows of before the bill, and has not paid it; and no
        letter asked it for money since, which a person had to let go."""
        bill = self.theirs(name, former)
        if bill is None or self.came_in(name, bill) >= bill.amount:
            return None
        asked = [n.offered for n, _, _ in self.gone if n.invoice == bill.number]
        answered = any(
            n.offered > max(asked) and str(n.kind) in ("LOW", "EMPTY", "OVER", "REMINDER")
            for n, who, _ in self.gone
            if who == name
        )
        return None if answered else bill

    def theirs(self, name, former):
        """The bill of one who is gone that may be a name's, paid or not."""
        if former not in self.left or not self.may_be(name, former):
            return None
        rows, currency = self.now[name]
        own = [b for b in self.bills if (b.name, b.currency) == (former, currency)]
        if not own or own[-1].withdrawn:
            return None
        if not any(n.invoice == own[-1].number for n, _, _ in self.gone):
            return None
        heir_of = {gone for gone in self.left if self.sign(name, gone) < 3}
        old = any(row["day"] <= own[-1].day for row in rows) and not heir_of
        old = old and not self.had_by_others(name)
        return own[-1] if old or former in heir_of else None

    def may_be(self, name, former):
        """Whether a name came since that one had gone, or has their rows, and nobody said no."""
        if (name, former) in self.apart:
            return False
        since, gone = self.came.get(name), self.left[former]
        later = since is not None and since >= gone and not self.met(name, former)
        one = {each for pair in self.said if name in pair for each in pair}
        later = later and (self.sign(name, former) < 3 or not one or former in one)
        return later or name in self.bears.heirs.get(former, ())

    def had_by_others(self, name):
        """Those who are gone and had the rows of a name, whatever a person said of it."""
        return {gone for gone in self.left if name in self.bears.known.get(gone, ())}

    def sign(self, name, former):
        """What tells that a name may be one who is gone: their rows, best with what stood beside
        their name, that alone, or no more than an address, or rows of before."""
        if (name, former) in self.apart:
            return 3
        beside = name in self.rows.heirs.get(former, ())
        if name in self.bears.heirs.get(former, ()):
            return 0 if beside else 1
        return 2 if beside else 3

    def one_of(self, name, maybe):
        """Of all that each name ``maybe`` is, the one that this is: who has the rows of one is
        nobody else, and nobody is whom a surer sign says another to be."""
        maybe = {each: self.by_rows(each, those) for each, those in maybe.items()}
        mine = [
            former
            for former in maybe[name]
            if all(
                self.sign(name, former) <= self.sign(each, former)
                for each, those in maybe.items()
                if former in those or self.sign(each, former) < 2
            )
        ]
        return min(mine, key=lambda former: self.sign(name, former), default=None)

    def by_rows(self, name, formers):
        """Those of the formers that a name may be, where it has the rows of any."""
        theirs = [
            former
            for former in self.left
            if self.sign(name, former) < 2
            if all(self.sign(name, former) <= self.sign(each, former) for each in self.present)
        ]
        return [former for former in formers if not theirs or former in theirs]

    def suspects(self, name):
        """Those who are gone whom a letter to the name may ask once more: had letters where its own
        go, or owe a bill that may be its own."""
        by_address = [
            former
            for former in self.formers(self.address[name])
            if (name, former) not in self.apart and self.asked_by_address(name, former)
        ]
        return by_address + self.claimed(name)

    def asked_by_address(self, name, former):
        """Whether an address alone asks of a name, which may have taken in whoever left when it was
        there, or be one who left before: but not where it was beside them, nor where its rows are
        known to be another's who is gone."""
        came = self.came.get(name)
        if came is None or came < self.left[former] or name in self.bears.heirs.get(former, ()):
            return True
        known = self.sign(name, former) < 3 or not self.had_by_others(name)
        return known and not self.met(name, former)

    def hand_over(self, former, name):
        """The bills of one who was called ``former`` are a name's."""
        for bill in self.bills:
            if bill.name == former:
                bill.name = name
        for (who, currency), told in [*self.told.items()]:
            if who == former and self.told.get((name, currency), (0,))[0] < told[0]:
                self.told[name, currency] = told

    def met(self, name, former):
        """Whether both were there at any run."""
        return any({name, former} <= each for each in self.ever)

    def came_in(self, name, bill):
        """What a name paid since the bill was made."""
        rows = self.now[name][0]
        paid = sum(row["amount"] for row in rows if row["kind"] in RECEIPTS)
        return max(0, paid - bill.before)

    def hangs(self, name, former):
        """The bill of one who is gone that a person is to say of whether it is a name's: it is
        asked for still, or was unpaid when they left, and money came in or a person had made it."""
        bill = self.theirs(name, former)
        if bill is None or self.open.get(former) == bill.episode:
            return bill
        owed = former in self.settled and bill.number > self.settled[former]
        return bill if owed and (not bill.episode or self.came_in(name, bill)) else None

    def hanging(self, name):
        """Those who are gone and of whose bill that is so, the newest first."""
        bills = [self.hangs(name, former) for former in self.left]
        return [each.name for each in sorted(filter(None, bills), key=lambda each: -each.number)]

    def claimed(self, name):
        """Those who are gone and of whose bill a name may be asked, the newest first."""
        bills = [self.claim(name, former) for former in self.left]
        return [each.name for each in sorted(filter(None, bills), key=lambda each: -each.number)]

    def look(self, now, histories):
        """Who is there at a run, and in which row; the cells of names that are gone are asked for
        no more."""
        rows = {fold(each.name): {each.address, each.details} - {""} for each in histories}
        self.address = {fold(each.name): each.address for each in histories}
        self.now = {fold(each.name): (each.seen, each.currency) for each in histories}
        for name, left in self.left_behind(histories).items():
            rows[name] = {*left.emails}
            self.address[name] = "".join(left.emails)
            self.now[name] = ([], left.currency)
        self._look_at_rows(now)
        left_behind = {name: each for name, each in rows.items() if name in self.vacated}
        rows = {name: each for name, each in rows.items() if name not in self.vacated}
        self.present, first = set(rows), not self.came
        self.ever += [] if self.present in self.ever else [self.present]
        for name in rows:
            if name not in self.came or name in self.left:
                self.came[name] = None if first else now
        self.left = {name: self.left.get(name, now) for name in self.came if name not in rows}
        for name in self.present:
            self.recovered.pop(name, None)
        self.rows.look(now, rows, left_behind)
        self._look_for_strays(histories)
        self.spent = {each.amount for each in self.cells.values() if each.spent and each.amount}
        self.spent |= {*self.borrowed.values()}
        behind = [each for each in self.left_behind(histories) if each in self.present]
        self.behind, self.was_behind = {*behind}, self.behind
        self.blank, self.was_blank = (
            {each for each in behind if each not in self.rows.doubts},
            self.blank,
        )
        for name in self.blank:
            self.cells.pop(name, None)
        away = {name for name in self.cells if name not in rows}
        for name in away:
            cell = self.cells[name]
            cell.spent, cell.never = True, cell.never or not cell.spent
            if not cell.amount:
                del self.cells[name]

    def _look_for_strays(self, histories):
        """Rows under names of nobody: who lacks them."""
        rows = {name: Counter(map(content, each)) for name, (each, _) in self.now.items()}
        all_rows = [(fold(one.bears(row)), row) for one in histories for row in one.rows]
        strays = [(name, content(row)) for name, row in all_rows if name not in rows]
        left_to = {
            gone: {
                who for who in self._came_as_left(gone) & {*rows} if (who, gone) not in self.apart
            }
            for gone in self.left
        }
        self.strays.look(rows, strays, left_to)

    def _came_as_left(self, gone):
        """Who came with anything of one as that one left, and, where they left, who came then."""
        came = {
            who
            for who, at in self.came.items()
            if at == self.left[gone]
            if who in self.rows.heirs.get(gone, set()) | self.bears.known.get(gone, set())
            or self.rows.beside(who) & self.rows.beside(gone)
        }
        return came.union(*(self._came_as_left(who) for who in came & {*self.left}))

    @staticmethod
    def left_behind(histories):
        """The rows of Clients that were left there under former names."""
        return {fold(name): each for one in histories for name, each in one.ghosts.items()}

    def ends(self, histories, now, young):
        """Once all was heard: whose episodes rest from now on; and those of rows that were left
        behind, on whose accounts is nothing. ``young`` as ``falls`` has it."""
        for name in self.at_ease & self.open.keys():
            self.recovered.setdefault(name, now)
        self.at_ease = set()
        for name, left in self.left_behind(histories).items():
            self.known[name] = left.currency  # nothing was ever paid on that row
            if name not in self.vacated and left.state != "active":
                if name in self.open:
                    self.ended[name] = self.open.pop(name), now
            elif name not in self.vacated and name not in self.open:
                self.falls(name, left.currency, now, young)

    def falls(self, name, currency, now, young):
        """An episode begins; or the one before goes on, where the last run was the only one within
        settle that found it over, and its bill is not paid. ``young``: whether that run came within
        settle of a moment."""
        id_, at = self.ended.get(name, (0, now))
        own = [b for b in self.bills if (b.name, b.currency) == (name, currency)][-1:]
        owed = any(
            not b.withdrawn and b.episode in (0, id_) and self.came_in(name, b) < b.amount
            for b in own
        )
        if id_ and owed and young(at):
            self.open[name] = id_
        else:
            self.begins(name)

    def in_our_numbers(self, notice, name):
        """The notice with the number that we have for its episode. How the office counts is its own
        affair (an episode that no letter tells of takes a number, too); but one is one."""
        if notice.episode and notice.episode not in self.numbers:
            ours = self.open.get(name, 0) if notice.kind.of_episode else 0
            taken = ours in self.numbers.values()
            self.numbers[notice.episode] = -notice.episode if taken or not ours else ours
        return replace(notice, episode=self.numbers.get(notice.episode, 0))

    def begins(self, name):
        """An episode of theirs begins."""
        self.episodes += 1
        self.open[name], self.owners[self.episodes] = self.episodes, name

    def _look_at_rows(self, now):
        """Who has paid, who owes, and whose rows went to whom."""
        for name, (_, currency) in self.now.items():
            own = [b for b in self.bills if (b.name, b.currency) == (name, currency)][-1:]
            whole = own and not own[0].withdrawn and self.came_in(name, own[0]) >= own[0].amount
            paid = own[0].number if whole else 0
            self.settled[name] = max(self.settled.get(name, 0), paid)
        had = {
            name: {(row["kind"], row["day"], row["amount"]) for row in rows}
            for name, (rows, _) in self.now.items()
        }
        self.bears.look(now, had, self._owing(), self.open, self.said)
        for name, heirs in self.bears.heirs.items():
            self.bears.heirs[name] = {each for each in heirs if (each, name) not in self.apart}
        self.vacated = {name for name in had if self.bears.heirs.get(name)}

    def _owing(self):
        """When each name was asked first for a bill of theirs that is the latest, and unpaid."""
        latest = {(bill.name, bill.currency): bill for bill in self.bills}.values()
        owed = {
            b.number: b.name
            for b in latest
            if not b.withdrawn and b.number > self.settled.get(b.name, 0)
        }
        found: dict[str, datetime] = {}
        for notice, _, _ in self.gone:
            if notice.invoice in owed:
                name = owed[notice.invoice]
                found[name] = min(notice.offered, found.get(name, notice.offered))
        return found


@dataclass
class Bookkeeper:
    """Knows the sheet as it was at each run, the letters that went and what they asked for."""

    history: Any
    policy: Policy
    shelf: Shelf
    runs: list[Any] = field(default_factory=list)  # (moment, rows as sorted tuples, cells)
    busy_since: datetime | None = None
    now: datetime | None = None
    day: int = 0
    again: bool = False  # whether the last letter asked for an invoice that was there
    was_doubted: bool = False  # at the last run
    was_away: bool = False  # at the last run, and is a client who was away meanwhile
    maybe: str | None = None  # whose new name theirs may be, before any letter of this run
    asked: str | None = None  # the same, where a bill hangs on it
    has_had: str | None = (
        None  # the same, where that one was told the month before, and they were not
    )
    by_word: bool = False  # somebody said in this run whose new name theirs is
    old_rows: bool = False  # whether the last letter is about what rows days older paid
    by_hand: bool = False  # whether the last letter replaced what a person asked for
    took: Bill | None = None  # the open bill that the last one by hand replaced
    taken_over: Bill | None = None  # the bill of one who was asked by hand alone

    @property
    def name(self):
        return fold(self.history.name)

    @property
    def rows(self):
        return self.runs[-1][1]

    @property
    def enough(self):
        return self.policy.settle - timedelta(seconds=5)

    def look(self, now, day):
        """What the sheet says at a run, before anybody's word."""
        self.now, self.day = now, day
        history = self.history
        rows = sorted((self.name, r["kind"], r["day"], r["amount"]) for r in history.seen)
        renamed = bool(self.runs) and self.runs[-1][2][0] != self.name
        self.runs.append((now, rows, (self.name, history.currency, history.topup)))
        if not self.away:
            self._look_at_ask(new=renamed or self.was_away)
        self.was_away = self.away
        busy = any(row[1] == "charge" for row in self.young())
        since = None if renamed else self.busy_since
        self.busy_since = (since or now) if busy else None

    def reckons(self, confirmed, answered):
        """Episodes begin and end, and go over by people's words. What is asked of the new names is
        the same for all, as it was before any of these; ``answered`` are the formers who have one
        already, as of two the first is."""
        self.by_word, self.taken_over = False, None
        if not self.away:
            self._hears(confirmed, answered)
        rows, history = self.rows, self.history
        if all(row[1] == "charge" for row in rows):
            self.shelf.known[self.name] = history.currency
        elif mailed := self.shelf.mailed_in(self.name):
            self.shelf.known[self.name] = mailed
        self.shelf.known.setdefault(self.name, history.currency)

    def _hears(self, confirmed, answered):
        rows, former = self.rows, self.maybe or self.asked
        below = sum(amount for *_, amount in rows) < THRESHOLD
        asked = (former, self.asked, self.has_had)
        said = next((each for each in asked if each in confirmed - answered), None)
        if said:
            self.by_word = said == former
            answered.add(said)
            self.shelf.said.add((self.name, said))
            self._goes_over(said)
            self.shelf.hand_over(said, self.name)
        if below and self.name not in self.shelf.open:
            self.shelf.falls(self.name, self.history.currency, self.now, self.within_settle)
        elif self.waits:
            pass  # a row of theirs is missing: nothing ends
        elif not below and self.name in self.shelf.open:
            self.shelf.ended[self.name] = self.shelf.open.pop(self.name), self.now
            if former and self.funded:
                self.shelf.at_ease.add(former)
        waits = self.asked if self.asked in self.shelf.open and self.asked != said else None
        if waits and self.name not in self.shelf.open and self.funded and not self.waits:
            self.shelf.at_ease.add(waits)

    def within_settle(self, moment):
        """Whether the last run came within settle of a moment."""
        return len(self.runs) > 1 and self.runs[-2][0] - moment < self.enough

    def _look_at_ask(self, *, new):
        """What stands in Ask now. While the row may be another's, all is as their own had it; an
        amount that was asked of another, and stands in what is their row now, is nobody's word."""
        ask, money, cells = self.history.ask, self.history.currency, self.shelf.cells
        now = self.runs[-1][0]
        was = cells.get(self.name)
        if self.doubted:
            self.was_doubted = True
            first = new and self.name not in self.shelf.was_behind
            if first and was is None and ask is not None:
                cells[self.name] = Typed(ask, money, now, spent=True, never=True)
            self._borrows(was, ask)
            return
        moved = (new or self.was_doubted) and self.name not in self.shelf.was_blank
        self.was_doubted = False
        self.shelf.borrowed.pop(self.name, None)
        if ask is None:
            cells.pop(self.name, None)
        elif was is None:
            never = len(self.runs) == 1 or (moved and ask in self.shelf.spent)
            cells[self.name] = Typed(ask, money, now, spent=never, never=never)
        elif was.never:
            was.amount = ask
        elif not was.spent and (was.amount, was.currency) != (ask, money):
            never = moved and ask in self.shelf.spent
            cells[self.name] = Typed(ask, money, now, spent=never, never=never)

    def _borrows(self, was, ask):
        """What stands in a row that may be another's: where it is nobody's word in any other row, it
        is none in this, whoever's that turns out to be. A cell that was never blank is followed."""
        self.shelf.borrowed.pop(self.name, None)
        if was is not None and was.never:
            was.amount = was.amount if ask is None else ask
        elif ask in self.shelf.spent and not (was and was.spent):
            self.shelf.borrowed[self.name] = ask

    @property
    def away(self):
        """Whether their row stands in Clients, and counts as gone."""
        return self.name in self.shelf.vacated

    @property
    def funded(self):
        """Whether anything was ever paid in on this account: none other recovers from anything."""
        return any(row[1] in ("payment", "opening") for row in self.rows)

    @property
    def waits(self):
        """Whether their account lacks a row that stands under a name of nobody."""
        return self.name in self.shelf.strays.wait

    @property
    def doubted(self):
        """Whether their row may be another's."""
        return self.name in self.shelf.rows.doubts

    def due(self):
        """The amount in Ask that is to be asked for; None where none is. Typed before their row came
        to be in doubt, it waits for a person's word, or for its currency."""
        cell = self.shelf.cells.get(self.name)
        stood = cell is not None and self.now - cell.since >= self.enough
        stood = stood and cell.currency == self.history.currency
        return cell.amount or None if cell and stood and not cell.spent else None

    def was_told(self):
        """At the end, and all ticked: nothing hangs on whose name this one is."""
        assert self.who_is_it() is None, "a bill hangs on whose name it is, and nobody was asked"

    def was_asked(self):
        """At the end, all at rest and all approved: no amount in Ask is left that was due."""
        assert self.due() is None, "in Ask, and was not asked for"

    def _typed(self, notice, shown):
        """An invoice of what stands in Ask: due, in scale and in the known currency, or ticked."""
        assert notice.asked == self.due(), "not what stands in Ask"
        cell = self.shelf.cells[self.name]
        assert notice.currency == cell.currency
        cell.spent = True
        mine = (self.name, cell.amount, cell.currency)
        lately = [at for *what, at in self.shelf.typed if tuple(what) == mine]
        self.shelf.typed.append((*mine, cell.since))
        if notice.approved:
            assert notice.asked == shown, "off the approved amount"
            return
        self.again = False
        assert notice.currency == self.shelf.known[self.name], "in another currency"
        paid = [row[-1] for row in self.rows if row[1] in ("payment", "opening")]
        assert not paid or self.in_scale(notice.asked), "out of scale"
        usual = max(THRESHOLD, *paid, 0) if paid else 0
        assert not self.policy.scale or 100 * notice.asked >= usual, "too little"
        assert self.took is None or self.took.amount != notice.asked, "asked for already"
        assert not any(self.now - at < timedelta(days=10) for at in lately), "asked for within days"

    def who_is_it(self):
        """Whose new name this one may be, where a bill hangs on it."""
        shelf = self.shelf
        maybe = {each: shelf.hanging(each) for each in shelf.present}
        return None if self.away else shelf.one_of(self.name, maybe)

    def suspect(self):
        """The name whose new one this one may be, and whom its letters would ask once more: who
        had a letter where theirs would go, in an episode that is open, or whose bill it may be."""
        shelf = self.shelf
        maybe = {each: shelf.suspects(each) for each in shelf.present}
        return None if self.away else shelf.one_of(self.name, maybe)

    def told_as(self):
        """Whose new name this one may be, who was told the month before, which they were not: their
        account is more than half the one that was told there, and its rows are known to be of nobody
        else."""
        shelf, after = self.shelf, self._month_start()
        own = shelf.told.get((self.name, self.history.currency))
        maybe, taken = {}, {former for _, former in shelf.said}
        for who in () if self.away else shelf.left.keys() - taken:
            told = shelf.told.get((who, self.history.currency))
            others = shelf.had_by_others(self.name) - {who}
            if told and told[0] == after - 1 and shelf.may_be(self.name, who) and not others:
                gap, whole = self._gap(self.rows, told)
                if 0 < 2 * gap < whole and (own is None or own[0] < told[0]):
                    maybe[who] = gap
        return min(maybe, key=lambda who: (maybe[who], who), default=None)

    def _goes_over(self, former):
        """The episode that a letter of theirs was of, open or not, is this one's; of one who was
        asked by hand alone the letter goes, as a person said."""
        episode = self.shelf.open.get(former, -1)
        if not any(notice.episode == episode for notice, _, _ in self.shelf.gone):
            bill = self.shelf.claim(self.name, former)
            mine = self.shelf.open.get(self.name)
            heard = any(notice.episode == mine for notice, _, _ in self.shelf.gone)
            if bill is None or not bill.episode or mine is None or heard:
                self.taken_over = bill
                return
            self.shelf.recovered.pop(former, None)
            episode = bill.episode
        self.shelf.open.pop(former, None)
        if not self.is_well_since(former):
            self.shelf.open[self.name] = episode
        else:  # their own letter goes, and one by hand is asked for by it, whatever it replaced
            currency = self.history.currency
            own = [b for b in self.shelf.bills if (b.name, b.currency) == (former, currency)][-1:]
            self.taken_over = next((b for b in own if not b.episode and not b.withdrawn), None)
        self.shelf.owners[episode] = self.name
        if all(
            name != self.name for _, name, _ in self.shelf.gone
        ):  # no letter of a person's word yet
            self.shelf.known[self.name] = self.shelf.known[former]

    def is_well_since(self, former):
        """Whether this one was found at ease under the new name before anybody said so, and was low
        again since, or at ease for settle: then the former's episode is over."""
        since = self.shelf.recovered.get(former)
        stood = since is not None and not self.within_settle(since)
        return stood or (since is not None and self.name in self.shelf.open)

    def age(self, row, nth):
        """For how long ``nth + 1`` rows like this one have stood at every run."""
        since = self.now
        for moment, rows, _ in reversed(self.runs):
            if rows.count(row) <= nth:
                break
            since = moment
        else:
            return timedelta.max  # it was there when the first run came by
        return self.now - since

    def young(self):
        """The rows that have not stood for settle, the last of those that are alike."""
        nths = [self.rows[:at].count(row) for at, row in enumerate(self.rows)]
        pairs = zip(self.rows, nths, strict=True)
        return [row for row, nth in pairs if self.age(row, nth) < self.enough]

    def lost(self):
        """What else than charges stood there within settle, and does no more."""
        recent = [rows for moment, rows, _ in self.runs if self.now - moment < self.enough]
        return [row for rows in recent for row in rows if row[1] != "charge" and row not in self.rows]  # fmt: skip

    def cells_stood(self):
        """Whether name, currency and Top-up have stood for settle."""
        since, cells = self.now, self.runs[-1][2]
        for moment, _, were in reversed(self.runs):
            if were != cells:
                return self.now - since >= self.enough
            since = moment
        return True

    def settled(self):
        """The rows that a letter may go on; they are fewer only where it has waited long."""
        young, rows = self.young(), list(self.rows)
        assert not [row for row in young if row[1] != "charge"], "on a payment too young"
        assert not self.lost(), "without a payment that stood there a moment ago"
        assert self.cells_stood(), "on cells of the client that are too young"
        if young:
            assert self.now - self.busy_since >= 4 * self.enough, "on young figures"
            for row in young:
                rows.remove(row)
        return rows

    def check(self, notice, office, shown, said):
        """Hold a letter that went in the last run against what it had to say; ``shown`` is the
        amount that stood in the tab when somebody ticked Send, ``said`` when they did."""
        assert not self.waits, "while a row of theirs stands under a name of nobody"
        notice = self.shelf.in_our_numbers(notice, self.name)
        self.shelf.rows.went(self.name, said if notice.approved else None)
        checks = {
            "RECEIPT": self._receipt, "INVOICE": self._by_hand, "CREDIT": self._credit,
            "STATEMENT": self._statement,
        }  # fmt: skip
        self.old_rows = self.by_hand = False
        figures = checks.get(str(notice.kind), self._asking)(notice)
        if str(notice.kind) not in ("INVOICE", "CREDIT"):
            self._permitted(notice, shown)
        if str(notice.kind) == "INVOICE" and notice.asked % 100:  # amounts by the command are round
            self._typed(notice, shown)
        self.shelf.gone.append((notice, self.name, notice.to[0]))
        self.shelf.known[self.name] = notice.currency
        self._words(notice, office, figures)

    def _permitted(self, notice, shown):
        """Nobody else's letter, in no other currency, and approved for about what it says."""
        former = None if self.by_word else self.maybe or self.asked
        assert former is None, "to a name that may be another's new one"
        if notice.approved:
            assert 10 * abs(notice.asked - shown) <= shown, "off the approved amount"
            return
        assert not self.policy.approve
        assert not self.by_hand, "another sum than a person asked for"
        assert not self.old_rows, "paid by rows that are days older, and nobody was asked"
        assert notice.currency == self.shelf.known[self.name], "in another currency"
        before = [to for _, name, to in self.shelf.gone if name == self.name]
        assert before[-1:] in ([], [notice.to[0]]), "to another address"
        assert not notice.kind.asks or self.in_scale(notice.asked), "out of scale"

    def in_scale(self, asked):
        paid = [row[-1] for row in self.rows if row[1] in ("payment", "opening")]
        times = self.policy.scale
        return self.again or not times or asked <= times * max(THRESHOLD, *paid, 0)

    def _asking(self, notice):
        rows = self.settled()
        balance, paid = self.sums(rows)
        assert (notice.balance, notice.episode) == (balance, self.shelf.open[self.name])
        bill = self._bill(rows, balance, paid, notice)
        assert (notice.asked, notice.invoice) == (bill.amount, bill.number)
        received = min(bill.amount, max(0, paid - bill.before))
        return [balance, bill.amount, *([received, bill.amount - received] if received else [])]

    def sums(self, rows):
        paid = sum(amount for _, kind, _, amount in rows if kind in RECEIPTS)
        return sum(amount for *_, amount in rows), paid

    def _bill(self, rows, balance, paid, notice):
        """The invoice that is asked for: the open one while that serves, else a fresh one."""
        fresh, bill = self.fresh(rows, balance), self.latest(notice.currency)
        others, bill = bill is None and self.taken_over is not None, bill or self.taken_over
        left = bill.amount - max(0, paid - bill.before) if bill else 0
        concerns = bill is not None and left > 0 and bill.episode in (0, notice.episode)
        enough = concerns and bill.by_hand and fresh <= left
        self.again = concerns and (enough or 4 * abs(fresh - left) <= left)
        if not self.again:
            self.by_hand = concerns and bill.by_hand
            self.old_rows = left <= 0 and not others and self.paid_by_old_rows(bill)
            concerns = (concerns and not others) or self.old_rows
            before = bill.number if concerns else 0
            if concerns:
                bill.replaced = True
            bill = self._new(notice, fresh, notice.episode, replaces=before)
        bill.name, bill.episode = self.name, notice.episode
        return bill

    def paid_by_old_rows(self, bill):
        """Whether the client has it, and part of what counts as paid on it is of over ten days
        before it was made: nobody pays a bill that is not there."""
        if bill is None or all(notice.invoice != bill.number for notice, _, _ in self.shelf.gone):
            return False
        money = [row for row in self.rows if row[1] in RECEIPTS]
        lately = sum(row[-1] for row in money if row[2] >= bill.day - 10)
        return min(bill.amount, sum(row[-1] for row in money) - bill.before) > lately

    def former(self, number):
        """The number of the bill that whoever gets that one may have in hand beside it, and is not
        to pay: it was not paid when that was made, as far as any of its money is of its time. 0: there
        is none; None: it was withdrawn, and either may be said."""
        own = [each for each in self.shelf.bills if each.number <= number]
        new = own[-1]
        account = (self.name, new.currency)
        before = [each for each in own[:-1] if (each.name, each.currency) == account][-1:]
        if new.replaces or not before or before[0].replaced:
            return new.replaces
        if before[0].withdrawn:
            return None
        had = any(notice.invoice == before[0].number for notice, _, _ in self.shelf.gone)
        unpaid = max(0, new.before - before[0].before) < before[0].amount
        return before[0].number if had and unpaid else 0

    def latest(self, currency):
        """The latest invoice of the account, where it was not withdrawn."""
        account = (self.name, currency)
        own = [each for each in self.shelf.bills if (each.name, each.currency) == account]
        return own[-1] if own and not own[-1].withdrawn else None

    def _new(self, notice, amount, episode, **more):
        self.shelf.invoices += 1
        paid = self.sums(self.rows)[1]
        bill = Bill(
            self.shelf.invoices,
            self.name,
            notice.currency,
            amount,
            paid,
            episode,
            self.now,
            self.day,
            **more,
        )
        self.shelf.bills.append(bill)
        return bill

    def fresh(self, rows, balance):
        """What a new top-up asks for: the client's own where it is enough."""
        spent = -sum(amount for _, kind, day, amount in rows if kind == "charge" and day > self.day - 30)  # fmt: skip
        age = min(30, max(7, self.day - min(day for _, _, day, _ in rows) + 1))
        missing = max(2 * THRESHOLD, -(-spent * 30 // age)) - balance
        own = self.history.topup or 0
        return own if own >= missing else -(-missing // 100) * 100

    def _by_hand(self, notice):
        balance, paid = self.sums(self.rows)
        before = self.latest(notice.currency)
        unpaid = before is not None and before.amount - max(0, paid - before.before) > 0
        self.took = before if unpaid else None
        takes = unpaid or self.paid_by_old_rows(before)
        if takes:
            before.replaced = True
        place = before.number if takes else 0
        bill = self._new(notice, notice.asked, 0, by_hand=True, replaces=place)
        assert (notice.balance, notice.invoice) == (balance, bill.number)
        return [balance, bill.amount]

    def withdraws(self):
        """The number of the latest invoice, which a person withdraws; None where there is none,
        or it was withdrawn or replaced already."""
        bill = self.shelf.bills[-1] if self.shelf.bills else None
        if bill is None or bill.withdrawn or bill.replaced:
            return None
        bill.withdrawn = True
        return bill.number

    def _credit(self, notice):
        self.shelf.invoices += 1
        assert (notice.invoice, notice.asked) == (self.shelf.invoices, 0)
        return [self.sums(self.rows)[0]]

    def _receipt(self, notice):
        rows = self.settled()
        balance, paid = self.sums(rows)
        assert rows == self.rows
        assert balance >= THRESHOLD
        own = (self.name, notice.currency)  # withdrawn or not; one that goes beside it is unpaid
        bills = [each for each in self.shelf.bills if (each.name, each.currency) == own]
        earlier = [each for each in bills if each.made != self.now]
        assert earlier, "thanks for no invoice of theirs"
        bill = earlier[-1]
        assert (notice.balance, notice.asked, notice.invoice) == (balance, 0, bill.number)
        assert paid > bill.before, "thanks for nothing"
        self.old_rows = not bill.withdrawn and self.paid_by_old_rows(bill)
        return [balance, paid - bill.before]

    def _statement(self, notice):
        rows = self.settled()
        assert rows == self.rows
        after = self._month_start()
        first = ((EPOCH + timedelta(days=after - 1)).replace(day=1) - EPOCH).days
        assert notice.ordinal == (EPOCH + timedelta(days=first)).year * 12 + (EPOCH + timedelta(days=first)).month - 1900 * 12 - 1  # fmt: skip
        told = self._in_hand(rows, notice.currency)
        assert not told or told[0] < after - 1, "told already, under whatever name"
        assert not self.has_had, "told to one whose new name theirs may be"
        if told:
            figures = self._followed(rows, after, *told)
        else:
            month = [row for row in rows if first <= row[2] < after]
            assert month, "nothing moved in it"
            figures = [sum(row[-1] for row in rows if row[2] < first), *money_of(month)]
        closing = sum(row[-1] for row in rows if row[2] < after)
        assert figures[0] + sum(figures[1:]) == closing
        _, charged = money_of([row for row in rows if row[2] < after])
        self.shelf.told[self.name, notice.currency] = after - 1, closing, charged
        return [*figures, closing]

    def _in_hand(self, rows, currency):
        """The last statement that its client has: their own, or one that was told under a name that
        had gone when they came, where the account is the one that was told, to the cent, or, with
        what stood beside that name, most of it."""
        shelf = self.shelf
        found = {who: told for (who, of), told in shelf.told.items() if of == currency}
        latest = found.get(self.name)
        for who in found.keys() & shelf.left.keys():
            told, beside = found[who], self.name in shelf.rows.heirs.get(who, ())
            later = latest is None or told[0] > latest[0]
            if later and shelf.may_be(self.name, who) and self._is_as_told(rows, told, beside):
                latest = told
        return latest

    def _month_start(self):
        return ((EPOCH + timedelta(days=self.day)).replace(day=1) - EPOCH).days

    def _is_as_told(self, rows, told, beside):
        gap, whole = self._gap(rows, told)
        return 2 * gap < whole if beside else gap == 0

    @staticmethod
    def _gap(rows, told):
        """By how much the account is another than the one that was told, and how much moved in it."""
        last, closing, charged = told
        came, taken = money_of([row for row in rows if row[2] <= last])
        gap = abs(taken - charged) + abs(came - (closing - charged))
        return gap, abs(charged) + abs(closing - charged)

    @staticmethod
    def _followed(rows, after, last, closing, charged):
        """What one says after another that told all up to a day, and closed with that: what came to
        these days since, and the days since; an opening among these is of before them."""
        since = [row for row in rows if last < row[2] < after and row[1] != "opening"]
        came, taken = money_of([row for row in rows if row[2] < after and row not in since])
        came, taken = came - (closing - charged), taken - charged
        if came < 0 < taken:  # rows are gone, or carried over: no more than what is left of both
            came, taken = min(0, came + taken), max(0, came + taken)
        assert since or taken < 0 or came > 0, "nothing moved"
        late = filter(None, (came, taken))  # nothing is said of none
        return [closing, *late, *money_of(since)]

    def _words(self, notice, office, figures):
        (file,) = office.folder.glob(f"{notice.number:06d}-*")
        message = message_from_bytes(file.read_bytes(), policy=default)
        text = message.get_body(("plain",)).get_content()
        for figure in figures:
            said = re.escape(f"{abs(figure) / 100:,.2f}")  # and no end of another: 10.00 is no 0.00
            assert re.search(rf"(?<![\d.,]){said}(?!\d)", text), f"{figure} is not in the letter"
        seen = [
            n for n, _, _ in self.shelf.gone[:-1] if notice.asked and n.invoice == notice.invoice
        ]
        which = 1 + sum(str(n.kind) == "REMINDER" for n in seen[1:])
        reminds = str(notice.kind) == "REMINDER" and bool(seen)
        assert (f"This is reminder No. {which}." in text) if reminds else ("reminder" not in text)
        if notice.asked:
            self._due(text, (seen or [notice])[0])
        former = self.former(notice.invoice) if notice.asked else 0
        if former is not None:
            assert (f"replaces No. {former}," in text) if former else ("replaces No." not in text)

    def _due(self, text, first):
        """Five days from the first letter that the client has the bill by, in all about it."""
        day = first.offered.astimezone(self.now.tzinfo).date() + timedelta(days=5)
        assert re.search(rf"Please pay by:? {day.day} {day:%b %Y}", text), "another due day"

    def has_heard(self):
        """At the end, all at rest and all approved: whoever is low had a letter of their flag."""
        balance, _ = self.sums(self.rows)
        asked = self.suspect() or self.who_is_it()
        if balance >= THRESHOLD or not self.funded or asked or self.away:
            return
        episode = self.shelf.open[self.name]
        worst = max(
            (each.level for each, _, _ in self.shelf.gone if each.episode == episode), default=0
        )
        flag = 1 if balance > 0 else 2 if balance == 0 else 3
        assert worst >= flag, "low, and has not heard of it"
