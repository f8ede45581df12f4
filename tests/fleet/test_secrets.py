"""Nothing secret in the database, the log or the metrics (design §10, invariant 7; §21)."""

import json

import pytest
from cryptography.fernet import Fernet
from prometheus_client import CollectorRegistry, generate_latest

from sheets_sync.fleet.meters import FleetMeters
from sheets_sync.fleet.standing import standing_of
from sheets_sync.fleet.status_lines import as_document, status_lines, why_lines
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
"""


@pytest.fixture
def sealed(fleet, base, google, tmp_path):
    """A workbook with every secret that it can have, after runs that succeed and fail."""
    (fleet.source.parent / "fleet.keys").write_bytes(key := Fernet.generate_key())
    (fleet.source.parent / "fleet.keys").chmod(0o600)
    office = Office(google, tmp_path / "office", furnished=False, more=MAIL)
    (office.folder / "password").write_text(CANARY)
    office.init()
    add(fleet, base, office, "nord")
    server = server_of(fleet, base)
    server.serve("nord")
    google.befall(faults.permission(times=-1))
    server.serve("nord")
    private = json.loads(office.key.read_text())["private_key"].splitlines()[1]
    return [CANARY, key.decode(), private]


def test_a_dump_of_the_database_holds_none(sealed, postgres, base):
    dump = postgres.dump(base.info.dbname)
    assert "fleet_sealed" in dump
    assert [each for each in sealed if each in dump] == []


def test_neither_do_status_why_and_metrics(sealed, fleet, base, capfd):
    standing = standing_of(base)
    registry = CollectorRegistry()
    registry.register(FleetMeters(fleet))
    texts = [
        *status_lines(standing, everything=True), *why_lines(standing.books[0], standing.now),
        json.dumps(as_document(standing)), generate_latest(registry).decode(), *capfd.readouterr(),
    ]  # fmt: skip
    assert "nord" in "".join(texts)
    assert [each for each in sealed if each in "".join(texts)] == []


def test_the_check_would_see_one(sealed, postgres, base):
    base.execute("UPDATE fleet_workbooks SET said = %s", (CANARY,))
    assert CANARY in postgres.dump(base.info.dbname)
