"""The column Ask of Clients over whole runs of a workbook (design §17)."""

import shutil
from datetime import timedelta

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.state.backup import back_up
from sheets_sync.state.sqlite.opening import view_sqlite
from sheets_sync.use_cases.adoption import adopt
from sheets_sync.use_cases.invoicing import ask_for_invoice
from tests.sync.agency import NOW, SHEETS, Agency, day
from tests.sync.lived import lived
from tests.sync.test_installation import Service

MINUTE = timedelta(minutes=1)
SETTLED = "[notices]\nsettle = '15m'\n[workbook]\ntimezone = 'UTC'\n"
ROWS = [[*row, None] for row in SHEETS["Clients"]]
ROWS[0][-1] = "Ask"
PAID = [*SHEETS["Payments"], [day(40), "Bell", 20_000, None]]
ACME, BELL = "F2", "F3"


def agency_of(folder, clients=ROWS, **more):
    made = Agency(folder, {**SHEETS, "Clients": clients, "Payments": PAID}, SETTLED, **more)
    made.run()
    return made


@pytest.fixture
def agency(tmp_path):
    """Nobody is low, and the cells of Ask are blank."""
    return lived(tmp_path / "agency", (agency_of,))


def at(agency, minutes, **options):
    return agency.run(NOW + minutes * MINUTE, **options)


def asked(agency):
    return [row[2:6] for row in agency.grid()["Notices"][1:]]


def found(agency):
    tab = agency.grid()["Findings"]
    place = tab[0].index("Place")
    return [row[place] for row in tab[1:] if "invoice" in row[place + 1]]


def test_it_goes_once_after_settle_and_runs_are_still_again(agency):
    agency.edit("Clients", ACME, 12_000)
    assert [len(at(agency, minutes).notices) for minutes in (5, 10, 19)] == [0, 0, 0]
    assert agency.letters() == []
    (gone,) = at(agency, 20).notices
    assert (gone.client, gone.asked, str(gone.kind)) == ("acme", 1_200_000, "INVOICE")
    assert agency.letters() == ["000001-invoice-acme.eml"]
    at(agency, 21)
    at(agency, 22)
    run = at(agency, 23)
    assert run.reckoning is None
    assert (run.cells_written, run.calls.write) == (0, 0)
    assert found(agency) == []


def test_a_rehearsal_shows_it_and_mails_nothing(agency):
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5, dry_run=True)
    at(agency, 10)
    assert [n.asked for n in at(agency, 25, dry_run=True).notices] == [1_200_000]
    assert agency.letters() == []
    assert [n.asked for n in at(agency, 26).notices] == [1_200_000]


def test_without_mail_it_waits(agency):
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5, no_mail=True)
    at(agency, 30, no_mail=True)
    assert agency.letters() == []
    at(agency, 31)
    assert agency.letters() == ["000001-invoice-acme.eml"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("soon", "BAD_NUMBER"), (-5, "BAD_SIGN"), (0, "BAD_NUMBER"), (1e12, "TOO_LARGE"), ("5 EUR", "BAD_CURRENCY")],
)  # fmt: skip
def test_what_is_no_amount_is_a_finding_asks_for_nothing_and_may_be_mended(agency, cell, code):
    agency.edit("Clients", ACME, cell)
    codes = [(f.code, f.field) for f in at(agency, 5).reckoning.findings if f.role == "clients"]
    assert codes == [(code, "ask")]
    at(agency, 30)
    assert agency.letters() == []
    agency.edit("Clients", ACME, 12_000)
    at(agency, 31)
    at(agency, 50)
    assert agency.letters() == ["000001-invoice-acme.eml"]


def test_what_was_filled_before_the_first_run_is_said_and_mails_nothing(tmp_path):
    rows = [list(row) for row in ROWS]
    rows[1][-1] = 12_000
    agency = agency_of(tmp_path, rows)
    said = {f.code: f.text for f in at(agency, 30).reckoning.findings if f.role == "clients"}
    at(agency, 60)
    assert agency.letters() == []
    assert found(agency) == ["Clients!F2"]
    assert said == {"ASK_NOT_BLANK": "12000.00"}
    agency.edit("Clients", ACME, None)
    at(agency, 62)
    assert found(agency) == []


def test_a_column_that_staff_add_later_begins_with_what_is_typed_into_it_next(tmp_path):
    agency = agency_of(tmp_path, SHEETS["Clients"])
    assert "Ask" not in agency.grid()["Clients"][0]
    for cell, text in (("J1", "Ask"), ("J2", 12_000)):
        agency.edit("Clients", cell, text)
    at(agency, 5)
    at(agency, 30)
    assert (agency.letters(), found(agency)) == ([], ["Clients!J2"])
    agency.edit("Clients", "J3", 300)
    at(agency, 31)
    at(agency, 50)
    assert agency.letters() == ["000001-invoice-bell.eml"]


def test_a_tab_made_new_has_the_column(tmp_path):
    agency = Agency(tmp_path, {"Sheet1": [["mine"]]}, SETTLED)
    head = agency.grid()["Clients"][0]
    assert head[head.index("Note") + 1] == "Ask"


def test_a_state_that_was_lost_mails_nothing_though_it_is_adopted(agency):
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5)
    at(agency, 30)
    agency.edit("Clients", BELL, 300)
    at(agency, 31)
    shutil.move(agency.config.state.path, agency.folder / "lost.sqlite3")
    assert at(agency, 60).mail_blocked
    adopt(agency.config, NOW + 61 * MINUTE, lambda _: None)
    at(agency, 62)
    at(agency, 90)
    assert agency.letters() == ["000001-invoice-acme.eml"]
    assert found(agency) == ["Clients!F2", "Clients!F3"]


def test_a_state_put_back_or_copied_mails_nothing_more_once_it_takes_over(agency, tmp_path):
    copied = Service(agency, tmp_path / "copy", with_state=True)
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5)
    at(agency, 30)
    agency.edit("Clients", BELL, 300)
    at(agency, 31)
    assert copied.run(NOW + 40 * MINUTE).mail_blocked
    adopt(copied.config, NOW + 41 * MINUTE, lambda _: None)
    copied.run(NOW + 42 * MINUTE)
    copied.run(NOW + 70 * MINUTE)
    assert (agency.letters(), copied.letters()) == (["000001-invoice-acme.eml"], [])


def test_an_old_copy_of_the_workbook_put_back_waits_for_a_person(agency, tmp_path):
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5)
    shutil.copy(agency.path, tmp_path / "old.xlsx")
    assert len(at(agency, 20).notices) == 1
    agency.edit("Clients", ACME, None)
    at(agency, 25)
    shutil.copy(tmp_path / "old.xlsx", agency.path)
    at(agency, 30)
    (waits,) = at(agency, 45).notices
    assert (str(waits.state), waits.reason, waits.asked) == ("held", "approval: 1", 1_200_000)
    assert agency.letters() == ["000001-invoice-acme.eml"]


def test_a_state_put_back_from_before_it_was_typed(agency):
    kept = agency.folder / "kept.sqlite3"
    back_up(agency.config.state.path, kept)
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5)
    at(agency, 30)
    shutil.copy(kept, agency.config.state.path)
    for late in agency.folder.glob("*.sqlite3-*"):
        late.unlink()
    assert at(agency, 31).mail_blocked
    assert at(agency, 60).mail_blocked
    assert agency.letters() == ["000001-invoice-acme.eml"]


def test_the_command_knows_what_was_typed_and_not_what_was_taken_back(agency):
    agency.edit("Clients", ACME, 12_000)
    at(agency, 5)
    with pytest.raises(Exception, match="waits already"):
        ask_for_invoice(agency.config, "Acme", "12000", NOW + 6 * MINUTE, lambda _: None)
    agency.edit("Clients", ACME, None)
    at(agency, 7)
    ask_for_invoice(agency.config, "Acme", "12000", NOW + 8 * MINUTE, lambda _: None)
    at(agency, 9)
    at(agency, 40)
    assert agency.letters() == ["000001-invoice-acme.eml"]


def test_it_is_in_the_currency_of_the_account(agency):
    agency.edit("Clients", "F4", 50.5)
    at(agency, 5)
    (gone,) = at(agency, 30).notices
    assert (gone.currency, gone.asked) == ("EUR", 5_050)
    with view_sqlite(agency.config.state.path) as store:
        assert store.faults() == []


def test_the_command_says_that_one_in_ask_waits_for_send(agency):
    """Found: "both go, and this one replaces it", of one that was held."""
    agency.edit("Clients", ACME, 12_000_000)
    at(agency, 10)
    at(agency, 30)
    assert "far more" in str(agency.grid()["Notices"])
    later = NOW + 40 * MINUTE
    said = ask_for_invoice(agency.config, "Acme", "9000", later, lambda _: None)
    assert "waits for Send in Notices, too: it goes by that alone" in said
    with pytest.raises(UsageError) as caught:
        ask_for_invoice(agency.config, "Acme", "12000000", later, lambda _: None)
    assert "Tick Send" in str(caught.value.cure)
