"""Russian and English everywhere: no text without its translation, no half-translated tab."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import pytest

import sheets_sync
from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.showing.own_tabs import OWN
from sheets_sync.showing.plurals import plural
from sheets_sync.showing.texts import TEXTS, say_count
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options

CYRILLIC = re.compile("[А-Яа-яЁё]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
SAME_IN_RUSSIAN = {
    "sheets", "sync", "status", "effort", "cost", "per", "hour", "check", "init", "notices",
    "mail", "seller", "columns",
    "Prices", "BIC", "IBAN", "SWIFT", "QR", "PDF", "UTC", "HTML", "CSV",
    # what a spreadsheet itself shows, currencies, dates and units as staff type them
    "REF", "NA", "DIV", "NaN", "Loading", "RUB", "EUR", "USD", "KZT", "min", "hrs",
    # choices of the Language column
    "en", "ru",
}  # fmt: skip


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(sheets_sync.__path__, "sheets_sync."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(LATIN_WORD.search(value) or CYRILLIC.search(value))


def pairs() -> dict[str, tuple[str, str]]:
    """Every text that the program holds in two languages, by where it stands."""
    found = {}
    for module in modules():
        for name, table in vars(module).items():
            if (
                isinstance(table, dict)
                and getattr(table, "keys", None)
                and not name.startswith("__")
            ):
                for key, value in table.items():
                    if name == "MESSAGES":  # (message, cure) in English, then both in Russian
                        for at, pair in enumerate(zip(*value, strict=True)):
                            found[f"{module.__name__}.{name}[{key}.{at}]"] = pair
                    elif (
                        isinstance(value, tuple) and len(value) == 2
                        and all(isinstance(each, str) for each in value)
                        and CYRILLIC.search("".join(value)) and name != "_CHECK"  # choices
                    ):  # fmt: skip
                        found[f"{module.__name__}.{name}[{key}]"] = value
    return found


PAIRS = pairs()


def fields(text: str) -> list[set[str]]:
    """The placeholders of each plural form of a text."""
    return [
        {name for _, name, _, _ in Formatter().parse(form) if name is not None}
        for form in text.split("|")
    ]


def test_the_tables_of_texts_are_all_found():
    tables = {place.rpartition("[")[0].rpartition(".")[2] for place in PAIRS}
    assert len(PAIRS) > 250
    assert {"TEXTS", "DEFINITIONS", "_REASONS", "WORDS", "MESSAGES"} <= tables
    assert len([place for place in PAIRS if ".texts.TEXTS" in place]) >= len(TEXTS) - 10


@pytest.mark.parametrize("place", sorted(PAIRS))
def test_a_text_says_the_same_in_both_languages(place):
    english, russian = PAIRS[place]
    assert english.strip()
    assert russian.strip()
    assert not CYRILLIC.search(english)
    in_english, in_russian = fields(english), fields(russian)
    assert all(each == in_english[0] for each in (*in_english, *in_russian))
    assert (len(in_english), len(in_russian)) in ((1, 1), (2, 3))
    bare = re.sub(r"\{[^}]*\}|`[^`]*`", "", russian)
    assert set(LATIN_WORD.findall(bare)) <= SAME_IN_RUSSIAN


# --- what is in no table ---------------------------------------------------------------------

PROSE = re.compile(r"[A-Za-zА-Яа-яё]{2,}[ ,:;]+[A-Za-zА-Яа-яё]{2,}")
MAKERS = ("showing", "notices/wording.py",
          "notices/paper", "notices/letters.py", "notices/digest.py", "use_cases/letters.py",
          "views/effort_view.py", "views/effort_page.py", "views/table.py")  # fmt: skip
"""What makes cells, letters, invoices, the report, the page of a client's effort."""


def untranslated(source: str) -> list[str]:
    """Sentences of a module's code that stand in no pair of languages.

    Docstrings are for us, exceptions for the terminal, formulas for the spreadsheet; a text
    beside its translation has one; what has no two words in a row is a key or a format.
    """
    tree = ast.parse(source)
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))
        if isinstance(node, ast.Raise | ast.Assert):
            spared |= {id(each) for each in ast.walk(node)}
        texts = [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
        pair = isinstance(node, ast.Tuple) and len(node.elts) == 2
        languages = isinstance(node, ast.Dict) and {"en", "ru"} <= {
            key.value for key in node.keys if isinstance(key, ast.Constant)
        }
        if pair or languages:
            said = "".join(str(each.value) for each in texts)
            if CYRILLIC.search(said) and LATIN_WORD.search(said):
                spared |= {id(each) for each in texts}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in spared and PROSE.search(node.value)
        and not node.value.startswith(("=", "http"))
        and " (account)" not in node.value
        and not re.match("(bold )?(white|red|magenta)", node.value)  # a style of the terminal
    ]  # fmt: skip


def makers() -> list[Path]:
    root = Path(sheets_sync.__file__).parent
    files = [file for name in MAKERS for file in ([root / name] if name.endswith(".py") else (root / name).glob("*.py"))]  # fmt: skip
    assert len(files) > 30
    return sorted(files)


FOR_THE_ADMINISTRATOR = {"notices/paper/checks.py", "use_cases/letters.py"}
"""Said of the config by doctor, and by a run to the person who started it: the terminal speaks
English."""


@pytest.mark.parametrize("file", makers(), ids=lambda file: file.stem)
def test_no_module_that_makes_cells_or_letters_holds_a_text_of_one_language(file):
    name = file.relative_to(Path(sheets_sync.__file__).parent).as_posix()
    if name in FOR_THE_ADMINISTRATOR:
        pytest.skip("for the administrator")
    assert untranslated(file.read_text(encoding="utf-8")) == []


def test_that_check_can_fail():
    told = '"""A docstring, of course."""\ndef f(x):\n    return f"Some words {x}"\n'
    assert untranslated(told) == ["Some words "]
    assert untranslated('T = {"a": ("two words", "два слова")}') == []
    assert untranslated('T = {"a": ("two words", "also two words")}') != []
    assert untranslated('raise ValueError("no such thing")') == []


# --- what is shown ---------------------------------------------------------------------------

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def own_cells(folder: Path, language: Any) -> tuple[list[str], set[str]]:
    """The texts of our tabs and of our columns, and the words of what staff typed."""
    write_demo(folder, date(2026, 11, 23), language)
    config = load(folder / "config.toml")
    sync_now(config, Options(), MOMENT, lambda _: None)
    book = openpyxl.load_workbook(config.workbook.path, data_only=True)
    snapshot = XlsxWorkbook(config.workbook.path).read(book.sheetnames)
    ours, theirs = [], set()
    for tab in snapshot.tabs.values():
        for index, column in enumerate(tab.columns):
            if index == tab.marks.get(f"{tab.own}.code"):
                continue  # for machines, in no language
            texts = [cell for cell in column if isinstance(cell, str) and cell]
            if tab.own or index in tab.marks.values():
                ours += texts
            else:
                theirs |= {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    assert len([tab for tab in snapshot.tabs.values() if tab.own]) == len(OWN)
    return ours, theirs


def test_a_russian_workbook_holds_no_english_but_what_staff_typed(tmp_path):
    ours, theirs = own_cells(tmp_path, "ru")
    allowed = theirs | SAME_IN_RUSSIAN | {"Europe", "Moscow"}
    codes = re.compile(r"[A-Z]+(_[A-Z]+)+|\S+@\S+")
    words = {word for text in ours for word in LATIN_WORD.findall(codes.sub("", text))}
    assert words <= allowed


def test_an_english_workbook_holds_no_russian(tmp_path):
    ours, _ = own_cells(tmp_path, "en")
    assert [text for text in ours if CYRILLIC.search(text)] == []


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [(0, "findings", "замечаний"), (1, "finding", "замечание"), (2, "findings", "замечания"),
     (4, "findings", "замечания"), (5, "findings", "замечаний"), (11, "findings", "замечаний"),
     (12, "findings", "замечаний"), (21, "findings", "замечание"), (22, "findings", "замечания"),
     (111, "findings", "замечаний"), (101, "findings", "замечание")],
)  # fmt: skip
def test_counts_take_the_right_form(count, english, russian):
    assert say_count("findings.count", "en", count) == f"{count} {english}"
    assert say_count("findings.count", "ru", count) == f"{count} {russian}"
    assert plural(-count, "ru", ("a", "b", "c")) == plural(count, "ru", ("a", "b", "c"))
