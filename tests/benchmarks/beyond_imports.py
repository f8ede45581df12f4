"""`sync now` in a process of its own, its CPU seconds counted from when all is imported.

`python -m tests.benchmarks.beyond_imports [google|xlsx]` in the config's folder; the last line is a
JSON object. Subtracting one process's seconds from another's would add up the noise of both.
"""

import importlib
import json
import sys
import time

MODULES = (
    "cli.running", "stopping", "config", "terminal", "use_cases.now", "use_cases.sync",
    "state.sqlite.seen", "state.sqlite.outbox", "views.run_view", "spreadsheet.diff",
)  # fmt: skip
BACKENDS = {
    "google": (
        "spreadsheet.google", "spreadsheet.google.arriving", "spreadsheet.google.reading",
    ),
    "xlsx": (
        "spreadsheet.xlsx", "spreadsheet.xlsx.book", "spreadsheet.xlsx.packing",
        "spreadsheet.xlsx.writing",
    ),
}  # fmt: skip


def main() -> None:
    """Import, then run."""
    backend = sys.argv[1]
    for module in (*MODULES, *BACKENDS[backend]):
        importlib.import_module(f"sheets_sync.{module}")
    from sheets_sync.cli import cli  # noqa: PLC0415 - first of all, the rest

    start, code = time.process_time(), 0
    try:
        cli(["now"], standalone_mode=False)
    except SystemExit as ended:
        code = int(ended.code or 0)
    beyond = time.process_time() - start
    print(json.dumps({"beyond": beyond, "imports": start, "code": code}))
    sys.exit(code)


if __name__ == "__main__":
    main()
