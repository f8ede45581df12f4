"""The suite by speed: each test is quick, thorough or slow, by the seconds once measured.

``speeds.tsv`` keeps what takes a moment, a test function a line; what it does not name is quick.
``pytest --measure`` (everything, on a machine with nothing else to do) writes it anew."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from xdist.scheduler import Scheduling, WorkStealingScheduling

TABLE = Path(__file__).with_name("speeds.tsv")
KEPT = 0.05
"""Seconds below which nothing is noted."""
THOROUGH, SLOW = KEPT, 5.0
"""Seconds from which a test is thorough, from which it is slow."""


def measured() -> dict[str, float]:
    """Seconds by "file::function", of the slowest case."""
    lines = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines())
    return {name: float(seconds) for seconds, name in lines}


def name_of(node: str) -> str:
    """ "tests/google/test_calls.py::test_x[1]" as "test_calls::test_x": folders may change."""
    path, _, rest = node.partition("::")
    return f"{Path(path).stem}::{rest.partition('[')[0].rpartition('::')[2]}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--measure", action="store_true", help=f"note seconds in {TABLE.name}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test, and begin with the slow ones: nobody waits for them at the end."""
    seconds = measured()
    for item in items:
        item.add_marker(_mark(seconds.get(name_of(item.nodeid), 0.0)))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _mark(seconds: float) -> str:
    if seconds >= SLOW:
        return "slow"
    return "thorough" if seconds >= THOROUGH else "quick"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    """Who is done helps the others."""
    return WorkStealingScheduling(config)


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("measure"):
        reports = [each for kind in ("passed", "") for each in terminalreporter.stats.get(kind, ())]
        TABLE.write_text(table(reports), "utf-8")


def table(reports: Iterable[pytest.TestReport]) -> str:
    """The lines of the table: set-up, call and tear-down of each test together."""
    cases: dict[str, float] = defaultdict(float)
    for report in reports:
        cases[report.nodeid] += report.duration
    slowest: dict[str, float] = {}
    for node, seconds in cases.items():
        name = name_of(node)
        slowest[name] = max(seconds, slowest.get(name, 0.0))
    kept = sorted((name, seconds) for name, seconds in slowest.items() if seconds >= KEPT)
    return "".join(f"{seconds:.2f}\t{name}\n" for name, seconds in kept)
