"""What the Notices tab and the terminal call kinds, states and reasons, in English and Russian."""

from typing import Final

from sheets_sync.notices.notice import Notice, Reason, State

_KINDS: Final = {
    "LOW": ("Low", "Мало"),
    "EMPTY": ("Empty", "Исчерпан"),
    "OVER": ("Over", "Перерасход"),
    "REMINDER": ("Reminder {ordinal}", "Напоминание {ordinal}"),
}
_STATES: Final = {
    State.PLANNED: ("to be sent", "к отправке"),
    State.RENDERED: ("on its way", "отправляется"),
    State.RETRY: (
        "not sent, will be tried again: {reason}",
        "не отправлено, попробуем ещё: {reason}",
    ),
    State.SENT: ("sent", "отправлено"),
    State.CANCELLED: ("cancelled: its cause is gone", "отменено: причина отпала"),
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
}


def kind_text(notice: Notice, language: str) -> str:
    """The kind of a notice: "Low", "Reminder 2"."""
    return _KINDS[notice.kind][language == "ru"].format(ordinal=notice.ordinal)


def state_text(notice: Notice, language: str) -> str:
    """The state of a notice and, where it is held or failed, why and what to do."""
    if notice.state == State.HELD:
        return _REASONS[Reason(notice.reason)][language == "ru"]
    return _STATES[notice.state][language == "ru"].format(reason=notice.reason)
