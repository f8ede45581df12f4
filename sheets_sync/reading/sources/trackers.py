"""The exports of time trackers: which of their columns is which of Log's (design §15).

Headers as the trackers write them in English; those that follow the language of whoever exports are
known in others, too (``Typed.exports``). Others are named in [columns].
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, TypeAlias

from sheets_sync.billing.names import fold
from sheets_sync.reading.meaning.vocabulary import words_by

Headers: TypeAlias = Mapping[str, tuple[str, ...]]
"""By column of Log the headers that may stand for it, the best first. Besides: ``begin`` and
``end`` of work, ``decimal`` (its duration in hours), ``last_name`` of who did it."""

_PROJECT: Final[Headers] = {"client": ("Client",), "order": ("Project",), "service": ("Task",)}

TRACKERS: Final[Mapping[str, Headers]] = {
    "toggl": {
        **_PROJECT,
        "date": ("Start date",),
        "staff": ("User",),
        "note": ("Description",),
        "billable": ("Billable",),
        "minutes": ("Duration",),
    },
    "clockify": {
        **_PROJECT,
        "date": ("Start date",),
        "staff": ("User",),
        "note": ("Description",),
        "billable": ("Billable",),
        "minutes": ("Duration (h)",),
        "decimal": ("Duration (decimal)",),
    },
    "harvest": {
        **_PROJECT,
        "date": ("Date",),
        "staff": ("First name",),
        "last_name": ("Last name",),
        "note": ("Notes",),
        "billable": ("Billable?",),
        "decimal": ("Hours",),
    },
    "kimai": {
        "date": ("Date",),
        "client": ("customer.name", "Customer"),
        "order": ("project.name", "Project"),
        "service": ("activity.name", "Activity"),
        "staff": ("user.name", "User"),
        "note": ("Description",),
        "billable": ("Billable",),
        "begin": ("Begin", "From"),
        "end": ("End", "To"),
        "decimal": ("Duration", "duration_decimal"),
    },
    "solidtime": {
        **_PROJECT,
        "date": ("Start",),
        "staff": ("User",),
        "note": ("Description",),
        "billable": ("Billable",),
        "minutes": ("Duration",),
        "decimal": ("Duration (decimal)",),
    },
}


def tracker_columns(tracker: str, headers: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """The places of a tracker's columns among folded headers; "" is no tracker's."""
    places: dict[str, list[int]] = {}
    for index, text in headers:
        places.setdefault(text, []).append(index)
    found = {
        key: next((places[name] for name in _spellings(names) if name in places), [])
        for key, names in TRACKERS.get(tracker, {}).items()
    }
    return {key: at for key, at in found.items() if at}


def tracker_of(headers: Iterable[tuple[int, str]]) -> str:
    """The tracker all of whose columns stand among folded headers, the one with most of them; ""
    where that is nobody's export."""
    there = list(headers)
    whole = [
        tracker
        for tracker, columns in TRACKERS.items()
        if tracker_columns(tracker, there).keys() >= columns.keys() - {"decimal"}
        and "date" in columns
    ]
    return max(whole, key=lambda each: len(TRACKERS[each]), default="")


def _spellings(names: Iterable[str]) -> list[str]:
    return [fold(each) for name in names for each in (name, *_translated().get(name, ()))]


@cache
def _translated() -> Mapping[str, tuple[str, ...]]:
    return words_by(lambda typed: typed.exports)
