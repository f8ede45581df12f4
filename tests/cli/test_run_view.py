"""What a run prints of its letters and findings."""

from dataclasses import replace

import pytest

from sheets_sync.config.loading import loads
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.use_cases.run import Run
from sheets_sync.use_cases.shared.document import Report
from sheets_sync.views import run_view
from tests.notices.test_kinds import notice


@pytest.fixture
def config(tmp_path):
    return loads('[workbook]\npath = "a.xlsx"\n', tmp_path / "config.toml")


def told(config, *notices, findings=0):
    rows = dict.fromkeys(("log", "charged", "unpriced", "held"), 0)
    found = Report(rows, findings, dict)
    which = {each.id: 1 for each in notices}  # reminders of what was seen
    run = Run(found, None, (), 0, notices, Calls(), (), dry=False, reminders=which)
    return list(run_view.lines(run, config))


@pytest.mark.parametrize("kind", Kind)
def test_a_letter_that_asks_for_nothing_names_no_sum(config, kind):
    asked = 10_000 if kind.asks else 0
    letter, _ = told(config, replace(notice(kind), asked=asked))
    assert (f": {kind}, 100.00 RUB, " in letter) == kind.asks
    assert "0.00 RUB" not in letter.replace("100.00", "")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "; 0 findings."),
        (1, "; 1 finding (see `sheets-sync check`)."),
        (2, "; 2 findings (see `sheets-sync check`)."),
    ],
)
def test_one_finding_is_one(config, count, said):
    (closing,) = told(config, findings=count)
    assert closing.endswith(said)
