"""What a still workbook of a fleet costs: CPU seconds and calls a run, in a worker's own process.

`python -m tests.benchmarks.fleet_still [RUNS]`; wants a PostgreSQL on this machine, as the tests do.
"""

import fcntl
import sys
import tempfile
import time
from pathlib import Path

from cryptography.fernet import Fernet

from sheets_sync.config.fleet import load_fleet
from sheets_sync.fleet.carried import enrolment, secrets_of
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.quota import Quota
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.sealing import sealer_of
from sheets_sync.fleet.serving import BookServer
from sheets_sync.fleet.upgrading import migrate
from sheets_sync.spreadsheet.google import connections_kept
from sheets_sync.use_cases.digest import send_digest
from tests.google.office import Office
from tests.postgres import Server, find_programs, started
from tests.sheets_api.emulator import Emulator

ALWAYS = '[schedule]\nbetween = ""\ndays = "mon-sun"\n'


def main() -> None:
    """Serve one workbook again and again, and tell the cost of a still run."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    programs = find_programs()
    assert programs is not None, "no PostgreSQL on this machine"
    with tempfile.TemporaryDirectory() as name, Emulator() as google:
        folder = Path(name)
        users = (folder / "users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)  # as long as somebody has it, the server stays
        postgres = Server(started(programs, folder / "users"), programs)
        database = postgres.url(postgres.copy())
        (folder / "fleet.keys").write_bytes(Fernet.generate_key())
        (folder / "fleet.keys").chmod(0o600)
        text = f'[fleet]\ndatabase = "{database}"\nkeys = "fleet.keys"\n[quota]\nreads = 100000\nproject_reads = 100000\n'
        (folder / "fleet.toml").write_text(text)
        fleet = load_fleet(folder / "fleet.toml")
        office = Office(google, folder / "office", more=ALWAYS)
        with open_database(fleet) as base, connections_kept():
            migrate(base)
            enrolled, config = enrolment(fleet, "nord", office.path)
            sealed = sealer_of(fleet).seal_all(secrets_of(config))
            Roster(base).enrol(enrolled, sealed)
            server = BookServer(
                fleet, Roster(base), Quota(base, fleet.quota, "bench/1"), "bench/1", send_digest
            )
            for _ in range(3):
                server.serve("nord")
            google.journal.clear()
            # The emulator is of this process: its threads' seconds are not a worker's.
            mine = time.thread_time()
            for _ in range(runs):
                server.serve("nord")
            mine = time.thread_time() - mine
            reads, writes = google.journal.calls
            print(
                f"{runs} runs: {mine / runs:.4f} s CPU a run, {reads / runs:g} reads, {writes / runs:g} writes"
            )


if __name__ == "__main__":
    main()
