"""Invoices by themselves: the register (design §17)."""

from collections.abc import Sequence

from sheets_sync.notices.register import Registered, register
from sheets_sync.use_cases import mailroom
from sheets_sync.use_cases.office import Office


def registered(office: Office) -> Sequence[Registered]:
    """Every invoice that was made, and what became of it as the workbook stands.

    Raises as a run does, where the workbook cannot be read.
    """
    ledger = office.outbox.ledger()
    if not ledger.issued:
        return []
    return register(ledger, mailroom.books(office.config, office.read_and_reckon()).money)
