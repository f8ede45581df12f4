import pytest

from tests.state.conformance.places import PLACES


@pytest.fixture(params=PLACES)
def place(request, tmp_path):
    return PLACES[request.param](tmp_path)


@pytest.fixture
def store(place):
    with place.open() as store:
        yield store


@pytest.fixture
def outbox(store):
    return store.outbox()
