"""A slip that makes an account look recovered for a run ends nothing: the open invoice goes on, and
nobody has a second one for the same money (design §8, §17)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.billing.names import fold
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.open_invoices import OpenInvoice, goes_on
from sheets_sync.notices.ledger.episodes import Episode, Level, Policy
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.youth import Youth
from tests.notices.cases import MORNING, TODAY, Office, books, client
from tests.notices.test_planning import stands

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PAID = [(TODAY - 9, 0, 1_300_000)]
WORK = [(TODAY - 5, 0, "Design", 1_100_000)]
LOW = books([client()], PAID, WORK)


class Life(Office):
    """Runs that know when the one before was."""

    before = None

    def run(self, what, now=MORNING, approvals=(), **more):
        ask = Ask(approvals=dict(approvals), last_run=self.before)
        moved = super().run(what, now, ask=ask, **more)
        self.before = now
        return moved


@pytest.fixture
def office(tmp_path):
    """A client was asked by invoice 1 two days ago."""
    made = Life(tmp_path, Policy(settle=15 * MINUTE, scale=0, receipt=True))
    made.run(LOW, MORNING)
    made.run(LOW, MORNING + 20 * MINUTE)
    yield made
    made.close()


def kinds(office):
    return [str(each.kind) for each in office.outbox.ledger().gone]


@pytest.mark.parametrize("put_back", [5, 30])  # minutes: within settle, and at the next run after
@pytest.mark.parametrize(
    "slip",
    [
        books([client()], [*PAID, (TODAY, 0, 20_000_000)], WORK),
        books([client()], PAID, [(TODAY - 5, 0, "Design", 11_000)]),
        books([client()], PAID, []),
        books([client(currency="EUR")], PAID, WORK),
    ],
    ids=["a payment", "a charge", "a row that was away", "currency"],
)
def test_a_slip_that_is_put_right_mails_nobody(office, slip, put_back):
    """Found: five of eight clients had a second invoice, "replaces No 1", two days after it."""
    assert kinds(office) == ["LOW"]
    then = MORNING + 2 * DAY
    office.run(slip, then)
    for minutes in (put_back, put_back + 30, put_back + 60):
        office.run(LOW, then + minutes * MINUTE)
    assert kinds(office) == ["LOW"]
    assert list(office.outbox.ledger().issued) == [1]
    office.run(LOW, MORNING + 8 * DAY)
    office.run(LOW, MORNING + 8 * DAY + 20 * MINUTE)
    assert kinds(office) == ["LOW", "REMINDER"]
    assert list(office.outbox.ledger().issued) == [1]


@pytest.mark.parametrize("back", [True, False])
def test_an_account_that_misses_its_payment_for_a_run_goes_on_as_well(office, back):
    """Found by histories (2014, 213): a slip made it look recovered, the payment was struck out to be
    typed anew, and once it was back a second invoice went for the same money."""
    then, paid = MORNING + 2 * DAY, PAID if back else []
    office.run(books([client()], PAID, []), then)
    office.run(books([client()], [], WORK), then + 5 * MINUTE)
    for minutes in (10, 40, 70):
        office.run(books([client()], paid, WORK), then + minutes * MINUTE)
    assert kinds(office) == ["LOW"]
    assert [each.id for each in office.outbox.ledger().episodes.values()] == [1]


@pytest.mark.parametrize(("runs", "letters"), [(1, ["LOW"]), (3, ["LOW", "LOW"])])
def test_a_pause_ends_it_unless_it_is_taken_back_at_once(office, runs, letters):
    """Found by histories (8018): what was paused ended anew at every run."""
    paused, then = books([replace(client(), state="paused")], PAID, WORK), MORNING + 2 * DAY
    for at in range(runs):
        office.run(paused, then + at * 10 * MINUTE)
    for minutes in (10, 40, 70):
        office.run(LOW, then + runs * 10 * MINUTE + minutes * MINUTE)
    assert kinds(office) == letters


@pytest.mark.parametrize(
    ("later", "rested", "goes"), [(0, False, True), (0, True, False), (2, False, False)]
)
def test_what_a_word_ended_before_the_clients_own_does_not_go_on(later, rested, goes):
    """Found by histories (10107, 600115): the episode of a former name, over by a word on whose it
    was. Where the client's own was over by that word, the former's rested no more."""
    invoice = OpenInvoice(Invoice(1, "a", "RUB", 7_000, TODAY), 7_000, episode=7)
    formers = Episode(7, "a", MORNING, Level.LOW, MORNING, 5_000, dormant=rested)
    own = replace(formers, id=9, dormant=False)
    ended = [(formers, MORNING), (own, MORNING + later * MINUTE)]
    found = goes_on(Ledger(ended={"a": ended}), stands(), {"a": invoice}, MORNING)
    assert (found is not None) == goes


@pytest.mark.parametrize("later", [5, 24 * 60])  # minutes: within settle, and with one run a day
def test_who_fell_anew_and_looked_well_in_the_run_that_heard_who_they_are_is_asked(tmp_path, later):
    """Found by histories (600115): the episode of the former name, which that word had ended, went
    on; its reminders were used up, and who had fallen under the new name was asked for nothing."""
    office = Life(tmp_path, Policy(settle=15 * MINUTE, scale=0, remind_times=0))
    office.run(LOW, MORNING)
    office.run(LOW, MORNING + 20 * MINUTE)  # asked by invoice 1
    new, paid = [client("Ромашка и партнёры")], [*PAID, (TODAY, 0, 700_000)]
    again = books(new, paid, [*WORK, (TODAY, 0, "Design", 800_000)])
    then = MORNING + DAY
    for at, what in enumerate((LOW, books(new, PAID, WORK), books(new, paid, WORK), again, again)):
        office.run(what, then + at * 20 * MINUTE)
    (waits,) = [each for each in office.outbox.ledger().notices if each.live]
    assert waits.reason == "renamed: Ромашка"
    office.run(books(new, paid, WORK), then + DAY, approvals={waits.number: None})
    low = then + DAY + later * MINUTE
    office.run(again, low)
    office.run(again, low + 20 * MINUTE)
    assert [(str(each.kind), each.invoice) for each in office.outbox.ledger().gone] == [
        ("LOW", 1),
        ("LOW", 2),
    ]
    office.close()


@pytest.mark.parametrize("stays", [True, False], ids=["another one", "renamed and back"])
@pytest.mark.parametrize("away", [1, 24 * 60])  # minutes: the rest is younger than settle, or not
def test_who_is_back_under_their_name_and_looks_well_for_a_run_goes_on(office, stays, away):
    """Found by histories (900095): their episode had rested by the account of one of whom it was
    asked whether they are them, and nobody said so; a second invoice went for the same money."""
    then, other = MORNING + 2 * DAY, client("Ромашка и партнёры")
    came = {fold(other.name): {"ромашка": None}}
    paid = [*PAID, (TODAY, 0, 800_000)]
    youth = Youth(heir_of={who: frozenset(of) for who, of in came.items()}, came_after=came)
    office.run(replace(books([other], paid, WORK), youth=youth), then)
    assert [each.dormant for each in office.outbox.ledger().episodes.values()] == [True]
    others = [other] if stays else []
    theirs = [(*row[:1], 1, *row[2:]) for row in paid] if stays else []
    low = books([client(), *others], [*PAID, *theirs], WORK)
    well = books([client(), *others], [*PAID, *theirs, (TODAY, 0, 20_000_000)], WORK)
    back = then + away * MINUTE
    for minutes, what in ((0, well), (5, low), (30, low), (60, low)):
        office.run(what, back + minutes * MINUTE)
    assert kinds(office) == ["LOW"]
    assert list(office.outbox.ledger().issued) == [1]


def test_a_recovery_that_stands_ends_the_episode_and_is_thanked_for(office):
    paid, then = [*PAID, (TODAY, 0, 800_000)], MORNING + 2 * DAY
    well = books([client()], paid, WORK)
    office.run(well, then)
    office.run(well, then + 16 * MINUTE)
    assert office.outbox.ledger().episodes == {}
    assert kinds(office) == ["LOW", "RECEIPT"]


def test_who_paid_and_is_low_again_at_the_next_run_is_asked_anew(office):
    """As with one run a day: nobody saw the recovery stand."""
    paid, then = [*PAID, (TODAY, 0, 3_100_000)], MORNING + 2 * DAY
    office.run(books([client()], paid, WORK), then)
    low = books([client()], paid, [*WORK, (TODAY, 0, "Design", 3_200_000)])
    office.run(low, then + DAY)
    office.run(low, then + DAY + 20 * MINUTE)
    assert kinds(office) == ["LOW", "LOW"]
    assert list(office.outbox.ledger().issued) == [1, 2]


def test_money_that_came_before_a_slip_is_no_recovery(office):
    part = [*PAID, (TODAY, 0, 100_000)]
    then, low = MORNING + 2 * DAY, books([client()], part, WORK)
    office.run(low, then)
    office.run(books([client()], part, []), then + 30 * MINUTE)
    for minutes in (60, 90, 120):
        office.run(low, then + minutes * MINUTE)
    assert kinds(office) == ["LOW"]
