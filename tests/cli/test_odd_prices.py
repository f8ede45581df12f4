"""Prices to try, and to agree on, as ordinary managers type them: what is odd names its place and cure."""

import io
import zipfile

import pytest
import time_machine

from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day

HEADERS = [
    "Client",
    "Service",
    "Unit",
    "Price",
    "Minimum",
    "Step",
    "Included a month",
    "Valid from",
    "Currency",
]
PAUSED = {"paused": "Paul", "closed": "Clos"}


def flat(text):
    return " ".join(text.split())


@pytest.fixture
def ask(tmp_path, call, monkeypatch):
    """``ask(drafts, *command)``: what is said of the rows of Drafts; None: there is no such tab."""
    monkeypatch.chdir(tmp_path)

    def run(drafts, *command, headers=HEADERS):
        sheets = {name: [list(row) for row in rows] for name, rows in SHEETS.items()}
        clients = [[*row, None] for row in sheets["Clients"][1:]]
        clients += [
            [name, "p@example.com", None, 100, None, state] for state, name in PAUSED.items()
        ]
        sheets["Clients"] = [[*sheets["Clients"][0], "State"], *clients]
        sheets["Log"] += [
            [day(12), name, "Call", 1, None, 30, "Anna", "mail", None] for name in PAUSED.values()
        ]
        tab = {} if drafts is None else {"Drafts": [headers, *drafts]}
        Agency(tmp_path, {**sheets, **tab})
        (tmp_path / "config.toml").write_text(
            f'{QUIET}\n[effort]\ncost_per_hour = "600"\n', "utf-8"
        )
        with time_machine.travel(NOW, tick=False):
            return call(*command)

    return run


WRONG = {
    "a blank price": ([["Acme", "Call", "min", None]], "Drafts!D2: Price is blank."),
    "a word": ([["Acme", "Call", "min", 9], [None, "Banner", "pc", "abc"]], 'Drafts!D3: Price "abc" is no number.'),
    "two for the same": ([["Acme", "Call", "min", 9], ["Acme", "Call", "min", 11]], "Drafts!D2: Two prices of one service"),
    "another currency": ([["Acme", "Call", "min", 9, None, None, None, None, "EUR"]], "Drafts!I2: this price is in EUR, the account is in RUB. Type one of the service in RUB, or take this one out of Drafts until the paper is made."),
}  # fmt: skip


@pytest.mark.parametrize("form", [[], ["--json"], ["--html"], ["--pdf"]])
@pytest.mark.parametrize("wrong", sorted(WRONG))
def test_no_list_to_sign_is_made_of_a_draft_that_cannot_be_counted(ask, wrong, form):
    drafts, told = WRONG[wrong]
    said = ask(drafts, "pricelist", "Acme", "--draft", *form)
    assert (said.code, said.out) == (1, "")
    assert "The drafted prices of Acme cannot stand in a list to sign." in flat(said.err)
    assert told in flat(said.err)


@pytest.mark.parametrize("form", [[], ["--json"], ["--html"]])
@pytest.mark.parametrize(
    ("drafted", "told"),
    [
        (["Acme", "Cal", "min", 9], 'Drafts!D2: no price of today is for "Cal". Did you mean "Call"?'),
        (["Acme", "Call", "h", 9], "Drafts!D2: by its Unit this price is not for what Prices has it for (min)"),
        (["Acme", "Brain surgery", "h", 9], ""),
        (["Acme", "Call", "min", 9], ""),
    ],
)  # fmt: skip
def test_what_may_be_a_slip_in_a_list_to_sign_is_told_beside_it(ask, drafted, told, form):
    said = ask([drafted], "pricelist", "Acme", "--draft", *form)
    assert said.code == 0
    assert said.out
    assert flat(said.err).startswith(told) if told else not said.err


def test_a_draft_of_the_day_of_the_price_that_it_takes_over_from_stands_in_the_list(ask):
    own = [*SHEETS["Prices"][2][:3], 9, *SHEETS["Prices"][2][4:]]
    said = ask([own], "pricelist", "Acme", "--draft")
    assert (said.code, "9.00 / min" in said.out) == (0, True)


IN_TWO = [
    [None, "Layout", "h", 25, None, None, None, None, "EUR"],
    [None, "Layout", "h", 2500, None, None, None, None, "RUB"],
]
"""A service drafted for everyone, in each currency that clients have."""


@pytest.mark.parametrize(
    ("client", "price"), [("Cone", "€25.00 / h"), ("Acme", "RUB 2,500.00 / h")]
)
def test_a_house_of_two_currencies_drafts_for_everyone_in_both(ask, client, price):
    said = ask(IN_TWO, "pricelist", client, "--draft")
    assert (said.code, said.err) == (0, "")
    assert price in said.out.replace("\u00a0", " ")


@pytest.mark.parametrize("headers", [HEADERS, HEADERS[:-1]])
def test_one_in_the_other_currency_alone_stops_it_still(ask, headers):
    said = ask([[None, "Layout", "h", 2500]], "pricelist", "Cone", "--draft", headers=headers)
    assert (said.code, said.out) == (1, "")
    assert "this price is in RUB, the account is in EUR" in flat(said.err)


def test_nor_does_what_is_wrong_for_another_client_stop_it(ask):
    said = ask(
        [["Acme", "Call", "min", 9], ["Bell", "Call", "min", "abc"]], "pricelist", "Acme", "--draft"
    )
    assert (said.code, "9.00 / min" in said.out) == (0, True)


@pytest.mark.parametrize("command", [["pricelist", "Acme", "--draft"], ["simulate", "Acme"]])
def test_where_drafts_are_typed_is_told_by_either_command(ask, command):
    said = ask(None, *command)
    assert said.code == 2
    assert "run `sheets-sync init`, which gives it the columns of Prices" in flat(said.err)
    assert "`simulate` takes a file" in flat(said.err)


def test_a_price_for_everyone_is_told_to_bear_the_name_of_whom_it_is_tried_for(ask):
    said = ask([[None, "Call", "min", 9]], "simulate", "Acme")
    assert (
        "Drafts!D2 is for everyone, and gives way to what Acme has of their own: Prices!D3."
        in flat(said.out)
    )
    assert "--from" not in said.out


def test_a_later_own_price_is_still_answered_by_a_later_day(ask):
    said = ask([["Acme", "Call", "min", 9, None, None, None, "2025-01-01"]], "simulate", "Acme")
    assert (
        "all rows: it gives way to Prices!D3. To try it all the same, name a later day: `--from`."
        in flat(said.out)
    )


def test_a_margin_is_not_looked_for_among_prices_of_everyone(ask):
    said = ask([[None, "Call", "min", 9]], "simulate", "Acme", "--reach", "90%")
    assert "None of these prices is the client's own, and only those are changed" in flat(said.out)
    assert "No change of one rate" not in flat(said.out)


@pytest.mark.parametrize("state", sorted(PAUSED))
@pytest.mark.parametrize("form", [[], ["--html"]])
def test_that_no_letters_go_to_a_client_who_is_not_active_is_said(ask, state, form):
    who = PAUSED[state]
    said = ask([[who, "Call", "min", 9]], "simulate", who, *form)
    text = flat(said.out).replace("&#34;", '"')
    assert f'{who} is set to "{state}" in Clients: no letter goes to them.' in text
    assert "No letter would have gone" not in text


def test_no_letter_is_said_of_the_days_that_were_looked_at(ask):
    said = ask([["Acme", "Call", "min", 2, None, None, None, "2026-11-20"]], "simulate", "Acme")
    assert "No letter would have gone from 2026-11-20 on, by either prices." in flat(said.out)


@pytest.mark.parametrize(
    "rows", [[], [["Acme", "Banner", "pc", 30, None, None, None, "2026-11-20"]]]
)
def test_a_price_whose_day_cannot_be_read_is_not_said_to_change_nothing_since_today(ask, rows):
    said = ask([["Acme", "Call", "min", 9, None, None, None, "1 Jan"], *rows], "simulate", "Acme")
    assert "would have been charged 104.00 RUB less since 2026-09-24;" in flat(said.out)


@pytest.mark.parametrize(
    "data", [b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"], ids=["xlsx", "xls"]
)
def test_a_workbook_is_no_file_of_prices_and_is_not_to_be_saved_over(ask, tmp_path, data):
    (tmp_path / "new.xlsx").write_bytes(data + bytes(5000))
    said = ask(None, "simulate", "Acme", "--prices", "new.xlsx")
    assert (said.code, said.out) == (2, "")
    assert "new.xlsx is a workbook, not a CSV file" in flat(said.err)
    assert "Save its tab with the prices as CSV" in flat(said.err)


def test_any_other_zip_is_none_either(ask, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("content.xml", "<x/>")
    (tmp_path / "prices.ods").write_bytes(packed.getvalue())
    said = ask(None, "simulate", "Acme", "--prices", "prices.ods")
    assert (said.code, "is a workbook, not a CSV file" in flat(said.err)) == (2, True)


STEPS = [
    ["Acme", "Call", "min", price, None, None, None, day(back)]
    for price, back in ((9, -20), (11, -200))
]


@pytest.mark.parametrize(
    ("drafts", "command"),
    [
        (STEPS, ["simulate", "Acme"]),
        (STEPS, ["check"]),
        (STEPS, ["pricelist", "Acme", "--draft"]),
        ([[*row[:7], day(back)] for row, back in zip(STEPS, (9, 19), strict=True)], ["simulate", "Acme", "--from", str(day(30))]),
    ],
    ids=["simulate", "check", "pricelist", "from a day"],
)  # fmt: skip
def test_drafts_that_tie_by_the_day_of_the_trial_are_told_so(ask, drafts, command):
    said = ask(drafts, *command)
    told = flat(said.out + said.err)
    assert "Two drafts of one service (9) are tried from the same day on" in told
    assert "Keep one of them in Drafts, and try the other one after it." in told
    assert "different days in Valid from" not in told


def test_of_two_drafts_the_later_stands_in_the_list_whatever_the_order_of_rows(ask):
    steps = [
        ["Acme", "Call", "min", price, None, None, None, day(back)]
        for price, back in ((11, 3), (9, 30))
    ]
    said = ask(steps, "pricelist", "Acme", "--draft")
    assert (said.code, "11.00 / min" in said.out, "9.00 / min" in said.out) == (0, True, False)


def test_no_list_to_sign_is_made_where_a_column_of_the_drafts_is_not_read(ask):
    headers = [*HEADERS[:4], "Minimun", *HEADERS[5:]]
    said = ask([["Acme", "Call", "min", 9, 30]], "pricelist", "Acme", "--draft", headers=headers)
    assert (said.code, said.out) == (1, "")
    assert "Drafts!E1: " in flat(said.err)


def test_a_draft_without_the_unit_of_its_service_is_told_so(ask):
    drafts = [["Acme", "Call", None, 9], ["Acme", "Banner", "pc", 1600], [None, "Call", "h", 600]]
    said = flat(ask(drafts, "simulate", "Acme").out)
    place = "{}: by its Unit this price is not for what Prices has it for (min)"
    assert [place.format(f"Drafts!D{row}") in said for row in (2, 3, 4)] == [True, False, True]
