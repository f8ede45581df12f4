"""Who adds a language hears of it in ``tests/words`` alone: no test elsewhere counts on two."""

import subprocess
import sys
from pathlib import Path

from tests.words.pseudo import CODE

ROOT = Path(__file__).parents[2]
SPEAKING = [
    "tests/config/test_faults.py",
    "tests/reading/test_cures.py",
    "tests/reading/test_headers_found.py",
    "tests/reading/test_names_and_totals.py",
    "tests/reading/test_required_columns_and_odd_cells.py",
]
"""The quick ones of those that name languages, or what only one of them says."""


def test_tests_of_what_is_said_hold_where_one_more_language_is_spoken():
    asked = ["-v", "-p", "no:cacheprovider", "-p", "tests.words.a_third", *SPEAKING]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked], cwd=ROOT, capture_output=True, check=False
    )
    told = done.stdout.decode()
    assert done.returncode == 0, told[-3000:]
    assert CODE in told
