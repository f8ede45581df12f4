"""Rows of workbooks: the truth about each (design §21)."""

from datetime import UTC, datetime, timedelta

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.tallies import tallies
from tests.fleet.members import ending, enrol, taken

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_whoever_was_taken_over_writes_nothing_down(base):
    enrol(base, "nord")
    roster = Roster(base)
    zombie, heir = taken(base, "nord", "alpha/1"), taken(base, "nord", "beta/1")
    assert heir.fence == zombie.fence + 1
    assert not roster.end(zombie, ending(NOW, said="too late"))
    assert roster.row("nord")["taken_by"] == "beta/1"
    assert roster.end(heir, ending(NOW, said="in time"))
    assert not roster.end(zombie, ending(NOW, said="too late"))
    assert roster.row("nord")["said"] == "in time"
    assert tallies(base)["fences.lost", ""] == 2


def test_what_its_worker_said_of_itself_before_it_died_counts_no_more(base):
    enrol(base, "nord")
    roster = Roster(base)
    run = taken(base, "nord", "alpha/1")
    roster.died("nord", "The worker alpha/1 died.", rows=200_000)
    assert not roster.end(run, ending(NOW))
    row = roster.row("nord")
    assert (row["result"], row["failing"], row["taken_by"], row["rows"]) == ("died", 1, "", 200_000)
    roster.died("nord", "twice")  # nobody runs it any more
    assert roster.row("nord")["failing"] == 1


def test_failures_in_a_row_are_counted_and_a_good_run_ends_them(base):
    enrol(base, "nord")
    roster = Roster(base)
    for result, failing in (("failed", 1), ("failed", 2), ("good", 0), ("locked", 1)):
        roster.end(taken(base, "nord", "alpha/1"), ending(NOW, result=result))
        assert roster.row("nord")["failing"] == failing
    assert roster.row("nord")["good"] is not None
    assert {whose: count for (what, whose), count in tallies(base).items() if what == "runs"} == {
        "failed": 2, "good": 1, "locked": 1,
    }  # fmt: skip


def test_a_run_that_did_not_come_so_far_leaves_what_was_known(base):
    enrol(base, "nord")
    roster = Roster(base)
    since = NOW - timedelta(days=1)
    roster.end(
        taken(base, "nord", "a"), ending(NOW, letters={"uncertain": 1}, uncertain=since, rows=7)
    )
    roster.end(taken(base, "nord", "a"), ending(NOW, letters=None, uncertain=None, rows=None))
    row = roster.row("nord")
    assert (row["letters"], row["uncertain"], row["rows"]) == ({"uncertain": 1}, since, 7)
    roster.end(taken(base, "nord", "a"), ending(NOW, letters={"sent": 1}))
    assert roster.row("nord")["uncertain"] is None


def test_added_anew_it_has_its_new_config_and_is_due_at_once(base):
    assert enrol(base, "nord", config="a", sealed={"mail.password": "x"})
    roster = Roster(base)
    roster.end(taken(base, "nord", "a"), ending(NOW + timedelta(days=400), result="failed"))
    assert not enrol(base, "nord", config="b")
    row = roster.row("nord")
    assert (row["config"], row["failing"]) == ("b", 0)
    assert row["due"] <= row["now"]
    assert roster.sealed("nord") == {}


def test_what_is_not_there_is_told_with_the_way_to_find_out(base):
    roster = Roster(base)
    for ask in (roster.row, roster.remove, lambda name: roster.pause(name, paused=True)):
        with pytest.raises(UsageError, match="no workbook nord") as told:
            ask("nord")
        assert "fleet status" in told.value.cure
    assert roster.take("nord", "alpha/1") is None


def test_removed_its_sealed_secrets_go_too(base):
    enrol(base, "nord", sealed={"mail.password": "x"})
    Roster(base).remove("nord")
    assert base.execute("SELECT count(*) AS n FROM fleet_sealed").fetchone()["n"] == 0


def test_resealed_all_secrets_have_another_text_or_none_has(base):
    enrol(base, "nord", sealed={"mail.password": "old", "google.credentials": "old"})
    roster = Roster(base)
    assert roster.reseal(lambda token, what: f"{token} {what}") == 2
    assert roster.sealed("nord") == {
        "google.credentials": "old google.credentials of nord",
        "mail.password": "old mail.password of nord",
    }
    tokens = iter(["new"])
    with pytest.raises(StopIteration):
        roster.reseal(lambda _token, _what: next(tokens))
    assert "new" not in roster.sealed("nord").values()
