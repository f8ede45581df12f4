"""A service in a process of its own, as `sync run` is: child.py FOLDER [seconds that a step takes].

Steps of a run are told on stderr; a digest is a line in FOLDER/digests.
"""

import sys
import time
from pathlib import Path

from sheets_sync.config import load
from sheets_sync.errors import SheetsSyncError
from sheets_sync.scheduler import World, serve
from sheets_sync.use_cases.now import sync_now


def talk(text):
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def main(folder, seconds):
    def run(config, options, moment, tell):
        def slow(text):
            tell(text)
            talk(f"step {text}")
            time.sleep(seconds)

        return sync_now(config, options, moment, slow)

    def digest(_config, due, _now):
        with (folder / "digests").open("a", encoding="utf-8") as out:
            out.write(f"{due.isoformat()}\n")
        return "sent"

    try:
        return serve(lambda: load(folder / "config.toml"), World(digest, talk, run))
    except SheetsSyncError as error:
        talk(str(error))
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0))
