"""Texts by key, and what they are used for."""

from datetime import timedelta

import pytest

from sheets_sync.state.due import Due, recall_due, remember_due
from sheets_sync.state.stamp import last_stamp, remember_stamp
from tests.state.conformance.examples import NOW


def test_a_text_is_recalled_as_it_was_until_it_is_forgotten(store):
    assert store.memories.recall("a") is None
    store.memories.remember("a", "б\x1f" * 10_000)
    assert store.memories.recall("a") == "б\x1f" * 10_000
    store.memories.remember("a", "c")
    assert store.memories.recall("a") == "c"
    store.memories.remember("a", "")
    assert store.memories.recall("a") is None


@pytest.mark.parametrize("text", ["\0", "a\0b\x1a", "\x1a0", "\x1a\x1a1\0\0", "%s %(a)s {}", "\\0"])
def test_a_text_may_hold_any_sign(store, text):
    store.memories.remember("a", text)
    assert store.memories.recall("a") == text


def test_what_is_known_of_spreadsheets_is_forgotten_alone(store):
    for key in ("google:one", "google:two", "googles", "schedule.next_run"):
        store.memories.remember(key, key)
    store.memories.forget_workbooks()
    kept = [store.memories.recall(key) for key in ("google:one", "google:two", "googles")]
    assert kept == [None, None, "googles"]
    assert store.memories.recall("schedule.next_run") == "schedule.next_run"


def test_what_is_due_and_when_the_workbook_was_stamped(store):
    assert (recall_due(store.memories), last_stamp(store.memories)) == (Due(), None)
    due = Due(NOW, NOW + timedelta(days=7))
    remember_due(store.memories, due)
    remember_stamp(store.memories, NOW)
    assert (recall_due(store.memories), last_stamp(store.memories)) == (due, NOW)
    remember_due(store.memories, Due(NOW))
    assert recall_due(store.memories) == Due(NOW)
