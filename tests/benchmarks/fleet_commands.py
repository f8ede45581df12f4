"""What an operator of a fleet waits for, and what those pay for the extra who have no fleet.

By hand:  python -m tests.benchmarks.fleet_commands [WORKBOOKS] [TIMES]

Whole processes in turn; medians. 1. `sync fleet status` and the others on so many workbooks (issue
19 asks for 0.5 s at 1,000). 2. The commands of one workbook in two environments, one of which has
nothing of the extra: they are to take as long, and to import the same modules.
"""

import fcntl
import json
import site
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from sheets_sync.config.fleet import load_fleet
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.upgrading import migrate
from tests.benchmarks.measuring import Command, Measured, installed, measure, medians
from tests.postgres import Server, find_programs, started

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ["status"],
    ["status", "--all"],
    ["status", "--json"],
    ["status", "--html"],
    ["why", "w7"],
)
ROWS = """
INSERT INTO fleet_workbooks (name, tenant, seller, config, files, place, period, result, said, ended,
    good, failing, letters)
SELECT 'w' || number, 'tenant-' || number / 3, '', '', false, 'https://docs.google.com/' || number,
    '15 min', CASE WHEN number %% 50 = 0 THEN 'failed' ELSE 'good' END, '12 cells, 0 findings', now(),
    now(), CASE WHEN number %% 50 = 0 THEN 1 ELSE 0 END, '{"sent": 12, "held": 1}'
FROM generate_series(1, %s) AS number
"""
EXTRA = ("psycopg", "psycopg_pool", "procrastinate", "prometheus_client")
WITHOUT = f"""
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {EXTRA!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Without())
"""
"""What is not installed is not found."""

MODULES = (
    "import json, sys; sys.argv = ['sync', 'now']\n"
    "from sheets_sync import cli\n"
    "try: cli.main()\n"
    "except SystemExit: pass\n"
    "print(json.dumps({'modules': sorted(sys.modules)}))"
)


def main() -> None:
    """Print both tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_SH)  # as long as somebody has it, the server stays
            told(f"{count} workbooks", of_the_fleet(folder, count, times))
        told("with the extra and without", of_one_workbook(folder, times))
        same_imports(folder)


def told(title: str, found: dict[str, Measured]) -> None:
    print(title)
    for name, each in found.items():
        print(f"  {name:28} {each.wall:6.3f} s  {each.cpu:6.3f} s of CPU")


def of_the_fleet(folder: Path, count: int, times: int) -> dict[str, Measured]:
    programs = find_programs()
    assert programs is not None, "no PostgreSQL on this machine"
    postgres = Server(started(programs, folder / "users"), programs)
    config = folder / "fleet.toml"
    config.write_text(f'[fleet]\ndatabase = "{postgres.url(postgres.copy())}"\n')
    with open_database(load_fleet(config)) as base:
        migrate(base)
        base.execute(ROWS, (count,))
    ours = [sys.executable, "-m", "sheets_sync", "fleet", "--fleet", str(config)]
    return medians(times, {" ".join(each): _step([*ours, *each]) for each in COMMANDS})


def of_one_workbook(folder: Path, times: int) -> dict[str, Measured]:
    """A still run, and what is said of the program, in both environments."""
    steps = {}
    for name in ("with", "without"):
        python = environment(folder / name, without=name == "without")
        workbook = folder / f"{name}-workbook"
        workbook.mkdir()
        subprocess.run([python, "-m", "sheets_sync", "demo"], cwd=workbook, env=installed(),
                       check=True, capture_output=True)  # fmt: skip
        office = workbook / "demo"
        for command in (["--help"], ["status"], ["now"]):
            whole = [python, "-m", "sheets_sync", *command]
            subprocess.run(whole, cwd=office, env=installed(), check=False, capture_output=True)
            steps[f"{name}: {' '.join(command)}"] = _step(whole, office)
    return medians(times, steps)


def environment(folder: Path, *, without: bool) -> str:
    """An environment with the packages of this one; its Python."""
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/*/site-packages")
    paths = [
        str(ROOT),
        *site.getsitepackages(),
        *(each for each in sys.path if "site-packages" in each),
    ]
    (packages / "all.pth").write_text("\n".join(dict.fromkeys(paths)) + "\n")
    (packages / "sitecustomize.py").write_text(WITHOUT if without else "import sys\n")
    return str(folder / "bin" / "python")


def same_imports(folder: Path) -> None:
    """Say whether a still run imports the same in both."""
    found = {}
    for name in ("with", "without"):
        command = [str(folder / name / "bin" / "python"), "-c", MODULES]
        done = subprocess.run(command, cwd=folder / f"{name}-workbook" / "demo", env=installed(),
                              check=True, capture_output=True, text=True)  # fmt: skip
        found[name] = set(json.loads(done.stdout.splitlines()[-1])["modules"])
    more = found["with"] ^ found["without"]
    print(
        f"  a run imports {len(found['with'])} modules with it; others than without: {sorted(more)}"
    )


def _step(command: Command, folder: Path | None = None):
    return lambda: measure(command, folder)


if __name__ == "__main__":
    main()
