"""What the accounts of invoices were paid, kept from run to run: so no money is lost with rows that
an opening balance took the place of (design §17)."""

import json
from contextlib import suppress
from typing import Final

from sheets_sync.billing.tables import Book
from sheets_sync.notices.invoices.carried_over import accounts_money, carried_over
from sheets_sync.notices.invoices.money_in import Carried
from sheets_sync.notices.invoices.own_money import (
    AccountsMoney,
    money_as_lists,
    money_from_lists,
)
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.use_cases.shared.office import Office

_KEY: Final = "notices.money"


def carried_now(office: Office, book: Book, ledger: Ledger) -> Carried:
    """By client the rows that count though they are gone, ``book`` being the workbook as it is."""
    return carried_by(known_money(office), office, book, ledger)


def carried_by(known: AccountsMoney, office: Office, book: Book, ledger: Ledger) -> Carried:
    """The same by what is ``known`` (``known_money``)."""
    if not ledger.issued:
        return {}
    return carried_over(accounts_money(known, book, ledger, office.moment), ledger)


def remember_money(office: Office, before: AccountsMoney, book: Book) -> None:
    """Keep what a run that read ``book`` knows of that, ``before`` being what was known; of the
    invoices that it made, too."""
    ledger = office.desk.ledger()
    known = accounts_money(before, book, ledger, office.moment) if ledger.issued else {}
    if known != before:
        office.store.memories.remember(_KEY, json.dumps(money_as_lists(known)))


def known_money(office: Office) -> AccountsMoney:
    """What the last good run left; nothing where it left none, or what makes no sense."""
    text = office.store.memories.recall(_KEY)
    with suppress(ValueError, TypeError, AttributeError, OverflowError):
        return money_from_lists(json.loads(text)) if text else {}
    return {}
