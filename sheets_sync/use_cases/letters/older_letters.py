"""What becomes of the letters that an older state knows, once it takes over what the tab Notices
tells of them (design §8, §17). Pure."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.line_codes import read_code
from sheets_sync.notices.ledger.notice import STUCK, Notice, Reason, State
from sheets_sync.notices.plan.holding import unsaid
from sheets_sync.showing.notices_tab import NoticeLine

ADOPTED: Final = (State.SENT, State.WRITTEN, State.UNCERTAIN)
"""What is taken over as it stands; all else had not gone."""

_OVER: Final = (State.SENT, State.WRITTEN, State.CANCELLED)
"""What an older state knows to be over."""


@dataclass(frozen=True)
class StoodInSend:
    """What stood in Send already, by No: ``ticked``, and where it says ``no``. It answers nothing
    that is asked from now on."""

    ticked: Collection[int] = ()
    no: Collection[int] = ()


def line_state(line: NoticeLine) -> State | None:
    """The state that a line tells of; None where its code is gone."""
    code = read_code(line.code)
    return code.state if code else None


def as_told(notice: Notice, line: NoticeLine, moment: datetime, said: StoodInSend) -> Notice:
    """A notice as its ``line``, of ``moment``, has it. What went is as it went, with its invoice,
    address and amount; what was over by then is planned afresh where its cause still stands."""
    state = line_state(line)
    if state in ADOPTED and notice.state not in (*_OVER, state):
        return _gone(notice, line, state, moment, said)
    if state == State.CANCELLED and notice.live:
        return replace(notice, state=State.CANCELLED, reason="", moment=moment)
    return unheard(notice, said, moment)


def unheard(notice: Notice, said: StoodInSend, now: datetime) -> Notice:
    """A notice for which nobody has said anything yet: what was said of it, in the state or in
    Send, was said before. Where a no stands, a line of its own asks again."""
    if not (notice.live or notice.state in STUCK):
        return notice
    if notice.number in said.no and notice.why_held == Reason.RENAMED:
        return replace(notice, state=State.CANCELLED, reason="", moment=now)
    heard = replace(notice, ticked=notice.number in said.ticked)
    return unsaid(heard) if notice.state in (State.PLANNED, State.HELD) else heard


def _gone(
    notice: Notice, line: NoticeLine, state: State, moment: datetime, said: StoodInSend
) -> Notice:
    """A notice that waits in the state, or failed there, though its letter went."""
    return replace(
        notice,
        currency=line.currency,
        balance=line.balance,
        asked=line.asked,
        to=line_addresses(line),
        invoice=line.invoice_number,
        prefix=line.invoice_prefix,
        state=state,
        reason="",
        moment=moment,
        ticked=line.number in said.ticked,
    )


def line_addresses(line: NoticeLine) -> tuple[str, ...]:
    """Whom a line's letter went to."""
    return tuple(part.strip() for part in line.to.split(",") if part.strip())
