"""kill -9 around a letter into a folder: one letter and one invoice in the end (F44, F46)."""

import os
import signal
from datetime import timedelta
from unittest.mock import patch

import pytest

from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.ledger.notice import State
from tests.notices import killing
from tests.notices.cases import MORNING, TODAY, Office, books, client
from tests.notices.test_desk import LOW, WORK, invoices, low

pytestmark = killing.MARKS


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(FolderTransport):
    """A folder beside which the process dies."""

    def __init__(self, place, point):
        super().__init__(place)
        self.point = point

    def send(self, letter, to, before_end, copies=()):
        if self.point == "before the file":
            die()
        if self.point == "in the file":
            patch.object(os, "fsync", die).start()
        answers = super().send(letter, to, before_end, copies)
        if self.point == "after the file":
            die()
        return answers


def work(place, point):
    """A first run of an office, which dies at that point."""
    office = Office(place, transport=Deadly(place / "outbox", point))
    what = books([client()], [(TODAY - 9, 0, 300_000)], [(TODAY - 5, 0, "Design", 100_000)])
    desk = office.desk()
    if point == "before the plan":
        die()
    if point == "in the freeze":
        patch.object(office.outbox, "freeze", die).start()
    desk.plan(what, MORNING)
    if point == "after the plan":
        die()
    desk.deliver(what, MORNING)
    if point == "after all":
        die()


POINTS = (
    "before the plan",
    "after the plan",
    "in the freeze",
    "before the file",
    "in the file",
    "after the file",
    "after all",
)


@pytest.mark.parametrize("point", POINTS)
def test_killed_anywhere_the_end_is_one_letter_and_one_invoice(tmp_path, point):
    assert killing.ended(lambda: work(tmp_path, point)) == -signal.SIGKILL
    before = [
        (tmp_path / "outbox" / name).read_bytes()
        for name in sorted(each.name for each in tmp_path.glob("outbox/*.eml"))
    ]
    office = Office(tmp_path)
    for hours in range(3):
        office.run(low(), MORNING + timedelta(hours=hours))
    assert office.letters() == ["000001-low-ромашка.eml"]
    after = (office.folder / office.letters()[0]).read_bytes()
    assert before in ([], [after])
    assert [each.state for each in office.outbox.ledger().notices] == [State.WRITTEN]
    assert invoices(office) == [1]
    office.close()


def test_a_letter_written_but_not_recorded_counts_as_sent_even_when_a_payment_came_since(tmp_path):
    assert killing.ended(lambda: work(tmp_path, "after the file")) == -signal.SIGKILL
    office = Office(tmp_path)
    moved = office.run(books([client()], [*LOW, (TODAY, 0, 800_000)], WORK))
    assert [each.state for each in moved] == [State.WRITTEN]
    assert [each.state for each in office.outbox.ledger().notices] == [State.WRITTEN]
    office.close()
