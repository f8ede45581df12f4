"""Invoices and credit notes as they are remembered, and how they are numbered (design §17)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Final, NamedTuple

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Invoice:
    """A top-up invoice, or a credit note, which bears a number of the same series: ``amount`` in
    minor units, above 0 in both, ``day`` a serial, ``prefix`` what stands before the number.

    ``paid_before`` is what its account had been paid when it was made, refunds taken off, minor
    units; None of an invoice made before this was kept, or taken over from a line of Notices whose
    code does not tell: then what is dated up to its day counts as paid before. ``replaces`` is the
    number of the open invoice whose place it took, if it took one's; ``credits`` that of the one
    which it withdraws: then it is a credit note. ``vat_rate``, per cent as typed, and ``vat`` are
    its tax, as ``Tax`` has it; a ``vat`` of None says that it is not known, of one made before.
    ``due_days`` it gives to pay, 0: it names no day; None as of the tax.
    """

    number: int
    client: str
    currency: str
    amount: int
    day: int
    paid_before: int | None = None
    replaces: int | None = None
    credits: int | None = None
    prefix: str = ""
    vat_rate: str | None = None
    vat: str | None = None
    due_days: int | None = None

    @property
    def label(self) -> str:
        """The number as people know it: "2026-7"."""
        return f"{self.prefix}{self.number}"

    @property
    def tax(self) -> "Tax | None":
        """The tax that it was made with, as every paper about it has it; None: not known."""
        return None if self.vat is None else Tax(self.vat_rate, self.vat)


class Tax(NamedTuple):
    """The rate of value-added tax, per cent, None for none, and the seller's own clause on it."""

    rate: str | None = None
    clause: str = ""


@dataclass(frozen=True)
class Numbering:
    """How invoices are numbered: ``prefix`` stands before a number, ``first`` is the first one of a
    state that has made none. ``tax`` is theirs, ``taxes`` where a currency has another; they are to
    be paid within ``due_days``, 0: no day is named, None: nobody says."""

    prefix: str = ""
    first: int = 1
    tax: Tax | None = None
    taxes: Mapping[str, Tax] = field(default_factory=dict)
    due_days: int | None = None

    def after(self, last: int) -> int:
        """The number after ``last`` (0: none yet)."""
        return last + 1 if last else self.first


ONE_TWO_THREE: Final = Numbering()
