"""Episodes and holds, run by run: what is planned, held, and why."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.episodes import Level, Policy, Standing
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.money import Money
from sheets_sync.notices.plan.planning import make_plan
from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, MOSCOW

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
AT_ONCE = Policy(settle=timedelta(0))


def stands(level=Level.LOW, client="a", **more):
    balance = {Level.OK: 9_000, Level.LOW: 3_000, Level.EMPTY: 0, Level.OVER: -100}[level]
    values = {
        "active": True,
        "currency": "RUB",
        "balance": balance,
        "asked": 7_000,
        "re_arm": 5_000,
        "funded": True,
        "to": ("a@x.example",),
    }
    return Standing(client=client, name=client.upper(), level=level, **{**values, **more})


class World:
    """A ledger in memory, and letters that always go at once."""

    def __init__(self, policy=AT_ONCE):
        self.policy = policy
        self.ledger = Ledger()

    def run(self, *standings, now=MORNING, **more):
        """One run; the kinds that went, "KIND client" or "REMINDER2 client"."""
        options = {"money": Money(more.pop("unpaid", {})), **more}
        plan = make_plan(self.ledger, standings, now, self.policy, **options)
        gone = [
            replace(each, state=State.SENT, number=each.number or 100 + each.id, moment=now)
            for each in plan.notices
            if each.state == State.PLANNED
        ]
        self.apply(plan, gone)
        return [f"{each.kind}{each.ordinal or ''} {each.client}" for each in gone]

    def apply(self, plan, gone):
        episodes = dict(self.ledger.episodes)
        for each in plan.closed:
            del episodes[each.client]
        episodes.update((each.client, each) for each in plan.episodes)
        notices = {each.id: each for each in (*self.ledger.notices, *plan.notices, *gone)}
        self.ledger = Ledger(
            episodes, tuple(notices.values()),
            last_episode=max([self.ledger.last_episode, *(each.id for each in plan.episodes)]),
            last_notice=max([0, *notices]), last_number=max([0, *(each.number or 0 for each in notices.values())]),
        )  # fmt: skip

    def live(self):
        return [
            (each.kind.value, each.state.value, each.reason)
            for each in self.ledger.notices
            if each.live
        ]


def test_a_flag_has_settled_by_the_next_scheduled_run_though_that_is_a_tick_early():
    world = World(Policy(settle=15 * MINUTE))
    assert world.run(stands()) == []
    assert world.run(stands(), now=MORNING + 14 * MINUTE) == []
    assert world.run(stands(), now=MORNING + 15 * MINUTE - timedelta(seconds=1)) == ["LOW a"]


def test_an_account_that_turns_low_gets_one_letter_and_no_second():
    world = World()
    assert world.run(stands(Level.OK)) == []
    assert world.run(stands()) == ["LOW a"]
    assert world.run(stands()) == []
    assert world.run(stands(), now=MORNING + DAY) == []


def test_each_worse_level_gets_its_letter_once():
    world = World()
    sent = [
        world.run(stands(level), now=MORNING + DAY * at)
        for at, level in enumerate(
            [Level.LOW, Level.EMPTY, Level.LOW, Level.EMPTY, Level.OVER, Level.EMPTY]
        )
    ]
    assert sent == [["LOW a"], ["EMPTY a"], [], [], ["OVER a"], []]


def test_a_jump_gets_only_the_worst_letter():
    world = World()
    assert world.run(stands(Level.OVER)) == ["OVER a"]
    assert world.run(stands(Level.LOW)) == []


def test_recovery_to_re_arm_closes_the_episode_and_the_next_fall_is_a_new_one():
    world = World()
    assert world.run(stands()) == ["LOW a"]
    assert world.run(stands(Level.OK)) == []
    assert world.run(stands()) == ["LOW a"]


def test_a_balance_that_flaps_below_re_arm_stays_in_one_episode():
    world = World()
    assert world.run(stands(re_arm=8_000)) == ["LOW a"]
    for _ in range(3):
        assert world.run(stands(Level.OK, balance=7_999, re_arm=8_000)) == []
        assert world.run(stands(re_arm=8_000)) == []
    assert world.run(stands(Level.OK, balance=8_000, re_arm=8_000)) == []
    assert world.run(stands(re_arm=8_000)) == ["LOW a"]


def test_reminders_come_every_remind_every_days_remind_times_at_most():
    world = World()
    days = {at: sent for at in range(60) if (sent := world.run(stands(), now=MORNING + DAY * at))}
    assert days == {0: ["LOW a"], 7: ["REMINDER1 a"], 14: ["REMINDER2 a"], 21: ["REMINDER3 a"]}


def test_a_reminder_is_due_by_the_calendar_of_the_workbook_not_by_hours():
    world = World()
    world.run(stands(), now=datetime(2026, 3, 1, 23, 50, tzinfo=MOSCOW))
    assert world.run(stands(), now=datetime(2026, 3, 7, 23, 59, tzinfo=MOSCOW)) == []
    assert world.run(stands(), now=datetime(2026, 3, 8, 0, 1, tzinfo=MOSCOW)) == ["REMINDER1 a"]


def test_no_reminder_while_the_flag_is_ok():
    world = World()
    world.run(stands(re_arm=8_000))
    assert world.run(stands(Level.OK, balance=7_000, re_arm=8_000), now=MORNING + DAY * 8) == []


@pytest.mark.parametrize(
    "quiet",
    [stands(funded=False), stands(asked=0), stands(active=False), stands(Level.OK)],
    ids=["never funded", "nothing to ask for", "paused or closed", "ok"],
)
def test_who_gets_no_letter_at_all(quiet):
    world = World()
    assert world.run(quiet) == []
    assert world.live() == []


def test_a_paused_client_made_active_below_the_threshold_opens_an_episode():
    world = World()
    assert world.run(stands(active=False)) == []
    assert world.run(stands()) == ["LOW a"]


def test_a_raised_threshold_mails_nobody_again():
    world = World()
    assert world.run(stands()) == ["LOW a"]
    assert world.run(stands(re_arm=50_000)) == []


def test_a_threshold_lowered_and_put_back_mails_nobody_again():
    world = World()
    assert world.run(stands(balance=3_000)) == ["LOW a"]
    assert world.run(stands(Level.OK, balance=3_000, re_arm=500)) == []
    assert world.run(stands(balance=3_000)) == []


def test_a_fall_below_a_lowered_threshold_is_news():
    world = World()
    assert world.run(stands(balance=3_000)) == ["LOW a"]
    assert world.run(stands(Level.OK, balance=3_000, re_arm=2_000)) == []
    assert world.run(stands(balance=1_900, re_arm=2_000)) == ["LOW a"]


def test_a_typo_mended_within_settle_never_reaches_the_client():
    world = World(Policy(settle=15 * MINUTE))
    assert world.run(stands(Level.EMPTY)) == []
    assert world.live() == [("EMPTY", "held", "settle")]
    assert world.run(stands(Level.OK), now=MORNING + 14 * MINUTE) == []
    assert world.live() == []
    assert world.run(stands(Level.OK), now=MORNING + 60 * MINUTE) == []


def test_a_flag_goes_out_once_it_has_held_for_settle():
    world = World(Policy(settle=15 * MINUTE))
    world.run(stands())
    assert world.run(stands(), now=MORNING + 14 * MINUTE) == []
    assert world.run(stands(), now=MORNING + 15 * MINUTE) == ["LOW a"]


def test_a_worse_flag_starts_to_settle_anew_and_takes_the_place_of_the_first():
    world = World(Policy(settle=15 * MINUTE))
    world.run(stands())
    assert world.run(stands(Level.EMPTY), now=MORNING + 10 * MINUTE) == []
    assert world.run(stands(Level.EMPTY), now=MORNING + 20 * MINUTE) == []
    assert world.run(stands(Level.EMPTY), now=MORNING + 25 * MINUTE) == ["EMPTY a"]


def test_a_clock_set_back_does_not_hold_a_letter_for_a_year():
    world = World(Policy(settle=15 * MINUTE))
    world.run(stands(), now=MORNING + 365 * DAY)
    world.run(stands(), now=MORNING)
    assert world.run(stands(), now=MORNING + 15 * MINUTE) == ["LOW a"]


def test_a_letter_for_approval_waits_with_a_number_until_it_is_ticked():
    world = World(Policy(settle=timedelta(0), approve=True))
    assert world.run(stands()) == []
    assert world.live() == [("LOW", "held", "approval")]
    assert world.ledger.notices[0].number == 1
    assert world.run(stands(), approvals={7: None}) == []
    assert world.run(stands(), approvals={1: None}) == ["LOW a"]
    assert world.ledger.notices[0].number == 1


def test_a_payment_cancels_a_held_letter_and_a_new_fall_gets_a_new_number():
    world = World(Policy(settle=timedelta(0), approve=True))
    world.run(stands())
    world.run(stands(Level.OK))
    assert world.ledger.notices[0].state == State.CANCELLED
    world.run(stands())
    assert [each.number for each in world.ledger.notices] == [1, 2]
    assert world.run(stands(), approvals={1: None}) == []


def test_a_first_run_of_a_crowd_is_held_for_approval_even_after_settling():
    crowd = [stands(client=f"c{at}") for at in range(3)]
    world = World(Policy(settle=15 * MINUTE, first_run_limit=2))
    world.run(*crowd, first_run=True)
    assert world.run(*crowd, now=MORNING + DAY) == []
    assert {reason for _, _, reason in world.live()} == {"first_run"}
    assert world.run(*crowd, now=MORNING + DAY, approvals={2: None}) == ["LOW c1"]


def test_a_first_run_at_the_limit_mails():
    world = World(Policy(settle=timedelta(0), first_run_limit=2))
    assert len(world.run(stands(client="b"), stands(client="c"), first_run=True)) == 2


@pytest.mark.parametrize("state", [State.SENT, State.UNCERTAIN])
def test_a_changed_address_holds_the_next_letter_until_it_is_ticked(state):
    world = World()
    world.run(stands())
    last = replace(world.ledger.notices[0], state=state)  # found: not after an uncertain one
    world.ledger = replace(world.ledger, notices=(last,))
    moved = stands(Level.EMPTY, to=("b@x.example",))
    assert world.run(moved) == []
    assert world.live() == [("EMPTY", "held", "address")]
    number = next(each.number for each in world.ledger.notices if each.live)
    assert world.run(moved, approvals={number: None}) == ["EMPTY a"]
    assert world.run(stands(Level.OVER, to=("B@x.example",))) == ["OVER a"]


def test_where_the_last_letter_went_counts_whichever_was_planned_first():
    world = World()
    world.run(stands())
    world.run(stands(Level.EMPTY), now=MORNING + MINUTE)
    waited, early = world.ledger.notices
    waited = replace(waited, to=("b@x.example",), moment=MORNING + DAY)
    world.ledger = replace(world.ledger, notices=(waited, early))
    assert world.run(stands(Level.OVER), now=MORNING + 2 * DAY) == []
    assert world.live() == [("OVER", "held", "address")]


def test_a_finding_in_the_clients_row_holds_their_letter_whatever_is_ticked():
    world = World()
    assert world.run(stands(letters_held=("email",))) == []
    assert world.live() == [("LOW", "held", "finding")]
    assert world.run(stands(letters_held=("email",)), approvals={1: None}) == []
    assert world.run(stands()) == ["LOW a"]


def test_a_finding_ends_no_episode():
    world = World()
    world.run(stands())
    assert world.run(stands(Level.OK, letters_held=("currency",))) == []
    assert world.run(stands()) == []


def test_a_client_without_an_address_is_held():
    world = World()
    assert world.run(stands(to=())) == []
    assert world.live() == [("LOW", "held", "no_address")]


def test_a_client_who_is_not_in_the_book_keeps_their_episode_and_gets_nothing():
    world = World(Policy(settle=15 * MINUTE))
    world.run(stands())
    assert world.run(now=MORNING + DAY) == []
    assert world.live() == []
    assert world.run(stands(), now=MORNING + DAY) == ["LOW a"]
    assert world.run(now=MORNING + 2 * DAY) == []
    assert world.run(stands(), now=MORNING + 2 * DAY) == []


def test_an_unpaid_invoice_is_asked_again_not_added_to():
    world = World()
    asked = OpenInvoice(Invoice(4, "a", "RUB", 10_000, 46_000), left=8_000, episode=1)
    world.run(stands(asked=10_000), unpaid={"a": asked})
    notice = world.ledger.notices[0]
    assert (notice.invoice, notice.asked) == (4, 10_000)


@pytest.mark.parametrize(
    ("fresh", "number"), [(6_000, 4), (10_000, 4), (10_001, None), (5_999, None)]
)
def test_an_open_invoice_is_replaced_beyond_a_quarter_of_what_is_left(fresh, number):
    world = World()
    asked = OpenInvoice(Invoice(4, "a", "RUB", 10_000, 46_000), left=8_000, episode=1)
    world.run(stands(asked=fresh), unpaid={"a": asked})
    notice = world.ledger.notices[0]
    assert (notice.invoice, notice.asked) == (number, 10_000 if number else fresh)


def test_an_invoice_of_an_episode_that_is_over_is_not_asked_again():
    world = World()
    asked = OpenInvoice(Invoice(4, "a", "RUB", 10_000, 46_000), left=10_000, episode=9)
    world.run(stands(asked=10_000), unpaid={"a": asked})
    assert world.ledger.notices[0].invoice is None


def test_a_rerun_plans_nothing():
    for policy in (AT_ONCE, Policy(), Policy(approve=True, settle=timedelta(0))):
        world = World(policy)
        world.run(stands(), stands(Level.OVER, "b"), stands(Level.OK, "c"))
        ledger = world.ledger
        plan = make_plan(
            ledger,
            [stands(), stands(Level.OVER, "b"), stands(Level.OK, "c")],
            MORNING,
            policy,
            money=Money(),
        )
        assert (plan.closed, plan.episodes, plan.notices) == ((), (), ())


def test_a_typo_a_minute_before_the_run_is_not_asked_for_though_the_flag_has_settled():
    """Found: 12,160,000 went instead of 17,000, on a flag that had held for long."""
    world = World(Policy(settle=15 * MINUTE))
    world.run(stands(asked=17_000))
    assert world.run(stands(asked=12_160_000), now=MORNING + 60 * MINUTE) == []
    assert world.live() == [("LOW", "held", "settle")]
    assert world.run(stands(asked=17_000), now=MORNING + 65 * MINUTE) == []
    assert world.run(stands(asked=17_000), now=MORNING + 80 * MINUTE) == ["LOW a"]
    assert [each.asked for each in world.ledger.notices] == [17_000]


def test_an_amount_that_creeps_starves_no_letter():
    world = World(Policy(settle=15 * MINUTE))
    for minute in range(15):
        assert world.run(stands(asked=7_000 + 40 * minute), now=MORNING + minute * MINUTE) == []
    assert world.run(stands(asked=7_600), now=MORNING + 15 * MINUTE) == ["LOW a"]


def test_a_reminder_settles_alike():
    world = World(Policy(settle=15 * MINUTE))
    world.run(stands())
    assert world.run(stands(), now=MORNING + 15 * MINUTE) == ["LOW a"]
    week = MORNING + 7 * DAY + 15 * MINUTE
    assert world.run(stands(asked=90_000), now=week) == []
    assert world.live() == [("REMINDER", "held", "settle")]
    assert world.run(stands(asked=90_000), now=week + 15 * MINUTE) == ["REMINDER1 a"]


def approvals(world):
    return dict.fromkeys(each.number for each in world.ledger.notices)


def test_an_approval_is_for_the_amount_shown():
    """Found: a person approved 17,000, and 12,160,000 went."""
    world = World(Policy(settle=timedelta(0), approve=True))
    world.run(stands(asked=17_000))
    ticked = approvals(world)
    assert world.run(stands(asked=12_160_000), approvals=ticked) == []
    assert world.live() == [("LOW", "held", "amount: 17000")]
    shown = state_text(world.ledger.notices[0], words_of("en"))
    assert "170.00 RUB was approved" in shown
    assert "ask for 121,600.00 RUB" in shown
    assert world.run(stands(asked=12_160_000), approvals=ticked) == []  # the tick of before
    assert world.run(stands(asked=12_160_000)) == []
    assert world.run(stands(asked=12_160_000), approvals=ticked) == ["LOW a"]


def test_an_approval_holds_within_a_tenth_and_again_once_a_typo_is_mended():
    world = World(Policy(settle=timedelta(0), approve=True))
    world.run(stands(asked=17_000))
    ticked = approvals(world)
    assert world.run(stands(asked=19_000), approvals=ticked) == []
    assert world.run(stands(asked=18_700), approvals=ticked) == ["LOW a"]


def test_an_approval_that_waits_for_its_amount_is_none_for_another_address():
    world = World(Policy(settle=timedelta(0), approve=True))
    world.run(stands(asked=17_000))
    ticked = approvals(world)
    assert world.run(stands(asked=12_160_000), approvals=ticked) == []
    moved = {"asked": 17_000, "to": ("b@x.example",)}
    assert world.run(stands(**moved), approvals=ticked) == []
    assert world.live() == [("LOW", "held", "approval")]
    assert world.run(stands(**moved)) == []
    assert world.run(stands(**moved), approvals=ticked) == ["LOW a"]


def test_an_approval_of_roubles_is_none_of_euros():
    world = World(Policy(settle=timedelta(0), approve=True))
    world.run(stands(asked=17_000))
    ticked = approvals(world)
    slip = stands(asked=17_000, currency="EUR", was_in="RUB")
    assert world.run(slip, approvals=ticked) == []
    assert world.live() == [("LOW", "held", "currency: RUB")]
    assert world.run(slip) == []
    assert world.run(slip, approvals=ticked) == ["LOW a"]


def test_a_cap_lets_the_most_urgent_go_first_and_the_others_the_days_after():
    world = World(replace(AT_ONCE, daily_cap=2, remind_every=1))
    crowd = [stands(Level.LOW, "a"), stands(Level.EMPTY, "b"), stands(Level.OVER, "c")]
    crowd += [stands(Level.OVER, "d")]
    assert world.run(*crowd) == ["OVER c", "OVER d"]
    assert world.run(*crowd, now=MORNING + DAY) == ["LOW a", "EMPTY b"]
    assert world.run(*crowd, now=MORNING + 2 * DAY) == ["REMINDER1 c", "REMINDER1 d"]


def test_a_first_letter_goes_before_a_reminder():
    world = World(replace(AT_ONCE, daily_cap=1))
    assert world.run(stands(Level.LOW, "z")) == ["LOW z"]
    both = stands(Level.LOW, "a"), stands(Level.LOW, "z")
    assert world.run(*both[::-1], now=MORNING + 7 * DAY) == ["LOW a"]


def test_a_word_of_before_a_row_was_exchanged_lets_nothing_go():
    world = World(Policy(settle=timedelta(0), approve=True, daily_cap=0))
    world.run(stands())
    world.run(stands(), approvals={1: None})
    assert world.live() == [("LOW", "held", "daily_cap")]
    world.policy = Policy(settle=timedelta(0), approve=True)
    doubted = stands(exchanged="B", exchanged_since=MORNING + DAY)
    assert world.run(doubted, now=MORNING + DAY, approvals={1: None}) == []
    assert world.live() == [("LOW", "held", "exchanged: B")]
    assert world.run(doubted, now=MORNING + DAY + MINUTE) == []
    assert world.run(doubted, now=MORNING + DAY + 2 * MINUTE, approvals={1: None}) == ["LOW a"]
