"""What only the letters know of Clients: amounts in Ask that make no invoice, ASK_NOT_BLANK,
clients who are gone while an invoice of theirs is open, CLIENT_GONE, and those whose row bears
another's address or details, CLIENT_EXCHANGED; and what is written into Send and says neither yes
nor no, BAD_SEND; and letters that lie in the folder since before letters were mailed, WRITTEN_ONLY
(design §17)."""

from collections.abc import Iterable, Iterator

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.findings import LONGEST_TEXT, NOTICES_ROLE, Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.notices.invoices.ask_cells import Refused, asked_in_clients, refused
from sheets_sync.notices.invoices.open_invoices import is_paid
from sheets_sync.notices.ledger.line_codes import read_code
from sheets_sync.notices.ledger.notice import TROUBLED
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.whose.suspects import Gone, unaccounted
from sheets_sync.notices.whose.taken_in import paid_by_others
from sheets_sync.showing.notices_tab import codes, notices_as_made, sends, unclear_sends
from sheets_sync.showing.own_tabs import NOTICES
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.use_cases.shared.office import Office


def of_letters(office: Office, books: Books, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings; a client whose row is there, and held by what is ``found`` in it, is not
    gone."""
    ledger, standings = office.desk.ledger(), books.standings
    asked = asked_in_clients(ledger, standings, books.ask_column, office.moment)
    held = {fold(each.client) for each in found if each.role == "clients"}
    gone = unaccounted(ledger, standings, books.youth.left)
    return (
        *_ask_not_blank(books.book, refused(asked, standings)),
        *_exchanged(books),
        *(_gone(each, books) for each in gone if fold(each.name) not in held),
        *_merged_here(ledger, books),
    )


def unclear_words(snapshot: Snapshot) -> Iterator[Finding]:
    """At the Send of each letter that waits for a person, where that says neither yes nor no;
    ``near`` is the cell."""
    tab = snapshot.own(NOTICES.role)
    if tab is None:
        return
    texts = codes(notices_as_made(snapshot))
    for number, (column, row, said) in unclear_sends(tab).items():
        code = read_code(texts[number])
        if code is not None and code.state in TROUBLED:
            yield Finding(
                Code.BAD_SEND, NOTICES_ROLE, 0, row, "send",
                text=said[:LONGEST_TEXT], near=f"{tab.ref}!{a1(column, row)}",
            )  # fmt: skip


def written_only(office: Office, books: Books, snapshot: Snapshot) -> Iterator[Finding]:
    """At the Send of each letter that no episode caused, was written into the folder, and matters
    still where letters are mailed; ``near`` is the cell."""
    tab = snapshot.own(NOTICES.role)
    cells = sends(tab) if tab is not None else {}
    for notice in office.desk.left_in_folder(books):
        if tab is not None and (place := cells.get(notice.number or 0)) is not None:
            yield Finding(
                Code.WRITTEN_ONLY, NOTICES_ROLE, 0, place[1], "send", text=str(notice.number),
                client=notice.name, near=f"{tab.ref}!{a1(*place)}",
            )  # fmt: skip


def _ask_not_blank(book: Book, cells: Iterable[Refused]) -> Iterator[Finding]:
    """At the Ask of each client whose amount makes no invoice; ``near`` is what was asked for
    before, or the client whose row it may be a copy of."""
    clients = {fold(each.name): each for each in book.clients}
    for cell in cells:
        client = clients[cell.client]
        before = None if cell.before is None else to_major(cell.before, client.currency)
        yield Finding(
            Code.ASK_NOT_BLANK, "clients", client.source, client.row, "ask",
            text=to_major(cell.amount, client.currency), client=client.name,
            near=before or cell.twin,
            variant=Variant.CHANGED if before else Variant.COPIED if cell.twin else None,
        )  # fmt: skip


def _exchanged(books: Books) -> Iterator[Finding]:
    """At the cell that was another client's; ``near`` is that one."""
    for client in books.book.clients:
        if (taken := books.youth.exchanged.get(fold(client.name))) is not None:
            text = ", ".join(client.emails) if taken.field == "email" else client.details
            yield Finding(
                Code.CLIENT_EXCHANGED, "clients", client.source, client.row, taken.field,
                text=text[:LONGEST_TEXT], client=client.name, near=taken.other,
            )  # fmt: skip


def _merged_here(ledger: Ledger, books: Books) -> Iterator[Finding]:
    """At each client whose rows all became another's, and who has an invoice in hand that they had
    not paid by then; ``near`` is that one, ``client`` who has their rows."""
    clients = {fold(each.name): each for each in books.book.clients}
    for who, joined in books.youth.merged.joined.items():
        paid = paid_by_others(joined)
        for gave in joined:
            client = clients.get(gave)
            invoice = ledger.invoices.get((gave, client.currency)) if client else None
            if client is None or invoice is None or not ledger.was_seen(invoice.number):
                continue
            if not is_paid(invoice, paid[gave]):
                yield Finding(
                    Code.CLIENT_GONE, "clients", client.source, client.row, "client",
                    text=client.name, client=clients[who].name, near=invoice.label,
                    variant=Variant.MERGED_HERE,
                )  # fmt: skip


def _gone(gone: Gone, books: Books) -> Finding:
    """Of a client who has no row; ``near`` is their invoice, ``client`` who may be them, or has
    their rows."""
    took = books.youth.merged.heirs.get(fold(gone.name), "")
    heir = gone.heir or (books.youth.name_of(took) if took else "")
    variant = Variant.HEIR if gone.heir else Variant.MERGED if took else None
    if gone.waits is not None:
        variant = Variant.WITHDRAWN if gone.waits.withdraws else Variant.ASKED_FOR
    name = books.youth.names.get(fold(gone.name), gone.name)
    return Finding(
        Code.CLIENT_GONE, "clients", 0, 0, "client", text=name, client=heir or name,
        near=gone.invoice, variant=variant,
    )  # fmt: skip
