"""Whose rows went to whom (design §17): what several clients have alike tells nothing of anybody."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from sheets_sync.billing.names import fold
from sheets_sync.notices.ledger.notice import Instead, State
from sheets_sync.notices.whose.exchanged import rows_known
from sheets_sync.notices.whose.known_rows import KnownRows, bears
from sheets_sync.notices.whose.whose_invoices import with_invoices
from tests.notices.cases import MORNING, TODAY, Office, books, client
from tests.notices.test_open_invoices import DAY

RETAINER = (TODAY - 9, "Host", 50_000)
OWN = {"Ren": 260_000, "Gone": 270_000, "Stay": 280_000}
"""What each has paid and used alone."""


def book(named, *, own=True, retainer=True):
    """``named``: by who they are (see ``OWN``) what they are called now; the rows of others are
    gone with them."""
    clients = [
        client(name, emails=(f"{who}@x.example",), threshold=10**9) for who, name in named.items()
    ]
    paid = [(TODAY - 20, at, 300_000 + (OWN[who] if own else 0)) for at, who in enumerate(named)]
    used = [(TODAY - 10, at, "Work", OWN[who]) for at, who in enumerate(named)] if own else []
    shared = [(RETAINER[0], at, *RETAINER[1:]) for at in range(len(named)) if retainer]
    return books(clients, paid, [*used, *shared])


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.close()


def borne(office, *runs, said=MappingProxyType({}), **rows):
    """By new name whose rows it has, after runs that found clients called so, the first of which
    asked all of them to pay; ``said`` by people, by the run that hears it: a name, and whose new
    one."""
    known: KnownRows = {}
    office.run(book(runs[0], **rows), MORNING)
    for nth, named in enumerate(runs):
        ledger = office.outbox.ledger()
        words = [
            replace(
                ledger.notices[0],
                client=name,
                state=State.CANCELLED,
                reason=f"{Instead.SAME}: {former}",
            )
            for at, (name, former) in said.items()
            if at <= nth
        ]
        ledger = with_invoices(replace(ledger, notices=(*ledger.notices, *words)))
        known = rows_known(known, book(named, **rows).book, ledger, MORNING + nth * DAY)
    return {who: set(those) for who, those in bears(known).items()}


def called(who, **names):
    return {each: names.get(each, each) for each in who.split()}


@pytest.mark.parametrize("all_", ["Ren Gone Stay", "Ren Gone"])
def test_a_retainer_of_many_tells_of_nobody(office, all_):
    """Found: who was renamed as another one was deleted, with whom they had no more than that in
    common, was asked whether they were that one, and after a no it held their letters."""
    left = all_.replace(" Gone", "")
    assert borne(office, called(all_), called(left, Ren="Rened")) == {"rened": {"ren"}}


@pytest.mark.parametrize("said", [{2: ("rened", "ren")}, {}])
@pytest.mark.parametrize("all_", ["Ren Gone Stay", "Ren Gone"])
def test_nor_where_the_other_is_deleted_later(office, all_, said):
    """They had it under their former name, be the invoice of that theirs by a word or not."""
    both, left = called(all_, Ren="Rened"), called(all_.replace(" Gone", ""), Ren="Rened")
    assert borne(office, called(all_), both, left, said=said) == {"rened": {"ren"}}


@pytest.mark.parametrize("retainer", [True, False], ids=["with a retainer", "without"])
@pytest.mark.parametrize(
    ("now", "found"),
    [
        (called("Ren Gone Stay", Ren="Rened"), {"rened": {"ren"}}),
        (called("Ren Gone Stay", Ren="Rened", Gone="New"), {"rened": {"ren"}, "new": {"gone"}}),
        (called("Ren Gone Stay", Ren="R", Gone="G", Stay="S"), {"r": {"ren"}, "g": {"gone"}, "s": {"stay"}}),
        (called("Gone Stay"), {}),
    ],
)  # fmt: skip
def test_what_is_theirs_alone_tells_as_ever(office, now, found, retainer):
    assert borne(office, called("Ren Gone Stay"), now, retainer=retainer) == found


def test_where_all_rows_are_alike_they_tell_nothing(office):
    """Addresses do, then."""
    now = called("Ren Gone Stay", Ren="Rened", Gone="New")
    assert borne(office, called("Ren Gone Stay"), now, own=False) == {}


THERE_AND_BACK = {2: ("one", "ren"), 4: ("ren", "one")}


def test_who_was_renamed_there_and_back_twice_is_asked_about_the_second_time_too(office):
    """Found: the third word, of a name that was theirs twice, was not asked for, and a second
    invoice of the same debt went. That the name was there when they were asked under it tells
    nothing: it was they."""
    own, one, two = (called("Ren Stay", Ren=name) for name in ("Ren", "One", "Two"))
    said = THERE_AND_BACK | {6: ("two", "ren")}
    assert borne(office, own, one, one, own, own, two, two, own, said=said) == {"ren": {"two"}}


@pytest.mark.parametrize("back", ["Ren", "One"])
def test_but_who_takes_another_in_after_that_is_asked_about_nobody(office, back):
    """They were there beside that one, under whichever of the names."""
    own, one = called("Ren Gone"), called("Ren Gone", Ren="One")
    taken = called("Gone", Gone=back)
    found = borne(office, own, one, one, own, own, taken, said=THERE_AND_BACK)
    assert "gone" not in found.get(fold(back), ())
