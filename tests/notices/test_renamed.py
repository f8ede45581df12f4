"""A renamed client is not billed twice (design §17)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.billing.changes import compare
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import seen_rows
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.register import Fate, register
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Instead, Reason, State
from sheets_sync.notices.ledger.verdicts import Outcome, Verdict
from sheets_sync.notices.plan.moved_charges import Charge
from sheets_sync.notices.plan.wishes import another_goes
from sheets_sync.notices.plan.youth import Sightings, Youth, sightings
from sheets_sync.notices.whose.renames import handed_over
from sheets_sync.notices.whose.suspects import Gone, suspected, unaccounted
from sheets_sync.notices.whose.telling_apart import told_apart_in
from sheets_sync.notices.whose.whose_invoices import with_invoices
from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import ENGLISH
from tests.notices.cases import AT_ONCE, MORNING, NOW, TODAY, Office, books, client
from tests.notices.test_open_invoices import DAY, FIRST, WORK
from tests.notices.test_planning import MINUTE, World, stands

OLD, NEW = client("Ромашка"), client("Ромашка и партнёры")


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def run(office, day, *who, approvals=(), paid=FIRST, work=WORK):
    what = books(who, paid, work, TODAY + day)
    moved = office.run(what, MORNING + day * DAY, ask=Ask(approvals=dict.fromkeys(approvals)))
    return [(f"{each.kind}{each.ordinal or ''}", each.name, each.invoice) for each in moved]


def waiting(office):
    return [(each.number, each.reason) for each in office.outbox.ledger().notices if each.live]


def gone(office):
    return [each.name for each in office.outbox.ledger().notices if each.outcomes]


def test_a_new_name_at_the_old_address_waits_and_asks(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert waiting(office) == [(2, "renamed: Ромашка")]
    assert gone(office) == ["Ромашка"]


def test_yes_takes_episode_and_invoice_over_and_reminds_when_it_is_due(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert run(office, 2, NEW, approvals={2})[1:] == []
    assert waiting(office) == []
    assert "under their former name" in state_text(office.outbox.ledger().notices[1], ENGLISH)
    assert run(office, 3, NEW) == []
    assert run(office, 7, NEW) == [("REMINDER1", "Ромашка и партнёры", 1)]
    assert office.outbox.last_invoice == 1
    paid = [*FIRST, (TODAY + 8, 0, 800_000)]
    assert run(office, 8, NEW, paid=paid) == []
    more = [*WORK, (TODAY + 20, 0, "Design", 900_000)]
    assert run(office, 20, NEW, paid=paid, work=more) == [("LOW", "Ромашка и партнёры", 2)]


def test_who_recovered_under_the_new_name_and_fell_again_has_a_letter_once_it_is_said(office):
    """Found: Send beside that letter cancelled it, for the sake of one of before the recovery."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    paid = [*FIRST, (TODAY + 2, 0, 800_000)]
    run(office, 2, NEW, paid=paid)
    assert waiting(office) == []
    more = {"paid": paid, "work": [*WORK, (TODAY + 3, 0, "Design", 900_000)]}
    run(office, 3, NEW, **more)
    assert waiting(office) == [(3, "renamed: Ромашка")]
    assert run(office, 4, NEW, approvals={3}, **more) == [("LOW", NEW.name, 2)]
    ledger = with_invoices(office.outbox.ledger())
    assert {each.client for each in ledger.issued.values()} == {fold(NEW.name)}
    assert list(ledger.episodes) == [fold(NEW.name)]
    assert [each[:2] for each in run(office, 11, NEW, **more)] == [("REMINDER1", NEW.name)]


def test_of_two_who_are_to_be_the_same_one_the_first_in_clients_is(office):
    run(office, 0, OLD)
    both = (NEW, client("Ромашка и сыновья"))
    figures = {
        "paid": [*FIRST, (TODAY - 9, 1, 300_000)],
        "work": [*WORK, (TODAY - 5, 1, "Design", 100_000)],
    }
    run(office, 1, *both, **figures)
    assert waiting(office) == [(2, "renamed: Ромашка"), (3, "renamed: Ромашка")]
    run(office, 2, *both, **figures, approvals={2, 3})
    episodes = office.outbox.ledger().episodes
    assert episodes[fold(NEW.name)].id == 1
    assert sorted(each.id for each in episodes.values()) == [1, 3]


def test_what_was_paid_under_the_new_name_counts_for_the_old_ones_invoice(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    paid = [*FIRST, (TODAY + 3, 0, 100_000)]
    assert run(office, 7, NEW, paid=paid) == [("REMINDER1", "Ромашка и партнёры", 1)]


def test_a_name_put_back_is_who_it_was(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert [each for each in run(office, 2, OLD) if each[0] != "LOW"] == []
    assert waiting(office) == []
    assert run(office, 7, OLD) == [("REMINDER1", "Ромашка", 1)]


def test_no_is_the_old_name_entered_again_as_closed(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert run(office, 2, NEW, client("Ромашка", state="closed")) == [("LOW", NEW.name, 2)]


def test_another_address_is_another_client(office):
    run(office, 0, OLD)
    assert run(office, 1, client("Acme", emails=("a@acme.example",))) == [("LOW", "Acme", 2)]


def test_swapped_names_wait_for_their_addresses(office):
    one, two = client("One", emails=("one@x.example",)), client("Two", emails=("two@x.example",))
    paid, work = [*FIRST, (TODAY - 9, 1, 300_000)], [*WORK, (TODAY - 5, 1, "Design", 100_000)]
    run(office, 0, one, two, paid=paid, work=work)
    swapped = client("Two", emails=one.emails), client("One", emails=two.emails)
    assert run(office, 7, *swapped, paid=paid, work=work) == [] or waiting(office)
    assert {reason for _, reason in waiting(office)} == {"address"}


def settled_after_a_rename(office):
    """Had a letter, was renamed, Send said yes, and then paid: the episode is over."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    return [*FIRST, (TODAY + 8, 0, 800_000)]


def test_thanks_go_to_the_new_name_for_what_it_paid_on_the_old_ones_invoice(tmp_path):
    """Found: the run crashed, since the invoice had gone back to the old name by then."""
    office = Office(tmp_path, replace(AT_ONCE, receipt=True))
    paid = settled_after_a_rename(office)
    assert run(office, 8, NEW, paid=paid) == [("RECEIPT", NEW.name, 1)]
    (line,) = register(
        with_invoices(office.outbox.ledger()), books([NEW], paid, WORK, TODAY + 9).money
    )
    assert (line.fate, line.paid) == (Fate.PAID, 800_000)
    office.close()


def test_an_invoice_by_hand_goes_over_with_the_one_whose_place_it_took(office):
    """Found: the reminder asked for the invoice that had been replaced, unless one for the other
    happened to be planned before the new name came."""
    run(office, 0, OLD)
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 2_500_000, MORNING))
    assert run(office, 1, OLD) == [("INVOICE1", OLD.name, 2)]
    run(office, 2, NEW)
    run(office, 3, NEW, approvals={3})
    assert run(office, 8, NEW) == [("REMINDER1", NEW.name, 2)]
    ledger = with_invoices(office.outbox.ledger())
    assert {each.client for each in ledger.issued.values()} == {fold(NEW.name)}


def test_an_invoice_by_hand_is_asked_for_again_by_who_recovered_and_fell_under_the_new_name(office):
    """Found by histories (175): a fresh one of about the same money took its place."""
    run(office, 0, OLD)
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 2_500_000, MORNING))
    run(office, 1, OLD)
    run(office, 2, NEW)
    paid = [*FIRST, (TODAY + 3, 0, 800_000)]
    run(office, 3, NEW, paid=paid)
    work = [*WORK, (TODAY + 4, 0, "Design", 900_000)]
    run(office, 4, NEW, paid=paid, work=work)
    [(number, why)] = waiting(office)
    assert why == f"renamed: {OLD.name}"
    letters = run(office, 5, NEW, paid=paid, work=work, approvals={number})
    assert letters == [("LOW", NEW.name, 2)]


def test_an_invoice_that_took_the_place_of_one_by_hand_goes_over(office):
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 100_000, MORNING))
    paid = [(TODAY - 10, 0, 900_000)]
    run(office, 0, OLD, paid=paid)
    run(office, 1, OLD)
    assert run(office, 1, OLD, approvals={2}) == [("LOW", OLD.name, 2)]
    run(office, 2, NEW)
    run(office, 3, NEW, approvals={3})
    assert run(office, 8, NEW) == [("REMINDER1", NEW.name, 2)]


def test_a_name_put_back_after_yes_is_asked_about_as_well(office):
    """Found: the old name had had letters, so it counted as nobody's, and was billed anew."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    assert [each[0] for each in run(office, 3, OLD)] == ["LOW"]
    assert [reason for _, reason in waiting(office)] == [f"renamed: {NEW.name}"]
    (number,) = (each for each, _ in waiting(office))
    run(office, 4, OLD, approvals={number})
    assert run(office, 7, OLD) == [("REMINDER1", "Ромашка", 1)]
    assert office.outbox.last_invoice == 1


def test_a_busy_new_name_is_asked_about_as_well(office):
    """Found by histories: figures without young charges forgot whose name it may be."""
    run(office, 0, OLD)
    work = [*WORK, (TODAY + 1, 0, "Call", 100)]
    young = Youth({fold(NEW.name): (Charge(TODAY + 1, "call", 100),)}, overdue=frozenset({fold(NEW.name)}))  # fmt: skip
    office.run(replace(books([NEW], FIRST, work, TODAY + 1), youth=young), MORNING + DAY)
    assert waiting(office) == [(2, "renamed: Ромашка")]


def test_an_invoice_by_hand_is_no_answer_to_whose_name_it_is(office):
    """Found by histories: what a person had asked for counted as their yes. It waits for that."""
    run(office, 0, OLD)
    errand = Errand(1, Kind.INVOICE, fold(NEW.name), "RUB", 50_000, NOW)
    office.outbox.ask(errand)
    assert run(office, 1, NEW) == [("INVOICE1", NEW.name, None), ("LOW", NEW.name, None)]
    run(office, 2, NEW)
    assert [why for _, why in waiting(office)] == ["renamed: Ромашка"] * 2
    assert gone(office) == ["Ромашка"]


def test_an_approval_of_before_is_no_answer_either(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, approve=True))
    other = replace(NEW, emails=("else@romashka.example",))
    run(office, 0, OLD, other, paid=[*FIRST, (TODAY - 9, 1, 300_000)])
    run(office, 1, OLD, other, paid=[*FIRST, (TODAY - 9, 1, 300_000)], approvals={1})
    young = Youth(restless=frozenset({fold(NEW.name)}))
    both = books([OLD, other], [*FIRST, (TODAY - 9, 1, 300_000)], WORK, TODAY + 1)
    office.run(replace(both, youth=young), MORNING + 2 * DAY, ask=Ask(approvals={2: None}))
    for day in (3, 4):
        run(office, day, NEW, approvals={2}, work=[])
    assert waiting(office) == [(2, "renamed: Ромашка")]
    office.close()


def test_a_new_name_does_not_make_euro_of_roubles(office):
    """Found by histories: renamed, and the currency slipped; after yes euro were asked for."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    mailed = office.desk().ledger().mailed_in
    assert mailed == {fold(NEW.name): "RUB"}
    what = books([replace(NEW, currency="EUR")], FIRST, WORK)
    rows = seen_rows(what.book, what.accounts, TODAY)
    since = Sightings(currencies={fold(NEW.name): "EUR"})  # as the runs before the yes saw it
    now = sightings(
        since, compare(rows, rows), what.book, what.terms, MORNING, timedelta(0), mailed
    )
    assert now.were_in(what.book) == {fold(NEW.name): "RUB"}


def test_a_yes_after_a_recovery_makes_no_euro_of_roubles_in_that_very_run(tmp_path):
    """Found by histories (126): a statement in euro went beside the letter that was let go."""
    office = Office(tmp_path, replace(AT_ONCE, statement="monthly"))
    run(office, 0, OLD)
    run(office, 1, NEW)
    euro, paid = replace(NEW, currency="EUR"), [*FIRST, (TODAY + 2, 0, 800_000)]
    run(office, 2, euro, paid=paid)
    work = [*WORK, (TODAY + 3, 0, "Design", 900_000)]
    run(office, 30, euro, paid=paid, work=work)
    [asking] = [each for each in office.outbox.ledger().notices if each.live and each.kind.asks]
    work += [(TODAY + 31, 0, "Design", 500_000)]  # off the amount let go
    run(office, 31, euro, approvals={asking.number}, paid=paid, work=work)
    assert gone(office) == [OLD.name]
    office.close()


SHARED = client("Лютик")


def test_of_several_at_one_mailbox_the_new_name_alone_is_asked_about(office):
    """Found: Send beside both gave the invoice to the one who had been there all the time."""
    fine = [*FIRST, (TODAY, 1, 5_000_000)]
    run(office, 0, OLD, SHARED, paid=fine)
    heir = replace(NEW, name="Ромашка и К°")
    what = books([heir, SHARED], [*FIRST, (TODAY, 1, 100_000)], WORK, TODAY + 1)
    known = Youth(heir_of={fold(heir.name): frozenset({fold(OLD.name)})})
    office.run(replace(what, youth=known), MORNING + DAY)
    assert waiting(office) == [(2, "renamed: Ромашка")]
    assert gone(office) == ["Ромашка", "Лютик"]


@pytest.mark.parametrize(
    ("said", "to", "asked"),
    [
        (f"{Instead.SAME}: old", "a@x.example", {"new": "GONE"}),
        (f"{Instead.SAME}: old", "new@x.example", {}),
        (f"{Instead.OTHERS}: gone", "a@x.example", {}),
    ],
)
def test_whose_name_is_known_is_asked_about_by_anothers_mailbox_all_the_same(said, to, asked):
    """Found by histories (10023): whoever had been renamed once, by a person's yes, was asked about
    nobody any more, though their letters went where one who was gone had theirs."""
    world = World()
    world.run(stands(client="gone"))
    (letter,) = world.ledger.notices
    answer = replace(letter, id=2, client="new", episode=2, state=State.CANCELLED, reason=said)
    ledger = replace(world.ledger, notices=(letter, answer))
    new = stands(client="new", to=(to,), came_after={"gone": 0})
    assert suspected(ledger, told_apart_in(ledger, [new])) == asked


@pytest.mark.parametrize("to", ["a@x.example", "b@x.example"], ids=["had it", "was put off"])
def test_who_left_while_a_letter_was_put_off_for_one_of_their_addresses_is_asked_about(to):
    """Found (W3): a letter counted as none till it had gone to all, and another one went out by the
    new name in that very run."""
    world = World()
    world.run(stands(client="old", to=("a@x.example", "b@x.example")))
    (letter,) = world.ledger.notices
    answers = (
        Outcome("a@x.example", Verdict.ACCEPTED, "250"),
        Outcome("b@x.example", Verdict.DEFERRED, "451 later"),
    )
    part = replace(letter, state=State.RETRY, outcomes=answers, began=letter.moment)
    world.ledger = replace(world.ledger, notices=(part,))
    assert world.run(stands(client="new", to=(to,))) == []
    assert [(each.client, str(each.state)) for each in world.ledger.notices] == [
        ("old", "sent"),
        ("new", "held"),
    ]
    assert world.ledger.notices[1].why_held == Reason.RENAMED


@pytest.mark.parametrize(
    ("met", "asked"), [((), {"new": "GONE"}), (("gone",), {})], ids=["it was there", "back since"]
)
def test_who_was_there_when_another_left_their_mailbox_is_asked_whatever_rows_they_have(met, asked):
    """They may have taken that one in, though a person said no to whose rows they have (52083,
    61022: the bookkeeper asked who was left at that mailbox alone)."""
    world = World()
    world.run(stands(client="gone"))
    (letter,) = world.ledger.notices
    no = replace(letter, id=2, client="new", state=State.CANCELLED, reason=f"{Instead.OTHERS}: old")
    ledger = replace(world.ledger, notices=(letter, no))
    new = stands(client="new", bears=frozenset({"old"}), met=frozenset(met))
    assert suspected(ledger, told_apart_in(ledger, [new])) == asked


@pytest.mark.parametrize(
    ("who", "heir_of", "asked"),
    [("a", (), False), ("a 2", (), False), ("a", ("gone",), True), ("b", (), True)],
)
def test_a_word_on_two_names_is_for_whichever_comes_back(who, heir_of, asked):
    """Found by histories (10109): "A 2" was said to be "A", and called "A" again: who had gone
    meanwhile was asked about by rows of before, unless thanks had once waited under "A 2"."""
    world = World()
    world.run(stands(client="a 2"))
    (letter,) = world.ledger.notices
    said = replace(letter, state=State.CANCELLED, reason=f"{Instead.SAME}: a")
    standing = stands(client=who, came_after={"gone": 0}, heir_of=frozenset(heir_of))
    (told,) = told_apart_in(replace(world.ledger, notices=(said,)), [standing])
    assert ("gone" in told.came_after) == asked


def test_two_who_shared_a_mailbox_and_were_both_renamed_are_both_asked_about(office):
    """Found by histories (155): a mailbox remembered the last of its clients alone."""
    poor = [*FIRST, (TODAY - 9, 1, 300_000)]
    work = [*WORK, (TODAY - 5, 1, "Design", 100_000)]
    run(office, 0, OLD, SHARED, paid=poor, work=work)
    heirs = NEW, client("Лютик и партнёры")
    what = books(heirs, poor, work, TODAY + 1)
    of = {
        fold(new.name): frozenset({fold(old.name)})
        for new, old in zip(heirs, (OLD, SHARED), strict=True)
    }
    office.run(replace(what, youth=Youth(heir_of=of)), MORNING + DAY)
    assert [why for _, why in waiting(office)] == ["renamed: Ромашка", "renamed: Лютик"]


def test_an_episode_rests_once_whoever_may_be_them_recovered_and_wakes_with_its_old_name(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, paid=[*FIRST, (TODAY + 2, 0, 800_000)])
    assert [each.dormant for each in office.outbox.ledger().episodes.values()] == [True]
    run(office, 3, OLD)
    assert [each.dormant for each in office.outbox.ledger().episodes.values()] == [False]


@pytest.mark.parametrize("half", [True, False], ids=["a row of theirs is missing", "whole"])
def test_half_an_account_that_money_came_to_lets_the_former_episode_go_on(office, half):
    """Decided: who pays under a new name while rows of theirs stand under a name of nobody has
    recovered once these are back; fallen again by then, they are reminded of the invoice in hand."""
    run(office, 0, OLD)
    new = client(NEW.name, letters_held=("payments",) if half else ())
    what = books([new], [*FIRST, (TODAY + 1, 0, 800_000)], WORK, TODAY + 1)
    former = {fold(NEW.name): {fold(OLD.name): None}}
    came = Youth(
        heir_of={who: frozenset(those) for who, those in former.items()}, came_after=former
    )
    office.run(replace(what, youth=came), MORNING + DAY)
    assert [each.dormant for each in office.outbox.ledger().episodes.values()] == [not half]


@pytest.mark.parametrize(("bar", "rests"), [(500_000, False), (900_000, True)])
def test_what_rested_while_it_was_asked_goes_over_awake(office, bar, rests):
    """Found by world 30104 of the histories: after a yes while a finding held the letters of who had
    recovered, and yet another name, a fresh invoice went instead of a reminder of the one in hand.
    What sleeps below a bar that sank goes on sleeping."""
    run(office, 0, OLD)
    ledger = office.outbox.ledger()
    [(old, episode)] = ledger.episodes.items()
    ledger = replace(ledger, episodes={old: replace(episode, dormant=True, bar=bar)})
    new = books([NEW], FIRST, WORK).standings
    after = handed_over(ledger, new, {fold(NEW.name): old}, {}).episodes
    assert [(who, each.dormant) for who, each in after.items()] == [(fold(NEW.name), rests)]


def test_a_credit_note_goes_to_a_name_that_came_back_though_the_invoice_is_the_others(office):
    """Found by histories (9): the run crashed, since the invoice is of one who is not there."""
    run(office, 0, OLD)
    office.outbox.ask(Errand(1, Kind.CREDIT, fold(OLD.name), "RUB", 0, MORNING, 1))
    run(office, 1, NEW)
    (number,) = (number for number, _ in waiting(office))
    run(office, 2, NEW, approvals={number})
    assert ("CREDIT1", OLD.name, 2) in run(office, 3, OLD)


@pytest.mark.parametrize("put_off", [False, True])
def test_a_credit_note_asked_for_right_before_a_rename_goes_to_the_new_name_once(office, put_off):
    """Found: it was never made. One that has its number, and was put off, keeps that."""
    run(office, 0, OLD)
    office.outbox.ask(Errand(1, Kind.CREDIT, fold(OLD.name), "RUB", 0, MORNING, 1))
    if put_off:
        outbox, away = office.folder, office.folder.with_name("away")
        outbox.rename(away)
        outbox.touch()
        run(office, 0, OLD)
        outbox.unlink()
        away.rename(outbox)
    run(office, 1, NEW)
    standings = books([NEW], FIRST, WORK).standings
    waits = Gone(OLD.name, "1", "", Kind.CREDIT)
    assert waits in unaccounted(office.desk().ledger(), standings, {})
    ((number, _),) = waiting(office)
    run(office, 2, NEW, approvals={number})
    for day in (3, 4, 9, 30):
        run(office, day, NEW)
    notes = [each for each in office.desk().notices() if str(each.kind) == "CREDIT"]
    assert [(each.name, each.invoice) for each in notes if each.state == State.WRITTEN] == [
        (NEW.name, 2)
    ]
    assert [n for n, each in office.outbox.ledger().issued.items() if each.credits] == [2]
    assert waits not in unaccounted(office.desk().ledger(), standings, {})


ASKED_OF_WHO_IS_GONE = {
    "a credit note": (Errand(1, Kind.CREDIT, fold(OLD.name), "RUB", 0, MORNING, 1), "1"),
    "an invoice": (Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 700_000, MORNING), "7000.00 RUB"),
}


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize(
    ("errand", "known"), ASKED_OF_WHO_IS_GONE.values(), ids=ASKED_OF_WHO_IS_GONE
)
def test_what_was_asked_for_asks_itself_whose_name_it_is_where_no_letter_does(
    office, errand, known, yes
):
    """Found: paid, or never asked by a letter, and renamed before the next run: it never went, and
    nothing told so. After no it waits, and is told of."""
    paid = [*FIRST, (TODAY, 0, 5_000_000)]
    run(office, 0, OLD, paid=FIRST if errand.invoice else paid)
    office.outbox.ask(errand)
    heir, left = {fold(NEW.name): frozenset({fold(OLD.name)})}, {fold(OLD.name): MORNING + DAY}
    youth = Youth(heir_of=heir, left=left, names={fold(OLD.name): OLD.name})

    def day(number, **ask):
        what = replace(books([NEW], paid, WORK, TODAY + number), youth=youth)
        moved = office.run(what, MORNING + number * DAY, ask=Ask(**ask))
        told = unaccounted(office.desk().ledger(), what.standings, left)
        told = [replace(each, name=fold(each.name)) for each in told]
        return [(str(each.kind), each.name, each.why_held) for each in moved], told

    waits = [Gone(fold(OLD.name), known, "", errand.kind)]
    assert day(1) == ([(str(errand.kind), NEW.name, "renamed")], waits)
    ((number, reason),) = waiting(office)
    assert reason == f"renamed: {OLD.name}"
    held = next(each for each in office.desk().notices() if each.live)
    assert "it goes to them" in state_text(held, ENGLISH)
    day(2, **({"approvals": {number: None}} if yes else {"refusals": {number}}))
    assert day(3)[1] == ([] if yes else waits)
    day(4)
    went = [each for each in office.desk().notices() if each.client == fold(NEW.name)]
    assert [each.invoice for each in went if each.outcomes] == ([office.outbox.last_invoice] * yes)


def test_what_was_asked_for_goes_to_no_row_that_was_left_without_an_account(office):
    """Found by histories (34): an invoice in another currency went there, once the account, whose
    Currency had been in doubt, had another name."""
    paid = [*FIRST, (TODAY, 0, 5_000_000)]
    run(office, 0, OLD, paid=paid)
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 700_000, MORNING))
    youth = Youth(copied={fold(OLD.name): {fold(NEW.name): MORNING + DAY}})
    what = replace(books([NEW, replace(OLD, state="closed")], paid, WORK, TODAY + 1), youth=youth)
    (held,) = office.run(what, MORNING + DAY)
    assert (held.name, held.why_held, held.about_name) == (NEW.name, "renamed", fold(OLD.name))
    moved = office.run(what, MORNING + 2 * DAY, ask=Ask(refusals={held.number}))
    assert [each.name for each in moved if each.outcomes] == [OLD.name]


def test_what_was_typed_into_ask_goes_by_its_cell_alone(tmp_path):
    """Found by histories (10046): what was typed into the Ask of one was asked of another, who came
    with the address later, and a tick sent it to them."""
    office = Office(tmp_path, Policy(settle=15 * MINUTE))
    advance = replace(OLD, ask=700_000)
    for at, who in enumerate(([OLD], [advance], [advance, NEW], [advance, NEW])):
        youth = Youth(copied={fold(OLD.name): {fold(NEW.name): MORNING + 20 * MINUTE}})
        paid = [(TODAY, 1, 5_000_000)] if NEW in who else []
        what = replace(books(who, paid), youth=youth, ask_column="Clients!ask")
        office.run(what, MORNING + at * 10 * MINUTE)
    assert waiting(office) == []
    assert gone(office) == [OLD.name]
    office.close()


def test_a_row_left_under_a_second_name_is_no_recovery_of_the_first(office):
    """Found by the histories: the closed row of the name in between let a second letter go."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    third, left = client("Лютик"), replace(NEW, state="closed")
    run(office, 2, third, left)
    (asked,) = [number for number, reason in waiting(office) if reason == "renamed: Ромашка"]
    assert run(office, 3, third, left, approvals={asked})[1:] == []
    assert gone(office) == [OLD.name]


def test_half_an_account_that_no_money_came_to_is_no_recovery_of_the_former_name(office):
    """Its payments stand elsewhere yet, a bonus does not: a second letter would ask them anew."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, paid=[(TODAY - 1, 0, 2_000_000, "bonus")])
    assert waiting(office) == []
    run(office, 3, NEW)
    assert waiting(office) == [(3, "renamed: Ромашка")]
    assert run(office, 4, NEW, approvals={3})[1:] == []
    assert gone(office) == [OLD.name]
    assert run(office, 7, NEW) == [("REMINDER1", NEW.name, 1)]


@pytest.mark.parametrize("left", [(), (replace(OLD, state="closed"),)])
def test_an_invoice_asked_for_by_hand_right_before_a_rename_goes_to_the_new_name_once(office, left):
    """Found: it was forgotten, or went to the row that was left in Clients under the old name."""
    run(office, 0, OLD)
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 700_000, MORNING))
    run(office, 1, NEW)
    ((number, _),) = waiting(office)
    run(office, 2, NEW, approvals={number})
    moved = [each for day in (3, 4, 5) for each in run(office, day, NEW, *left)]
    assert moved == [("INVOICE1", NEW.name, 2)]


def test_whoever_withdraws_an_invoice_is_told_whether_another_letter_goes_by_itself(office):
    """Found: "its next letter asks by a new invoice", and none ever came."""
    run(office, 0, OLD)
    ledger, who = office.outbox.ledger(), fold(OLD.name)
    assert another_goes(ledger, who, Policy(remind_times=1))
    assert not another_goes(ledger, who, Policy(remind_times=0))
    assert not another_goes(ledger, who, Policy(remind_every=0))
    run(office, 7, OLD)
    assert not another_goes(office.outbox.ledger(), who, Policy(remind_times=1))


def test_invoices_that_went_over_and_back_are_the_first_names_again(office):
    """Found by histories (25): one by hand stayed with the name in between, and a fresh one went."""
    run(office, 0, OLD)
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(OLD.name), "RUB", 2_500_000, MORNING))
    run(office, 1, OLD)
    run(office, 2, NEW)
    run(office, 3, NEW, approvals={3})
    ledger = office.outbox.ledger()
    assert {each.client for each in with_invoices(ledger).issued.values()} == {fold(NEW.name)}
    (went,) = (each for each in ledger.notices if each.number == 3)
    said = replace(
        went, id=9, client=fold(OLD.name), kind=Kind.RECEIPT, ordinal=2, episode=0,
        state=State.CANCELLED, reason=Instead.SAME, moment=MORNING + 9 * DAY,
    )  # fmt: skip
    back = with_invoices(replace(ledger, notices=(*ledger.notices, said)))
    assert {each.client for each in back.issued.values()} == {fold(OLD.name)}


@pytest.mark.parametrize("elsewhere", [(), ("new@romashka.example",)], ids=["", "at a new address"])
def test_while_it_is_asked_whose_name_it_is_no_statement_tells_the_figures(tmp_path, elsewhere):
    """Found by histories (world 19): one went to a name that may be another's new one, and told
    what may be that one's rows."""
    office = Office(tmp_path, replace(AT_ONCE, statement="monthly"))
    run(office, 0, OLD)
    new = replace(NEW, emails=elsewhere or NEW.emails)
    known = Youth(
        came_after={fold(NEW.name): {fold(OLD.name): 0}},
        bears={fold(NEW.name): frozenset({fold(OLD.name)})},
    )
    work = [*WORK, (TODAY + 2, 0, "Call", 100)]
    office.run(replace(books([new], FIRST, work, TODAY + 30), youth=known), MORNING + 30 * DAY)
    assert {why for _, why in waiting(office)} == {f"renamed: {OLD.name}"}
    assert gone(office) == [OLD.name]
    office.close()


def test_nobody_is_thanked_where_money_only_went_back(tmp_path):
    """Found by histories (world 51): a refund of late counted as less than nothing, so that nothing
    seemed to be paid by rows of before, and was thanked for."""
    office = Office(tmp_path, replace(AT_ONCE, receipt=True))
    first = [(TODAY - 40, *row[1:]) for row in FIRST]
    run(office, 0, OLD, paid=first)
    paid = [*first, (TODAY + 1, 0, 900_000, "opening"), (TODAY + 1, 0, -50_000, "refund")]
    run(office, 1, OLD, paid=paid)
    assert (waiting(office), gone(office)) == ([], [OLD.name])
    office.close()


@pytest.mark.parametrize("days_ago", [60, 2], ids=["long before", "lately"])
def test_yes_and_in_that_very_run_a_letter_that_money_of_before_makes_doubtful(office, days_ago):
    """Found by histories: said to be a client whose invoice their old money had paid, they were
    asked anew in the run of the answer; from the next run on that would have waited for a person.
    What they paid of late is nobody's question."""
    stranger = replace(NEW, emails=("else@romashka.example",))
    paid = [(TODAY - days_ago, 0, 5_000_000)]
    came = Youth(came_after={fold(NEW.name): {fold(OLD.name): 0}})
    began = [(TODAY - 70, 0, "Call", 1)]

    def goes(day, work, **said):
        what = replace(books([stranger], paid, work, TODAY + day), youth=came)
        office.run(what, MORNING + day * DAY, ask=Ask(**said))

    run(office, 0, OLD)
    run(office, 1, OLD, paid=[*FIRST, (TODAY, 0, 900_000, "bonus", "")])
    goes(2, began)
    assert waiting(office) == [(2, f"renamed: {OLD.name}")]
    goes(3, [*began, (TODAY, 0, "Call", 5_900_000)], approvals={2: None})
    told = [(each.name, each.reason) for each in office.outbox.ledger().notices[2:]]
    assert told == [(NEW.name, "old_rows: 1" if days_ago == 60 else "")]


@pytest.mark.parametrize("later", [True, False])
def test_an_invoice_goes_by_the_word_at_its_moment(office, later):
    """Found by histories: a name said to be another's, and given to a new one since, who was said to
    be a third: the first had that one's invoice. ``later``: the word on the third came last."""
    run(office, 0, OLD)
    ledger = office.outbox.ledger()
    words = [("other", fold(NEW.name)), (fold(NEW.name), fold(OLD.name))]
    said = tuple(
        replace(
            ledger.notices[0],
            id=9 + nth,
            client=client,
            state=State.CANCELLED,
            reason=f"{Instead.FORMER_NAME}: {former}",
            moment=NOW + (nth + 1) * DAY,
        )
        for nth, (client, former) in enumerate(words if later else words[::-1])
    )
    owners = {ledger.notices[0].episode: fold(NEW.name) if later else "other"}
    after = with_invoices(replace(ledger, notices=(*ledger.notices, *said), owners=owners))
    assert after.issued[1].client == (fold(NEW.name) if later else "other")


def test_whose_invoices_are_is_found_out_once_until_anything_is_written(office):
    """A run asks some twenty times."""
    run(office, 0, OLD)
    run(office, 2, NEW)
    run(office, 3, NEW, approvals={2})
    desk = office.desk()
    before = desk.ledger()
    assert {each.client for each in before.issued.values()} == {fold(NEW.name)}
    assert desk.ledger() is before
    office.outbox.ask(Errand(1, Kind.INVOICE, fold(NEW.name), "RUB", 2_500_000, MORNING))
    assert set(desk.ledger().errands) == {1}
