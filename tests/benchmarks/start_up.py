"""How long it takes to be told no more than how a command is used.

By hand:  python -m tests.benchmarks.start_up [TIMES]

Whole processes in turn; medians, and ratios to the interpreter that does nothing.
"""

import os
import shutil
import sys

from tests.benchmarks.measuring import Command, measure, medians


def main() -> None:
    """Print a table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    found = medians(times, {name: _step(command) for name, command in _commands().items()})
    base = found["python -c pass"].wall
    for name, each in found.items():
        print(f"{name:28} {each.wall * 1000:7.1f} ms  {each.wall / base:5.2f} ×")


def _commands() -> dict[str, Command]:
    ours, short = (shutil.which(name) or name for name in ("sheets-sync", "sync"))
    os.environ.update(COMP_WORDS="sheets-sync n", COMP_CWORD="1")
    complete = 'import os; os.environ["_SHEETS_SYNC_COMPLETE"] = "bash_complete"; '
    return {
        "python -c pass": (sys.executable, "-c", "pass"),
        "import click alone": (sys.executable, "-c", "import click"),
        "sheets-sync --help": (ours, "--help"),
        "sync --help": (short, "--help"),
        "sync now --help": (short, "now", "--help"),
        "completion": (
            sys.executable,
            "-c",
            complete + "from sheets_sync.cli import cli; cli(prog_name='sheets-sync')",
        ),
    }


def _step(command: Command):
    return lambda: measure(command)


if __name__ == "__main__":
    main()
