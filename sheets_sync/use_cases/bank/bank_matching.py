"""What credits are held against: the workbook's clients, the state's invoices, what staff's choices
in the tab Bank teach (design §20)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.notation import compact
from sheets_sync.bank.payers import ACCOUNT, TAX_NUMBER, Identifiers
from sheets_sync.bank.paying import OwedInvoice, PayingClient
from sheets_sync.config import Config
from sheets_sync.notices.invoices.register import Fate, Registered, register
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.shared.office import Office


def payers_of(
    reckoned: Reckoning,
    learnt: Sequence[tuple[str, Identifiers]],
    own: Identifiers,
    settled: Sequence[tuple[str, str]],
) -> Matcher:
    """The matcher of a workbook as reckoned, which knows no invoice; ``own`` tells the agency,
    ``settled`` what the payers of rows that staff chose a client for are called."""
    clients = [
        PayingClient(each.name, each.currency, each.details) for each in reckoned.book.clients
    ]
    return Matcher(clients, (), learnt, own, settled=settled)


def with_invoices_owed(payers: Matcher, office: Office, reckoned: Reckoning) -> Matcher:
    """The same with all invoices that somebody may pay, and what their payee is called."""
    accounts = office.config.bank_accounts().values()
    names = frozenset(each.payee for each in accounts if each.payee)
    return replace(payers, claims=list(_owed(office, reckoned)), own_names=names)


def own_accounts(config: Config) -> list[str]:
    """The agency's own bank accounts."""
    accounts = config.bank_accounts().values()
    return [number for each in accounts for number in (each.account, each.iban) if number]


def own_identifiers(config: Config, accounts: Iterable[str]) -> Identifiers:
    """What tells the agency apart: its ``accounts``, and its tax numbers."""
    numbers = (each.inn for each in config.bank_accounts().values() if each.inn)
    told = ((ACCOUNT, each) for each in accounts), ((TAX_NUMBER, each) for each in numbers)
    return frozenset((kind, compact(number)) for pairs in told for kind, number in pairs)


def _owed(office: Office, reckoned: Reckoning) -> Iterator[OwedInvoice]:
    """The invoices that somebody may pay: all but withdrawn ones and credit notes."""
    ledger = office.desk.ledger()
    if not ledger.issued:
        return
    for line in register(ledger, mailroom.books_now(office, reckoned, ledger).money):
        if line.fate not in {Fate.NOTE, Fate.CREDITED}:
            yield _owed_invoice(line)


def _owed_invoice(line: Registered) -> OwedInvoice:
    made = line.invoice
    return OwedInvoice(
        made.prefix, made.number, made.client, made.currency, line.amount, line.left, made.day
    )
