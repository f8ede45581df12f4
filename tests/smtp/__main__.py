"""``python -m tests.smtp --journal FILE``: the scripted server as a process of its own.

Prints one JSON line, {"port": …, "ca": …}, and serves until its standard input ends. What it
accepts is appended to the journal, a JSON line each, before the client hears of it.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.smtp.server import ScriptedServer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--login", action="store_true")
    parser.add_argument("--script", default="{}", help="JSON; see tests/smtp/server.py")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        ScriptedServer(
            Path(folder), json.loads(asked.script), security=asked.security, login=asked.login,
            port=asked.port, journal=asked.journal,
        ) as server,
    ):  # fmt: skip
        print(json.dumps({"port": server.port, "ca": str(server.ca_file)}), flush=True)  # noqa: T201
        sys.stdin.read()


if __name__ == "__main__":
    main()
