"""An amount typed into Ask of Clients: one invoice, where the last run saw a blank cell."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from sheets_sync.notices.invoices.ask_cells import asked_in_clients, refused
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.outbox import Adopted
from sheets_sync.notices.whose.exchanged import Exchanged
from tests.notices.cases import AT_ONCE, MORNING, TODAY, Office, books, client

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
QUARTER = 15 * MINUTE
FINE = [(TODAY - 9, 0, 900_000)]
PAID = [*FINE, (TODAY, 0, 1_200_000)]


def clients(*asks, **more):
    """Clients of our own names, "a" and on, with what stands in the Ask of each."""
    return [
        client(name, emails=(f"{name}@x.example",), ask=ask, **more)
        for name, ask in zip("abcdefgh", asks, strict=False)
    ]


def typed(*asks, column="Clients!ask", payments=FINE, **more):
    return replace(books(clients(*asks, **more), payments), ask_column=column)


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, settle=QUARTER))
    yield office
    office.close()


class Runs:
    """Runs a quarter of an hour apart; each tells the invoices that went in it."""

    def __init__(self, office):
        self.office, self.now = office, MORNING

    def __call__(self, what, after=QUARTER):
        self.now += after
        moved = self.office.run(what, self.now)
        return [(n.client, n.asked, n.reason or str(n.state)) for n in moved]

    def refused(self, what):
        ledger = self.office.desk().ledger()
        asked = asked_in_clients(ledger, what.standings, what.ask_column, self.now)
        found = refused(asked, what.standings)
        return [(each.client, each.amount, each.before or each.twin) for each in found]


@pytest.fixture
def run(office):
    return Runs(office)


WENT = [("a", 1_200_000, "written")]


def test_an_amount_typed_into_a_blank_cell_is_an_invoice_once_it_has_settled(office, run):
    assert run(typed(None)) == []
    assert run(typed(1_200_000)) == []
    assert run(typed(1_200_000)) == WENT
    assert [run(typed(1_200_000), days * DAY) for days in (0, 1, 30)] == [[], [], []]
    assert run.refused(typed(1_200_000)) == []
    (invoice,) = office.outbox.ledger().issued.values()
    assert (invoice.client, invoice.amount) == ("a", 1_200_000)
    assert office.store.faults() == []


def test_blanked_and_another_typed_it_is_another_one(office, run):
    for ask in (None, 1_200_000, 1_200_000, None, 1_300_000):
        run(typed(ask))
    assert run(typed(1_300_000)) == [("a", 1_300_000, "written")]
    assert office.outbox.ledger().replaced == {1: 2}


def test_the_same_again_while_it_is_unpaid_waits_for_send(office, run):
    """An old copy of the workbook that is put back types it, too."""
    for ask in (None, 1_200_000, 1_200_000, None, 1_200_000):
        run(typed(ask))
    assert run(typed(1_200_000)) == [("a", 1_200_000, "approval: 1")]
    assert run(typed(None)) == [("a", 1_200_000, "cancelled")]


def test_what_was_asked_for_within_days_waits_for_send_though_it_is_paid(run):
    """Found: an old copy, the payment in it; monthly advances of the same sum go as ever."""
    for ask in (None, 1_200_000, 1_200_000):
        run(typed(ask))
    for ask in (None, 1_200_000):
        run(typed(ask, payments=PAID))
    assert run(typed(1_200_000, payments=PAID)) == [("a", 1_200_000, "doubted: 1")]
    assert run(typed(1_200_000, payments=PAID), 30 * DAY) == [("a", 1_200_000, "doubted")]
    assert run(typed(None, payments=PAID)) == [("a", 1_200_000, "cancelled")]
    run(typed(1_200_000, payments=PAID))
    assert run(typed(1_200_000, payments=PAID)) == WENT


IN_DOUBT = {
    "the same again": ([None, 1_200_000, 1_200_000, None, 1_200_000, 1_200_000], "approval: 1"),
    "far more": ([None, 6_000_000, 6_000_000], "scale:"),
    "next to nothing": ([None, 8_000, 8_000], "small"),
}


@pytest.mark.parametrize("between", [{}, {"emails": ()}])
@pytest.mark.parametrize(("asks", "why"), IN_DOUBT.values(), ids=IN_DOUBT)
def test_a_doubt_about_what_was_typed_is_settled_by_a_person_alone(office, run, asks, why, between):
    """Found: a client paid, and the invoice that was held beside the paid one went by itself."""
    for ask in asks:
        last = run(typed(ask))
    assert last == [("a", asks[-1], why)]
    assert run(typed(asks[-1])) == []  # it says the same while that is so
    since = "doubted: 1" if why == "approval: 1" else "doubted"
    more = PAID if asks[-1] > 8_000 else [(TODAY - 9, 0, 700_000)]
    if between:
        nowhere = [replace(client("a", ask=asks[-1]), **between)]
        run(replace(books(nowhere, FINE), ask_column="Clients!ask"))
    assert run(typed(asks[-1], payments=more)) == [("a", asks[-1], since)]
    assert run(typed(asks[-1], payments=more), DAY) == []
    assert run(typed(asks[-1], payments=more), DAY) == []
    held = office.desk().notices()[-1]
    office.outbox.record(replace(held, approved=True))
    assert run(typed(asks[-1], payments=more)) == [("a", asks[-1], "written")]


def test_another_amount_or_the_cell_typed_anew_needs_no_word_for_the_old_one(run):
    for ask in IN_DOUBT["the same again"][0]:
        run(typed(ask))
    run(typed(1_200_000, payments=PAID))
    run(typed(1_100_000, payments=PAID))
    assert run(typed(1_100_000, payments=PAID)) == [("a", 1_100_000, "written")]


def test_a_doubled_one_waits_when_the_invoice_is_withdrawn(office, run):
    for ask in IN_DOUBT["the same again"][0]:
        run(typed(ask))
    errand = Errand(9, Kind.CREDIT, "a", "RUB", 1_200_000, run.now, invoice=1)
    office.outbox.ask(errand)
    moved = run(typed(1_200_000))
    assert ("a", 1_200_000, "doubted: 1") in moved
    assert [each[1:] for each in moved if each[2] == "written"] == [(0, "written")]


def test_a_typo_mended_while_it_settles_mails_the_mended_amount_alone(run):
    run(typed(None))
    run(typed(12_160_000))
    assert run(typed(1_200_000), 5 * MINUTE) == []
    assert run(typed(1_200_000), 10 * MINUTE) == []
    assert run(typed(1_200_000), 5 * MINUTE) == WENT


def test_one_blanked_while_it_settles_mails_nothing(run):
    for ask in (None, 12_160_000, None):
        assert run(typed(ask)) == []
    assert run(typed(None), DAY) == []


def test_no_amount_mended_to_one_is_an_invoice(run):
    assert [run(typed(ask)) for ask in (None, 0, 0, 1_200_000)] == [[]] * 4
    assert run(typed(1_200_000)) == WENT


def test_a_changed_amount_is_told_and_not_mailed_until_the_cell_was_blank(run):
    for ask in (None, 1_200_000, 1_200_000):
        run(typed(ask))
    again = typed(1_300_000)
    assert [run(again), run(again, DAY)] == [[], []]
    assert run.refused(again) == [("a", 1_300_000, 1_200_000)]
    assert [run(typed(None)), run(again), run(again)] == [[], [], [("a", 1_300_000, "written")]]


@pytest.mark.parametrize("seen_before", [(), ("",), ("Other!ask",), ("Clients!sum",)])
def test_what_nobody_saw_blank_asks_for_nothing(run, seen_before):
    for column in seen_before:  # no column, or another one
        run(typed(None, column=column))
    assert [run(typed(1_200_000)), run(typed(1_200_000), DAY)] == [[], []]
    assert run.refused(typed(1_200_000)) == [("a", 1_200_000, "")]
    assert run.refused(typed(1_300_000)) == [("a", 1_300_000, "")]
    assert [run(typed(None)), run(typed(1_200_000)), run(typed(1_200_000))] == [[], [], WENT]


def test_a_state_that_was_adopted_knows_nothing_of_cells(office, run):
    run(typed(None))
    run(typed(1_200_000))
    office.outbox.adopt(Adopted((), (), ()))
    assert [run(typed(1_200_000)), run(typed(1_200_000), DAY)] == [[], []]
    assert run.refused(typed(1_200_000)) == [("a", 1_200_000, "")]


def test_a_new_client_is_asked_with_their_row_and_a_copied_row_is_not(run):
    for ask in (None, 1_200_000, 1_200_000):
        run(typed(ask))
    copied = typed(1_200_000, 1_200_000, 500_000)
    assert run(copied) == []
    assert run(copied) == [("c", 500_000, "written")]
    assert run.refused(copied) == [("b", 1_200_000, "a")]
    blank = typed(1_200_000, None, 500_000)
    assert [run(blank), run(copied), run(copied)] == [[], [], [("b", 1_200_000, "written")]]


def test_two_clients_known_to_be_blank_may_have_the_same_amount(run):
    for asks in ((None, None), (1_200_000, None), (1_200_000, None), (1_200_000, 1_200_000)):
        run(typed(*asks))
    assert run(typed(1_200_000, 1_200_000)) == [("b", 1_200_000, "written")]


def renamed(ask, name="renamed"):
    (one,) = clients(ask)
    return replace(books([replace(one, name=name)], FINE), ask_column="Clients!ask")


def test_a_new_name_is_not_asked_again_nor_is_the_former_one_put_back(run):
    for ask in (None, 1_200_000, 1_200_000):
        run(typed(ask))
    assert [run(renamed(1_200_000)), run(renamed(1_200_000))] == [[], []]
    assert run.refused(renamed(1_200_000)) == [("renamed", 1_200_000, "a")]
    assert [run(typed(1_200_000)), run(typed(1_200_000))] == [[], []]


def test_a_client_renamed_while_it_settles_is_asked_once_under_the_new_name(run):
    run(typed(None))
    run(typed(1_200_000))
    assert [run(renamed(1_200_000)), run(renamed(1_200_000))] == [
        [],
        [("renamed", 1_200_000, "written")],
    ]
    assert [run(typed(1_200_000)), run(typed(1_200_000))] == [[], []]


def test_a_client_who_was_away_for_a_run_is_asked_for_nothing_twice(run):
    for ask in (None, 1_200_000, 1_200_000):
        run(typed(ask))
    nobody = replace(books([client("z")], FINE), ask_column="Clients!ask")
    assert [run(nobody), run(typed(1_200_000)), run(typed(1_200_000))] == [[]] * 3


def test_far_more_than_the_account_is_used_to_waits_for_send_and_a_mended_cell_needs_none(run):
    run(typed(None))
    run(typed(12_160_000))
    assert run(typed(12_160_000)) == [("a", 12_160_000, "scale:")]
    assert run(typed(12_160_000), DAY) == []
    moved = run(typed(1_200_000))
    assert moved == [("a", 12_160_000, "cancelled")]
    assert run(typed(1_200_000)) == WENT


def test_send_lets_it_go(office, run):
    for ask in (None, 12_160_000, 12_160_000):
        run(typed(ask))
    (held,) = office.desk().notices()
    office.outbox.record(replace(held, approved=True))
    assert run(typed(12_160_000)) == [("a", 12_160_000, "written")]


def test_a_first_advance_has_nothing_to_be_held_against(run):
    new = {"payments": (), "threshold": 0}
    run(typed(None, **new))
    run(typed(12_160_000, **new))
    assert run(typed(12_160_000, **new)) == [("a", 12_160_000, "written")]


def test_a_pasted_column_waits_for_send(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, first_run_limit=3))
    run = Runs(office)
    run(typed(*[None] * 8))
    assert [each[2] for each in run(typed(*range(10_000, 90_000, 10_000)))] == ["first_run"] * 8
    office.close()


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (1, "small"),
        (8_999, "small"),
        (9_000, "written"),
        (4_500_000, "written"),
        (4_500_001, "scale:"),
    ],
)
def test_next_to_nothing_is_held_as_far_too_much_is(run, amount, told):
    """Found: 0.01 in Ask made an invoice of a kopeck. They paid 9,000.00 once."""
    run(typed(None))
    run(typed(amount))
    assert run(typed(amount)) == [("a", amount, told)]


@pytest.mark.parametrize("threshold", [0, 500_000])
@pytest.mark.parametrize(("amount", "told"), [(99, "small"), (100, "written"), (10**12, "written")])
def test_a_first_advance_is_held_by_a_unit_of_its_currency_alone(run, amount, told, threshold):
    """Found: 30,000 was "far more than they are used to pay", who had a threshold and paid never."""
    new = {"threshold": threshold, "payments": ()}
    run(typed(None, **new))
    run(typed(amount, **new))
    assert run(typed(amount, **new)) == [("a", amount, told)]


def test_it_needs_an_address_but_no_approval(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, approve=True))
    run = Runs(office)
    run(typed(None))
    nowhere = replace(books([client("a", ask=1_200_000, emails=())]), ask_column="Clients!ask")
    assert run(nowhere) == [("a", 1_200_000, "no_address")]
    assert run(typed(1_200_000)) == WENT
    office.close()


def test_a_currency_that_slipped_holds_it(run):
    run(typed(None))
    slipped = typed(1_200_000, currency="EUR")
    slipped = replace(slipped, youth=replace(slipped.youth, were_in={"a": "RUB"}))
    assert [run(slipped), run(slipped)] == [[], [("a", 1_200_000, "currency: RUB")]]
    assert [run(typed(1_200_000)), run(typed(1_200_000))] == [
        [("a", 1_200_000, "cancelled")],
        WENT,
    ]


def test_while_it_settles_no_letter_of_an_episode_asks_for_another_amount(office, run):
    low = {"payments": [(TODAY - 9, 0, 300_000)]}
    run(typed(None, **low), timedelta())
    assert run(typed(1_200_000, **low)) == []
    assert run(typed(1_200_000, **low)) == WENT
    run(typed(1_200_000, **low))
    assert len(office.outbox.ledger().issued) == 1


def test_once_its_invoice_has_a_number_it_goes_whatever_the_cell_says(office, run):
    run(typed(None))
    run(typed(1_200_000))
    office.folder.touch()  # no folder: every letter is put off
    ((_, _, why),) = run(typed(1_200_000))
    assert why != "written"
    office.folder.unlink()
    assert run(typed(None), DAY) == WENT


def test_a_rehearsal_remembers_nothing(office, run):
    run(typed(None))
    for _ in range(3):
        run.now += QUARTER
        office.desk().plan(typed(1_200_000), run.now, commit=False)
    assert office.outbox.ledger().errands == {}
    assert [run(typed(1_200_000)), run(typed(1_200_000))] == [[], WENT]


def test_a_client_who_was_renamed_is_named_as_their_letter_named_them(run):
    old = client("Ren", emails=("a@x.example",), ask=None)
    before = replace(books([old], FINE), ask_column="Clients!ask")
    run(before)
    asked = replace(books([replace(old, ask=900_000)], FINE), ask_column="Clients!ask")
    run(asked)
    assert run(asked) == [("ren", 900_000, "written")]
    new = client("Renamed", emails=("a@x.example",), ask=900_000)
    renamed = replace(books([new], FINE), ask_column="Clients!ask")
    assert run.refused(renamed) == [("renamed", 900_000, "Ren")]


def in_doubt(what, *names):
    """A workbook in which those clients may have been exchanged with one another."""
    rows = {name: Exchanged(other, "email") for name, other in pairwise((*names, names[0]))}
    return replace(what, youth=replace(what.youth, exchanged=rows))


def asked_of_a(run):
    """What "a" was asked for stands in their cell; "b" has a blank one."""
    for ask in (None, 1_200_000):
        run(typed(ask, None))
    assert run(typed(1_200_000, None)) == WENT


def test_what_was_asked_of_another_asks_for_nothing_whoever_is_in_doubt_longer(run):
    """Names were exchanged between two rows, and the doubt of the one ended first: by then no cell
    of theirs had the amount, and the other's seemed to be typed anew."""
    asked_of_a(run)
    swapped = typed(None, 1_200_000)
    assert run(in_doubt(swapped, "a", "b")) == []
    assert run(in_doubt(swapped, "b")) == []
    assert [run(swapped), run(swapped)] == [[], []]
    assert run.refused(swapped) == [("b", 1_200_000, "")]
    assert run(typed(None, None)) == []
    assert [run(typed(None, 700_000)), run(typed(None, 700_000))] == [
        [],
        [("b", 700_000, "written")],
    ]


def test_put_back_all_is_as_the_own_row_had_it(run):
    asked_of_a(run)
    run(typed(1_200_000, 700_000))  # settles
    held = [("b", 700_000, "exchanged: a")]
    assert run(in_doubt(typed(700_000, 1_200_000), "a", "b")) == held
    assert run(in_doubt(typed(1_200_000, 700_000), "a", "b")) == []
    assert run(typed(1_200_000, 700_000)) == [("b", 700_000, "written")]


def test_what_was_typed_in_a_row_in_doubt_by_hand_is_asked_once_it_is_theirs(run):
    asked_of_a(run)
    assert run(in_doubt(typed(None, 1_200_000), "a", "b")) == []
    assert run(in_doubt(typed(1_200_000, 700_000), "b")) == []
    now = typed(1_200_000, 700_000)
    assert [run(now), run(now)] == [[], [("b", 700_000, "written")]]


def test_a_cell_that_nobody_saw_blank_asks_for_nothing_under_the_name_before(run):
    """Found by histories (163000): a client copied under a new name, in doubt; an amount over what
    was none in their Ask, and the name of before was given back to the row."""
    run(typed(None))
    left = client("a", emails=("a@x.example",), ask=None)
    for ask in (0, 1_200_000):
        new = client("new", emails=("a@x.example",), ask=ask)
        copied = replace(books([left, new], FINE), ask_column="Clients!ask")
        assert run(in_doubt(copied, "a", "new")) == []
    assert run(in_doubt(typed(1_200_000), "a")) == []
    assert [run(typed(1_200_000)), run(typed(1_200_000))] == [[], []]
    assert run.refused(typed(1_200_000)) == [("a", 1_200_000, "new")]


def test_what_was_typed_before_a_doubt_is_not_asked_of_a_new_name_whose_cell_is_blank(run):
    """Found by histories (400126): what another's cell has, too, was settling when its row came into
    doubt; then the client was renamed, and Ask emptied. After yes an invoice went."""
    asked_of_a(run)
    both = typed(1_200_000, 1_200_000)
    assert run(both) == []  # settles
    assert run(in_doubt(both, "a", "b")) == [("b", 1_200_000, "exchanged: a")]
    a, b = clients(1_200_000, None)
    later = replace(books([a, replace(b, name="new")], FINE), ask_column="Clients!ask")
    later = replace(later, youth=replace(later.youth, heir_of={"new": frozenset({"b"})}))
    assert [run(later), run(later)] == [[("b", 1_200_000, "left")], []]
    assert run.refused(both) == [("b", 1_200_000, "")]
