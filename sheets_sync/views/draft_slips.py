"""What may be a slip in a drafted price that can be counted: another service, or another unit, than
what was meant (design §18)."""

from collections.abc import Iterator

from sheets_sync.billing.as_drafted import unit_of_others
from sheets_sync.billing.nearest import nearest
from sheets_sync.notices.cleaning import clean
from sheets_sync.use_cases.drafts.trying_out import TriedOut
from sheets_sync.words.speaking import Words


def likely_slips(tried: TriedOut, client: int, words: Words) -> Iterator[str]:
    """A sentence for each slip in the drafts for a client (a code): a new service is none where
    nothing is called nearly so."""
    known = frozenset(tried.now.book.services)
    for position in tried.positions:
        place, service = tried.place(position), _service(tried, position)
        if service not in known and (near := meant_service(tried, position, words)):
            yield words.say("pricelist.new_service", place=place, service=clean(service)) + near
        if unit := other_unit(tried, client, position, words):
            yield words.say("simulated.other_unit", place=place, unit=unit)


def meant_service(tried: TriedOut, position: int, words: Words) -> str:
    """The service of Prices that may have been meant, as a question behind a sentence; "" where
    none is near."""
    now = tried.now.book
    known, typed = {now.services[code] for code in now.priced_services}, _service(tried, position)
    near = "" if typed in known else nearest(typed, sorted(known))
    return f" {words.say('cure.did_you_mean', near=clean(near))}" if near else ""


def other_unit(tried: TriedOut, client: int, position: int, words: Words) -> str:
    """The unit of the service's prices today, where the draft's is of another length, a piece
    where it is blank; "" where there is none such."""
    unit = unit_of_others(tried.drafted.book.prices, position, tried.positions, client)
    if unit is None:
        return ""
    typed = clean(unit)
    return words.unit(typed) if typed else words.say("simulated.no_unit")


def _service(tried: TriedOut, position: int) -> str:
    book = tried.drafted.book
    return book.services[int(book.prices["service"].iloc[position])]
