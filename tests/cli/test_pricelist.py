"""``sync pricelist CLIENT``: terms in words, the last month at these prices, as text, page and PDF."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest
import time_machine

from sheets_sync.billing.days import serial
from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.notices.paper.price_list import draw_price_list
from sheets_sync.reckoning import reckon
from sheets_sync.use_cases.drafts.trying_out import Question, try_out
from sheets_sync.use_cases.pricelist import drafted_list, present_list
from sheets_sync.use_cases.shared.letters_by_config import issuer
from sheets_sync.views import price_list_view
from sheets_sync.words.speaking import words_of
from sheets_sync.workbooks import open_workbook, read

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)
TAKER = {"en": "Meridian Trade House", "ru": "Торговый дом «Меридиан»"}
TERMS = {
    "en": ["at least 5 min each time", "each 1 min begun counts", "1 h a month included", "rounded up to full 15 min"],
    "ru": ["не меньше 5 мин за раз", "считается каждая начатая единица (1 мин)", "1 ч в месяц включено",
           "с округлением вверх до целых 15 мин"],
}  # fmt: skip
DRAFTED = {"en": ("Small favour", "25.00 / min"), "ru": ("Мелкая просьба", "25,00 ₽ / мин")}


@pytest.fixture(scope="module", params=["en", "ru"])
def demo(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, NOON.date(), words_of(request.param))
    return folder / "config.toml", request.param


@pytest.fixture
def told(demo, call, monkeypatch):
    path, language = demo
    monkeypatch.setenv("SHEETS_SYNC_CONFIG", str(path))

    def ask(*options):
        with time_machine.travel(NOON, tick=False):
            said = call("pricelist", TAKER[language], *options).out
            return said.replace("\u00a0", " ").replace("\u202f", " ")

    return ask


def test_the_list_in_force_has_its_terms_in_words(told, demo):
    said = told()
    assert all(each in " ".join(said.split()) for each in TERMS[demo[1]])
    assert DRAFTED[demo[1]][0] not in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_draft_takes_over_what_it_is_for(told, demo):
    said = told("--draft")
    assert all(each in said for each in DRAFTED[demo[1]])
    assert TERMS[demo[1]][2] not in said  # no free hour any more


def test_the_page_says_the_same(told, demo):
    page = unescape(told("--draft", "--html"))
    assert all(each in page for each in (*DRAFTED[demo[1]], TAKER[demo[1]]))
    assert page.count('class="sign"') == 1
    assert "<script" not in page


def test_a_program_has_the_same_in_plain_numbers(told, demo):
    made = json.loads(told("--draft", "--json"))
    [drafted] = (each for each in made["prices"] if each["price"] == "25.0000")
    assert drafted == {
        "service": {"en": "Phone consultation", "ru": "Консультация по телефону"}[demo[1]],
        "unit": {"en": "minute", "ru": "мин"}[demo[1]], "price": "25.0000",
        "counted_in": "minutes", "minimum": 5.0, "step": 1.0, "included": None,
    }  # fmt: skip
    assert (made["client"], made["as_of"], made["draft"]) == (TAKER[demo[1]], "2026-11-23", True)
    month = made["month"]
    assert month["from"] == "2026-10-01"
    assert sum(Decimal(each["cost"]) for each in month["lines"]) == Decimal(month["total"]) > 0


def test_on_paper_it_is_the_same_each_time(demo):
    config = load(demo[0])
    tried = try_out(config, Question(TAKER[demo[1]]), NOON, lambda _: None)
    priced = drafted_list(tried, TAKER[demo[1]], config.workbook.words)
    words = price_list_view.theirs(priced, words_of(demo[1]))
    first, second = (draw_price_list(priced, issuer(config), words) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-")


def test_the_month_is_what_was_charged_where_prices_did_not_change(demo):
    config = load(demo[0])
    found = reckon(config, read(config, open_workbook(config)), NOON.date(), flag_future=True)
    priced = present_list(found, TAKER[demo[1]])
    log = found.accounts.log
    october = (log["day"] >= serial(NOON.date().replace(month=10, day=1))) & (
        log["day"] < serial(NOON.date().replace(day=1))
    )
    assert priced.total == int(log["charge"][october & (log["client"] == 0)].sum()) > 0
    assert priced.first == serial(NOON.date().replace(month=10, day=1))
