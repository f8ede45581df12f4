"""kill -9 at steps of a whole run that mails, and then what people and machines do to an office: a
clock that steps, a backup put back, a folder copied, two at once (§17). Nothing goes twice without
a person's word, nothing is lost unseen, no invoice number is left out.

``SHEETS_SYNC_KILLS=100`` tries so many steps of each.
"""

import json
import shutil
from collections import Counter
from contextlib import closing, suppress
from datetime import timedelta
from sqlite3 import connect

import openpyxl
import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.casework import say_go_on
from tests.notices import killing
from tests.sync.agency import NOW, QUIET, Agency

pytestmark = killing.MARKS
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ACME = "a@example.com"


@pytest.fixture(scope="module")
def mail(tmp_path_factory):
    journal = tmp_path_factory.mktemp("mail") / "journal"
    journal.touch()
    with killing.server(journal) as port:
        yield port, journal


class Place(Agency):
    """An agency in a folder that is there already."""

    def __init__(self, folder):
        self.folder = folder


def base(folder, port):
    """Bell had a letter two days ago; Acme is due for theirs. What stood here before is kept."""
    smtp = f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\n"
    once = QUIET.replace("settle", "remind_times = 0\nsettle")  # a month later nobody is reminded
    made = Agency(folder, config_text=once + smtp)
    made.run(NOW - 2 * DAY)
    made.run(NOW - DAY)
    shutil.copy(folder / "state.sqlite3", folder / "backup.sqlite3")
    made.edit("Clients", "D2", 1_000_000)
    shutil.copy(made.path, folder / "backup.xlsx")
    return made


def carry_on(place, _folder):
    return [place], [NOW + at * MINUTE for at in (1, 10, 20)]


def clock_back(place, _folder):
    return [place], [NOW - 2 * DAY, NOW - DAY, NOW + MINUTE, NOW + 10 * MINUTE]


def clock_ahead(place, _folder):
    """A person says that the clock is right."""
    moments = [NOW + 40 * DAY, NOW + 40 * DAY + MINUTE]
    with suppress(SheetsSyncError):
        place.run(moments[0])
    say_go_on(place.config, moments[0])
    return [place], [moments[1], moments[1] + 10 * MINUTE]


def state_restored(place, folder):
    put_back_state(folder)
    return carry_on(place, folder)


def state_restored_and_ticked(place, folder):
    """Send is ticked beside whatever the tab shows: by somebody, before."""
    tick(place)
    put_back_state(folder)
    return carry_on(place, folder)


def workbook_restored(place, folder):
    shutil.copy(folder / "backup.xlsx", place.path)
    return carry_on(place, folder)


def copied(place, folder):
    """A copy of the service as it stood before the run, on the same workbook, runs in turn."""
    return [copy_of(folder), place], [NOW + at * MINUTE for at in (1, 10, 20)]


def two_at_once(place, folder):
    """The other way round: the one that died comes first."""
    return [place, copy_of(folder)], [NOW + at * MINUTE for at in (1, 10, 20)]


AFTER = [
    carry_on, clock_back, clock_ahead, state_restored, state_restored_and_ticked, workbook_restored,
    copied, two_at_once,
]  # fmt: skip


def put_back_state(folder):
    for left in folder.glob("state.sqlite3*"):
        left.unlink()
    shutil.copy(folder / "backup.sqlite3", folder / "state.sqlite3")


def copy_of(folder):
    other = folder / "copy"
    other.mkdir()
    text = (folder / "config.toml").read_text()
    (other / "config.toml").write_text(
        text.replace("[workbook]", "[workbook]\npath = '../agency.xlsx'")
    )
    shutil.copy(folder / "backup.sqlite3", other / "state.sqlite3")
    return Place(other)


def tick(place):
    book = openpyxl.load_workbook(place.path)
    sheet = book["Notices"]
    (column,) = [cell.column for cell in sheet[1] if cell.value == "Send"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column, "TRUE")
    book.save(place.path)


def died_in(folder, last):
    place = Place(folder)
    config = place.config
    assert config.mail.host
    return killing.run_to(lambda: None, lambda: place.run(NOW), last)


def went(journal, skip):
    """How often a letter went to each address since the journal had ``skip`` lines."""
    lines = journal.read_text(encoding="utf-8").splitlines()[skip:]
    return Counter(who for line in lines for who in json.loads(line)["to"])


def numbers(place):
    with closing(connect(place.config.state.path)) as file:
        return [number for (number,) in file.execute("SELECT number FROM invoices ORDER BY number")]


def is_told(places, runs):
    """Whether somebody hears of a letter that did not go: it is in doubt, or all mail is blocked."""
    for place in places:
        with view_state(place.config) as store:
            if any(each.state == State.UNCERTAIN for each in store.outbox().ledger().notices):
                return True
    return any(run.mail_blocked for run in runs)


@pytest.mark.parametrize("after", AFTER, ids=lambda each: each.__name__)
def test_killed_anywhere_and_whatever_follows(tmp_path, mail, after):
    port, journal = mail
    base(tmp_path / "base", port)
    for name in ("warm", "whole"):
        shutil.copytree(tmp_path / "base", tmp_path / name)
    Place(tmp_path / "warm").run(NOW)  # what it imports and draws, no child has to
    total = died_in(tmp_path / "whole", 0)
    assert total is not None
    assert total > 200
    ends: Counter[str] = Counter()
    for step in killing.chosen(total, AFTER.index(after), len(AFTER)):
        folder = tmp_path / "at"
        shutil.copytree(tmp_path / "base", folder)
        before = len(journal.read_text(encoding="utf-8").splitlines())
        assert died_in(folder, step) is None, step
        places, moments = after(Place(folder), folder)
        runs = []
        for moment in moments:
            for place in places:
                with suppress(
                    SheetsSyncError
                ):  # one that finds the other's lock, or workbook, open
                    runs.append(place.run(moment))
        sent = went(journal, before)
        assert set(sent) <= {ACME}, (step, sent)
        assert sent[ACME] <= 1, (step, sent)
        told = is_told(places, runs)
        assert sent[ACME] == 1 or told, step
        for place in places:
            assert numbers(place) == list(range(1, len(numbers(place)) + 1)), step
        ends["sent" if sent[ACME] else "told"] += 1
        shutil.rmtree(folder)
    with (tmp_path.parent / "kills.txt").open("a", encoding="utf-8") as file:
        file.write(f"{after.__name__}: {ends.total()} kills, {dict(ends)}\n")
