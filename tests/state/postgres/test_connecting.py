"""The database away, shut, another one's, of another version: a sentence each, and no secret."""

import socket
import threading
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from sheets_sync.errors import CredentialsError, SheetsSyncError, TryAgainLater, UsageError
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.state.postgres import migrating
from sheets_sync.state.postgres.connecting import connect, told
from sheets_sync.state.postgres.opening import open_postgres, view_postgres
from tests.state.conformance.examples import DAY, HOLDER, NOW

CANARY = "canary-5e1f"
VARIABLE = "PG_CANARY"


@pytest.fixture
def state(postgres, database):
    return postgres.state(database)


@pytest.fixture
def empty(postgres):
    """The state of a workbook in a database that has nothing of ours."""
    name = postgres.copy("template0")
    yield postgres.state(name)
    postgres.drop(name)


def told_of(state):
    with pytest.raises(SheetsSyncError) as caught:
        connect(state)
    error = caught.value
    for secret in (CANARY, state.database):
        assert secret not in f"{error} {error!r} {error.__cause__}"
    return error


def test_a_database_that_is_away_is_tried_again_later(monkeypatch, state):
    monkeypatch.setenv(VARIABLE, CANARY)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    address = f"postgresql://who@127.0.0.1:{port}/firm"
    error = told_of(replace(state, database=address, password_env=VARIABLE))
    assert isinstance(error, TryAgainLater)
    assert error.message == 'The database "firm" on 127.0.0.1 does not answer.'


def test_a_wrong_password_is_told_and_not_repeated(postgres, state, monkeypatch):
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS locked")
        connection.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
    shut = replace(state, database=state.database.replace("sheets@", "locked@"))
    assert isinstance(told_of(shut), CredentialsError)
    monkeypatch.setenv(VARIABLE, CANARY)
    assert isinstance(told_of(replace(shut, password_env=VARIABLE)), CredentialsError)
    monkeypatch.setenv(VARIABLE, "right")
    connect(replace(shut, password_env=VARIABLE)).close()


@pytest.mark.parametrize(
    ("user", "name", "kind", "said", "cure"),
    [
        ("shut", "shared", CredentialsError, "does not let this machine in", "pg_hba.conf"),
        ("nobody", "shared", CredentialsError, "does not let us in", "state.database"),
        ("sheets", "none", UsageError, "is not there", "createdb"),
        ("locked", "none", UsageError, "is not there", "createdb"),
    ],
)
def test_a_server_that_answers_is_not_said_to_be_away(
    postgres, state, monkeypatch, user, name, kind, said, cure
):
    """It says why at once, with no code, before and after it took a password."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS locked")
        connection.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
    monkeypatch.setenv(VARIABLE, "right")
    address = postgres.url(name).replace("sheets@", f"{user}@")
    error = told_of(replace(state, database=address, password_env=VARIABLE))
    assert isinstance(error, kind)
    assert error.message == f'The database "{name}" on this machine {said}.'
    assert cure in error.cure


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_keep_every_text_is_refused(postgres, state, encoding):
    """A server set up where no language was set has no other: the engine's tables ended in a bug."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS narrow")
        connection.execute(f"CREATE DATABASE narrow ENCODING '{encoding}' TEMPLATE template0")
    error = told_of(replace(state, database=postgres.url("narrow")))
    postgres.drop("narrow")
    assert isinstance(error, UsageError)
    assert error.message == f'The database "narrow" on this machine is in {encoding}, not in UTF8.'
    assert "--encoding UTF8" in error.cure


def test_a_user_who_may_make_nothing_is_told(postgres, empty):
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    with pytest.raises(CredentialsError, match="does not let this user do that"):
        open_postgres(replace(empty, database=empty.database.replace("sheets@", "guest@")))


def test_an_address_that_is_none_is_not_repeated(state):
    error = told_of(replace(state, database=f"postgresql://u:{CANARY}@[h/db?x"))
    assert isinstance(error, UsageError)


def test_a_connection_that_is_taken_away_is_tried_again_later(state):
    with open_postgres(state) as store, closing(connect(state)) as operator:
        run = store.runs.begin(HOLDER, DAY, NOW)
        pid = store._database._connection.info.backend_pid
        operator.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        with pytest.raises(TryAgainLater):
            store.memories.remember("a", "b")
        with pytest.raises(TryAgainLater):
            store.runs.fail(run, "", NOW)


def test_no_commit_is_answered_before_it_is_safe(postgres, state):
    with psycopg.connect(state.database, autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {owner.info.dbname} SET synchronous_commit = off")
    for looking in (False, True):
        with closing(connect(state, looking=looking)) as connection:
            got = connection.execute("SHOW synchronous_commit").fetchone()
            assert got == {"synchronous_commit": "on"}


def test_the_first_run_makes_the_tables_and_who_looks_before_sees_nothing(empty):
    with view_postgres(empty) as store:
        assert store.outbox().ledger() == Ledger()
        assert (store.runs.recent(), store.faults(), store.holdings()["runs"]) == ([], [], 0)
        with pytest.raises(SheetsSyncError):
            store.memories.remember("a", "b")
    with open_postgres(empty) as store:
        assert store.runs.begin(HOLDER, DAY, NOW) == 1


def test_two_first_runs_at_once_make_the_tables_once(empty):
    failed = []

    def first(name):
        try:
            open_postgres(replace(empty, workbook=name)).close()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=first, args=(f"book {at // 2}",)) for at in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []


@pytest.mark.parametrize(("version", "word"), [(-1, "not up to date"), (1, "newer")])
@pytest.mark.parametrize("open_", [open_postgres, view_postgres])
def test_tables_of_another_version_are_left_alone(state, monkeypatch, version, word, open_):
    scripts = [*migrating.scripts(), "SELECT 1"]
    if version > 0:
        with closing(connect(state)) as connection:
            migrating.apply(connection, "state", scripts)
    else:
        monkeypatch.setattr(migrating, "scripts", lambda: scripts)
    with pytest.raises(UsageError, match=word):
        open_(state)


def test_a_script_that_fails_leaves_all_as_it_was(state):
    with closing(connect(state)) as connection:
        scripts = [*migrating.scripts(), "CREATE TABLE half (a int); SELECT 1 / 0"]
        with pytest.raises(psycopg.errors.DivisionByZero):
            migrating.apply(connection, "state", scripts)
        assert migrating.version_of(connection) == len(scripts) - 1
        assert connection.execute("SELECT to_regclass('half') AS t").fetchone() == {"t": None}


def test_rooms_keep_versions_of_their_own(state):
    with closing(connect(state)) as connection:
        assert migrating.apply(connection, "fleet", ["CREATE TABLE fleet_jobs (a int)"]) == 1
        assert migrating.version_of(connection, "fleet") == 1
        assert migrating.migrate(connection) == migrating.version_of(connection)


def test_a_fault_of_ours_is_told_as_one():
    with pytest.raises(SheetsSyncError, match="fault of sheets-sync"), told("the database"):
        raise psycopg.ProgrammingError("secret text")
