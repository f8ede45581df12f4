"""``sync explain CLIENT --effort``: the argument as text and as a page, in both languages."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.words.speaking import words_of
from tests.cli.conftest import CLIENTS, LONG
from tests.sync.agency import SHEETS, TODAY, Agency, Rows, day

TAKER = {"en": "Meridian Trade House", "ru": "Торговый дом «Меридиан»"}
DAY = datetime(2026, 11, 23, tzinfo=UTC).date()


@pytest.fixture(scope="module", params=["en", "ru"])
def demo(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, DAY, words_of(request.param))
    return folder / "config.toml", request.param


@pytest.fixture
def told(demo, call, monkeypatch):
    path, language = demo
    monkeypatch.setenv("SHEETS_SYNC_CONFIG", str(path))

    def ask(*options):
        return call("explain", TAKER[language], "--effort", "--as-of", str(DAY), *options)

    return ask


def test_the_text_is_an_argument_that_fits_the_terminal(told, demo):
    answer = told()
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    sums = {"en": ("2,867.83", "337,983.72"), "ru": ("2\u202f867,83", "337\u202f983,72")}
    without_them = answer.out.split("\n\n")[5]
    assert all(each in without_them for each in sums[demo[1]])  # no line breaks a number in two
    assert TAKER[demo[1]] in lines[0]
    verdict = {"en": "3.83 times the labour", "ru": "в 3,83 раза больше труда"}[demo[1]]
    assert verdict in lines[1]
    proved = {"en": "heavy, beyond chance", "ru": "много, и это не случайность"}
    assert proved[demo[1]] in " ".join(lines)
    words = {"en": ("Quote", "8.93", "quotes an order: 9.20; with others 1.50", "43%"),
             "ru": ("Смета", "8,93", "расчётов на заказ: 9,20; у других 1,50", "43 %")}  # fmt: skip
    assert all(each in answer.out for each in words[demo[1]])
    orders = [line for line in lines if re.match(r"1\d\d\s", line)]
    assert len(orders) == 5


def test_verdicts_are_whole_words_beside_their_past(demo, call):
    path, language = demo
    client = {"en": "Lumen School", "ru": "Школа «Люмен»"}[language]
    names = ("explain", client, "--effort", "--as-of", str(DAY), "--config", str(path))
    lines = call(*names).out.splitlines()
    assert {"en": "took less labour than", "ru": "ушло меньше труда"}[language] in lines[1]
    like = {"en": "like the others  ", "ru": "как у других  "}[language]
    assert sum(like in line for line in lines) == 4
    assert max(map(cell_len, lines)) <= 80


def test_what_is_above_the_others_by_chance_is_no_accusation(demo, call, told):
    path, language = demo
    names = ("explain", "Atelier", "--effort", "--as-of", str(DAY), "--config", str(path))
    text, page = call(*names).out, call(*names, "--html").out
    chance = {
        "en": "h above may be chance: like the others.",
        "ru": "может быть случайностью: как у других.",
    }
    assert chance[language] in " ".join(text.split())
    assert chance[language] in unescape(page)
    assert chance[language].partition(":")[0] not in " ".join(told().out.split())


def test_all_clients_stand_in_the_funnel_and_they_stand_out(told):
    text, page = told().out, told("--html").out
    plot = [line for line in text.splitlines() if line[7:8] == "│"]
    assert sum(line.count("●") for line in plot) == 1
    assert 6 <= sum(line.count("○") for line in plot) <= 8  # some may stand at one place
    assert plot[0].rstrip().endswith("●")  # the most of all, beyond what chance does
    assert page.count('<circle class="others"') == 8
    assert page.count('<circle class="theirs"') == 2  # in the funnel, and on the line of the range


def test_who_takes_little_among_very_many_clients_stands_in_the_funnel_too(
    tmp_path, monkeypatch, call
):
    names = [f"Firm {at:02}" for at in range(45)]
    work = [[day(9), name, "Call", 1, None, 300, "Anna", "mail"] for name in names]
    work += [[day(9), "Acme", "Call", 1, None, 10, "Anna", "mail"]]
    clients = [["Client"], ["Acme"], *([name] for name in names)]
    Agency(tmp_path, {**SHEETS, "Clients": clients, "Log": [SHEETS["Log"][0][:8], *work]})
    monkeypatch.chdir(tmp_path)
    text, page = (
        call("explain", "Acme", "--effort", "--as-of", str(TODAY), *form).out
        for form in ([], ["--html"])
    )
    plot = [line for line in text.splitlines() if line[7:8] == "│"]
    assert sum(line.count("●") for line in plot) == 1
    assert page.count('<circle class="theirs"') == 2  # in the funnel, and on the line of the range
    assert page.count('<circle class="others"') == 39
    said = (
        "Among the 39 others who surely take the most: times the others over the orders behind it"
    )
    assert said in " ".join(text.split())
    assert said in page
    assert "Among all clients" not in text + page


def test_the_page_says_all_that_the_text_says_and_loads_nothing(told):
    page, text = told("--html").out, told().out
    shown = unescape(re.sub(r"<[^>]+>", " ", page))
    figures = set(re.findall(r"\d[\d.,\u202f]*\d", text))
    missing = {each for each in figures if each not in shown}
    assert not missing
    assert page.count("<svg") == 3
    assert not re.search(r"<script|<link|<img|src=|https?:|url\(", page)
    assert "default-src 'none'" in page


def test_a_page_without_effort_is_refused_and_an_unknown_client_too(agency, call):
    answer = call("explain", "Acme", "--html")
    assert (answer.code, answer.out) == (2, "")
    assert "--effort" in answer.err
    assert call("explain", "Acmee", "--effort").code == 2


@pytest.mark.parametrize("name", CLIENTS)
def test_hostile_names_do_no_harm(agency, call, name):
    page = call("explain", "--effort", "--html", "--", name)
    assert page.code == 0
    assert "<b>Bold" not in page.out
    assert "<i>" not in page.out
    text = call("explain", "--effort", "--", name)
    assert text.code == 0
    assert name in text.out.splitlines()[0]
    assert max(len(line) for line in text.out.splitlines()) <= max(80, len(LONG) + 30)


def test_without_labour_or_peers_it_says_so(agency, call, tmp_path):
    book = openpyxl.load_workbook(load(Path("config.toml")).workbook.path)
    book["Clients"].append(["Idle"])
    book.save(load(Path("config.toml")).workbook.path)
    idle = call("explain", "Idle", "--effort").out
    assert "No minutes were logged for them" in idle
    assert "0.00 RUB less" not in idle
    assert "No hours of theirs are logged in these days: nothing would be freed." in idle
    assert "No other client in RUB has minutes" not in idle


def test_where_nobody_was_charged_nobody_has_a_share_of_the_money(tmp_path, monkeypatch, call):
    work = [[day(9), name, "Call", 1, None, 30, "Anna", "mail", 0] for name in ("Acme", "Bell")]
    head = [*SHEETS["Log"][0][:8], "Agreed price"]
    Agency(tmp_path, {**SHEETS, "Log": [head, *work]})
    monkeypatch.chdir(tmp_path)
    said = call("explain", "Acme", "--effort", "--as-of", str(TODAY)).out
    assert "take 50% of the labour, and nobody in RUB was charged anything" in " ".join(
        said.split()
    )
    assert "0% of the money" not in said


def test_hours_of_the_bill_add_up_as_they_are_shown(tmp_path, monkeypatch, call):
    # Of 56.8 h there were 19.7, 10.0 and 27.0: each rounded by itself, and nobody's sum.
    work = [
        [day(at), "Acme", "Call", at, None, minutes, "Anna", "mail", agreed]
        for at, (minutes, agreed) in enumerate([(45, 9), (51, 9), (33, None), (27, 9)])
    ]
    work += [
        [day(5), other, "Call", None, None, 20, "Anna", "mail", 9] for other in ("Bell", "Cone")
    ]
    prices: Rows = [["Service", "Price"], ["Banner", 1]]
    head = [*SHEETS["Log"][0][:8], "Agreed price"]
    Agency(tmp_path, {**SHEETS, "Prices": prices, "Log": [head, *work]})
    monkeypatch.chdir(tmp_path)
    said = call("explain", "Acme", "--effort", "--as-of", str(TODAY)).out
    bill = said.partition("Where their labour went")[2].partition("\n\n")[0]
    *parts, whole = [Decimal(each) for each in re.findall(r" (\d+\.\d)$", bill, re.MULTILINE)]
    assert (len(parts), sum(parts)) == (4, whole)
    above, given_away = parts[1], parts[3]
    assert f"above and given away: {above + given_away} h" in " ".join(bill.split())


def test_a_price_has_the_decimals_of_its_currency(tmp_path, monkeypatch, call):
    clients = [["Client", "Currency"], ["Acme", "JPY"]]
    prices: Rows = [["Service", "Price", "Currency"], ["Call", 1500, "JPY"]]
    work = [SHEETS["Log"][0][:3], [day(3), "Acme", "Call"]]
    Agency(
        tmp_path,
        {"Clients": clients, "Prices": prices, "Payments": SHEETS["Payments"][:1], "Log": work},
    )
    monkeypatch.chdir(tmp_path)
    said = call("explain", "Acme", "--as-of", str(TODAY)).out
    assert "× 1,500" in said
    assert "1,500.00" not in said
