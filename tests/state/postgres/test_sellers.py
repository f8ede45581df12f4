"""Invoice numbers belong to a seller, who may have several workbooks: no gap, and none twice."""

import threading
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from sheets_sync.errors import SheetsSyncError, TryAgainLater, UsageError
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.taken import TakenNumber
from sheets_sync.notices.outbox import Adopted
from sheets_sync.notices.plan.planning import Plan
from sheets_sync.state.postgres.opening import open_postgres
from tests.state.conformance.examples import NOW, invoice, letter, notice, planned


@pytest.fixture
def open_(postgres, database):
    """Opens workbooks of the seller Nord; close them all at the end."""
    opened = []

    def open_one(name, seller="Nord"):
        opened.append(open_postgres(postgres.state(database, name, seller=seller)))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


def freeze(store, at, number):
    planned(store.outbox(), notice(at, ordinal=at))
    ready = notice(at, ordinal=at, state=State.RENDERED, invoice=number)
    store.outbox().freeze(ready, letter(at), invoice(number))


def test_workbooks_of_a_seller_share_a_series_and_those_of_others_do_not(open_):
    moscow, kazan, other = open_("moscow"), open_("kazan"), open_("other", seller="")
    freeze(moscow, 1, 341)
    freeze(kazan, 1, 342)
    freeze(moscow, 2, 343)
    freeze(other, 1, 1)
    assert [each.outbox().last_invoice for each in (moscow, kazan, other)] == [343, 343, 1]
    assert sorted(moscow.outbox().ledger().issued) == [341, 343]
    assert [each.faults() for each in (moscow, kazan, other)] == [[], [], []]


def test_a_number_that_another_workbook_took_meanwhile_is_not_given_again(open_):
    moscow, kazan = open_("moscow"), open_("kazan")
    planned(moscow.outbox(), notice(1))
    number = moscow.outbox().last_invoice + 1
    freeze(kazan, 1, number)
    ready = notice(1, state=State.RENDERED, invoice=number)
    with pytest.raises(TakenNumber):
        moscow.outbox().freeze(ready, letter(1), invoice(number))
    assert moscow.outbox().frozen(ready) is None
    moscow.outbox().freeze(replace(ready, invoice=number + 1), letter(1), invoice(number + 1))
    assert moscow.faults() == kazan.faults() == []


def test_many_at_once_get_each_number_once_and_none_is_left_out(open_, postgres, database):
    stores = [open_(f"book {at}") for at in range(4)]
    got = []

    def work(store):
        for at in range(1, 9):
            planned(store.outbox(), notice(at, ordinal=at))
            while True:
                number = store.outbox().last_invoice + 1
                ready = notice(at, ordinal=at, state=State.RENDERED, invoice=number)
                try:
                    store.outbox().freeze(ready, letter(at), invoice(number))
                except TakenNumber:
                    continue
                got.append(number)
                break

    threads = [threading.Thread(target=work, args=(each,)) for each in stores]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(got) == list(range(1, 33))
    assert [each.faults() for each in stores] == [[]] * 4


def test_a_workbook_changes_its_seller_as_long_as_it_has_no_invoice(open_):
    open_("moscow", seller="")
    freeze(open_("moscow", seller="Nord"), 1, 7)
    for other in ("", "South"):
        with pytest.raises(UsageError, match="invoices of the seller"):
            open_("moscow", seller=other)
    assert open_("kazan").outbox().last_invoice == 7


def test_workbooks_adopted_one_after_the_other_go_on_from_the_highest_number(open_):
    moscow, kazan = open_("moscow"), open_("kazan")
    moscow.outbox().adopt(Adopted((), (), (invoice(1), invoice(5))))
    kazan.outbox().adopt(Adopted((), (), (invoice(2), invoice(4))))
    assert moscow.outbox().last_invoice == kazan.outbox().last_invoice == 5
    freeze(kazan, 1, 6)
    assert moscow.faults() == kazan.faults() == []


def test_a_number_that_two_workbooks_gave_is_told_when_the_second_one_is_adopted(open_):
    moscow, kazan = open_("moscow"), open_("kazan")
    freeze(moscow, 1, 6)
    with pytest.raises(SheetsSyncError, match='Invoice 6 was given by "moscow"'):
        kazan.outbox().adopt(Adopted((), (), (invoice(5), invoice(6))))
    assert kazan.outbox().ledger().issued == {}


def test_after_a_restore_no_number_is_given_until_each_workbook_of_the_seller_was_seen(
    open_, postgres, database
):
    for name in ("moscow", "kazan", "gone"):
        open_(name).outbox().commit(Plan(), NOW)
    freeze(open_("moscow"), 1, 1)
    with closing(psycopg.connect(postgres.url(database), autocommit=True)) as connection:
        connection.execute("UPDATE sheets_sync.workbooks SET seen_in = 'another'")
        connection.execute("UPDATE sheets_sync.workbooks SET moved_to = 'x' WHERE name = 'gone'")
    moscow, kazan = open_("moscow"), open_("kazan")
    with pytest.raises(TryAgainLater, match="since by kazan"):
        freeze(moscow, 2, 2)
    kazan.outbox().adopt(Adopted((), (), (invoice(2),)))
    planned(moscow.outbox(), notice(3, ordinal=3))
    ready = notice(3, ordinal=3, state=State.RENDERED, invoice=3)
    moscow.outbox().freeze(ready, letter(3), invoice(3))
    assert moscow.faults() == kazan.faults() == []
    freeze(open_("alone", seller=""), 1, 1)


def test_a_number_skipped_behind_the_program_is_told(open_, postgres, database):
    moscow = open_("moscow")
    freeze(moscow, 1, 1)
    with closing(psycopg.connect(postgres.url(database), autocommit=True)) as connection:
        connection.execute("UPDATE sheets_sync.series SET last = 3")
    assert moscow.faults() == ["invoice numbers have a gap"]
