"""Fixtures for pytest: one emulator a process, as good as new for each test."""

from collections.abc import Iterator

import pytest

from .emulator import Emulator


@pytest.fixture(scope="session")
def one_google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def google(one_google: Emulator) -> Iterator[Emulator]:
    """The emulator, with nothing scripted and nothing counted; spreadsheets made meanwhile go."""
    one_google.as_new()
    before = set(one_google.api.books)
    yield one_google
    one_google.as_new()
    for key in one_google.api.books.keys() - before:
        del one_google.api.books[key]
