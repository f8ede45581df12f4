"""Serve the emulator until interrupted; the first line on stdout says where, as JSON."""

import argparse
import json
import signal
import threading
from pathlib import Path

from .emulator import Emulator


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sheets_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 chooses a free one")
    parser.add_argument(
        "--credentials",
        type=Path,
        required=True,
        metavar="FILE",
        help="where the service account's key is written",
    )
    parser.add_argument("--no-quota", action="store_true", help="no limit of 60 calls a minute")
    args = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Emulator(quota=not args.no_quota, port=args.port) as google:
        key = google.credentials(args.credentials)
        private = google.spreadsheet("Closed to the caller", role=None)
        line = {
            "url": google.url, "credentials": str(key), "email": google.account.email,
            "private": private.key,
        }  # fmt: skip
        print(json.dumps(line), flush=True)  # noqa: T201 - its one line of output
        stop.wait()


if __name__ == "__main__":
    main()
