"""Kinds of notices, and what each is (design §8, §17). Pure."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a notice is: the first at its level, a reminder, or the thanks for a top-up; and, of no
    episode, an invoice that a person asked for, a credit note, or the statement of a month."""

    LOW = "LOW"
    EMPTY = "EMPTY"
    OVER = "OVER"
    REMINDER = "REMINDER"
    RECEIPT = "RECEIPT"
    INVOICE = "INVOICE"
    CREDIT = "CREDIT"
    STATEMENT = "STATEMENT"

    @property
    def asks(self) -> bool:
        """Whether it asks for money, with an invoice."""
        return self not in _ASK_NOTHING

    @property
    def warns(self) -> bool:
        """Whether it is told in the words of its level. One that is not has words of its own."""
        return self.asks and self.of_episode

    @property
    def of_episode(self) -> bool:
        """Whether an episode causes it, not a person or the calendar."""
        return self not in _OF_NO_EPISODE

    @property
    def by_hand(self) -> bool:
        """Whether it asks for what a person asked for."""
        return self.asks and not self.of_episode

    @property
    def withdraws(self) -> bool:
        """Whether it takes an invoice back, by a credit note."""
        return self in _WITHDRAW

    @property
    def tells_a_month(self) -> bool:
        """Whether it tells all of a month, and no invoice."""
        return self in _TELL_A_MONTH

    @property
    def encloses(self) -> bool:
        """Whether a paper comes with it: an invoice, a credit note, a statement."""
        return self.asks or self.withdraws or self.tells_a_month

    @property
    def reminds(self) -> bool:
        """Whether it says again what another said: such notices are numbered, and have an end."""
        return self in _REMIND

    @property
    def thanks(self) -> bool:
        """Whether it says that money has come."""
        return self in _THANK


_ASK_NOTHING: Final = frozenset({Kind.RECEIPT, Kind.CREDIT, Kind.STATEMENT})
_OF_NO_EPISODE: Final = frozenset({Kind.INVOICE, Kind.CREDIT, Kind.STATEMENT})
_WITHDRAW: Final = frozenset({Kind.CREDIT})
_TELL_A_MONTH: Final = frozenset({Kind.STATEMENT})
_REMIND: Final = frozenset({Kind.REMINDER})
_THANK: Final = frozenset({Kind.RECEIPT})
