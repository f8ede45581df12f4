"""Texts by key, and what they are used for."""

from datetime import timedelta

from sheets_sync.state.due import Due, recall_due, remember_due
from sheets_sync.state.stamp import last_stamp, remember_stamp
from tests.state.conformance.examples import NOW


def test_a_text_is_recalled_as_it_was_until_it_is_forgotten(store):
    assert store.facts.recall("a") is None
    store.facts.remember("a", "б\x1f" * 10_000)
    assert store.facts.recall("a") == "б\x1f" * 10_000
    store.facts.remember("a", "c")
    assert store.facts.recall("a") == "c"
    store.facts.remember("a", "")
    assert store.facts.recall("a") is None


def test_what_is_known_of_spreadsheets_is_forgotten_alone(store):
    for key in ("google:one", "google:two", "googles", "schedule.next_run"):
        store.facts.remember(key, key)
    store.facts.forget_workbooks()
    kept = [store.facts.recall(key) for key in ("google:one", "google:two", "googles")]
    assert kept == [None, None, "googles"]
    assert store.facts.recall("schedule.next_run") == "schedule.next_run"


def test_what_is_due_and_when_the_workbook_was_stamped(store):
    assert (recall_due(store.facts), last_stamp(store.facts)) == (Due(), None)
    due = Due(NOW, NOW + timedelta(days=7))
    remember_due(store.facts, due)
    remember_stamp(store.facts, NOW)
    assert (recall_due(store.facts), last_stamp(store.facts)) == (due, NOW)
    remember_due(store.facts, Due(NOW))
    assert recall_due(store.facts) == Due(NOW)
