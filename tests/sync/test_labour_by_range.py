"""Summary and Effort go by what is proved, not by the raw index (design §18)."""

from datetime import timedelta

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import EFFORT, SUMMARY, SUMMARY_TABLE
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, SHEETS, Agency

CLIENTS = 5
NOBODY = {
    "en": "Labour: no client differs from the others beyond chance",
    "ru": "Труд: клиенты различаются не больше, чем случайно",
}
HEAVY = {
    "en": "Labour heavy beyond chance: Client 4",
    "ru": "Много труда, и не случайно: Client 4",
}


def sheets(orders):
    """``orders``: (client, minutes), each an order of its own."""
    head = {name: [rows[0]] for name, rows in SHEETS.items()}
    names = [f"Client {n}" for n in range(CLIENTS)]
    log = SHEETS["Log"][0]
    rows = []
    for nth, (client, minutes) in enumerate(orders):
        cells = {
            "Date": NOW.date() - timedelta(days=nth % 60), "Client": names[client],
            "Service": "Call", "Order": f"O{nth}", "Quantity": 1, "Minutes": minutes,
        }  # fmt: skip
        rows.append(tuple(cells.get(name) for name in log))
    return {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], *((name, "a@example.com", "RUB", 10) for name in names)],
        "Payments": head["Payments"],
        "Log": [log, *rows],
    }


def alike():
    return [
        (client, 20 + (7 * client + 11 * at) % 21) for client in range(CLIENTS) for at in range(9)
    ]


def made(folder, language, orders):
    agency = Agency(folder, sheets(orders), f"[workbook]\nlanguage = '{language}'\n")
    agency.run()
    words = words_of(language)
    summary, effort = (agency.grid()[words.say(f"tab.{role}")] for role in ("summary", "effort"))
    head = SUMMARY.headers(words)[:SUMMARY_TABLE]
    clients = [dict(zip(head, row, strict=False)) for row in summary[SUMMARY.header_row :]]
    by_name = {row[words.say("summary.client")]: row for row in clients}
    return agency, summary[0][SUMMARY.at(HEAD.sentences)], by_name, effort


@pytest.mark.parametrize("language", NOBODY)
def test_where_nobody_differs_beyond_chance_summary_says_so_aloud(tmp_path, language):
    agency, said, clients, _ = made(tmp_path, language, alike())
    assert said == NOBODY[language]
    verdict = words_of(language).say("summary.verdict")
    like = words_of(language).say("verdict.like")
    assert [clients[f"Client {n}"][verdict] for n in range(CLIENTS)] == [like] * CLIENTS
    assert agency.run(NOW + timedelta(minutes=1)).cells_written == 0


@pytest.mark.parametrize("language", HEAVY)
def test_who_is_heavy_beyond_chance_is_named_and_coloured_in_the_window_alone(tmp_path, language):
    log = [(client, minutes * (8 if client == 4 else 1)) for client, minutes in alike()]
    agency, said, clients, effort = made(tmp_path, language, log)
    assert said == HEAVY[language]
    words = words_of(language)
    heavy = clients["Client 4"][words.say("summary.verdict")]
    assert heavy in (words.say("verdict.heavy"), words.say("verdict.extreme"))
    lines = [row for row in effort[EFFORT.header_row :] if row[1] == "Client 4"]
    told = {row[0]: row[EFFORT.at("verdict")] for row in lines}
    assert [each for month, each in told.items() if "…" in month] == [heavy]
    assert not any(each for month, each in told.items() if "…" not in month)
    book = openpyxl.load_workbook(agency.path)
    rules = [
        rule.formula[0]
        for tab in ("summary", "effort")
        for each in book[words.say(f"tab.{tab}")].conditional_formatting
        for rule in each.rules
    ]
    for verdict in ("heavy", "extreme"):
        assert sum(f'"{words.say(f"verdict.{verdict}")}"' in rule for rule in rules) >= 2


def test_one_huge_order_accuses_nobody(tmp_path):
    log = [*alike(), (0, 3000)]
    _, said, clients, _ = made(tmp_path, "en", log)
    row = clients["Client 0"]
    assert row["Effort index"] > 10
    assert (row["Labour"], row["Advice"]) == ("unclear", "collect")  # nobody paid anything in
    assert said == NOBODY["en"]
