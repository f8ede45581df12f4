"""What the Notices tab and the terminal call kinds, states and reasons, in English and Russian."""

from typing import Final

from sheets_sync.notices.notice import STUCK, Notice, Reason, State
from sheets_sync.notices.paper.errors import REASONS

KINDS: Final = {
    "LOW": ("Low", "Мало"),
    "EMPTY": ("Empty", "Исчерпан"),
    "OVER": ("Over", "Перерасход"),
    "REMINDER": ("Reminder {ordinal}", "Напоминание {ordinal}"),
    "RECEIPT": ("Receipt", "Платёж получен"),
}
STATES: Final = {
    State.PLANNED: ("to be sent", "к отправке"),
    State.RENDERED: ("on its way", "отправляется"),
    State.RETRY: (
        "not sent, will be tried again: {reason}",
        "не отправлено, попробуем ещё: {reason}",
    ),
    State.ATTEMPTING: ("on its way", "отправляется"),
    State.SENT: ("sent", "отправлено"),
    State.REFUSED: (
        "refused, {reason}; mend the client's Email, or tick Send to try again",
        "отклонено, {reason}; исправьте Почту клиента или отметьте «Отправить», чтобы повторить",
    ),
    State.UNCERTAIN: (
        "uncertain whether it arrived ({reason}): ask the client; if it did not, tick Send",
        "неизвестно, дошло ли ({reason}): спросите клиента; если нет, отметьте «Отправить»",
    ),
    State.CANCELLED: ("cancelled: its cause is gone", "отменено: причина отпала"),
}
_SENT_IN_PART: Final = ("sent, but not to {reason}", "отправлено, кроме {reason}")
_STUCK_AND_TICKED: Final = {
    State.REFUSED: (
        "refused, {reason}; mend the client's Email, or untick Send, and tick it after the next run",
        "отклонено, {reason}; исправьте Почту клиента или снимите отметку, а после следующего "
        "запуска поставьте снова",
    ),
    State.UNCERTAIN: (
        "uncertain whether it arrived ({reason}): ask the client; if it did not, untick Send, "
        "and tick it after the next run",
        "неизвестно, дошло ли ({reason}): спросите клиента; если нет, снимите отметку, а после "
        "следующего запуска поставьте снова",
    ),
}
_REASONS: Final = {
    Reason.SETTLE: ("waits until the flag has held", "ждём, удержится ли флаг"),
    Reason.FINDING: (
        "held: mend the client's row first, see Findings",
        "задержано: сначала исправьте строку клиента, см. Замечания",
    ),
    Reason.NO_ADDRESS: (
        "held: the client has no address in Email",
        "задержано: у клиента не указана Почта",
    ),
    Reason.FIRST_RUN: (
        "held: many letters on a first run; tick Send",
        "задержано: много писем при первом запуске; отметьте «Отправить»",
    ),
    Reason.APPROVAL: (
        "held for approval: tick Send",
        "ждёт одобрения: отметьте «Отправить»",
    ),
    Reason.ADDRESS: (
        "held: the address changed since the last letter; check it and tick Send",
        "задержано: адрес изменился после прошлого письма; проверьте и отметьте «Отправить»",
    ),
    Reason.DAILY_CAP: (
        "held: as many letters as a day may have are sent; goes tomorrow",
        "задержано: на сегодня писем уже достаточно; уйдёт завтра",
    ),
    Reason.INVOICE: (
        "held, the invoice cannot be made: {reason}",
        "задержано, счёт не составить: {reason}",
    ),
}


def kind_text(notice: Notice, language: str) -> str:
    """The kind of a notice: "Low", "Reminder 2"."""
    return KINDS[notice.kind][language == "ru"].format(ordinal=notice.ordinal)


def state_text(notice: Notice, language: str) -> str:
    """The state of a notice and, where it is held or failed, why and what to do."""
    texts, reason = STATES.get(notice.state), notice.reason
    if (why := notice.why_held) is not None:
        texts, key = _REASONS[why], reason.partition(": ")[2]
        reason = REASONS[key][language == "ru"] if key in REASONS else key
    elif notice.state == State.SENT and reason:
        texts = _SENT_IN_PART
    elif notice.state in STUCK and notice.ticked:
        texts = _STUCK_AND_TICKED[notice.state]
    assert texts is not None  # noqa: S101 - every state but HELD has its texts
    return texts[language == "ru"].format(reason=reason)
