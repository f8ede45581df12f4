"""What ``sync simulate`` warns of: drafts that do nothing, or make something wrong (design §18)."""

from collections.abc import Sequence

from sheets_sync.billing.as_drafted import unit_of_others
from sheets_sync.billing.nearest import nearest
from sheets_sync.columns.codes import NONE
from sheets_sync.notices.cleaning import clean
from sheets_sync.views.simulated import Simulated, cause_lines, foreign_currency, place_of


def useless(told: Simulated) -> list[str]:
    """Drafts that no row goes by, and those that another price goes before."""
    made, said = told.simulation, []
    for line in made.lines:
        if line.position in made.unpriced:
            continue
        place, others = place_of(told, line.position), made.overruled[line.position]
        if foreign := foreign_currency(told, line.position):
            said.append(told.say("foreign", place=place, theirs=foreign, ours=told.currency))
        elif others:
            named = ", ".join(place_of(told, each) for each in others)
            key = "overruled_by_own" if _only_for_them(told, line.position, others) else "overruled"
            said.append(told.say(key, place=place, others=named, client=told.client))
        elif not line.rows:
            said.append(told.say("unfit", place=place) + _meant(told, line.position))
        if unit := _other_unit(told, line.position):
            said.append(told.say("other_unit", place=place, unit=unit))
    return said


def _other_unit(told: Simulated, position: int) -> str:
    """The unit of the service's prices today, where the draft's is of another length, a piece
    where it is blank; "" where there is none such."""
    made = told.simulation
    prices = made.drafted.reckoning.book.prices
    unit = unit_of_others(prices, position, made.tried.positions, made.now.code)
    if unit is None:
        return ""
    typed = clean(unit)
    return told.words.unit(typed) if typed else told.say("no_unit")


def _only_for_them(told: Simulated, position: int, others: Sequence[int]) -> bool:
    """Whether a draft is for everyone, and the prices before it are the client's own."""
    whose = told.simulation.drafted.reckoning.book.prices["client"].to_numpy()
    return bool(whose[position] == NONE and (whose[[*others]] != NONE).all())


def _meant(told: Simulated, position: int) -> str:
    """The service of Prices that may have been meant, as a question; "" where none is near."""
    book, now = (told.simulation.drafted.reckoning.book, told.simulation.now.reckoning.book)
    known = {now.services[code] for code in now.priced_services}
    typed = book.services[book.prices["service"].iloc[position]]
    near = "" if typed in known else nearest(typed, sorted(known))
    return f" {told.words.say('cure.did_you_mean', near=clean(near))}" if near else ""


def to_mend(told: Simulated) -> list[str]:
    """What else is wrong in the drafts, and what they would make wrong: a line a cause."""
    known = told.simulation.spoilt
    return cause_lines(told, [each for each in told.simulation.findings if each not in known])
