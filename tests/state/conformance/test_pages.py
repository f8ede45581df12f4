"""The secret folders of clients' pages (design §19)."""

from dataclasses import replace

import pytest

from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.published import PublishedPage, is_token, new_token, pages_in_force
from tests.state.conformance.examples import DAY, HOLDER, NOW

ACME = PublishedPage("acme", "A" * 22, "shown")
NORD = PublishedPage("норд", "_-" * 11)
REVOKED = replace(ACME, revoked=True)
FRESH = PublishedPage("acme", "B" * 22)


def test_pages_are_kept_as_they_are_by_client(place):
    with place.open() as store:
        assert store.pages().all() == ()
        store.pages().put([NORD, ACME])
        store.pages().put([replace(NORD, shown="more")])
    with place.view() as store:
        assert store.pages().all() == (ACME, replace(NORD, shown="more"))
        assert store.holdings()["pages"] == 2
        assert store.faults() == []


def test_a_revoked_page_makes_room_for_another_whichever_is_named_first(store):
    store.pages().put([ACME])
    store.pages().put([FRESH, REVOKED])
    assert store.pages().all() == (REVOKED, FRESH)
    assert pages_in_force(store.pages().all()) == {"acme": FRESH}
    assert store.holdings()["pages"] == 1
    store.pages().forget([REVOKED])
    assert store.pages().all() == (FRESH,)


def test_a_page_goes_over_to_the_new_name_of_a_client(store):
    store.pages().put([ACME])
    store.pages().put([replace(ACME, client="acme ltd")])
    assert store.pages().all() == (replace(ACME, client="acme ltd"),)


@pytest.mark.parametrize("pages", [[FRESH], [NORD, FRESH]])
def test_a_client_has_one_page_or_nothing_is_kept(store, pages):
    store.pages().put([ACME])
    with pytest.raises(BrokenRuleError):
        store.pages().put(pages)
    assert store.pages().all() == (ACME,)


def test_a_revoked_page_never_comes_back(store):
    store.pages().put([REVOKED])
    with pytest.raises(BrokenRuleError):
        store.pages().put([NORD, ACME])
    assert store.pages().all() == (REVOKED,)


def test_only_revoked_pages_are_forgotten(store):
    store.pages().put([REVOKED, NORD])
    with pytest.raises(BrokenRuleError):
        store.pages().forget([REVOKED, NORD])
    assert store.pages().all() == (REVOKED, NORD)
    store.pages().forget([])
    store.pages().forget([replace(FRESH, revoked=True)])


@pytest.mark.parametrize("write", ["put", "forget"])
def test_a_run_that_another_one_took_over_from_publishes_nothing(place, write):
    with place.open() as mine, place.open() as theirs:
        run = mine.runs.begin(HOLDER, DAY, NOW)
        mine.pages(run).put([REVOKED])
        theirs.runs.begin(HOLDER, DAY, NOW)
        with pytest.raises(LockedError, match="took over"):
            getattr(mine.pages(run), write)([REVOKED])
        assert theirs.pages().all() == (REVOKED,)


def test_who_looks_changes_no_page(place):
    place.open().close()
    with place.view() as store, pytest.raises(SheetsSyncError):
        store.pages().put([ACME])


def test_a_token_is_128_random_bits_and_no_text_tells_it():
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(map(is_token, tokens))
    for no_token in ("", "..", "A" * 21, "A" * 23, "A" * 21 + "/", "A" * 21 + "é", "A" * 21 + "\n"):
        assert not is_token(no_token)
    assert ACME.token not in f"{ACME} {ACME!r} {[ACME]}"
