"""States of earlier programs: what was on its way goes on, and nothing of it goes twice."""

from datetime import UTC, datetime

import pytest

from sheets_sync.notices.delivery import open_addresses
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.verdicts import Verdict
from sheets_sync.state.backup import verify
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.sqlite.opening import open_sqlite, view_sqlite
from sheets_sync.state.sqlite.schema import _files, latest_version
from tests.state.before import LETTER, of_version_5, tables

DUE = datetime(2026, 11, 23, 9, tzinfo=UTC)
DIGESTS = [
    ("Boss <boss@x.example>", "sent", "250 ok", "smtp"),
    ("anna@x.example", "retry", "451 later", "smtp"),
    ("B <b@x.example>", "attempting", "", "smtp"),
    ("c@x.example", "rendered", "", ""),
    ("d@x.example", "uncertain", "no answer", "smtp"),
    ("e@x.example", "refused", "550 no", "smtp"),
    ("boss@x.example", "rendered", "", ""),
]


@pytest.fixture
def path(tmp_path):
    of_version_5(tmp_path / "state.sqlite3", DIGESTS)
    return tmp_path / "state.sqlite3"


def test_digests_of_before_are_mailings_in_the_state_that_they_were_in(path):
    with open_sqlite(path) as store:
        digests = store.outbox().digests(DUE)
        assert [(each.to, each.state, open_addresses(each)) for each in digests] == [
            (("boss@x.example",), State.SENT, []),
            (("anna@x.example",), State.RETRY, ["anna@x.example"]),
            (("b@x.example",), State.ATTEMPTING, ["b@x.example"]),
            (("c@x.example",), State.RENDERED, ["c@x.example"]),
            (("d@x.example",), State.UNCERTAIN, []),
            (("e@x.example",), State.REFUSED, []),
        ]
        assert digests[1].reason == "anna@x.example: 451 later"
        assert digests[4].addresses(Verdict.UNCERTAIN) == ["d@x.example"]
        assert not digests[0].troubled
        letters = [store.outbox().letter(each) for each in digests]
        assert [each.message_id for each in letters] == [f"<d{n}@x>" for n in range(1, 7)]
        assert {each.data for each in letters} == {LETTER}
        assert store.outbox().last_said == "{}"
    assert {"digests", "notices"} & tables(path) == set()


def test_notices_of_before_are_as_they_were_and_numbers_go_on(path):
    with open_sqlite(path) as store:
        ledger = store.outbox().ledger()
        assert [(each.id, each.number, each.state, each.to) for each in ledger.notices] == [
            (1, 1, State.SENT, ("a@x",)),
            (2, 2, State.RETRY, ("a@x",)),
        ]
        assert ledger.last_number == 2
        assert ledger.last_notice == 8
        assert list(ledger.episodes) == ["acme"]
        assert [store.outbox().letter(each).data for each in ledger.notices] == [LETTER] * 2
        for forbidden in ("UPDATE letters SET file = ''", "DELETE FROM letters"):
            with pytest.raises(BrokenRuleError):
                store._database.execute(forbidden)
    assert verify(path) == "sound; 0 runs, 2 notices, 8 letters, 1 invoices, 0 pages."


def test_a_view_of_such_a_state_reads_it_and_leaves_it_alone(path):
    before = path.read_bytes()
    with view_sqlite(path) as store:
        assert len(store.outbox().digests(DUE)) == 6
    assert path.read_bytes() == before


def test_scripts_are_numbered_one_a_version():
    numbers = [int(path.name.partition("_")[0]) for path in _files()]
    assert numbers == list(range(1, latest_version() + 1))
