"""An operator sees all of it on one screen, partners on one page (design §21)."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.fleet.fleet_facts import forget_dead_machines, set_draining
from sheets_sync.fleet.partners_page import as_html
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.standing import standing_of
from sheets_sync.fleet.status_lines import SAID, WIDTH, as_document, span, status_lines
from sheets_sync.fleet.why import why_lines
from sheets_sync.words.speaking import words_of
from tests.fleet.members import ending, enrol, late, machine, taken
from tests.fleet.test_bell import rung

AHEAD = timedelta(hours=1)


@pytest.fixture
def firm(base):
    """One workbook of each kind."""
    machine(base)
    roster = Roster(base)
    now = roster_now(base)
    told = {
        "well": {}, "held": {"letters": {"held": 2, "sent": 40}},
        "doubtful": {"letters": {"uncertain": 1}, "uncertain": now - timedelta(hours=3)},
        "failing": {"result": "failed", "exit_code": 12, "said": "Google refuses access. Share it with <robot>."},
    }  # fmt: skip
    for name, more in told.items():
        enrol(base, name)
        roster.end(taken(base, name), ending(now + AHEAD, **more))
    for name in ("new", "late", "paused"):
        enrol(base, name)
    late(base, "late", 60)
    roster.pause("paused", paused=True)
    return base


def roster_now(base):
    return base.execute("SELECT now() AS now").fetchone()["now"]


def lines(base, *, everything=False):
    return [*status_lines(standing_of(base, 30), everything=everything)]


def test_the_worst_come_first_and_what_is_well_is_only_counted(firm):
    told = lines(firm)
    assert told[0] == "7 workbooks: 1 failing, 1 letters, 1 late, 1 held, 1 new, 1 well, 1 paused."
    names = [line.split()[0] for line in told[told.index("") + 2 :]]
    assert names == ["failing", "doubtful", "late", "held", "…"]
    assert "The oldest uncertain letter has been so for 3h." in told
    assert "alpha (2)" in told[1]


def test_one_that_may_mail_nothing_is_held_and_why_says_what_to_do(base):
    """Found: after a backup was put back all was called well, and only the tabs knew."""
    now = roster_now(base)
    said = "Nothing is mailed: the state knows less than the tab. Run `sheets-sync state adopt`."
    enrol(base, "nord")
    Roster(base).end(taken(base, "nord"), ending(now + AHEAD, exit_code=4, said=said))
    fleet = standing_of(base, 30)
    (nord,) = fleet.books
    assert SAID[nord.health] == "held"
    assert any("state adopt" in line for line in why_lines(nord, fleet))


def test_all_of_them_have_a_line_each(firm):
    told = lines(firm, everything=True)
    names = [line.split()[0] for line in told[told.index("") + 2 :]]
    assert names == ["failing", "doubtful", "late", "held", "new", "well", "paused"]


def test_draining_and_machines_that_died_are_told(firm):
    set_draining(firm, draining=True)
    firm.execute("UPDATE fleet_machines SET seen = now() - interval '5 minutes'")
    told = "\n".join(lines(firm))
    assert "Draining" in told
    assert "Machines: none at work." in told
    assert "Dead (nobody is there to take over): alpha, 5m ago." in told
    machine(firm, "beta")
    assert "Dead (its workbooks are others' now): alpha, 5m ago." in lines(firm)


def machines(base):
    return [each.name for each in standing_of(base, 30).machines]


def on_host(base, name, host, seen):
    machine(base, name)
    base.execute(
        "UPDATE fleet_machines SET host = %s, seen = now() - %s * interval '1 second',"
        " since = now() - %s * interval '1 second' WHERE name = %s",
        (host, seen, seen + 10, name),
    )


def test_a_dead_machine_goes_by_itself(base):
    """Found: one that was killed stayed "silent" for good."""
    on_host(base, "alpha-1", "alpha", 40)
    on_host(base, "alpha-2", "alpha", 0)
    on_host(base, "beta-1", "beta", 3_600)
    on_host(base, "gamma-1", "gamma", 100_000)
    on_host(base, "alpha-0", "alpha", 20)
    forget_dead_machines(base, 30)
    assert machines(base) == ["alpha-0", "alpha-2", "beta-1"], "which of two it replaces is known"
    assert [each.name for each in standing_of(base, 30).at_work] == ["alpha-0", "alpha-2"]


def test_a_run_whose_worker_is_dead_is_none_under_way(base):
    machine(base)
    enrol(base, "nord")
    rung(base)
    base.execute(
        "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT worker_id FROM procrastinate_register_worker_v1()))"
    )
    taken(base, "nord", "alpha/1")
    (nord,) = standing_of(base, 30).books
    assert (nord.running, nord.lost) == ("alpha/1", "")
    base.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    fleet = standing_of(base, 30)
    assert (fleet.books[0].running, fleet.books[0].lost) == ("", "alpha/1")
    assert any(
        "alpha/1 had it in hand and died" in line for line in why_lines(fleet.books[0], fleet)
    )


def test_a_thousand_fit_on_eighty_columns_and_are_told_within_half_a_second(base):
    values = {
        "said": "Google refuses access to the spreadsheet\nwith a line break and " + "no end " * 30
    }
    base.execute(
        "INSERT INTO fleet_workbooks (name, tenant, seller, config, files, place, period, result, said,"
        " ended, failing) SELECT 'workbook-with-a-long-name-' || number, 't', '', '', false, 'x', '15 min',"
        " 'failed', %(said)s, now(), number %% 3 FROM generate_series(1, 1000) AS number",
        values,
    )
    began = time.perf_counter()
    told = lines(base, everything=True)
    assert time.perf_counter() - began < 0.5
    assert len(told) > 1_000
    assert max(map(len, told)) <= WIDTH
    assert len(lines(base)) < 24


def test_why_tells_the_last_error_with_its_cure(firm):
    fleet = standing_of(firm, 30)
    found = {each.name: "\n".join(why_lines(each, fleet)) for each in fleet.books}
    told = found["failing"]
    assert "Google refuses access. Share it with <robot>." in told
    assert "It failed once; no run was good yet." in told
    told = found["doubtful"]
    assert "uncertain for 3h" in told
    assert "notices resolve" in told
    assert "fleet resume paused" in found["paused"]
    assert "No run ended yet" in found["new"]


def test_machines_are_given_all_of_it(firm):
    document = as_document(standing_of(firm, 30))
    assert [each["state"] for each in document["workbooks"]] == [*SAID.values()]
    assert document["letters"] == {"held": 2, "sent": 40, "uncertain": 1}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["7 workbooks", "3 of them need somebody", "in doubt"]),
     ("ru", ["7 таблиц", "3 требуют внимания", "под вопросом"])],
)  # fmt: skip
def test_the_page_says_whether_anybody_is_needed(firm, language, said):
    page = as_html(standing_of(firm, 30), words_of(language), ZoneInfo("Europe/Moscow"))
    assert [each for each in said if each not in page] == []
    assert "Share it with &lt;robot&gt;." in page
    assert "<script" not in page


def test_a_span_is_short():
    lengths = [
        timedelta(seconds=42),
        timedelta(minutes=17),
        timedelta(hours=5),
        timedelta(days=3),
        -AHEAD,
    ]
    assert [span(each) for each in lengths] == ["42s", "17m", "5h", "3d", "0s"]


def test_an_empty_fleet_is_told_as_such(base):
    assert lines(base)[0] == "0 workbooks: none yet."
    page = as_html(standing_of(base, 30), words_of("en"), ZoneInfo("UTC"))
    assert "No machine is at work" in page
    assert datetime.now(UTC).strftime("%Y-%m-%d") in page


def test_who_looks_waits_for_no_engine():
    """An operator's `status` is to take half a second, start included."""
    probe = (
        "import sys, sheets_sync.fleet.standing, sheets_sync.fleet.status_lines\n"
        "import sheets_sync.fleet.upgrading, sheets_sync.fleet.exposed\n"
        "slow = ('procrastinate', 'urllib3', 'prometheus_client', 'sheets_sync.scheduler.daemon')\n"
        "print([each for each in slow if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
