"""Several ``[[bank.csv]]``: each file is read by the one that its name or its headers tell; one that
fits none, or two, is refused with what to set (design §20)."""

import io
import zipfile

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.declared import DeclaredLayout
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import Reading, take
from sheets_sync.billing.findings import Code
from sheets_sync.config import load
from sheets_sync.errors import ConfigError
from sheets_sync.words.speaking import words_of
from tests.bank.memory_agency import codes, paid, undecided
from tests.bank.test_corrected import BELLS, found
from tests.bank.test_days_in_both_orders import CsvAgency
from tests.bank.test_folder import ACMES

ONE = Layout(CsvColumns("Date", "Sum", balance="Left", account="Account"), "DE1", "RUB")
OTHER = Layout(
    CsvColumns("Tag", credit="Haben", debit="Soll", balance="Saldo"),
    "DE2", "RUB", "cp1252", ",", ".", "y-m-d",
)  # fmt: skip
OF_ONE = "Date;Sum;Left;Account\n20.11.2026;1,00;1,00;\n"
OF_OTHER = "Tag,Haben,Soll,Saldo\n2026-11-20,2.00,,2.00\n"
BOTH = DeclaredLayout(ONE, "Here"), DeclaredLayout(OTHER, "Überall")
NAMED = DeclaredLayout(ONE, "a", ("one*", "*[1].CSV")), DeclaredLayout(ONE, "b", ("two?.csv",))


def taken(folder, text, declared, name="a.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    made = take(folder / name, Reading(layouts=declared))
    return made.layouts, [each.account for each in made.statements]


@pytest.mark.parametrize(
    ("text", "declared", "name", "said"),
    [
        (OF_ONE, BOTH, "a.csv", ("Here", "DE1")),
        (OF_OTHER, BOTH, "a.csv", ("Überall", "DE2")),
        (OF_ONE, NAMED, "One of May.csv", ("a", "DE1")),
        (OF_ONE, NAMED, "x[1].csv", ("a", "DE1")),
        (OF_ONE, NAMED, "two2.csv", ("b", "DE1")),
        (OF_OTHER, (*NAMED, BOTH[1]), "x.csv", ("Überall", "DE2")),
        (OF_OTHER, (BOTH[0], DeclaredLayout(OTHER)), "x.csv", ("[[bank.csv]] 2", "DE2")),
    ],
)
def test_name_then_headers_tell_the_layout(tmp_path, text, declared, name, said):
    label, account = said
    assert taken(tmp_path, text, declared, name) == ((label,), [account])


@pytest.mark.parametrize(
    ("text", "declared", "name", "said"),
    [
        ("Day,Sum\n1,2\n", BOTH, "a.csv", r"not all headers of any layout .*\(Here, Überall\)"),
        (OF_ONE, (BOTH[0], DeclaredLayout(ONE)), "a.csv", r"Here, \[\[bank.csv\]\] 2. Say in `files`"),
        (OF_ONE, NAMED, "x.csv", r"name fits the `files` of no layout .*\(a, b\)"),
        (OF_ONE, NAMED[:1], "x.csv", r"name fits the `files` of no layout .*\(a\)"),
        (OF_OTHER, NAMED, "one.csv", r"by the layout a: no row has the headers"),
        (OF_ONE.replace("1,00;1", "1,000;1"), BOTH, "a.csv", "by the layout Here: line 2: in"),
    ],
)  # fmt: skip
def test_a_file_of_none_or_of_two_is_refused(tmp_path, text, declared, name, said):
    with pytest.raises(BankFileError, match=said) as refused:
        taken(tmp_path, text, declared, name)
    assert refused.value.cure_key == "as_set"
    for language in ("en", "ru"):
        assert "{" not in str(refused.value.said_in(words_of(language)))


def test_one_layout_is_as_it_was(tmp_path):
    assert taken(tmp_path, OF_ONE, BOTH[:1]) == ((), ["DE1"])


def test_files_in_a_zip_are_each_of_their_own(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x/one.csv", OF_ONE)
        archive.writestr("other.csv", OF_OTHER)
    (tmp_path / "all.zip").write_bytes(packed.getvalue())
    made = take(tmp_path / "all.zip", Reading(layouts=(NAMED[0], BOTH[1])))
    assert (made.format, made.layouts) == ("CSV", ("a", "Überall"))
    assert [each.account for each in made.statements] == ["DE1", "DE2"]


def table(account, more="", balance="Left"):
    columns = f'{{ day = "Date", amount = "Sum", balance = "{balance}", name = "Payer", account = "Account" }}'
    return f'[[bank.csv]]\ncolumns = {columns}\naccount = "{account}"\ncurrency = "RUB"\n{more}\n'


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (table("1") + '[[bank.csv]]\ndelimiter = ":"\n', r"bank.csv\[2\].delimiter: must be"),
        (table("1") + "[[bank.csv]]\nfile = 1\n", r"bank.csv\[2\].file: unknown key; .*files"),
        (table("1") + "[[bank.csv]]\n", r"bank.csv\[2\].columns: needs columns"),
        (table("1") + table(""), r"bank.csv\[2\].columns: needs bank.csv.account"),
        (table("1", 'name = "A"') + table("2", 'name = "a"'), r"bank.csv\[2\].name: \"a\" is the"),
        ("[bank]\ncsv = 1\n", "bank.csv: must be a table"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_one_of_several_is_named(tmp_path, tables, said):
    (tmp_path / "config.toml").write_text(tables, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load(tmp_path / "config.toml")


MAY = ("05/05/2026", 100, ACMES), ("06/05/2026", 200, BELLS)


def test_a_second_bank_is_declared_beside_the_first(tmp_path):
    """What the first one told stays as it is; equal sums of a day in two banks are two payments."""
    first = table("DE1").replace("[[bank.csv]]", "[bank.csv]")
    agency = CsvAgency(tmp_path, first)
    agency.drop("one.csv", 1000, *MAY)
    before = found(agency, agency.run())
    assert before == ({"Acme": 101_00, "Bell": 200_00}, [])
    agency.drop("two.csv", 7000, *MAY)
    path = agency.statements / "two.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Left", "Saldo"), encoding="utf-8")
    assert [each.code for each in agency.run().findings] == [Code.STATEMENT_REFUSED]
    agency.set(table("DE1") + table("DE2", balance="Saldo"))
    for _ in range(2):
        assert found(agency, agency.run()) == ({"Acme": 201_00, "Bell": 400_00}, [])


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize(
    ("account", "paid_in", "state"),
    [
        (', account = "Account"', (151_00, 200_00), "▲ held, "),
        ("", (1_00, 0), "another statement has an equal one"),
    ],
)
def test_two_layouts_of_one_account_never_count_twice(tmp_path, gone, account, paid_in, state):
    """The bank changed its export: days that both tell wait, the rest counts."""
    told = table("DE1", balance="Saldo").replace(" }", ', purpose = "Text" }')
    agency = CsvAgency(tmp_path, (table("DE1") + told).replace(', account = "Account"', account))
    agency.drop("one.csv", 1000, *MAY)
    if gone:
        agency.run()
        (agency.statements / "one.csv").unlink()
    agency.drop("two.csv", 1100, *MAY[1:], ("07/05/2026", 50, ACMES))
    path = agency.statements / "two.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Left", "Saldo"), encoding="utf-8")
    for _ in range(2):
        reckoned = agency.run()
        assert tuple(paid(reckoned).values()) == (*paid_in, 0)
        assert "NO_LONGER_TOLD" not in dict(codes(reckoned))
        assert state in (agency.column("State")[2] if account else agency.column("How")[2])


@pytest.mark.parametrize("at_once", [True, False])
def test_one_file_under_the_names_of_two_accounts_counts_once(tmp_path, at_once):
    """Found: the export of one account, under the other's name too, counted twice in silence."""
    declared = (table(f"DE{n}", f'files = "{name}*"') for n, name in ((1, "one"), (2, "two")))
    agency = CsvAgency(tmp_path, "".join(declared))
    agency.drop("one.csv", 1000, *MAY)
    if not at_once:
        agency.run()
    agency.drop("two.csv", 1000, *MAY)
    for _ in range(2):
        reckoned = agency.run()
        assert tuple(paid(reckoned).values())[:2] == (101_00, 200_00)
        assert undecided(reckoned) == ["Acme", "Bell"]
