"""A later statement of the same days tells a payment no more: its row waits and a person says, and is
as it was where a statement tells it again (design §20)."""

import io
import os
from dataclasses import replace

import pytest
from rich.console import Console

from sheets_sync.config import load
from sheets_sync.use_cases.bank_statements import check_statements
from sheets_sync.use_cases.shared.office import view_office
from sheets_sync.views.bank_view import show_statements
from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_corrected import BELL, BOTH, drop, found
from tests.bank.test_equal_payments import LAYOUT
from tests.bank.test_folder import ADVANCE, STRANGE
from tests.bank.writing import Told, camt, client_bank, csv_, mt940
from tests.sync.agency import NOW, day

OTHER = replace(BELL, day=day(5), amount=30_00, document="7", reference="R-7")
KEPT = replace(OTHER, day=day(1), document="8", reference="R-8")
MONTH = (OTHER, ADVANCE, KEPT)
FORMS = [client_bank, camt, mt940]
AS_IT_WAS: tuple[dict[str, int], list[tuple[str, int]]] = ({"Acme": 701_00, "Bell": 60_00}, [])
WITHOUT = ({"Acme": 1_00, "Bell": 60_00}, [("NO_LONGER_TOLD", 3)])


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, BOTH)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("beside", [False, True])
def test_a_payment_that_is_told_no_more_waits_and_comes_back_with_the_next_file(
    agency, form, beside
):
    drop(agency, "november.txt", *MONTH, form=form)
    assert found(agency, agency.run()) == AS_IT_WAS
    name = "november again.txt" if beside else "november.txt"
    drop(agency, name, OTHER, KEPT, form=form)
    for _ in range(3):
        reckoned = agency.run()
        assert found(agency, reckoned) == WITHOUT
        (finding,) = reckoned.findings
        assert (finding.near, finding.client) == (name, "Acme")
        assert agency.column("State")[1].startswith(f"▲ held, the later statement {name} tells it")
        assert [each.name for each in reckoned.book.clients if each.letters_held] == ["Acme"]
    drop(agency, "third.txt", *MONTH, form=form)
    for _ in range(2):
        reckoned = agency.run()
        assert found(agency, reckoned) == AS_IT_WAS
        assert not any(each.letters_held for each in reckoned.book.clients)
    assert len(agency.rows()) == 3


@pytest.mark.parametrize("form", FORMS)
def test_both_in_the_folder_from_the_first_run_on(agency, form):
    """Whichever name comes first: the later one knows."""
    drop(agency, "b.txt", *MONTH, form=form, made=10**18)
    drop(agency, "a.txt", OTHER, KEPT, form=form, made=2 * 10**18)
    for _ in range(2):
        assert found(agency, agency.run()) == (WITHOUT[0], [("NO_LONGER_TOLD", 4)])
    agency.bank[1:] = []  # all is opened again
    for _ in range(2):
        assert found(agency, agency.run()) == (WITHOUT[0], [("NO_LONGER_TOLD", 4)])


@pytest.mark.parametrize("form", FORMS)
def test_an_older_statement_that_comes_late_takes_nothing_away(agency, form):
    drop(agency, "b.txt", *MONTH, form=form, made=2 * 10**18)
    agency.run()
    drop(agency, "a.txt", OTHER, KEPT, form=form, made=10**18)
    for _ in range(2):
        assert found(agency, agency.run()) == AS_IT_WAS
    (agency.statements / "b.txt").unlink()
    assert found(agency, agency.run()) == AS_IT_WAS


def test_when_1c_made_it_counts_more_than_when_the_file_was_saved(agency):
    def dated(hour):
        return lambda told: client_bank(told).replace(
            "Отправитель".encode("cp1251"),
            f"ДатаСоздания=29.11.2026\r\nВремяСоздания={hour}:00:00\r\nОтправитель".encode(
                "cp1251"
            ),
            1,
        )

    drop(agency, "b.txt", *MONTH, form=dated(18), made=10**18)
    drop(agency, "a.txt", OTHER, KEPT, form=dated(12), made=2 * 10**18)
    assert found(agency, agency.run()) == AS_IT_WAS
    drop(agency, "c.txt", OTHER, KEPT, form=dated(19), made=10**17)
    assert found(agency, agency.run()) == (WITHOUT[0], [("NO_LONGER_TOLD", 4)])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", [(), (BELL,)])
def test_a_day_s_statement_without_it(agency, form, more):
    today = replace(ADVANCE, day=day(2))
    first = 3 if form is mt940 else 2  # as of the evening before
    for moves in ((today, *more), more):
        drop(agency, "day.txt", *moves, form=form, first=first, last=2)
        reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned)) == (1_00, [("NO_LONGER_TOLD", 2)])


@pytest.mark.parametrize(("chosen", "comes", "said"), [("-", 1_00, []), ("Acme", 701_00, [])])
def test_what_a_person_says_then_decides(agency, chosen, comes, said):
    for moves in (MONTH, (OTHER, KEPT)):
        drop(agency, "a.txt", *moves)
        agency.run()
    agency.choose(1, chosen)
    for again in range(3):
        drop(agency, f"{again}.txt", OTHER, KEPT)
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], codes(reckoned)) == (comes, said)


def test_what_a_person_had_chosen_before_counts_and_is_told(agency):
    """A choice of before says whose it is, not that the bank is wrong."""
    drop(agency, "a.txt", *MONTH)
    agency.run()
    agency.choose(1, "Bell")
    agency.run()
    drop(agency, "a.txt", OTHER, KEPT)
    for _ in range(2):
        reckoned = agency.run()
        assert found(agency, reckoned) == ({"Acme": 1_00, "Bell": 760_00}, WITHOUT[1])
        assert [each.name for each in reckoned.book.clients if each.letters_held] == ["Bell"]
        assert [each.variant for each in reckoned.findings] == ["chosen"]
    agency.choose(1, "-")
    assert found(agency, agency.run()) == ({"Acme": 1_00, "Bell": 60_00}, [])


def test_one_that_waited_for_a_client_is_told_and_holds_the_same_letters(agency):
    strange = replace(STRANGE, name="Bell and sons", account="", inn="")
    drop(agency, "a.txt", OTHER, strange, KEPT)
    reckoned = agency.run()
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", 3)]
    drop(agency, "a.txt", OTHER, KEPT)
    for _ in range(2):
        reckoned = agency.run()
        assert codes(reckoned) == [("NO_LONGER_TOLD", 3)]
        assert [each.name for each in reckoned.book.clients if each.letters_held] == ["Bell"]


@pytest.mark.parametrize("form", FORMS)
def test_of_two_equal_ones_one_may_be_told_no_more(agency, form):
    twice = (OTHER, ADVANCE, ADVANCE, KEPT)
    for moves in (twice, MONTH):
        drop(agency, "a.txt", *moves, form=form)
        reckoned = agency.run()
    assert found(agency, reckoned) == ({"Acme": 701_00, "Bell": 60_00}, [("NO_LONGER_TOLD", 4)])


def test_what_is_told_otherwise_is_not_told_twice(agency):
    drop(agency, "a.txt", *MONTH)
    agency.run()
    drop(agency, "a.txt", OTHER, replace(ADVANCE, amount=710_00), KEPT)
    assert found(agency, agency.run()) == (AS_IT_WAS[0], [("TOLD_OTHERWISE", 5)])


def test_a_deleted_tab_comes_back_as_it_waited(agency):
    for moves in (MONTH, (OTHER, KEPT)):
        drop(agency, "a.txt", *moves)
        agency.run()
    agency.bank[1:] = []
    reckoned = agency.run()
    assert paid(reckoned) == {"Acme": 1_00, "Bell": 60_00, "Cone": 0}
    assert [code for code, _ in codes(reckoned)] == ["NO_LONGER_TOLD"]


def test_check_says_which_rows_a_file_would_tell_no_more(agency):
    drop(agency, "a.txt", *MONTH)
    agency.run()
    drop(agency, "b.txt", OTHER, KEPT)
    path = agency.folder / "b.txt"
    (agency.statements / "b.txt").rename(path)
    before = [list(row) for row in agency.bank]
    with view_office(agency.config, NOW) as office:
        office.__dict__["workbook"] = agency.workbook
        checked = check_statements(office, [path])
    shown = io.StringIO()
    console = Console(file=shown, width=80)
    show_statements(checked, agency.config.workbook.words, console, everything=False)
    assert "In Bank, and told no more: they would wait · 1\n" in shown.getvalue()
    assert "2026-11-20         700.00  Acme\n" in shown.getvalue()
    assert agency.bank == before


# --- what tells nothing of it -------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_other_days_another_account_or_a_part_of_a_day_take_nothing_away(agency, form):
    drop(agency, "a.txt", *MONTH, form=form)
    agency.run()
    drop(agency, "b.txt", KEPT, form=form, first=1, last=0, opening=1730_00)
    drop(agency, "c.txt", OTHER, form=form, first=20, last=4)
    other = Told((KEPT,), account="40702810900000000099", first=day(30), last=day(0))
    (agency.statements / "d.txt").write_bytes(form(other))
    afternoon = replace(KEPT, day=day(3), document="88", reference="R-88")
    drop(agency, "e.txt", afternoon, form=form, first=3, last=3, opening=1730_00)
    reckoned = agency.run()
    assert codes(reckoned) == []
    assert paid(reckoned)["Acme"] == 701_00


def test_another_form_takes_nothing_away(agency):
    drop(agency, "a.txt", *MONTH, form=client_bank)
    agency.run()
    drop(agency, "b.txt", OTHER, KEPT, form=camt)
    assert "NO_LONGER_TOLD" not in {code for code, _ in codes(agency.run())}


@pytest.mark.parametrize("name", ["выписка за ноябрь (2).txt", "a 100%.txt", "x" * 200, "%41;.txt"])
def test_any_name_of_a_file_is_told(agency, name):
    drop(agency, "a.txt", *MONTH)
    agency.run()
    drop(agency, name, OTHER, KEPT)
    for _ in range(2):
        (finding,) = agency.run().findings
        assert finding.near == name[:60]


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_that_is_copied_takes_nothing_away(agency, form):
    """Every file is changed then, in whatever order; none tells anything that it did not."""
    drop(agency, "noon.txt", OTHER, form=form, first=30, last=3, made=10**18)
    drop(agency, "night.txt", OTHER, ADVANCE, form=form, first=30, last=3, made=2 * 10**18)
    agency.run()
    for name, made in (("night.txt", 3), ("noon.txt", 4)):
        os.utime(agency.statements / name, ns=(made * 10**18, made * 10**18))
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned)) == (701_00, [])
    assert agency.opened == ["night.txt", "noon.txt"]


def test_in_place_of_another_file_the_first_one_is_the_later_one_again(agency):
    for moves, comes in ((MONTH, 701_00), ((OTHER, KEPT), 1_00), (MONTH, 701_00)):
        drop(agency, "a.txt", *moves)
        assert paid(agency.run())["Acme"] == comes


def test_a_csv_of_fewer_days_may_be_cut_within_its_last_one(agency):
    """It tells no days of its own: banks cut at midnight of wherever they are."""
    config = agency.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + LAYOUT, encoding="utf-8")
    agency.config = load(config)
    late = replace(ADVANCE, amount=5_00, purpose="Late")
    for name, moves in (("a.csv", (OTHER, ADVANCE, late, KEPT)), ("b.csv", (OTHER, ADVANCE))):
        drop(agency, name, *moves, form=csv_)
        assert paid(agency.run())["Acme"] == 706_00
    drop(agency, "c.csv", OTHER, ADVANCE, KEPT, form=csv_)
    assert paid(agency.run())["Acme"] == 701_00


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("dash", [False, True])
def test_what_was_told_otherwise_and_then_no_more_is_told_no_more(agency, form, dash):
    """Found: the first went on counting beside a question that nothing answered."""
    other = replace(ADVANCE, amount=600_00)
    for name, moves in (("a", MONTH), ("b", (OTHER, other, KEPT))):
        drop(agency, name, *moves, form=form)
        reckoned = agency.run()
    assert [code for code, _ in codes(reckoned)] == ["TOLD_OTHERWISE"]
    if dash:
        agency.choose(1, "-")  # 600 is right
        agency.run()
    drop(agency, "c", OTHER, KEPT, form=form)
    for _ in range(2):
        reckoned = agency.run()
        assert {code for code, _ in codes(reckoned)} == {"NO_LONGER_TOLD"}
        assert paid(reckoned)["Acme"] == 1_00
    drop(agency, "d", *MONTH, form=form)
    reckoned = agency.run()
    assert codes(reckoned) == [("NO_LONGER_TOLD", 5)]
    assert paid(reckoned)["Acme"] == (1_00 if dash else 701_00)
