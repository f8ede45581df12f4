"""The demo tells the story of design §1, on any day, in both languages."""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import pytest
from click import Choice
from openpyxl import load_workbook

from sheets_sync.billing.advice import AdviceKind
from sheets_sync.billing.findings import Code
from sheets_sync.billing.flags import Flag
from sheets_sync.cli.running import demo
from sheets_sync.config import load, loads
from sheets_sync.demo import demo_rows, demo_snapshot, write_demo
from sheets_sync.demo.pages_shown import demo_pages
from sheets_sync.demo.settings import config_text
from sheets_sync.demo.story import CUSTOMERS, TAKER, Both
from sheets_sync.errors import UsageError
from sheets_sync.reckoning import reckon
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.pages import publishing
from sheets_sync.use_cases.run import Options
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from sheets_sync.workbooks import open_workbook, read

DAYS = [
    date(2026, 11, 23),  # a Monday
    date(2027, 1, 1),  # the first of a month and a year
    date(2028, 2, 29),
    date(2026, 8, 30),  # a Sunday
]
TODAY = DAYS[0]


def story(today, language="en"):
    config = loads(config_text(words_of(language)), Path("/demo/config.toml"))
    snapshot = demo_snapshot(demo_rows(today, words_of(language)), words_of(language))
    return reckon(config, snapshot, today, flag_future=True)


@pytest.fixture(scope="module", params=[(day, "en") for day in DAYS] + [(TODAY, "ru")], ids=str)
def told(request):
    return story(*request.param)


def test_the_same_day_gives_the_same_rows():
    assert demo_rows(TODAY, words_of("en")) == demo_rows(TODAY, words_of("en"))


def test_another_seed_gives_other_rows():
    assert demo_rows(TODAY, words_of("en"), 1)["log"] != demo_rows(TODAY, words_of("en"), 2)["log"]


@pytest.mark.parametrize("today", DAYS)
def test_a_year_of_rows_ends_today(today):
    days = [row["date"] for row in demo_rows(today, words_of("en"))["log"]]
    assert 1_500 <= len(days) <= 3_000
    assert days == sorted(days)
    assert 355 <= (today - days[0]).days <= 370
    assert 0 <= (today - days[-1]).days <= 3


def test_the_taker_takes_several_times_what_others_do(told):
    effort = dict(zip((c.name for c in told.book.clients), told.effort.clients, strict=True))
    first, *others = effort.values()
    assert 3 <= first.index <= 6
    assert all(0.7 <= other.index <= 1.4 for other in others)
    assert first.quotes_an_order >= 4 * first.peers_quotes
    assert first.off_channel > 0.3
    assert first.margin < 0
    assert all(other.margin > 0 for other in others)


def test_the_advice_is_to_part_with_the_taker_and_to_keep_the_others_who_pay(told):
    first, *others = (client.advice.kind for client in told.effort.clients)
    assert first == AdviceKind.PART
    owing = [account.flag == Flag.OVER for account in told.accounts.accounts[1:]]
    assert others == [AdviceKind.COLLECT if owes else AdviceKind.KEEP for owes in owing]


def test_by_revenue_the_taker_looks_fine(told):
    roubles = [
        account.charged
        for client, account in zip(told.book.clients, told.accounts.accounts, strict=True)
        if client.currency == "RUB"
    ]
    assert max(roubles) == roubles[0]


def test_accounts_stand_where_the_story_wants_them(told):
    for customer, account in zip(CUSTOMERS, told.accounts.accounts, strict=True):
        assert account.balance == customer.balance, customer.name.en
    flags = Counter(account.flag for account in told.accounts.accounts)
    assert flags == {Flag.OK: 6, Flag.LOW: 1, Flag.EMPTY: 1, Flag.OVER: 1}
    assert told.accounts.accounts[0].flag is Flag.EMPTY


def test_the_takers_account_has_just_run_dry(told):
    postings = told.accounts.postings
    theirs = postings[postings["client"] == 0]
    above = theirs[theirs["balance"] > 0]
    assert 0 < told.day - above["day"].max() <= 10


def test_staff_left_a_typo_and_favours_and_nothing_else(told):
    codes = Counter(finding.code for finding in told.findings)
    assert set(codes) == {Code.UNKNOWN_CLIENT, Code.UNKNOWN_SERVICE}
    assert codes[Code.UNKNOWN_CLIENT] == 1
    assert told.rows["held"] == 1
    assert told.rows["unpriced"] == codes[Code.UNKNOWN_SERVICE]


def test_no_account_was_opened_with_a_debt():
    for today in DAYS:
        assert all(row["amount"] > 0 for row in demo_rows(today, words_of("en"))["payments"])


def test_addresses_are_nobodys():
    clients = demo_rows(TODAY, words_of("en"))["clients"]
    assert all(row["email"].endswith(".example.com") for row in clients)
    assert {row["client"] for row in clients} >= {TAKER.name.en}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_writes_a_folder_that_can_be_worked_with(tmp_path, language, monkeypatch):
    """Payments of the last weeks come out of the bank's statement; and clients see all of it."""
    monkeypatch.setattr(publishing, "PAPERS_IN_A_RUN", 0)
    folder = tmp_path / "deep" / "demo"
    write_demo(folder, TODAY, words_of(language))
    config = load(folder / "config.toml")
    typed = reckon(config, read(config, open_workbook(config)), TODAY, flag_future=True)
    moment = datetime.combine(TODAY, time(12), config.workbook.zone())
    done = sync_now(config, Options(no_mail=True), moment, lambda _: None)
    found, wanted = done.reckoning, story(TODAY, language)
    assert found is not None
    assert found.rows == wanted.rows
    assert found.accounts.accounts == wanted.accounts.accounts != typed.accounts.accounts
    assert found.effort.clients == wanted.effort.clients
    more = Counter(f.code for f in found.findings) - Counter(f.code for f in wanted.findings)
    assert more == {Code.UNMATCHED_PAYMENT: 1}
    assert done.warnings == []
    assert len([*folder.glob("pages/*/index.html")]) == len(CUSTOMERS)
    ((name, page),) = demo_pages(config)
    assert name == TAKER.name.to(words_of(language))
    assert name in page.read_text(encoding="utf-8")


def test_details_of_several_lines_have_rows_tall_enough(tmp_path):
    """Found in a picture: the second line lay over the next client."""
    write_demo(tmp_path, date(2026, 11, 12), words_of("en"))
    clients = load_workbook(tmp_path / "agency.xlsx")["Clients"]
    column = [cell.value for cell in clients[1]].index("Details")
    assert clients.column_dimensions["ABCDEFGHIJKL"[column]].alignment.wrap_text
    lines = [len(row[column].value.splitlines()) for row in clients.iter_rows(min_row=2)]
    assert max(lines) > 1
    for row, least in enumerate(lines, 2):
        assert least == 1 or clients.row_dimensions[row].height >= 12 * least


@pytest.mark.parametrize("name", ["config.toml", "agency.xlsx"])
def test_it_overwrites_nothing(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(UsageError, match=rf"{name} is there already.*sync demo FOLDER"):
        write_demo(tmp_path, TODAY, words_of("en"))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_the_demo_is_offered_in_the_languages_of_its_story():
    (offered,) = [each for each in demo.params if each.name == "language"]
    assert isinstance(offered.type, Choice)
    assert tuple(offered.type.choices) == Both._fields
    assert {*Both._fields} <= {*languages()}
