"""Several sources, headers that are nearly right, and what findings say (design §3, §4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.errors import UsageError
from sheets_sync.reading.decode import Rules, decode
from sheets_sync.reading.headers import known_headers, locate
from sheets_sync.reading.layout import LOG, STAFF_ROLES
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.wording import causes, describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import HEADERS, TODAY, decoded, log, row, serial, snapshot, tab

TOMORROW = TODAY + timedelta(1)


def located(snap, roles=None, aliases=None):
    """Places of a snapshot whose roles and aliases are not the default ones."""
    default = {key: role.names[:1] for key, role in STAFF_ROLES.items()}
    sources = {key: tuple(map(Sought, refs)) for key, refs in {**default, **(roles or {})}.items()}
    return locate(snap, sources, aliases or {})


def with_tab(name, rows, **more):
    snap = log(**more)
    tabs = {**snap.tabs, name: tab(name, rows)}
    return Snapshot(tabs, tuple(tabs))


# Sources


def test_two_sources_of_a_role_are_one_table_in_config_order():
    older = [
        ["Client", "Date", "Service", "Minutes"],
        ["Nobody", "2025-01-02", "Call", 3],
        ["Acme", "2025-01-02", "Call", 3],
    ]
    snap = with_tab("Log 2025", older)
    snap = Snapshot(
        {**snap.tabs, "Log": tab("Log", [HEADERS["Log"], row(), row(quantity="x")])}, snap.names
    )
    places = located(snap, {"log": ("Log", "Log 2025")})
    rules = Rules("en", "RUB", {}, {}, serial(TODAY))
    book = decode(snap, places, rules, serial(TODAY), flag_future=True)
    assert book.log_rows == 4
    assert book.log[["source", "row", "minutes"]].to_numpy().tolist() == [
        [0, 2, 50_000],
        [1, 3, 30_000],
    ]
    said = [describe(f, places, book, words_of("en")) for f in book.findings]
    assert [(w.tab, w.cell) for w in said] == [("Log", "E3"), ("Log 2025", "A2")]


def test_namesakes_in_two_sources_are_namesakes():
    snap = with_tab("More", [["Client"], ["ACME"], ["Zed"]])
    places = located(snap, {"clients": ("Clients", "More")})
    book = decode(
        snap,
        places,
        Rules("en", "RUB", {}, {}, serial(TODAY)),
        serial(TODAY),
        flag_future=True,
    )
    assert [client.name for client in book.clients] == ["Bell", "Zed"]
    assert [(f.code, f.source, f.row) for f in book.findings] == [
        (Code.DUPLICATE_CLIENT, 0, 2), (Code.DUPLICATE_CLIENT, 1, 2),
    ]  # fmt: skip


# Headers


def test_an_alias_claims_its_header_for_its_own_column():
    sheet = tab("Log", [["Date", "Client", "Order", "Staff"]])
    found = known_headers(sheet, LOG, {"log.service": ["order"]})[1]
    assert found == {"date": 0, "client": 1, "service": 2, "staff": 3}


def test_nearly_an_alias_is_a_near_header_too():
    snap = with_tab("Log", [["Date", "Client", "Service", "Spent, mn"]])
    places = located(snap, aliases={"log.minutes": ["Spent, min"]})
    assert [(f.code, f.field, f.row, f.text) for f in places.findings] == [
        (Code.NEAR_HEADER, "minutes", 1, "Spent, mn")
    ]


def test_a_tab_without_any_header_says_what_stands_there_and_what_is_near():
    with pytest.raises(UsageError) as caught:
        known_headers(tab("Log", [["Our log"], ["Dates", "Clientt", "Servise", None]]), LOG, {})
    said = caught.value.message
    assert "no header row" in said
    assert "Dates, Clientt, Servise" in said
    assert 'The nearest is "Dates"' in said


@pytest.mark.parametrize("rows", [[], [[None, None]], [["", " "]]])
def test_an_empty_tab_points_to_init(rows):
    with pytest.raises(UsageError, match="sync init"):
        known_headers(tab("Log", rows), LOG, {})


def test_a_missing_tab_names_the_nearest_and_points_to_init():
    with pytest.raises(UsageError, match=r'no tab "Logs".*Did you mean "Log".*sync init'):
        located(log(), {"log": ("Logs",)})


def test_without_a_quantity_column_the_finding_stands_in_minutes_or_service():
    prices = {"Prices": [[None, "Call", "min", 1]]}
    for header, cell in ((["Service", "Minutes"], "D2"), (["Service", "Order"], "C2")):
        snap = with_tab(
            "Log", [["Date", "Client", *header], ["2026-11-20", "Acme", "Call", None]], **prices
        )
        assert decoded(snap).found() == [("NO_QUANTITY", f"Log!{cell}")]


# Words


def test_a_serial_day_is_quoted_as_a_date_and_no_day_as_typed():
    found = decoded(log(row(serial(TOMORROW)), row(5)))
    assert [finding.text for finding in found.findings if finding.code is Code.FUTURE_DATE] == [
        "2026-11-24"
    ]
    assert [finding.text for finding in found.findings if finding.code is Code.BAD_DATE] == ["5"]


def test_a_row_that_is_gone_has_no_cell_and_says_so():
    found = decoded(log(row()))
    gone = Finding(
        Code.POSTED_CHANGED, "log", 0, 0, "date", client="Acme", near="50.00 on 2026-11-01"
    )
    words = describe(gone, found.places, found.book, words_of("en"))
    assert (words.tab, words.cell) == ("Log", "")
    assert words.message == "A row is gone after it was posted; it was 50.00 on 2026-11-01."
    there = replace(gone, row=2)
    assert (
        "Changed after it was posted"
        in describe(there, found.places, found.book, words_of("en")).message
    )
    assert [
        cause.places
        for cause in causes([gone, gone, there], found.places, found.book, words_of("ru"))
    ] == ["Log", "Log!A2"]


def test_words_that_staff_typed_are_no_template():
    found = decoded(log(row(client="{near} {0}")))
    [finding] = found.findings
    assert "{near} {0}" in describe(finding, found.places, found.book, words_of("en")).message


@pytest.mark.parametrize(
    ("code", "language", "example"),
    [
        (Code.BAD_DATE, "en", "2026-11-23"),
        (Code.BAD_DATE, "ru", "23.11.2026"),
        (Code.BAD_NUMBER, "en", "1234.50"),
        (Code.BAD_NUMBER, "ru", "1234,50"),
    ],
)
def test_a_cure_works_in_the_language_that_it_is_written_in(code, language, example):
    finding = Finding(code, "log", 0, 2, "minutes", "x")
    found = decoded(log(row()), locale=language)
    assert example in describe(finding, found.places, found.book, words_of(language)).hint
    cell = {"minutes": example} if code is Code.BAD_NUMBER else {"date_": example}
    assert "BAD" not in "".join(decoded(log(row(**cell)), locale=language).codes())


def test_a_long_cell_is_quoted_in_part():
    [finding] = decoded(log(row(client="x" * 50_000))).findings
    assert len(finding.text) == 200


def test_a_dollar_sign_is_no_dirham():
    clients = [["Acme", None, None, "AED"], ["Bell", None, None, "USD"]]
    found = decoded(
        snapshot(
            Clients=clients, Payments=[["2026-11-01", name, "$5"] for name in ("Acme", "Bell")]
        )
    )
    assert found.found() == [("BAD_CURRENCY", "Payments!C2")]


NAMING_THEIR_PLACE = {
    Code.UNREAD_TAB: ("the text", ""),
    **dict.fromkeys((Code.BAD_SEND, Code.WRITTEN_ONLY), ("Notices", "K2")),
}
"""What stands in no tab of staff's that was read."""


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_sentence_and_a_cure_in_both_languages(code, language):
    found = decoded(log(row()))
    near = "Notices!K2" if code in (Code.BAD_SEND, Code.WRITTEN_ONLY) else "Near."
    for at in (2, 0):
        words = describe(
            Finding(code, "log", 0, at, "minutes", "the text", near=near),
            found.places,
            found.book,
            words_of(language),
        )
        in_the_log = "Log", "F2" if at else ""
        assert (words.tab, words.cell) == NAMING_THEIR_PLACE.get(code, in_the_log)
        assert words.message.endswith((".", ")."))
        assert words.hint
        assert "{" not in words.message + words.hint
        cyrillic = any("а" <= letter <= "я" for letter in words.message + words.hint)
        assert cyrillic == (language == "ru")


def test_one_line_a_cause_with_the_first_places():
    found = decoded(log(*(row(client="Acmee", minutes=n) for n in range(1, 8)), row(client="Zed")))
    first, second = causes(found.findings, found.places, found.book, words_of("en"))
    assert (first.rows, first.places, first.cell, first.text) == (
        7,
        "Log!B2, Log!B3, Log!B4 +4",
        "B2",
        "Acmee",
    )
    assert (second.rows, second.places) == (1, "Log!B9")


def test_no_quantity_has_a_place_even_without_that_column():

    snap = log()
    tabs = {
        **snap.tabs,
        "Log": tab(
            "Log", [["Date", "Client", "Service", "Minutes"], ["2026-11-20", "Acme", "Call", None]]
        ),
    }
    assert decoded(Snapshot(tabs, tuple(tabs))).found() == [("NO_QUANTITY", "Log!D2")]
