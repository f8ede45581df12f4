"""What the Notices tab tells a machine of a letter, whatever language its sentences are in.

    LOW sent        REMINDER 2 uncertain paid 1200000        OVER sent paid 0 replaces 7

Kind, its ordinal where it has one, state; of its invoice what no other cell of the line tells: what
the account had been paid when it was made, minor units, and the number of the one that it replaces
or credits. A state that was lost takes letters over by these.
"""

from typing import Final, NamedTuple

from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Notice, State


class InvoiceCode(NamedTuple):
    """What a code tells of an invoice, as ``Invoice`` has it; None where it tells nothing."""

    paid: int | None = None
    replaces: int | None = None
    credits: int | None = None

    def __str__(self) -> str:
        told = self._asdict().items()
        return " ".join(f"{name} {value}" for name, value in told if value is not None)


NOTHING_OF_IT: Final = InvoiceCode()


class LetterCode(NamedTuple):
    """A letter's kind, its ordinal (0: none), its state, and what it tells of its invoice."""

    kind: Kind
    ordinal: int
    state: State
    invoice: InvoiceCode = NOTHING_OF_IT

    def __str__(self) -> str:
        ordinal = str(self.ordinal) if self.ordinal else ""
        return " ".join(filter(None, (self.kind, ordinal, self.state, str(self.invoice))))


def code_of(notice: Notice, invoice: Invoice | None = None) -> LetterCode:
    """The code of a notice that is about ``invoice``, where one was made."""
    about = NOTHING_OF_IT
    if invoice is not None:
        about = InvoiceCode(invoice.paid_before, invoice.replaces, invoice.credits)
    return LetterCode(notice.kind, notice.ordinal, notice.state, about)


def read_code(text: str) -> LetterCode | None:
    """The code that a cell holds; None where that is none."""
    kind, *words = text.split() or [""]
    ordinal = words.pop(0) if words and words[0].isdecimal() else "0"
    if kind not in list(Kind) or not words or words[0] not in list(State):
        return None
    about = _about_an_invoice(words[1:])
    return about and LetterCode(Kind(kind), int(ordinal), State(words[0]), about)


def _about_an_invoice(words: list[str]) -> InvoiceCode | None:
    """What the last words of a code tell, by pairs; None where they are none."""
    names, numbers = words[::2], words[1::2]
    sound = len(names) == len(numbers) and {*names} <= {*InvoiceCode._fields}
    if not sound or not all(each.removeprefix("-").isdecimal() for each in numbers):
        return None
    return InvoiceCode(**dict(zip(names, map(int, numbers), strict=True)))
