"""An invoice by hand that was written into the folder, once letters are mailed: it is not mailed by
itself, everybody is told, and a tick or a command says what is to become of it (design §17)."""

from collections import deque
from datetime import timedelta
from email import message_from_string, policy

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.notices.whose.whose_invoices import with_invoices
from sheets_sync.notices.wording import state_text
from sheets_sync.state.sqlite.opening import view_sqlite
from sheets_sync.use_cases.casework import open_cases
from sheets_sync.use_cases.invoicing import ask_for_invoice, withdraw_invoice
from tests.cli.mailing import smtp
from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day
from tests.sync.lived import lived

MINUTE = timedelta(minutes=1)
PAID = [*SHEETS["Payments"], [day(40), "Bell", 20_000, None]]


@pytest.fixture
def agency(tmp_path, server):
    """Acme was asked for money by hand, into the folder; then the mail server was named."""
    made = lived(tmp_path / "agency", (asked_by_hand,))
    (made.folder / "config.toml").write_text(QUIET + smtp(server), encoding="utf-8")
    return made


def asked_by_hand(folder):
    made = Agency(folder, {**SHEETS, "Payments": PAID}, QUIET)
    at(made, 0)
    ask_for_invoice(made.config, "Acme", "700", NOW + MINUTE, lambda _: None)
    at(made, 2)
    assert made.letters() == ["000001-invoice-acme.eml"]
    return made


def at(agency, minutes):
    return agency.run(NOW + minutes * MINUTE)


def found(run):
    return [(f.near, f.text, f.client) for f in run.reckoning.findings if f.code == "WRITTEN_ONLY"]


LEFT = [("Notices!K2", "1", "Acme")]


def resolve(agency, *, arrived):
    with open_cases(agency.config, NOW + 4 * MINUTE) as cases:
        return cases.resolve(1, arrived=arrived)


def states(agency):
    with view_sqlite(agency.folder / "state.sqlite3") as store:
        notices = store.outbox().ledger().notices
        return [(str(each.kind), each.state.value, each.invoice) for each in notices]


WRITTEN = ("INVOICE", "written", 1)
MAILED = [WRITTEN, ("INVOICE", "sent", 1)]


def test_it_is_told_where_managers_look_and_not_mailed_by_itself(agency, server):
    """Found: nobody was told; the client never had it, and was never asked again."""
    assert found(at(agency, 3)) == LEFT
    cells = [str(cell) for row in agency.grid()["Findings"] for cell in row]
    assert any("--arrived" in cell for cell in cells)
    assert found(at(agency, 60)) == LEFT
    assert server.letters == []


def test_a_tick_mails_it_under_its_number_and_once(agency, server):
    at(agency, 3)
    agency.edit("Notices", "K2", "TRUE")
    at(agency, 4)
    assert states(agency) == MAILED
    assert found(at(agency, 5)) == []
    at(agency, 6)
    assert len(server.letters) == 1


def test_a_command_mails_it_and_a_run_is_not_still(agency, server):
    at(agency, 3)
    assert "is mailed with the next run" in resolve(agency, arrived=False)
    assert found(at(agency, 5)) == []
    at(agency, 6)
    assert states(agency) == MAILED
    assert len(server.letters) == 1


def test_who_handed_it_on_says_so_and_it_is_never_mailed(agency, server):
    at(agency, 3)
    assert "counts as handed on" in resolve(agency, arrived=True)
    assert found(at(agency, 5)) == []
    assert (states(agency), server.letters) == ([WRITTEN], [])


def test_what_is_paid_or_withdrawn_is_told_of_no_more(agency, server):
    at(agency, 3)
    withdraw_invoice(agency.config, "1", NOW + 3 * MINUTE, lambda _: None)
    assert found(at(agency, 4)) == []
    agency.edit("Notices", "K2", "TRUE")
    at(agency, 5)
    assert states(agency)[1:] == [("CREDIT", "sent", 2)]


def low(agency):
    """Acme fall below their threshold, and what becomes of the letter that says so."""
    agency.add_row("Log", day(0), "Acme", "Banner", 7, 5, 60, "Boris", "mail")
    at(agency, 3)
    with view_sqlite(agency.folder / "state.sqlite3") as store:
        (letter,) = [e for e in store.outbox().ledger().notices if e.kind.of_episode]
    return letter


def test_no_letter_replaces_what_may_have_been_handed_on(agency, server):
    """Found: "No 2 replaces No 1, which need not be paid any more" went by itself, and the question
    about No 1 was gone without a person's word."""
    held = low(agency)
    assert held.reason == "in_folder: 1"
    words = agency.config.workbook.words
    assert "sheets-sync notices resolve 1 --arrived" in state_text(held, words)
    assert found(at(agency, 60)) == LEFT
    assert server.letters == []


@pytest.mark.parametrize("arrived", [True, False])
def test_a_word_on_it_answers_that_question_alone(agency, server, arrived):
    """The next one is whether the account's own letter may ask for another sum."""
    low(agency)
    resolve(agency, arrived=arrived)
    at(agency, 5)
    at(agency, 6)
    made = [("INVOICE", "sent", 1)] * (not arrived)
    assert [each for each in states(agency) if each[0] == "INVOICE"] == [WRITTEN, *made]
    with view_sqlite(agency.folder / "state.sqlite3") as store:
        (letter,) = [e for e in store.outbox().ledger().notices if e.kind.of_episode]
    assert letter.reason == "by_hand: 70000 1"


def test_send_beside_the_letter_is_a_word_too(agency, server):
    held = low(agency)
    agency.edit("Notices", f"K{held.number + 1}", "TRUE")
    at(agency, 4)
    assert states(agency) == [WRITTEN, ("LOW", "sent", 2)]


def resolved_twice(agency):
    return resolve(agency, arrived=False)


def replace_it(agency):
    ask_for_invoice(agency.config, "Acme", "900", NOW + 3 * MINUTE, lambda _: None)


def withdraw_it(agency):
    withdraw_invoice(agency.config, "1", NOW + 3 * MINUTE, lambda _: None)


def pay_it(agency):
    row = len(agency.grid()["Payments"]) + 1
    for column, value in zip("ABC", (day(0), "Acme", 700), strict=True):
        agency.edit("Payments", f"{column}{row}", value)


ENDED = [
    (replace_it, "No 1 was replaced by No 2"),
    (withdraw_it, "No 1 was withdrawn"),
    (pay_it, "No 1 is paid"),
    (resolved_twice, "it goes, or went, as letter No 2 since"),
]


@pytest.mark.parametrize(("end", "why"), ENDED)
def test_what_is_over_is_not_promised_to_be_mailed(agency, server, end, why):
    """Found: "is mailed with the next run", exit 0, and nothing was mailed, ever."""
    at(agency, 3)
    end(agency)
    at(agency, 5)
    went = len(server.letters)
    with pytest.raises(UsageError, match=why) as refused:
        resolve(agency, arrived=False)
    assert "sheets-sync invoice" in refused.value.cure
    at(agency, 6)
    assert len(server.letters) == went


def test_a_server_that_puts_it_off_gets_it_later_and_once(agency, server):
    at(agency, 3)
    resolve(agency, arrived=False)
    server.script["rcpt"] = deque(["451 later"])
    at(agency, 5)
    assert states(agency)[1][1] == "retry"
    at(agency, 90)
    assert states(agency) == MAILED


def test_in_the_folder_alone_nothing_is_said(tmp_path):
    made = Agency(tmp_path / "folder", {**SHEETS, "Payments": PAID}, QUIET)
    at(made, 0)
    ask_for_invoice(made.config, "Acme", "700", NOW + MINUTE, lambda _: None)
    at(made, 2)
    assert found(at(made, 3)) == []


def test_a_tick_mails_no_invoice_that_was_paid_meanwhile(agency, server):
    """Found: it did, and asked for what was paid."""
    at(agency, 3)
    pay_it(agency)
    agency.edit("Notices", "K2", "TRUE")
    at(agency, 4)
    at(agency, 5)
    assert (states(agency), server.letters) == ([WRITTEN], [])


def test_nor_does_a_command_of_before(agency, server):
    at(agency, 3)
    resolve(agency, arrived=False)
    pay_it(agency)
    at(agency, 5)
    assert (states(agency), server.letters) == ([WRITTEN], [])


def put_off(agency, server):
    at(agency, 3)
    resolve(agency, arrived=False)
    server.script["rcpt"] = deque(["451 later"])
    at(agency, 5)
    assert states(agency)[1][1] == "retry"


def test_what_the_server_puts_off_and_is_paid_meanwhile_is_not_mailed(agency, server):
    put_off(agency, server)
    pay_it(agency)
    at(agency, 90)
    assert states(agency)[1:] == [("INVOICE", "cancelled", 1)]
    assert server.letters == []


def test_what_the_server_puts_off_and_is_paid_in_part_asks_for_what_is_left(agency, server):
    put_off(agency, server)
    row = len(agency.grid()["Payments"]) + 1
    for column, value in zip("ABC", (day(0), "Acme", 300), strict=True):
        agency.edit("Payments", f"{column}{row}", value)
    at(agency, 90)
    assert states(agency)[1:] == [("INVOICE", "cancelled", 1), ("INVOICE", "sent", 1)]
    (letter,) = server.letters
    mail = message_from_string(letter["data"], policy=policy.default)
    assert "400.00" in mail.get_body(("plain",)).get_content()


def test_what_the_server_puts_off_and_another_replaces_is_not_mailed(agency, server):
    put_off(agency, server)
    replace_it(agency)
    at(agency, 6)
    at(agency, 90)
    assert states(agency)[1:] == [("INVOICE", "cancelled", 1), ("INVOICE", "sent", 2)]
    assert len(server.letters) == 1


def test_a_client_renamed_at_the_switch_is_asked_about_and_keeps_their_invoice(tmp_path, server):
    """Found: the new name had a second invoice, and the register had both open."""
    made = Agency(tmp_path / "low", {**SHEETS, "Payments": PAID}, QUIET)
    made.add_row("Log", day(0), "Acme", "Banner", 7, 7, 60, "Boris", "mail")
    at(made, 0)
    at(made, 2)
    assert made.letters() == ["000001-over-acme.eml"]
    (made.folder / "config.toml").write_text(QUIET + smtp(server), encoding="utf-8")
    made.edit("Clients", "A2", "Apex")
    made.edit("Prices", "A3", "Apex")
    for tab in ("Payments", "Log"):
        for row, cells in enumerate(made.grid()[tab], 1):
            if cells[1] == "Acme":
                made.edit(tab, f"B{row}", "Apex")
    at(made, 4)
    assert server.letters == []
    asks = "held: is this the new name of Acme,"
    (line,) = (row for row, cells in enumerate(made.grid()["Notices"], 1) if asks in cells[9])
    made.edit("Notices", f"K{line}", "yes")
    at(made, 6)
    at(made, 8)
    (letter,) = server.letters
    assert letter["to"] == ["a@example.com"]
    with view_sqlite(made.folder / "state.sqlite3") as store:
        issued = with_invoices(store.outbox().ledger()).issued
    assert [(each.number, each.client) for each in issued.values()] == [(1, "apex")]
