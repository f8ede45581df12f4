"""What becomes of a notice by the answers of a server, address by address."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.notices.delivery import (
    answered,
    attempting,
    bounced,
    found_dead,
    open_addresses,
    pause,
    resolved,
    retried,
)
from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Verdict
from tests.notices.cases import MORNING

TWO_DAYS = timedelta(days=2)
ACCEPTED, DEFERRED, REFUSED, UNCERTAIN, BOUNCED = Verdict
ANSWERS = [each for each in Verdict if each != BOUNCED]


def notice(to=("a@x",), cc=()):
    return Notice(
        id=1, client="c", name="C", episode=1, kind=Kind.LOW, ordinal=0, level=Level.LOW, currency="RUB",
        balance=0, asked=1, to=to, cc=cc, created=MORNING, moment=MORNING, number=1, state=State.RENDERED,
    )  # fmt: skip


def after(each, now=MORNING, **verdicts):
    answers = {f"{who}@x": Answer(verdict, f"{verdict} it") for who, verdict in verdicts.items()}
    return answered(attempting(each, "smtp", now), answers, now, TWO_DAYS)


TABLE = [
    (("a@x",), (), {"a": ACCEPTED}, State.SENT, []),
    (("a@x",), (), {"a": DEFERRED}, State.RETRY, ["a@x"]),
    (("a@x",), (), {"a": REFUSED}, State.REFUSED, []),
    (("a@x",), (), {"a": UNCERTAIN}, State.UNCERTAIN, []),
    (("a@x", "b@x"), (), {"a": ACCEPTED, "b": REFUSED}, State.SENT, []),
    (("a@x", "b@x"), (), {"a": ACCEPTED, "b": DEFERRED}, State.RETRY, ["b@x"]),
    (("a@x", "b@x"), (), {"a": UNCERTAIN, "b": DEFERRED}, State.UNCERTAIN, ["b@x"]),
    (("a@x", "b@x"), (), {"a": REFUSED, "b": REFUSED}, State.REFUSED, []),
    (("a@x",), ("m@x",), {"a": REFUSED, "m": ACCEPTED}, State.REFUSED, []),
    (("a@x",), ("m@x",), {"a": ACCEPTED, "m": REFUSED}, State.SENT, []),
]  # fmt: skip


@pytest.mark.parametrize(("to", "cc", "verdicts", "state", "still"), TABLE)
def test_the_state_is_what_all_answers_amount_to(to, cc, verdicts, state, still):
    done = after(notice(to, cc), **verdicts)
    assert (done.state, open_addresses(done)) == (state, still)
    assert done.troubled == (state != State.SENT or REFUSED in verdicts.values())


def test_what_is_put_off_is_offered_with_longer_and_longer_pauses_until_it_is_given_up():
    each, now, attempts = notice(), MORNING, 0
    while each.state in (State.RENDERED, State.RETRY):
        each = after(each, now, a=DEFERRED)
        attempts += 1
        now = each.due if each.state == State.RETRY else now
    assert each.state == State.REFUSED
    assert "given up, the last answer was: deferred it" in each.reason
    assert TWO_DAYS <= now - MORNING < TWO_DAYS + timedelta(hours=4)
    assert attempts < 25
    assert [pause(at) for at in (1, 2, 3, 99)] == [
        timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20), timedelta(hours=4),
    ]  # fmt: skip


def test_a_death_on_the_way_is_doubt_unless_the_way_out_can_tell():
    going = attempting(notice(("a@x", "b@x")), "smtp", MORNING)
    assert found_dead(going, None, MORNING).state == State.UNCERTAIN
    assert found_dead(going, taken=True, now=MORNING).state == State.SENT
    assert found_dead(going, taken=False, now=MORNING).state == State.RENDERED


def test_a_person_settles_doubt_either_way_and_the_others_get_theirs():
    doubtful = after(notice(("a@x", "b@x", "c@x")), a=UNCERTAIN, b=DEFERRED, c=ACCEPTED)
    arrived = resolved(doubtful, MORNING, arrived=True)
    assert (arrived.state, open_addresses(arrived)) == (State.RETRY, ["b@x"])
    again = resolved(doubtful, MORNING, arrived=False)
    assert (again.state, open_addresses(again), again.due) == (State.RETRY, ["a@x", "b@x"], None)
    alone = resolved(after(notice(), a=UNCERTAIN), MORNING, arrived=True)
    assert alone.state == State.SENT


def test_a_retry_by_hand_goes_to_those_who_were_refused_and_starts_the_clock_anew():
    failed = after(notice(("a@x", "b@x"), ("m@x",)), a=REFUSED, b=REFUSED, m=ACCEPTED)
    again = retried(failed, MORNING)
    assert (again.state, open_addresses(again), again.began) == (State.RETRY, ["a@x", "b@x"], None)


STEPS = st.lists(
    st.dictionaries(st.sampled_from("abm"), st.sampled_from(ANSWERS), min_size=1), max_size=12
)


@given(
    STEPS,
    st.lists(
        st.sampled_from(["arrived", "again", "retry", "die", "bounce", ""]),
        min_size=12,
        max_size=12,
    ),
)
def test_whatever_happens_nobody_is_offered_a_letter_that_they_have(steps, decisions):
    has: set[str] = set()
    each, now = notice(("a@x", "b@x"), ("m@x",)), MORNING
    for verdicts, decision in zip(steps, decisions, strict=False):
        now += timedelta(hours=5)
        if each.state == State.UNCERTAIN and decision in ("arrived", "again"):
            each = resolved(each, now, arrived=decision == "arrived")
        elif each.state == State.REFUSED and decision == "retry":
            each = retried(each, now)
        elif decision == "bounce" and has:
            who = min(has)
            each = bounced(each, who, "550 gone", Blame.ADDRESS, now)
            assert bounced(each, who, "550 gone", Blame.ADDRESS, now) == each
            has.discard(who)
        if each.state not in (State.RENDERED, State.RETRY):
            continue
        offered = open_addresses(each)
        assert not has & set(offered)
        given_ = {who: Answer(verdicts.get(who[0], DEFERRED), "x") for who in offered}
        has |= {who for who, answer in given_.items() if answer.verdict == ACCEPTED}
        going = attempting(each, "smtp", now)
        each = (
            found_dead(going, None, now)
            if decision == "die"
            else answered(going, given_, now, TWO_DAYS)
        )
        if decision == "die":
            has -= {who for who in offered if who in has}  # nobody can know; a person will say
        assert each.state != State.SENT or not open_addresses(each)
