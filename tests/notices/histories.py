"""Random histories of some accounts: what staff type, what people ask for, and when.

One world runs them side by side, as one agency has many clients; each history throws dice of its
own. Whose rows of Clients are exchanged is the world's.
"""

import random
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.changes import compare
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import seen_rows
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import GONE
from sheets_sync.notices.plan.youth import sightings
from sheets_sync.notices.whose.belongings import belongings
from sheets_sync.notices.whose.exchanged import exchanged, rows_known
from sheets_sync.notices.whose.known_rows import (
    bears,
    came_after,
    came_with,
    copied,
    met,
    rowless,
    vacated,
)
from sheets_sync.notices.whose.strays import found_by, lacked, strays_of
from sheets_sync.notices.whose.telling_apart import told_apart
from sheets_sync.notices.whose.whose_invoices import with_invoices
from sheets_sync.reading.roles.waiting_letters import with_letters_held
from sheets_sync.state.sqlite import opening
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.schema import migrate
from sheets_sync.state.sqlite.store import SqliteStore
from sheets_sync.use_cases.shared.guessing import waiting
from tests.notices.bookkeeper import Bill, Bookkeeper, Shelf
from tests.notices.cases import MORNING, TODAY, Office, books, client

SETTLE = timedelta(minutes=15)
STEPS = (2, 5, 5, 10, 15, 15, 40, 60, 1440, 3 * 1440, 7 * 1440)
DEEDS = {
    "charge": 45, "slip": 6, "money": 16, "pays": 7, "mend": 13, "strike": 5,
    "top-up": 2, "rename": 3, "moves": 1, "by-tabs": 2, "copy": 2, "address": 1, "currency": 3, "invoice": 2, "withdraw": 2,
    "ask": 6, "blank": 4, "stray": 3,
}  # fmt: skip


CELLS = ("address", "details", "topup", "currency", "ask")
"""What stands beside a name in Clients."""

TYPED = 77
"""How amounts end that are typed into Ask, and no others."""


class History:
    """The rows and cells of one client as they stand in the workbook, and ``asks``, what people
    say to the program. ``ask`` is what stands in Ask: amounts of a kind of their own. ``names`` are
    those that rows of Payments and Log bear: one renamed tab by tab has rows of another name than
    Clients says, and ``tabs`` that are to be renamed yet, with the ``new`` name. ``ghosts`` are
    rows of Clients that were left there under a former name, by that, when all others went over."""

    def __init__(self, seed, number):
        self.dice = random.Random(f"{seed}/{number}")
        self.number, self.name, self.former = number, f"Client {number}", ""
        self.names = dict.fromkeys(("log", "payments"), self.name)
        self.tabs, self.new = [], ""
        self.ghosts: dict[str, Any] = {}
        box = number - (number % 5 == 4)  # some share one
        self.address, self.currency, self.topup = f"c{box}@x.example", "RUB", None
        self.details = f"Company {number}" if self.dice.random() < 0.5 else ""
        kind = self.dice.choice(("payment", "opening"))
        self.rows = [self.row(kind, self.dice.randrange(3, 20) * 100_000, TODAY, 20)]
        self.asks = []
        mine = 1_000_000 + number * 1_000 + TYPED
        self.ask = self.asked = self.dice.choice((None, None, None, mine))

    def client(self):
        return client(
            self.name,
            language="en",
            currency=self.currency,
            topup=self.topup,
            ask=self.ask,
            details=self.details,
            emails=(self.address,),
        )

    @staticmethod
    def row(kind, amount, day, back=0):
        return {"kind": kind, "amount": amount, "day": day - back}

    def bears(self, row):
        """The name that a row bears."""
        return row.get("under") or self.names["log" if row["kind"] == "charge" else "payments"]

    @property
    def seen(self):
        """The rows that bear the name that stands in Clients."""
        return [each for each in self.rows if self.bears(each) == self.name]

    def goes_on(self, day):
        """Some of the staff are at work; whoever began with a new name goes on."""
        self.asks = []
        if self.tabs and self.dice.random() < 0.6:
            self._in_tab(self.tabs.pop(), self.new)
        if self.strays and self.dice.random() < 0.3:
            self.puts_back()
        if self.ghosts and self.dice.random() < 0.1:
            self.ghosts.pop(next(iter(self.ghosts)))
        for _ in range(self.dice.choice((0, 0, 1, 1, 2))):
            (deed,) = self.dice.choices(list(DEEDS), list(DEEDS.values()))
            getattr(self, f"_{deed.replace('-', '')}")(day)

    def _charge(self, day):
        amount = -self.dice.randrange(1, 400) * 1_000
        self.rows.append(self.row("charge", amount, day, self.dice.choice((0, 0, 1, 9))))

    def _slip(self, day):
        self.rows.append(self.row("charge", -self.dice.randrange(1, 400) * 100_000, day))

    def _money(self, day):
        kind = self.dice.choice(("payment", "payment", "refund", "bonus", "correction", "opening"))
        amount = self.dice.randrange(1, 900) * 1_000 * (-1 if kind == "refund" else 1)
        self.rows.append(self.row(kind, amount, day, self.dice.choice((0, 1, 5))))

    def _pays(self, day):
        """What is missing, and some more."""
        missing = max(0, -sum(row["amount"] for row in self.rows))
        amount = missing + self.dice.randrange(5, 30) * 50_000
        self.rows.append(self.row("payment", amount, day, self.dice.choice((0, 1, 5))))

    def _mend(self, _):
        at = self.dice.randrange(len(self.rows))
        row = self.rows[at]
        mended = row["amount"] // self.dice.choice((2, 10, 100)) or -1_000
        self.rows[at] = {**row, "amount": mended}

    def _strike(self, _):
        if len(self.rows) > 1:
            self.rows.pop(self.dice.randrange(len(self.rows)))

    def _topup(self, _):
        self.topup = None if self.topup else self.dice.randrange(1, 9) * 250_050

    def _rename(self, _):
        self._named_by_tabs(("log", "payments", "clients"), self._another())
        self.is_named()

    def _moves(self, day):
        """Name, address and details are others at once."""
        self._rename(day)
        self._address(day)
        self.details = self.details and f"Company {self.dice.randrange(10**6)}"

    def _bytabs(self, _):
        tabs = ["log", "payments", "clients"]
        self.dice.shuffle(tabs)
        self._named_by_tabs(tabs, self._another())

    def _copy(self, day):
        """Under a new name, the old row of Clients left there: as it was, closed or emptied."""
        self._rename(day)
        if self.former == self.name:
            return
        left = self.dice.choice(({}, {"state": "closed"}, {"emails": ()}))
        self.ghosts[self.former] = client(
            self.former,
            **{"language": "en", "currency": self.currency, "emails": (self.address,)} | left,
        )

    def _another(self):
        back = bool(self.former) and self.dice.random() < 0.5
        return self.former if back else f"Client {self.number} {self.dice.randrange(1000)}"

    def _named_by_tabs(self, tabs, new):
        """``new`` is to stand in the ``tabs``; one that was under way is brought to its end. A row
        of Clients that was left under that name is taken out first: rows that went to it one tab
        after the other would be an account that the bookkeeper knows nothing of."""
        self.is_named()
        self.ghosts.pop(new, None)
        self.tabs, self.new = list(tabs), new

    def is_named(self):
        """A rename that is under way comes to its end."""
        while self.tabs:
            self._in_tab(self.tabs.pop(), self.new)

    @property
    def strays(self):
        """The rows that somebody put under a name of nobody, on purpose or by a slip."""
        return [each for each in self.rows if "under" in each]

    def _stray(self, _):
        """A row or all of a tab, charges or payments, under a name that nobody bears."""
        charges = self.dice.random() < 0.5
        rows = [at for at, row in enumerate(self.rows) if (row["kind"] == "charge") == charges]
        self.dice.shuffle(rows)
        for at in rows if self.dice.random() < 0.5 else rows[:1]:
            self.rows[at] = {**self.rows[at], "under": f"Slip {self.number}"}

    def puts_back(self):
        self.rows = [{key: row[key] for key in ("kind", "amount", "day")} for row in self.rows]

    def _in_tab(self, tab, new):
        if tab == "clients":
            self.former, self.name = self.name, new
            self.ghosts.pop(new, None)
        else:
            self.names[tab] = new

    def _address(self, _):
        self.address = f"c{self.number}-{self.dice.randrange(1000)}@x.example"

    def _currency(self, _):
        self.currency = "EUR" if self.currency == "RUB" else "RUB"

    def _invoice(self, _):
        self.asks.append(self.dice.randrange(1, 30) * 100_000)

    def _ask(self, _):
        """Typed anew, the same again, or over what stands there; now and then it is no amount."""
        amount = self.dice.randrange(1, 300) * 100_000 + self.number * 1_000 + TYPED
        self.ask = self.dice.choice((0, amount, amount, amount, self.asked or amount))
        self.asked = self.ask

    def _blank(self, _):
        self.ask = None

    def pays_and_retypes(self, day):
        """What stood in Ask is paid to the cent and the cell emptied; within days it is typed once more."""
        if self.ask:
            self.rows.append(self.row("payment", self.ask, day))
            self.ask = None
        else:
            self.ask = self.asked

    def _withdraw(self, _):
        self.asks.append("withdraw")


def in_memory(path):
    """A state that lies in no file, all else being as it is."""
    connection = opening._connect(":memory:")
    migrate(connection)
    return SqliteStore(Database(connection, path))


class World:
    """The histories ``numbers`` of a seed, run by one office; each has a bookkeeper, who looks at
    each letter that goes. ``letters`` counts them by kind."""

    def __init__(self, folder: Path, seed, numbers, bookkeeper=Bookkeeper):
        self.dice, self.now = random.Random(seed), MORNING
        chance = self.dice.random
        self.policy = Policy(
            settle=SETTLE, approve=chance() < 0.3, scale=self.dice.choice((0, 5)),
            receipt=chance() < 0.5, statement="monthly" if chance() < 0.5 else "", daily_cap=10**6,
        )  # fmt: skip
        self.office = Office(folder, self.policy, store=in_memory(folder / "no file"))
        self.histories = [History(seed, number) for number in numbers]
        self.shelf = Shelf()
        self.keepers = [bookkeeper(each, self.policy, self.shelf) for each in self.histories]
        self.swaps: list[Any] = []
        self.seen: Any = None
        self.sightings: Any = None
        self.ticked: set[Any] = set()
        self.doubtful: set[Any] = set()
        self.let_go: set[Any] = set()
        self.shown: dict[Any, int] = {}
        self.said: dict[Any, datetime] = {}
        self.letters: Counter[str] = Counter()
        self.papers = seed % 40 == 0  # drawing them takes most of the time
        self.retainers = random.Random(f"{seed}/retainers") if seed >= 20 and seed % 2 else None
        self.retyping = random.Random(f"{seed}/retyping") if seed >= 20 and not seed % 2 else None

    @property
    def day(self):
        return TODAY + (self.now.date() - MORNING.date()).days

    def lives(self):
        """Its life; then staff rest, and whoever is low must have had their letter."""
        with ExitStack() as stack:
            stack.callback(self.office.close)
            if not self.papers:
                stack.enter_context(
                    patch("sheets_sync.notices.texts.letters.enclosed", lambda *_: ())
                )
            for _ in range(self.dice.randrange(12, 30)):
                self.now += timedelta(minutes=self.dice.choice(STEPS))
                for each in self.histories:
                    each.goes_on(self.day)
                self._retainers()
                self._retype()
                self._exchanges()
                self._rows_move()
                self._told()
                self._run(lambda history: history.dice.random() < 0.4)
            for each in self.histories:
                each.is_named()
                each.puts_back()
            for turn in range(14):  # who they are, whose row, how much: one question after another
                self.now += timedelta(minutes=20)
                self._run(lambda _, turn=turn: turn % 2 == 0)
            for each in self.keepers:
                each.has_heard()
                each.was_told()
                each.was_asked()
            assert self.office.store.faults() == []

    def _retainers(self):
        """Most are charged the same on the same day: in some worlds alone, and by other dice, so that
        the rest is as it was."""
        if self.retainers and self.retainers.random() < 0.1:
            for each in self.histories:
                if self.retainers.random() < 0.7:
                    each.rows.append(each.row("charge", -50_000, self.day))

    def _retype(self):
        """Some are asked by Ask for one sum again: likewise in other worlds, by dice of their own."""
        if self.retyping:
            for each in self.histories:
                if self.retyping.random() < 0.15:
                    each.pays_and_retypes(self.day)

    def _exchanges(self):
        """Names are exchanged between rows of Clients, or cells are: two, or a column sorted. Later
        they are put back, all of them or one alone; or it stays so."""
        if self.dice.random() < 0.2:
            who = self.dice.sample(
                self.histories, min(len(self.histories), self.dice.choice((2, 2, 3)))
            )
            cells = self.dice.choice((CELLS, CELLS, ("address",), ("details",)))
            rows = [{cell: getattr(each, cell) for cell in cells} for each in who]
            for each, row in zip(who, rows[1:] + rows[:1], strict=True):
                vars(each).update(row)
            self.swaps.append(list(zip(who, rows, strict=True)))
        elif self.swaps and self.dice.random() < 0.3:
            for each, row in self.swaps.pop()[self.dice.choice((0, 0, 1)) :]:
                vars(each).update(row)

    def _rows_move(self):
        """Rows of one client become another's: typed on the wrong one, or two are one from now on.
        Some are put back."""
        if self.dice.random() >= 0.1:
            return
        one, other = self.dice.sample(self.histories, 2)
        for row in self.dice.sample(one.rows, self.dice.randrange(1, len(one.rows) + 1)):
            if len(one.rows) > 1:
                one.rows.remove(row)
                other.rows.append(row)

    def _told(self):
        """What people asked for is recorded, as the commands do."""
        for history, keeper in zip(self.histories, self.keepers, strict=True):
            for asked in history.asks:
                ledger = with_invoices(self.office.outbox.ledger())
                number = max(ledger.errands, default=0) + 1
                if asked == "withdraw":
                    if (open_ := keeper.withdraws()) is not None:
                        invoice = ledger.issued[open_]
                        self.office.outbox.ask(
                            Errand(number, Kind.CREDIT, invoice.client, invoice.currency, invoice.amount, self.now, open_)
                        )  # fmt: skip
                    continue
                errand = Errand(number, Kind.INVOICE, fold(history.name), history.currency, asked, self.now)  # fmt: skip
                self.office.outbox.ask(errand)

    def _run(self, ticks):
        what = self._books()
        confirmed, refused = self._ticks(ticks)
        self.shelf.look(self.now, self.histories)
        self.shelf.apart |= set(refused.values())
        for keeper in self.keepers:
            keeper.look(self.now, self.day)
        for keeper in self.keepers:
            keeper.maybe, keeper.asked = keeper.suspect(), keeper.who_is_it()
            keeper.has_had = keeper.told_as()
        answered: set[str] = set()
        for keeper in self.keepers:
            keeper.reckons(confirmed.get(keeper.name, set()), answered)
        self.shelf.ends(self.histories, self.now, self.keepers[0].within_settle)
        ledger = self.office.outbox.ledger
        before = {each.id for each in ledger().notices if each.state in GONE}
        self.office.run(
            what,
            self.now,
            ask=Ask(
                approvals=dict.fromkeys(self.ticked),
                refusals=refused,
                last_run=self.keepers[0].runs[-2][0] if len(self.keepers[0].runs) > 1 else None,
            ),
        )
        owners = {fold(each.name): keeper for each, keeper in zip(self.histories, self.keepers, strict=True)}  # fmt: skip
        for notice in ledger().notices:
            if notice.state in GONE and notice.id not in before:
                if notice.client in self.shelf.left_behind(self.histories):
                    self._to_a_former_name(notice)
                    continue
                owner, number = owners[notice.client], notice.number
                assert notice.approved or number not in self.doubtful, "nobody settled the doubt"
                owner.check(notice, self.office, self.shown.get(number), self.said.get(number))
                self.letters[str(notice.kind)] += 1

    def _to_a_former_name(self, notice):
        """What was withdrawn of them, or asked for by a command, where somebody let it go beside the
        line that says that their rows are gone: a row without an account has nothing else."""
        said = notice.number in self.let_go
        by_hand = str(notice.kind) == "INVOICE" and not notice.asked % 100 and said
        assert str(notice.kind) == "CREDIT" or by_hand, "to a row that was left there"
        self.shelf.invoices += 1
        if by_hand:
            made = Bill(notice.invoice, notice.client, notice.currency, notice.asked, 0, 0, self.now, self.day, by_hand=True)  # fmt: skip
            self.shelf.bills.append(made)
        notice = self.shelf.in_our_numbers(notice, notice.client)
        self.shelf.gone.append((notice, notice.client, notice.to[0]))
        self.letters[str(notice.kind)] += 1

    def _ticks(self, ticks):
        """Send is ticked beside some of what waits, or unticked again; the clients of whom that
        says that they are who they may have been, each with those ones; and by number what says
        no, each a client and one whom they are not."""
        owners = {fold(each.name): each for each in self.histories}
        self.doubtful |= {
            each.number
            for each in self.office.outbox.ledger().notices
            if each.live and str(each.kind) == "INVOICE"
            if each.why_held in ("approval", "scale", "small", "first_run", "doubted")
        }
        held = {
            each.number: each
            for each in self.office.outbox.ledger().notices
            if each.live and each.why_held not in (None, "settle") and each.client in owners
        }
        after = {number for number, each in held.items() if ticks(owners[each.client])}
        after |= self._lets_go(ticks)
        fresh = after & held.keys() - self.ticked
        self.ticked = after
        self.shown |= {number: held[number].asked for number in fresh}
        self.said |= dict.fromkeys(fresh, self.now)
        said: dict[str, set[str]] = {}
        for each in (held[number] for number in fresh):
            if each.why_held == "renamed":
                said.setdefault(each.client, set()).add(fold(each.reason.partition(": ")[2]))
        no = {
            number: (each.client, fold(each.reason.partition(": ")[2]))
            for number, each in held.items()
            if each.why_held == "renamed" and number not in after
            if owners[each.client].dice.random() < 0.1
        }
        return said, no

    def _lets_go(self, ticks):
        """The numbers of what waits for rows that left its client's, and is let go all the same."""
        ghosts = {name: each for each in self.histories for name in map(fold, each.ghosts)}
        waits = {
            each.number: ghosts[each.client]
            for each in self.office.outbox.ledger().notices
            if each.live and each.why_held == "rows_gone" and each.client in ghosts
        }
        said = {number for number, history in waits.items() if ticks(history)}
        self.let_go |= said - self.ticked
        return said

    def _books(self):
        clients = [each.client() for each in self.histories]
        clients += [left for each in self.histories for left in each.ghosts.values()]
        what = self._read(clients)
        now = seen_rows(what.book, what.accounts, self.day)
        found = compare(self.seen, now)
        owned = self.sightings.owned if self.sightings else {}
        were = self.sightings.found if self.sightings else ()
        those = strays_of(owned, what.book, found, were)
        mailed = self.office.desk().ledger().mailed_in
        known = self.sightings.rows if self.sightings else {}
        known = rows_known(known, what.book, self.office.desk().ledger(), self.now)
        self.sightings = replace(
            sightings(self.sightings, found, what.book, what.terms, self.now, SETTLE, mailed),
            rows=known,
            owned=belongings(owned, found, what.book, lacked(those)),
            found=found_by(those),
        )
        self.seen = now
        apart = told_apart(self.office.desk().ledger().notices)
        short = waiting(what.book, those, self.sightings, apart)
        held = with_letters_held(what.book.clients, short)
        what = replace(what, book=replace(what.book, clients=held))
        youth = self.sightings.youth(self.now, SETTLE)
        were_in = self.sightings.were_in(what.book)
        ledger = self.office.desk().ledger()
        asked = {who for who, _ in (*ledger.invoices, *ledger.statements)}
        youth = replace(
            youth,
            were_in=were_in,
            exchanged=exchanged(known, what.book),
            heir_of=came_with(known),
            came_after=came_after(known, asked),
            met=met(known),
            bears=bears(known),
            vacated=vacated(known, {fold(each.name) for each in what.book.clients}),
            copied=copied(known),
            emptied=rowless(known),
            short=frozenset(lacked(those)),
        )
        return replace(what, youth=youth, ask_column="Clients!ask")

    def _read(self, clients):
        """What is in the workbook; rows under names of nobody are nobody's."""
        names = {fold(each.name): at for at, each in enumerate(clients)}
        nobodies: dict[str, int] = {}
        rows = []
        for each in self.histories:
            for row in each.rows:
                name = fold(each.bears(row))
                at = names.get(name)
                if at is None:
                    at = nobodies.setdefault(name, len(clients) + len(nobodies))
                rows.append((at, row))
        payments = [
            (row["day"], at, row["amount"], row["kind"], "")
            for at, row in rows
            if row["kind"] != "charge"
        ]
        charges = [
            (row["day"], at, "Work", -row["amount"]) for at, row in rows if row["kind"] == "charge"
        ]
        whole = books([*clients, *map(client, nobodies)], payments, charges, self.day)
        book = whole.book
        tables = {"payments": book.payments, "log": book.log}
        theirs = {name: table["client"] < len(clients) for name, table in tables.items()}
        strays = {}
        for name, table in tables.items():
            left = table[~theirs[name]]
            of = [[*nobodies][at - len(clients)] for at in left["client"]]
            strays[name] = left.drop(columns="client").assign(name=of).reset_index(drop=True)
        strays["payments"]["amount"] *= 100  # exact to four decimals
        sound = {name: table[theirs[name]].reset_index(drop=True) for name, table in tables.items()}
        book = replace(book, clients=tuple(clients), strays=strays, **sound)
        return replace(whole, book=book, accounts=keep_accounts(book, whole.terms, self.day))
