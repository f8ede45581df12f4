"""Hypothesis profiles: a run tries sixty random books, others each time; HYPOTHESIS_PROFILE=thorough
tries thousands. The emulator of Google lends its fixtures; tests are marked by their speed, and
equal papers and fresh states made once."""

import gc
import os
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.papers import papers, pytest_runtest_setup
from tests.postgres import database, postgres
from tests.sheets_api.fixtures import google, one_google
from tests.speeds import (
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
    pytest_xdist_make_scheduler,
)
from tests.states import states

__all__ = [
    "database",
    "google",
    "one_google",
    "papers",
    "postgres",
    "pytest_addoption",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
    "states",
]

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder for its user alone there
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**31:
    # A state commits a dozen times a run, and waits for the disk each time. What a kill leaves
    # behind is the same in memory; what a power cut leaves no test here can see.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    os.environ.setdefault("TMPDIR", str(MEMORY))  # a file for every tab that openpyxl saves

os.environ.setdefault("MALLOC_ARENA_MAX", "1")
"""Workers have one heap, whichever thread asks for memory: the emulator's threads had each its own,
and a process twice as large is forked half as fast."""

settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


gc.set_threshold(20_000, 20, 20)
"""How many new objects, and how many rounds over young ones, before the collector of garbage looks:
at Python's own 700 a twentieth of the suite's time went there, and a quarter of the collection's."""


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the collector of garbage is not to look at it again,
    nor a forked child to copy it for that."""
    gc.collect()
    gc.freeze()
