"""A round of letters: each is offered once, every step recorded before the next (design §8)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sheets_sync.notices.delivery import (
    M,
    answered,
    attempting,
    copies_to,
    found_dead,
    open_addresses,
    pause,
    postponed,
)
from sheets_sync.notices.ledger.notice import Mailing, State
from sheets_sync.notices.outbox import Outbox, Trouble
from sheets_sync.notices.post import LoginRefused, MailTrouble, Post, Transport

_LOGINS_AN_ATTEMPT = 4
"""A refused login waits as long as so many attempts do: servers lock accounts out (F52)."""


def after_a_death(mailing: M, outbox: Outbox, transport: Transport, now: datetime) -> M:
    """A letter as it stands once it was found out what a run that died had done with it."""
    if mailing.state == State.ATTEMPTING:
        same = mailing.via == transport.name
        taken = transport.accepted(outbox.letter(mailing)) if same else None
        return found_dead(mailing, taken, now)
    if mailing.state == State.RENDERED and transport.accepted(outbox.letter(mailing)):
        return found_dead(replace(mailing, via=transport.name), taken=True, now=now)
    return mailing


class Round:
    """Frozen letters on their way through one opening of the transport, at one moment."""

    def __init__(
        self, outbox: Outbox, transport: Transport, give_up_after: timedelta, now: datetime
    ) -> None:
        self._outbox = outbox
        self._transport = transport
        self._give_up_after = give_up_after
        self._now = now

    def go(self, letters: Sequence[Mailing], tell: Callable[[str], None]) -> MailTrouble | None:
        """Offer the letters; what shut the way out for all that were left, if anything did.

        While it is known to be shut nothing is tried; the letters wait.
        """
        shut = self._outbox.trouble
        if not letters:
            return None
        if shut is not None and shut.due > self._now:
            self._postpone(letters, shut.message)
            return None
        with self._transport.open() as post:
            for place, mailing in enumerate(letters):
                tell(f"Sending letter {place + 1} of {len(letters)}")
                try:
                    self._offer(post, mailing)
                except MailTrouble as trouble:
                    self._shut(trouble)
                    self._postpone(letters[place:], trouble.message)
                    return trouble
                self._outbox.remember_trouble(None)
        return None

    def _offer(self, post: Post, mailing: Mailing) -> None:
        letter = self._outbox.letter(mailing)
        under_way = attempting(mailing, self._transport.name, self._now)
        answers = post.send(
            letter,
            open_addresses(mailing),
            lambda: self._outbox.record(under_way),
            copies_to(mailing, self._transport.archive),
        )
        self._outbox.record(answered(under_way, answers, self._now, self._give_up_after))

    def _postpone(self, letters: Sequence[Mailing], reason: str) -> None:
        for mailing in letters:
            later = postponed(mailing, reason, self._now)
            if later != mailing:
                self._outbox.record(later)

    def _shut(self, trouble: MailTrouble) -> None:
        before = self._outbox.trouble
        attempts = (before.attempts if before else 0) + 1
        waits = attempts + _LOGINS_AN_ATTEMPT if isinstance(trouble, LoginRefused) else attempts
        due = self._now + pause(waits)
        self._outbox.remember_trouble(Trouble(trouble.message, attempts, due))
