"""`sync fleet adopt`: many states take over what their tabs know of letters (design §8, §21)."""

import pytest
from cryptography.fernet import Fernet

from sheets_sync.fleet.quota import buckets
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.tallies import tallies
from tests.fleet.test_serving import ALWAYS, add, server_of
from tests.google.office import Office


@pytest.fixture
def offices(google, tmp_path):
    return [Office(google, tmp_path / name, more=ALWAYS) for name in ("north", "south")]


@pytest.fixture
def blocked(fleet, base, offices):
    """Two workbooks that mailed under another name, so that what they have now for a state knows
    less than their tabs; and one that is well."""
    keys = fleet.source.parent / "fleet.keys"
    keys.write_bytes(Fernet.generate_key())
    keys.chmod(0o600)
    server = server_of(fleet, base)
    for number, office in enumerate(offices):
        add(fleet, base, office, f"before-{number}")
        assert server.serve(f"before-{number}").exit_code == 0
        Roster(base).remove(f"before-{number}")
        add(fleet, base, office, f"now-{number}")
        assert server.serve(f"now-{number}").exit_code == 4
    return server


def codes(base):
    return {row["name"]: row["exit_code"] for row in Roster(base).rows()}


def test_all_whose_letters_wait_for_it_are_adopted_and_mail_again(call, blocked, base, google):
    code, out, err = call("adopt", "--blocked")
    assert (code, err) == (0, "")
    assert [line.split(":")[0] for line in out.splitlines()] == ["now-0", "now-1"]
    assert out.count("1 written and not mailed") == 2
    rows = Roster(base).rows()
    assert all(row["due"] <= row["now"] for row in rows), "due at once"
    for name in codes(base):
        assert blocked.serve(name).exit_code == 0
    assert call("adopt", "--blocked")[1] == "No workbook's last run ended with exit code 4.\n"


def test_whose_letters_wait_are_told_the_command_of_the_fleet(call, blocked, base):
    """Found: `state adopt` was named, which without the fleet's config makes a state in a file the one that
    mails; the partners' page said nothing of why, and status the first of other warnings."""
    told, page = call("why", "now-0")[1], call("status", "--html")[1]
    row = Roster(base).row("now-0")
    for said in (told, row["said"].splitlines()[0], page):
        assert "`sheets-sync fleet adopt now-0`" in said
        assert "state adopt" not in said
    assert told.count("Nothing is mailed") == 1
    assert "dry-run" not in call("adopt", "now-0")[1]


def test_its_requests_have_leave_of_the_quota(call, blocked, base, google):
    google.journal.clear()
    before = counted(base)
    assert call("adopt", "now-0")[0] == 0
    reads, writes = google.journal.calls
    assert reads
    assert counted(base) == (before[0] + reads, before[1] + writes)
    assert {each.granted - each.free for each in buckets(base) if each.kind == "read"}


def counted(base):
    found = {what: count for (what, _), count in tallies(base).items()}
    return found.get("calls.read", 0), found.get("calls.write", 0)


def test_one_that_cannot_be_adopted_is_told_and_the_others_go_on(call, blocked, base):
    code, out, err = call("adopt", "nobody", "now-1")
    assert code == 2
    assert "The fleet has no workbook nobody." in err
    assert out.startswith("now-1: ")
    assert blocked.serve("now-1").exit_code == 0


def test_which_are_meant_is_to_be_said(call, base):
    code, _, err = call("adopt")
    assert code == 2
    assert "--blocked" in err
