"""Columns found by name, in any order, in two languages (design §3)."""

import random
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import UsageError
from sheets_sync.reading.headers import known_headers, locate
from sheets_sync.reading.layout import LOG, STAFF_ROLES
from sheets_sync.reading.sources.matching import units_of
from sheets_sync.reading.sources.sought import Sought, staff_sources
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import HEADERS, decoded, log, row, tab


def spoilt(name, style):
    return {
        "as it is": name, "upper": name.upper(), "spaces": f"  {name} ",
        "nbsp": name.replace(" ", "\u00a0"), "ё": name.replace("е", "ё"), "two": name.replace(" ", "  "),
    }[style]  # fmt: skip


@given(
    st.permutations(LOG.staff_columns),
    st.lists(
        st.sampled_from(["en", "ru"]),
        min_size=len(LOG.staff_columns),
        max_size=len(LOG.staff_columns),
    ),
    st.lists(
        st.sampled_from(["as it is", "upper", "spaces", "nbsp", "ё", "two"]),
        min_size=len(LOG.staff_columns),
        max_size=len(LOG.staff_columns),
    ),
    st.integers(0, 9),
)
def test_any_order_any_language_any_of_the_first_ten_rows(columns, languages, styles, above):
    names = [
        spoilt(c.name(words_of(lang)), style)
        for c, lang, style in zip(columns, languages, styles, strict=True)
    ]
    sheet = tab("Log", [["", "our agency"]] * above + [["x", *names]])
    found = known_headers(sheet, LOG, {})
    assert found == (above + 1, {column.key: at for at, column in enumerate(columns, 1)})


def test_a_header_in_row_eleven_is_not_looked_for():
    with pytest.raises(UsageError, match="first 10 rows"):
        known_headers(tab("Log", [["x"]] * 10 + [HEADERS["Log"]]), LOG, {})


def test_an_alias_goes_before_the_name_it_stands_for():
    sheet = tab("Log", [["Date", "Client", "Service", "Minutes", "Spent, min"]])
    assert known_headers(sheet, LOG, {})[1]["minutes"] == 3
    assert known_headers(sheet, LOG, {"log.minutes": ["spent, MIN"]})[1]["minutes"] == 4


def test_a_missing_required_column_names_those_present_and_the_nearest():
    snap = log()
    tabs = {**snap.tabs, "Log": tab("Log", [["Date", "Client", "Servise", "Hours"]])}
    with pytest.raises(UsageError) as caught:
        decoded(Snapshot(tabs, tuple(tabs)))
    said = str(caught.value)
    for word in (
        '"Log"',
        '"Service" (',
        "Услуга",
        "Date, Client, Servise, Hours",
        'nearest is "Servise"',
        "sync init",
    ):
        assert word in said


def test_a_column_named_twice_names_both_cells():
    with pytest.raises(UsageError, match="D1 and F1"):
        known_headers(
            tab("Log", [["Date", "Client", "Service", "Minutes", "x", "минуты"]]), LOG, {}
        )


def test_what_forms_put_around_a_header_is_no_part_of_it():
    """Found: a log headed Service* was refused, and Hours: would have been minutes."""
    heads = ["Date*", "Client :", "Service *", "Hours:", "Agreed\nprice", "*"]
    sheet = tab("Log", [heads, ["2026-11-20", "Acme", "Call", 1, 7, None]])
    row, found = known_headers(sheet, LOG, {})
    assert found == {"date": 0, "client": 1, "service": 2, "minutes": 3, "agreed": 4}
    assert units_of(sheet, LOG, row, found, {}) == {"minutes": 60}
    beside = tab("Log", [["Date", "Client", "Service", "Minutes", "Minutes*"]])
    assert known_headers(beside, LOG, {})[1]["minutes"] == 3
    own = tab("Log", [["Date", "Client", "Service", "Spent*"]])
    assert known_headers(own, LOG, {"log.minutes": ("Spent*",)})[1]["minutes"] == 3
    assert known_headers(own, LOG, {"log.minutes": ("Spent",)})[1]["minutes"] == 3


def test_a_remark_in_brackets_or_below_is_no_part_of_a_name_or_a_day():
    """Found: ``Date\\n(day)`` was no Date. What a number's header says besides may be its unit."""
    heads = [
        "Date\n(day)",
        "Client [who pays]",
        "Service\nsee Prices",
        "Note (any)",
        "Minutes (h)",
        "Agreed price (net)",
    ]
    sheet = tab("Log", [heads, ["2026-11-20", "Acme", "Call", None, 1, 7]])
    assert known_headers(sheet, LOG, {})[1] == {"date": 0, "client": 1, "service": 2, "note": 3}
    beside = tab("Log", [["Date (planned)", "Client", "Service", "Date"]])
    assert known_headers(beside, LOG, {})[1]["date"] == 3
    tabs = {**log().tabs, "Log": sheet}
    told = decoded(Snapshot(tabs, tuple(tabs))).found()
    assert [each for each in told if each[0] == "NEAR_HEADER"] == [
        ("NEAR_HEADER", "Log!E1"),
        ("NEAR_HEADER", "Log!F1"),
    ]


@pytest.mark.parametrize("beside", [[], ["Minutes"]], ids=["alone", "beside an empty Minutes"])
@pytest.mark.parametrize(("header", "cells", "told"), [
    ("Hrs", [2, 3], True), ("Time (h)", [2, "1:30"], True), ("Mins", [20, 30], True), ("Duration", ["1:30", "2:00"], True), ("Hours worked", [2, 8], True),
    ("Stunden", [2, 3], True), ("Время, ч", [2, 3], True), ("Time", [time(14), time(15, 30)], False), ("Time", [None, None], False),
    ("Time zone", ["UTC", "MSK"], False), ("Worktime", [2, 3], False),
])  # fmt: skip
def test_labour_under_another_header_is_told(header, cells, told, beside):
    """Found: rows of 2 and 3 hours under Hrs were charged a piece each, and nobody was told."""
    rows = [["2026-11-20", "Acme", "Banner", cell, *[None for _ in beside]] for cell in cells]
    sheet = tab("Log", [["Date", "Client", "Service", header, *beside], *rows])
    tabs = {**log().tabs, "Log": sheet}
    found = [
        (each.code, each.variant)
        for each in decoded(Snapshot(tabs, tuple(tabs))).findings
        if each.code == "NEAR_HEADER"
    ]
    assert found == [("NEAR_HEADER", "labour_beside")] * told


def test_the_cure_of_a_column_named_twice_works():
    """Found: no config can tell two equal headers apart."""

    def cure(*heads, aliases=None):
        with pytest.raises(UsageError) as caught:
            known_headers(tab("Log", [["Date", "Client", "Service", *heads]]), LOG, aliases or {})
        return caught.value.cure

    assert cure("Minutes", "minutes ") == "Rename the one that is not meant."
    assert '[columns] log.minutes = "Minutes"' in cure("Minutes", "минуты")
    sheet = tab("Log", [["Date", "Client", "Service", "Minutes", "минуты"]])
    assert known_headers(sheet, LOG, {"log.minutes": ("Minutes",)})[1]["minutes"] == 3


def test_a_nearly_matching_optional_header_is_a_finding_and_not_read():
    snap = log()
    header = ["Date", "Client", "Service", "Minuts", "Comment"]
    tabs = {**snap.tabs, "Log": tab("Log", [header, ["2026-11-20", "Acme", "Call", 5, "hm"]])}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert ("NEAR_HEADER", "Log!D1") in found.found()
    assert found.book.log["minutes"].tolist() == [-(2**63)]


@pytest.mark.parametrize(("header", "near"), [
    ("Orders", True), ("Ordr", True), ("Odrer", True), ("Border", True), ("Ord", False), ("Quantities", False),
    ("Quantty", True), ("Qantty", True), ("Количетво", True), ("Comment", False), ("Каналл", True),
])  # fmt: skip
def test_nearly_is_one_edit_or_two_from_eight_letters_on(header, near):
    snap = log()
    tabs = {**snap.tabs, "Log": tab("Log", [["Date", "Client", "Service", header]])}
    codes = decoded(Snapshot(tabs, tuple(tabs))).codes()
    assert codes == (["NEAR_HEADER"] if near else [])


@pytest.mark.parametrize(("tab_name", "header"), [
    ("Log", "Qty"), ("Log", "Кол-во"), ("Log", "Chargeable"), ("Log", "Special price"), ("Prices", "Единица"),
    ("Prices", "Ед. изм."), ("Prices", "Per"), ("Prices", "Customer"), ("Prices", "Rounding"), ("Prices", "Since"),
])  # fmt: skip
def test_another_name_of_a_column_that_money_hangs_on_is_a_finding(tab_name, header):
    known = ["Date", "Client", "Service"] if tab_name == "Log" else ["Service", "Price"]
    snap = log()
    tabs = {**snap.tabs, tab_name: tab(tab_name, [[*known, header]])}
    assert decoded(Snapshot(tabs, tuple(tabs))).codes() == ["NEAR_HEADER"]


def test_near_the_real_header_nothing_is_near():
    snap = log()
    tabs = {**snap.tabs, "Log": tab("Log", [["Date", "Client", "Service", "Minutes", "Minuts"]])}
    assert decoded(Snapshot(tabs, tuple(tabs))).codes() == []


def test_marked_columns_are_ours_whatever_they_are_called():
    header = ["Date", "Client", "Service", "Note", "Balance"]
    sheet = tab("Log", [header], marks={"log.balance": 3})
    assert "note" not in known_headers(sheet, LOG, {})[1]
    places = locate(
        Snapshot({**log().tabs, "Log": sheet}, ()),
        {role: (Sought(STAFF_ROLES[role].names[0]),) for role in STAFF_ROLES},
        {},
    )
    assert places.sources["log"][0].own == {"balance": 3}


def test_default_tabs_go_by_either_language_but_not_by_both():
    def log_in(*names, **configured):
        return [each.ref for each in staff_sources(Snapshot({}, names), configured)["log"]]

    assert log_in("журнал", "Прайс") == ["журнал"]
    assert log_in() == ["Log"]
    assert log_in("Log", log=(Sought("A"), Sought("B"))) == ["A", "B"]
    with pytest.raises(UsageError, match="Журнал"):
        log_in("Log", "Журнал")


def test_the_order_of_columns_changes_nothing():
    plain = log(row(), row(minutes=7, order=3))
    order = list(range(len(HEADERS["Log"])))
    random.Random(1).shuffle(order)
    rows = [HEADERS["Log"], row(), row(minutes=7, order=3)]
    tabs = {**plain.tabs, "Log": tab("Log", [[cells[i] for i in order] for cells in rows])}
    assert (
        decoded(Snapshot(tabs, tuple(tabs))).charges() == decoded(plain).charges() == [5000, 7000]
    )


def with_rival(ours, theirs, tab_name="Log"):
    """A tab whose column of ours holds ``ours``, and one of another name ``theirs``."""
    heads: dict[str, tuple[list[str], list[object]]] = {
        "Log": (["Date", "Client", "Service", "Quantity", "Qty"], ["2026-11-20", "Acme", "Banner"]),
        "Prices": (["Service", "Price", "Unit", "Ед. изм."], ["Banner", 50]),
    }
    head, known = heads[tab_name]
    snap = log()
    rows: list[list[object]] = [
        [*known, mine, other] for mine, other in zip(ours, theirs, strict=True)
    ]
    return decoded(
        Snapshot({**snap.tabs, tab_name: tab(tab_name, [head, *rows])}, tuple(snap.tabs))
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "near"),
    [
        ([None, None], [3, 4], True),
        ([2, None], [3, 4], True),
        ([2, 1], [3, 4], False),
        ([2, None], [3, None], False),
        ([None, None], [None, ""], False),
    ],
)
def test_a_column_of_another_name_that_is_filled_where_ours_is_blank_is_a_finding(
    ours, theirs, near
):
    found = with_rival(ours, theirs).found()
    assert [each for each in found if each[0] == "NEAR_HEADER"] == [
        ("NEAR_HEADER", "Log!E1")
    ] * near


def test_a_unit_of_another_name_is_told_alike():
    assert ("NEAR_HEADER", "Prices!D1") in with_rival([None], ["h"], "Prices").found()


def test_columns_that_differ_by_a_remark_alone_are_none_of_ours():
    """Found: a log with Note (internal) and Note (client) stopped every run."""
    head = ["Date", "Client", "Service", "Minutes", "Note (internal)", "Note (client)"]
    row_, found = known_headers(tab("Log", [head]), LOG, {})
    assert (row_, set(found)) == (1, {"date", "client", "service", "minutes"})
