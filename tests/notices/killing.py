"""A process that dies at one of its own steps, and a mail server that outlives it.

A child is forked for each step, counts its own steps by a profiler, and kills itself at that one.
A few steps in a test run, spread evenly; ``SHEETS_SYNC_KILLS=250 pytest …`` tries so many.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from sheets_sync.notices.texts.letters import LetterWriter
from sheets_sync.use_cases.shared.office import Office
from tests.states import by_scripts
from tests.warm import warm

ROOT = Path(__file__).parents[2]
MARKS = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]
TAKEN = (
    "notices/desk.py", "notices/rounds.py", "notices/delivery.py", "notices/smtp/", "state/rows.py",
    "state/sqlite/", "state/table_outbox.py", "state/postgres/", "state/badges.py", "use_cases/digest.py", "use_cases/shared/installation.py", "xlsx/badge.py", "spreadsheet/disk.py", "smtplib.py",
)  # fmt: skip
"""Where steps are counted: whatever records, connects or sends. The rest has no effect."""


PURE = ((LetterWriter, "write"), (Office, "reckon"))
"""What takes most of the time and no such step: a profiler that watched it would make a kill ten
times as dear."""


@contextmanager
def server(journal):
    """A mail server in a process of its own, which keeps what it accepted before it says so."""
    command = [sys.executable, "-m", "tests.smtp", "--journal", str(journal)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield json.loads(process.stdout.readline())["port"]
        finally:
            process.stdin.close()
            process.wait(10)


class Steps:
    """A profiler that counts steps: each call, return and call into C in those files, so every
    statement to a database and every write to the socket. At ``last`` it kills the process, or
    does what else is to happen ``there``."""

    def __init__(self, last, there=None):
        self.last, self.count = last, 0
        self.there = there or (lambda: os.kill(os.getpid(), signal.SIGKILL))
        self.taken = {}  # by file: a run makes a million calls

    def __call__(self, frame, _event, _argument):
        file = frame.f_code.co_filename
        if file not in self.taken:
            self.taken[file] = any(part in file for part in TAKEN)
        if self.taken[file]:
            self.count += 1
            if self.count == self.last:
                sys.setprofile(None)
                self.there()
                sys.setprofile(self)


def run_to(prepare, work, last, there=None):
    """A child that prepares, works up to the step ``last`` and dies there, or meets with what
    happens ``there``; the steps that it took if it lived to the end. Who was stopped by something
    else did not die: raises what it said."""
    warm()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        gc.freeze()  # else what the parent holds is copied, for a child of a second
        by_scripts()
        steps = Steps(last, there)
        try:
            prepare()
            with ExitStack() as stack:
                for whose, what in PURE:
                    calm = at_rest(getattr(whose, what), steps)
                    stack.enter_context(patch.object(whose, what, calm))
                sys.setprofile(steps)
                work()
                sys.setprofile(None)
            os.write(writer, str(steps.count).encode())
        except BaseException:  # noqa: BLE001 - whoever forked it is to hear of it
            os.write(writer, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        said = told.read().decode()
    os.waitpid(child, 0)
    if said.isdecimal():
        return int(said)
    assert there or not said, said
    return None


def ended(work):
    """How a forked child ends that does this work: its exit code, minus the signal it died of."""
    child = os.fork()
    if child == 0:
        gc.freeze()
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_rest(work, steps):
    """The same work; the profiler rests meanwhile."""

    def done(*args):
        sys.setprofile(None)
        try:
            return work(*args)
        finally:
            sys.setprofile(steps)

    return done


def accepted(journal, message_id):
    """How often the server took the letter."""
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return sum(line["message_id"] == message_id for line in lines)


def chosen(total, turn=0, turns=1):
    """As many steps as were asked for, evenly spread. Of several cases each begins a little later
    than the one before: together they stop at many more steps than one of them."""
    few = 8 if turns == 1 else 5
    apart = max(1, total // int(os.environ.get("SHEETS_SYNC_KILLS", few)))
    return range(1 + apart * turn // turns, total + 1, apart)
