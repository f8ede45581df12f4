"""``explain --effort`` of a client whose money and labour do not go together: fees without hours,
hours that nobody else has, and errors that were charged all the same (design §18)."""

import pytest

from tests.sync.agency import QUIET, SHEETS, TODAY, Agency, day

HEAD = [*SHEETS["Log"][0][:8], "Agreed price"]
FEE = [day(9), "Acme", "Banner", None, 2, None, None, None, 300]
WORK = [day(8), "Bell", "Call", 1, None, 120, "Anna", "mail", 2]


@pytest.fixture
def told(tmp_path, monkeypatch, call):
    """What is said of a client, on one line, where these rows are the log."""
    monkeypatch.chdir(tmp_path)

    def ask(name, *work, config=QUIET, options=()):
        Agency(tmp_path, {**SHEETS, "Log": [HEAD, *work]}, config)
        said = call("explain", name, "--effort", "--as-of", str(TODAY), *options)
        assert said.code == 0
        return " ".join(said.out.split())

    return ask


def test_without_who_pays_fees_alone_their_money_is_gone_and_no_hour_is_free(told):
    said = told("Acme", FEE, WORK)
    assert "They bring 71% of the money in RUB and take 0% of the labour" in said
    assert "Without them: 240.00 RUB instead of 840.00, for 2.0 h instead of 2.0;" in said
    assert "120.00 RUB an hour instead of 420.00." in said
    assert "No hours of theirs are logged in these days: nothing would be freed." in said
    assert "they were charged 600.00 RUB" in said
    assert "their 0.0 h" not in said
    assert "Their 0.0 h" not in said


def test_without_the_only_one_who_takes_labour_the_others_money_is_left(told):
    said = told("Bell", FEE, WORK)
    assert "They bring 29% of the money in RUB and take 100% of the labour" in said
    assert "Without them: 600.00 RUB instead of 840.00." in said
    assert "No other client in RUB has minutes to compare with." in said


def test_where_nobody_works_each_still_brings_their_share_of_the_money(told):
    said = told("Acme", FEE, [*FEE[:1], "Bell", *FEE[2:]])
    assert "They bring 50% of the money in RUB." in said
    assert "Without them: 600.00 RUB instead of 1,200.00." in said
    assert "of the labour" not in said


def test_who_alone_is_in_the_book_is_not_held_against_nobody(told):
    said = told("Acme", FEE)
    assert "Without them" not in said
    assert "No other client in RUB has minutes to compare with." in said


def test_what_is_charged_though_it_counts_as_given_away_is_said_beside_the_bill(told):
    errors = QUIET + "[effort]\npersonal_channels = ['mobile']\ncost_per_hour = '30'\n"
    work = [*WORK[:1], "Acme", "Call", 2, None, 60, "Anna", "mobile", 3]
    for options in ((), ("--html",)):
        said = told("Acme", work, WORK, config=errors, options=options)
        assert "Over-service, above and given away: 1.0 h, which cost 30.00 RUB." in said
        assert "Of the labour given away 100% was charged all the same: 180.00 RUB." in said
    half = [*work[:8], 0]
    said = told("Acme", work, half, WORK, config=errors)
    assert "Of the labour given away 50% was charged all the same: 180.00 RUB." in said
    said = told("Acme", half, WORK, config=errors)
    assert "all the same" not in said
    said = told("Bell", work, WORK, config=errors)
    assert "all the same" not in said
