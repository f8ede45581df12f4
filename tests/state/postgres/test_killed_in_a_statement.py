"""A run that was killed in the midst of a statement holds its workbook no longer than a second or
two (design §21)."""

import subprocess
import sys
import time
from datetime import UTC, datetime

import psycopg
import pytest

from sheets_sync.errors import LockedError
from sheets_sync.state.postgres.opening import hold_postgres
from tests.postgres import Server

MORTAL = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from sheets_sync.config.state_table import StateTable
from sheets_sync.state.postgres.opening import hold_postgres

state = StateTable(path=Path("beside.sqlite3"), database=sys.argv[1], workbook="nord")
with hold_postgres(state, "now", datetime.now(UTC)) as (_, opened), opened() as store:
    print("held", flush=True)
    store._database.rows("SELECT pg_sleep(60) IS NULL AS slept, %(workbook)s::int AS workbook")
"""

ASLEEP = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'
"""


@pytest.fixture
def mortal(postgres: Server, database):
    """A run that holds the workbook, and waits for the server."""
    command = [sys.executable, "-c", MORTAL, postgres.url(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with psycopg.connect(postgres.url(database), autocommit=True) as connection:
            while not connection.execute(ASLEEP).fetchone():
                time.sleep(0.05)
        yield process
        process.kill()


def test_as_long_as_it_lives_its_workbook_is_held(postgres: Server, database, mortal):
    with (
        pytest.raises(LockedError, match=f"process {mortal.pid} "),
        hold_postgres(postgres.state(database), "now", datetime.now(UTC)),
    ):
        pass


def test_killed_there_it_holds_nobody_back(postgres: Server, database, mortal):
    mortal.kill()
    mortal.wait()
    with hold_postgres(postgres.state(database), "now", datetime.now(UTC)) as (holder, _):
        assert holder.pid != mortal.pid
