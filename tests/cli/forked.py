"""A command in a process of its own, forked from this one: nothing is imported anew."""

import gc
import os
import signal
import sys
import traceback
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


def forked(
    *arguments: str, stdin: int, timeout: float, clock: datetime | None = None
) -> tuple[int, str]:
    """Exit code and words of a command that reads from ``stdin``; -9 where it had to be killed,
    after ``timeout`` seconds. Its clock stands at ``clock`` when it begins, if that is given."""
    warm()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        if clock is not None:
            time_machine.travel(clock).start()
        _be(arguments, stdin, writing)
    os.close(writing)
    timer = Timer(timeout, os.kill, (child, signal.SIGKILL))
    timer.start()
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    timer.cancel()
    return code, text


def _be(arguments: tuple[str, ...], stdin: int, out: int) -> None:
    code = 1
    try:
        gc.freeze()  # what the parent holds is not copied
        for mine, theirs in enumerate((stdin, out, out)):
            os.dup2(theirs, mine)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["sheets-sync", *arguments]
        cli.main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told and never the parent's
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
