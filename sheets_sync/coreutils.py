"""The entry point ``sync``, which shares its name with coreutils' own (design §12).

Called without a first argument, or with one that is neither a command of ours nor an option
of ours (``--help``, ``--verbose``), it hands over to the next ``sync`` on PATH: scripts that flush
disks go on as ever. ``sheets-sync`` never comes here. Light on purpose: no click, no pandas.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

COMMANDS: Final = frozenset(
    {
        "now",
        "init",
        "check",
        "report",
        "explain",
        "statement",
        "bank",
        "simulate",
        "pricelist",
        "publish",
        "status",
        "history",
        "invoice",
        "invoices",
        "demo",
        "doctor",
        "fleet",
        "run",
        "notices",
        "state",
    }
)
OPTIONS: Final = frozenset({"--help", "--version", "--config", "--verbose", "-v", "-vv"})
COMPLETION: Final = "_SYNC_COMPLETE"
NOT_FOUND: Final = 127


def main() -> NoReturn:
    """Run a command of ours, or become the other ``sync``."""
    arguments = sys.argv[1:]
    if not is_ours(arguments, os.environ):
        hand_over(arguments)
    from sheets_sync.__main__ import main as run  # noqa: PLC0415 - a hand-over needs none of it

    run()


def is_ours(arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Whether the call is meant for us; a shell that asks for completions is."""
    if COMPLETION in environ:
        return True
    first = arguments[0] if arguments else ""
    return first in COMMANDS or first.partition("=")[0] in OPTIONS


def hand_over(arguments: Sequence[str]) -> NoReturn:
    """Become the next ``sync`` on PATH; exit 127 where there is none."""
    for program in others(Path(sys.argv[0])):
        os.execv(program, ["sync", *arguments])  # noqa: S606 - that is the point
    called = " ".join(["sync", *arguments])
    sys.stderr.write(
        f"`{called}` is no command of sheets-sync, and there is no other sync on PATH; "
        "see `sync --help`.\n"
    )
    sys.exit(NOT_FOUND)


def others(own: Path) -> Iterator[Path]:
    """Every ``sync`` on PATH that is not us: neither this script nor one of another venv."""
    for folder in os.get_exec_path():
        program = Path(folder) / "sync"
        if not program.is_file() or not os.access(program, os.X_OK):
            continue
        if program.resolve() != own.resolve() and not _is_our_script(program):
            yield program


def _is_our_script(program: Path) -> bool:
    """Console scripts are short and import the package by name."""
    try:
        with program.open("rb") as file:
            return b"sheets_sync" in file.read(2048)
    except OSError:
        return False  # executable but not readable: a compiled program
