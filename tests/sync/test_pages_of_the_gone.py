"""The page of a client whose name is in Clients no more, while it is not known who they are now: it
asks nobody for money (design §19)."""

from datetime import timedelta

import pytest

from sheets_sync.use_cases.publishing_by_hand import publish_now
from tests.sync.agency import NOW, SHEETS, Agency, Rows, day
from tests.sync.lived import lived
from tests.sync.test_pages_of_exchanged import LETTERS, everything, everywhere
from tests.sync.test_publishing import pages

CLIENTS: Rows = [
    ["Client", "Email", "Threshold", "Details", "Language"],
    ["Acme", "a@example.com", 1_000_000, "Acme Holding, account 1111", "ru"],
    ["Bell", "b@example.com", 500, "Bell Gesellschaft, account 2222", None],
]
ACCOUNT = (
    "\n[accounts.RUB]\npayee = 'Seller'\ninn = '7707083893'\nkpp = '770701001'\n"
    "account = '40702810200000000001'\nbank = 'A bank'\nbic = '044525225'\n"
    "corr_account = '30101810400000000225'\n"
)


@pytest.fixture
def agency(tmp_path):
    """Acme was asked to pay, and their page asks them, too."""
    return lived(tmp_path / "office", (begun,))


def begun(folder):
    sheets = {**SHEETS, "Clients": CLIENTS}
    made = Agency(folder, sheets, LETTERS + ACCOUNT)
    run(made, 1)
    assert asks(pages(made)["acme"])
    return made


def run(agency, minute):
    return agency.run(NOW + timedelta(minutes=minute))


def first(folder):
    return (folder / "index.html").read_text("utf-8")


def asks(folder):
    page = first(folder)
    return 'id="pay"' in page, "data:image" in page, "К оплате" in page


ALL, NONE = (True, True, True), (False, False, False)


def renamed(agency):
    agency.edit("Clients", "A2", "Apex")
    everywhere(agency, "Acme", "Apex")


@pytest.mark.parametrize("paid", [False, True], ids=["", "paid"])
@pytest.mark.parametrize("half", [False, True], ids=["", "half-way"])
def test_while_nobody_has_said_whose_it_is_the_old_page_asks_for_nothing(agency, paid, half):
    """Found: after the payment it went on asking for it, with its code."""
    old = pages(agency)["acme"]
    assert asks(old) == ALL
    before = everything(old)
    if half:
        agency.edit("Clients", "A2", "Apex")
    else:
        renamed(agency)
    if paid:
        agency.add_row("Payments", day(0), "Apex", 3_000_000)
    done = run(agency, 2).published
    assert asks(old) == NONE
    assert "Прежде чем платить, спросите нас" in first(old)
    assert {**everything(old), "index.html": b""} == {**before, "index.html": b""}
    assert done.moving == ["Acme"]
    assert publish_now(agency.config, NOW, lambda _: None).moving == ["Acme"]
    assert asks(old) == NONE
    assert b"Bell" not in everything(old)["index.html"]


def test_who_comes_back_is_asked_again(agency):
    old, before = pages(agency)["acme"], first(pages(agency)["acme"])
    renamed(agency)
    run(agency, 2)
    agency.edit("Clients", "A2", "Acme")
    everywhere(agency, "Apex", "Acme")
    done = run(agency, 3).published
    assert (first(old), done.moving) == (before, [])


def test_after_the_yes_it_shows_the_new_name_and_whoever_withdraws_takes_it_down(agency):
    old = pages(agency)["acme"]
    renamed(agency)
    agency.add_row("Payments", day(0), "Apex", 3_000_000)
    run(agency, 2)
    grid = agency.grid()["Notices"]
    (row,) = (at for at, each in enumerate(grid, 1) if each[9].startswith("is this"))
    agency.edit("Notices", f"K{row}", True)
    done = run(agency, 3).published
    assert pages(agency)["apex"] == old
    assert "acme" not in pages(agency)
    assert (asks(old), "Apex" in first(old), done.moving) == (NONE, True, [])
