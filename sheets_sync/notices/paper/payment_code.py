"""The text of a payment QR code: GOST R 56042-2014 for RUB, EPC069-12 for EUR (design §8)."""

from typing import Final

from stdnum import iban

from sheets_sync.billing.currency import to_major
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.latin import payee_name
from sheets_sync.notices.paper.parties import BankAccount
from sheets_sync.notices.paper.undrawable import PaperError

_GOST_PURPOSE: Final = 210
_GOST_SUM: Final = 10**18
_EPC_PURPOSE: Final = 140
_EPC_LARGEST: Final = 99_999_999_999
_EPC_BYTES: Final = 331


def payment_code(
    account: BankAccount | None, currency: str, amount: int, purpose: str
) -> str | None:
    """What the code of a payment of ``amount`` (minor units) holds; None where there is none.

    ``account`` is one that ``account_faults`` finds nothing wrong with. Raises ``PaperError``
    where the amount is more than a code can hold.
    """
    if account is None or amount <= 0:
        return None
    if currency == "RUB":
        return _gost(account, amount, purpose)
    return _epc(account, amount, purpose) if currency == "EUR" and account.iban else None


def _gost(account: BankAccount, amount: int, purpose: str) -> str:
    """``ST00012``: version 1, UTF-8; the five required fields come first, in their order."""
    if amount >= _GOST_SUM:
        raise PaperError("too_large")
    fields = {
        "Name": account.payee,
        "PersonalAcc": account.account,
        "BankName": account.bank,
        "BIC": account.bic,
        "CorrespAcc": account.corr_account,
        "Sum": str(amount),
        "Purpose": clean(purpose.replace("|", " "))[:_GOST_PURPOSE],
        "PayeeINN": account.inn,
        "KPP": account.kpp,
    }
    return "|".join(["ST00012", *(f"{name}={value}" for name, value in fields.items() if value)])


def _epc(account: BankAccount, amount: int, purpose: str) -> str:
    if amount > _EPC_LARGEST:
        raise PaperError("too_large")
    head = ["BCD", "002", "1", "SCT", account.bic, payee_name(account.payee)]
    head += [iban.compact(account.iban), f"EUR{to_major(amount, 'EUR')}", "", ""]
    text = clean(purpose)[:_EPC_PURPOSE]
    while len(code := "\n".join([*head, text]).encode()) > _EPC_BYTES:
        text = text[:-1]
    return code.decode()
