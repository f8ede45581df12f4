"""Commands in a process of their own, forked from this one: nothing is imported anew."""

import gc
import os
import signal
import sys
import traceback
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from threading import Timer

import pytest
import time_machine

from sheets_sync import cli
from tests.warm import warm

MARKS = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]


@dataclass(frozen=True)
class Command:
    """What is typed after ``sheets-sync``, and where the clock stands when it begins; None: as it is."""

    arguments: tuple[str, ...]
    clock: datetime | None = None


def forked(*commands: Command, stdin: int, timeout: float) -> tuple[int, str]:
    """The last exit code and all words of commands, one after another, that read from ``stdin``; -9
    where they had to be killed, after ``timeout`` seconds. A fork costs half of a run: pages are
    copied as they are touched."""
    warm()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be(commands, stdin, writing)
    os.close(writing)
    timer = Timer(timeout, os.kill, (child, signal.SIGKILL))
    timer.start()
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    timer.cancel()
    return code, text


def _be(commands: tuple[Command, ...], stdin: int, out: int) -> None:
    code = 1
    try:
        gc.freeze()  # what the parent holds is not copied
        for mine, theirs in enumerate((stdin, out, out)):
            os.dup2(theirs, mine)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        for command in commands:
            code = _code_of(command)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told and never the parent's
        code = 1
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _code_of(command: Command) -> int:
    sys.argv = ["sheets-sync", *command.arguments]
    with time_machine.travel(command.clock) if command.clock else nullcontext():
        try:
            cli.main()
        except SystemExit as ended:
            return int(ended.code or 0)
