"""The drawing of a notice's way (docs/notices.md) is the code's: its states, arrows, reasons."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from sheets_sync.notices.delivery import (
    answered,
    attempting,
    bounced,
    found_dead,
    postponed,
    resolved,
    retried,
)
from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import FROZEN, LIVE, STUCK, Notice, Reason, State
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Outcome, Verdict
from tests.docs.pages import DOCS, table, text

PAGE = text(DOCS / "notices.md")
ARROWS = set(re.findall(r"^ +(\w+) --> (\w+)", PAGE, re.MULTILINE))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG = timedelta(days=2)
BOTH = ("a@example.com", "b@example.com")


def notice(state, outcomes=()):
    return Notice(
        id=1, client="acme", name="Acme", episode=1, kind=Kind.LOW, ordinal=0, level=Level.LOW,
        currency="RUB", balance=0, asked=1, to=BOTH, cc=(), created=NOW, moment=NOW,
        number=1, state=state, via="smtp", outcomes=outcomes,
    )  # fmt: skip


def histories():
    """What two addresses may have answered before, none included."""
    for verdicts in product([None, *Verdict], repeat=2):
        yield tuple(
            Outcome(who, verdict, "")
            for who, verdict in zip(BOTH, verdicts, strict=True)
            if verdict is not None
        )


def moves():
    """Each (before, after) that delivery and people make of every notice that may be there."""
    later = NOW + timedelta(hours=1)
    for outcomes, state in product(histories(), State):
        before = notice(state, outcomes)
        if state in FROZEN:
            under_way = attempting(before, "smtp", NOW)
            yield before, under_way
            yield before, postponed(before, "shut", NOW)
            yield before, retried(before, NOW)
            for verdict in (Verdict.DEFERRED, Verdict.REFUSED):
                answers = {who: Answer(verdict, "") for who in BOTH}
                yield before, answered(replace(under_way, outcomes=()), answers, NOW, LONG)
        if state == State.ATTEMPTING:
            for taken in (True, False, None):
                yield before, found_dead(replace(before, outcomes=()), taken, later)
            for verdicts in product(Verdict, repeat=2):
                answers = {who: Answer(v, "") for who, v in zip(BOTH, verdicts, strict=True)}
                yield before, answered(before, answers, NOW, LONG)
        if state == State.UNCERTAIN:
            yield before, resolved(notice(state, _doubtful()), NOW, arrived=True)
            yield before, resolved(before, NOW, arrived=False)
        if state == State.REFUSED:
            yield before, retried(before, NOW)
        if state in (State.SENT, State.UNCERTAIN, *FROZEN):
            yield before, bounced(before, BOTH[0], "", Blame.ADDRESS, later)


def _doubtful():
    return (Outcome(BOTH[0], Verdict.UNCERTAIN, ""), Outcome(BOTH[1], Verdict.ACCEPTED, ""))


def test_every_state_and_reason_is_drawn_and_explained():
    states, _, rest = PAGE.partition("What holds a notice")
    reasons = rest.partition("\n## ")[0]
    assert {name for arrow in ARROWS for name in arrow} == set(State.__members__)
    assert [row[0] for row in table(states)] == list(State.__members__)
    assert [row[0] for row in table(reasons)] == list(Reason.__members__)


def test_every_move_is_an_arrow():
    made = {(before.state.name, after.state.name) for before, after in moves()}
    assert len(made) > 8
    assert {move for move in made if move[0] != move[1]} - ARROWS == set()


def test_what_is_live_or_refused_may_be_cancelled_and_nothing_else():
    cancelled = {before for before, after in ARROWS if after == "CANCELLED"}
    assert cancelled == {state.name for state in (*LIVE, State.REFUSED)}


def test_only_a_person_or_its_return_moves_what_is_in_doubt():
    ways = {after for before, after in ARROWS if before == "UNCERTAIN"}
    assert ways == {"RETRY", "SENT", "REFUSED"}
    assert State.UNCERTAIN in STUCK
