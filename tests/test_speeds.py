"""The table of speeds is of these tests; each test has one speed, each area quick ones."""

import re
from pathlib import Path

import pytest

from tests.speeds import THOROUGH, measured, name_of, table

TESTS = Path(__file__).parent
SPEEDS = {"quick", "thorough", "slow"}
_FUNCTION = re.compile(r"^ *(?:async )?def (test_\w+)|^Test\w+ = \w+\.TestCase$", re.MULTILINE)


def functions(folder: Path) -> set[str]:
    """The tests below a folder, as the table names them."""
    return {
        f"{path.stem}::{name or 'runTest'}"
        for path in folder.rglob("test_*.py")
        for name in _FUNCTION.findall(path.read_text("utf-8"))
    }


def test_the_table_is_of_these_tests():
    """A test that was renamed counts as quick until the next measuring; not many may."""
    stale = measured().keys() - functions(TESTS)
    assert len(stale) <= len(measured()) // 20, sorted(stale)


def test_every_area_has_quick_tests():
    longer = {name for name, seconds in measured().items() if seconds >= THOROUGH}
    areas = [folder for folder in TESTS.iterdir() if functions(folder)]
    assert len(areas) > 10
    assert [area.name for area in areas if not functions(area) - longer] == []


def test_each_test_has_one_speed(request: pytest.FixtureRequest):
    for item in request.session.items:
        assert len(SPEEDS & {mark.name for mark in item.iter_markers()}) == 1, item.nodeid


def test_seconds_are_those_of_the_slowest_case():
    def report(node: str, seconds: float) -> pytest.TestReport:
        return pytest.TestReport(node, ("", None, ""), {}, "passed", None, "call", duration=seconds)

    case = "tests/a/test_b.py::test_c[{}]"
    reports = [
        report(case.format(1), 0.3),
        report(case.format(1), 0.4),
        report(case.format(2), 0.6),
    ]
    assert table([*reports, report("tests/test_d.py::test_e", 0.04)]) == "0.70\ttest_b::test_c\n"
    assert name_of("tests/a/test_b.py::TestC::test_d[x::y]") == "test_b::test_d"
