"""Whatever staff and money do, in any order: the promises of design §8 hold."""

from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sheets_sync.notices.ledger.episodes import Level, Policy, Standing
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.plan.money import Money
from sheets_sync.notices.plan.planning import make_plan
from tests.notices.cases import MORNING
from tests.notices.test_planning import World

CLIENTS = ("a", "b")


def level_of(balance, threshold):
    if balance < 0:
        return Level.OVER
    if balance == 0:
        return Level.EMPTY
    return Level.LOW if balance < threshold else Level.OK


class Agency(RuleBasedStateMachine):
    @initialize(
        settle=st.sampled_from([0, 15, 60]),
        approve=st.booleans(),
        times=st.integers(0, 2),
        limit=st.integers(0, 2),
    )
    def open_shop(self, settle, approve, times, limit):
        policy = Policy(
            timedelta(minutes=settle),
            approve,
            remind_every=7,
            remind_times=times,
            first_run_limit=limit,
        )
        self.world = World(policy)
        self.now = MORNING
        self.balance = dict.fromkeys(CLIENTS, 1_000)
        self.threshold = dict.fromkeys(CLIENTS, 500)
        self.active = dict.fromkeys(CLIENTS, True)
        self.spoilt = dict.fromkeys(CLIENTS, False)
        self.address = dict.fromkeys(CLIENTS, "a@x.example")
        self.ticks = set()
        self.first = True

    @rule(
        who=st.sampled_from(CLIENTS), amount=st.sampled_from([-1_500, -600, -100, 100, 600, 1_500])
    )
    def money_moves(self, who, amount):
        self.balance[who] += amount

    @rule(who=st.sampled_from(CLIENTS), threshold=st.sampled_from([100, 500, 2_000]))
    def threshold_changes(self, who, threshold):
        self.threshold[who] = threshold

    @rule(who=st.sampled_from(CLIENTS))
    def pause_or_wake(self, who):
        self.active[who] = not self.active[who]

    @rule(who=st.sampled_from(CLIENTS))
    def spoil_or_mend(self, who):
        self.spoilt[who] = not self.spoilt[who]

    @rule(who=st.sampled_from(CLIENTS), address=st.sampled_from(["a@x.example", "b@x.example"]))
    def move(self, who, address):
        self.address[who] = address

    @rule(number=st.integers(1, 6))
    def tick(self, number):
        if number <= self.world.ledger.last_number:
            self.ticks.add(number)

    @rule(minutes=st.sampled_from([1, 15, 60, 60 * 24, 60 * 24 * 7]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule()
    def run(self):
        sent_before = self.sent()
        self.world.run(
            *self.standings(),
            now=self.now,
            approvals=dict.fromkeys(self.ticks),
            first_run=self.first,
        )
        self.first = False
        for notice in self.sent()[len(sent_before) :]:
            self.check_sent(notice)
        plan = make_plan(
            self.world.ledger,
            self.standings(),
            self.now,
            self.world.policy,
            money=Money(),
            approvals=dict.fromkeys(self.ticks),
        )
        assert (plan.closed, plan.episodes, plan.notices) == ((), (), ())

    def check_sent(self, notice):
        who = notice.client
        assert self.active[who]
        assert not self.spoilt[who]
        assert notice.level == level_of(self.balance[who], self.threshold[who]) != Level.OK
        assert notice.to == (self.address[who],)
        approved = notice.number in self.ticks
        assert approved or not self.world.policy.approve
        earlier = [each for each in self.sent() if each.client == who and each.id != notice.id]
        if earlier and not approved:
            assert earlier[-1].to == notice.to
        assert self.world.ledger.episodes[who].since <= self.now - self.world.policy.settle

    def sent(self):
        gone = [each for each in self.world.ledger.notices if each.state == State.SENT]
        return sorted(gone, key=lambda each: (each.moment, each.id))

    def standings(self):
        return [
            Standing(
                client=who, name=who, active=self.active[who], level=level_of(self.balance[who], self.threshold[who]), currency="RUB",
                balance=self.balance[who], asked=1_000, re_arm=self.threshold[who], funded=True, to=(self.address[who],),
                letters_held=("email",) if self.spoilt[who] else (),
            )
            for who in CLIENTS
        ]  # fmt: skip

    @invariant()
    def never_two_of_a_level_and_never_a_milder_one_after_a_worse(self):
        if not hasattr(self, "world"):
            return
        sent = self.sent()
        assert all(
            count == 1
            for count in Counter((each.episode, each.kind, each.ordinal) for each in sent).values()
        )
        for episode in {each.episode for each in sent}:
            levels = [each.level for each in sent if each.episode == episode and not each.ordinal]
            assert levels == sorted(levels)
            assert (
                sum(bool(each.ordinal) for each in sent if each.episode == episode)
                <= self.world.policy.remind_times
            )

    @invariant()
    def one_live_notice_a_client_and_numbers_without_gaps(self):
        if not hasattr(self, "world"):
            return
        live = Counter(each.client for each in self.world.ledger.notices if each.live)
        assert all(count == 1 for count in live.values())
        held = [
            each.number
            for each in self.world.ledger.notices
            if each.state == State.HELD and each.reason != "settle"
        ]
        assert None not in held


Agency.TestCase.settings = settings(
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAgency = Agency.TestCase
