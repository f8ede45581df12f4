"""A fleet to be measured: PostgreSQL, Google with its quotas on a clock that goes faster, workbooks of
many tenants, a machine at work (`fleet` has the measurements)."""

import fcntl
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from sheets_sync.config.fleet import FleetConfig, load_fleet
from sheets_sync.fleet.carried import enrolment, secrets_of
from sheets_sync.fleet.database import Database, open_database
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.sealing import sealer_of
from sheets_sync.fleet.upgrading import migrate
from tests.google.office import Office
from tests.postgres import Server, find_programs, started
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.quota import Quota

READS = 60
"""What Google grants an account in a minute, and what the emulator enforces."""

FLEET = """
[fleet]
database = "{database}"
keys = "fleet.keys"
look_every = {look}
[quota]
minute = "{minute}"
"""
SCHEDULE = """
[schedule]
every = "{every}"
between = ""
days = "mon-sun"
"""


@dataclass
class Stand:
    """``scale`` times faster than Google: its minute has 60 / ``scale`` seconds, and so have a
    workbook's period and the time between two looks at what is due. Nothing else is scaled: a
    run takes what it takes."""

    folder: Path
    postgres: Server
    google: Emulator
    scale: float
    every: float
    """Seconds between two runs of a workbook, of the real clock."""
    offices: dict[str, Office] = field(default_factory=dict)
    arrivals: list[tuple[float, bool, bool]] = field(default_factory=list)
    """When each request came, whether it writes, whether it was refused."""
    crew: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.minute = 60 / self.scale
        database = self.postgres.url(self.postgres.copy())
        (self.folder / "fleet.keys").write_bytes(Fernet.generate_key())
        (self.folder / "fleet.keys").chmod(0o600)
        look = max(1, round(5 / self.scale))
        text = FLEET.format(database=database, minute=f"{round(self.minute)}s", look=look)
        (self.folder / "fleet.toml").write_text(text)
        self.google.server.quota = Counting(self)
        with self.base() as base:
            migrate(base)
            base.execute(RUNS)

    @property
    def fleet(self) -> FleetConfig:
        return load_fleet(self.folder / "fleet.toml")

    def base(self) -> Database:
        return open_database(self.fleet)

    def add(self, count: int) -> None:
        """So many workbooks. A fifth belong to one large tenant, the others to tenants of two."""
        for number in range(count):
            name = f"w{number:04}"
            tenant = "large" if number % 5 == 0 else f"t{number // 5}-{number % 5 // 3}"
            office = Office(self.google, self.folder / name, more=self.schedule)
            self.enrol(name, tenant, office.path)
            self.offices[name] = office

    @property
    def schedule(self) -> str:
        return SCHEDULE.format(every=f"{round(self.every)}s")

    def enrol(self, name: str, tenant: str, config_file: Path) -> None:
        """Put the workbook of a config into the fleet, its key sealed."""
        enrolled, config = enrolment(self.fleet, name, config_file, tenant)
        sealed = sealer_of(self.fleet).seal_all(secrets_of(config))
        with self.base() as base:
            Roster(base).enrol(enrolled, sealed)

    def start(self, workers: int) -> None:
        """A machine, by the real command."""
        command = [sys.executable, "-m", "sheets_sync", "fleet", "--fleet", str(self.folder / "fleet.toml")]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.crew = subprocess.Popen(
                [*command, "work", "--processes", str(workers)], stderr=log
            )

    def stop(self) -> int:
        """Ask the machine to stop; its exit code."""
        assert self.crew is not None
        self.crew.send_signal(signal.SIGTERM)
        return self.crew.wait(120)

    def type_somewhere(self, dice: random.Random) -> None:
        """Staff correct the minutes of a row in some workbook."""
        office = self.offices[dice.choice(list(self.offices))]
        with self.google.server.lock:
            type_in(office.book.sheet("Log"), 1, 5, dice.randrange(5, 90))
            office.book.changed(0)

    def cpu(self) -> tuple[float, float, float]:
        """CPU seconds so far of the machine's processes, of PostgreSQL and of the emulator."""
        assert self.crew is not None
        workers = sum(_ticks(each) for each in _family(self.crew.pid))
        pid = int((self.postgres.folder / "data" / "postmaster.pid").read_text().split()[0])
        server = sum(_ticks(each) for each in _family(pid))
        mine = resource.getrusage(resource.RUSAGE_SELF)
        return workers, server, mine.ru_utime + mine.ru_stime


class Counting(Quota):
    """Google's own count, its minute as short as the scale makes it; each request is noted."""

    def __init__(self, stand: Stand) -> None:
        super().__init__(lambda: time.monotonic() * stand.scale, on=True)
        self._stand = stand

    def take(self, email: str, *, write: bool) -> None:
        moment, refused = time.monotonic(), True
        try:
            super().take(email, write=write)
            refused = False
        finally:
            self._stand.arrivals.append((moment, write, refused))


RUNS = """
CREATE TABLE bench_runs (name text, tenant text, began timestamptz, late interval, period interval);
CREATE FUNCTION bench_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO bench_runs VALUES (NEW.name, NEW.tenant, NEW.began, NEW.late, NEW.period);
    RETURN NULL;
END $$;
CREATE TRIGGER bench_run AFTER UPDATE ON fleet_workbooks FOR EACH ROW
WHEN (NEW.began IS NOT NULL AND NEW.fence > OLD.fence) EXECUTE FUNCTION bench_run();
"""
"""Each run that begins is noted: a workbook's row tells of its last one alone."""


@contextmanager
def made(scale: float, every: float, folder: Path) -> Iterator[Stand]:
    """A stand in ``folder``, with all its servers."""
    programs = find_programs()
    assert programs is not None, "no PostgreSQL on this machine"
    with Emulator() as google, (folder / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # as long as somebody has it, the server stays
        postgres = Server(started(programs, folder / "users"), programs)
        stand = Stand(folder, postgres, google, scale, every)
        try:
            yield stand
        finally:
            if stand.crew is not None and stand.crew.poll() is None:
                stand.crew.kill()


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _family(int(child))
    return found


def _ticks(pid: int) -> float:
    """CPU seconds of a process and of those that it waited for."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
