"""Every "§9" and every "F45" in code, tests and pages leads to a section or a fault."""

import re

import pytest

from tests.docs import pages
from tests.docs.pages import DOCS, PAGES, ROOT, section, table, text
from tests.docs.references import Reference, faults, programs, resolves, sections

CATALOGUE = [row[0] for row in table(section("## The catalogue", "docs/faults.md"))]
TO_COME = [f"## {n}. " for n in range(15, 22)]


def test_every_section_that_a_program_refers_to_is_there():
    found = [
        (path.relative_to(ROOT), reference)
        for path in programs()
        for line in text(path).splitlines()
        for reference in sections(line)
    ]
    assert len(found) > 150
    assert [each for each in found if not resolves(each[1])] == []


def test_every_fault_that_a_program_names_is_in_the_catalogue():
    found = [
        (path.relative_to(ROOT), fault)
        for path in programs()
        if path.suffix == ".py"
        for fault in faults(text(path))
    ]
    assert len(found) > 50
    assert [each for each in found if each[1] not in CATALOGUE] == []


@pytest.mark.parametrize("page", PAGES, ids=pages.name)
def test_every_section_and_fault_that_a_page_names_is_there(page):
    words = text(page).splitlines()
    assert [each for line in words for each in sections(line) if not resolves(each)] == []
    named = re.findall(r"(?<![\w!:])F\d\d(?![\w:])", pages.prose(page))
    assert set(named) <= set(CATALOGUE)


def test_sections_are_read_as_people_write_them():
    def read(line):
        return [(each.page, each.number) for each in sections(line)]

    assert read("what it costs (design §5).") == [("design.md", "5")]
    assert read("(design §3-5)") == [("design.md", n) for n in "345"]
    assert read("(design §10.9; §4, §5)") == [("design.md", n) for n in ("10.9", "4", "5")]
    assert read("(google-api.md §2, §3)") == [("google-api.md", "2"), ("google-api.md", "3")]
    assert read("RFC 5321 §2.3.8 and §4.1.1.4 (§8)") == [
        ("RFC", "2.3.8"),
        ("RFC", "4.1.1.4"),
        ("design.md", "8"),
    ]


def test_these_checks_can_fail():
    assert not resolves(Reference("design.md", "99"))
    assert not resolves(Reference("design.md", "10.99"))
    assert resolves(Reference("design.md", "10.2"))
    program = 'cell = "F10"\nrange_ = "Log!F11:F12"\n# after ~45 (~98-~99)\n'
    found = list(faults(program.replace("~", "F")))
    assert found == ["F45", *(f"F{n}" for n in (98, 99))]
    assert not set(found) <= set(CATALOGUE)


def test_faults_are_numbered_without_a_gap():
    assert [f"F{n:02}" for n in range(1, len(CATALOGUE) + 1)] == CATALOGUE


@pytest.mark.parametrize("page", PAGES, ids=pages.name)
def test_every_test_that_a_page_names_is_there(page):
    for path, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text(page)):
        assert (ROOT / path).is_file(), path
        assert not name or f"def {name}(" in text(ROOT / path), name


@pytest.mark.parametrize("heading", TO_COME)
def test_what_is_to_come_says_whether_it_is_built(heading):
    _, found, rest = text(DOCS / "design.md").partition(f"\n{heading}")
    assert found
    said = rest.split("\n", 3)[2]
    assert said.startswith(("**Built.**", "**Not built yet", "**Partly built"))
