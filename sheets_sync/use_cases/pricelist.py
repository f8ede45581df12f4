"""The price list that a client has, or is to agree on: ``sync pricelist``. Reads only (§18)."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.billing.agreed_list import PriceListFor, in_force, priced_list, with_drafts
from sheets_sync.billing.as_drafted import ties_among
from sheets_sync.billing.findings import Code
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.errors import SheetsSyncError
from sheets_sync.reading.roles.drafts import Trial
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.wording import causes
from sheets_sync.use_cases.drafts.trying_out import TriedOut
from sheets_sync.use_cases.shared.whose import find_client
from sheets_sync.words.speaking import Words


def present_list(reckoned: Reckoning, name: str) -> PriceListFor:
    """The list that the client called ``name`` has today. Raises ``UsageError`` for an unknown
    one."""
    code = find_client(reckoned, name)
    held = in_force(reckoned.book, code, reckoned.day)
    return priced_list(reckoned.book, code, held, reckoned.day, None, draft=False)


def drafted_list(tried: TriedOut, name: str, words: Words) -> PriceListFor:
    """The list with the drafts in it that were ``tried`` for the client called ``name``. Raises
    ``SheetsSyncError``, in ``words``, where one cannot stand in a list that somebody signs."""
    code, book, day = find_client(tried.now, name), tried.drafted.book, tried.now.day
    if wrong := list(_wrong(tried, code, words)):
        said = words.say("pricelist.unlisted", client=book.clients[code].name)
        raise SheetsSyncError(said, "\n".join(wrong))
    held = _known_again(tried, in_force(tried.now.book, code, day))
    taken = with_drafts(book, held, code, tried.positions)
    return priced_list(book, code, taken, day, _since(tried.trial), draft=True)


def _wrong(tried: TriedOut, code: int, words: Words) -> Iterator[str]:
    """What is wrong in drafts, a line a cause: a column that is not read, cells that cannot be, two
    prices for the same from the same day, another currency than the account's. Ties with what they
    take over from are none."""
    book, places = tried.drafted.book, tried.drafted.places
    drafts = book.prices.iloc[tried.positions]
    alike = drafts.duplicated(["client", "service", "valid_from"], keep=False) & ~drafts["bad"]
    tied = map(tried.trial.as_tried, ties_among(book, [*drafts.index[alike]]))
    bad = tried.findings_at(drafts.index[drafts["bad"]])
    unread = [each for each in tried.findings if each.code is Code.NEAR_HEADER]
    for each in causes([*filter(tried.of_draft, unread), *bad, *tied], places, book, words):
        yield f"{each.places}: {each.message} {each.hint}"
    source, ours = places.sources["prices"][-1], book.clients[code].currency
    for row, theirs in _foreign(book, drafts, ours):
        place = source.place(source.cell(source.columns["currency"], row))
        yield words.say("pricelist.foreign", place=place, theirs=theirs, ours=ours)


def _foreign(book: Book, drafts: pd.DataFrame, ours: str) -> Iterator[tuple[int, str]]:
    """The sheet row and the currency of each draft in another one than ours; but none for everyone
    whose service has a draft in ours, which stands in the list: it is for clients of its own."""
    columns = (drafts[name].tolist() for name in ("row", "client", "service", "currency"))
    rows = [
        (row, client, service, ours if currency == NONE else book.currencies[currency])
        for row, client, service, currency in zip(*columns, strict=True)
    ]
    listed = {service for _, _, service, theirs in rows if theirs == ours}
    for row, client, service, theirs in rows:
        if theirs != ours and not (client == NONE and service in listed):
            yield row, theirs


def _since(trial: Trial) -> int | None:
    """The day from which all drafts are to hold; None where they name none, or several."""
    days = {trial.typed.get(row) for row in trial.rows}
    return days.pop() if len(days) == 1 else None


def _known_again(tried: TriedOut, held: dict[int, int]) -> dict[int, int]:
    """The same prices in the book with the drafts, where services may have other codes."""
    old, new = tried.now.book.services, tried.drafted.book.services
    codes = {name: code for code, name in enumerate(new)}
    return {codes[old[service]]: position for service, position in held.items()}
