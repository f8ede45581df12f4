"""The money of letters against a bookkeeper who knows nothing of the program (design §17).

Random histories of one account: payments on, before and after the day they are typed, refunds,
bonuses, openings, charges, typos mended or not, several runs a day. The bookkeeper keeps plain
lists, with what stood in them at each run, and says what each letter has to show. More:
``SHEETS_SYNC_HISTORIES=5000``.
"""

import os
import random
from datetime import timedelta

import pytest

from sheets_sync.notices.episodes import Policy
from sheets_sync.notices.notice import State
from tests.notices.cases import Office
from tests.notices.histories import Bookkeeper, History

COUNT = int(os.environ.get("SHEETS_SYNC_HISTORIES", "12"))
SETTLE = timedelta(minutes=15)


def lived(folder, seed, bookkeeper=Bookkeeper):
    """Letters of a history, each held against the bookkeeper; how many there were."""
    dice = random.Random(seed)
    policy = Policy(settle=SETTLE, approve=dice.random() < 0.3, scale=dice.choice((0, 5)))
    office, history = Office(folder, policy), History(dice)
    keeper, letters = bookkeeper(history, policy), 0
    try:
        for _ in range(dice.randrange(12, 30)):
            history.goes_on()
            keeper.look()
            moved = history.run(office, policy)
            for notice in moved:
                if notice.state == State.WRITTEN:
                    keeper.check(notice, office)
                    letters += 1
    finally:
        office.close()
    return letters


def several(folder, count):
    """How many letters so many histories came to."""
    return sum(lived(folder / str(seed), seed) for seed in range(count))


def test_every_figure_of_every_letter_is_the_bookkeepers(tmp_path):
    assert several(tmp_path, COUNT) >= COUNT / 4


def never_young(rules, wish):
    return rules.now - wish.since < SETTLE


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("sheets_sync.notices.holding.HoldingRules._fresh", never_young),
        ("sheets_sync.notices.open_invoices.OpenInvoice.serves", lambda _, fresh: fresh > 0),
        ("sheets_sync.notices.holding.about", lambda _, other: other >= 0),
        ("sheets_sync.notices.letter_facts.received", lambda paid, _: max(0, paid)),
    ],
)
def test_the_bookkeeper_finds_a_rule_that_is_broken(tmp_path, monkeypatch, rule, broken):
    monkeypatch.setattr(rule, broken)
    with pytest.raises(AssertionError):
        several(tmp_path, 60)


@pytest.mark.parametrize("seed", [357, 1077])
def test_a_history_that_once_went_wrong(tmp_path, seed):
    """357: an amount crept off the approved one, a little at each of several runs. 1077: a typo
    struck out went on counting as a young charge, and a letter left too early."""
    assert lived(tmp_path / str(seed), seed) > 0
