"""What a command asked for and has not gone, of a client whose rows left them since: their row of
Clients may be one that was left under a former name (design §17)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.billing.names import fold
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.youth import Youth
from sheets_sync.notices.whose.exchanged import rows_known
from sheets_sync.notices.whose.known_rows import (
    KnownRows,
    as_lists,
    bears,
    came_with,
    copied,
    from_lists,
    rowless,
)
from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import ENGLISH
from tests.notices.cases import MORNING, TODAY, Office, books, client

HOUR = timedelta(hours=1)
OLD = client("Acme", emails=("a@acme.example",))
LEFT = replace(OLD, state="closed")
NEW = client("Acme Group", emails=("a@acme.example",))
NEWER = client("Acme Holding", emails=("new@acme.example",))
OTHER = client("Dune", emails=("d@dune.example",))
ASKED = Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 700_000, MORNING + HOUR / 2)
PAID = (TODAY - 9, 5_000_000)


class Life:
    """Runs of an office, an hour apart, each of which knows what the last one saw."""

    def __init__(self, folder, **policy):
        self.office = Office(folder, replace(Policy(settle=timedelta()), **policy))
        self.known: KnownRows = {}
        self.hours = 0

    def run(self, *clients, whose=None, **ask):
        """A run of a book where all rows are of the one at ``whose``, the first unless told; who of
        our clients got or waits for what, and why."""
        now, self.hours = MORNING + self.hours * HOUR, self.hours + 1
        of = range(len(clients)) if whose == "each" else [whose or 0] if whose != "nobody" else []
        what = books(clients, [(PAID[0], at, PAID[1]) for at in of])
        ledger = self.office.outbox.ledger()
        self.known = from_lists(as_lists(rows_known(self.known, what.book, ledger, now)))
        youth = Youth(
            copied=copied(self.known), emptied=rowless(self.known),
            heir_of=came_with(self.known), bears=bears(self.known),
        )  # fmt: skip
        self.office.run(replace(what, youth=youth), now, ask=Ask(**ask))

    def asks(self, errand=ASKED):
        self.office.outbox.ask(errand)

    @property
    def letters(self):
        notices = self.office.desk().notices()
        return [(each.name, each.asked) for each in notices if each.state == State.WRITTEN]

    @property
    def waits(self):
        notices = self.office.desk().notices()
        return [(each.name, each.reason) for each in notices if each.state == State.HELD]

    def number(self):
        return next(each.number for each in self.office.desk().notices() if each.live)


@pytest.fixture
def life(tmp_path):
    life = Life(tmp_path)
    yield life
    life.office.close()


def test_it_waits_where_the_new_name_has_another_one_with_a_new_address_by_now(life):
    """Found by histories (30140): it went to the row that was left there."""
    life.run(OLD)
    life.asks()
    life.run(NEW, LEFT)
    assert life.waits == [(NEW.name, f"renamed: {fold(OLD.name)}")]
    life.run(NEWER, LEFT)
    assert (life.letters, life.waits) == ([], [(OLD.name, "rows_gone")])
    (held,) = (each for each in life.office.desk().notices() if each.live)
    assert "no row of Payments or Log" in state_text(held, ENGLISH)
    life.run(NEWER, LEFT)
    assert life.letters == []
    life.run(NEWER, LEFT, approvals={life.number(): None})
    assert life.letters == [(OLD.name, 700_000)]


def test_it_waits_where_two_came_with_anything_of_theirs(life):
    life.run(OLD)
    life.asks()
    life.run(NEW, client("Acme Works", emails=NEW.emails), LEFT, whose="nobody")
    assert (life.letters, life.waits) == ([], [(OLD.name, "rows_gone")])


def test_it_waits_where_the_rows_became_anothers_who_was_there(life):
    """Found by histories (30031), whoever took them: of them nobody was asked."""
    life.run(OLD, OTHER, whose="each")
    life.asks()
    life.run(OTHER, LEFT)
    assert (life.letters, life.waits) == ([], [(OLD.name, "rows_gone")])


def test_a_word_of_before_the_rows_went_is_none(life):
    """A tick beside it while it waited for an address."""
    nowhere = replace(OLD, emails=())
    life.run(nowhere)
    life.asks()
    life.run(nowhere)
    life.run(nowhere, approvals={life.number(): None})
    life.run(NEWER, LEFT)
    assert (life.letters, life.waits) == ([], [(OLD.name, "rows_gone")])


def invoiced(life):
    """The client has invoice 1; what withdraws it an hour after the run of that."""
    life.run(OLD)
    life.asks()
    life.run(OLD)
    return Errand(2, Kind.CREDIT, fold(OLD.name), "RUB", 700_000, MORNING + 3 * HOUR / 2, 1)


def test_so_does_a_credit_note(life):
    """It went to the row that was left there: whoever has the invoice by now was to pay it still."""
    life.asks(invoiced(life))
    life.run(NEWER, LEFT)
    assert (life.letters, life.waits) == ([(OLD.name, 700_000)], [(OLD.name, "rows_gone")])
    life.run(NEWER, LEFT, approvals={life.number(): None})
    assert life.letters == [(OLD.name, 700_000), (OLD.name, 0)]


def test_of_which_a_new_name_with_their_address_is_asked_first(life):
    life.asks(invoiced(life))
    life.run(NEW, LEFT)
    assert life.waits == [(NEW.name, f"renamed: {fold(OLD.name)}")]


@pytest.mark.parametrize("whose", [0, "nobody"], ids=["theirs", "gone before it was withdrawn"])
def test_a_credit_note_goes_at_once_where_their_rows_are_as_they_were_then(life, whose):
    """Who was merged into another, and whose row was left there: so the finding promises."""
    credit = invoiced(life)
    life.run(OLD, whose=whose)
    life.asks(replace(credit, moment=MORNING + 5 * HOUR / 2))
    life.run(OLD, whose=whose)
    assert (life.letters[-1], life.waits) == ((OLD.name, 0), [])


def test_rows_that_come_back_let_it_go(life):
    life.run(OLD)
    life.asks()
    life.run(OLD, whose="nobody")
    assert (life.letters, life.waits) == ([], [(OLD.name, "rows_gone")])
    life.run(OLD)
    assert life.letters == [(OLD.name, 700_000)]


ORDINARY = {
    "a client as ever": ([OLD], 0, [OLD], 0),
    "of no rows": ([OLD], "nobody", [OLD], "nobody"),
    "new, invoiced before any row": ([OTHER], 0, [OTHER, OLD], 0),
    "whose first rows came": ([OLD, OTHER], 1, [OLD, OTHER], "each"),
    "Clients sorted": ([OLD, OTHER], "each", [OTHER, OLD], "each"),
    "closed": ([OLD], 0, [LEFT], 0),
    "of another address": ([OLD], 0, [replace(OLD, emails=("b@acme.example",))], 0),
    "at a mailbox that a new one has, too": ([OLD], 0, [OLD, NEW], "each"),
}


@pytest.mark.parametrize(("before", "whose", "after", "theirs"), ORDINARY.values(), ids=ORDINARY)
def test_ordinary_ones_go_at_once(life, before, whose, after, theirs):
    life.run(*before, whose=whose)
    life.asks()
    life.run(*after, whose=theirs)
    assert (life.letters, life.waits) == ([(OLD.name, 700_000)], [])


def test_asked_for_after_the_rows_had_gone_it_goes_where_its_row_says(life):
    life.run(OLD)
    life.run(OLD, whose="nobody")
    life.asks(replace(ASKED, moment=MORNING + 2 * HOUR))
    life.run(OLD, whose="nobody")
    assert (life.letters, life.waits) == ([(OLD.name, 700_000)], [])


def test_what_a_state_of_before_knows_is_known(life):
    known = rows_known({}, books([OLD], [(PAID[0], 0, PAID[1])]).book, Ledger(), MORNING)
    known = rows_known(known, books([OLD]).book, Ledger(), MORNING + HOUR)
    assert rowless(from_lists(as_lists(known))) == {fold(OLD.name): MORNING + HOUR}
    lists = as_lists(known)
    lists[fold(OLD.name)][-1] = lists[fold(OLD.name)][-1][:-1]
    assert rowless(from_lists(lists)) == {}
