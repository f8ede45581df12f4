"""Stops a test server of PostgreSQL once the last who uses it is done, or dead, however it died.

A process of its own: python postgres_keeper.py USERS PROGRAMS FOLDER WHO
"""

import fcntl
import os
import shutil
import subprocess
import sys


def keep(users: str, programs: str, folder: str, who: str) -> None:
    """Wait until nobody holds the file ``users``, then stop the server and drop its folder."""
    with open(users, "a") as held:  # noqa: PTH123 - a process that imports as little as it can
        fcntl.flock(held, fcntl.LOCK_EX)
    stop = [f"{programs}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop"]
    subprocess.run(
        stop,
        check=False,
        capture_output=True,
        cwd="/",
        user=who or None,
        extra_groups=[] if who else None,
    )
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__" and not os.fork():  # whoever started it need not wait for its end
    keep(*sys.argv[1:])
