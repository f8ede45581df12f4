"""A command in a process of its own, its CPU seconds counted from when all is imported.

`python -m tests.benchmarks.beyond_imports [NAME [COMMAND ...]]` in the config's folder, `now` where
none is named; the last line is a JSON object. The command `look` reads the workbook, no more. Subtracting one process's seconds from another's would add up the noise of both. What is to
be imported is kept in the file `modules` there, or that of NAME, by runs of before: the first one's
seconds have its imports in them.
"""

import contextlib
import importlib
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Import what runs before needed, then run."""
    kept, command = Path(*sys.argv[1:2] or ["modules"]), sys.argv[2:] or ["now"]
    before = kept.read_text().split() if kept.exists() else []
    for module in before:
        with contextlib.suppress(ImportError):  # some are made, not found
            importlib.import_module(module)
    from sheets_sync.cli import cli  # noqa: PLC0415 - first of all, the rest

    start, code = time.process_time(), 0
    try:
        if command == ["look"]:
            look()
        else:
            cli(command, standalone_mode=False)
    except SystemExit as ended:
        code = int(ended.code or 0)
    beyond = time.process_time() - start
    kept.write_text("\n".join(dict.fromkeys([*before, *sys.modules])))
    print(json.dumps({"beyond": beyond, "imports": start, "code": code}))
    sys.exit(code)


def look() -> None:
    """The workbook as a command reads it."""
    from sheets_sync import workbooks  # noqa: PLC0415 - as above
    from sheets_sync.config import load  # noqa: PLC0415

    config = load(Path("config.toml"))
    workbooks.look(config, workbooks.open_workbook(config))


if __name__ == "__main__":
    main()
