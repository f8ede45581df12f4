"""CSV whose days, or sums, read two ways under a wrong ``[bank.csv]``: what shows it refuses the file
with a cure, and what was read otherwise before is the same money once the config is right (§20)."""

from dataclasses import replace

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout, statements_in
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.days import serial, to_date
from sheets_sync.billing.findings import Code, Variant
from sheets_sync.config import load
from tests.bank.memory_agency import MemoryAgency, paid
from tests.bank.test_corrected import BELLS, BOTH, found
from tests.bank.test_folder import ACMES
from tests.sync.agency import NOW

COLUMNS = CsvColumns(day="Date", amount="Sum", balance="Left")
TODAY = serial(NOW.date())
DAYS_FIRST, MONTHS_FIRST, YEARS_FIRST = "d.m.y", "m/d/y", "y-m-d"


def read(days, order, today=TODAY, **changed):
    """The days of a file of one euro a row."""
    rows = [f"{day};1,00;{number},00" for number, day in enumerate(days, 1)]
    layout = replace(Layout(COLUMNS, "DE1", "EUR", dates=order), **changed)
    (made,) = statements_in("\n".join(["Date;Sum;Left", *rows]).encode(), layout, today)
    return [f"{to_date(each.day):%d.%m}" for each in made.entries]


@pytest.mark.parametrize(
    ("order", "days", "said"),
    [
        (MONTHS_FIRST, ["01/11/2026", "20/11/2026"], r"line 3: .*but one as d\.m\.y"),
        (DAYS_FIRST, ["11/01/2026", "11/20/2026"], "line 3: .*but one as m/d/y"),
        (MONTHS_FIRST, ["05/10/2026", "03/11/2026"], "run to and fro"),
        (MONTHS_FIRST, ["10/10/2026", "12/10/2026", "03/11/2026", "05/11/2026"], "beyond today"),
        (MONTHS_FIRST, ["10/10/2025", "12/10/2025", "03/11/2025", "05/11/2025"], "run to and fro"),
        (DAYS_FIRST, ["11/05/2026", "11/03/2026", "10/12/2026", "10/10/2026"], "beyond today"),
        (MONTHS_FIRST, ["04/02/2026", "04/02/2026", "12/02/2026"], "beyond today"),
        (MONTHS_FIRST, ["01/02/2026", "02/02/2026", "05/02/2026", "06/02/2026"], "of each month"),
        (DAYS_FIRST, ["02-01-2026", "02-02-2026", "02-05-2026", "02-06-2026"], "of each month"),
        (MONTHS_FIRST, ["01.02.2026", "05.02.2026"], "points between"),
        (MONTHS_FIRST, ["01.02.2026.", "05.02.2026."], "points between"),
        (MONTHS_FIRST, ["Sun 01.02.2026", "Thu 05.02.2026"], "but one as d.m.y"),
        (DAYS_FIRST, ["26-11-05"], "years ago"),
        (DAYS_FIRST, ["26-10-30", "26-11-05", "26-11-20"], "beyond today"),
        ("y-m-d", ["20/11/26", "21/11/26"], "years ago"),
        ("y-m-d", ["05/11/26", "09/11/26"], "years ago"),
    ],
)  # fmt: skip
def test_what_shows_the_other_order_refuses_the_file(order, days, said):
    other = MONTHS_FIRST if order == DAYS_FIRST else DAYS_FIRST
    other = YEARS_FIRST if days[0].startswith("26") else other
    with pytest.raises(StatementFault, match=f'{said}.*set `bank.csv.dates = "{other}"`'):
        read(days, order)
    read(days, other)


@pytest.mark.parametrize(
    ("order", "days"),
    [
        (DAYS_FIRST, ["02/01/2026", "02/02/2026", "02/03/2026"]),  # a payment a month
        (DAYS_FIRST, ["24/11/2026", "25/11/2026"]),  # ahead, over a weekend
        (DAYS_FIRST, ["03/04/2027"]),  # whichever it is, it is to come
        (DAYS_FIRST, ["05/01/2026", "03/01/2026", "07/01/2026"]),  # to and fro in both
        (MONTHS_FIRST, ["1/2/2026 9:00 a.m.", "2/1/2026 9:00 a.m."]),  # points, but not between
        (MONTHS_FIRST, ["Fri. 01/02/2026", "Sun. 02/01/2026"]),
        (MONTHS_FIRST, ["5/5/2026", "6/6/2026", "4/4/2026"]),  # the same in both
        (DAYS_FIRST, ["05.11.23", "21.11.23"]),  # of years ago, truly
        (DAYS_FIRST, ["01.12.26"]),
        ("y-m-d", ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"]),
    ],
)
def test_what_shows_nothing_is_read_as_the_config_says(order, days):
    assert len(read(days, order)) == len(days)


@pytest.mark.parametrize(
    ("decimal", "currency", "sums", "said"),
    [
        (",", "EUR", ["1,000", "2,500", "3,500"], r'decimal = "\."'),
        (".", "EUR", ["1.000", "2.500", "3.500"], 'decimal = ","'),
        (",", "JPY", ["1,000", "500", "1,500"], r'decimal = "\."'),
        (",", "KWD", ["12.345", "7.000", "19.345"], r'decimal = "\."'),
        (",", "EUR", ["1,234.50", "5.00", "1,239.50"], r'decimal = "\."'),
        (".", "EUR", ["12,50", "1.234,50", "1.247,00"], 'decimal = ","'),
        (
            ".",
            "EUR",
            ["1.250", "2.500", "3.750"],
            'decimal = ",".*decimals = 3',
        ),
        (
            ",",
            "KWD",
            ["12.345", "7.000", "19.345"],
            r'decimal = "\.".*decimals = 3',
        ),
    ],
)
def test_a_mark_that_may_part_thousands_refuses_the_file(decimal, currency, sums, said):
    one, two, left = sums
    text = f"Date;Sum;Left\n20.11.2026;{one};{one}\n21.11.2026;{two};{left}\n"
    layout = Layout(COLUMNS, "DE1", currency, decimal=decimal)
    with pytest.raises(StatementFault, match=f"line 2: .*set `bank.csv.{said}`"):
        statements_in(text.encode(), layout)


def test_a_column_that_says_another_currency_refuses_the_file():
    text = "Date;Валюта;Sum;Left\n20.11.2026;{};1,00;1,00\n"
    layout = Layout(COLUMNS, "DE1", "RUB")
    assert statements_in(text.format("RUB").encode(), layout)
    assert statements_in(text.format("р.").encode(), layout)
    with pytest.raises(StatementFault, match=r"line 2: the row is in EUR, but .* says RUB"):
        statements_in(text.format("EUR").encode(), layout)


LAYOUT = """
[bank.csv]
columns = {{ day = "Date", amount = "Sum", balance = "Left", name = "Payer", account = "Account", purpose = "Text" }}
account = "DE1"
currency = "RUB"
dates = "{}"
"""


class CsvAgency(MemoryAgency):
    """One whose bank gives CSV; what its config says may change."""

    def __init__(self, folder, layout):
        super().__init__(folder, BOTH)
        self._path = folder / "config.toml"
        self._begun = self._path.read_text(encoding="utf-8")
        self.set(layout)

    def set(self, layout):
        self._path.write_text(self._begun + layout, encoding="utf-8")
        self.config = load(self._path)

    def drop(self, name, opening, *rows):
        """A statement of days, sums (whole), and payers' accounts."""
        lines = ["Date;Sum;Left;Payer;Account;Text"]
        for day, amount, account in rows:
            opening += amount
            lines.append(f"{day};{amount};{opening};Payer;{account};advance {day[:5]}")
        (self.statements / name).write_text("\n".join(lines), encoding="utf-8")


OCTOBER = ("15/10/2026", 100, ACMES), ("30/10/2026", 200, BELLS)
NOVEMBER = ("02/11/2026", 300, ACMES), ("05/11/2026", 400, BELLS)


def refused(agency, reckoned):
    found = [each for each in reckoned.findings if each.code is Code.STATEMENT_REFUSED]
    assert {each.variant for each in found} <= {Variant.LAYOUT}
    return [each.near for each in found]


@pytest.mark.parametrize("gone", [False, True])
def test_balances_of_other_files_show_the_order(tmp_path, gone):
    """The bank writes its days otherwise now, or somebody changed the config."""
    agency = CsvAgency(tmp_path, LAYOUT.format(DAYS_FIRST))
    agency.drop("october.csv", 1000, *OCTOBER)
    agency.run()
    if gone:
        (agency.statements / "october.csv").unlink()
    agency.set(LAYOUT.format(MONTHS_FIRST))
    agency.drop("november.csv", 1300, *NOVEMBER)
    for _ in range(2):
        said = refused(agency, agency.run())
        assert any("go on from no other statement" in each for each in said)
        assert any("as d.m.y from october.csv" in each for each in said)
    agency.set(LAYOUT.format(DAYS_FIRST))
    reckoned = agency.run()
    assert (refused(agency, reckoned), paid(reckoned)["Acme"]) == ([], 401_00)


@pytest.mark.parametrize("opening", [1300, 5000, 0])
def test_a_statement_in_the_order_that_the_config_says_is_taken(tmp_path, opening):
    """One that goes on from October's, or from nothing that is known, in the right order."""
    agency = CsvAgency(tmp_path, LAYOUT.format(DAYS_FIRST))
    agency.drop("october.csv", 1000, *OCTOBER)
    agency.drop("november.csv", opening, *NOVEMBER)
    reckoned = agency.run()
    assert (refused(agency, reckoned), paid(reckoned)["Acme"]) == ([], 401_00)


FIRST = ("01/02/2026", 100, ACMES), ("05/02/2026", 200, BELLS), ("07/02/2026", 300, "")
LATER = (*FIRST, ("20/02/2026", 50, ACMES))
WITHOUT_PAYER = LAYOUT.replace(', account = "Account", purpose = "Text"', "")
RIGHT = LAYOUT.format(DAYS_FIRST)


ORDERS_AND_COLUMNS = (
    LAYOUT.format(MONTHS_FIRST),
    WITHOUT_PAYER.format(DAYS_FIRST),
    WITHOUT_PAYER.format(MONTHS_FIRST),
)
WHOSE = RIGHT.replace("DE1", "DE2"), RIGHT.replace("RUB", "EUR")


@pytest.mark.parametrize(
    ("wrong", "renamed"),
    [*((each, False) for each in (*ORDERS_AND_COLUMNS, *WHOSE)), *((each, True) for each in ORDERS_AND_COLUMNS)],
)  # fmt: skip
def test_rows_follow_where_the_config_is_put_right(tmp_path, wrong, renamed):
    """Who puts the config right as a refusal says has each payment once, and every choice."""
    agency = CsvAgency(tmp_path, wrong)
    agency.drop("first.csv", 1000, *FIRST)
    agency.run()
    for row, client in enumerate(("Acme", "Bell", "Acme")):
        if agency.column("Matched")[row] is None and "EUR" not in wrong:
            agency.choose(row, client)
    agency.choose(2, "-")
    agency.run()
    agency.set(RIGHT)
    if renamed:
        (agency.statements / "first.csv").rename(agency.statements / "second.csv")
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 101_00, "Bell": 200_00}, [])
    assert [f"{each:%d.%m}" for each in agency.column("Day")] == ["01.02", "05.02", "07.02"]
    agency.drop("whole.csv", 1000, *LATER)
    once: tuple[dict[str, int], list[tuple[str, int]]] = {"Acme": 151_00, "Bell": 200_00}, []
    assert found(agency, agency.run()) == once
    agency.bank[1:] = []
    for _ in range(2):
        assert found(agency, agency.run()) == once
    assert len(agency.rows()) == 4


@pytest.mark.parametrize("wrong", ORDERS_AND_COLUMNS)
def test_rows_follow_a_longer_file_than_the_one_that_is_gone(tmp_path, wrong):
    """As the refusal says: one that has a day after the 12th."""
    agency = CsvAgency(tmp_path, wrong)
    agency.drop("first.csv", 1000, *FIRST)
    agency.run()
    agency.choose(2, "-")
    agency.run()
    (agency.statements / "first.csv").unlink()
    agency.set(RIGHT)
    agency.drop("second.csv", 950, ("30/01/2026", 50, ACMES), *FIRST, ("20/02/2026", 60, BELLS))
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 151_00, "Bell": 260_00}, [])
    assert len(agency.rows()) == 5


@pytest.mark.parametrize(
    "less", [', name = "Payer"', ', account = "Account"', ', purpose = "Text"']
)
def test_files_that_overlap_are_read_anew_once(tmp_path, less):
    """A column more: what tells an entry is the same with it, or another, or in one file alone."""
    agency = CsvAgency(tmp_path, RIGHT.replace(less, ""))
    agency.drop("first.csv", 1000, *FIRST[1:])
    agency.drop("second.csv", 900, *FIRST)
    agency.drop("third.csv", 900, *FIRST, ("20/02/2026", 60, BELLS))
    agency.run()
    for row, client in enumerate(agency.column("Matched")):
        agency.choose(row, client or "Bell")
    before = found(agency, agency.run())
    for layout in (RIGHT, RIGHT.replace(less, ""), RIGHT):
        agency.set(layout)
        for _ in range(2):
            assert found(agency, agency.run()) == before
        assert len(agency.rows()) == 4
