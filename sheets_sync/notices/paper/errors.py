"""What stops a paper from being drawn, in English and Russian: a held letter's State shows it."""

from typing import Final, Literal

from sheets_sync.errors import SheetsSyncError

REASONS: Final[dict[str, tuple[str, str]]] = {
    "too_large": (
        "The amount is more than a payment code can hold. Ask for less at a time (Top-up).",
        "Сумма больше, чем помещается в платёжный код. Запрашивайте меньше за раз (Пополнение).",
    ),
    "not_drawn": (
        "Its pages cannot be drawn. Shorten what stands in Details, Contract or mail.seller, or "
        "report it.",
        "Страницы не нарисовать. Сократите Реквизиты, Договор или mail.seller или сообщите нам.",
    ),
}


class PaperError(SheetsSyncError):
    """An invoice or a statement that cannot be drawn; ``reason`` is a key of ``REASONS``."""

    def __init__(self, reason: Literal["too_large", "not_drawn"]) -> None:
        super().__init__(REASONS[reason][0])
        self.reason = reason
