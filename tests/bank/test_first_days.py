"""The first day of a CSV with one balance a day is proven by what the account had before it (design
§20): by a statement that was taken, by another file, or by the config's word."""

import zipfile
from dataclasses import replace
from itertools import permutations

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import take, take_several
from sheets_sync.config import load
from tests.bank.layouts import reading_by
from tests.bank.memory_agency import MemoryAgency, codes
from tests.bank.test_folder import TABS

LAYOUT = Layout(
    CsvColumns("Date", amount="Sum", balance="Left", name="Name"),
    "40702810500000000001", "RUB", dates="y-m-d",
)  # fmt: skip
CONFIG = """
[bank.csv]
columns = { day = "Date", amount = "Sum", balance = "Left", name = "Name" }
account = "40702810500000000001"
dates = "y-m-d"
"""
SEPTEMBER = "2025-09-01;Acme;100,00;1100,00"
OCTOBER = "2025-10-01;Bell;50,00;\n2025-10-01;Cone;25,00;1175,00\n2025-10-31;Rent;-175,00;1000,00"
NOVEMBER = "2025-11-03;Bell;7,00;\n2025-11-03;Cone;3,00;1010,00"
MONTHS = {"sep.csv": SEPTEMBER, "oct.csv": OCTOBER, "nov.csv": NOVEMBER}


def text_of(rows, *, turned=False):
    lines = rows.splitlines()
    return "\n".join(["Date;Name;Sum;Left", *(lines[::-1] if turned else lines)])


@pytest.fixture
def put(tmp_path):
    def write(name, rows, *, turned=False):
        (tmp_path / name).write_text(text_of(rows, turned=turned), encoding="utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def agency(tmp_path):
    made = MemoryAgency(tmp_path, TABS)
    return configured(made)


def configured(agency, more=""):
    path = agency.folder / "config.toml"
    text = path.read_text(encoding="utf-8").partition("\n[bank.csv]")[0]
    path.write_text(text + CONFIG + more, encoding="utf-8")
    agency.config = load(path)
    return agency


def drop(agency, name, rows):
    (agency.statements / name).write_text(text_of(rows), encoding="utf-8")


def is_refused(reckoned):
    return "STATEMENT_REFUSED" in {code for code, _ in codes(reckoned)}


@pytest.mark.parametrize("turned", [False, True])
def test_months_prove_each_other_in_whatever_order_they_are_named(put, turned):
    paths = [put(name, rows, turned=turned) for name, rows in MONTHS.items()]
    for order in permutations(paths):
        made = take_several(order, reading_by(LAYOUT))
        sums = {each.name: [e.signed for e in each.statements[0].entries] for each in made}
        assert sums == {
            "sep.csv": [100_00], "oct.csv": [50_00, 25_00, -175_00], "nov.csv": [7_00, 3_00]
        }  # fmt: skip
        assert [each.name for each in made] == [each.name for each in order]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.replace("50,00;", "50,01;"),
        lambda rows: "2025-10-01;Dome;1,00;\n" + rows,
        lambda rows: rows.replace("1175,00", "1176,00").replace("1000,00", "1001,00"),
    ],
)
def test_a_month_that_does_not_go_on_is_refused_whole(put, change):
    october = change(OCTOBER)
    made = take_several(
        [put("nov.csv", NOVEMBER), put("oct.csv", october), put("sep.csv", SEPTEMBER)],
        reading_by(LAYOUT),
    )
    refused = {each.name: each for each in made if isinstance(each, BankFileError)}
    assert refused.keys() == {"oct.csv", "nov.csv"}  # and nothing proves the next one, then
    assert "2025-10-01" in refused["oct.csv"].message
    assert "bank.csv.begins_with" in refused["oct.csv"].cure


def test_of_another_account_or_currency_nothing_is_proven(put):
    for other in (replace(LAYOUT, account="40702810500000000002"), replace(LAYOUT, currency="EUR")):
        known = take(put("sep.csv", SEPTEMBER), reading_by(other))
        (made,) = take_several([put("oct.csv", OCTOBER)], reading_by(LAYOUT), [known])
        assert isinstance(made, BankFileError)


def test_what_was_taken_before_the_last_statement_proves_nothing(put):
    august = "2025-08-31;Acme;10,00;900,00"
    files = [put("aug.csv", august), put("sep.csv", SEPTEMBER)]
    begins_as_august = OCTOBER.replace("1175,00", "975,00").replace("1000,00", "800,00")
    *_, made = take_several([*files, put("oct.csv", begins_as_august)], reading_by(LAYOUT))
    assert isinstance(made, BankFileError)


def test_the_config_may_say_what_the_first_file_begins_with(put):
    path = put("oct.csv", OCTOBER)
    begun = take(path, reading_by(replace(LAYOUT, begins_with="1 100,00")))
    assert begun.statements[0].opening == 1100_00
    with pytest.raises(BankFileError):
        take(path, reading_by(replace(LAYOUT, begins_with="1 100,01")))
    with pytest.raises(BankFileError) as fault:
        take(path, reading_by(replace(LAYOUT, begins_with="all")))
    assert '"all"' in fault.value.message


def test_months_in_a_zip_prove_each_other(tmp_path):
    with zipfile.ZipFile(tmp_path / "year.zip", "w") as archive:
        for name in sorted(MONTHS):
            archive.writestr(name, text_of(MONTHS[name]))
    made = take(tmp_path / "year.zip", reading_by(LAYOUT))
    assert [len(each.entries) for each in made.statements] == [2, 3, 1]


def test_a_refused_month_is_taken_once_the_one_before_it_comes(agency):
    drop(agency, "nov.csv", NOVEMBER)
    assert is_refused(agency.run())
    drop(agency, "oct.csv", OCTOBER)
    assert is_refused(agency.run())
    drop(agency, "sep.csv", SEPTEMBER)
    assert not is_refused(agency.run())
    assert sorted(agency.column("Amount")) == [3, 7, 25, 50, 100]
    agency.run()
    assert agency.opened == []


def test_what_is_remembered_proves_the_next_month(agency):
    for name, rows in MONTHS.items():
        drop(agency, name, rows)
        assert not is_refused(agency.run())
        (agency.statements / name).unlink()
    drop(agency, "nov again.csv", NOVEMBER)
    assert not is_refused(agency.run())
    assert len(agency.column("Amount")) == 5


def test_the_word_of_the_config_opens_what_was_refused(agency):
    drop(agency, "oct.csv", OCTOBER)
    assert is_refused(agency.run())
    configured(agency, 'begins_with = "1100,00"\n')
    assert not is_refused(agency.run())
    drop(agency, "nov.csv", NOVEMBER)
    assert not is_refused(agency.run())
    configured(agency)  # what was taken stays so
    assert not is_refused(agency.run())
