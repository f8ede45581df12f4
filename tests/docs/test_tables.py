"""Tables of tabs, columns, commands and findings say what the code says, in either language."""

import re

import pytest

from sheets_sync import cli
from sheets_sync.billing.findings import Code
from sheets_sync.reading.layout import DRAFTS, STAFF_ROLES, own_tab_name
from sheets_sync.showing.own_tabs import EFFORT_TABLE, OWN, SUMMARY_TABLE
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.docs.pages import ROOT, section, table, text
from tests.reading.spellings import SPELLINGS

TABLES = {
    "en": ("README.md", "## Tabs and columns"),
    "ru": ("docs/README.ru.md", "## Листы и столбцы"),
}
MEANINGS = "docs/manual/staff.md"


LISTS_OF_LANGUAGES = [
    ("README.md", "`workbook.language` is {}."),
    (MEANINGS, "| Language | of letters: {}. "),
    ("config.example.toml", "# The language of our tabs, headers and findings: {}.\n"),
]


@pytest.mark.parametrize(("page", "sentence"), LISTS_OF_LANGUAGES)
def test_pages_list_every_language(page, sentence):
    quote = '"' if page.endswith(".toml") else "`"
    *others, last = (f"{quote}{code}{quote}" for code in languages())
    assert sentence.format(f"{', '.join(others)} or {last}") in text(ROOT / page)


def shown(cell):
    """The headers that a cell of the table lists."""
    return [header for header in cell.replace("\\", "").split(" · ") if header]


def staff_tab(role, language):
    staffs = [
        each.name(words_of(language)) + "*" * each.required for each in role.columns if not each.own
    ]
    return [
        role.name(words_of(language)),
        staffs,
        [each.name(words_of(language)) for each in role.own_columns],
    ]


def own_tab(role, language):
    tab = OWN[role]
    headers = tab.headers(words_of(language))
    many = {"summary": SUMMARY_TABLE, "effort": EFFORT_TABLE}.get(role, len(headers))
    columns = list(zip(tab.columns[:many], headers[:many], strict=True))
    name = own_tab_name(role, words_of(language))
    by_owner = [
        [header for column, header in columns if column.staff is of] for of in (True, False)
    ]
    return [name, *by_owner]


def test_the_table_of_durations_is_that_of_the_tests():
    told = table(section("### Durations", "docs/manual/staff.md"))
    assert told == [[f"`{typed}`", *becomes] for typed, *becomes in SPELLINGS]


@pytest.mark.parametrize("language", TABLES)
def test_every_tab_and_column_stands_in_the_table(language):
    page, heading = TABLES[language]
    told = [
        [name, shown(theirs), shown(ours)] for name, theirs, ours in table(section(heading, page))
    ]
    roles = [staff_tab(role, language) for role in (*STAFF_ROLES.values(), DRAFTS)]
    told = [[name.partition(" (")[0], *rest] for name, *rest in told]
    assert told == [*roles, *(own_tab(role, language) for role in OWN)]


@pytest.mark.parametrize("role", STAFF_ROLES.values(), ids=lambda role: role.key)
def test_every_column_of_staff_is_explained(role):
    told = [row[0].replace("\\", "") for row in table(section(f"### {role.names[0]}", MEANINGS))]
    assert told == staff_tab(role, "en")[1]


@pytest.mark.parametrize("page", [MEANINGS, "docs/README.ru.md"])
def test_every_finding_has_its_cure(page):
    told = re.findall(r"^\| ([A-Z_, ]+) \|", text(ROOT / page), re.MULTILINE)
    codes = [code for line in told for code in line.split(", ")]
    assert sorted(codes) == sorted(code.value for code in Code)


def test_every_command_is_explained():
    told = table(section("## Commands", "docs/manual/administrator.md"))
    commands = [row[0].split()[1].strip("`") for row in told]
    assert sorted(commands) == sorted(cli.cli.commands)
