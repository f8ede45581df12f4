"""Whose payment cannot be read is asked for nothing: they may have paid (design §4)."""

from datetime import timedelta

import pytest

from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day

MINUTE = timedelta(minutes=1)
SCALELESS = QUIET.replace("settle", "scale = 0\nsettle")
TWO_LOW = [SHEETS["Payments"][0], [day(60), "Acme", 500, None], [day(60), "Bell", 100, None]]


def agency_with(folder, row, config=SCALELESS):
    agency = Agency(folder, {**SHEETS, "Payments": [*TWO_LOW, row]}, config)
    agency.run()
    return agency


def asked(agency):
    return [name.split("-")[2] for name in agency.letters()]


def states(agency):
    return {row[2]: row[9] for row in agency.grid()["Notices"][1:]}


@pytest.mark.parametrize(
    "row",
    [
        ["32.10.2026", "Bell", 9_000, None],
        [day(1), "Bell", "9000?", None],
        [day(1), "Bell", 9_000, "gift"],
        [day(1), "Bel", 9_000, None],
        [None, "Bell", 9_000, None],
        [day(1), "Bell", -9_000, None],
    ],
)
def test_only_others_are_asked_until_it_is_mended(tmp_path, row):
    agency = agency_with(tmp_path, row)
    assert asked(agency) == ["acme.eml"]
    assert "mend Payments!" in states(agency)["Bell"]
    agency.run(NOW + 30 * 24 * 60 * MINUTE)
    assert {*asked(agency)} == {"acme.eml"}
    for cell, value in zip(("A4", "B4", "C4", "D4"), (day(1), "Bell", 9_000, None), strict=True):
        agency.edit("Payments", cell, value)
    agency.run(NOW + 31 * 24 * 60 * MINUTE)
    assert {*asked(agency)} == {"acme.eml"}


@pytest.mark.parametrize(
    "row", [[day(1), "Nobody at all", 9_000, None], [day(60), "Bell", 100, None]]
)
def test_what_may_be_nobody_s_payment_or_counts_holds_nobody(tmp_path, row):
    assert asked(agency_with(tmp_path, row)) == ["acme.eml", "bell.eml"]


@pytest.mark.parametrize(
    "row",
    [
        [None, None, 9_000, None],
        [day(1), None, 9_000, None],
        [day(1), None, "9000?", None],
        [day(1), "=NA()", 9_000, None],
    ],
)
def test_money_without_a_client_may_be_anybody_s_and_says_so(tmp_path, row):
    agency = agency_with(tmp_path, row)
    assert asked(agency) == []
    assert {*map(str, states(agency).values())} == {"held: mend Payments!B4 first, see Findings"}
    (told,) = [str(row) for row in agency.grid()["Findings"] if "anybody's" in str(row)]
    assert "Payments!B4" in told
    agency.edit("Payments", "B4", "unidentified")
    agency.run(NOW + MINUTE)
    assert asked(agency) == ["acme.eml", "bell.eml"]


@pytest.mark.parametrize(
    "row",
    [
        [None, None, None, None, "below: moved from the old book"],
        [None, None, 0, None],
        [None, None, 600, None],
        [day(1), None, None, None],
    ],
    ids=["a remark", "nothing", "the sum of the column", "begun"],
)
def test_what_is_no_money_holds_nobody(tmp_path, row):
    assert asked(agency_with(tmp_path, row)) == ["acme.eml", "bell.eml"]


def test_approval_does_not_help(tmp_path):
    agency = agency_with(tmp_path, ["32.10.2026", "Bell", 9_000, None])
    row = next(at for at, each in enumerate(agency.grid()["Notices"], 1) if each[2] == "Bell")
    agency.edit("Notices", f"K{row}", "TRUE")
    agency.run(NOW + MINUTE)
    assert asked(agency) == ["acme.eml"]
