"""kill -9 at steps between a digest and its record: nobody gets it twice, nobody in silence none."""

import shutil
from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.digest import send_digest
from tests.notices import killing
from tests.sync.agency import NOW, QUIET, Agency

pytestmark = killing.MARKS
TO = "[schedule]\ndigest_to = ['Boss <boss@nord.example>', 'anna@nord.example']\n"


@pytest.fixture
def mail(tmp_path):
    journal = tmp_path / "journal"
    journal.touch()
    with killing.server(journal) as port:
        yield port, journal


def at(folder):
    agency = object.__new__(Agency)
    agency.folder = folder
    return agency


def test_killed_at_any_step_no_digest_goes_twice_and_none_is_lost_in_silence(tmp_path, mail):
    port, journal = mail
    smtp = f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\n"
    start = Agency(tmp_path / "start", config_text=QUIET + TO + smtp)
    send_digest(start.config, NOW - timedelta(days=7), NOW - timedelta(days=7))

    def run_to(name, last):
        shutil.copytree(start.folder, tmp_path / name)
        config = at(tmp_path / name).config
        return killing.run_to(lambda: None, lambda: send_digest(config, NOW, NOW), last)

    total = run_to("whole", 0)
    assert total is not None
    assert total > 100
    ends = {State.SENT: 0, State.UNCERTAIN: 0}
    for step in killing.chosen(total):
        assert run_to(f"at{step}", step) is None, step
        config = at(tmp_path / f"at{step}").config
        for hours in range(3):
            send_digest(config, NOW, NOW + timedelta(hours=hours))
        with view_state(config) as store:
            outbox = store.outbox()
            for digest in outbox.digests(NOW):
                copies = killing.accepted(journal, outbox.letter(digest).message_id)
                assert (digest.state in ends, copies <= 1) == (True, True), step
                assert copies == 1 or digest.state == State.UNCERTAIN, step
                ends[digest.state] += 1
            assert len(outbox.digests(NOW)) == 2
    assert ends[State.SENT] > ends[State.UNCERTAIN]
