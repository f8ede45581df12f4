"""A year of an agency whose money comes in by statements alone: the balances are those of payments
typed by hand, and nobody gets a letter whose money had come (design §20)."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from sheets_sync import workbooks
from sheets_sync.billing.currency import to_major
from sheets_sync.config import load
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from tests.bank.memory_agency import paid
from tests.bank.writing import Move, Told, client_bank

FIRST = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONTHS, WEEKS = 13, timedelta(weeks=4)
NAMES = ("Acme", "Bell Hotels", "Cone", "Dune Bakery")
KNOWN = 3
"""So many of them are known by Details; the others pay from accounts nobody has seen."""

CONFIG = """
[workbook]
timezone = "UTC"
[billing]
threshold = "3000"
[notices]
settle = "0m"
receipt = true
first_run_limit = 100
round_up_to = "100"
"""


def account(client):
    return f"4070281050000000000{client}"


def tabs():
    clients = [
        [name, f"{name[0]}@example.com", f"account {account(n)}" if n < KNOWN else None]
        for n, name in enumerate(NAMES)
    ]
    openings = [[FIRST.date() - WEEKS, name, 4000, "opening"] for name in NAMES]
    return {
        "Clients": [["Client", "Email", "Details"], *clients],
        "Prices": [["Service", "Unit", "Price"], ["Call", "min", 10]],
        "Payments": [["Date", "Client", "Amount", "Kind"], *openings],
        "Log": [["Date", "Client", "Service", "Minutes"]],
    }


class House:
    """One workbook, its state, and runs of the program on it."""

    def __init__(self, folder, more=""):
        folder.mkdir()
        (folder / "config.toml").write_text(CONFIG + more, encoding="utf-8")
        self.config = load(folder / "config.toml")
        self.workbook = MemoryWorkbook(tabs())
        self.bank = folder / "bank"
        self.bank.mkdir()
        self.moves: list[Move] = []

    def take(self, chance, name, moves):
        """A statement of new movements, now and then one that overlaps all before."""
        moves = sorted(moves, key=lambda move: move.day)
        days = [move.day for move in moves] or [FIRST.date()]
        again = chance.random() < 0.5
        first = min([*days, *(each.day for each in self.moves)] if again else days)
        overlapping = [each for each in self.moves if again or first <= each.day <= days[-1]]
        everything = sorted([*overlapping, *moves], key=lambda move: move.day)
        last = max([*days, *(each.day for each in everything)])
        told = Told(tuple(everything), first=first, last=last)
        (self.bank / name).write_bytes(client_bank(told))
        self.moves += moves

    def run(self, moment, patch, **options):
        patch.setattr(workbooks, "open_workbook", lambda *_: self.workbook)
        return sync_now(self.config, Options(**options), moment, lambda _: None)


class Payers:
    """Clients who pay what letters ask for, each in their own way."""

    def __init__(self, chance):
        self.chance = chance
        self.numbers = count(1)
        self.due = []

    def read(self, notices, moment):
        for each in notices:
            if each.asked and each.invoice and each.kind is not Kind.RECEIPT:
                self.due.append((moment + timedelta(self.chance.randint(1, 26)), each))

    def pay(self, until):
        """The movements up to a day, and whose each is."""
        now = [each for each in self.due if each[0] < until]
        self.due = [each for each in self.due if each[0] >= until]
        return [self._move(moment, notice) for moment, notice in now]

    def _move(self, moment, notice):
        client = NAMES.index(notice.name)
        number = str(notice.invoice)
        known = client < KNOWN
        said = self.chance.choice(
            (f"Invoice {number}", "Advance", f"Payment of invoice {number} of this month")
            if known
            else (f"Invoice {number}", f"Invoice {number}", f"services, {notice.name} LLC")
        )
        amount = notice.asked if not known or self.chance.random() < 0.7 else notice.asked // 2
        move = Move(
            moment.date(), amount, name=f"{notice.name} LLC", account=account(client), inn="",
            purpose=said, document=str(next(self.numbers)), reference=f"R{next(self.numbers)}",
        )  # fmt: skip
        return move, notice.name


class Post:
    """Which months' statements come in one month: each in its own; of three none, then the second,
    then the third and the first; or each a month late."""

    def __init__(self, way):
        self.way, self.waiting = way, []

    def comes(self, month, moves):
        """The movements of the months whose statements come now, a list for each."""
        self.waiting.append(moves)
        now = self.waiting
        if self.way == "a month late":
            now = self.waiting[:-1]
        elif self.way == "out of order":
            now = ([], self.waiting[-1:], self.waiting[::-1])[month % 3]
        self.waiting = [each for each in self.waiting if each not in now]
        return now


@pytest.mark.parametrize("way", ["in order", "out of order", "a month late"])
def test_a_year_by_statements_alone_is_a_year_typed_by_hand(tmp_path, monkeypatch, way):
    """Typed by hand whenever a statement comes: what people know of is the same in both."""
    chance = random.Random(1)
    by_bank = House(tmp_path / "bank", '[bank]\nfolder = "bank"\n')
    by_hand = House(tmp_path / "hand")
    payers, post, kinds, waited = Payers(chance), Post(way), Counter[Kind](), 0
    months = (
        MONTHS if way == "in order" else MONTHS // 2 + 1
    )  # the rule of a whole year is the same
    for month in range(months + 2):
        moment = FIRST + month * WEEKS
        if month < months:
            work = [
                [moment.date() - timedelta(n), name, "Call", chance.choice((120, 150, 180))]
                for n, name in enumerate(NAMES)
            ]
            for house in (by_bank, by_hand):
                house.workbook.tabs["Log"].extend(list(row) for row in work)
        known: dict[tuple[str, str], str] = {}
        for number, moves in enumerate(post.comes(month, payers.pay(moment))):
            known |= dict(whose(moves))
            for move, name in moves:
                typed = [move.day, name, float(to_major(move.amount, "RUB")), None]
                by_hand.workbook.tabs["Payments"].append(typed)
            by_bank.take(chance, f"{month}-{number}.txt", [move for move, _ in moves])
        run = by_bank.run(moment, monkeypatch)
        truth = by_hand.run(moment, monkeypatch, no_mail=True)
        letters = [each for each in run.notices if each.state in ("sent", "written")]
        asking = {each.name for each in letters if each.kind is not Kind.RECEIPT}
        assert asking <= in_need(truth.reckoning)
        kinds.update(each.kind for each in letters)
        waited += settle(by_bank.workbook.tabs["Bank"], known)
        later = by_bank.run(moment + timedelta(hours=1), monkeypatch)
        assert paid(later.reckoning or run.reckoning) == paid(truth.reckoning), month
        for each in (run, later):
            payers.read([n for n in each.notices if n.state in ("sent", "written")], moment)
    assert kinds[Kind.LOW] + kinds[Kind.EMPTY], kinds
    assert kinds[Kind.RECEIPT], kinds
    assert waited  # not all was certain
    assert len(by_bank.workbook.tabs["Bank"]) == 1 + len(by_bank.moves)


def in_need(reckoned):
    """The clients whose flag is not OK."""
    stand = zip(reckoned.book.clients, reckoned.accounts.accounts, strict=True)
    return {client.name for client, each in stand if each.flag != "OK"}


def whose(moves):
    """By purpose and sum what the bookkeeper knows of who paid."""
    for move, name in moves:
        yield (move.purpose, to_major(move.amount, "RUB")), name


def settle(bank, known):
    """The bookkeeper chooses a client wherever a row waits; how often."""
    header = bank[0]
    state, client, purpose, amount = map(header.index, ("State", "Client", "Purpose", "Amount"))
    waiting = [row for row in bank[1:] if str(row[state]).startswith("▲ waits")]
    for row in waiting:
        row[client] = known[row[purpose], f"{row[amount]:.2f}"]
    return len(waiting)
