"""Every language everywhere: no text without its translation, no half-translated tab."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import pytest
from babel import Locale

import sheets_sync
from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.showing.own_tabs import OWN
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.words import language_of, languages
from sheets_sync.words.language import Text
from sheets_sync.words.speaking import words_of
from tests.bank.writing import client_bank, some

ROOT = Path(sheets_sync.__file__).parent
CYRILLIC = re.compile("[А-Яа-яЁё]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
SAME = {"ru": {
    "sheets", "sync", "status", "effort", "cost", "per", "hour", "check", "init", "notices",
    "mail", "seller", "columns", "billing", "fractional", "minutes", "true", "log", "clients", "ignored", "quantity",
    "Prices", "Excel", "BIC", "IBAN", "SWIFT", "QR", "PDF", "UTC", "HTML", "CSV",
    # what a spreadsheet itself shows, currencies, dates and units as staff type them
    "REF", "NA", "DIV", "NaN", "Loading", "RUB", "EUR", "USD", "KZT", "min", "hrs",
    # formats of statements, and what stands in them
    "XML", "ISO", "DTD", "CRDT", "DBIT", "camt", "CAMT", "MT", "zip", "UTF", "CClientBankExchange", "OFX", "QFX", "QBO", "QIF",
    # choices of the Language column
    *languages(),
}}  # fmt: skip
"""Words that a language has in common with English, by its code."""


ENGLISH = language_of("en").texts
OTHERS = [code for code in languages() if code != "en"]
KEYS = sorted(ENGLISH)


def forms(text: Text) -> Mapping[str, str]:
    """The plural forms of a text; one that has none is its own only one."""
    return text if isinstance(text, Mapping) else {"": text}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_the_texts_that_english_has(code):
    assert sorted(language_of(code).texts) == KEYS


@pytest.mark.parametrize("code", languages())
def test_texts_have_the_same_fields_and_the_plural_forms_of_cldr(code):
    language = language_of(code)
    locale = Locale.parse(language.cldr)
    plural = {locale.plural_form(count) for count in range(1000)}
    for key in KEYS:
        english, theirs = forms(ENGLISH[key]), forms(language.texts[key])
        wanted = fields(next(iter(english.values())))
        assert all(fields(form) == wanted for form in theirs.values()), key
        assert all(form.strip() for form in theirs.values()) or key == "report.currency", key
        assert set(theirs) == ({""} if "" in english else plural), key
        assert "" in english or "count" in wanted, key


def said(text: Text) -> set[str]:
    """The words of a text, without its fields and what stands in backquotes."""
    bare = (re.sub(r"\{[^}]*\}|`[^`]*`", "", form) for form in forms(text).values())
    return {word for form in bare for word in LATIN_WORD.findall(form)}


def in_another_script(code: str) -> bool:
    return not LATIN_WORD.search(language_of(code).name)


def test_english_has_no_letter_of_another_script():
    assert [
        key for key in KEYS for form in forms(ENGLISH[key]).values() if CYRILLIC.search(form)
    ] == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_left_in_english(code):
    texts, same = language_of(code).texts, SAME.get(code, set())
    left = {key: said(ENGLISH[key]) - same for key in KEYS if texts[key] == ENGLISH[key]}
    assert {key: words for key, words in left.items() if words} == {}
    if in_another_script(code):
        assert {key: words for key in KEYS if (words := said(texts[key]) - same)} == {}


def test_that_check_can_fail_too(monkeypatch: pytest.MonkeyPatch):
    left = replace(language_of("ru"), texts={**language_of("ru").texts, "tab.log": "Log"})
    monkeypatch.setattr("tests.words.test_translations.language_of", lambda _: left)
    with pytest.raises(AssertionError, match=r"tab\.log"):
        test_no_text_is_left_in_english("ru")


@pytest.mark.parametrize("code", languages())
def test_the_marks_of_a_language_are_those_of_cldr(code):
    """Every run needs them, so they stand in our own tables; Babel says whether they are right."""
    language = language_of(code)
    locale = Locale.parse(language.cldr)
    symbols = locale.number_symbols["latn"]
    assert language.decimal == symbols["decimal"]
    # CLDR has a no-break space where ours is a narrow one, which reads better in a cell.
    assert language.group.replace("\u202f", "\u00a0") == symbols["group"].replace(
        "\u202f", "\u00a0"
    )
    pattern = locale.percent_formats[None].pattern
    assert ("\u00a0" in pattern) == (language.per_cent != "%")
    assert all(language.plural(count) == locale.plural_form(count) for count in range(2000))


@pytest.mark.parametrize("code", languages())
def test_no_cure_offers_a_decimal_of_another_language(code):
    language = language_of(code)
    other = {",": r"\.", ".": ","}[language.decimal]
    decimal = re.compile(rf"\d{other}\d(?!\d*\.\d)")
    cures = {key: str(text) for key, text in language.texts.items() if key.startswith("cure.")}
    assert cures
    assert [
        key for key, text in cures.items() if decimal.search(text) and "23.11" not in text
    ] == []


SAYING = {"say", "count", "in_every_language"}


def asked_for(source: str) -> Iterator[tuple[str, bool]]:
    """The keys that a module says, and whether by name in full (or by the start of an f-string)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and called(node) in SAYING:
            # What argues about a client's effort puts "case." before its keys.
            argues = getattr(getattr(node.func, "value", None), "id", "") == "argument"
            match node.args[0]:
                case ast.Constant(value=str(key)) if "." in key or argues:
                    yield f"case.{key}" if argues else key, True
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if "." in start:
                    yield f"case.{start}" if argues else start, False


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def test_every_key_that_is_said_is_there():
    sources = [file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py")]
    asked = {each for source in sources for each in asked_for(source)}
    assert len(asked) > 100
    assert [key for key, in_full in asked if in_full and key not in KEYS] == []
    starts = [start for start, in_full in asked if not in_full]
    assert [start for start in starts if not any(key.startswith(start) for key in KEYS)] == []


def test_every_text_is_said_somewhere():
    files = [file for end in ("*.py", "*.j2") for file in ROOT.rglob(end)]
    said = "".join(
        file.read_text(encoding="utf-8")
        for file in files
        if file.relative_to(ROOT).parts[0] != "words"
    )
    said += said.lower()  # of members of enumerations
    assert [key for key in KEYS if key.rpartition(".")[2] not in said] == []


# --- what is in no table ---------------------------------------------------------------------

PROSE = re.compile(r"[A-Za-zА-Яа-яё]{2,}[ ,:;]+[A-Za-zА-Яа-яё]{2,}")
MAKERS = ("showing", "notices/wording.py",
          "notices/paper", "notices/texts/letters.py", "notices/texts/digest_letter.py", "use_cases/letters/mailroom.py",
          "views/effort_view.py", "views/effort_page.py", "views/summary_view.py")  # fmt: skip
"""What makes cells, letters, invoices, the report, the page of a client's effort."""


def untranslated(source: str) -> list[str]:
    """Sentences in a module's code: those that people read stand in ``words``.

    Docstrings are for us, exceptions for the terminal, formulas for the spreadsheet; what has no
    two words in a row is a key or a format.
    """
    tree = ast.parse(source)
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))
        if isinstance(node, ast.Raise | ast.Assert):
            spared |= {id(each) for each in ast.walk(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in spared and PROSE.search(node.value)
        and not node.value.startswith(("=", "http"))
        and not re.match("(bold )?(white|red|magenta)", node.value)  # a style of the terminal
    ]  # fmt: skip


def makers() -> list[Path]:
    files = [file for name in MAKERS for file in ([ROOT / name] if name.endswith(".py") else (ROOT / name).glob("*.py"))]  # fmt: skip
    assert len(files) > 30
    return sorted(files)


FOR_THE_ADMINISTRATOR = {"notices/paper/bank_details.py", "use_cases/letters/mailroom.py"}
"""Text of the config by doctor, and by a run to the person who started it: the terminal speaks
English."""


@pytest.mark.parametrize("file", makers(), ids=lambda file: file.stem)
def test_no_module_that_makes_cells_or_letters_holds_a_text_of_one_language(file):
    name = file.relative_to(ROOT).as_posix()
    if name in FOR_THE_ADMINISTRATOR:
        pytest.skip("for the administrator")
    assert untranslated(file.read_text(encoding="utf-8")) == []


def test_that_check_can_fail():
    told = '"""A docstring, of course."""\ndef f(x):\n    return f"Some words {x}"\n'
    assert untranslated(told) == ["Some words "]
    assert untranslated('T = {"a": ("two words", "два слова")}') == ["two words", "два слова"]
    assert untranslated('raise ValueError("no such thing")') == []


# --- what is shown ---------------------------------------------------------------------------

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _with_a_statement(folder: Path) -> None:
    (folder / "bank").mkdir(exist_ok=True)
    (folder / "bank" / "november.txt").write_bytes(client_bank(some((20, 700_00), (21, 5_00))))
    config = folder / "config.toml"
    if "[bank]" not in (text := config.read_text(encoding="utf-8")):
        config.write_text(f"{text}\n[bank]\nfolder = 'bank'\n", encoding="utf-8")


def own_cells(folder: Path, language: Any) -> tuple[list[str], set[str]]:
    """The texts of our tabs and of our columns, and the words of what staff typed."""
    write_demo(folder, date(2026, 11, 23), words_of(language))
    _with_a_statement(folder)
    config = load(folder / "config.toml")
    sync_now(config, Options(), MOMENT, lambda _: None)
    book = openpyxl.load_workbook(config.workbook.path, data_only=True)
    snapshot = XlsxWorkbook(config.workbook.path).read(book.sheetnames)
    ours, theirs = [], set()
    for tab in snapshot.tabs.values():
        for index, column in enumerate(tab.columns):
            if index in {tab.marks.get(f"{tab.own}.{key}") for key in ("code", "payer", "purpose")}:
                continue  # for machines, in no language; a bank's own words
            texts = [cell for cell in column if isinstance(cell, str) and cell]
            if tab.own or index in tab.marks.values():
                ours += texts
            else:
                theirs |= {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    assert len([tab for tab in snapshot.tabs.values() if tab.own]) == len(OWN)
    return ours, theirs


@pytest.mark.parametrize("code", OTHERS)
def test_a_workbook_holds_no_english_but_what_staff_typed(tmp_path, code):
    ours, theirs = own_cells(tmp_path, code)
    allowed = theirs | SAME.get(code, set()) | {"Europe", "Moscow"}
    if not in_another_script(code):  # many a word is both then: whole texts are held against ours
        texts = language_of(code).texts
        english = {str(ENGLISH[key]) for key in KEYS if texts[key] != ENGLISH[key]}
        assert english & {*ours} <= {str(text) for text in texts.values()}
        return
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
    assert words_of("en").count("findings.count", count) == f"{count} {english}"
    assert words_of("ru").count("findings.count", count) == f"{count} {russian}"
