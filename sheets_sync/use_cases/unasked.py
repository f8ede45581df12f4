"""What Ask of Clients makes no invoice of: ASK_NOT_BLANK (design §17)."""

from collections.abc import Iterable

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.notices.ask_cells import Refused


def ask_not_blank(book: Book, refused: Iterable[Refused]) -> tuple[Finding, ...]:
    """A finding at the Ask of each client whose amount makes no invoice: ``near`` is what was
    asked for before, or the client whose row it may be a copy of."""
    clients = {fold(each.name): each for each in book.clients}
    found = []
    for each in refused:
        client = clients[each.client]
        before = None if each.before is None else to_major(each.before, client.currency)
        variant = Variant.CHANGED if before else Variant.COPIED if each.twin else None
        found.append(
            Finding(
                Code.ASK_NOT_BLANK, "clients", client.source, client.row, "ask",
                text=to_major(each.amount, client.currency), client=client.name,
                near=before or each.twin, variant=variant,
            )
        )  # fmt: skip
    return tuple(found)
