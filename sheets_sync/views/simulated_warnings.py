"""What ``sync simulate`` warns of: drafts that do nothing, or make something wrong (design §18)."""

from collections.abc import Sequence

from sheets_sync.columns.codes import NONE
from sheets_sync.views.draft_slips import meant_service, other_unit
from sheets_sync.views.simulated import Simulated, cause_lines, foreign_currency


def useless(told: Simulated) -> list[str]:
    """Drafts that no row goes by, and those that another price goes before."""
    made, said = told.simulation, []
    for line in made.lines:
        if line.position in made.unpriced:
            continue
        place, others = made.tried.place(line.position), made.overruled[line.position]
        if foreign := foreign_currency(told, line.position):
            said.append(told.say("foreign", place=place, theirs=foreign, ours=told.currency))
        elif others:
            named = ", ".join(map(made.tried.place, others))
            key = "overruled_by_own" if _only_for_them(told, line.position, others) else "overruled"
            said.append(told.say(key, place=place, others=named, client=told.client))
        elif not line.rows:
            near = meant_service(made.tried, line.position, told.words)
            said.append(told.say("unfit", place=place) + near)
        if unit := other_unit(made.tried, made.now.code, line.position, told.words):
            said.append(told.say("other_unit", place=place, unit=unit))
    return said


def _only_for_them(told: Simulated, position: int, others: Sequence[int]) -> bool:
    """Whether a draft is for everyone, and the prices before it are the client's own."""
    whose = told.simulation.drafted.reckoning.book.prices["client"].to_numpy()
    return bool(whose[position] == NONE and (whose[[*others]] != NONE).all())


def to_mend(told: Simulated) -> list[str]:
    """What else is wrong in the drafts, and what they would make wrong: a line a cause."""
    known = told.simulation.spoilt
    return cause_lines(told, [each for each in told.simulation.findings if each not in known])
