"""A year of an agency whose money comes in by statements alone: the balances are those of payments
typed by hand, and nobody gets a letter whose money had come (design §20)."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

from sheets_sync import workbooks
from sheets_sync.billing.currency import to_major
from sheets_sync.config import load
from sheets_sync.notices.episodes import Kind
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


def test_a_year_by_statements_alone_is_a_year_typed_by_hand(tmp_path, monkeypatch):
    chance = random.Random(1)
    by_bank = House(tmp_path / "bank", '[bank]\nfolder = "bank"\n')
    by_hand = House(tmp_path / "hand")
    payers, kinds, waited = Payers(chance), Counter[Kind](), 0
    first = FIRST.date() - WEEKS
    for month in range(MONTHS):
        moment = FIRST + month * WEEKS
        day = moment.date()
        work = [
            [day - timedelta(n), name, "Call", chance.choice((120, 150, 180))]
            for n, name in enumerate(NAMES)
        ]
        moves = payers.pay(moment)
        for house in (by_bank, by_hand):
            house.workbook.tabs["Log"].extend(list(row) for row in work)
        for move, name in moves:
            typed = [move.day, name, float(to_major(move.amount, "RUB")), None]
            by_hand.workbook.tabs["Payments"].append(typed)
        made = sorted((move for move, _ in moves), key=lambda move: move.day)
        began = chance.choice((first, max(first, day - WEEKS)))  # some overlap all before
        overlapping = [each for each in by_bank.moves if each.day >= began]
        told = Told((*overlapping, *made), first=began, last=day - timedelta(1))
        by_bank.moves = [*by_bank.moves, *made]
        (by_bank.bank / f"{month}.txt").write_bytes(client_bank(told))
        run = by_bank.run(moment, monkeypatch)
        truth = by_hand.run(moment, monkeypatch, no_mail=True)
        in_need = {
            client.name
            for client, each in zip(
                truth.reckoning.book.clients, truth.reckoning.accounts.accounts, strict=True
            )
            if each.flag != "OK"
        }
        letters = [each for each in run.notices if each.state in ("sent", "written")]
        assert {each.name for each in letters if each.kind is not Kind.RECEIPT} <= in_need
        kinds.update(each.kind for each in letters)
        waited += settle(by_bank.workbook.tabs["Bank"], dict(whose(moves)))
        later = by_bank.run(moment + timedelta(hours=1), monkeypatch)
        assert paid(later.reckoning or run.reckoning) == paid(truth.reckoning), month
        for each in (run, later):
            payers.read([n for n in each.notices if n.state in ("sent", "written")], moment)
    assert kinds[Kind.LOW] + kinds[Kind.EMPTY], kinds
    assert kinds[Kind.RECEIPT], kinds
    assert waited  # not all was certain
    assert len(by_bank.workbook.tabs["Bank"]) == 1 + len(by_bank.moves)


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
