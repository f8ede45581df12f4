"""A real PostgreSQL for tests: the machine's own programs, a server of its own in a temporary folder,
behind a socket there. All processes of a session share it; a database a test is a copy of a template.
"""

import fcntl
import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from sheets_sync.config.state_table import StateTable
from sheets_sync.state.postgres.connecting import connect
from sheets_sync.state.postgres.migrating import migrate

USER = "sheets"
TEMPLATE = "migrated"
SHARED = "shared"
"""A database, as the template is, for tests that keep to a workbook of their own."""

MISSING = "no PostgreSQL on this machine: apt-get install postgresql (14 or newer)"
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
shared_buffers = 32MB
jit = off
log_min_messages = fatal
"""


@dataclass(frozen=True)
class Server:
    """A server at work: its socket is in ``folder``, its programs in ``programs``."""

    folder: Path
    programs: Path

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def state(self, database: str, workbook: str = "nord", **more) -> StateTable:
        path = self.folder / "beside.sqlite3"
        return StateTable(path=path, database=self.url(database), workbook=workbook, **more)

    def copy(self, template: str = TEMPLATE) -> str:
        """The name of a database of one's own, as the template is."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            quick = "STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {quick}")
        return name

    def drop(self, database: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def dump(self, database: str) -> str:
        """All of a database, as SQL."""
        program = str(self.programs / "pg_dump")
        command = [program, "-h", str(self.folder), "-U", USER, database]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def stop_at_once(self) -> None:
        """As a machine that fails: no transaction is ended, nobody told."""
        data = self.folder / "data"
        run_as_another(self.programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[Server]:
    """The server of this session of tests."""
    if (programs := find_programs()) is None:
        pytest.skip(MISSING)
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    users, note = shared / "postgres.users", shared / "postgres.folder"
    with used(users):
        with (shared / "postgres.lock").open("w") as one:
            fcntl.flock(one, fcntl.LOCK_EX)
            if not note.exists():
                note.write_text(str(started(programs, users)))
        yield Server(Path(note.read_text()), programs)


@contextmanager
def used(users: Path) -> Iterator[None]:
    """As long as anybody holds the file ``users``, the keeper lets the server be."""
    with users.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield


@pytest.fixture
def database(postgres) -> Iterator[str]:
    """The name of a database of the test's own, migrated."""
    name = postgres.copy()
    yield name
    postgres.drop(name)


def started(programs: Path, users: Path) -> Path:
    """Start a server, and who stops it once nobody uses it any more; its folder."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made there
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=memory if memory.is_dir() else None))
    if other := another():
        shutil.chown(folder, other)
    data = folder / "data"
    run_as_another(
        programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
    )
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS.format(folder=folder))
    hba = data / "pg_hba.conf"
    hba.write_text("local all shut reject\nlocal all locked scram-sha-256\nlocal all all trust\n")
    start(programs, folder)
    keeper = Path(__file__).with_name("postgres_keeper.py")
    said = (sys.executable, keeper, users, programs, folder, another())
    subprocess.run([*map(str, said)], check=True, start_new_session=True)
    server = Server(folder, programs)
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    with connect(server.state(TEMPLATE)) as connection:
        migrate(connection)
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {SHARED} TEMPLATE {TEMPLATE}")
    return folder


def start(programs: Path, folder: Path) -> None:
    """Start the server of a folder, and wait until it answers."""
    log = folder / "log"
    run_as_another(programs / "pg_ctl", "-D", folder / "data", "-l", log, "-w", "start")


def find_programs() -> Path | None:
    """The folder of the programs of PostgreSQL, the newest there is; None: there are none."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((each.parent for each in debian), key=_version, default=None)


def _version(programs: Path) -> float:
    return float(programs.parent.name)


def another() -> str:
    """Another user, where we are root: PostgreSQL refuses that one."""
    if os.geteuid() != 0:
        return ""
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return "postgres" if "postgres" in known else "nobody"


def run_as_another(program: Path, *arguments: object) -> str:
    """Run a program of PostgreSQL; what it said."""
    other = another() or None
    done = subprocess.run(
        [program, *map(str, arguments)],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/",
        stdin=subprocess.DEVNULL, user=other, extra_groups=[] if other else None,
    )  # fmt: skip
    assert done.returncode == 0, f"{program.name} as {other or getpass.getuser()}: {done.stdout}"
    return done.stdout
