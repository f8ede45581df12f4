"""`sync fleet why`: the last error with its cure, in every state that a workbook can be in (§21)."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from sheets_sync.fleet.fleet_facts import set_draining
from sheets_sync.fleet.quota import GoogleAccount, Quota
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.standing import standing_of
from sheets_sync.fleet.status_lines import SAID
from sheets_sync.fleet.why import letter_lines, why_lines
from sheets_sync.notices.blocks import Block
from sheets_sync.notices.outbox import Trouble
from sheets_sync.state.last_block import remember_block
from sheets_sync.state.postgres.opening import hold_postgres, open_postgres
from tests.fleet.firm import MAIL, SHEETS
from tests.fleet.members import ending, enrol, late, machine, taken
from tests.fleet.test_serving import add, server_of
from tests.google.office import Office
from tests.smtp.server import ScriptedServer

SCRIPT = {
    "rcpt c0@example.com": "451 4.3.0 come again",
    "rcpt c1@example.com": "550 5.1.1 no such user",
    "rcpt c2@example.com": [None] * 9,
    "seen": ["drop"],
}
CURES = {
    "retry": ("451 4.3.0 come again", "notices retry"),
    "refused": ("550 5.1.1 no such user", "mend the client's Email"),
    "uncertain": ("uncertain whether it arrived", "notices resolve"),
    "held": ("no address in Email", "Email"),
}


def why(fleet, base, name="nord"):
    standing = standing_of(base, 30)
    each = next(each for each in standing.books if each.name == name)
    letters = letter_lines(fleet, Roster(base).row(name), standing.now)
    return [*why_lines(each, standing), *letters]


@pytest.fixture
def served(fleet, base, google, tmp_path):
    """A workbook of which a letter waits for each reason."""
    (fleet.source.parent / "fleet.keys").write_bytes(Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o600)
    sheets = {**SHEETS, "Clients": [[*row] for row in SHEETS["Clients"]]}
    sheets["Clients"][4][1] = ""
    with ScriptedServer(tmp_path, SCRIPT) as server:
        more = MAIL.format(port=server.port, every="15m")
        office = Office(google, tmp_path / "office", sheets, more=more)
        add(fleet, base, office, "nord")
        server_of(fleet, base).serve("nord")
        yield office


def test_each_letter_that_is_not_through_is_told_with_its_cure(fleet, base, served):
    """Found: of those that wait for another try, are held or were refused not a word."""
    told = why(fleet, base)
    counted = Roster(base).row("nord")["letters"]
    assert {*counted} >= {*CURES}
    letters = [line for line in told if re.match(r"No \d", line)]
    assert len(letters) == sum(count for state, count in counted.items() if state != "sent")
    for said, cure in CURES.values():
        assert [line for line in letters if said in line and cure in line], (said, told)
    assert [line for line in letters if "451" in line and "not before 20" in line]
    later = datetime.now(UTC) + timedelta(days=1)
    with open_postgres(fleet.state("nord", "")) as store:
        store.outbox().remember_trouble(Trouble("The mail server is away.", 3, later))
    (again,) = [line for line in why(fleet, base) if "451" in line]
    assert f"not before {later:%Y-%m-%d %H:%M}" in again, "while the server is known to be away"
    assert letters[0].split(":")[1].split()[0] in ("refused,", "uncertain"), "people's first"
    assert not [line for line in letters if ".." in line or ". once" in line]


def test_one_that_has_letters_for_another_try_is_not_called_well(base):
    enrol(base, "nord")
    now = datetime.now(UTC) + timedelta(hours=1)
    Roster(base).end(taken(base, "nord"), ending(now, letters={"retry": 1, "sent": 3}))
    assert SAID[standing_of(base, 30).books[0].health] == "held"


def test_where_no_letter_may_go_at_all_that_is_told_though_its_row_tells_nothing(
    fleet, base, served
):
    """A still run says nothing of it; the state knows."""
    with open_postgres(fleet.state("nord", "")) as store:
        remember_block(store.memories, Block.CLOCK_BACK)
    (told,) = [line for line in why(fleet, base) if line.startswith("No letter of it goes: ")]
    assert "clock" in told


def test_a_state_that_cannot_be_read_is_told_as_that(fleet, base, served):
    base.execute("INSERT INTO versions (room, version) VALUES ('state', 99)")
    assert [line for line in why(fleet, base) if "cannot be told" in line and "Upgrade" in line]


@pytest.mark.parametrize(
    ("code", "letters", "told"),
    [(2, {}, True), (12, {}, True), (13, {}, False), (13, {"retry": 1}, True), (0, {"retry": 1}, True), (0, {"sent": 1}, False)],
)  # fmt: skip
def test_what_it_is_run_with_comes_by_add_and_is_tried_at_once_by_run(base, code, letters, told):
    """Found: the cure was to put a key in place of the old one, or a URL into the config; what lies in the
    database, sealed, stayed as it was, and the next run came in its time."""
    enrol(base, "nord")
    result = "failed" if code else "good"
    now = datetime.now(UTC)
    Roster(base).end(
        taken(base, "nord"), ending(now, result=result, exit_code=code, letters=letters)
    )
    standing = standing_of(base, 30)
    said = "\n".join(why_lines(standing.books[0], standing))
    cures = ("`sheets-sync fleet run nord`", "`sheets-sync fleet add nord CONFIG --seal`")
    assert [each in said for each in cures] == [told, told]


def test_an_unreadable_config_is_told_by_its_run_and_here(fleet, base):
    enrol(base, "nord", config="[workbook]\nbackend = 3\n")
    server_of(fleet, base).serve("nord")
    told = "\n".join(why(fleet, base))
    assert "workbook.backend" in told
    assert "failing" in told


WAITS = {
    "draining": "fleet resume", "nobody": "start `sheets-sync fleet work`",
    "files": "fleet.shared = true", "tenant": "one run at a time while others wait: south", "quota": "is used up",
}  # fmt: skip


@pytest.mark.parametrize("what", WAITS)
def test_one_that_does_not_begin_says_what_it_waits_for(fleet, base, what):
    account = GoogleAccount("project", "a@x")
    enrol(base, "nord", tenant="firm", files=what == "files", account=account)
    enrol(base, "south", tenant="firm")
    late(base, "nord", 60)
    if what != "nobody":
        machine(base)
    if what == "draining":
        set_draining(base, draining=True)
    if what == "tenant":
        under_way(base, "south")
    if what == "quota":
        Quota(base, replace(fleet.quota, reads=1), "alpha/1").of(account)
        base.execute("UPDATE fleet_slots SET free_at = now() + interval '1 minute'")
    told = "\n".join(why(fleet, base))
    assert [each for each in WAITS if WAITS[each] in told] == [what]


def under_way(base, name):
    taken(base, name, "alpha/1")
    base.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id)"
        " VALUES ('google', 'fleet.sync', %s, '{}', 'doing',"
        " (SELECT worker_id FROM procrastinate_register_worker_v1()))",
        (name,),
    )


def test_one_that_kills_whoever_runs_it_is_told_as_that(fleet, base):
    enrol(base, "nord")
    for _ in range(3):
        taken(base, "nord")
        Roster(base).died("nord", "The worker a died.")
    told = "\n".join(why(fleet, base))
    assert "The worker a died." in told
    assert "memory" in told
    assert "fleet pause nord" in told


def test_one_that_another_program_holds_says_what_to_do(fleet, base, google, tmp_path):
    office = Office(google, tmp_path / "office")
    add_without_a_key(fleet, base, office)
    with hold_postgres(fleet.state("nord"), "now", datetime.now(UTC)):
        server_of(fleet, base).serve("nord")
    told = "\n".join(why(fleet, base))
    assert "Another run is under way" in told
    assert "Wait for it to end" in told


def add_without_a_key(fleet, base, office):
    folder = fleet.folder_of("nord")
    folder.mkdir(parents=True)
    (folder / "key.json").write_bytes(office.key.read_bytes())
    enrol(base, "nord", config=office.path.read_text())
