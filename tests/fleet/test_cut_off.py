"""A machine of the fleet whose line to the database is cut for longer than the engine waits."""

import asyncio
import gc
import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any, cast

import psycopg
import pytest

from sheets_sync.errors import DatabaseAway
from sheets_sync.fleet.connector import connector_of
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.standing import standing_of
from tests import postgres as a_postgres
from tests.fleet.cable import Cable
from tests.fleet.conftest import fleet_in
from tests.fleet.firm import hands_of
from tests.notices.killing import ROOT


@pytest.fixture
def cable(postgres):
    with Cable(postgres.folder / ".s.PGSQL.5432") as cable:
        yield cable


@pytest.fixture
def far(postgres, fleet_template, cable, tmp_path):
    """A fleet whose database is at the other end of the cable; an attempt to reach it has 3 s."""
    name = postgres.copy(fleet_template)
    address = f"postgresql://{a_postgres.USER}@127.0.0.1:{cable.port}/{name}?connect_timeout=3"
    yield fleet_in(tmp_path, address)
    postgres.drop(name)


@pytest.fixture
def machine(far):
    """One at work; all that it says is in the file ``log``."""
    command = ["sheets_sync", "fleet", "--fleet", str(far.source), "work"]
    with (far.source.parent / "log").open("ab") as log:
        crew = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, stderr=log)
    yield crew
    crew.terminate()
    assert crew.wait(60) == 0


def comes(what, patience=60):
    end = time.monotonic() + patience
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def test_is_told_in_our_words_alone_and_is_back_once_it_leads_there_again(far, machine, cable):
    """Found on two machines: 40 lines of the engine's own for each cut in the journal."""
    log = far.source.parent / "log"
    assert comes(lambda: at_work(far))
    cable.cut()
    os.truncate(log, 0)
    assert comes(lambda: "does not do what the engine asks" in log.read_text())
    assert comes(lambda: not hands_of(machine)), "each would end at once, after a start of Python"
    time.sleep(2)
    assert not hands_of(machine)
    cable.mend()
    assert comes(lambda: at_work(far))
    assert comes(lambda: len(hands_of(machine)) == 2)
    said = log.read_text()
    assert "Traceback" not in said
    assert {line.split(" UTC ")[-1].split(":")[0] for line in said.splitlines()} <= {"fleet", "worker"}  # fmt: skip


def test_no_attempt_that_was_given_up_is_left_open(far, machine, cable):
    """Found on two machines: a server that was shut down waited a minute for one of a machine's."""
    assert comes(lambda: at_work(far))
    cable.cut(mute=True)
    time.sleep(8)
    assert comes(lambda: cable.unanswered), "by now the machine alone asks, every few seconds"
    cable.mend()
    assert comes(lambda: at_work(far))
    assert comes(lambda: not cable.unanswered, 15)


def test_what_the_engine_gave_up_is_closed_once_it_is_back(far, cable):
    """Found on two machines: of four restarts of a database one took 36 s, as long as a process that serves
    workbooks kept what it had given up."""

    async def given_up_and_back():
        connector = connector_of(far)
        await connector.open_async()
        kind = connector.pool.connection_class
        how = {**cast("dict[str, Any]", connector.pool.kwargs), "connect_timeout": 2}
        cable.cut(mute=True)
        with suppress(psycopg.Error):
            await kind.connect(far.fleet.database, **how)
        assert cable.unanswered
        cable.mend()
        await (await kind.connect(far.fleet.database, **how)).close()
        await connector.close_async()

    gc.disable()
    try:
        asyncio.run(given_up_and_back())
        assert comes(lambda: not cable.unanswered, 2)
    finally:
        gc.enable()


def at_work(fleet):
    with suppress(DatabaseAway), open_database(fleet) as base:  # or too busy to answer in time
        return any(each.silent.total_seconds() < 2 for each in standing_of(base, 6).machines)
    return False


def test_the_engine_finds_it_out_as_soon_as_we_do(fleet):
    """Found on two machines: its connections had the kernel's own patience, which is two hours; so
    long the server kept those of a machine that was cut off, until it had none left."""

    async def of_the_engine():
        connector = connector_of(fleet)
        await connector.open_async()
        try:
            async with connector.pool.connection() as connection:
                rows = await (await connection.execute(RESET)).fetchall()
                return connection.info.get_parameters(), rows
        finally:
            await connector.close_async()

    with open_database(fleet) as ours:
        kept = {name: value for name, value in ours.info.get_parameters().items()
                if name.startswith(("keepalives", "tcp_user_timeout", "connect_timeout"))}  # fmt: skip
    at_this_end, at_the_other = asyncio.run(of_the_engine())
    assert kept.items() <= at_this_end.items()
    assert len(kept) == 5
    assert sorted(each for (each,) in at_the_other) == ["10", "3", "30000", "5"]


RESET = "SELECT reset_val FROM pg_settings WHERE name LIKE 'tcp%'"
"""What the session began with: on a socket of the machine itself nothing else shows it."""
