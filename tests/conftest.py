"""Hypothesis profiles: a run tries sixty random books, others each time; HYPOTHESIS_PROFILE=thorough
tries thousands. The emulator of Google lends its fixtures; tests are marked by their speed, and
equal papers drawn once."""

import gc
import os
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.papers import pytest_runtest_setup
from tests.postgres import database, postgres
from tests.sheets_api.fixtures import google, one_google
from tests.speeds import (
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
    pytest_xdist_make_scheduler,
)

__all__ = [
    "database",
    "google",
    "one_google",
    "postgres",
    "pytest_addoption",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
]

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder for its user alone there
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**31:
    # A state commits a dozen times a run, and waits for the disk each time. What a kill leaves
    # behind is the same in memory; what a power cut leaves no test here can see.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the collector of garbage is not to look at it again,
    nor a forked child to copy it for that."""
    gc.collect()
    gc.freeze()
