"""What becomes of letters that are not to go as they are, and of their matter. Pure (design §8)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.errands import withdrawn
from sheets_sync.notices.ledger.notice import Instead, Notice, Reason, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.verdicts import Verdict
from sheets_sync.notices.plan.wishes import Wish, wish_key


def unwanted(ledger: Ledger, kept: Sequence[Notice | None]) -> list[Notice]:
    """The live notices that are not among those ``kept``; and what a person asked for, was refused,
    and is not to be tried again: its invoice is withdrawn or replaced."""
    ids = {notice.id for notice in kept if notice is not None}
    void = withdrawn(ledger.errands, ledger.issued) | ledger.replaced.keys()
    refused = (each for each in ledger.notices if each.state == State.REFUSED and each.kind.by_hand)
    left = [each for each in ledger.notices if each.live and each.id not in ids]
    return left + [each for each in refused if each.invoice in void]


@dataclass(frozen=True)
class Cancelling:
    """What cancels letters at ``now``: the ``wishes`` that stand, the clients of a new name who
    were ``heard`` about, with their former one, those of whom that is ``asked`` still, or was
    ``answered`` now (see ``renames.Renaming``); who is ``here`` in Clients. All are folded
    names."""

    wishes: Sequence[Wish]
    heard: Mapping[str, str]
    asked: Collection[str]
    answered: Collection[str]
    here: Collection[str]
    now: datetime

    def cancelled(self, notice: Notice, before: Notice) -> Notice:
        """A notice that nobody wants any more. What may have arrived stays as doubtful as it was,
        but where a person said that it is to go again, and a new one does; and what has reached
        one of its addresses was sent."""
        if before.state == State.UNCERTAIN and not self._goes_anew(notice):
            return replace(before, ticked=notice.ticked)
        if notice.addresses(Verdict.ACCEPTED):
            return replace(notice, state=notice.taken_as, moment=self.now)
        reason = self._instead(notice)
        return replace(notice, state=State.CANCELLED, reason=reason, moment=self.now)

    def _goes_anew(self, notice: Notice) -> bool:
        again = notice.state == State.RETRY
        return again and any(each.key == wish_key(notice) for each in self.wishes)

    def _instead(self, notice: Notice) -> str:
        """What goes in its place, or became of its matter; "" where that is just gone."""
        if notice.client not in self.here:
            return Instead.LEFT
        if notice.is_question and notice.about_name in self.here:
            return Instead.OTHER
        if notice.client in self.heard:
            kind = Instead.FORMER_NAME if notice.kind.of_episode else Instead.ANEW
            return f"{kind}: {self.heard[notice.client]}"
        key = wish_key(notice)
        wish = next((each for each in self.wishes if each.key == key), None)
        if wish is None and notice.is_question:
            return Instead.LETTER if notice.client in self.asked else ""
        if wish is None:
            asks = notice.why_held == Reason.RENAMED and notice.client in self.asked
            anew = notice.kind.warns and notice.client in self.answered
            return Instead.ASKED if asks else Instead.ANEW if anew else ""
        return Instead.ANEW if wish.standing.to == notice.to else Instead.MENDED
