"""Files without numbers that were cut in the midst of a day, as somebody exports at noon what came so far:
no equal payment is lost, none counts twice; what nothing tells is asked (§20)."""

import os
import random
from collections import Counter

import pytest

from sheets_sync.bank.entries import BankEntry, BankStatement, Party
from sheets_sync.bank.judging import Judged, judge
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.met_before import Lot
from sheets_sync.bank.paying import PayingClient
from sheets_sync.bank.remembered import known_before
from sheets_sync.bank.spans import Spans

DAY, X, OPENING = 46330, 700_00, 1000_00
ACME, BELL = Party("Acme", "40702810500000000001"), Party("Bell", "40702810500000000002")
MATCHER = Matcher([
    PayingClient("Acme", "RUB", f"р/с {ACME.account}"), PayingClient("Bell", "RUB", BELL.account),
])  # fmt: skip
SEEDS = int(os.environ.get("SHEETS_SYNC_STATEMENTS", "100")) * 5
FIRST = int(os.environ.get("SHEETS_SYNC_STATEMENTS_FROM", "0"))


class Folder:
    """Runs over files that are slices of one account's ``moves``: pairs of day and amount."""

    def __init__(self, moves, *, newest_first=False):
        self.moves, self.spans, self.newest_first = moves, Spans(), newest_first
        self.taken: frozenset[str] = frozenset()
        self.counted = self.waiting = 0
        self.slices = []

    def run(self, *slices, earlier=()):
        """New slices, beside earlier ones that lie there still."""
        self.slices += slices
        files = [("CSV", [self._statement(*each)]) for each in (*earlier, *slices)]
        spans = known_before(self.spans.all(), files)
        rows: dict[str, Judged] = {}
        for each in judge(files, MATCHER, taken=self.taken, spans=spans):
            if each.lot in (Lot.MATCHED, Lot.ALIKE, Lot.OFFERED):
                rows.setdefault(each.fingerprint, each)
        of_acme = [each.lot for each in rows.values() if each.entry.signed == X]
        self.counted += of_acme.count(Lot.MATCHED)
        self.waiting += len(of_acme) - of_acme.count(Lot.MATCHED)
        self.spans, self.taken = spans, self.taken | {*rows}

    def came(self):
        """How often 700 came in what the slices tell."""
        told = {at for begin, end in self.slices for at in range(begin, end)}
        return sum(self.moves[at][1] == X for at in told)

    def surely_came(self):
        """Those of them that met a balance of their own: of two that met one nothing tells."""
        met = Counter[tuple[int, int]]()
        for begin, end in self.slices:
            met |= Counter(
                (day, self._before(at))
                for at, (day, amount) in enumerate(self.moves)
                if begin <= at < end and amount == X
            )
        return met.total()

    def begin_alike(self):
        """Whether two begin on a day with one balance, and at different places: they say what a day
        that was sorted anew says."""
        begun = {begin: (self.moves[begin][0], self._before(begin)) for begin, _ in self.slices}
        return len({*begun.values()}) < len(begun)

    def _before(self, at):
        return OPENING + sum(amount for _, amount in self.moves[:at])

    def _statement(self, begin, end):
        moves = self.moves[begin:end]
        entries = [
            BankEntry(day, abs(amount), amount > 0, ACME if amount == X else BELL, "Advance")
            for day, amount in moves
        ]
        entries = entries[::-1] if self.newest_first else entries
        balances, days = (self._before(begin), self._before(end)), (moves[0][0], moves[-1][0])
        unordered = self.newest_first  # between two labels nothing proves in which order they came
        return BankStatement("1", "RUB", *balances, entries, *days, unordered=unordered)


def day_of(*amounts, newest_first=False):
    return Folder([(DAY, amount * 100) for amount in amounts], newest_first=newest_first)


@pytest.mark.parametrize(("amounts", "slices", "counted", "waiting"), [
    ((700, 700), [(0, 1), (0, 2)], 2, 0),  # at noon, and in the evening
    ((700, 700), [(0, 2), (0, 1)], 2, 0),
    ((700, 700), [(0, 1), (0, 1), (0, 2), (0, 2)], 2, 0),
    ((700, 700), [(1, 2), (0, 2), (0, 1)], 2, 0),
    ((700, 30, 700, -1), [(0, 2), (0, 3), (1, 4)], 2, 0),  # a third one overlaps
    ((700, 30, 30, 700, 30), [(0, 2), (0, 3), (1, 4)], 1, 1),  # each has another part
    ((700, 30, 30, 700, 30), [(1, 4), (0, 3), (0, 5)], 1, 1),
    ((700, 30, 700, 700), [(0, 3), (1, 4)], 2, 1),
    ((700, 700, 700, -700), [(0, 2), (1, 4)], 2, 1),  # its end is as the other's by chance
    ((-700, 700, 700, -700, 700, 700), [(0, 3), (2, 5)], 2, 0),  # one day of these amounts, sorted anew
    ((-700, 700, 30, 700, 30), [(0, 3), (2, 5)], 1, 1),  # of other amounts: its beginning is chance
    ((-1, 700, -700, 700, 700), [(0, 2), (0, 3), (3, 5)], 1, 2),  # (0, 3) says that (3, 5) is behind
    ((-1, 700, 700, -700, 700), [(2, 3), (0, 3), (0, 4)], 2, 0),
])  # fmt: skip
def test_files_cut_in_the_midst_of_a_day(amounts, slices, counted, waiting):
    folder = day_of(*amounts)
    for at, each in enumerate(slices):
        folder.run(each, earlier=slices[:at])
    assert (folder.counted, folder.waiting) == (counted, waiting)
    folder.run(earlier=slices[::-1])
    assert (folder.counted, folder.waiting) == (counted, waiting)


@pytest.mark.parametrize(("amounts", "slices", "counted", "waiting"), [
    ((700, 700), [(0, 1), (0, 2)], 2, 0),
    ((30, 700, -1, 700), [(0, 2), (0, 3), (0, 4)], 2, 0),  # each payment moves all before it
    ((30, 700, -1, 700), [(0, 4), (0, 3), (0, 2)], 2, 0),
    ((700, 700), [(0, 1), (1, 2)], 1, 1),  # they join, by chance perhaps
    ((700, 30, 700, 30), [(0, 2), (1, 3)], 1, 1),
])  # fmt: skip
def test_balances_of_rows_that_stand_in_any_order_tell_nothing(amounts, slices, counted, waiting):
    folder = day_of(*amounts, newest_first=True)
    for at, each in enumerate(slices):
        folder.run(each, earlier=slices[:at])
    assert (folder.counted, folder.waiting) == (counted, waiting)


@pytest.mark.parametrize("kept", [False, True])
def test_whatever_is_cut_none_is_lost_and_none_counts_twice(kept):
    for seed in range(FIRST, FIRST + SEEDS):
        chance = random.Random(seed)
        days, size = chance.choice((1, 1, 2, 3)), chance.randint(2, 8)
        amounts = X, X, 30_00, -chance.choice((30_00, 70_00, 700_00)), -1_00
        folder = Folder(
            sorted(
                ((DAY + chance.randrange(days), chance.choice(amounts)) for _ in range(size)),
                key=lambda move: move[0],
            )
        )
        told = []
        for _ in range(chance.randint(2, 5)):
            begin = chance.choice((0, 0, chance.randrange(size)))
            told.append((begin, chance.randint(begin + 1, size)))
        told = sorted(told, key=lambda each: each[1]) if chance.random() < 0.6 else told
        told += chance.sample(told, chance.randrange(2))
        for at, each in enumerate(told):
            folder.run(each, earlier=told[:at] if kept else ())
            assert folder.counted <= folder.came(), seed
            assert (
                folder.begin_alike() or folder.counted + folder.waiting >= folder.surely_came()
            ), seed
