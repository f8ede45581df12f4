"""What the Notices tab and the terminal call kinds, states and reasons."""

from typing import Final

from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.notice import Instead, Notice, Reason, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.scale import HeavyRow
from sheets_sync.notices.paper.undrawable import cannot_text
from sheets_sync.words.speaking import Words

_ABOUT_A_ROW: Final = (Reason.SCALE, Reason.IMPLAUSIBLE)
_ASK: Final = ".ASK"
_NO_WORD_HELPS: Final = (
    Reason.SETTLE, Reason.FINDING, Reason.NO_ADDRESS, Reason.DAILY_CAP, Reason.INVOICE,
    Reason.AMOUNT,
)  # fmt: skip
"""Reasons that a tick is no answer to, and AMOUNT, which says itself what it was for."""
_OF_WHAT_WAS_TYPED: Final = (Reason.SCALE, Reason.FIRST_RUN, Reason.APPROVAL)
"""Reasons that are told otherwise where a person typed the amount themselves."""


def kind_text(notice: Notice, words: Words, ledger: Ledger) -> str:
    """The kind of a notice: "Low", "Reminder 2", by the reminders of its invoice. Nobody is
    reminded of an invoice that they have not seen: a reminder that is the first to ask for its
    one is called by its flag."""
    if notice.is_question:
        return words.say("notice.QUESTION")
    which = ledger.reminder(notice)
    return words.say(f"notice.{called_kind(notice, which)}", ordinal=which)


def called_kind(notice: Notice, reminder: int) -> str:
    """The kind that a notice goes by, which is that ``reminder`` (see ``Ledger.reminder``)."""
    first = notice.kind.reminds and not reminder
    return max(notice.level, Level.LOW).name if first else notice.kind


def kind_of_line(notice: Notice, words: Words, ledger: Ledger) -> str:
    """What a line about it calls it: of the first letter with an invoice that replaced another,
    which one, "Low, replaces No 2"."""
    kind, invoice = kind_text(notice, words, ledger), ledger.issued.get(notice.invoice or 0)
    first = notice.kind.reminds and not ledger.reminder(notice)
    if not first or invoice is None or invoice.replaces is None:
        return kind
    return words.say("notice.replacing", kind=kind, invoice=ledger.issued[invoice.replaces].label)


def state_text(notice: Notice, words: Words) -> str:
    """The state of a notice and, where it is held or failed, why and what to do."""
    held = notice.why_held
    key, reason = _held(held, notice, words) if held is not None else (_key(notice), _told(notice))
    asked = words.coded(notice.asked, notice.currency)
    state = words.say(f"notice.{key}", reason=reason, asked=asked, cure=_cure(notice, words))
    return words.say("notice.unheard", state=state) if _said_of_else(notice) else state


def _said_of_else(notice: Notice) -> bool:
    """Whether it waits for a word in Send, and what stands there was said of something else."""
    waits = notice.why_held is not None and notice.why_held not in _NO_WORD_HELPS
    return waits and notice.ticked and not notice.approved


def _held(why: Reason, notice: Notice, words: Words) -> tuple[str, str]:
    """Our words for what holds it, and what they name."""
    key, told = f"held.{why.name}{_variant(why, notice)}", notice.about
    if why in _ABOUT_A_ROW and not key.endswith(_ASK):
        return (key, _row_text(told, notice, words)) if told else (f"{key}.NO_ROW", "")
    if why == Reason.BY_HAND:
        sums, _, invoice = told.partition(" ")
        *left, whole = (words.coded(int(each), notice.currency) for each in sums.split("/"))
        said = "notice.by_hand.part" if left else "notice.by_hand"
        return key, words.say(said, amount=whole, left="".join(left), invoice=invoice)
    if why == Reason.PAYMENT_GONE:
        day, amount, invoice = told.split(" ", 2)
        sum_ = words.coded(int(amount), notice.currency)
        return key, words.say("notice.paid", day=words.day(int(day)), amount=sum_, invoice=invoice)
    if why == Reason.PAYMENT_AHEAD:
        day, amount = told.split()
        sum_ = words.coded(int(amount), notice.currency)
        return key, words.say("notice.ahead", day=words.day(int(day)), amount=sum_)
    if why == Reason.INVOICE:
        return key, cannot_text(told, words)
    known = notice.approved_for
    return key, told if known is None else words.coded(known, notice.currency)


def _variant(why: Reason, notice: Notice) -> str:
    """Which of our words for it these are, where there are several."""
    if why == Reason.FINDING and notice.about:
        return ".CELL"
    if why == Reason.DOUBTED and notice.about:
        return ".LATELY"
    if why in _OF_WHAT_WAS_TYPED and notice.kind.asks and not notice.kind.of_episode:
        return _ASK
    if why == Reason.RENAMED:
        return _whose_name(notice)
    if why == Reason.OLD_ROWS and notice.invoice is not None:
        return ".REST" if notice.kind.asks else ".THANKS"
    return ""


def _whose_name(notice: Notice) -> str:
    """Which words ask whose new name its client's is."""
    if notice.kind.tells_a_month:
        return ".STATEMENT"
    return ".QUESTION" if notice.is_question else "" if notice.kind.of_episode else ".BY_HAND"


def _told(notice: Notice) -> str:
    """What the reason of one that nothing holds names."""
    return notice.reason if notice.instead is None else notice.about


def _key(notice: Notice) -> str:
    """Our words for a state in which nothing holds it."""
    if notice.instead is not None:
        if notice.kind.tells_a_month and notice.instead == Instead.SAME:
            return "state.CANCELLED.SAME.STATEMENT"
        answered = notice.is_question and notice.instead == Instead.FORMER_NAME
        return f"state.CANCELLED.{(Instead.SAME if answered else notice.instead).name}"
    if notice.state == State.SENT and notice.reason:
        return "state.bounced_in_part" if notice.came_back else "state.in_part"
    if notice.state == State.REFUSED and notice.came_back:
        return "state.bounced"
    if notice.state == State.UNCERTAIN and notice.ticked:
        return "ticked.UNCERTAIN"
    return f"state.{notice.state.name}"


def _cure(notice: Notice, words: Words) -> str:
    """What helps where a letter was refused, by what the answer speaks of."""
    again = words.say("notice.again.ticked" if notice.ticked else "notice.again")
    return words.say(f"notice.cure.{notice.blame}", again=again)


def _row_text(text: str, notice: Notice, words: Words) -> str:
    """The row of Log that weighs most, as a person finds it."""
    row = HeavyRow.from_text(text)
    day, amount = words.day(row.day), words.coded(row.amount, notice.currency)
    return words.say("notice.row", row=row.row, day=day, service=row.service, amount=amount)
