"""Letters over several runs: settle, approval, first run, a lost state (design §8)."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import openpyxl
import pytest

from sheets_sync.use_cases.invoicing import withdraw_invoice
from sheets_sync.views import state_view
from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day

MINUTE = timedelta(minutes=1)


def states(agency):
    return [row[9] for row in agency.grid()["Notices"][1:]]


def test_a_typo_mended_within_settle_mails_nobody(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("0m", "15m"))
    agency.edit("Payments", "C2", 500)
    agency.run()
    assert agency.letters() == []
    agency.edit("Payments", "C2", 10_000)
    agency.run(NOW + 10 * MINUTE)
    agency.run(NOW + 30 * MINUTE)
    assert [name.split("-")[1:] for name in agency.letters()] == [["over", "bell.eml"]]


def test_a_held_letter_goes_when_send_is_ticked_and_only_once(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    run = agency.run()
    assert run.letters_in_trouble
    assert agency.letters() == []
    assert states(agency) == [
        "held for approval, as every letter is here (`notices.approve`): tick Send"
    ]
    assert not agency.run(NOW + MINUTE).letters_in_trouble
    agency.edit("Notices", "K2", "TRUE")
    assert [notice.state for notice in agency.run(NOW + 2 * MINUTE).notices] == ["written"]
    assert len(agency.letters()) == 1
    assert states(agency) == ["written to outbox, not mailed"]
    assert agency.run(NOW + 3 * MINUTE).cells_written == 0
    assert len(agency.letters()) == 1


@pytest.mark.parametrize("typed", [1, 5_000, "5 000"])
def test_an_amount_typed_over_ours_is_what_send_is_for(tmp_path, typed):
    """Found: a manager wrote another amount beside Send, and the letter asked for ours."""
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    agency.run()
    asks = agency.grid()["Notices"][1][5]
    agency.edit("Notices", "F2", typed)
    agency.edit("Notices", "K2", "TRUE")
    for minute in (1, 2):
        agency.run(NOW + minute * MINUTE)
        assert agency.letters() == []
    assert agency.grid()["Notices"][1][5] == asks
    assert "approved" in states(agency)[0]
    agency.edit("Notices", "K2", None)
    agency.run(NOW + 3 * MINUTE)
    agency.edit("Notices", "K2", " ✓ ")
    agency.run(NOW + 4 * MINUTE)
    assert len(agency.letters()) == 1


def test_a_first_run_that_would_mail_many_holds_them_all(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "first_run_limit = 0\nsettle"))
    agency.run()
    assert agency.letters() == []
    assert "first run" in states(agency)[0]


def test_a_payment_that_arrives_first_cancels_the_letter(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    agency.run()
    agency.edit("Payments", "C3", 9_000)
    agency.run(NOW + MINUTE)
    agency.edit("Notices", "K2", "TRUE")
    agency.run(NOW + 2 * MINUTE)
    assert agency.letters() == []
    assert states(agency) == ["cancelled: its cause is gone"]


def test_lost_state_with_listed_letters_mails_nobody_and_leaves_the_tab(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    listed, letters = agency.grid()["Notices"], agency.letters()
    (agency.folder / "state.sqlite3").unlink()
    for back in range(2):
        run = agency.run(NOW + timedelta(days=back))
        assert any("counted from now on" in warning for warning in run.warnings) == (back == 0)
        assert any("Nothing is mailed" in warning for warning in run.warnings)
    assert agency.grid()["Notices"] == listed
    assert agency.letters() == letters


def test_a_bad_cell_of_the_client_holds_their_letter(tmp_path):
    clients = [SHEETS["Clients"][0], *([*row] for row in SHEETS["Clients"][1:])]
    clients[2][3] = "five hundred"
    agency = Agency(tmp_path, {**SHEETS, "Clients": clients})
    agency.run()
    assert agency.letters() == []
    assert "see Findings" in states(agency)[0]


def test_reminders_come_and_end(tmp_path):
    agency = Agency(tmp_path)
    for back in range(40):
        agency.run(NOW + timedelta(days=back))
    kinds = [row[3] for row in agency.grid()["Notices"][1:]]
    bell = [
        kind
        for kind, row in zip(kinds, agency.grid()["Notices"][1:], strict=True)
        if row[2] == "Bell"
    ]
    assert bell == ["Over", "Reminder 1", "Reminder 2", "Reminder 3"]
    invoices = {row[7] for row in agency.grid()["Notices"][1:] if row[2] == "Bell"}
    assert len(invoices) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_posted_row_changed_on_a_later_day_is_a_finding_that_stays(tmp_path, language):
    agency = Agency(tmp_path, config_text=QUIET + f"language = '{language}'\n")
    agency.run()
    agency.edit("Log", "F2", 250)
    book = openpyxl.load_workbook(agency.path)
    book["Log"].delete_rows(4)
    book.save(agency.path)
    later = NOW + timedelta(days=1)
    run = agency.run(later)
    found = [finding for finding in run.reckoning.findings if finding.code == "POSTED_CHANGED"]
    assert [(f.client, f.row) for f in found] == [("Acme", 2), ("Cone", 0)]
    assert agency.run(later + MINUTE).cells_written == 0
    codes = [row[9] for row in agency.grid()[run.reckoning.snapshot.own("findings").ref]]
    assert codes.count("POSTED_CHANGED log.service") == codes.count("POSTED_CHANGED log.gone") == 1
    kept = agency.run(NOW + timedelta(days=35)).reckoning.findings
    assert "POSTED_CHANGED" in {finding.code for finding in kept}
    gone = agency.run(NOW + timedelta(days=37)).reckoning.findings
    assert "POSTED_CHANGED" not in {finding.code for finding in gone}


def test_history_tells_what_was_added_gone_and_changed(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    agency.edit("Log", "F2", 250)
    book = openpyxl.load_workbook(agency.path)
    book["Log"].delete_rows(4)
    book["Log"].append([day(0), "Acme", "Banner", 7, None, 5])
    book.save(agency.path)
    agency.run(NOW + MINUTE)
    told = "\n".join(state_view.history(agency.config, 1))
    assert "rows added 1, gone 1, changed 1" in told
    assert "charge 120.00 RUB → " in told
    assert "charge 1,920.00" in told
    assert "gone " in told
    assert "Cone, Layout" in told


ROWS = {"Log": ["B3", "B7", "B9"], "Payments": ["B3"]}


def codes(run):
    return [(f.text, f.near) for f in run.reckoning.findings if f.code == "CLIENT_GONE"]


def merged(agency):
    """Bell, who was asked to pay, is Acme from now on: another address."""
    for tab, cells in ROWS.items():
        for cell in cells:
            agency.edit(tab, cell, "Acme")
    agency.edit("Clients", "A3", None)
    for cell in ("B3", "D3"):
        agency.edit("Clients", cell, None)


def test_a_client_merged_into_one_of_another_address_is_found_until_their_rows_are_back(tmp_path):
    agency = Agency(tmp_path)
    assert codes(agency.run()) == []
    assert agency.letters() == ["000001-over-bell.eml"]
    merged(agency)
    assert codes(agency.run(NOW + MINUTE)) == [("Bell", "1")]
    findings = agency.grid()["Findings"]
    assert any("Bell is not in Clients any more" in str(row) for row in findings)
    agency.edit("Clients", "A3", "Bell")
    assert codes(agency.run(NOW + 2 * MINUTE)) == [("Bell", "1")]
    assert any("None of Bell's rows are left" in str(row) for row in agency.grid()["Findings"])
    for tab, cells in ROWS.items():
        for cell in cells:
            agency.edit(tab, cell, "Bell")
    assert codes(agency.run(NOW + 3 * MINUTE)) == []


def test_one_whose_row_is_there_twice_is_not_gone(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    agency.edit("Clients", "A4", "Bell")
    assert codes(agency.run(NOW + MINUTE)) == []


def test_the_cure_is_to_withdraw_what_they_were_asked_for(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    merged(agency)
    assert len(codes(agency.run(NOW + MINUTE))) == 1
    said = withdraw_invoice(agency.config, "1", NOW + 2 * MINUTE, lambda _: None)
    assert "credit note waits until the client is in Clients again" in said
    assert codes(agency.run(NOW + 3 * MINUTE)) == []
    assert agency.letters() == ["000001-over-bell.eml"]
    for cell, text in {"A3": "Bell", "B3": "b@example.com"}.items():
        agency.edit("Clients", cell, text)
    agency.run(NOW + 4 * MINUTE)
    assert [name.split("-", 1)[1] for name in agency.letters()] == [
        "over-bell.eml",
        "credit-bell.eml",
    ]


def test_one_who_paid_under_another_name_before_anybody_was_asked_is_found(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    for tab, cells in ROWS.items():
        for cell in cells:
            agency.edit(tab, cell, "Bell Ltd")
    agency.edit("Clients", "A3", "Bell Ltd")
    agency.edit("Payments", "C3", 99_999)
    assert codes(agency.run(NOW + MINUTE)) == [("Bell", "1")]


@pytest.mark.parametrize(
    ("zone", "at", "told"),
    [
        ("Pacific/Auckland", datetime(2026, 11, 22, 11, 30, tzinfo=UTC), "00:30:00 +1300"),
        ("America/Los_Angeles", datetime(2026, 11, 24, 6, 30, tzinfo=UTC), "22:30:00 -0800"),
    ],
)
def test_days_are_those_of_the_configured_zone(tmp_path, zone, at, told):
    agency = Agency(tmp_path, config_text=QUIET.replace("'UTC'", f"'{zone}'"))
    agency.run(at)
    (letter,) = (agency.folder / "outbox").iterdir()
    mail = message_from_bytes(letter.read_bytes(), policy=default)
    assert mail["Date"] == f"Mon, 23 Nov 2026 {told}"
    assert "invoice No. 1 of 23 Nov 2026" in mail.get_body(("plain",)).get_content()
    assert f"{agency.grid()['Notices'][1][1]:%Y-%m-%d}" == "2026-11-23"
