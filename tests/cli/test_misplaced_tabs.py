"""Tabs under other names, exchanged, copied, deleted, hidden, and headers that show an error or are
not where they were: told with what it was called and is called, and nothing is made beside it
(design §16)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.reading.layout import STAFF_ROLES
from tests.spreadsheet.excel import insert_rows, rename

Hand = Callable[[Path], object]
ROLES = ("Clients", "Prices", "Payments", "Log")


def opened(change: Callable[[Any], object]) -> Hand:
    """What somebody does to a workbook in a program of theirs."""

    def hand(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)

    return hand


def called(*names: tuple[str, str]) -> Hand:
    """Tabs get other names, one after the other."""
    return both(*(partial(rename, tab=old, name=new) for old, new in names))


def exchanged(one: str, other: str) -> Hand:
    return called((one, "meanwhile"), (other, one), ("meanwhile", other))


def header(tab: str, name: str, text: str) -> Hand:
    def retyped(book: Any) -> None:
        cell(book[tab], name).value = text

    return opened(retyped)


def cell(sheet: Worksheet, name: str) -> Any:
    return next(each for each in sheet[1] if each.value == name)


def both(*hands: Hand) -> Hand:
    return lambda path: [hand(path) for hand in hands]


STOPPED = {
    "Log under another name": (
        called(("Log", "Journal")),
        ('There is no tab "Log"', '"Journal" bears the columns', '[tabs] log = "Journal"', "init --anyway"),
    ),
    "Log in other case": (
        called(("Log", "meanwhile"), ("meanwhile", "LOG")),
        ('There is no tab "Log"', 'one called "LOG"', '[tabs] log = "LOG"'),
    ),
    "Log with a space behind": (
        called(("Log", "Log ")), ('There is no tab "Log"', 'one called "Log "', '[tabs] log = "Log "'),
    ),
    "Clients under another name": (
        called(("Clients", "Customers")),
        ('There is no tab "Clients"', '"Customers" bears', '[tabs] clients = "Customers"'),
    ),
    "Prices under another name": (
        called(("Prices", "Tariff")),
        ('There is no tab "Prices"', '"Tariff" has the columns of Prices', '[tabs] prices = "Tariff"'),
    ),
    "Payments under another name": (
        called(("Payments", "Money in")),
        ('There is no tab "Payments"', '"Money in" has the columns', '[tabs] payments = "Money in"'),
    ),
    "Log and Clients exchanged": (
        exchanged("Log", "Clients"),
        ('"Clients" is another one than it was', 'beside "Log" (Журнал)', "names back"),
    ),
    "Log and Prices exchanged": (
        exchanged("Log", "Prices"),
        ('"Prices" is another one than it was', 'beside "Log" (Журнал)', "names back"),
    ),
    "Prices and Payments exchanged": (
        exchanged("Prices", "Payments"),
        ('"Prices" has the columns of "Payments" (Платежи), "Date"', 'not those of "Prices" (Прайс)', "names back"),
    ),
    "Log copied, and the first one under another name": (
        both(opened(lambda book: book.copy_worksheet(book["Log"])), called(("Log", "Old"))),
        ('There is no tab "Log"', '"Old" bears'),
    ),
    "a header of Log that is an error": (
        header("Log", "Minutes", "#REF!"),
        ('header row of the tab "Log", F1 shows #REF!', 'Not found there: "Minutes" (Минуты)', "type the header"),
    ),
    "another, as Google says it": (
        header("Log", "Agreed price", "#N/A (Did not find value 'Agreed' in VLOOKUP evaluation.)"),
        ("I1 shows #N/A (Did not find", 'Not found there: "Agreed price" (Особая цена)'),
    ),
    "a header of Clients that is an error": (
        header("Clients", "Client", "#NAME?"),
        ('"Clients", A1 shows #NAME?', 'Not found there: "Client" (Клиент)'),
    ),
    "a header that was never computed": (
        header("Prices", "Step", '="St"&"ep"'),
        ("F1 has a formula without a result", 'Not found there: "Step" (Шаг)'),
    ),
    "two headers that are errors": (
        both(header("Log", "Minutes", "#REF!"), header("Log", "Quantity", "#REF!")),
        ("E1 shows #REF! and F1 shows #REF!", 'Not found there: "Quantity" (Количество), "Minutes" (Минуты)'),
    ),
    "no header row": (
        opened(lambda book: book["Log"].delete_rows(1)),
        ('"Log" has no header row', "There stand: "),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("hand", "words"), STOPPED.values(), ids=STOPPED)
def test_it_is_told_and_init_makes_nothing_beside_it(agency, call, hand, words):
    path = agency / "agency.xlsx"
    hand(path)
    before = path.read_bytes()
    for command, told in (("now", words), ("init", words[:1])):
        answer = call(command)
        assert answer.code == 2, (command, answer.out, answer.err)
        said = " ".join(answer.err.split())
        assert [each for each in told if each not in said] == [], said
        assert path.read_bytes() == before
    assert not (agency / "outbox").exists()


def test_once_it_has_its_name_again_all_is_as_it_was(agency, call):
    assert call("now", "--no-mail").code == 0
    for old, new, code in (("Log", "Journal", 2), ("Journal", "Log", 0)):
        rename(agency / "agency.xlsx", old, new)
        assert call("now", "--no-mail").code == code
    assert "0 cells written" in call("now", "--no-mail").out


def test_init_makes_an_empty_one_where_it_is_told_to(agency, call):
    rename(agency / "agency.xlsx", "Log", "Journal")
    assert call("init").code == 2
    assert call("init", "--anyway").code == 0
    assert openpyxl.load_workbook(agency / "agency.xlsx")["Log"].max_row == 1


FINE = {
    "Log copied": opened(lambda book: book.copy_worksheet(book["Log"])),
    "Log hidden": opened(lambda book: setattr(book["Log"], "sheet_state", "veryHidden")),
    "rows above the header": lambda path: insert_rows(path, "Log", 1, 4),
    "a frozen corner": opened(lambda book: setattr(book["Log"], "freeze_panes", "D7")),
    "hidden columns": opened(lambda book: setattr(book["Log"].column_dimensions["B"], "hidden", True)),
    "a broken header of their own": opened(lambda book: setattr(book["Log"].cell(1, 40), "value", "#REF!")),
    "the last tab first": opened(lambda book: book.move_sheet("Log", -3)),
}  # fmt: skip


@pytest.mark.parametrize("hand", FINE.values(), ids=FINE)
def test_nothing_is_in_the_way_of_a_run(agency, call, hand):
    assert call("now", "--no-mail").code == 0
    first = call("report", "--json").out
    hand(agency / "agency.xlsx")
    answer = call("now", "--no-mail", "--json")
    assert answer.code == 0, answer.err
    told = call("report", "--json").out
    assert told.partition('"findings"')[0] == first.partition('"findings"')[0]
    assert call("init").code == 0
    assert call("now", "--json").code == 0


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("role", ["clients", "prices", "payments", "log"])
def test_what_is_missing_is_called_as_the_workbooks_other_tabs_are(
    tmp_path, call, monkeypatch, language, role
):
    """Found: "There is no tab "Clients"" of a workbook in Russian, whatever its config said."""
    config = '[workbook]\npath = "agency.xlsx"\nlanguage = "{}"\n'
    (tmp_path / "config.toml").write_text(config.format("ru"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert call("init").code == 0
    missing = STAFF_ROLES[role].names[1]
    opened(lambda book: book.remove(book[missing]))(tmp_path / "agency.xlsx")
    (tmp_path / "config.toml").write_text(config.format(language), encoding="utf-8")
    for command in ("now", "check", "report"):
        assert f'There is no tab "{missing}"' in " ".join(call(command).err.split())


@pytest.mark.parametrize(("language", "name"), [("ru", "Клиенты"), ("en", "Clients")])
def test_in_a_workbook_without_any_of_them_they_are_called_as_the_config_speaks(
    tmp_path, call, monkeypatch, language, name
):
    openpyxl.Workbook().save(tmp_path / "agency.xlsx")
    config = f'[workbook]\npath = "agency.xlsx"\nlanguage = "{language}"\n'
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert f'There is no tab "{name}"' in " ".join(call("now").err.split())


FILES_AS_TABS = {
    '"exports/june.csv"': '[tabs] log = { file = "exports/june.csv" }',
    '["Log", "june.CSV"]': '[tabs] log = { file = "june.CSV" }',
    '{ tab = "june.csv" }': '[tabs] log = { file = "june.csv" }',
    '"other.xlsx"': '[tabs] log = "other.xlsx#TAB"',
}


@pytest.mark.parametrize("made", [True, False])
@pytest.mark.parametrize("named", FILES_AS_TABS)
def test_a_file_that_is_named_as_a_tab_is_told_and_no_tab_of_its_name_made(
    tmp_path, call, monkeypatch, named, made
):
    """Found: `init` made an empty tab "june.csv", and nobody missed what the file held."""
    book = '[workbook]\npath = "agency.xlsx"\n'
    monkeypatch.chdir(tmp_path)
    if made:
        (tmp_path / "config.toml").write_text(book, encoding="utf-8")
        assert call("init").code == 0
    (tmp_path / "config.toml").write_text(f"{book}[tabs]\nlog = {named}\n", encoding="utf-8")
    before = (tmp_path / "agency.xlsx").read_bytes() if made else b""
    for command in ("init", "check", "now") if made else ("init",):
        done = call(command)
        assert done.code == 2
        assert FILES_AS_TABS[named] in " ".join(done.err.split())
    assert ((tmp_path / "agency.xlsx").read_bytes() if made else b"") == before
    assert (tmp_path / "agency.xlsx").exists() == made


def test_a_tab_that_is_called_as_a_file_is_read(agency, call):
    rename(agency / "agency.xlsx", "Log", "june.csv")
    with (agency / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[tabs]\nlog = "june.csv"\n')
    assert call("now", "--no-mail").code == 0


def test_a_tab_of_another_workbook_that_is_called_as_a_file_is_read(agency, call, monkeypatch):
    """Found: `init` refused it as a CSV file that does not exist."""
    (agency / "agency.xlsx").rename(agency / "staff.xlsx")
    rename(agency / "staff.xlsx", "Log", "june.csv")
    with (agency / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[tabs]\nlog = "staff.xlsx#june.csv"\n')
    assert [call("init").code, call("init").code, call("check").code] == [0, 0, 0]


def test_a_tab_of_another_workbook_that_is_not_there_is_no_file(agency, call):
    (agency / "staff.xlsx").write_bytes((agency / "agency.xlsx").read_bytes())
    with (agency / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[tabs]\nlog = "staff.xlsx#june.csv"\n')
    assert "{ file =" not in call("check").err


def test_a_pattern_of_files_that_is_named_as_one_of_tabs_is_told(agency, call):
    with (agency / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[tabs]\nlog = "exports/*.csv"\n')
    done = call("check")
    assert (done.code, '{ file = "exports/*.csv" }' in done.err) == (2, True)


def test_an_export_of_a_tracker_that_is_no_preset_offers_it(agency, call):
    head = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration,Tags"
    (agency / "june.csv").write_text(f"{head}\n", encoding="utf-8")
    with (agency / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[tabs]\nlog = { file = "june.csv" }\n')
    assert 'say preset = "toggl" beside it' in " ".join(call("check").err.split())
