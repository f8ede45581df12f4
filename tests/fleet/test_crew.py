"""A machine of the fleet, by the real command: what its processes do when they die or hang."""

import os
import signal
import time
from functools import partial

import pytest

from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.quota import buckets
from sheets_sync.fleet.standing import standing_of
from sheets_sync.fleet.tallies import tallies
from tests.fleet.firm import Firm, hands_of, signalled
from tests.notices.killing import server
from tests.sheets_api import faults

LIMITED = 'run_limit = "4s"\nwhale_limit = "2m"'
HANGS = partial(faults.hang, 90, kinds=("read",))
"""Google's answer to one request; no missed sign of life is waited for either, takeover is long."""


@pytest.fixture
def firm(make_fleet, google, tmp_path):
    """A firm with a machine of one process at work on one workbook; ``more`` is of its fleet.toml."""
    journal, made = tmp_path / "journal", list[Firm]()
    journal.touch()
    with server(journal) as port:

        def start(fault, more="", takeover=120):
            made.append(Firm(make_fleet(more, takeover=takeover), google, port, journal))
            google.faults.befell = 0
            made[0].add(1)
            google.befall(fault)
            made[0].start(1)
            return made[0]

        yield start
        for each in made[0].crews:
            each.kill()
            each.wait()


def hangs(rows, google):
    """Whether a process is in the middle of its run: Google was asked, and does not answer."""
    return rows[0]["taken_by"] and google.faults.befell


def good(rows):
    return all(row["result"] == "good" for row in rows)


def test_a_run_that_hangs_is_stopped_and_its_workbook_goes_on(firm, google):
    one = firm(HANGS(), LIMITED)
    began = time.monotonic()
    assert one.wait(good, 150), "it goes on, in the queue of whales, though another hangs"
    assert time.monotonic() - began > 4
    with open_database(one.fleet) as base:
        assert tallies(base)["runs", "died"] == 1
    assert "took longer than 0:00:04 and was stopped" in (one.folder / "log").read_text()


def test_a_killed_process_is_missed_by_its_machine_at_once(firm, google):
    """And what it had unsealed is taken away."""
    one = firm(HANGS())
    left = one.fleet.folder_of("w0") / ".google.credentials"
    assert one.wait(lambda rows: hangs(rows, google) and left.exists(), 120)
    taken_by = one.rows()[0]["taken_by"]
    os.kill(hands_of(one.crews[0])[taken_by], signal.SIGKILL)
    began = time.monotonic()
    assert one.wait(lambda rows: rows[0]["taken_by"] not in ("", taken_by) or good(rows), 60)
    assert time.monotonic() - began < 60 < one.fleet.fleet.takeover
    assert one.wait(good, 90)
    assert not left.exists()


def test_a_killed_process_is_replaced_at_once_though_it_took_the_last_of_the_quota(firm, google):
    """Found: workbooks waited 78 seconds. What a killed process had taken of the quota was free after
    four minutes, and so long nobody was given what it had run: the longer, the more were killed."""
    minute = 8
    one = firm(HANGS(), f'[quota]\nreads = 1\nminute = "{minute}s"')
    assert one.wait(lambda rows: hangs(rows, google) and reads_left(one) == 0, 120)
    taken_by = one.rows()[0]["taken_by"]
    os.kill(hands_of(one.crews[0])[taken_by], signal.SIGKILL)
    began = time.monotonic()
    assert one.wait(lambda rows: rows[0]["taken_by"] not in ("", taken_by), 60)
    assert time.monotonic() - began < 3 * minute
    assert one.wait(lambda _: reads(one) == 2, 60), "and has a read after a minute, not four"
    assert time.monotonic() - began < 3.5 * minute


def reads(one):
    with open_database(one.fleet) as base:
        return sum(count for (what, _), count in tallies(base).items() if what == "calls.read")


def reads_left(one):
    with open_database(one.fleet) as base:
        return next(
            (each.free for each in buckets(base) if each.account.email and each.kind == "read"),
            None,
        )


def test_the_run_in_hand_of_a_machine_that_was_asked_to_stop_is_no_dead_ones(firm, google):
    """Found by reading: its signs of life ended with the order to stop, and another machine took the
    workbook from a run that was well."""
    one = firm(faults.hang(9, kinds=("read",)), takeover=4)
    assert one.wait(lambda rows: hangs(rows, google), 120)
    one.start(1)
    one.crews[0].send_signal(signal.SIGTERM)
    assert one.crews[0].wait(90) == 0
    with open_database(one.fleet) as base:
        assert ("runs", "died") not in tallies(base)
    assert good(one.rows())


def test_what_a_machine_had_that_is_gone_is_anothers_after_takeover_and_a_look(firm, google):
    one = firm(HANGS(), takeover=6)
    assert one.wait(lambda rows: hangs(rows, google), 120)
    taken_by = one.rows()[0]["taken_by"]
    one.start(1)
    assert one.wait(lambda _: len(machines(one)) == 2 and hands_of(one.crews[1]), 60)
    time.sleep(2)  # the first has told once more that it is there
    hands = hands_of(one.crews[0])
    one.crews[0].kill()
    for pid in hands.values():
        signalled(pid, signal.SIGKILL)
    began = time.monotonic()
    assert one.wait(lambda rows: rows[0]["taken_by"] not in ("", taken_by) or good(rows), 60)
    assert time.monotonic() - began < 30
    assert one.wait(
        lambda _: [f"{name}/1" for name, dead in machines(one) if dead] == [taken_by], 9
    )


def machines(one):
    with open_database(one.fleet) as base:
        return [(each.name, each.dead) for each in standing_of(base, 6).machines]
