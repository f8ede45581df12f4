"""Statements in a folder become rows of Bank, each credit once, whatever comes and whoever lent a hand
(design §20)."""

import os
import random
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sheets_sync.config import load
from sheets_sync.notices.account_lines import account_lines
from sheets_sync.use_cases.checks import bank_checks
from tests.bank.memory_agency import MemoryAgency, codes, one_of_two_counts, paid
from tests.bank.writing import Move, Told, camt, client_bank, mt940
from tests.sync.agency import NOW, day

ACMES, BELLS = "40702810500000000001", "40702810500000000002"
TABS = {
    "Clients": [
        ["Client", "Email", "Currency", "Details"],
        ["Acme", "a@example.com", "RUB", f"account {ACMES}"],
        ["Bell", "b@example.com", "RUB", None],
        ["Cone", "c@example.com", "EUR", None],
    ],
    "Prices": [["Service", "Price"], ["Call", 10]],
    "Payments": [["Date", "Client", "Amount", "Kind"], [day(200), "Acme", 1, None]],
    "Log": [["Date", "Client", "Service"], [day(200), "Acme", "Call"]],
}
ADVANCE = Move(
    day(3), 700_00, account=ACMES, inn="", name="Acme LLC", purpose="Advance", document="1"
)
STRANGE = Move(
    day(2), 55_50, account=BELLS, inn="7707000099", name="Bell and sons", purpose="?", document="2"
)  # fmt: skip


def told(*moves):
    return replace(Told(tuple(moves)), first=day(30), last=day(0))


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, TABS)


def drop(agency, name, *moves, form=client_bank, **more):
    (agency.statements / name).write_bytes(form(replace(told(*moves), **more)))


# --- once --------------------------------------------------------------------------------------


def test_what_is_certain_counts_and_the_rest_waits(agency):
    drop(agency, "a.txt", ADVANCE, STRANGE)
    reckoned = agency.run()
    assert paid(reckoned) == {"Acme": 701_00, "Bell": 0, "Cone": 0}
    assert agency.column("Matched") == ["Acme", None]
    assert agency.column("State") == ["counted", "▲ waits: choose the client"]
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", 3)]
    assert reckoned.book.bank.waiting() == {"RUB": (1, 55_50)}
    assert [each.name for each in reckoned.book.clients if each.letters_held] == ["Bell"]
    assert agency.workbook.tabs["Summary"][1][0].startswith(
        "1 payment in Bank waits for a choice: 55.50 RUB. "
    )


@pytest.mark.parametrize(("client", "then"), [(None, ["Acme"]), ("Bell", ["Bell"]), ("-", [])])
def test_letters_wait_for_money_of_tomorrow(agency, client, then):
    """The bank's clock is ahead of ours: nobody is asked for what has come."""
    drop(agency, "a.txt", replace(ADVANCE, day=day(-1)), last=day(-1))
    for held in (["Acme"], then):
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], codes(reckoned)) == (1_00, [])
        assert [each.name for each in reckoned.book.clients if each.letters_held] == held
        agency.choose(0, client)
    reckoned = agency.run(NOW + timedelta(days=1))
    assert not any(each.letters_held for each in reckoned.book.clients)


def test_the_same_again_renamed_or_overlapping_adds_nothing(agency):
    more = replace(STRANGE, day=day(1), document="3")
    drop(agency, "a.txt", ADVANCE, STRANGE)
    agency.run()
    drop(agency, "b.txt", ADVANCE, STRANGE)
    drop(agency, "c.txt", STRANGE, more)
    agency.run()
    assert agency.opened == ["b.txt", "c.txt"]  # the first one is as it was
    assert agency.column("Amount") == [700.0, 55.5, 55.5]
    (agency.statements / "a.txt").unlink()
    (agency.statements / "c.txt").rename(agency.statements / "d.txt")
    agency.run()
    assert (agency.opened, len(agency.rows())) == (["d.txt"], 3)


IN_CP1251 = """
[bank.csv]
columns = { day = "Date", amount = "Sum", balance = "Left", name = "Payer" }
account = "40702810900000000001"
encoding = "cp1251"
"""


def test_the_same_in_utf_8_is_the_same_whatever_the_config_says(agency):
    config = agency.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + IN_CP1251, encoding="utf-8")
    agency.config = load(config)
    text = "Date;Sum;Left;Payer\n26.11.2025;700,00;800,00;Ромашка\n"
    for name, encoding in (("a.csv", "cp1251"), ("b.csv", "utf-8"), ("c.csv", "utf-8-sig")):
        (agency.statements / name).write_bytes(text.encode(encoding))
        reckoned = agency.run()
        assert "STATEMENT_REFUSED" not in {code for code, _ in codes(reckoned)}
        assert agency.column("Payer") == ["Ромашка"]


def test_all_orders_of_the_same_files_make_the_same_rows(tmp_path):
    """Statements of days, weeks and the month, in whatever order they come, cut where they will."""
    chance = random.Random(20)
    moves = [
        replace(chance.choice((ADVANCE, STRANGE)), day=date(2026, 11, n % 20 + 1), amount=chance.choice((500, 700)), document=str(n // 2))
        for n in range(30)
    ]  # fmt: skip
    moves.sort(key=lambda move: move.day)
    spans = [(0, 30), (0, 9), (5, 21), (9, 30), (20, 22), (0, 1)]
    found = set()
    for order in range(4):
        (tmp_path / str(order)).mkdir()
        agency = MemoryAgency(tmp_path / str(order), TABS)
        for number, (begin, end) in enumerate(chance.sample(spans, len(spans))):
            days = {move.day for move in moves[begin:end]}
            whole = [move for move in moves if move.day in days]  # a bank cuts between days
            drop(agency, f"{number}.txt", *whole, first=min(days), last=max(days))
            reckoned = agency.run()
        rows = sorted((row["Code"], row["Amount"], row["Matched"]) for row in agency.rows())
        found.add((tuple(rows), tuple(paid(reckoned).values())))
    assert len(found) == 1
    assert len(next(iter(found))[0]) == 30


def test_a_run_that_dies_before_it_remembers_does_nothing_twice(agency):
    drop(agency, "a.txt", ADVANCE, STRANGE)
    agency.run(dies=True)
    reckoned = agency.run()
    assert (agency.opened, len(agency.rows()), paid(reckoned)["Acme"]) == (["a.txt"], 2, 701_00)
    agency.run()
    assert agency.opened == []


def test_an_old_copy_of_the_workbook_gets_its_rows_again(agency):
    before = [list(row) for row in agency.run() and agency.bank]
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.workbook.tabs["Bank"] = before
    assert paid(agency.run())["Acme"] == 701_00
    del agency.bank[1]  # and so does a row that somebody deleted
    assert paid(agency.run())["Acme"] == 701_00


def test_a_file_is_opened_anew_where_the_layout_changed_or_it_did(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    os.utime(agency.statements / "a.txt", (1, 1))
    agency.run()
    assert agency.opened == ["a.txt"]
    agency.config = replace(
        agency.config, bank=replace(agency.config.bank, mt940_encoding="cp1251")
    )
    agency.run()
    assert agency.opened == ["a.txt"]


def test_a_refused_file_is_told_as_long_as_it_lies_there_and_hides_no_other(agency):
    drop(agency, "a.txt", ADVANCE, off=100)
    drop(agency, "b.txt", STRANGE)
    (agency.statements / ".DS_Store").write_bytes(b"x")
    (agency.statements / "sub").mkdir()
    for opened in (["a.txt", "b.txt"], []):
        reckoned = agency.run()
        (refused,) = (each for each in reckoned.findings if each.code == "STATEMENT_REFUSED")
        assert (refused.text, "do not add up" in refused.near) == ("a.txt", True)
        assert (agency.opened, agency.column("Amount")) == (opened, [55.5])
        assert all(each.payments_undecided for each in reckoned.book.clients)  # may be anybody's
    drop(agency, "a.txt", ADVANCE)
    reckoned = agency.run()
    assert "STATEMENT_REFUSED" not in {code for code, _ in codes(reckoned)}
    assert [each.name for each in reckoned.book.clients if each.payments_undecided] == ["Bell"]
    assert agency.column("Amount") == [55.5, 700.0]


def test_clients_are_shown_no_code_of_ours(agency):
    drop(agency, "a.txt", ADVANCE)
    reckoned = agency.run()
    lines = [*account_lines(reckoned.book, reckoned.accounts, 0)]
    assert ("payment", "", 700_00) in [(each.kind, each.text, each.amount) for each in lines]


def test_a_folder_that_is_not_there_is_told(agency):
    agency.statements.rmdir()
    (refused,) = (each for each in agency.run().findings if each.code == "STATEMENT_REFUSED")
    assert (refused.text, refused.variant) == (str(agency.statements), "folder")
    assert [each.verdict for each in bank_checks.statements(agency.config)] == ["bad"]
    agency.statements.mkdir()
    assert "STATEMENT_REFUSED" not in {code for code, _ in codes(agency.run())}
    assert [each.verdict for each in bank_checks.statements(agency.config)] == ["good"]
    (agency.statements / "september").mkdir()
    for name in ("b.txt.crdownload", ".hidden", "~$a.txt"):
        (agency.statements / name).write_bytes(b"")
    (check,) = bank_checks.statements(agency.config)
    assert check.found.endswith("; not taken: b.txt.crdownload, september")


def test_the_doctor_names_each_file_that_is_refused_beside_those_that_are_taken(agency):
    drop(agency, "a.txt", ADVANCE)
    whole = (agency.statements / "a.txt").read_bytes()
    for name in ("b.txt", "holiday.txt"):
        (agency.statements / name).write_bytes(whole[:400])
    for _ in ("before a run", "after one"):
        *refused, taken = bank_checks.statements(agency.config)
        assert [each.verdict for each in refused] == ["bad", "bad"]
        assert [each.found.partition(":")[0] for each in refused] == ["b.txt", "holiday.txt"]
        assert all(each.cure for each in refused)
        assert taken.found.endswith("files: 1")
        agency.run()
    (agency.statements / "a.txt").unlink()
    assert [each.verdict for each in bank_checks.statements(agency.config)] == ["bad", "bad"]


@pytest.mark.parametrize(
    "name", ["a.txt.crdownload", "a.txt.part", "Thumbs.db", "THUMBS.DB", "~$a.xlsx", ".a", "a.tmp"]
)
def test_what_programs_leave_beside_statements_holds_nobody(agency, name):
    drop(agency, "a.txt", ADVANCE)
    (agency.statements / name).write_bytes((agency.statements / "a.txt").read_bytes()[:400])
    reckoned = agency.run()
    assert (codes(reckoned), agency.opened) == ([], ["a.txt"])
    assert not any(each.letters_held for each in reckoned.book.clients)


def test_a_link_to_nowhere_hides_no_other_file(agency):
    drop(agency, "b.txt", ADVANCE)
    (agency.statements / "a.txt").symlink_to(agency.folder / "nowhere")
    refused = [each for each in agency.run().findings if each.code == "STATEMENT_REFUSED"]
    assert [each.text for each in refused] == ["a.txt"]
    assert agency.column("Amount") == [700.0]


# --- what staff say ----------------------------------------------------------------------------


def test_staff_settle_and_unsettle(agency):
    drop(agency, "a.txt", STRANGE)
    agency.run()
    for chosen, counts, state in (
        ("bell", 55_50, "counted, as chosen"),
        ("-", 0, "no client's money"),
        ("–", 0, "no client's money"),
        (None, 0, "▲ waits: choose the client"),
        ("Bel", 0, "✖ held, see Findings"),
        ("Cone", 0, "✖ held, see Findings"),  # who pays in euros
    ):
        agency.choose(0, chosen)
        reckoned = agency.run()
        assert (paid(reckoned)["Bell"], agency.column("State")) == (counts, [state])
        assert agency.column("Client") == [chosen]
    assert codes(reckoned) == [("BAD_CURRENCY", 2)]


def test_what_staff_choose_overrules_what_was_matched(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.choose(0, "Bell")
    assert paid(agency.run()) == {"Acme": 1_00, "Bell": 700_00, "Cone": 0}
    assert agency.column("Matched") == ["Acme"]
    agency.choose(0, None)
    assert paid(agency.run())["Acme"] == 701_00


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Ignore", "UNKNOWN_CLIENT"), ("Bel", "UNKNOWN_CLIENT"), ("Cone", "BAD_CURRENCY")],
)
def test_letters_wait_on_while_nobody_can_be_who_was_chosen(agency, typed, code):
    """Of those whose the money was, or may be: that a name is wrong takes nobody's money away."""
    drop(agency, "a.txt", ADVANCE, STRANGE)
    agency.run()
    for row in (0, 1):
        agency.choose(row, typed)
    for _ in range(2):
        reckoned = agency.run()
        assert codes(reckoned)[:2] == [(code, 2), (code, 3)]
        held = {each.name for each in reckoned.book.clients if each.letters_held}
        assert held - {typed} == {"Acme", "Bell"}
    for row in (0, 1):
        agency.choose(row, "-")
    assert not any(each.letters_held for each in agency.run().book.clients)


def test_who_pays_in_another_currency_than_their_account_s_is_asked_for_nothing(agency):
    """Roubles at the day's rate for an account in euros: a person enters them, and until then the
    client may have paid."""
    drop(agency, "a.txt", replace(STRANGE, name="Somebody", purpose="for Cone, at today's rate"))
    reckoned = agency.run()
    assert [each.name for each in reckoned.book.clients if each.letters_held] == ["Cone"]
    said = "Cone, in another currency: - here, and the sum in theirs into Payments"
    for _ in range(2):
        assert agency.column("How") == [said]
        waits = "▲ waits: - here, and the sum in the client's currency into Payments"
        assert agency.column("State") == [waits]
        agency.run()
    agency.choose(0, "-")
    assert not any(each.letters_held for each in agency.run().book.clients)


def test_a_choice_teaches_and_is_forgotten(agency):
    drop(agency, "a.txt", STRANGE)
    agency.run()
    agency.choose(0, "Bell")
    agency.run()
    drop(agency, "b.txt", replace(STRANGE, day=day(1), document="3"))
    assert paid(agency.run())["Bell"] == 2 * 55_50
    assert agency.column("How") == ["perhaps Bell", "payer's account"]
    agency.choose(0, "Acme")  # a slip put right, and all that it had led to
    drop(agency, "c.txt", replace(STRANGE, day=day(0), document="4"))
    assert paid(agency.run()) == {"Acme": 1_00 + 3 * 55_50, "Bell": 0, "Cone": 0}
    agency.choose(0, None)
    reckoned = agency.run()
    assert paid(reckoned)["Acme"] == 1_00
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", row) for row in (2, 3, 4)]


def test_a_choice_settles_what_waits_of_the_same_payer(agency):
    drop(agency, "a.txt", STRANGE, replace(STRANGE, day=day(1), document="3"))
    agency.run()
    agency.choose(1, "Bell")
    assert paid(agency.run())["Bell"] == 2 * 55_50
    assert agency.column("Matched") == ["Bell", None]


def test_contradictory_choices_teach_nobody_and_it_is_told(agency):
    drop(agency, "a.txt", STRANGE, replace(STRANGE, day=day(1), document="3"))
    agency.run()
    agency.choose(0, "Acme")
    agency.choose(1, "Bell")
    drop(agency, "b.txt", replace(STRANGE, day=day(0), document="4"))
    reckoned = agency.run()
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", 4)]
    assert agency.column("How")[2] == "pays for several, perhaps Bell / Acme"


def test_a_typed_payment_holds_its_like_until_staff_say_which(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.workbook.tabs["Payments"].append([day(1), "Acme", 700, None])
    one_of_two_counts(agency)
    agency.choose(0, None)
    del agency.workbook.tabs["Payments"][2]
    assert paid(agency.run())["Acme"] == 701_00


def test_a_typed_payment_holds_one_alone(agency):
    drop(agency, "a.txt", ADVANCE, replace(ADVANCE, document="2"))
    agency.workbook.tabs["Payments"].append([day(1), "Acme", 700, None])
    assert paid(agency.run())["Acme"] == 1_00 + 2 * 700_00


def test_what_was_typed_after_the_bank_told_it_is_one_payment(agency):
    drop(agency, "a.txt", ADVANCE)
    assert paid(agency.run())["Acme"] == 701_00
    agency.workbook.tabs["Payments"].append([day(4), "acme", 700, None])
    assert paid(agency.run())["Acme"] == 701_00


def test_what_an_opening_balance_has_does_not_count_twice(agency):
    agency.workbook.tabs["Payments"].append([day(3), "Acme", 5000, "opening"])
    drop(agency, "a.txt", ADVANCE, replace(ADVANCE, day=day(2)))
    assert paid(agency.run())["Acme"] == 1_00 + 5000_00 + 700_00
    assert agency.column("State") == ["in the client's opening balance already", "counted"]
    agency.choose(0, "Acme")
    assert paid(agency.run())["Acme"] == 1_00 + 5000_00 + 700_00


# --- what staff do to the tab ------------------------------------------------------------------


def test_sorted_rows_moved_columns_and_renamed_headers_change_nothing(agency):
    drop(agency, "a.txt", ADVANCE, STRANGE, replace(STRANGE, day=day(1), document="3"))
    agency.run()
    agency.choose(1, "Bell")
    before = paid(agency.run())
    tab, marks = agency.bank, agency.workbook.marks["Bank"]
    tab[1:] = tab[:0:-1]  # the whole table, the other way round
    for row in tab:
        row.insert(2, "their own")  # a column of theirs among ours
    for mark, at in marks.items():
        marks[mark] = at + (at >= 2)
    tab[0][0] = "When"
    assert paid(agency.run()) == before
    drop(agency, "b.txt", ADVANCE, replace(ADVANCE, document="9"))
    assert paid(agency.run())["Acme"] == before["Acme"] + 700_00
    assert [row[2] for row in tab[:4]] == ["their own"] * 4
    assert agency.column("Client") == [None, "Bell", None, None]
    assert agency.bank[0][0] == "Day"  # a header of ours is put right


def test_what_staff_typed_into_bank_holds_its_like(agency):
    agency.run()
    columns = agency.bank[0]
    typed = {"Day": day(4), "Amount": 700, "Client": "Acme"}
    agency.bank.append([typed.get(header) for header in columns])
    assert paid(agency.run())["Acme"] == 701_00
    drop(agency, "a.txt", ADVANCE, STRANGE)
    for _ in range(2):
        reckoned = agency.run()
        assert paid(reckoned)["Acme"] == 701_00
        assert ("POSSIBLE_DUPLICATE", 3) in codes(reckoned)
        assert agency.column("State")[1].startswith("▲ held, Bank!A2 is equal to it")
    agency.choose(1, "Acme")
    assert paid(agency.run())["Acme"] == 1401_00


def test_new_rows_go_below_whatever_staff_typed(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.bank.append([None] * 12 + ["a remark of theirs"])
    drop(agency, "b.txt", STRANGE)
    agency.run()
    assert [row[0] for row in agency.bank] == ["Day", day(3), None, day(2)]


def test_a_part_of_the_table_sorted_is_told_and_counts_for_nobody(agency):
    drop(agency, "a.txt", ADVANCE, STRANGE)
    agency.run()
    tab = agency.bank
    tab[1][3], tab[2][3] = tab[2][3], tab[1][3]  # the amounts alone
    reckoned = agency.run()
    assert paid(reckoned)["Acme"] == 1_00
    assert codes(reckoned) == [("BANK_ROW_CHANGED", 2), ("BANK_ROW_CHANGED", 3)]
    assert reckoned.book.clients[0].letters_held == ("payments",)
    del agency.bank[1:]
    assert paid(agency.run())["Acme"] == 701_00  # the folder has them still


def test_a_copied_row_counts_once(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.bank.append(list(agency.bank[1]))
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned)) == (701_00, [("POSSIBLE_DUPLICATE", 3)])


@pytest.mark.parametrize("lost", ["code", "matched", "state", "how", "payer"])
def test_a_column_of_ours_that_was_deleted_comes_back_and_nothing_counts_twice(agency, lost):
    drop(agency, "a.txt", ADVANCE, ADVANCE, STRANGE)
    agency.run()
    agency.choose(2, "Bell")
    before = paid(agency.run())
    marks = agency.workbook.marks["Bank"]
    gone = marks.pop(f"bank.{lost}")
    for row in agency.bank:
        del row[gone]
    marks |= {mark: at - (at > gone) for mark, at in marks.items()}
    for _ in range(2):
        assert paid(agency.run()) == before
        assert len(agency.rows()) == 3
    assert len(set(agency.column("Code"))) == 3


def test_a_client_who_is_called_otherwise_is_found_again(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    for tab in ("Clients", "Payments", "Log"):
        for row in agency.workbook.tabs[tab]:
            row[:] = ["Acme & Co" if cell == "Acme" else cell for cell in row]
    assert paid(agency.run())["Acme & Co"] == 701_00
    assert agency.column("Matched") == ["Acme & Co"]


# --- money back --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [camt, mt940])
@pytest.mark.parametrize("together", [True, False])
def test_money_that_the_bank_took_back_follows_its_credit(agency, form, together):
    back = replace(STRANGE, day=day(1), credit=False, returned=True, document="8")
    other = replace(STRANGE, document="9", amount=1)
    drop(agency, "a", STRANGE, other, *([back] if together else []), form=form)
    agency.run()
    if not together:
        drop(agency, "b", back, form=form)
        agency.run()
    assert sorted(agency.column("Amount")) == [-55.5, 0.01, 55.5]
    at = agency.column("Amount").index(55.5)
    for chosen, bells in (("Bell", 0), ("-", 0), (None, 0)):
        agency.choose(at, chosen)
        agency.run()
        reckoned = agency.run()
        row = agency.rows()[agency.column("Amount").index(-55.5)]
        assert row["Matched"] == (chosen if chosen != "-" else None)
        assert (row["State"] or "").startswith("▲") == (chosen != "Bell")
        assert paid(reckoned)["Bell"] - (1 if chosen == "Bell" else 0) == bells
    assert "taken back by the bank: a refund" in row["How"]


def test_another_format_of_the_same_days_waits_where_balances_say_nothing(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    drop(agency, "b.xml", replace(ADVANCE, reference="R1"), form=camt, opening=5)
    for _ in range(2):
        assert paid(agency.run())["Acme"] == 701_00
    assert agency.column("How")[1].startswith("another statement has one like it")
    agency.choose(1, "-")
    assert codes(agency.run()) == []


# --- in both languages -------------------------------------------------------------------------


def test_an_amount_that_cannot_be_read_makes_no_refund_of_a_payment(agency):
    drop(agency, "a.txt", ADVANCE)
    agency.run()
    agency.bank[1][agency.bank[0].index("Amount")] = "seven hundred"
    agency.config = replace(agency.config, workbook=replace(agency.config.workbook, language="ru"))
    agency.run()
    at = agency.workbook.marks["Bank"]["bank.how"]
    assert agency.bank[1][at] == "по расчётному счёту плательщика"


def test_how_is_said_in_the_language_of_the_day(agency):
    """After the workbook's language is another one, and as it was once that is put back."""
    number = replace(STRANGE, document="4", amount=3, name="Bell")
    again = replace(STRANGE, document="5", day=day(1), amount=4, account="40702810500000000009")
    back = replace(ADVANCE, credit=False, returned=True, document="6")
    drop(agency, "a", ADVANCE, STRANGE, number, again, back, form=mt940)
    agency.run()
    drop(agency, "b.txt", replace(ADVANCE, purpose="told otherwise"), opening=5)
    agency.run()
    agency.choose(1, "Bell")
    agency.choose(3, "-")
    for _ in range(2):
        agency.run()

    def how():
        at = agency.workbook.marks["Bank"]["bank.how"]
        return [row[at] for row in agency.bank[1:]]

    before = how()
    assert len(set(before)) >= 4, before
    for language, same in (("ru", False), ("ru", False), ("en", True), ("en", True)):
        agency.config = replace(
            agency.config, workbook=replace(agency.config.workbook, language=language)
        )
        agency.run()
        assert (how() == before) == same
        if not same:
            left = " ".join(map(str, how()))
            assert not {"perhaps", "payer", "nobody", "bank", "invoice"} & set(left.split())


def test_why_a_statement_is_refused_is_said_in_the_language_of_the_day(agency):
    """Nothing of it is opened again for that."""
    drop(agency, "a.txt", ADVANCE, off=100_00)
    (agency.statements / "b.txt").write_bytes(b"1CClientBankExchange\r\n")
    (agency.statements / "c.pdf").write_bytes(b"%PDF-1.4")
    (agency.statements / "d.txt").symlink_to(agency.folder / "nowhere")
    agency.run()
    for language, alphabet in (("ru", "[а-яё«]"), ("en", "[a-z]")):
        workbook = replace(agency.config.workbook, language=language)
        agency.config = replace(agency.config, workbook=workbook)
        for _ in range(2):
            refused = [
                each.near for each in agency.run().findings if each.code == "STATEMENT_REFUSED"
            ]
            assert all(re.match(alphabet, each) for each in refused)
        assert agency.opened == []
    assert refused[2].startswith("it is a PDF, not a statement: ")
