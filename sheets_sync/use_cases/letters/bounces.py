"""Letters that came back, found in a mailbox and recorded before a run plans anything (§17)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sheets_sync.errors import CredentialsError
from sheets_sync.notices.delivery import bounced
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.verdicts import Verdict
from sheets_sync.notices.post import MailTrouble
from sheets_sync.state.bounce_looks import (
    look_is_due,
    remember_look,
    remember_untold,
    untold_bounces,
)
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.use_cases.shared.mail_servers import box_of_bounces
from sheets_sync.use_cases.shared.office import Office

if TYPE_CHECKING:
    from sheets_sync.notices.bounces import DeliveryReport, Failure

_POSITION: Final = "mail.bounces"
_LONGEST: Final = timedelta(days=30)
"""No server tries for longer, nor reports later."""
_SKEW: Final = timedelta(minutes=10)


def mind_bounces(office: Office) -> tuple[list[Notice], list[str]]:
    """Record what came back since the last look; the notices that did and that no run has told
    yet, as they stand now, and what to tell where the mailbox could not be looked into: that
    holds nothing back. Looks where that is due and any letter may come back."""
    due = look_is_due(office.store.memories, office.config.mail.bounces, office.moment)
    warnings = _look(office) if due and _awaited(office) else []
    waiting = untold_bounces(office.store.memories)
    known = _notices(office) if waiting else ()
    return [each for each in known if each.id in waiting and each.came_back], warnings


def _look(office: Office) -> list[str]:
    """Look into the box and record what came back; what to tell where that failed."""
    office.tell("Looking for letters that came back")
    memories, bounces = office.store.memories, office.config.mail.bounces
    remember_look(memories, bounces, office.moment)  # one that is down costs each run its timeout
    try:
        reports, position = _new_reports(office)
    except (MailTrouble, CredentialsError) as error:
        return [f"Letters that came back were not looked for: {error}"]
    for report in reports:
        _record(office, report)
    memories.remember(_POSITION, position)
    return []


def _awaited(office: Office) -> bool:
    """Whether any letter is young enough to come back."""
    eldest = office.moment - _LONGEST
    return any(
        each.moment > eldest and each.via == "smtp" and _gone(each) for each in _notices(office)
    )


def _notices(office: Office) -> Sequence[Notice]:
    try:
        return office.outbox.ledger().notices
    except DamagedLettersError:
        return ()  # the desk says so, and no letter goes


def _gone(notice: Notice) -> list[str]:
    return notice.addresses(Verdict.ACCEPTED, Verdict.UNCERTAIN)


def _new_reports(office: Office) -> "tuple[Sequence[DeliveryReport], str]":
    """What came since the last look, and what to remember of this one. Raises as ``new_mails``."""
    from sheets_sync.notices.bounces import new_mails, read_report  # noqa: PLC0415 - slow to import

    box = box_of_bounces(office.config)
    place = f"{box.username}@{box.place}/{box.folder} "
    before = office.store.memories.recall(_POSITION) or ""
    position = before.removeprefix(place) if before.startswith(place) else ""
    mails, after = new_mails(box, position, (office.moment - _LONGEST).date())
    reports = [report for mail in mails if (report := read_report(mail)) is not None]
    return reports, f"{place}{after}"


def _record(office: Office, report: "DeliveryReport") -> None:
    memories = office.store.memories
    for failure in report.failures:
        notice = office.outbox.bearer(report.message_id)
        if notice is None or _is_of_an_earlier_attempt(report, notice):
            return
        whose = _address(notice, failure)
        after = bounced(notice, whose, failure.reply, failure.blame, office.moment)
        if after != notice:
            # First: a run that dies after it is told all the same, by the next one.
            remember_untold(memories, untold_bounces(memories) | {notice.id})
            # A tick that stood there before says nothing of what came back.
            office.outbox.record(replace(after, ticked=True))


def _is_of_an_earlier_attempt(report: "DeliveryReport", notice: Notice) -> bool:
    """Whether a letter that a person let go again since is meant as it went before; who names a
    moment before it was made has a wrong clock."""
    if report.arrival is None or notice.began is None:
        return False
    return notice.created - _SKEW <= report.arrival < notice.began - _SKEW


def _address(notice: Notice, failure: "Failure") -> str:
    """Which of a notice's addresses it is; "" where nobody can tell."""
    gone = {each.lower(): each for each in _gone(notice)}
    named = (gone.get(each.lower()) for each in failure.addresses)
    one = next(iter(gone.values())) if len(gone) == 1 else ""
    return next((each for each in named if each), one)
