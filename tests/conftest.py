"""Hypothesis profiles: HYPOTHESIS_PROFILE=thorough tries thousands of random books. The emulator
of Google is started once for all tests of a process."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.sheets_api.emulator import Emulator

settings.register_profile("default", deadline=None)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def one_google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def google(one_google: Emulator) -> Iterator[Emulator]:
    """The emulator, with nothing scripted and nothing counted."""
    one_google.off_duty()
    one_google.faults.clear()
    one_google.journal.clear()
    yield one_google
    one_google.off_duty()
    one_google.faults.clear()
