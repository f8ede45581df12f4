"""All that people read, in a language made by a script: no word of English or Russian is left."""

import email
import email.policy
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape

import openpyxl
import pytest
from rich.console import Console

from sheets_sync import words as house
from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.notices.account_statement import statement_csv
from sheets_sync.notices.texts.statement_rows import statement_pdf
from sheets_sync.reading.layout import DRAFTS, STAFF_ROLES
from sheets_sync.reckoning import reckon
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases.digest import send_digest
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.use_cases.shared.letters_by_config import issuer
from sheets_sync.views import effort_page, effort_view, explain, statement, summary_view
from sheets_sync.words.speaking import words_of
from tests.notices.paper.cases import needs_pdftotext, text_of
from tests.words import pseudo

DAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
CODE = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b|\S+@\S+|\bROUND\b|#\w+|[\w./-]*/[\w./-]+")
"""Codes, addresses and places, which are no words."""

CODED = re.compile(r"^[A-Z_]{2,} .*$", re.MULTILINE)
"""What stands in the narrow columns of codes."""

NO_WORDS = {"sheets", "sync", "Europe", "Moscow", "UTC", "SWIFT", "IBAN", "BIC", "QR", "IF", "NOW"}
CURRENCIES = {"RUB", "EUR"}


@pytest.fixture(scope="module", autouse=True)
def spoken():
    """The made language, for these tests alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(house._FOLDERS, pseudo.CODE, "tests.words.pseudo")
        yield


@pytest.fixture(scope="module")
def agency(tmp_path_factory):
    """The demo in the made language, after a run; staff type English."""
    config = office(tmp_path_factory.mktemp("agency"), pseudo.CODE)
    run(config)
    return config


def run(config, moment=MOMENT):
    return sync_now(config, Options(), moment, lambda _: None)


def office(folder, code):
    write_demo(folder, DAY, words_of(code))
    return load(folder / "config.toml")


def spoken_in(folder, code):
    path = folder / "config.toml"
    told = re.sub('language = "..."?', f'language = "{code}"', path.read_text(encoding="utf-8"))
    path.write_text(told, encoding="utf-8")
    return load(path)


def typed(config):
    """The words that staff typed, into the workbook and into the config."""
    path = config.workbook.path
    return typed_into(
        path, path.stat().st_mtime_ns, path.with_name("config.toml").read_text("utf-8")
    )


@cache
def typed_into(path, _written, config_text):
    snapshot = XlsxWorkbook(path).read(openpyxl.load_workbook(path).sheetnames)
    cells = [
        cell
        for tab in snapshot.tabs.values()
        for index, column in enumerate(tab.columns)
        if not tab.own and index not in tab.marks.values()
        for cell in column
        if isinstance(cell, str)
    ]
    names = re.sub(r"#.*|^\w+|\w+ = (?=[\"{])|\[.*?\]", "", config_text, flags=re.MULTILINE)
    return {word for text in (*cells, names, *snapshot.tabs) for word in WORD.findall(text)}


def left(text, config):
    """The words of English and Russian in a text that nobody typed; some are cut to a column."""
    theirs = typed(config) | NO_WORDS | CURRENCIES
    found = set(WORD.findall(CODE.sub(" ", text))) - theirs
    cut = {word for word in found if any(each.startswith(word) for each in theirs)}
    return sorted(found - cut)


def shown(page):
    """What an HTML page shows."""
    body = re.sub(r"<style.*?</style>|<head>.*?</head>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def own_texts(config):
    names = openpyxl.load_workbook(config.workbook.path).sheetnames
    snapshot = XlsxWorkbook(config.workbook.path).read(names)
    for tab in snapshot.tabs.values():
        theirs = {tab.marks.get(f"{tab.own}.{key}") for key in ("code", "payer", "purpose")}
        for index, column in enumerate(tab.columns):
            if index in theirs:
                continue  # for machines, in no language; a bank's own words
            if tab.own or index in tab.marks.values():
                yield from (cell for cell in column if isinstance(cell, str) and cell)


def test_the_check_sees_a_word_that_is_left(agency):
    assert left("Þåýɱéñţ received: Lumen", agency) == ["received"]
    assert left("Þåýɱéñţ получен: Lumen", agency) == ["получен"]


def test_every_tab_of_ours_is_in_the_language(agency):
    names = openpyxl.load_workbook(agency.workbook.path).sheetnames
    texts = "\n".join([*names, *own_texts(agency)])
    assert pseudo.made("Personal favour") in texts
    assert left(re.sub(CODED, "", texts), agency) == []


def letters(config):
    for each in sorted((config.workbook.path.parent / "outbox").glob("*.eml")):
        yield email.message_from_bytes(each.read_bytes(), policy=email.policy.default)


def body(message, kind):
    return message.get_body((kind,)).get_content()


@needs_pdftotext
def test_letters_and_their_invoices_are_in_the_language(agency, tmp_path):
    for message in letters(agency):
        html = body(message, "html")
        parts = [each for each in message.walk() if each.get_content_type() == "application/pdf"]
        invoices = [text_of(each.get_payload(decode=True), tmp_path) for each in parts]
        english = 'lang="en"' in html  # the one client who reads English
        for text in (message["Subject"], body(message, "plain"), shown(html), *invoices):
            assert bool(left(text, agency)) == english
    assert len(list(letters(agency))) > 1


@needs_pdftotext
def test_statements_are_in_the_language(agency, tmp_path):
    reckoned, words = reckoning(agency), agency.workbook.words
    theirs = [each for each in reckoned.book.clients if each.language != "en"]
    for client in (theirs[0], theirs[-1]):
        made = statement.make(reckoned, client.name, None, None, words)
        end = statement.make(reckoned, client.name, DAY - timedelta(days=60), None, words)
        drawn = text_of(statement_pdf(end, issuer(agency)), tmp_path)
        for text in (statement_csv(made), shown(statement.as_html(made)), drawn):
            assert left(text, agency) == []


def test_the_report_and_the_case_against_a_client_are_in_the_language(agency):
    reckoned, words, out = reckoning(agency), agency.workbook.words, io.StringIO()
    summary_view.show(reckoned, Console(file=out, width=250), words)
    told = [out.getvalue()]
    for client in reckoned.book.clients:
        argument = effort_view.make(reckoned, client.name, agency.terms(), words)
        told += [*effort_view.lines(argument), shown(effort_page.as_html(argument))]
        told += explain.lines(reckoned, client.name, words)
    assert left("\n".join(told), agency) == []


def reckoning(config):
    names = openpyxl.load_workbook(config.workbook.path).sheetnames
    snapshot = XlsxWorkbook(config.workbook.path).read(names)
    return reckon(config, snapshot, DAY, flag_future=True)


def test_the_digest_is_in_the_language(agency):
    schedule = replace(agency.schedule, digest_to=("boss@nord.example",))
    config = replace(agency, schedule=schedule)
    send_digest(config, MOMENT, MOMENT)
    digests = [each for each in letters(agency) if each["To"] == "boss@nord.example"]
    for message in digests:
        for text in (message["Subject"], body(message, "plain"), shown(body(message, "html"))):
            assert left(text, agency) == []
    assert digests


def cells(path):
    """Every cell by its place: what it holds, and its format."""
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.number_format)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def worded(value):
    """A formula without its texts; None for a text."""
    if isinstance(value, str):
        return re.sub('"[^"]*"', '""', value) if value.startswith("=") else None
    return value


def test_another_language_rewrites_texts_alone_and_mails_nobody(tmp_path):
    config = office(tmp_path, "en")
    run(config)
    before, mailed = cells(config.workbook.path), set((tmp_path / "outbox").iterdir())
    config = spoken_in(tmp_path, pseudo.CODE)
    done = run(config)
    after = cells(config.workbook.path)
    assert set((tmp_path / "outbox").iterdir()) == mailed
    assert done.notices == []
    assert after.keys() == before.keys()
    changed = {place for place in after if after[place] != before[place]}
    assert len(changed) > 300
    assert [place for place in changed if worded(after[place][0]) != worded(before[place][0])] == []
    assert [place for place in after if after[place][1] != before[place][1]] == []
    headers = " ".join(
        each.names[0] for role in (*STAFF_ROLES.values(), DRAFTS) for each in role.own_columns
    )
    texts = re.sub(CODED, "", "\n".join(own_texts(config)))
    assert set(left(texts, config)) <= {*headers.split()}  # init made them: staff's tabs
