"""Two clients of whom each was asked for money are one from now on: the rows of one are moved to the
other's name (design §17)."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from sheets_sync.notices.wording import state_text
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.state.sqlite.opening import view_sqlite
from sheets_sync.use_cases.invoicing import withdraw_invoice
from sheets_sync.words.speaking import ENGLISH
from tests.sync.agency import NOW, QUIET, SHEETS, Agency, Rows, day
from tests.sync.lived import lived

WITH_RECEIPTS = QUIET.replace("[notices]\n", "[notices]\nreceipt = true\n")
TWO: dict[str, Rows] = {
    **SHEETS,
    "Clients": [
        ["Client", "Email", "Threshold", "Top-up"],
        ["Dune", "d@example.com", 5000, 20_000],
        ["Elm", "e@example.com", 5000, 20_000],
    ],
    "Prices": [["Client", "Service", "Price"], [None, "Big", 1000]],
    "Payments": [
        ["Date", "Client", "Amount", "Kind"],
        [day(90), "Dune", 40_000, None],
        [day(90), "Elm", 40_000, None],
    ],
    "Log": [
        ["Date", "Client", "Service", "Quantity"],
        [day(80), "Dune", "Big", 36],
        [day(80), "Elm", "Big", 36],
        [None, None, None, None],
    ],
}


@pytest.fixture
def agency(tmp_path):
    """Dune was asked to pay No 1, Elm No 2, of 20,000 each."""
    return lived(tmp_path / "agency", (begun,))


def begun(folder):
    made = Agency(folder, TWO, WITH_RECEIPTS)
    made.run(NOW)
    assert notices(made) == [("LOW", "sent", 1), ("LOW", "sent", 2)]
    return made


def notices(agency):
    return [
        (
            str(each.kind),
            "sent" if each.state.value == "written" else each.state.value,
            each.invoice,
        )
        for each in ledger(agency).notices
    ]


def ledger(agency):
    with view_sqlite(agency.folder / "state.sqlite3") as store:
        return store.outbox().ledger()


def merge(agency, quantity, into="Elm"):
    """All rows of Dune become another's, who uses so much more; Dune is not in Clients any more."""
    for tab in ("Payments", "Log"):
        agency.edit(tab, "B2", into)
    for column, cell in zip("ABCD", (day(0), into, "Big", quantity), strict=True):
        agency.edit("Log", f"{column}4", cell)
    for column in "ABCD":
        agency.edit("Clients", f"{column}2", None)


def rename(agency, name):
    """Elm is called so from now on, in all tabs at once."""
    agency.edit("Clients", "A3", name)
    for tab in ("Payments", "Log"):
        agency.edit(tab, "B3", name)


def line_of(agency, number):
    """The line of a notice in its tab."""
    return next(at for at, row in enumerate(agency.grid()["Notices"], 1) if row[0] == number)


def tick(agency, line):
    agency.edit("Notices", f"K{line + 1}", "TRUE")


def at(agency, days):
    return agency.run(NOW + timedelta(days=days))


def last_text(agency):
    name = agency.letters()[-1]
    mail = message_from_bytes((agency.folder / "outbox" / name).read_bytes(), policy=policy.default)
    return mail.get_body(("plain",)).get_content()


def test_nobody_is_asked_anew_beside_an_invoice_that_anothers_money_paid(agency):
    """Found: the 40,000 of Dune paid Elm's No 2; a week later Elm had No 3 in hand, too."""
    merge(agency, 5)
    at(agency, 1)
    at(agency, 8)
    (held,) = [each for each in ledger(agency).notices if each.state == "held"]
    assert (held.client, held.reason, held.invoice) == ("elm", "old_rows: 2", None)
    assert "invoice No 2 counts as paid by rows" in state_text(held, ENGLISH)


def test_let_go_it_says_that_the_former_need_not_be_paid(agency):
    merge(agency, 5)
    at(agency, 8)
    tick(agency, 3)
    at(agency, 9)
    assert notices(agency)[2:] == [("REMINDER", "sent", 3)]
    assert "Invoice No. 3 replaces No. 2, which need not be paid any more." in last_text(agency)
    assert ledger(agency).replaced == {2: 3}


def test_put_back_it_is_withdrawn_and_the_open_invoice_is_reminded_of(agency):
    merge(agency, 5)
    at(agency, 8)
    agency.edit("Payments", "B2", "Dune")
    agency.edit("Log", "B2", "Dune")
    for column, cell in zip("ABCD", ("Dune", "d@example.com", 5000, 20_000), strict=True):
        agency.edit("Clients", f"{column}2", cell)
    at(agency, 9)
    assert sorted(notices(agency)[3:]) == [("OVER", "sent", 2), ("REMINDER", "sent", 1)]


def test_nobody_is_thanked_for_anothers_money(agency):
    """Of the rest of Dune's money Elm's account recovers: no thanks for 40,000 towards No 2."""
    merge(agency, 1)
    at(agency, 1)
    (held,) = [each for each in ledger(agency).notices if each.state == "held"]
    assert (held.kind, held.reason) == ("RECEIPT", "old_rows: 2")


def paid_of_late(agency, back):
    """Dune pays No 1 before the two are merged."""
    for column, cell in zip("ABC", (day(back), "Dune", 20_000), strict=True):
        agency.edit("Payments", f"{column}4", cell)
    at(agency, 1)
    agency.edit("Payments", "B4", "Elm")


@pytest.mark.parametrize("back", [0, 3])
def test_nor_by_what_the_other_paid_of_late(agency, back):
    """No day tells it: the payment of No 1 would have paid No 2."""
    paid_of_late(agency, back)
    merge(agency, 25)
    at(agency, 2)
    at(agency, 9)
    (held,) = [each for each in ledger(agency).notices if each.state == "held"]
    assert (held.client, held.reason, held.invoice) == ("elm", "old_rows: 2", None)


def test_a_payment_that_was_typed_on_the_wrong_client_is_nobodys_question(agency):
    paid_of_late(agency, 0)
    at(agency, 2)
    assert ("RECEIPT", "sent", 2) in notices(agency)


def test_what_elm_pay_since_is_theirs(agency):
    paid_of_late(agency, 0)
    merge(agency, 45)
    for column, cell in zip("ABC", (day(-2), "Elm", 20_000), strict=True):
        agency.edit("Payments", f"{column}5", cell)
    at(agency, 2)
    at(agency, 9)
    assert notices(agency)[-1] == ("REMINDER", "sent", 3)
    assert ledger(agency).replaced == {}


def test_a_new_name_takes_nobody_in(agency):
    paid_of_late(agency, 0)
    agency.edit("Payments", "B4", "Dune")
    at(agency, 2)
    for tab, cells in (("Clients", "A2"), ("Payments", "B2 B4"), ("Log", "B2")):
        for cell in cells.split():
            agency.edit(tab, cell, "Dune Films")
    at(agency, 3)
    used: tuple[object, ...] = (day(-3), "Dune Films", "Big", 22)
    for column, value in zip("ABCD", used, strict=True):
        agency.edit("Log", f"{column}4", value)
    at(agency, 4)
    assert [each.reason for each in ledger(agency).notices if each.client == "dune films"] == [""]


def test_who_withdraws_what_such_money_paid_hears_of_it(agency):
    merge(agency, 5)
    at(agency, 1)
    said = withdraw_invoice(agency.config, "2", NOW + timedelta(days=2), lambda _: None)
    assert "Rows that are over ten days older paid 20,000.00 RUB: look whose money it was." in said


def test_money_of_today_pays_as_ever(agency):
    row = [day(0), "Elm", 20_000]
    for column, cell in zip("ABC", row, strict=True):
        agency.edit("Payments", f"{column}4", cell)
    at(agency, 1)
    assert notices(agency)[2:] == [("RECEIPT", "sent", 2)]


def receipts(agency):
    return [each for each in ledger(agency).notices if str(each.kind) == "RECEIPT"]


def test_the_letter_that_asks_anew_waits_at_once_and_says_why(agency):
    """Found: a week without a letter, or a line that said why."""
    merge(agency, 5)
    at(agency, 1)
    (held,) = [each for each in ledger(agency).notices if each.state == "held"]
    assert (held.client, held.reason, held.balance) == ("elm", "old_rows: 2", 300_000)
    tick(agency, 3)
    at(agency, 2)
    assert notices(agency)[2:] == [("REMINDER", "sent", 3)]
    assert "Invoice No. 3 replaces No. 2, which need not be paid any more." in last_text(agency)
    at(agency, 3)
    assert len(notices(agency)) == 3


def pays(agency, row, amount=20_000, on=-2):
    for column, cell in zip("ABC", (day(on), "Elm", amount), strict=True):
        agency.edit("Payments", f"{column}{row}", cell)


def test_thanks_that_waited_are_for_what_came_in_since(agency):
    """Found: once more money came, thanks for 60,000 went unasked, 40,000 of it Dune's."""
    merge(agency, 1)
    at(agency, 1)
    assert [each.state.value for each in receipts(agency)] == ["held"]
    pays(agency, 4)
    at(agency, 3)
    assert [each.state.value for each in receipts(agency)] == ["written"]
    assert "Received since invoice No. 2 of 23 Nov 2026: RUB\xa020,000.00" in last_text(agency)


def test_elms_own_money_of_before_counts_among_it(agency):
    """It bears a day before the merger, as Dune's does."""
    pays(agency, 4, 8_000, on=0)
    agency.edit("Log", "D3", 46)  # and they are low all the same
    at(agency, 1)
    merge(agency, 5)
    at(agency, 2)
    pays(agency, 5, 12_000)
    at(agency, 3)
    (thanks,) = receipts(agency)
    if thanks.state == "held":
        tick(agency, thanks.number)
        at(agency, 4)
    assert "of 23 Nov 2026: RUB\xa020,000.00" in last_text(agency)


def test_a_part_that_is_dunes_is_asked_about(agency):
    """Dune had paid 3,000 in all: Elm's letter would ask for 17,000 of 20,000."""
    agency.edit("Payments", "C2", 3_000)
    agency.edit("Log", "D2", 1)
    at(agency, 1)
    merge(agency, 9)
    at(agency, 2)
    at(agency, 8)
    (held,) = [each for each in ledger(agency).notices if each.state == "held"]
    assert (held.client, held.reason, held.invoice) == ("elm", "old_rows: 2", 2)
    assert "sheets-sync invoice cancel 2" in state_text(held, ENGLISH)


@pytest.mark.parametrize("receipt", [True, False])
def test_withdrawn_it_is_asked_anew_and_thanked_for_nothing_of_dunes(agency, receipt):
    """The way out where the money was not for it."""
    merge(agency, 1 if receipt else 5)
    at(agency, 1)
    withdraw_invoice(agency.config, "2", NOW + timedelta(days=2), lambda _: None)
    at(agency, 2)
    at(agency, 9)
    asked = [] if receipt else [("REMINDER", "sent", 4)]
    assert [each for each in notices(agency)[3:] if each[0] != "CREDIT"] == asked
    assert "written" not in [each.state.value for each in receipts(agency)]


def gone(run):
    return [each for each in run.reckoning.findings if each.code == "CLIENT_GONE"]


def test_the_finding_of_who_is_gone_names_the_heir_and_its_cure_ends_it(agency):
    """Found: it said to enter Dune again until it is paid, who are Elm by now."""
    merge(agency, 5)
    (found,) = gone(at(agency, 1))
    assert (found.text, found.client, found.near, found.variant) == ("Dune", "Elm", "1", "merged")
    withdraw_invoice(agency.config, "1", NOW + timedelta(days=2), lambda _: None)
    assert gone(at(agency, 2)) == []
    cells = (day(-2), "Elm", "Big", 1)
    for column, cell in zip("ABCD", cells, strict=True):  # a run in which something is other
        agency.edit("Log", f"{column}5", cell)
    for column, cell in zip("AB", ("Dune", "d@example.com"), strict=True):
        agency.edit("Clients", f"{column}2", cell)
    agency.edit("Clients", f"{state_column(agency)}2", "closed")
    at(agency, 3)
    assert ("CREDIT", "sent", 3) in notices(agency)
    assert held_of(agency) == ["old_rows: 2"]


def test_who_is_renamed_later_is_asked_about_and_the_money_stays_anothers(agency):
    """Found: Dune's 20,000 of today paid Elm's No 2; renamed then, with the rows of both, they had
    No 3 beside it, and nobody was asked."""
    for column, cell in zip("ABC", (day(0), "Dune", 20_000), strict=True):
        agency.edit("Payments", f"{column}4", cell)
    at(agency, 1)
    agency.edit("Payments", "B4", "Elm")
    merge(agency, 22)
    at(agency, 2)
    rename(agency, "Elmo")
    for cell in ("Payments!B2", "Payments!B4", "Log!B2", "Log!B4"):
        agency.edit(*cell.split("!"), "Elmo")
    at(agency, 3)
    for column, cell in zip("ABCD", (day(0), "Elmo", "Big", 8), strict=True):
        agency.edit("Log", f"{column}5", cell)
    at(agency, 4)
    assert held_of(agency) == ["renamed: Elm"]
    agency.edit("Notices", f"K{line_of(agency, ledger(agency).last_number)}", "yes")
    at(agency, 5)
    at(agency, 6)
    assert held_of(agency) == ["old_rows: 2"]
    assert [each.invoice for each in ledger(agency).gone] == [1, 2, 1]


@pytest.mark.parametrize("paid", [False, True])
def test_whose_row_was_left_there_closed_is_told_of_as_one_who_is_gone(agency, paid):
    """Found: nobody said that No 1 was in Dune's hands still, while Elm was asked for the rest."""
    if paid:
        for column, cell in zip("ABC", (day(0), "Dune", 20_000), strict=True):
            agency.edit("Payments", f"{column}4", cell)
        at(agency, 1)
        agency.edit("Payments", "B4", "Elm")
    for tab in ("Payments", "Log"):
        agency.edit(tab, "B2", "Elm")
    agency.edit("Clients", f"{state_column(agency)}2", "closed")
    found = [(each.text, each.client, each.near, str(each.variant)) for each in gone(at(agency, 2))]
    assert found == ([] if paid else [("Dune", "Elm", "1", "merged_here")])
    withdraw_invoice(agency.config, "1", NOW + timedelta(days=3), lambda _: None)
    assert gone(at(agency, 4)) == []
    assert ("CREDIT", "sent", 3) in notices(agency)


def state_column(agency):
    at = agency.grid()["Clients"][0].index("State")
    return a1(at, 1).rstrip("1")


def held_of(agency):
    return [each.reason for each in ledger(agency).notices if each.state == "held"]


def test_a_name_that_stood_there_first_and_is_said_to_be_them_has_their_money(agency):
    """Fir is entered a run before Dune's rows are theirs: a yes makes them Dune, and Dune's 40,000
    are no other's."""
    for column, cell in zip("ABCD", ("Fir", "d@example.com", 5000, 20_000), strict=True):
        agency.edit("Clients", f"{column}4", cell)
    at(agency, 1)
    for tab in ("Payments", "Log"):
        agency.edit(tab, "B2", "Fir")
    for column in "ABCD":
        agency.edit("Clients", f"{column}2", None)
    at(agency, 2)
    (question,) = [each for each in ledger(agency).notices if each.state == "held"]
    assert question.reason == "renamed: Dune"
    tick(agency, question.number)
    at(agency, 3)
    for column, cell in zip("ABC", (day(-4), "Fir", 20_000), strict=True):
        agency.edit("Payments", f"{column}4", cell)
    at(agency, 4)
    (thanks,) = receipts(agency)
    assert (thanks.client, thanks.invoice, thanks.state) == ("fir", 1, "written")
    assert "of 23 Nov 2026: RUB\xa020,000.00" in last_text(agency)


def test_the_word_on_whose_new_name_it_is_lets_no_thanks_go(agency):
    """Found: who was renamed, and took another one in since, was thanked for that one's money by the
    tick that only said who they are."""
    rename(agency, "Elmo")
    at(agency, 1)
    merge(agency, 1, into="Elmo")
    at(agency, 2)
    at(agency, 3)
    assert held_of(agency) == ["renamed: Dune"]
    agency.edit("Notices", f"K{line_of(agency, ledger(agency).last_number)}", "TRUE")
    before = agency.letters()
    at(agency, 4)
    at(agency, 5)
    assert agency.letters() == before
    assert held_of(agency) == ["old_rows: 1"]


def test_who_they_are_being_said_a_client_they_take_in_is_gone_as_any(agency):
    """They had rows of their own when that one was asked to pay, under their former name."""
    rename(agency, "Elmo")
    at(agency, 1)
    tick(agency, 3)
    at(agency, 2)
    merge(agency, 1, into="Elmo")
    (found,) = gone(at(agency, 3))
    assert (found.text, found.client, found.variant) == ("Dune", "Elmo", "merged")
    assert held_of(agency) == ["old_rows: 2"]
    assert len(agency.letters()) == 2
