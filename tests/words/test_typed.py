"""What people type stands in one place a language, and nowhere in the code that reads it."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import MISSING, fields, replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

import sheets_sync
from sheets_sync import words as house
from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.names import fold
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.numbers import Number, read_number
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.words import language_of, languages, typed_everywhere
from sheets_sync.words.elsewhere import ELSEWHERE
from sheets_sync.words.speaking import words_of
from sheets_sync.words.typed import Typed
from tests.words.pseudo import CODE, made

ROOT = Path(sheets_sync.__file__).parent
TEXTS = [each.name for each in fields(Typed) if each.default is not MISSING and each.default == ""]
HAVE_NONE = {
    ("en", "years"),
    ("en", "exports"),
    ("ru", "ordinals"),
    ("en", "totals_first"),
    ("ru", "totals_first"),
    ("en", "of_month"),
    ("ru", "of_month"),
    ("en", "hours_before"),
    ("ru", "hours_before"),
}
"""2026 has no word behind it in English, the 23 of a month none in Russian; exports are English; their words of
totals count anywhere in a text."""


@pytest.mark.parametrize("field", [each.name for each in fields(Typed)])
@pytest.mark.parametrize("code", languages())
def test_a_language_has_words_for_all_that_people_type(code, field):
    if (code, field) not in HAVE_NONE:
        assert getattr(language_of(code).typed, field)


@pytest.fixture
def made_language(monkeypatch):
    """The made language, spoken beside ours: 1.234,50 in it."""
    monkeypatch.setitem(house._FOLDERS, CODE, "tests.words.pseudo")


@pytest.mark.usefixtures("made_language")
@pytest.mark.parametrize("code", [*languages(), CODE])
@pytest.mark.parametrize("minor", [123_450, -123_456_789, 1_234_500_000, 150_000, 50, 0])
def test_an_amount_is_read_as_a_language_writes_it(code, minor):
    assert read_number(words_of(code).amount(minor, "RUB"), code, 2) == Number(minor)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 2, 1)])
def test_a_day_is_read_as_a_language_writes_it(code, day):
    rules = Rules(code, "RUB", {}, {}, 46349)
    written = words_of(code).day(day)
    assert read_day(written, rules, 2000) == (day - EPOCH).days
    short = re.sub(r"\.20(\d\d)$", r".\1", written)
    assert read_day(short, rules, 2000) == (day - EPOCH).days


@pytest.mark.parametrize("code", languages())
def test_a_year_has_twelve_months(code):
    assert len(language_of(code).typed.months) == 12


@pytest.mark.parametrize("field", ["currencies", "headers"])
@pytest.mark.parametrize("code", languages())
def test_words_by_name_are_of_names_that_english_has_or_say_more(code, field):
    known = {**language_of("en").typed.headers, **language_of("ru").typed.currencies}
    known.update(language_of("en").typed.currencies)
    assert getattr(language_of(code).typed, field).keys() <= known.keys()


def meanings():
    """What each word may mean, by what it is asked in: (question, meaning, word)."""
    for typed in typed_everywhere():
        for unit, also in (
            ("hours", ""),
            ("minutes", "minutes_behind"),
            ("seconds", ""),
            ("days", ""),
        ):
            for name in filter(None, (unit, also)):
                yield from (
                    ("unit", unit, word) for word in getattr(typed, name).split("|") if word
                )
        for answer in ("yes", "no"):
            yield from (
                ("answer", answer, word) for word in getattr(typed, answer).split("|") if word
            )
        for number, month in enumerate(typed.months):
            yield from (("month", number, word) for word in month.split("|"))
        for code, words in typed.currencies.items():
            yield from (("currency", code, word) for word in words.split("|"))


def test_no_word_means_two_things_where_the_same_is_asked():
    means = defaultdict(set)
    for question, meaning, word in meanings():
        means[question, word].add(meaning)
    assert len(means) > 100
    assert {word: found for word, found in means.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "errors"])
def test_words_stand_as_they_are_compared(name):
    words = [word for typed in typed_everywhere() for word in getattr(typed, name).split("|")]
    assert words
    assert [word for word in words if fold(word) != word and word != "."] == []


def test_a_language_that_we_speak_is_not_elsewhere():
    assert not set(ELSEWHERE) & set(languages())


# --- nothing of it stands in the code --------------------------------------------------------

OF_LETTERS = {
    "bank/client_bank.py", "bank/client_bank_keys.py", "bank/names_alike.py", "billing/names.py", "notices/paper/latin.py",
    "spreadsheet/csv_files/encoding.py", "spreadsheet/xlsx/odd_times.py",
    "spreadsheet/xlsx/row_heights.py", "reading/roles/clients_named.py",
}  # fmt: skip
"""What is told of letters themselves: ё is as good as е, ж is zh; Windows-1251 is known by its capitals. And
the keys of 1C's format, which are Russian whatever anybody speaks, as those of Excel's number formats
are Chinese; and which letters are wide, or end a name in Cyrillic by its case."""


def of_one_language(source):
    """Texts of code with a letter that English has not."""
    tree = ast.parse(source)
    docs = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    return [
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in docs
        and any(letter.isalpha() and not letter.isascii() for letter in each.value)
    ]  # fmt: skip


def test_no_word_of_another_language_stands_outside_words():
    found = {}
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name.partition("/")[0] not in ("words", "demo") and name not in OF_LETTERS:
            found[name] = of_one_language(path.read_text(encoding="utf-8"))
    assert len(found) > 300
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_that_check_can_fail():
    assert of_one_language('"""Слово."""\nX = "ч"') == ["ч"]
    assert of_one_language('X = ("h", "–", "#N/A")') == []


# --- another language is one folder ----------------------------------------------------------

READ = """
from datetime import date
from pathlib import Path
from sheets_sync.config.loading import loads
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.error_cells import error_in
from sheets_sync.reading.meaning.units import TIME_UNITS
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.meaning.sum_labels import is_total
from sheets_sync.reading.meaning.vocabulary import duration_signs, language_codes, yes_or_no
from sheets_sync.words import in_every_language
rules = Rules("en", "RUB", {}, {}, 46349)
config = loads("[columns]\\nlog.minutes = {header = 'T', unit = 'HOUR'}", Path("config.toml"))
print([
    read_duration("2 HOUR 30 MINUTE", "en"), read_day("23 NOVEMBER 2026", rules, 2000),
    is_total("TOTAL"), yes_or_no()["YES"], named_currency("ROUBLES"), str(error_in("#ERROR")),
    TIME_UNITS["HOUR"], language_codes()["CODE"], "TITLE" in in_every_language("tab.log"),
    config.columns["log"]["minutes"].in_hours("T"), "SIGN" in duration_signs(),
])
"""


def another_language(root):
    """A copy of the house that speaks one more language; its words that people type."""
    copytree(ROOT, root / "sheets_sync", ignore=lambda _, names: {"__pycache__"} & {*names})
    folder = root / "sheets_sync" / "words" / CODE
    copytree(ROOT / "words" / "en", folder)
    english = language_of("en").typed
    typed = replace(
        Typed(**{name: made(getattr(english, name)) for name in TEXTS}),  # type: ignore[arg-type]
        months=tuple(map(made, english.months)),
        currencies={code: made(words) for code, words in english.currencies.items()},
    )
    (folder / "typed.py").write_text(
        f"from sheets_sync.words.typed import Typed\nTYPED = {typed!r}\n", encoding="utf-8"
    )
    tabs = folder / "tabs.py"
    tabs.write_text(tabs.read_text().replace('"Log"', f'"{made("Log")}"'), encoding="utf-8")
    speaks = root / "sheets_sync" / "words" / "__init__.py"
    line, there = '    "en": "sheets_sync.words.en",\n', speaks.read_text(encoding="utf-8")
    assert line in there
    spoken = there.replace(line, line + line.replace('en"', f'{CODE}"').replace(".en", f".{CODE}"))
    speaks.write_text(spoken, encoding="utf-8")
    return typed


def test_another_language_is_one_folder_and_its_line(tmp_path):
    typed = another_language(tmp_path)
    said = {
        "HOUR": typed.hours.split("|")[0], "MINUTE": typed.minutes.split("|")[0],
        "NOVEMBER": typed.months[10], "TOTAL": typed.totals.split("|")[0],
        "YES": typed.yes.split("|")[0], "ROUBLES": typed.currencies["RUB"].split("|")[0],
        "#ERROR": typed.errors.split("|")[0], "CODE": CODE, "TITLE": made("Log"),
        "SIGN": made("h"),
    }  # fmt: skip
    asked = READ
    for name, word in said.items():
        asked = asked.replace(name, word)
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, cwd=tmp_path, check=False
    )
    wanted = [1_500_000, 46349, True, True, "RUB", "ERROR_CELL", 60, CODE, True, True, True]
    assert (done.stderr.decode(), done.stdout.decode()) == ("", f"{wanted}\n")
