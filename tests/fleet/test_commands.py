"""`sync fleet` as an operator types it (design §12, §21)."""

import json
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from sheets_sync.fleet.bell import defer
from sheets_sync.fleet.roster import Roster
from tests.fleet.members import enrol, jobs, machine
from tests.fleet.test_bell import rung
from tests.fleet.test_serving import ALWAYS
from tests.google.office import Office


@pytest.fixture
def office(google, tmp_path):
    return Office(google, tmp_path / "office", more=ALWAYS)


def test_from_nothing_to_a_run_and_its_status(call, fleet, office):
    (fleet.source.parent / "fleet.keys").write_bytes(Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o600)
    assert call("migrate")[0] == 0
    code, out, _ = call("add", "nord", office.path, "--seal")
    assert (code, out) == (0, "nord: added, due at once.\nSealed: google.credentials.\n")
    code, out, _ = call("run", "nord")
    assert code == 0
    assert out.startswith("nord: 468 cells")
    assert call("status")[1].startswith("1 workbook: 1 well.\n")
    assert json.loads(call("status", "--json")[1])["workbooks"][0]["letters"] == {"written": 1}
    assert "Наши таблицы" in call("status", "--html", "--language", "ru")[1]
    code, out, _ = call("why", "nord")
    assert (code, "nord: well" in out) == (0, True)


def test_a_config_with_faults_is_not_added_and_all_are_told(call, base, tmp_path):
    (tmp_path / "bad.toml").write_text(
        '[workbook]\nbackend = "google"\n[billing]\ncurency = "RUB"\n'
    )
    code, _, err = call("add", "nord", tmp_path / "bad.toml")
    assert code == 2
    assert "billing.curency" in err
    assert "workbook.spreadsheet" in err
    assert Roster(base).rows() == []


def test_another_config_leaves_it_whose_it_was(call, base, office):
    """Found: a config that was mended made the workbook its own tenant's, with a series of numbers
    of its own, and not a word of it."""
    call("add", "nord", office.path, "--tenant", "group", "--seller", "The Firm")
    call("add", "nord", office.path)
    assert Roster(base).whose("nord") == ("group", "The Firm")
    call("add", "nord", office.path, "--tenant", "", "--seller", "")
    assert Roster(base).whose("nord") == ("nord", "")


def test_one_that_has_a_state_of_its_own_waits_until_that_has_moved(call, base, office):
    """Found: a machine ran it at once, on a new state, and then there was no room for the one that was to
    move there, for good."""
    office.path.with_name("state.sqlite3").touch()
    code, out, err = call("add", "nord", office.path)
    assert (code, out.splitlines()[0]) == (0, "nord: added, paused.")
    assert "state move" in err
    assert "`sheets-sync fleet resume nord`" in err
    assert Roster(base).row("nord")["paused"]
    call("resume", "nord")
    assert "due at once" in call("add", "nord", office.path)[1]
    assert not Roster(base).row("nord")["paused"]


def test_a_key_that_is_none_is_told_before_it_is_sealed(call, fleet, base, office):
    """Found: half a key file was sealed, and each run named a file that nobody had written."""
    (fleet.source.parent / "fleet.keys").write_bytes(Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o600)
    office.key.write_text(office.key.read_text()[:900])
    code, _, err = call("add", "nord", office.path, "--seal")
    assert (code, "key.json is no key of a service account" in err) == (12, True)
    assert Roster(base).rows() == []


def test_a_workbook_that_is_a_file_wants_a_shared_folder(call, tmp_path):
    (tmp_path / "file.toml").write_text("[billing]\n")
    code, _, err = call("add", "nord", tmp_path / "file.toml")
    assert code == 2
    assert "fleet.shared = true" in err


@pytest.mark.parametrize("name", ["../x", "", "Nord", "a b", "x" * 64, "-x"])
def test_a_name_is_one_that_a_folder_may_have(call, office, name):
    code, _, err = call("add", "--", name, office.path)
    assert code == 2
    assert "no name for a workbook" in err


def test_paused_and_resumed(call, base):
    machine(base)
    enrol(base, "nord")
    assert call("pause", "nord")[:2] == (0, "nord: paused.\n")
    assert rung(base) == 0
    assert call("resume", "nord")[:2] == (0, "nord: due at once.\n")
    assert rung(base) == 1
    assert call("pause", "south")[0] == 2


def test_drained_nothing_waits_and_what_is_under_way_is_named(call, base):
    machine(base)
    enrol(base, "nord")
    rung(base)
    assert call("drain")[0] == 0
    assert (jobs(base), rung(base)) == ([], 0)
    assert call("resume")[:2] == (0, "Runs begin again.\n")
    assert rung(base) == 1
    base.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    code, _, err = call("drain")
    assert code == 13
    assert "nord" in err


def test_a_run_by_hand_never_meets_that_of_a_worker(call, base):
    enrol(base, "nord")
    number = defer(base, "nord", "google")
    base.execute(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT * FROM procrastinate_register_worker_v1())"
    )
    Roster(base).take("nord", "beta/1")
    code, _, err = call("run", "nord")
    assert code == 11
    assert "beta/1 runs nord now" in err
    left = base.execute("SELECT id FROM procrastinate_jobs").fetchall()
    assert [row["id"] for row in left] == [number]


def test_a_run_by_hand_takes_the_place_of_one_that_waits(call, base, office):
    call("add", "nord", office.path)
    defer(base, "nord", "google")
    code, _, err = call("run", "nord")
    assert code == 12, "its key is not there, but it was run"
    assert "key file" in err
    assert jobs(base) == []


def test_sealed_anew_with_another_key(call, fleet, office):
    keys = fleet.source.parent / "fleet.keys"
    old, new = Fernet.generate_key(), Fernet.generate_key()
    keys.write_bytes(old)
    keys.chmod(0o600)
    call("add", "nord", office.path, "--seal")
    keys.write_bytes(new + b"\n" + old)
    assert call("reseal")[1] == "1 secret is sealed with the first key; the others may go.\n"
    keys.write_bytes(new)
    assert call("run", "nord")[0] == 0


def test_a_database_that_is_away_is_told_and_worth_another_try(call, fleet):
    fleet.source.write_text('[fleet]\ndatabase = "postgresql://x@127.0.0.1:9/x"\n')
    for command in (["status"], ["run", "nord"], ["work"]):
        code, _, err = call(*command)
        assert code == 13
        assert "does not answer" in err


def test_without_the_extra_a_sentence_says_what_to_install():
    probe = (
        "import sys\n"
        "for name in ('psycopg', 'procrastinate', 'prometheus_client'): sys.modules[name] = None\n"
        "import sheets_sync.cli\n"
        "sys.argv = ['sheets-sync', 'fleet', 'status']\n"
        "sheets_sync.cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert 'pip install "sheets-sync[fleet]"' in done.stderr
    assert "Traceback" not in done.stderr


OF_ANOTHER_FILE = "state."
"""What stands before keys of a config of one workbook; fleet.toml has no such table."""


@pytest.mark.parametrize(
    ("more", "where", "said"),
    [
        ('password_file = "gone"', "", "fleet.password_file"),
        ('password_command = "false"', "", "fleet.password_command"),
        ('password_env = "NO_SUCH_VARIABLE"', "", "fleet.password_env"),
        ("", "no_such_database", "fleet.database"),
        ("", "user", "fleet.database"),
        ("", "empty", "`sheets-sync fleet migrate`"),
    ],
)
def test_an_error_names_the_key_that_stands_in_the_file(call, fleet, postgres, more, where, said):
    """Found: it named `state.password_file`, where the person's file has `fleet.password_file`."""
    address = fleet.fleet.database
    if where == "no_such_database":
        address = postgres.url(where)
    if where == "user":
        address = address.replace("//sheets@", "//nobody_we_know@")
    if where == "empty":
        address = postgres.url(name := postgres.copy("template0"))
    fleet.source.write_text(f'[fleet]\ndatabase = "{address}"\n{more}\n')
    code, _, err = call("status")
    if where == "empty":
        postgres.drop(name)
    assert code in (2, 12, 13)
    assert said in err
    assert OF_ANOTHER_FILE not in err
    assert "[state]" not in err


@pytest.mark.parametrize("name", ["fleet.keys", "password", "fleet.toml"])
def test_files_that_others_may_read_or_change_are_told_with_the_cure(call, fleet, name):
    """As `sync doctor` does for one workbook: a fleet has none."""
    folder = fleet.source.parent
    (folder / "fleet.keys").write_bytes(Fernet.generate_key())
    (folder / "password").write_text("x")
    fleet.source.write_text(f'{fleet.source.read_text()}\npassword_file = "password"\n')
    for each in ("fleet.keys", "password", "fleet.toml"):
        (folder / each).chmod(0o600)
    assert "Warning" not in call("status")[2]
    (folder / name).chmod(0o620 if name == "fleet.toml" else 0o640)
    err = " ".join(call("status")[2].split())
    assert f"chmod 600 {folder / name}" in err
    assert err.count("Warning") == 1


def test_what_systemd_keeps_for_the_service_is_no_matter_of_modes(call, fleet, monkeypatch):
    (fleet.source.parent / "fleet.keys").write_bytes(Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o440)
    fleet.source.chmod(0o600)
    assert "Warning" in call("status")[2]
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(fleet.source.parent))
    assert "Warning" not in call("status")[2]


def test_so_are_secrets_of_a_workbook_as_it_is_added(call, office):
    office.key.chmod(0o644)
    err = call("add", "nord", office.path)[2]
    assert "can be read by others (mode 0644)" in " ".join(err.split())
