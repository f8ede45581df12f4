"""The invoices that the lines of the tab Notices tell of, for a state that was lost (design §8)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.names import fold
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.line_codes import NOTHING_OF_IT, InvoiceCode, read_code
from sheets_sync.showing.notices_tab import NoticeLine

Key: TypeAlias = tuple[Kind, int]


def invoices_in(lines: Sequence[NoticeLine], issued: Mapping[int, Invoice]) -> Iterator[Invoice]:
    """The invoices and credit notes beyond those ``issued``, which the state knows, each as its
    first line has it, and of the client whom the last one asked. Where the code of a program before
    does not tell which invoice a credit note withdraws, it is the client's latest one before it."""
    last = max(issued, default=0)
    own: dict[int, list[NoticeLine]] = {}
    for line in lines:
        number = line.invoice_number
        if number is not None and number > last and (line.asked > 0 or key_of(line)[0].withdraws):
            own.setdefault(number, []).append(line)
    made = dict(issued)
    for number, about in sorted(own.items()):
        made[number] = _invoice(number, about, made)
        yield made[number]


def _invoice(number: int, lines: Sequence[NoticeLine], made: Mapping[int, Invoice]) -> Invoice:
    first, client = lines[0], fold(lines[-1].client)
    told = _of_its_invoice(first)
    withdrawn = told.credits if told.credits in made else None
    if key_of(first)[0].withdraws and withdrawn is None:
        withdrawn = _latest(client, made)
    return Invoice(
        number=number,
        client=client,
        currency=first.currency,
        amount=made[withdrawn].amount if withdrawn else first.asked,
        day=(first.when.date() - EPOCH).days,
        paid_before=told.paid,
        replaces=told.replaces if told.replaces in made else None,
        credits=withdrawn,
        prefix=first.invoice_prefix,
    )


def _latest(client: str, made: Mapping[int, Invoice]) -> int | None:
    """The number of a client's latest invoice that no credit note withdrew."""
    noted = {each.credits for each in made.values()}
    own = (each for each in made.values() if each.client == client and each.credits is None)
    return max((each.number for each in own if each.number not in noted), default=None)


def key_of(line: NoticeLine) -> Key:
    """The kind of a line; one whose code is gone is a reminder of its own."""
    code = read_code(line.code)
    return (code.kind, code.ordinal) if code else (Kind.REMINDER, line.number)


def _of_its_invoice(line: NoticeLine) -> InvoiceCode:
    code = read_code(line.code)
    return code.invoice if code else NOTHING_OF_IT
