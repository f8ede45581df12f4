"""Who has which address: handed out once, theirs under a new name, and never anybody else's."""

import pytest

from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.state.published import pages_in_force
from sheets_sync.state.sqlite.opening import open_sqlite
from sheets_sync.use_cases.shared.page_tokens import hand_out, readdress
from tests.notices.cases import books, client
from tests.state.conformance.examples import notice


@pytest.fixture
def pages(tmp_path):
    with open_sqlite(tmp_path / "state.sqlite3") as store:
        yield store.pages()


def of(*names):
    return books([client(name) for name in names], [], []).book


def tokens(pages):
    return {name: page.token for name, page in pages_in_force(pages.all()).items()}


def test_each_client_has_one_and_keeps_it(pages):
    hand_out(pages, of("Acme", "Bell"), Ledger())
    before = tokens(pages)
    assert before.keys() == {"acme", "bell"}
    assert len(set(before.values())) == 2
    hand_out(pages, of("ACME ", "Cone"), Ledger())
    assert {**tokens(pages), **before} == tokens(pages)
    assert tokens(pages).keys() == {"acme", "bell", "cone"}


def test_who_was_renamed_and_said_to_be_the_same_keeps_the_address(pages):
    hand_out(pages, of("Acme"), Ledger())
    old = tokens(pages)["acme"]
    hand_out(pages, of("Acme Group"), Ledger())
    fresh = tokens(pages)["acme group"]
    assert fresh != old
    said = Ledger(notices=(notice(client="acme", episode=1),), owners={1: "acme group"})
    hand_out(pages, of("Acme Group"), said)
    assert tokens(pages) == {"acme group": old}
    assert [page.token for page in pages.all() if page.revoked] == [fresh]
    again = pages.all()
    hand_out(pages, of("Acme Group"), said)
    assert pages.all() == again


def test_who_was_renamed_twice_keeps_it_though_no_letter_went_under_the_name_between(pages):
    """Found: the first name's page stayed with the second, and the third had a new address."""
    hand_out(pages, of("Acme"), Ledger())
    old = tokens(pages)["acme"]
    first = notice(1, client="acme", episode=1, number=1)
    yes = {"episode": 2, "state": State.CANCELLED, "reason": "former_name: acme"}
    second = notice(2, client="aqua", number=2, **yes)
    hand_out(pages, of("Aqua"), Ledger(notices=(first, second), owners={1: "aqua"}))
    assert tokens(pages) == {"aqua": old}
    third = notice(3, client="azure", number=3, **{**yes, "reason": "former_name: aqua"})
    said = Ledger(notices=(first, second, third), owners={1: "azure"})
    hand_out(pages, of("Azure"), said)
    assert tokens(pages) == {"azure": old}


def test_a_statement_after_the_yes_forgets_no_name(pages):
    hand_out(pages, of("Acme"), Ledger())
    old = tokens(pages)["acme"]
    letters = (
        notice(1, client="acme", episode=1, number=1),
        notice(2, client="acme", episode=0, number=2),
    )
    hand_out(pages, of("Aqua"), Ledger(notices=letters, owners={1: "aqua"}))
    assert tokens(pages) == {"aqua": old}


def test_nobody_has_the_address_of_one_who_is_still_there(pages):
    hand_out(pages, of("Acme", "Bell"), Ledger())
    before = tokens(pages)
    said = Ledger(notices=(notice(client="acme", episode=1),), owners={1: "bell"})
    hand_out(pages, of("Acme", "Bell"), said)
    assert tokens(pages) == before


def test_another_address_is_given_to_one_who_has_one(pages):
    hand_out(pages, of("Acme"), Ledger())
    old = tokens(pages)["acme"]
    assert readdress(pages, "bell") is None
    assert readdress(pages, "acme") is not None
    assert old not in tokens(pages).values()
