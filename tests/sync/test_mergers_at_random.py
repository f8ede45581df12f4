"""Clients become one at random: tab by tab or at once, in any order, a tab in part, put back or
not, paying before, meanwhile and after. Beside it a bookkeeper who only keeps lists says what no
letter may do that nobody let go (design §17). More: ``SHEETS_SYNC_MERGERS=200``.
"""

import os
import random
import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from sheets_sync.state.sqlite.opening import view_sqlite
from tests.spreadsheet.keyboard import type_in
from tests.sync.agency import NOW, SHEETS, Agency, Rows, day
from tests.sync.test_merged_clients import WITH_RECEIPTS

SEEDS = range(int(os.environ.get("SHEETS_SYNC_MERGERS", "10")))
NAMES = ("Dune", "Elm", "Fir")
STEPS = 14
TABS = ("Log", "Payments")


class Row:
    """A row of Log or Payments; ``came`` has by step whose it was until then, ``seen`` the names
    that a run saw it in an account of."""

    def __init__(self, name, amount):
        self.name, self.amount, self.came, self.seen = name, amount, [], set()
        self.owner = ""  # whose it is while it stands under a name of nobody

    def goes(self, step, gave, took):
        """From one to another, or back to whom it came from."""
        if self.came and self.came[-1][1] == took:
            self.came.pop()
        elif gave != took:
            self.came.append((step, gave))
        self.name = took

    @property
    def moved(self):
        """When it came from whom last; none where no run saw it there."""
        return [each for each in self.came[-1:] if each[1] in self.seen]


class Books:
    """The workbook, and plain lists of what stands in it."""

    def __init__(self, folder, seed):
        self.dice = random.Random(seed)
        self.rows = {
            "Payments": [Row(name, 40_000 + at) for at, name in enumerate(NAMES)],
            "Log": [Row(name, -self.dice.choice((34_000, 36_000, 37_000))) for name in NAMES],
        }
        self.here, self.step = set(NAMES), 0
        self.bills = {}  # by number: client, amount, what had been paid by then, the step
        self.told, self.merging, self.seen = set(), [], set()
        self.agency = Agency(folder, self._sheets(), WITH_RECEIPTS)

    def _sheets(self):
        blank = [[None] * 4] * 40
        money, used = self.rows["Payments"], self.rows["Log"]
        sheets: dict[str, Rows] = {
            **SHEETS,
            "Clients": [
                ["Client", "Email", "Threshold", "Top-up"],
                *[[name, f"{name}@x.example", 5000, 20_000] for name in NAMES],
            ],
            "Prices": [["Client", "Service", "Price"], [None, "Big", 1000]],
            "Payments": [
                ["Date", "Client", "Amount", "Kind"],
                *[[day(90), each.name, each.amount, None] for each in money],
                *blank,
            ],
            "Log": [
                ["Date", "Client", "Service", "Quantity"],
                *[[day(80), each.name, "Big", -each.amount // 1000] for each in used],
                *blank,
            ],
        }
        return sheets

    # What people do.

    def types(self, tab, name, amount):
        self.rows[tab].append(Row(name, amount))
        at, on = len(self.rows[tab]) + 1, day(-self.step)
        more = (
            {f"C{at}": amount}
            if tab == "Payments"
            else {f"C{at}": "Big", f"D{at}": -amount // 1000}
        )
        type_in(self.agency.path, tab, {f"A{at}": on, f"B{at}": name, **more})

    def moves(self, tab, gave, took, share=1.0):
        """All rows of a tab, or some."""
        own = [each for each in self.rows[tab] if each.name == gave]
        for each in own[: max(1, round(share * len(own)))] if own else ():
            each.goes(self.step, gave, took)
            self.agency.edit(tab, f"B{self.rows[tab].index(each) + 2}", took)

    def slips(self, dice):
        """Payments of one stand under a name of nobody, all or the first, for a day or more; then
        under theirs again, or another's."""
        money = self.rows["Payments"]
        slipped = [each for each in money if each.owner]
        if slipped and dice.random() < 0.6:
            other = dice.choice(sorted(self.here))
            for each in slipped:
                self._mends(each, other if dice.random() < 0.3 else each.owner)
        elif not slipped and dice.random() < 0.25:
            owner = dice.choice(sorted(self.here))
            sums = [each.amount for each in money]  # of equal ones nobody can tell whose slipped
            own = [each for each in money if each.name == owner and sums.count(each.amount) == 1]
            for each in own if dice.random() < 0.5 else own[:1]:
                each.owner, each.name = owner, "Slip"
                self.agency.edit("Payments", f"B{money.index(each) + 2}", "Slip")

    def _mends(self, row, name):
        owner, row.owner = row.owner, ""
        row.goes(self.step, owner, name)
        self.agency.edit("Payments", f"B{self.rows['Payments'].index(row) + 2}", name)

    def leaves(self, name):
        self.here.discard(name)
        self._row_of_clients(name, (None,) * 4)

    def enters(self, name):
        self.here.add(name)
        self._row_of_clients(name, (name, f"{name}@x.example", 5000, 20_000))

    def _row_of_clients(self, name, cells):
        row = NAMES.index(name) + 2
        type_in(
            self.agency.path,
            "Clients",
            {f"{column}{row}": cell for column, cell in zip("ABCD", cells, strict=True)},
        )

    def deeds(self):
        """One day of theirs."""
        for name in sorted(self.here):
            if self.dice.random() < 0.3:
                self.types("Log", name, -1000 * self.dice.randrange(1, 9))
            if self.dice.random() < 0.25:
                self.types("Payments", name, self.dice.choice((5_000, 20_000, 25_000)))
        if not self.merging and len(self.here) > 1 and self.dice.random() < 0.35:
            gave, took = self.dice.sample(sorted(self.here), 2)
            tasks = ["Log", "Payments", "Clients"]
            self.dice.shuffle(tasks)
            self.merging = [gave, took, tasks]
        elif self.merging:
            self._merges(*self.merging)

    def _merges(self, gave, took, tasks):
        if self.dice.random() < 0.1 and tasks:  # no, they are two
            for tab in TABS:
                for at, each in enumerate(self.rows[tab], 2):
                    if each.name == took and each.came and each.came[-1][1] == gave:
                        each.came.pop()
                        each.name = gave
                        self.agency.edit(tab, f"B{at}", gave)
            self.enters(gave)
            self.merging = []
            return
        for task in tasks[: self.dice.choice((1, 1, 2, 3))]:
            if task == "Clients":
                self.leaves(gave)
            elif self.dice.random() < 0.2:
                self.moves(task, gave, took, share=0.5)
                return
            else:
                self.moves(task, gave, took)
            tasks.remove(task)
        if not tasks:
            self.merging = []

    # What the bookkeeper says.

    def names_in(self, tab):
        return {each.name for each in self.rows[tab]}

    def half(self, name):
        """The one whose rows are the client's in a part, and others are not."""
        for tab in TABS:
            for each in self.rows[tab]:
                gave = each.moved[0][1] if each.moved and each.name == name else None
                if gave is None or self._since(gave, name):
                    continue
                left = {each for each in TABS if gave in self.names_in(each)}
                if left and (gave not in self.here or tab not in left):
                    return gave
        return None

    def _since(self, gave, name):
        """Whether a letter of theirs was let go since the last row came."""
        last = max(
            step
            for tab in TABS
            for each in self.rows[tab]
            if each.name == name
            for step, who in each.moved
            if who == gave
        )
        return any(who == name and step > last for who, step in self.told)

    def is_own(self, gave):
        """Whether whoever bore the name is a client of their own still."""
        return gave in self.here and any(gave in self.names_in(tab) for tab in TABS)

    def paid(self, name, since=None):
        """What the account was paid, but for what came ``since`` that step from one who is none."""
        return sum(
            each.amount
            for each in self.rows["Payments"]
            if each.name == name
            and not any(
                since is not None and step > since and not self.is_own(who)
                for step, who in each.moved
            )
        )

    def looks_at(self, notice, text):
        name = next(each for each in NAMES if each.lower() == notice.client)
        lack = [each for each in self.rows["Payments"] if name == each.owner and name in each.seen]
        assert lack == [], "without a payment that is known to be theirs"
        balance = sum(each.amount for tab in TABS for each in self.rows[tab] if each.name == name)
        assert notice.balance == 100 * balance
        before = max((n for n, bill in self.bills.items() if bill[0] == name), default=None)
        if not notice.approved:
            assert self.half(name) is None, "over half an account"
            self._not_by_anothers(name, before, notice)
        if str(notice.kind) == "RECEIPT":
            _, _, had, step = self.bills[before]
            own = self.paid(name, since=step) - had
            whole = self.paid(name) - had
            (said,) = re.findall(r"Received since invoice.*?RUB\s([\d,.]+)", text)
            assert float(said.replace(",", "")) in {own, *((whole,) if notice.approved else ())}
        elif notice.invoice not in self.bills:
            self.bills[notice.invoice] = name, notice.asked // 100, self.paid(name), self.step
        self.told.add((name, self.step))

    def _not_by_anothers(self, name, before, notice):
        """No letter asks anew, or thanks, beside an invoice that another's money paid."""
        if before is None:
            return
        _, amount, had, step = self.bills[before]
        counts = min(amount, max(0, self.paid(name) - had))
        own = max(0, self.paid(name, since=step) - had)
        if counts >= amount or notice.invoice == before:
            assert own >= counts, "counts as paid by another's money"

    def runs(self):
        self.agency.run(NOW + timedelta(days=self.step))
        for row in (row for tab in TABS for row in self.rows[tab] if row.name in self.here):
            row.seen.add(row.name)
        with view_sqlite(self.agency.folder / "state.sqlite3") as store:
            notices = store.outbox().ledger().notices
        new = [n for n in notices if n.state == "written" and n.number not in self.seen]
        for notice in sorted(new, key=lambda each: each.offered):
            self.looks_at(notice, self._text(notice.number))
            self.seen.add(notice.number)
        for notice in notices:
            if notice.state == "held" and self.dice.random() < 0.15:
                at = 1 + next(
                    n
                    for n, row in enumerate(self.agency.grid()["Notices"])
                    if row[0] == notice.number
                )
                self.agency.edit("Notices", f"K{at}", "TRUE")
        self.step += 1

    def _text(self, number):
        (file,) = (self.agency.folder / "outbox").glob(f"{number:06d}-*")
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        return mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_letter_goes_over_half_an_account_or_by_anothers_money(tmp_path, seed):
    books = Books(tmp_path / "agency", seed)
    books.runs()
    slips = random.Random(f"slips {seed}")
    for _ in range(STEPS):
        books.deeds()
        if seed % 2:
            books.slips(slips)
        books.runs()
    assert books.step == STEPS + 1
