"""Clients whose currency is not the one that they are known to have: CURRENCY_CHANGED (§17)."""

from collections.abc import Mapping

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book


def currency_changed(book: Book, were_in: Mapping[str, str]) -> tuple[Finding, ...]:
    """A finding at the Currency of each client whom ``were_in`` (by folded name) has another one
    of: ``text`` is the currency now, ``near`` the one before."""
    return tuple(
        Finding(
            Code.CURRENCY_CHANGED, "clients", client.source, client.row, "currency",
            text=client.currency, client=client.name, near=were_in[fold(client.name)],
        )
        for client in book.clients
        if fold(client.name) in were_in
    )  # fmt: skip
