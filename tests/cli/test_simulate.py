"""``sync simulate CLIENT --prices FILE``: what somebody reads who typed the file by hand (design §18)."""

import json
from datetime import date

import click
import pytest
import time_machine

from sheets_sync.terminal import Day
from tests.sync.agency import NOW, QUIET, Agency

COSTLY = f'{QUIET}\n[effort]\ncost_per_hour = "600"\n'
HEADERS = "Client;Service;Unit;Price;Currency\n"
SOUND = "Acme;Call;min;9;\n"
SPOILT = {
    "a word": "Acme;Banner;pc;abc;\n",
    "a currency": "Acme;Banner;pc;€ 30;\n",
    "a sign": "Acme;Banner;pc;-5;\n",
    "nothing": "Acme;Banner;pc;;\n",
    "a unit": "Acme;Banner;per hour;30;\n",
}


@pytest.fixture
def simulate(tmp_path, call, monkeypatch):
    Agency(tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(rows, *options, client="Acme", headers=HEADERS):
        (tmp_path / "semi.csv").write_text(headers + rows, encoding="utf-8")
        with time_machine.travel(NOW, tick=False):
            return call("simulate", client, "--prices", "semi.csv", *options)

    return run


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("kind", sorted(SPOILT))
def test_a_price_that_cannot_be_read_is_the_first_thing_told(simulate, kind):
    said = simulate(SOUND + SPOILT[kind])
    assert said.code == 1
    first = flat(said.out)
    assert first.startswith("1 of 2 drafted prices cannot be counted")
    assert first.index("semi.csv line 3: ") < first.index("With these prices")
    [row] = (line for line in said.out.splitlines() if line.startswith("Banner"))
    assert "0.00" not in row
    assert row.split()[-5:] == ["–"] * 5
    if kind in ("a word", "a currency", "a sign"):
        assert SPOILT[kind].split(";")[3] in row


def test_two_prices_for_the_same_are_told_first_too(simulate):
    said = simulate(SOUND + "Acme;Call;min;11;\n")
    assert (said.code, flat(said.out)[:6]) == (1, "2 of 2")


def test_sound_ones_are_not(simulate):
    said = simulate(SOUND)
    assert (said.code, said.out[:17]) == (0, "With these prices")


def test_a_program_has_the_findings_and_the_exit_code(simulate):
    said = simulate(SPOILT["a word"], "--json")
    assert said.code == 1
    assert "BAD_NUMBER" in [each["code"] for each in json.loads(said.out)["findings"]]


def test_a_program_is_told_a_letter_by_the_name_that_people_read(simulate):
    rows = "Acme;Call;min;600;\nAcme;Banner;pc;9000;\n"
    told = json.loads(simulate(rows, "--json").out)["drafted"]["letters"]
    text = simulate(rows).out
    assert {("REMINDER", "Over"), ("REMINDER", "Reminder 1")} <= {
        (each["kind"], each["called"]) for each in told
    }
    for each in told:
        [line] = (row for row in text.splitlines() if row.startswith(each["day"]) and "asks" in row)
        assert f"{each['called']}, asks" in line


def test_a_price_in_another_currency_says_so(simulate):
    said = simulate("Acme;Call;min;9;EUR\n")
    assert "this price is in EUR, the account is in RUB" in flat(said.out)
    assert "--from" not in said.out
    assert "9.00 EUR / min" in said.out


def test_a_misspelt_service_is_offered_the_nearest(simulate):
    assert 'Did you mean "Banner"?' in flat(simulate("Acme;Baner;pc;9;\n").out)


def test_no_price_makes_a_margin_of_all_that_is_charged(simulate, tmp_path):
    (tmp_path / "config.toml").write_text(COSTLY, encoding="utf-8")
    said = simulate(SOUND, "--reach", "100%")
    assert "No price reaches a margin of 100%" in flat(said.out)


def test_a_row_of_another_client_is_not_told(simulate):
    said = simulate(SOUND + "Bell;Banner;pc;abc;\n")
    assert (said.code, "abc" in said.out) == (0, False)


@pytest.mark.parametrize("typed", ["5 000 RUB", "5000 rub", "5000₽", "5\u00a0000", "25,5%"])
def test_a_margin_is_taken_as_people_write_it(simulate, typed):
    assert simulate(SOUND, "--reach", typed).code == 0


def test_nor_is_it_taken_in_another_currency(simulate):
    assert simulate(SOUND, "--reach", "5000 EUR").code == 2


@pytest.mark.parametrize("typed", ["Ac", "Acmee"])
def test_a_name_that_is_nearly_the_clients_does_not_vanish(simulate, typed):
    said = simulate(SOUND + f"{typed};Banner;pc;30;\n")
    assert said.code == 1
    assert flat(said.out).startswith("1 of 2 drafted prices cannot be counted")
    assert f'"{typed}"' in flat(said.out).partition("With these prices")[0]


def test_a_file_that_cannot_be_read_is_mended_in_the_file(simulate):
    said = simulate("Acme;Call;min;9;\nAcme;Call;min;9;;more\n" + 3 * SOUND)
    assert said.code == 2
    assert "semi.csv cannot be read: line 3 has 6 cells" in flat(said.err)
    assert 'separate the cells with ";"' in flat(said.err)
    assert "[tabs]" not in said.err


def test_a_decimal_comma_of_a_file_is_read_in_an_english_workbook(simulate):
    said = simulate("Acme;Banner;pc;1 650,50 ₽;\nAcme;Call;min;1,500;\n")
    assert said.code == 1
    assert "1,650.50 / pc" in said.out
    assert 'Price "1,500"' in flat(said.out).partition("With these prices")[0]


def test_and_a_decimal_point_in_a_russian_one(simulate, tmp_path):
    (tmp_path / "config.toml").write_text(f"{QUIET}locale = 'ru'\n", encoding="utf-8")
    said = simulate("Acme;Banner;pc;1'650.50;\nAcme;Call;min;1.500;\n")
    assert said.code == 1
    assert "1,650.50 / pc" in said.out
    assert 'Price "1.500"' in flat(said.out).partition("With these prices")[0]


def test_a_day_is_taken_as_people_write_it(simulate):
    assert simulate(SOUND, "--from", "1.10.2026").out == simulate(SOUND, "--from", "2026-10-01").out


@pytest.mark.parametrize("typed", ["01.10.2026", "1 Oct 2026", "1 октября 2026 г.", "2026/10/01"])
def test_in_every_spelling_that_is_but_one_day(typed):
    assert Day().convert(typed, None, None) == date(2026, 10, 1)


@pytest.mark.parametrize("typed", ["10/1/2026", "1.10.26", "1.13.2026", "soon", ""])
def test_one_that_may_be_two_is_not(typed):
    with pytest.raises(click.BadParameter, match=r"write it as 2026-11-23 or 23\.11\.2026"):
        Day().convert(typed, None, None)


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (
            "Client;Service;Rate\n",
            ['The file semi.csv has no column "Price"', 'headed "Price" (Цена) to it'],
        ),
        ("Who;What;Rate\n", ["The file semi.csv has no header row", "Give it a line of headers"]),
    ],
)
def test_a_missing_column_is_told_of_the_file(simulate, headers, told):
    said = simulate("Acme;Call;9\n", headers=headers)
    assert said.code == 2
    assert all(each in flat(said.err) for each in told)
    assert "init" not in said.err


@pytest.mark.parametrize("rows", [SPOILT["a word"], SOUND + "Acme;Call;min;11;\n"])
def test_own_drafts_that_cannot_be_counted_are_not_said_to_be_nobodys(simulate, tmp_path, rows):
    (tmp_path / "config.toml").write_text(COSTLY, encoding="utf-8")
    said = flat(simulate(rows, "--reach", "60%").out)
    assert "None of the client's own drafts can be counted" in said
    assert "name the client beside" not in said


def test_a_drafted_rate_has_the_decimals_of_its_currency(simulate):
    assert "1,500 JPY / min" in simulate("Acme;Call;min;1500;JPY\n").out
    assert "1.500 KWD / min" in simulate("Acme;Call;min;1.5;KWD\n").out


@pytest.mark.parametrize("options", [(), ("--reach", "25%")])
def test_where_no_margin_is_known_the_key_that_is_missing_is_named(tmp_path, simulate, options):
    said = flat(simulate(SOUND, *options).out)
    assert 'effort.cost_per_hour = { RUB = "…" }' in said
