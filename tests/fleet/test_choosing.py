"""Which of the workbooks that are due go next (design §21)."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

from sheets_sync.fleet.choosing import Candidate, QueueRoom, chosen

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
A, B = ("project", "a@x"), ("project", "b@x")
MINUTE = timedelta(minutes=1)


def due(name, late=1, period=15, tenant="", account=A, queue="google", **more):
    return Candidate(
        name, tenant or name, account, queue, NOW - late * MINUTE, period * MINUTE, **more
    )


def names(candidates, busy=(), room=None, granted=None, further=0):
    jobs = {"google": 100} if room is None else room
    rooms = {queue: QueueRoom(count, min(further, count)) for queue, count in jobs.items()}
    found = chosen(candidates, NOW, busy, rooms, granted or {})
    return [each.name for each in found]


def test_the_latest_by_share_of_its_period_goes_first():
    assert names([due("an hour of four", 60, 240), due("ten of fifteen", 10, 15)]) == [
        "ten of fifteen", "an hour of four",
    ]  # fmt: skip


def test_one_run_a_tenant():
    both = [due("one", 5, tenant="nord"), due("other", 9, tenant="nord"), due("south", 1)]
    assert names(both) == ["other", "south"]
    assert names(both, busy={"nord"}) == ["south"]


def test_a_queue_takes_no_more_than_it_has_room_for():
    some = [due(f"w{number}", number) for number in range(5)]
    assert names(some, room={"google": 2}) == ["w4", "w3"]
    assert names(some, room={}) == []


def test_whales_keep_nobody_waiting_but_whales():
    some = [
        due("whale", 99, queue="google-whales"),
        due("another", 98, queue="google-whales"),
        due("small"),
    ]
    assert names(some, room={"google-whales": 1, "google": 5}) == ["whale", "small"]


def test_an_account_without_reads_left_keeps_only_its_own_waiting():
    some = [due("a1", 9), due("a2", 8), due("b1", 1, account=B), due("b2", 2, account=B)]
    assert names(some, granted={A: 0, B: 1}) == ["b2"]
    assert names(some, granted={A: 1}) == ["a1", "b2", "b1"]


def test_one_whose_worker_died_goes_whatever_else_there_is():
    """Theirs was the turn: to wait for a quota, for room or for a tenant's other run would be a second
    wait."""
    dead = due("dead", 1, tenant="nord", rescued=True)
    some = [due("late", 99), due("other", 98, tenant="nord"), dead]
    assert names(some, busy={"nord"}, room={"google": 1}, granted={A: 0}) == ["dead"]
    assert names(some, room={"google": 0}) == ["dead"]
    assert names(some, room={"files": 1}) == [], "nobody serves its queue"


def test_further_ones_of_a_tenant_go_where_nobody_else_wants_the_room():
    """Found: all that waited were of tenants with a run under way, and a tenth of the quota was left."""
    new = [due(f"n{number}", tenant="nord") for number in range(4)]
    assert names(new, further=3) == ["n0", "n1", "n2"]
    assert names([*new, due("south", 9)], further=3) == ["south", "n0", "n1"]
    assert names(new, further=3, granted={A: 2}) == ["n0", "n1"]
    assert names(new, busy={"nord"}, further=1) == ["n0"]


def test_whoever_is_served_last_has_waited_no_longer_than_their_share():
    """Under a backlog, tenants of one workbook and of forty: each workbook comes round as often."""
    seed = random.Random(19)
    books = [due(f"t{tenant}-{number}", tenant=f"t{tenant}", account=(f"p{tenant}", "x"))
             for tenant, many in enumerate([1, 1, 3, 40]) for number in range(many)]  # fmt: skip
    last = dict.fromkeys(books, NOW)
    served: Counter[str] = Counter()
    now = NOW
    for _ in range(4_000):
        now += MINUTE / 4
        waiting = [Candidate(**{**vars(each), "due": when + 15 * MINUTE}) for each, when in last.items()
                   if when + 15 * MINUTE <= now]  # fmt: skip
        seed.shuffle(waiting)
        for each in chosen(waiting, now, (), {"google": QueueRoom(1, 0)}, {}):
            served[each.name] += 1
            last[next(one for one in books if one.name == each.name)] = now
    counts = list(served.values())
    assert sum(counts) ** 2 / (len(counts) * sum(count**2 for count in counts)) > 0.99
