"""Nothing secret in the database, the log or the metrics (design §10, invariant 7; §21)."""

import json

import pytest
from cryptography.fernet import Fernet
from prometheus_client import CollectorRegistry, generate_latest

from sheets_sync.fleet.meters import FleetMeters
from sheets_sync.fleet.standing import standing_of
from sheets_sync.fleet.status_lines import as_document, status_lines
from sheets_sync.fleet.why import why_lines
from tests.fleet.members import enrol
from tests.fleet.test_serving import ALWAYS, add, server_of
from tests.google.office import Office
from tests.sheets_api import faults

CANARY = "swordfish-canary"
MAIL = f"""
{ALWAYS}
[mail]
transport = "smtp"
host = "127.0.0.1"
port = 9
security = "none"
allow_plaintext = true
username = "robot"
password_file = "password"
[mail.bounces]
host = "127.0.0.1"
port = 9
security = "none"
username = "robot"
password_file = "imap"
"""
TOKENS = f"""
{ALWAYS}
[mail]
transport = "smtp"
host = "127.0.0.1"
port = 9
security = "none"
allow_plaintext = true
username = "robot@firm.example"
[mail.oauth2]
provider = "{{}}"
"""
BY_GOOGLE = f'{TOKENS.format("google")}credentials = "mail.json"'
BY_MICROSOFT = f"""{TOKENS.format("microsoft")}tenant = "firm"
client_id = "app"
secret_file = "secret"
authority = "https://127.0.0.1:9"
"""
IMAP, CLIENT, DATABASE = (f"{word}-canary" for word in ("perch", "salmon", "herring"))


@pytest.fixture
def fleet(make_fleet, tmp_path):
    """A fleet whose database wants a password, as far as it knows."""
    (tmp_path / "database").write_text(DATABASE)
    return make_fleet('password_file = "database"')


@pytest.fixture
def sealed(fleet, base, google, tmp_path):
    """Workbooks with every secret that they can have, after runs that succeed and fail."""
    (fleet.source.parent / "fleet.keys").write_bytes(key := Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o600)
    server = server_of(fleet, base)
    kinds = {"nord": MAIL, "south": BY_GOOGLE, "west": BY_MICROSOFT}
    for name, more in kinds.items():
        office = Office(google, tmp_path / name, furnished=False, more=more)
        said = {"password": CANARY, "imap": IMAP, "secret": CLIENT, "mail.json": CLIENT}
        for file, secret in said.items():
            (office.folder / file).write_text(secret)
        add(fleet, base, office, name)
        server.serve(name)
    google.befall(faults.permission(times=-1))
    server.serve("nord")
    for name in kinds:
        server.serve(name)
    private = json.loads(office.key.read_text())["private_key"].splitlines()[1]
    return [CANARY, IMAP, CLIENT, DATABASE, key.decode(), private]


def test_every_kind_is_sealed_and_told_nowhere(sealed, fleet, base, postgres, capfd):
    """In a dump of the database, what runs left on the disk, what operators and Prometheus are told,
    the log."""
    places = base.execute("SELECT DISTINCT place FROM fleet_sealed ORDER BY place").fetchall()
    assert [row["place"] for row in places] == [
        "google.credentials", "mail.bounces.password", "mail.oauth2.credentials",
        "mail.oauth2.secret", "mail.password",
    ]  # fmt: skip
    standing = standing_of(base, 30)
    registry = CollectorRegistry()
    registry.register(FleetMeters(fleet))
    files = [each for each in fleet.fleet.folder.rglob("*") if each.is_file()]
    told = "".join([
        postgres.dump(base.info.dbname), *(each.read_bytes().decode("latin-1") for each in files),
        *status_lines(standing, everything=True),
        *(line for each in standing.books for line in why_lines(each, standing)),
        json.dumps(as_document(standing)), generate_latest(registry).decode(), *capfd.readouterr(),
    ])  # fmt: skip
    assert "fleet_sealed" in told
    assert [each for each in sealed if each in told] == []


def test_the_check_would_see_one(postgres, base):
    enrol(base, "nord")
    base.execute("UPDATE fleet_workbooks SET said = %s", (CANARY,))
    assert CANARY in postgres.dump(base.info.dbname)
