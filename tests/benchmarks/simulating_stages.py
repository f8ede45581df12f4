"""Where the CPU seconds of `sync simulate` go, stage by stage.

By hand, in a folder as `tests.benchmarks.simulating` makes it, after a run:
python -m tests.benchmarks.simulating_stages "Client 0007" --prices prices.csv

The last line is a JSON object; ``whole`` has the imports in it that nothing needed before.
"""

import contextlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sheets_sync import reckoning, workbooks
from sheets_sync.cli import cli
from sheets_sync.spreadsheet.xlsx import units_shown, workbook_file
from sheets_sync.spreadsheet.xlsx.grid import Grid
from sheets_sync.use_cases import simulation
from sheets_sync.use_cases.drafts import trying_out

STAGES: Mapping[str, tuple[Any, str]] = {
    "reading": (workbooks, "look"),
    "  calamine's": (workbook_file, "_columns"),
    "  packing columns": (Grid, "whole"),
    "  units that formats show": (units_shown, "units_in"),
    "  odd cells in the XML": (workbook_file, "_drawn_near"),
    "reckoning, both sides": (trying_out, "reckon"),
    "  decoding": (reckoning, "decode"),
    "letters replayed": (simulation, "_replayed"),
    "what the next run would plan": (simulation, "_next_letters"),
}


def main() -> None:
    """Run it with a clock on each stage."""
    spent: defaultdict[str, float] = defaultdict(float)
    for stage, (owner, name) in STAGES.items():
        setattr(owner, name, _clocked(getattr(owner, name), stage, spent))
    start = time.process_time()
    with contextlib.suppress(SystemExit):
        cli(["simulate", *sys.argv[1:]], standalone_mode=False)
    spent["whole"] = time.process_time() - start
    print(json.dumps({stage: round(seconds, 2) for stage, seconds in spent.items()}, indent=0))


def _clocked(
    made: Callable[..., Any], stage: str, spent: defaultdict[str, float]
) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return made(*arguments, **named)
        finally:
            spent[stage] += time.process_time() - start

    return run


if __name__ == "__main__":
    main()
