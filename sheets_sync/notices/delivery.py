"""What becomes of a notice once its letter was offered, or a person decided. Pure (design §8)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sheets_sync.notices.answers import Answer, Verdict
from sheets_sync.notices.notice import Notice, Outcome, State

_FIRST_PAUSE: Final = timedelta(minutes=5)
_LONGEST_PAUSE: Final = timedelta(hours=4)

DIED: Final = "the program or the machine stopped while the letter was handed over"


def open_addresses(notice: Notice) -> list[str]:
    """The addresses that the letter is still to be offered to, copies last."""
    final = {*notice.addresses(Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNCERTAIN)}
    everyone = dict.fromkeys((*notice.to, *notice.cc))
    return [address for address in everyone if address not in final]


def attempting(notice: Notice, via: str, now: datetime) -> Notice:
    """The notice as it is recorded before the last byte of its letter leaves."""
    return replace(notice, state=State.ATTEMPTING, via=via, reason="", moment=now)


def answered(
    notice: Notice, answers: Mapping[str, Answer], now: datetime, give_up_after: timedelta
) -> Notice:
    """The notice after the addresses of ``answers`` answered. What is put off for
    ``give_up_after`` counts as refused."""
    began = notice.began or now
    if now - began >= give_up_after:
        answers = {address: _given_up(answer) for address, answer in answers.items()}
    merged = {each.address: each for each in notice.outcomes}
    merged |= {who: Outcome(who, each.verdict, each.reply) for who, each in answers.items()}
    notice = replace(notice, outcomes=tuple(merged.values()), began=began, moment=now)
    return _concluded(replace(notice, attempts=notice.attempts + 1), now)


def postponed(notice: Notice, reason: str, now: datetime) -> Notice:
    """The notice where the way out as a whole was shut: nothing was offered to anyone."""
    if (notice.state, notice.reason) == (State.RETRY, reason):
        return notice
    return replace(notice, state=State.RETRY, reason=reason, due=None, moment=now)


def found_dead(notice: Notice, taken: bool | None, now: datetime) -> Notice:  # noqa: FBT001
    """The notice of a run that died over it; ``taken`` as ``Transport.accepted`` tells."""
    if taken is False:
        return replace(notice, state=State.RENDERED, moment=now)
    verdict = Verdict.ACCEPTED if taken else Verdict.UNCERTAIN
    answers = {address: Answer(verdict, DIED) for address in open_addresses(notice)}
    return answered(notice, answers, now, timedelta.max)


def resolved(notice: Notice, now: datetime, *, arrived: bool) -> Notice:
    """An uncertain notice after a person found out: it ``arrived``, or is to go again."""
    kept = (each for each in notice.outcomes if each.verdict != Verdict.UNCERTAIN or arrived)
    outcomes = tuple(
        replace(each, verdict=Verdict.ACCEPTED) if each.verdict == Verdict.UNCERTAIN else each
        for each in kept
    )
    notice = replace(notice, outcomes=outcomes, moment=now)
    return _concluded(notice, now) if arrived else _once_more(notice, now)


def retried(notice: Notice, now: datetime) -> Notice:
    """A notice that failed, to be offered at once to all who have not got it."""
    keep = (Verdict.ACCEPTED, Verdict.UNCERTAIN)
    outcomes = tuple(each for each in notice.outcomes if each.verdict in keep)
    return _once_more(replace(notice, outcomes=outcomes), now)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 minutes, twice as long each time, 4 hours."""
    doubled: timedelta = _FIRST_PAUSE * 2 ** min(attempts - 1, 10)
    return min(doubled, _LONGEST_PAUSE)


def _once_more(notice: Notice, now: datetime) -> Notice:
    return replace(
        notice, state=State.RETRY, reason="", attempts=0, began=None, due=None, moment=now
    )


def _concluded(notice: Notice, now: datetime) -> Notice:
    """The state that the answers of all addresses amount to."""
    reason = _reason(notice)
    if notice.addresses(Verdict.UNCERTAIN):
        return replace(notice, state=State.UNCERTAIN, reason=reason)
    if open_addresses(notice):
        due = now + pause(max(notice.attempts, 1))
        return replace(notice, state=State.RETRY, reason=reason, due=due)
    reached = set(notice.addresses(Verdict.ACCEPTED)) & set(notice.to)
    return replace(notice, state=State.SENT if reached else State.REFUSED, reason=reason)


def _reason(notice: Notice) -> str:
    """What the worst answer was, and whose."""
    order = (Verdict.UNCERTAIN, Verdict.DEFERRED, Verdict.REFUSED)
    for verdict in order:
        for each in notice.outcomes:
            if each.verdict == verdict:
                return f"{each.address}: {each.reply}"
    return ""


def _given_up(answer: Answer) -> Answer:
    if answer.verdict != Verdict.DEFERRED:
        return answer
    return Answer(Verdict.REFUSED, f"given up, the last answer was: {answer.reply}")
