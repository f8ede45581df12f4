"""Invoices by themselves: the register, one that a person asks for, one that they withdraw (§17).

What is asked here is an errand: the next run does it, once, through the same outbox.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant, nearest
from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.notices.ask_cells import standing_errands
from sheets_sync.notices.blocks import Block
from sheets_sync.notices.episodes import Kind, Standing
from sheets_sync.notices.errands import Errand, next_errand, withdrawn
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.register import Registered, register
from sheets_sync.notices.renames import with_invoices
from sheets_sync.reading.numbers import Number, own_currency, read_number
from sheets_sync.reading.rules import Locale
from sheets_sync.reckoning import number_locale
from sheets_sync.use_cases import mailroom
from sheets_sync.use_cases.blocked import blocked_text, standing_block
from sheets_sync.use_cases.known_names import names_in
from sheets_sync.use_cases.office import Office, open_office
from sheets_sync.words.speaking import ENGLISH

_SEE: Final = "`sheets-sync invoices` shows every invoice."

Tell = Callable[[str], None]


def registered(office: Office) -> Sequence[Registered]:
    """Every invoice that was made, and what became of it as the workbook stands.

    Raises as a run does, where the workbook cannot be read.
    """
    ledger = with_invoices(office.outbox.ledger())
    if not ledger.issued:
        return []
    return register(ledger, mailroom.books(office.config, office.read_and_reckon()).money)


def ask_for_invoice(config: Config, name: str, amount: str, moment: datetime, tell: Tell) -> str:
    """Ask the next run for an invoice; a sentence on what it will do.

    ``amount`` is in major units of the client's currency, as people type it. Raises ``UsageError``
    for an unknown client, an amount that is none, or one that waits to go already.
    """
    with open_office(config, "invoice", moment, tell) as (office, _):
        reckoned, ledger = office.read_and_reckon(), with_invoices(office.outbox.ledger())
        books = mailroom.books(config, reckoned)
        standing = _client(books.standings, name)
        minor = _minor(amount, standing.currency, number_locale(config, reckoned.snapshot))
        for each in _waiting(ledger):
            if (each.client, each.kind, each.amount) == (standing.client, Kind.INVOICE, minor):
                raise UsageError(
                    f"An invoice of {amount} {standing.currency} to {standing.name} waits already.",
                    "It goes with the next run (`sheets-sync now`).",
                )
        office.outbox.ask(
            Errand(
                next_errand(ledger.errands, ledger.done),
                Kind.INVOICE,
                standing.client,
                standing.currency,
                minor,
                moment,
            )
        )
        open_ = books.unpaid(ledger).get(standing.client)
        blocked = _blocked(office, office.desk.block(mailroom.ask(office, reckoned)))
    takes = f" It replaces the unpaid No {open_.invoice.label}." if open_ else ""
    shown = config.workbook.words.amount(minor, standing.currency)
    return (
        f"An invoice of {shown} {standing.currency} to {standing.name} goes with the next run "
        f"(`sheets-sync now`).{takes}{blocked}"
    )


def withdraw_invoice(config: Config, label: str, moment: datetime, tell: Tell) -> str:
    """Ask the next run for a credit note on an invoice; a sentence on what it will do.

    Raises ``UsageError`` where there is no such invoice, or it was withdrawn or replaced already.
    """
    with open_office(config, "invoice", moment, tell) as (office, _):
        ledger = with_invoices(office.outbox.ledger())
        invoice = _invoice(ledger, label)
        office.outbox.ask(
            Errand(
                id=next_errand(ledger.errands, ledger.done),
                kind=Kind.CREDIT,
                client=invoice.client,
                currency=invoice.currency,
                amount=invoice.amount,
                moment=moment,
                invoice=invoice.number,
            )
        )
        blocked = _blocked(office, standing_block(office.store))
        there = {fold(each) for each in names_in(office.store)}
    goes = "goes with the next run (`sheets-sync now`)"
    if there and invoice.client not in there:
        goes = "waits until the client is in Clients again, with their Email (State: closed)"
    return f"No {invoice.label} need not be paid any more. Its credit note {goes}.{blocked}"


def _blocked(office: Office, block: Block | None) -> str:
    """What keeps letters back until then, and the cure; "" where nothing does."""
    if block is None:
        return ""
    return f" Not yet: {blocked_text(block, office.config, office.store, ENGLISH)}"


def _client(standings: Sequence[Standing], name: str) -> Standing:
    names = [each.name for each in standings]
    if called := meant(name, names):
        return standings[names.index(called)]
    near = nearest(name, names)
    cure = f'Did you mean "{near}"?' if near else "See the tab Clients."
    raise UsageError(f'No client is called "{name}".', cure)


def _minor(amount: str, currency: str, locale: Locale) -> int:
    """An amount as it would be typed into the workbook, in minor units."""
    number = read_number(amount, locale, MINOR_DIGITS[currency])
    sound = isinstance(number, Number) and own_currency(number.currency, currency)
    if not (sound and isinstance(number, Number) and 0 < number.value <= LIMIT):
        raise UsageError(
            f'"{amount}" is no amount in {currency} that an invoice can ask for.',
            "Type it as in the workbook: 12000 or 1500.50.",
        )
    return number.value


def _invoice(ledger: Ledger, label: str) -> Invoice:
    """The invoice that people know by ``label``, its prefix or not."""
    found = [each for each in ledger.issued.values() if label in (each.label, str(each.number))]
    if not found or found[0].credits is not None:
        raise UsageError(f"There is no invoice No {label}.", _SEE)
    (invoice,) = found
    if invoice.number in withdrawn(ledger.errands, ledger.issued):
        raise UsageError(f"No {invoice.label} is withdrawn already.", _SEE)
    if (by := ledger.replaced.get(invoice.number)) is not None:
        instead = ledger.issued[by].label
        raise UsageError(
            f"No {invoice.label} is replaced by No {instead} already.", f"Withdraw No {instead}."
        )
    return invoice


def _waiting(ledger: Ledger) -> list[Errand]:
    """The errands that have not gone."""
    waiting = standing_errands(ledger)
    return [each for each in waiting if (each.client, each.kind, each.id) not in ledger.done]
