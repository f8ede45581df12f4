"""A tick that stands in an older copy of the workbook, beside a line that says that the letter
waits, is no word on what became of it since (design §8): it may have arrived."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.opening import view_state
from tests.smtp.server import ScriptedServer
from tests.sync.agency import NOW, SHEETS, Agency

MINUTE = timedelta(minutes=1)
ALONE = {
    **SHEETS,
    "Clients": [SHEETS["Clients"][0], ["Acme", "a@example.com", None, 1_000_000, None]],
}
APPROVE = "[notices]\nsettle = '0m'\napprove = true\n[workbook]\ntimezone = 'UTC'\n"


@contextmanager
def answer_lost(folder):
    """A server that takes letters, and whose first answer to one is lost."""
    with ScriptedServer(folder, {"seen": ["drop", None]}, security="none") as server:
        yield server


@pytest.fixture
def place(tmp_path):
    """Acme's letter waits for a word, and a person has the workbook open, as it is."""
    with answer_lost(tmp_path) as server:
        mail = f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {server.port}\n"
        made = Agency(tmp_path / "office", ALONE, f"{APPROVE}{mail}security = 'none'\n")
        made.run()
        yield made, server


def state(agency):
    with view_state(agency.config) as store:
        (notice,) = store.outbox().ledger().notices
    return notice.state


def tick(agency, word="yes"):
    agency.edit("Notices", "K2", word)


def test_who_ticks_in_a_copy_of_before_it_went_sends_nothing_again(place):
    """Two managers: one lets it go and takes the word out, the other has the workbook open from
    before, ticks and saves."""
    agency, server = place
    opened = agency.path.read_bytes()
    tick(agency)
    agency.run(NOW + MINUTE)
    tick(agency, None)
    agency.run(NOW + 2 * MINUTE)
    assert (state(agency), len(server.letters)) == (State.UNCERTAIN, 1)
    agency.path.write_bytes(opened)
    tick(agency)
    for minutes in (3, 4):
        agency.run(NOW + minutes * MINUTE)
    assert (state(agency), len(server.letters)) == (State.UNCERTAIN, 1)
    tick(agency, None)
    agency.run(NOW + 5 * MINUTE)
    tick(agency)
    agency.run(NOW + 6 * MINUTE)
    assert (state(agency), len(server.letters)) == (State.SENT, 2)


def test_who_ticks_beside_the_line_that_says_it_is_in_doubt_is_heard_at_once(place):
    agency, server = place
    tick(agency)
    agency.run(NOW + MINUTE)
    tick(agency, None)
    agency.run(NOW + 2 * MINUTE)
    tick(agency)
    agency.run(NOW + 3 * MINUTE)
    assert (state(agency), len(server.letters)) == (State.SENT, 2)
