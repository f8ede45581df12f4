"""Letters: kept as they were given, and nothing that must never happen (design §8)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.errands import NO_EPISODE, UNSEEN, AskCell, Asks, Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.verdicts import Outcome, Verdict
from sheets_sync.notices.outbox import Adopted, Trouble
from sheets_sync.notices.plan.planning import Plan
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.rows import notice_row
from tests.state.conformance.examples import (
    FULL,
    NOW,
    digest,
    episode,
    invoice,
    letter,
    notice,
    planned,
)

LATER = NOW + timedelta(hours=1)


def test_an_empty_outbox_knows_nothing(outbox):
    assert outbox.ledger() == Ledger()
    assert (outbox.last_number, outbox.last_invoice, outbox.last_said) == (0, 0, "")
    assert (outbox.unadopted, outbox.trouble, outbox.digests(NOW)) == (False, None, ())


def test_a_plan_comes_back_as_it_was_given(outbox):
    planned(outbox, FULL)
    ledger = outbox.ledger()
    assert ledger.notices == (FULL,)
    assert ledger.episodes == {"ромашка": episode()}
    assert (ledger.last_episode, ledger.last_notice, ledger.last_number) == (1, 1, 7)


def test_what_a_plan_changes_takes_the_place_of_what_was(outbox):
    planned(outbox, FULL, notice(2))
    moved = replace(episode(), level=Level.OVER, dormant=False, since=LATER)
    outbox.commit(Plan(episodes=(moved,), notices=(replace(FULL, state=State.CANCELLED),)), LATER)
    ledger = outbox.ledger()
    assert ledger.episodes == {"ромашка": moved}
    assert [each.state for each in ledger.notices] == [State.CANCELLED, State.PLANNED]


def test_an_episode_that_is_over_is_open_no_more_and_its_number_is_not_given_again(outbox):
    planned(outbox, FULL)
    outbox.commit(Plan(closed=(episode(),)), LATER)
    assert outbox.ledger().episodes == {}
    assert outbox.ledger().last_episode == 1
    planned(outbox, episodes=(episode(id_=2),))
    assert outbox.ledger().episodes["ромашка"].id == 2


def test_a_client_has_one_open_episode(outbox):
    planned(outbox, FULL)
    with pytest.raises(BrokenRuleError):
        planned(outbox, notice(2), episodes=(episode(id_=2),))
    assert outbox.ledger().notices == (FULL,)


def test_a_kind_may_come_again_after_one_that_was_written_only(outbox):
    written = notice(1, state=State.WRITTEN, via="folder")
    planned(outbox, written)
    planned(outbox, notice(2))
    assert [each.id for each in outbox.ledger().notices] == [1, 2]
    with pytest.raises(BrokenRuleError):
        outbox.record(replace(written, state=State.RETRY))


def test_a_kind_comes_once_in_an_episode_but_after_one_that_was_cancelled(outbox):
    planned(outbox, notice(1))
    with pytest.raises(BrokenRuleError):
        planned(outbox, notice(2))
    planned(
        outbox, notice(3, kind=Kind.REMINDER, ordinal=1), notice(4, kind=Kind.REMINDER, ordinal=2)
    )
    outbox.record(notice(1, state=State.CANCELLED))
    planned(outbox, notice(2))
    assert [each.id for each in outbox.ledger().notices] == [1, 2, 3, 4]


def test_no_two_notices_have_a_number(outbox):
    planned(outbox, notice(1))
    with pytest.raises(BrokenRuleError):
        planned(outbox, notice(2, kind=Kind.OVER, number=1))


def test_a_notice_of_an_episode_that_nobody_opened_is_refused(outbox):
    with pytest.raises(BrokenRuleError):
        outbox.record(notice(1, episode=9))


def test_what_was_sent_is_never_changed(outbox):
    sent = notice(1, state=State.SENT)
    planned(outbox, sent)
    with pytest.raises(BrokenRuleError):
        outbox.record(replace(sent, state=State.RETRY))
    assert outbox.ledger().notices == (sent,)


def test_a_frozen_letter_comes_back_byte_for_byte_with_its_invoice(outbox):
    planned(outbox, notice(1))
    ready = notice(1, state=State.RENDERED, invoice=1)
    assert outbox.frozen(ready) is None
    with pytest.raises(LookupError):
        outbox.letter(ready)
    outbox.freeze(ready, letter(), invoice())
    assert outbox.letter(ready) == outbox.frozen(ready) == letter()
    assert outbox.ledger().notices == (ready,)
    assert outbox.ledger().invoices == {("ромашка", "RUB"): invoice()}
    assert outbox.last_invoice == 1


def test_a_frozen_letter_is_never_changed(outbox):
    planned(outbox, notice(1))
    ready = notice(1, state=State.RENDERED)
    outbox.freeze(ready, letter(), None)
    with pytest.raises(BrokenRuleError):
        outbox.freeze(ready, replace(letter(), message_id="<other@x>", data=b"other"), None)
    assert outbox.letter(ready) == letter()


def test_no_two_letters_have_a_message_id(outbox):
    planned(outbox, notice(1), notice(2, kind=Kind.OVER))
    outbox.freeze(notice(1, state=State.RENDERED), letter(), None)
    with pytest.raises(BrokenRuleError):
        outbox.freeze(notice(2, kind=Kind.OVER, state=State.RENDERED), letter(), None)


@pytest.mark.parametrize("number", [3, 1, 0])
def test_invoice_numbers_have_no_gaps_and_what_breaks_that_is_not_kept_at_all(outbox, number):
    planned(outbox, notice(1), notice(2, kind=Kind.OVER))
    outbox.freeze(notice(1, state=State.RENDERED, invoice=1), letter(), invoice())
    over = notice(2, kind=Kind.OVER, state=State.RENDERED, invoice=number or None)
    with pytest.raises(BrokenRuleError):
        outbox.freeze(over, letter(2), invoice(number))
    assert outbox.last_invoice == 1
    assert outbox.ledger().notices[1].state == State.PLANNED
    assert outbox.frozen(over) is None
    outbox.freeze(replace(over, invoice=2), letter(2), invoice(2))
    assert outbox.last_invoice == 2


def test_what_an_invoice_replaced_is_told(outbox):
    for number, kind, before in ((1, Kind.LOW, None), (2, Kind.OVER, 1)):
        planned(outbox, notice(number, kind=kind))
        ready = notice(number, kind=kind, state=State.RENDERED, invoice=number)
        outbox.freeze(ready, letter(number), replace(invoice(number), replaces=before))
    assert outbox.ledger().replaced == {1: 2}


def test_the_latest_invoice_of_each_client_and_currency_is_told(outbox):
    planned(outbox, *(notice(n, kind=Kind.REMINDER, ordinal=n) for n in range(1, 5)))
    for number, currency in ((1, "RUB"), (2, "EUR"), (3, "RUB"), (4, "EUR")):
        ready = notice(number, kind=Kind.REMINDER, ordinal=number, state=State.RENDERED)
        outbox.freeze(ready, letter(number), invoice(number, currency=currency))
    assert {who: each.number for who, each in outbox.ledger().invoices.items()} == {
        ("ромашка", "RUB"): 3, ("ромашка", "EUR"): 4,
    }  # fmt: skip


def test_adopted_letters_go_on_from_the_highest_numbers_in_the_tab(outbox):
    outbox.mark_unadopted(NOW)
    assert outbox.unadopted
    sent = notice(1, state=State.SENT, number=12, invoice=7)
    unknown = notice(2, kind=Kind.OVER, state=State.CANCELLED, number=13, invoice=6)
    outbox.adopt(Adopted((episode(),), (sent, unknown), (invoice(5), invoice(7))))
    assert not outbox.unadopted
    assert outbox.ledger().notices == (sent, replace(unknown, invoice=None))
    assert (outbox.last_number, outbox.last_invoice) == (13, 7)
    planned(outbox, notice(3, kind=Kind.EMPTY, number=14))
    ready = notice(3, kind=Kind.EMPTY, number=14, state=State.RENDERED)
    with pytest.raises(BrokenRuleError):
        outbox.freeze(ready, letter(3), invoice(9))
    outbox.freeze(ready, letter(3), invoice(8))


def test_an_adopted_episode_whose_level_is_ok_is_over(outbox):
    over, open_ = episode(level=Level.OK), episode("acme", id_=2)
    outbox.adopt(Adopted((over, open_), (), ()))
    assert outbox.ledger().episodes == {"acme": open_}


def test_why_the_way_out_is_shut_is_remembered_until_it_is_open(outbox):
    trouble = Trouble("Сервер не отвечает.", 3, LATER)
    outbox.remember_trouble(trouble)
    assert outbox.trouble == trouble
    outbox.remember_trouble(None)
    assert outbox.trouble is None


def test_digests_are_kept_beside_notices_and_are_none(outbox):
    planned(outbox, notice(1))
    both = {digest(2): letter(2), digest(3, "anna@x.example"): letter(3)}
    outbox.freeze_digests(both, "said")
    outbox.freeze_digests({digest(4, occasion=LATER): letter(4)}, "said later")
    assert outbox.digests(NOW) == tuple(both)
    assert [outbox.letter(each) for each in outbox.digests(LATER)] == [letter(4)]
    assert outbox.last_said == "said later"
    assert [each.id for each in outbox.ledger().notices] == [1]
    assert (outbox.ledger().last_notice, outbox.last_number) == (4, 1)


def test_what_became_of_a_digest_is_kept_and_a_sent_one_never_changes(outbox):
    outbox.freeze_digests({digest(): letter()}, "")
    answers = (Outcome("boss@x.example", Verdict.ACCEPTED, "250 ok"),)
    sent = replace(digest(), state=State.SENT, via="smtp", attempts=1, began=NOW, outcomes=answers)
    outbox.record(sent)
    assert outbox.digests(NOW) == (sent,)
    with pytest.raises(BrokenRuleError):
        outbox.record(digest())


def test_nobody_has_two_digests_for_a_moment(outbox):
    outbox.freeze_digests({digest(): letter()}, "first")
    both = {digest(2, "anna@x.example"): letter(2), digest(3): letter(3)}
    with pytest.raises(BrokenRuleError):
        outbox.freeze_digests(both, "second")
    assert outbox.digests(NOW) == (digest(),)
    assert outbox.last_said == "first"


def test_the_fingerprint_of_letters_moves_with_them_and_with_nothing_else(store):
    outbox = store.outbox()
    prints = [store.letters_fingerprint()]
    for step in (
        lambda: planned(outbox, notice(1)),
        lambda: outbox.freeze(notice(1, state=State.RENDERED, invoice=1), letter(), invoice()),
        lambda: outbox.record(notice(1, state=State.SENT, invoice=1)),
        lambda: outbox.mark_unadopted(NOW),
    ):
        step()
        prints.append(store.letters_fingerprint())
    assert len(set(prints)) == len(prints)
    outbox.freeze_digests({digest(2): letter(2)}, "said")
    store.memories.remember("google:key", "facts")
    assert store.letters_fingerprint() == prints[-1]


def test_a_store_that_was_written_by_its_own_rules_is_sound(store):
    outbox = store.outbox()
    planned(outbox, notice(1))
    outbox.freeze(notice(1, state=State.RENDERED, invoice=1), letter(), invoice())
    outbox.freeze_digests({digest(2): letter(2)}, "said")
    assert store.faults() == []
    assert store.holdings() == {"runs": 0, "notices": 1, "letters": 2, "invoices": 1, "pages": 0}


def test_what_a_person_asked_for_is_kept_and_an_invoice_is_withdrawn_once(outbox):
    planned(outbox, FULL)
    outbox.freeze(notice(2), letter(2), invoice())
    by_hand = Errand(1, Kind.INVOICE, "ромашка", "RUB", 500, NOW)
    back = Errand(2, Kind.CREDIT, "ромашка", "RUB", 800_000, NOW, invoice=1)
    outbox.ask(by_hand)
    outbox.ask(back)
    assert outbox.ledger().errands == {1: by_hand, 2: back}
    assert outbox.ledger().invoices == {}
    for again in (replace(back, id=3), by_hand):
        with pytest.raises(BrokenRuleError):
            outbox.ask(again)
    assert outbox.ledger().errands == {1: by_hand, 2: back}


TYPED = Errand(1, Kind.INVOICE, "ромашка", "RUB", 500, NOW, typed=True)
SEEN = Asks(
    "Clients!ask",
    {
        "ромашка": AskCell("ромашка", 500, errand=1),
        "acme": AskCell("acme", None),
        "acme 2": AskCell("acme 2", 500, armed=False, twin="ромашка"),
    },
)


def test_what_was_seen_in_ask_is_kept_with_the_errands_of_its_plan(outbox):
    outbox.commit(Plan(errands=(TYPED,), asks=SEEN), NOW)
    assert (outbox.ledger().errands, outbox.ledger().asks) == ({1: TYPED}, SEEN)
    outbox.commit(Plan(), LATER)
    assert outbox.ledger().asks == SEEN
    blank = Asks("Other!ask", {"acme": AskCell("acme", None)})
    outbox.commit(Plan(asks=blank), LATER)
    assert (outbox.ledger().errands, outbox.ledger().asks) == ({1: TYPED}, blank)


def test_a_plan_whose_errand_is_refused_leaves_what_was_seen_as_it_was(outbox):
    outbox.commit(Plan(errands=(TYPED,), asks=SEEN), NOW)
    with pytest.raises(BrokenRuleError):
        outbox.commit(Plan(errands=(TYPED,), asks=UNSEEN), LATER)
    assert outbox.ledger().asks == SEEN


def test_nothing_is_known_of_ask_once_the_state_is_adopted(store):
    outbox = store.outbox()
    outbox.commit(Plan(errands=(TYPED,), asks=SEEN), NOW)
    before = store.letters_fingerprint()
    outbox.adopt(Adopted((), (), ()))
    assert (outbox.ledger().errands, outbox.ledger().asks) == ({1: TYPED}, UNSEEN)
    assert store.letters_fingerprint() != before


def test_clients_have_a_statement_of_a_month_each_and_one_only(outbox):
    planned(outbox)
    kinds = {"episode": NO_EPISODE, "kind": Kind.STATEMENT, "ordinal": 1521}
    outbox.commit(Plan(notices=(notice(1, **kinds), notice(2, client="b", **kinds))), NOW)
    with pytest.raises(BrokenRuleError):
        outbox.commit(Plan(notices=(notice(3, **kinds),)), NOW)
    assert len(outbox.ledger().notices) == 2


def test_what_a_statement_told_is_kept_with_it(outbox):
    planned(outbox)
    kinds = {"episode": NO_EPISODE, "kind": Kind.STATEMENT, "ordinal": 1521}
    told = notice(1, **kinds, closing=-7, charged=300, openings=5)
    outbox.freeze(told, letter(1), None)
    assert outbox.ledger().notices == (told,)
    outbox.check()


def test_what_tells_no_sums_bears_the_seal_that_it_had_before_there_were_any():
    assert notice_row(notice(1))["seal"] == "b5c2ea589f3eda2f"
    assert notice_row(notice(1, closing=0))["seal"] != "b5c2ea589f3eda2f"


def test_an_invoice_has_one_credit_note(outbox):
    planned(outbox, FULL)
    outbox.freeze(notice(2), letter(2), invoice())
    note = replace(invoice(2), credits=1, prefix="2026-")
    outbox.freeze(notice(3, kind=Kind.EMPTY), letter(3), note)
    assert outbox.ledger().issued[2] == note
    with pytest.raises(BrokenRuleError):
        outbox.freeze(notice(4, kind=Kind.OVER), letter(4), replace(note, number=3))


def test_numbers_begin_anywhere_where_there_was_none(outbox):
    planned(outbox, FULL)
    outbox.freeze(notice(2), letter(2), invoice(341))
    with pytest.raises(BrokenRuleError):
        outbox.freeze(notice(3, kind=Kind.EMPTY), letter(3), invoice(343))
    outbox.freeze(notice(3, kind=Kind.EMPTY), letter(3), invoice(342))
    assert outbox.last_invoice == 342


def test_what_was_said_of_letters_in_the_folder_is_kept_by_letter(outbox, store):
    before = store.letters_fingerprint()
    outbox.say_of_written(notice(1), handed_on=True)
    outbox.say_of_written(notice(2), handed_on=False)
    outbox.say_of_written(notice(1), handed_on=False)
    assert outbox.ledger().handed_on == {1: False, 2: False}
    assert store.letters_fingerprint() != before
