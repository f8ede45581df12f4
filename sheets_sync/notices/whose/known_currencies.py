"""The currency that each client is known to have (design §17). Pure."""

from collections.abc import Mapping

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book


def known_currencies(
    before: Mapping[str, str], book: Book, mailed: Mapping[str, str]
) -> dict[str, str]:
    """The currency that each client is known to have: that of the last letter or run. A letter
    in a new one was a person's word; who never paid anything may still have any."""
    paid = {fold(book.clients[code].name) for code in set(book.payments["client"].tolist())}
    known = dict(before)  # those who are not there now may come back
    for client in book.clients:
        who = fold(client.name)
        was = mailed.get(who) or before.get(who)
        stays = was and who in paid and (client.bad_currency or mailed.get(who) != client.currency)
        known[who] = was if was and stays else client.currency
    return known


def were_in(known: Mapping[str, str], book: Book) -> dict[str, str]:
    """By client, the currency that they are ``known`` to have, where their cell says another."""
    now = {fold(each.name): each.currency for each in book.clients if not each.bad_currency}
    return {who: before for who, before in known.items() if now.get(who, before) != before}
