"""Who issues invoices, and the bank accounts that top-ups are paid into."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A bank account; "" is unknown."""

    payee: str = ""
    inn: str = ""
    kpp: str = ""
    account: str = ""
    bank: str = ""
    bic: str = ""
    corr_account: str = ""
    iban: str = ""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The seller, as invoices and statements name them."""

    name: str
    details: str
    accounts: Mapping[str, BankAccount]
    vat_rate: Decimal | None = None
    vat: str = ""
    signature: str = ""
    due_days: int = 5

    def named(self, currency: str) -> str:
        """The seller's name on paper: the one that the bank knows, where it is known."""
        account = self.accounts.get(currency)
        return (account.payee if account else "") or self.name
