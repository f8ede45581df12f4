"""What becomes of a letter once it was offered, or a person decided. Pure (design §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from sheets_sync.notices.ledger.notice import Mailing, Notice, Reason, State
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Outcome, Verdict

_FIRST_PAUSE: Final = timedelta(minutes=5)
_LONGEST_PAUSE: Final = timedelta(hours=4)

M = TypeVar("M", bound=Mailing)

DIED: Final = "the program or the machine stopped while the letter was handed over"


def due_now(notices: Sequence[Notice], now: datetime) -> list[Notice]:
    """What of ``notices`` goes now. Whoever gets an invoice that a person asked for is not asked
    for another one beside it, nor while it settles: a later run plans by the new one."""
    due = [each for each in notices if _is_due(each, now)]
    drawn = (each for each in due if each.why_held != Reason.INVOICE)
    settling = (each for each in notices if each.live and each.settling)
    asking = (each for each in (*drawn, *settling) if each.kind.asks)
    by_hand = {each.client for each in asking if not each.kind.of_episode}
    return [each for each in due if not (each.kind.warns and each.client in by_hand)]


def _is_due(notice: Notice, now: datetime) -> bool:
    return notice.state == State.PLANNED or notice.why_held == Reason.INVOICE or notice.may_go(now)


def open_addresses(mailing: Mailing) -> list[str]:
    """The addresses that the letter is still to be offered to, copies last."""
    final = {*mailing.addresses(*(set(Verdict) - {Verdict.DEFERRED}))}
    everyone = dict.fromkeys((*mailing.to, *mailing.cc))
    return [address for address in everyone if address not in final]


def copies_to(mailing: Mailing, archive: str) -> list[str]:
    """Where a blind copy goes: to the ``archive``, if there is one, until it has the letter."""
    settled = mailing.addresses(Verdict.ACCEPTED, Verdict.UNCERTAIN)
    return [archive] if archive and archive not in settled else []


def attempting(mailing: M, via: str, now: datetime) -> M:
    """The letter as it is recorded before its last byte leaves."""
    return replace(mailing, state=State.ATTEMPTING, via=via, reason="", moment=now)


def answered(
    mailing: M, answers: Mapping[str, Answer], now: datetime, give_up_after: timedelta
) -> M:
    """The letter after the addresses of ``answers`` answered. What is put off for
    ``give_up_after`` counts as refused."""
    began = mailing.began or now
    if now - began >= give_up_after:
        answers = {address: _given_up(answer) for address, answer in answers.items()}
    merged = {each.address: each for each in mailing.outcomes}
    merged |= {
        who: Outcome(who, each.verdict, each.reply, each.blame) for who, each in answers.items()
    }
    mailing = replace(mailing, outcomes=tuple(merged.values()), began=began, moment=now)
    return _concluded(replace(mailing, attempts=mailing.attempts + 1), now)


def postponed(mailing: M, reason: str, now: datetime) -> M:
    """The letter where the way out as a whole was shut: nothing was offered to anyone."""
    if (mailing.state, mailing.reason) == (State.RETRY, reason):
        return mailing
    return replace(mailing, state=State.RETRY, reason=reason, due=None, moment=now)


def found_dead(mailing: M, taken: bool | None, now: datetime) -> M:  # noqa: FBT001
    """The letter of a run that died over it; ``taken`` as ``Transport.accepted`` tells."""
    if taken is False:
        return replace(mailing, state=State.RENDERED, moment=now)
    verdict = Verdict.ACCEPTED if taken else Verdict.UNCERTAIN
    answers = {address: Answer(verdict, DIED) for address in open_addresses(mailing)}
    return answered(mailing, answers, now, timedelta.max)


def resolved(mailing: M, now: datetime, *, arrived: bool) -> M:
    """An uncertain letter after a person found out: it ``arrived``, or is to go again."""
    kept = (each for each in mailing.outcomes if each.verdict != Verdict.UNCERTAIN or arrived)
    outcomes = tuple(
        replace(each, verdict=Verdict.ACCEPTED) if each.verdict == Verdict.UNCERTAIN else each
        for each in kept
    )
    mailing = replace(mailing, outcomes=outcomes, moment=now)
    return _concluded(mailing, now) if arrived else _once_more(mailing, now)


def retried(mailing: M, now: datetime) -> M:
    """A letter that failed, to be offered at once to all who have not got it."""
    keep = (Verdict.ACCEPTED, Verdict.UNCERTAIN)
    outcomes = tuple(each for each in mailing.outcomes if each.verdict in keep)
    return _once_more(replace(mailing, outcomes=outcomes), now)


def bounced(mailing: M, address: str, reply: str, blame: Blame, now: datetime) -> M:
    """A letter after a server gave up on ``address``, which had taken it, or may have; the letter
    itself where that is known already, or where it had not got that far."""
    gone = mailing.addresses(Verdict.ACCEPTED, Verdict.UNCERTAIN)
    if address not in gone:
        return mailing
    outcomes = tuple(
        Outcome(address, Verdict.BOUNCED, reply, blame) if each.address == address else each
        for each in mailing.outcomes
    )
    after = replace(mailing, outcomes=outcomes)
    if mailing.state not in (State.SENT, State.UNCERTAIN):
        return after  # it is still on its way to others
    after = replace(after, reason=_reason(after))
    if mailing.state == State.UNCERTAIN and after.addresses(Verdict.UNCERTAIN):
        return after
    if set(after.addresses(Verdict.ACCEPTED)) & set(after.to):
        return replace(after, state=State.SENT)
    return replace(after, state=State.REFUSED, moment=now)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 minutes, twice as long each time, 4 hours."""
    doubled: timedelta = _FIRST_PAUSE * 2 ** min(attempts - 1, 10)
    return min(doubled, _LONGEST_PAUSE)


def _once_more(mailing: M, now: datetime) -> M:
    return replace(
        mailing, state=State.RETRY, reason="", attempts=0, began=None, due=None, moment=now
    )


def _concluded(mailing: M, now: datetime) -> M:
    """The state that the answers of all addresses amount to."""
    reason = _reason(mailing)
    if mailing.addresses(Verdict.UNCERTAIN):
        return replace(mailing, state=State.UNCERTAIN, reason=reason)
    if open_addresses(mailing):
        due = now + pause(max(mailing.attempts, 1))
        return replace(mailing, state=State.RETRY, reason=reason, due=due)
    reached = set(mailing.addresses(Verdict.ACCEPTED)) & set(mailing.to)
    return replace(mailing, state=mailing.taken_as if reached else State.REFUSED, reason=reason)


def _reason(mailing: Mailing) -> str:
    """What the worst answer was, and whose."""
    worst = mailing.worst
    return f"{worst.address}: {worst.reply}" if worst is not None else ""


def _given_up(answer: Answer) -> Answer:
    if answer.verdict != Verdict.DEFERRED:
        return answer
    said = f"given up, the last answer was: {answer.reply}"
    return replace(answer, verdict=Verdict.REFUSED, reply=said)
