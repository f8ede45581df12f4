import pytest

from tests.state.conformance.places import PLACES, place_called


@pytest.fixture(params=PLACES)
def place(request, tmp_path):
    return place_called(request.param, tmp_path, request.getfixturevalue)


@pytest.fixture
def store(place):
    with place.open() as store:
        yield store


@pytest.fixture
def outbox(store):
    return store.outbox()
