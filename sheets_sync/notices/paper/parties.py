"""Who issues invoices, and the bank accounts that top-ups are paid into."""

from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.paper.own_look import PLAIN, OwnLook


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class SellerIn:
    """What the seller is in one currency, where that differs: "" and None are as elsewhere."""

    name: str = ""
    details: str = ""
    vat_rate: Decimal | None = None
    vat: str = ""


@dataclass(frozen=True)
class Issuer:
    """The seller, as invoices and statements name them."""

    name: str
    details: str
    accounts: Mapping[str, BankAccount]
    vat_rate: Decimal | None = None
    vat: str = ""
    signature: str = ""
    due_days: int = 5
    sellers: Mapping[str, SellerIn] = field(default_factory=dict)
    look: OwnLook = PLAIN

    def at_making(self, invoice: Invoice) -> "Issuer":
        """The issuer of papers about an ``invoice``, which have the tax and the days to pay that it
        was made with, whatever is set since; as they are where that is not known."""
        days = self.due_days if invoice.due_days is None else invoice.due_days
        return replace(self._taxed_as(invoice), due_days=days)

    def _taxed_as(self, invoice: Invoice) -> "Issuer":
        if (tax := invoice.tax) is None:
            return self
        here = replace(self.sellers.get(invoice.currency, SellerIn()), vat_rate=None, vat="")
        rate = None if tax.rate is None else Decimal(tax.rate)
        sellers = {**self.sellers, invoice.currency: here}
        return replace(self, vat_rate=rate, vat=tax.clause, sellers=sellers)

    def selling_in(self, currency: str) -> "Issuer":
        """The issuer of papers in a currency: their name there is the one that the bank knows,
        where no longer one is given; a tax rate or clause given for it stands alone."""
        account, here = self.accounts.get(currency), self.sellers.get(currency, SellerIn())
        name = here.name or (account.payee if account else "") or self.name
        taxed = bool(here.vat or here.vat_rate)
        return replace(
            self,
            name=name,
            details=here.details or self.details,
            vat_rate=here.vat_rate if taxed else self.vat_rate,
            vat=here.vat if taxed else self.vat,
        )
