"""Hypothesis profiles: HYPOTHESIS_PROFILE=thorough tries thousands of random books. The emulator
of Google lends its fixtures; tests are marked by their speed."""

import os

from hypothesis import HealthCheck, settings

from tests.sheets_api.fixtures import google, one_google
from tests.speeds import (
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
    pytest_xdist_make_scheduler,
)

__all__ = [
    "google",
    "one_google",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
]

settings.register_profile("default", deadline=None)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
