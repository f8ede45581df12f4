"""A client who is renamed in all tabs, and owes nothing: the statement of the month that went under
the former name goes no second time, and the next one follows on (design §17)."""

import openpyxl
import pytest

from tests.cli.forked import MARKS
from tests.cli.walking import Walk
from tests.smtp.server import ScriptedServer
from tests.sync.agency import day

pytestmark = MARKS


@pytest.fixture
def walk(tmp_path, monkeypatch):
    """Acme had their statement of October."""
    monkeypatch.setenv("COLUMNS", "200")
    with ScriptedServer(tmp_path) as server:
        made = Walk(
            tmp_path / "office", server, notices='statement = "monthly"',
            clients=[["Acme", "a@x.example", None, 500]],
            payments=[[day(40), "Acme", 30_000, None]],
            log=[[day(30), "Acme", "Work", "1", 3, 30, "Anna"]],
        )  # fmt: skip
        made.now(0)
        made.now(15)
        assert len(made.mails()) == 1
        yield made


def is_renamed(walk, address):
    """In all tabs at once."""
    book = openpyxl.load_workbook(walk.agency.path)
    for tab in ("Clients", "Payments", "Log"):
        for row in book[tab].iter_rows(min_row=2):
            for cell in (each for each in row if each.value == "Acme"):
                cell.value = "Acme Ltd"
    book["Clients"]["B2"] = address
    book.save(walk.agency.path)


@pytest.mark.filterwarnings("ignore:Print area")
@pytest.mark.parametrize("address", ["a@x.example", "b@x.example"])
def test_a_month_is_told_once_whatever_the_name_and_the_next_follows_on(walk, address):
    is_renamed(walk, address)
    walk.now(60)
    walk.now(20)
    assert len(walk.mails()) == 1
    walk.works("Acme Ltd", 1)
    walk.now(9 * 24 * 60)
    walk.now(20)
    (_, mail) = walk.mails()
    assert mail.to == address
    assert mail.has("November 2026", "Balance on the statement to 31 Oct 2026: RUB 27,000.00")
