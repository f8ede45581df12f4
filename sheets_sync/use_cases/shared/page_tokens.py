"""Who has which secret folder: handed out once, kept through new names, revoked by people (§19)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.config import Config
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.state.port import Pages, Store
from sheets_sync.state.published import PublishedPage, new_token, pages_in_force


def hand_out(pages: Pages, book: Book, ledger: Ledger) -> None:
    """See to it that each client of the book has a token. Raises ``DamagedLettersError``.

    One whom a person called the new name of another has the other's: that address they know.
    """
    known, names = pages.all(), [fold(client.name) for client in book.clients]
    held = pages_in_force(known)
    moved = [*_gone_over(held, names, ledger)]
    after = pages_in_force([*held.values(), *moved])
    pages.put([*moved, *(PublishedPage(each, new_token()) for each in names if each not in after)])


def _gone_over(
    held: Mapping[str, PublishedPage], names: list[str], ledger: Ledger
) -> Iterator[PublishedPage]:
    """The pages of clients who have another name now, and those that make room for them."""
    present, later = frozenset(names), _later_names(ledger)
    for old in held.keys() - present:
        new = _now_called(old, present, later)
        if new is not None:
            yield replace(held[old], client=new)
            if new in held:
                yield replace(held[new], revoked=True)


def now_called(name: str, present: Collection[str], ledger: Ledger) -> str | None:
    """What one who had that name (folded, as those who are ``present``) is called now, by people's
    word; None where nobody said so."""
    return _now_called(name, present, _later_names(ledger))


def all_now_called(
    names: Collection[str], present: Collection[str], ledger: Ledger
) -> dict[str, str]:
    """The same of all ``names`` of whom people said so."""
    later = _later_names(ledger) if names else {}
    called = ((name, _now_called(name, present, later)) for name in names)
    return {name: new for name, new in called if new is not None}


def _later_names(ledger: Ledger) -> dict[str, str]:
    """By name the one that a person called its new one, last."""
    later: dict[str, str] = {}
    for each in ledger.notices:
        if (owner := ledger.owner(each)) != each.client:
            later[each.client] = owner
        if each.same_as:
            later[each.same_as] = each.client
    return later


def _now_called(old: str, present: Collection[str], later: Mapping[str, str]) -> str | None:
    """The name that is ``present`` and came of the ``old`` one, by however many in between."""
    known = {old}
    while (new := later.get(old)) is not None and new not in known:
        if new in present:
            return new
        known.add(new)
        old = new
    return None


def readdress(pages: Pages, client: str) -> PublishedPage | None:
    """Revoke the page of a client, by folded name, and give them another; None where they have
    none. Raises ``DamagedLettersError``."""
    held = pages_in_force(pages.all()).get(client)
    if held is None:
        return None
    fresh = PublishedPage(client, new_token())
    pages.put([replace(held, revoked=True), fresh])
    return fresh


def addresses(config: Config, store: Store) -> Callable[[str], str]:
    """Where a browser finds the page of a client, by folded name, as the state has it when it is
    asked; "" where it finds none. A letter goes without it where the state cannot tell."""

    def address(client: str) -> str:
        if config.publish.folder is None or not config.publish.base_url:
            return ""
        try:
            held = pages_in_force(store.pages().all()).get(client)
        except DamagedLettersError:
            return ""
        return config.publish.address(held.token) if held else ""

    return address
