"""A credit and whose it is, and what tells: clients and invoices as matching knows them (§20)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class How(StrEnum):
    """By what a credit was found to be a client's."""

    NUMBER_AND_PAYER = "number_and_payer"
    NUMBER_AND_NAME = "number_and_name"
    NUMBER_AND_AMOUNT = "number_and_amount"
    BY_ACCOUNT = "account"
    BY_TAX_NUMBER = "tax_number"


@dataclass(frozen=True, slots=True)
class PayingClient:
    """A client as matching knows them: what they pay in, and their Details."""

    client: str
    currency: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class OwedInvoice:
    """An invoice that may be paid: ``amount`` and what is ``left`` of it in minor units."""

    prefix: str
    number: int
    client: str
    currency: str
    amount: int
    left: int
    day: int

    @property
    def label(self) -> str:
        """The number as people know it."""
        return f"{self.prefix}{self.number}"


@dataclass(frozen=True, slots=True)
class Whose:
    """A credit, and whose it is: ``client`` by ``how`` and, where they were named, ``claims``; or
    else "" and the clients whose it may be, the likeliest first. ``contested``: account or tax
    number are known as those of several clients, who are among them; ``foreign`` are clients who
    seem to have paid, but whose account is in another currency; ``learnt``: but for what staff's
    choices taught it would be another's, or nobody's."""

    client: str = ""
    how: How | None = None
    claims: tuple[OwedInvoice, ...] = ()
    candidates: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    contested: bool = False
    learnt: bool = False


NOBODY: Final = Whose()
