"""What our tabs say has room where it stands, on a screen and on paper, in every language (§18)."""

import pytest

from sheets_sync.reading.layout import DRAFTS, LOG, STAFF_ROLES
from sheets_sync.showing.own_tabs import EFFORT, EFFORT_TABLE, GUIDE_ROWS, OWN, STAFF, SUMMARY
from sheets_sync.showing.summary_layout import NOW
from sheets_sync.spreadsheet.column_formats import TEXTS
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.showing.calibri import lines, pixels

DIGIT, PADDING, INDENT = 7, 5, 9
"""Pixels of Excel: a column is as wide as so many digits, less what is left blank."""


def room(width, kind):
    return DIGIT * width - PADDING - (INDENT if kind in TEXTS else 0)


def offered(role):
    """The columns of a tab of staff's that ``init`` makes."""
    return [column for column in role.columns if column.own or column.offered]


def cut(headers):
    """The headers that two lines do not hold, or that have a word wider than their column."""
    told = [
        (text, lines(text, room(width, kind)), room(width, kind)) for text, width, kind in headers
    ]
    return [
        text for text, broken, wide in told
        if len(broken) > 2 or any(pixels(line) > wide for line in broken)
    ]  # fmt: skip


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("role", OWN)
def test_a_header_takes_two_lines_at_most(role, language):
    tab = OWN[role]
    headers = zip(tab.headers(words_of(language)), tab.columns, strict=True)
    assert cut((text, column.width, column.format) for text, column in headers) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("role", [*STAFF_ROLES.values(), DRAFTS], ids=lambda role: role.key)
def test_a_header_beside_staffs_rows_takes_two_lines_at_most(role, language):
    words = words_of(language)
    assert cut((each.name(words), each.width, each.format) for each in offered(role)) == []


@pytest.mark.parametrize("language", languages())
def test_what_key_figures_are_called_takes_two_lines_at_most(language):
    words = words_of(language)
    figures = [
        (words.say(f"totals.{key}"), SUMMARY.columns[SUMMARY.at(column)].width, kind)
        for key, (column, kind) in NOW.figures.items()
    ]
    assert cut(figures) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("tab", "columns"), [(EFFORT, EFFORT_TABLE), (STAFF, None)])
def test_how_to_read_a_tab_ends_before_the_page_does(tab, columns, language):
    page = sum(DIGIT * column.width for column in tab.columns[:columns])
    said = [words_of(language).say(f"{tab.role}.{key}") for key in ("guide", "guide_more")]
    assert len(said) < GUIDE_ROWS
    assert [text for text in said if pixels(text) > page * 1.03] == []  # bold ones are wider


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("error", ["PERSONAL", "OFF_CHANNEL", "OUT_OF_TARIFF"])
def test_a_typical_error_has_room_beside_the_row(error, language):
    [status] = [column.width for column in STAFF_ROLES["log"].columns if column.key == "status"]
    said = words_of(language).say(f"error.{error}")
    assert pixels(said) * 0.95 <= room(status, "text")  # plain letters are narrower than bold ones


@pytest.mark.parametrize(
    "columns",
    [DRAFTS.columns, EFFORT.columns[:EFFORT_TABLE], STAFF.columns, offered(LOG)],
    ids=["drafts", "effort", "staff", "log"],
)
def test_a_tab_is_printed_in_letters_that_one_can_read(columns):
    """A4 across is 11.69 inches less our margins, at 96 pixels each: eight points, as Summary has."""
    assert 11 * (11.69 - 2 * 0.3) * 96 / sum(DIGIT * column.width for column in columns) >= 8
