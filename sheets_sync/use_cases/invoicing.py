"""Invoices by themselves: the register, one that a person asks for, one that they withdraw (§17).

What is asked here is an errand: the next run does it, once, through the same outbox.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant
from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.notices.invoices.ask_cells import standing_errands
from sheets_sync.notices.invoices.register import Registered, register
from sheets_sync.notices.ledger.episodes import Level, Policy, Standing
from sheets_sync.notices.ledger.errands import Errand, next_errand, withdrawn
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.holding import ASKED_OF_A_PERSON
from sheets_sync.notices.plan.wishes import another_goes
from sheets_sync.notices.whose.whose_invoices import with_invoices
from sheets_sync.reckoning import Reckoning, number_locale
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.letters.blocked import blocked_text, refuse_behind, standing_block
from sheets_sync.use_cases.letters.typed_amount import typed_amount
from sheets_sync.use_cases.shared.known_names import names_in
from sheets_sync.use_cases.shared.letters_by_config import policy_of
from sheets_sync.use_cases.shared.office import Office, open_office
from sheets_sync.use_cases.shared.whose import alone_begins, whom_one_meant
from sheets_sync.words.speaking import ENGLISH, Words

_SEE: Final = "`sheets-sync invoices` shows every invoice."
_NO: Final = re.compile(r"^\s*(?:No\.?\s|№|#)\s*", re.IGNORECASE)
"""What people write before a number."""

_STILL_LOW: Final = (
    " The account is still low: its next letter asks by a new invoice. To stop that, set the "
    "client's State to paused, or lower their Threshold."
)

_NOTHING_MORE: Final = (
    ' The account is still low, and nothing more asks by itself: `sheets-sync invoice "{name}" '
    "AMOUNT` asks anew."
)

Tell = Callable[[str], None]


def registered(office: Office) -> Sequence[Registered]:
    """Every invoice that was made, and what became of it as the workbook stands.

    Raises as a run does, where the workbook cannot be read.
    """
    ledger = with_invoices(office.outbox.ledger())
    if not ledger.issued:
        return []
    return register(ledger, mailroom.books_now(office, office.read_and_reckon(), ledger).money)


def ask_for_invoice(config: Config, name: str, amount: str, moment: datetime, tell: Tell) -> str:
    """Ask the next run for an invoice; a sentence on what it will do.

    ``amount`` is in major units of the client's currency, as people type it. Raises ``UsageError``
    for an unknown client, an amount that is none, one that waits to go already, or a state that
    was lost.
    """
    with open_office(config, "invoice", moment, tell) as (office, _):
        reckoned, ledger = office.read_and_reckon(), with_invoices(office.outbox.ledger())
        blocked = _blocked(office, reckoned)
        books = mailroom.books_now(office, reckoned, ledger)
        standing = _client(books.standings, name)
        locale = number_locale(config, reckoned.snapshot)
        shown = partial(config.workbook.words.coded, currency=standing.currency)
        minor = typed_amount(amount, standing.currency, locale, config.billing.currency)
        waiting = _invoices_waiting(ledger, standing)
        if minor in waiting:
            held = "Tick Send beside it in Notices, and it goes."
            raise UsageError(
                f"An invoice of {shown(minor)} to {standing.name} waits already.",
                held if waiting[minor] else "It goes with the next run (`sheets-sync now`).",
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
    takes = f" It replaces the unpaid No {open_.invoice.label}." if open_ else ""
    beside = "".join(_beside(shown(each), held=held) for each, held in waiting.items())
    return (
        f"An invoice of {shown(minor)} to {standing.name} goes with the next run "
        f"(`sheets-sync now`).{takes}{beside}{blocked}"
    )


def withdraw_invoice(config: Config, label: str, moment: datetime, tell: Tell) -> str:
    """Ask the next run for a credit note on an invoice; sentences on what it will do, and on money
    that was paid on it.

    Raises ``UsageError`` where there is no such invoice, it was withdrawn or replaced already, or
    the state was lost.
    """
    with open_office(config, "invoice", moment, tell) as (office, _):
        reckoned, ledger = office.read_and_reckon(), with_invoices(office.outbox.ledger())
        blocked = _blocked(office, reckoned)
        invoice = _invoice(ledger, label)
        books = mailroom.books_now(office, reckoned, ledger)
        lines = {each.invoice.number: each for each in register(ledger, books.money)}
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
        there = {fold(each) for each in names_in(office.store)}
    goes = _of_credit_note(
        had=ledger.may_be_had(invoice.number), there=not there or invoice.client in there
    )
    line, words = lines[invoice.number], config.workbook.words
    anew = _asked_anew(invoice, books.standings, ledger, policy_of(config))
    whose = f"{line.name}, {words.coded(invoice.amount, invoice.currency)}"
    return (
        f"No {invoice.label} ({whose}) need not be paid any more. {goes}"
        f"{_paid_on(line, words)}{anew}{blocked}"
    )


def _of_credit_note(*, had: bool, there: bool) -> str:
    """What becomes of the credit note on an invoice that somebody ``had``, or not; whether the
    client is ``there``, in Clients."""
    if not had:
        return "Nobody has it: it goes no more, and no credit note on it is mailed."
    if there:
        return "Its credit note goes with the next run (`sheets-sync now`)."
    return (
        "Its credit note waits until the client is in Clients again, with their Email "
        "(State: closed)."
    )


def _asked_anew(
    invoice: Invoice, standings: Sequence[Standing], ledger: Ledger, policy: Policy
) -> str:
    """What is to be known of an account that calls for money still; "" where it does not."""
    low = {each.client: each.name for each in standings if each.active and each.level > Level.OK}
    if invoice.client not in low:
        return ""
    goes = another_goes(ledger, invoice.client, policy)
    return _STILL_LOW if goes else _NOTHING_MORE.format(name=low[invoice.client])


def _paid_on(line: Registered, words: Words) -> str:
    """What is to be known of money that came in for an invoice that is withdrawn; "" where none
    did, as far as is known."""
    if not line.paid:
        return ""
    what = "All" if line.paid == line.amount else words.coded(line.paid, line.invoice.currency)
    early = words.coded(line.early, line.invoice.currency)
    whose = f" Rows that are over ten days older paid {early}: look whose money it was."
    return (
        f" {what} of it was paid (the last on {words.day(line.paid_day)}): that stays on the "
        "account, as money for work to come. If it goes back, enter it in Payments as a refund."
        f"{whose if line.early else ''}"
    )


def _blocked(office: Office, reckoned: Reckoning) -> str:
    """What keeps letters back until then, and the cure; "" where nothing does. Raises
    ``UsageError`` where what is asked for now would be lost."""
    block = office.desk.block(mailroom.ask(office, reckoned))
    refuse_behind(block, office.config, office.store)
    if (block := block or standing_block(office.store)) is None:
        return ""
    return f" Not yet: {blocked_text(block, office.config, office.store, ENGLISH)}"


def _client(standings: Sequence[Standing], name: str) -> Standing:
    names = [each.name for each in standings]
    if called := meant(name, names):
        return standings[names.index(called)]
    # A letter that asks for money is not to go to the one who happens to begin so.
    begins = alone_begins(name, names)
    near = f'Did you mean "{begins}"?' if begins else whom_one_meant(name, names)
    cure = f"{near} An invoice takes the whole name." if near else "See the tab Clients."
    raise UsageError(f'No client is called "{name}".', cure)


def _invoice(ledger: Ledger, label: str) -> Invoice:
    """The invoice that people know by ``label``, its prefix or not, "No" before it or not."""
    bare = _NO.sub("", label).strip()
    found = [each for each in ledger.issued.values() if bare in (each.label, str(each.number))]
    if not found:
        raise UsageError(f"There is no invoice No {bare}.{_last(ledger)}", _SEE)
    (invoice,) = found
    if invoice.credits is not None:
        credited = ledger.issued[invoice.credits].label
        raise UsageError(
            f"No {invoice.label} is the credit note on No {credited}, and no invoice.",
            'Ask anew for what is to be paid after all: `sheets-sync invoice "CLIENT" AMOUNT`.',
        )
    if invoice.number in withdrawn(ledger.errands, ledger.issued):
        note = ledger.issued.get(ledger.credited.get(invoice.number, 0))
        how = f", by credit note No {note.label}" if note else "; its credit note waits to go"
        raise UsageError(f"No {invoice.label} is withdrawn already{how}.", _SEE)
    if invoice.number in ledger.replaced:
        raise _replaced(invoice, ledger.latest_of(invoice))
    return invoice


def _replaced(invoice: Invoice, by: Invoice) -> UsageError:
    return UsageError(
        f"No {invoice.label} is replaced by No {by.label} already: nobody is asked for it.",
        f"`sheets-sync invoice cancel {by.label}` withdraws that one.",
    )


def _last(ledger: Ledger) -> str:
    """Which number was the last one."""
    if not ledger.issued:
        return " None was made yet."
    return f" The last number is {ledger.issued[max(ledger.issued)].label}."


def _beside(amount: str, *, held: bool) -> str:
    """What is to be known of another invoice, of ``amount``, that waits to go."""
    if held:
        return (
            f" One of {amount} waits for Send in Notices, too: it goes by that alone, and takes "
            "the place of this one then."
        )
    return f" One of {amount} waits, too: both go, and this one replaces it."


def _invoices_waiting(ledger: Ledger, to: Standing) -> dict[int, bool]:
    """The amounts (minor units) of the invoices to a client that were asked for and wait to go,
    and whether a person is to let them go first."""
    held = {
        each.ordinal
        for each in ledger.notices
        if each.kind == Kind.INVOICE and each.why_held in ASKED_OF_A_PERSON and not each.approved
    }
    return {
        each.amount: each.id in held
        for each in standing_errands(ledger)
        if (each.client, each.kind, each.currency) == (to.client, Kind.INVOICE, to.currency)
        and (each.kind, each.id) not in ledger.done_errands
    }
