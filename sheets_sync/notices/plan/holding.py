"""What holds a notice, and the numbers that the Notices tab knows notices by. Pure (design §8)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.amounts import about
from sheets_sync.notices.ledger.episodes import Policy, Standing
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.last_went import LastWent
from sheets_sync.notices.ledger.notice import FROZEN, Notice, Reason, State
from sheets_sync.notices.plan.wishes import Wish, WishKey

ASKED_OF_A_PERSON: Final = (
    Reason.SCALE, Reason.SMALL, Reason.FIRST_RUN, Reason.APPROVAL, Reason.DOUBTED,
)  # fmt: skip
"""Doubts about what a person asked for that nothing but a person settles."""

_NEXT_TO_NOTHING: Final = 100
"""So many times less than an account is used to is most likely a slip: a mark for decimals."""


@dataclass(frozen=True)
class HoldingRules:
    """The rules that hold notices at one moment. ``last_went``: where each client's last did;
    ``unpaid`` the invoice that each has open; ``in_folder`` by number the invoices of which nobody
    knows whether their clients have them, and the No of the letter; ``old_rows`` by client the
    invoice that counts as paid by rows which are days older, of those ``merged`` by another's
    money, ``half`` by reason whose rows are theirs, ``lost`` which payment is gone; ``others`` by
    letter the name of which a person said, when that asked, that its client is none; ``mended_at``
    by client the cell to be mended first; of those ``named`` a person said in this run whose new
    name theirs is; ``asked_lately`` as in ``ask_cells``; ``despite``: client and payment ahead."""

    policy: Policy
    now: datetime
    last_went: Mapping[str, LastWent]
    unpaid: Mapping[str, OpenInvoice]
    in_folder: Mapping[int, int]
    old_rows: Mapping[str, Invoice]
    merged: Collection[str]
    half: Mapping[Reason, Mapping[str, str]]
    lost: Mapping[str, str]
    others: Mapping[WishKey, str]
    mended_at: Mapping[str, str]
    named: Collection[str]
    asked_lately: Mapping[tuple[str, str, int], str]
    despite: Collection[tuple[str, str]]

    def held(self, notice: Notice, wish: Wish, shown: int) -> Notice:
        """The notice, held or planned as the rules have it. ``shown`` is the amount that the tab
        showed when it was ticked, if it was: an approval is for about that amount."""
        heard = wish.said or (notice.kind.asks and notice.client in self.named)
        if notice.why_held == Reason.RENAMED and not heard:
            # The tick told who they are; that they are to be thanked, or to be asked where that is
            # no question any more, is another word.
            notice = replace(notice, approved=False, approved_amount=None)
        amount = shown if notice.approved else notice.approved_for
        off = amount is not None and not about(notice.asked, amount)
        for_that = None if off else amount
        notice = replace(notice, approved=for_that is not None, approved_amount=for_that)
        if notice.approved and notice.why_held == Reason.PAYMENT_AHEAD:
            notice = replace(notice, despite=notice.about)
        reason = f"{Reason.AMOUNT}: {amount}" if off else self._reason(notice, wish)
        if wish.errand is not None and notice.kind.asks:
            doubted = notice.why_held in ASKED_OF_A_PERSON or _why(reason) in ASKED_OF_A_PERSON
            notice = replace(notice, needs_word=notice.needs_word or doubted)
        if reason is None and notice.why_held == Reason.INVOICE:
            return notice  # the desk draws it again, and says so where it can
        if reason is not None and reason.startswith(Reason.RENAMED):
            # A word that was given before this was asked is no answer to it.
            notice = replace(notice, approved=False, approved_amount=None)
        state, why = (State.HELD, str(reason)) if reason else (State.PLANNED, "")
        moment = notice.moment if (notice.state, notice.reason) == (state, why) else self.now
        return replace(notice, state=state, reason=why, moment=moment)

    def _reason(self, notice: Notice, wish: Wish) -> str | None:
        if wish.fresh(self.now, self.policy.settle):
            return Reason.SETTLE
        if wish.former:
            return f"{Reason.RENAMED}: {wish.former}"
        was_called = "" if wish.kind.withdraws else wish.standing.was_called
        blocked, former = blocked_by(wish.standing), wish.under or was_called
        if former and blocked != Reason.NO_ADDRESS:
            # Before a finding, too: that may be of another's row, by a guess at a name.
            return f"{Reason.RENAMED}: {former}"
        if blocked is not None:
            place = self.mended_at.get(notice.client)
            return f"{blocked}: {place}" if blocked == Reason.FINDING and place else blocked
        if notice.approved:
            return None
        return self._question(notice, wish) or self._permission(notice, wish)

    def _question(self, notice: Notice, wish: Wish) -> str | None:
        """What a person is to look at before it may go."""
        if wish.key in self.others:
            return f"{Reason.OTHERS}: {self.others[wish.key]}"
        if wish.standing.exchanged:
            return f"{Reason.EXCHANGED}: {wish.standing.exchanged}"
        if wish.standing.was_in:
            return f"{Reason.CURRENCY}: {wish.standing.was_in}"
        if wish.rows_gone:
            return Reason.ROWS_GONE
        if wish.typed:
            return self._out_of_scale(notice, wish)
        return (
            self._of_half_an_account(notice)
            or self._asks_of_who_paid(notice, wish)
            or self._left_in_folder(notice)
            or self._instead_of_one_by_hand(notice)
            or self._paid_by_old_rows(notice)
            or self._doubt(notice, wish)
        )

    def _of_half_an_account(self, notice: Notice) -> str | None:
        """Whether it tells of an account whose rows stand under two names, some or all."""
        tells = notice.kind.of_episode or notice.kind.tells_a_month
        found = ((why, of.get(notice.client)) for why, of in self.half.items())
        return next((f"{why}: {name}" for why, name in found if name), None) if tells else None

    def _asks_of_who_paid(self, notice: Notice, wish: Wish) -> str | None:
        """Whether it would ask for what may be paid by a payment that is gone, or dated ahead."""
        if not (notice.kind.asks and notice.kind.of_episode):
            return None
        ahead = " ".join(map(str, wish.standing.ahead or ()))
        if ahead and (notice.client, ahead) not in self.despite:
            return f"{Reason.PAYMENT_AHEAD}: {ahead}"
        gone = self.lost.get(notice.client)
        return f"{Reason.PAYMENT_GONE}: {gone}" if gone else None

    def _left_in_folder(self, notice: Notice) -> str | None:
        """Whether it would ask for, or replace, what a person asked for and may have handed on."""
        unpaid = self.unpaid.get(notice.client)
        if unpaid is None or not (notice.kind.asks and notice.kind.of_episode):
            return None
        number = self.in_folder.get(unpaid.invoice.number)
        return f"{Reason.IN_FOLDER}: {number}" if number is not None else None

    def _instead_of_one_by_hand(self, notice: Notice) -> str | None:
        """Whether it would ask for another sum than a person did, by an invoice that is unpaid."""
        kind, unpaid = notice.kind, self.unpaid.get(notice.client)
        fresh = kind.asks and kind.of_episode and notice.invoice is None
        if not fresh or unpaid is None or not unpaid.by_hand:
            return None
        if not unpaid.concerns(notice.episode):
            return None  # the account recovered without it since
        amount, left = unpaid.invoice.amount, unpaid.left
        sums = f"{left}/{amount}" if left < amount else str(amount)
        return f"{Reason.BY_HAND}: {sums} {unpaid.invoice.label}"

    def _paid_by_old_rows(self, notice: Notice) -> str | None:
        """Whether it thanks for money that may be another client's, or would ask anew, beside an
        invoice that such money paid, or for what that left of it."""
        kind, paid = notice.kind, self.old_rows.get(notice.client)
        if paid is None or not kind.of_episode:
            return None
        anew = notice.invoice is None and notice.client not in self.unpaid
        rest = notice.invoice == paid.number and notice.client in self.merged
        return f"{Reason.OLD_ROWS}: {paid.label}" if anew or rest or not kind.asks else None

    def _out_of_scale(self, notice: Notice, wish: Wish) -> str | None:
        """Whether what was typed is far more than the account is used to, or next to nothing; who
        never paid is used to nothing, and their threshold, most often everybody's, is no trace."""
        scale, times = wish.standing.scale, self.policy.scale
        if scale is None or times <= 0:
            return None
        usual = scale.usual if wish.standing.funded else 0
        if 0 < times * usual < notice.asked:
            return f"{Reason.SCALE}:"
        unit = 10 ** MINOR_DIGITS[notice.currency]
        return Reason.SMALL if notice.asked < max(unit, usual / _NEXT_TO_NOTHING) else None

    def _permission(self, notice: Notice, wish: Wish) -> str | None:
        """Whose word it needs, right as it is. What was typed is a person's word, but so many at
        once may have been pasted."""
        if wish.typed and (asked := self._asked_already(notice)):
            return f"{Reason.APPROVAL}: {asked.label}"
        if wish.typed and (lately := self._asked_lately(notice)):
            return f"{Reason.DOUBTED}: {lately}"
        if notice.needs_word:
            return _first_run_or_doubted(notice, wish)
        if wish.typed:
            return None
        if self.policy.approve:
            return Reason.APPROVAL
        before = self.last_went.get(notice.client)
        changed = before is not None and before.is_elsewhere(notice.to)
        return Reason.ADDRESS if changed else None

    def _asked_already(self, notice: Notice) -> Invoice | None:
        """The invoice that the client has and owes just that by, if any: an old copy of the
        workbook that was put back types its amount into Ask once more."""
        unpaid = self.unpaid.get(notice.client)
        if unpaid is None or unpaid.invoice.number == notice.invoice:
            return None
        return unpaid.invoice if unpaid.invoice.amount == notice.asked else None

    def _asked_lately(self, notice: Notice) -> str | None:
        """The number of an invoice that its client was asked for just that by within days, by Ask,
        if any, be it paid or withdrawn by now."""
        asked = (notice.client, notice.currency, notice.asked)
        return self.asked_lately.get(asked) if notice.invoice is None else None

    def _doubt(self, notice: Notice, wish: Wish) -> str | None:
        """Why a person is to look at what it asks for first. An invoice that was let go once may
        be asked again, and reminded of whatever is in doubt since."""
        scale, known = wish.standing.scale, notice.invoice is not None
        if scale is None or not wish.kind.asks:
            return None
        if scale.implausible is not None and not (known and wish.kind.reminds):
            return f"{Reason.IMPLAUSIBLE}: {scale.implausible}"
        times = self.policy.scale
        much = not known and times > 0 and times * scale.usual < notice.asked
        return f"{Reason.SCALE}: {scale.heaviest or ''}".strip() if much else None


def _first_run_or_doubted(notice: Notice, wish: Wish) -> Reason:
    """The reason of one that was held as one of many at first, or, of what a person asked for, for
    a doubt that is no more: what came in meanwhile is nobody's word on it."""
    first = wish.errand is None or notice.why_held in (None, Reason.SETTLE, Reason.FIRST_RUN)
    return Reason.FIRST_RUN if first else Reason.DOUBTED


def _why(reason: str | None) -> Reason | None:
    return Reason(reason.partition(":")[0]) if reason else None


def said_of_another_row(live: Notice | None, wish: Wish, refreshed: Notice, now: datetime) -> bool:
    """Whether what a person said of it was said before the client's row became what it is: of
    another address or currency, and, by whoever asked for it, of a row that was not exchanged,
    whose currency was not in doubt, and that had an account."""
    moved = live is not None and _moved(live, refreshed)
    if wish.rows_gone and (live is None or moved or live.moment < wish.rows_gone):
        return True
    if wish.standing.exchanged:
        return live is None or moved or wish.standing.exchanged_since == now
    if wish.standing.was_in:
        return live is None or moved
    return moved and wish.errand is None


def _moved(before: Notice, after: Notice) -> bool:
    return before.currency != after.currency or (bool(before.to) and before.to != after.to)


def unsaid(notice: Notice) -> Notice:
    """The notice as if no person had let it go yet, nor for another amount."""
    notice = replace(notice, approved=False, approved_amount=None)
    held_for_that = notice.why_held == Reason.AMOUNT
    return replace(notice, state=State.PLANNED, reason="") if held_for_that else notice


def blocked_by(standing: Standing) -> Reason | None:
    """What no approval helps against."""
    if standing.letters_held:
        return Reason.FINDING
    return None if standing.to else Reason.NO_ADDRESS


def mailable(wishes: Iterable[Wish]) -> int:
    """How many letters of those wishes nothing blocks, and nobody is asked about."""
    return sum(blocked_by(wish.standing) is None and not wish.former for wish in wishes)


def within_cap(drafts: Sequence[Notice], sent_today: int, cap: int, now: datetime) -> list[Notice]:
    """The drafts, the least urgent of those held that are beyond what may still go today."""
    left = cap - sent_today - sum(draft.state in FROZEN for draft in drafts)
    ready = sorted((each for each in drafts if each.state == State.PLANNED), key=_urgency)
    late = {each.id for each in ready[max(left, 0) :]}
    return [_capped(draft, now) if draft.id in late else draft for draft in drafts]


def _urgency(notice: Notice) -> tuple[bool, bool, int, datetime, int]:
    """What sorts the most urgent first: what asks for money, of that who has not heard yet before
    who is reminded, then the worst flag and who has waited longest."""
    kind = notice.kind
    return not kind.asks, kind.reminds, -notice.level, notice.created, notice.id


def numbered(notices: Sequence[Notice], last: int) -> list[Notice]:
    """Give a number to each notice that the tab is to list from now on."""
    done = []
    for notice in notices:
        if notice.number is None and notice.state == State.HELD and not notice.settling:
            last += 1
            done.append(replace(notice, number=last))
        else:
            done.append(notice)
    return done


def _capped(notice: Notice, now: datetime) -> Notice:
    return replace(notice, state=State.HELD, reason=Reason.DAILY_CAP.value, moment=now)
