"""Commands measured as whole processes, in turn: what disturbs one disturbs its neighbours."""

import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One process: seconds of CPU and of the wall, its own peak MiB, and what it ``told`` (a JSON
    object as its last line)."""

    cpu: float
    wall: float
    peak: float
    told: Mapping[str, Any]


def measure(command: Command, folder: Path | None = None) -> Measured:
    """Run a command to its end; ``SystemExit`` where it fails."""
    started = time.monotonic()
    child = subprocess.Popen(
        command, cwd=folder, env=installed(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    peak = [0.0]
    watch = threading.Thread(target=watch_peak, args=(child, peak))
    watch.start()
    out = child.stdout.read()
    err = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    watch.join()
    if child.returncode not in (0, 4):
        raise SystemExit(f"{command} ended with {child.returncode}: {err.decode()[-500:]}")
    last = (out.decode().strip().splitlines() or [""])[-1]
    told = json.loads(last) if last.startswith("{") else {}
    return Measured(usage.ru_utime + usage.ru_stime, wall, peak[0], told)


def installed() -> dict[str, str]:
    """The environment of a program that was installed: what it imports is compiled already, from
    its second run on, whatever the environment of the tests says."""
    compiled = str(Path(tempfile.gettempdir()) / "sheets-sync-compiled")
    others = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**others, "PYTHONPYCACHEPREFIX": compiled}


def medians(times: int, steps: Mapping[str, Callable[[], Measured]]) -> dict[str, Measured]:
    """Each step ``times`` over, in turn; the medians."""
    found: dict[str, list[Measured]] = {name: [] for name in steps}
    for _ in range(times):
        for name, step in steps.items():
            found[name].append(step())
    return {name: _median(each) for name, each in found.items()}


def _median(each: Sequence[Measured]) -> Measured:
    told = {
        key: statistics.median(one.told[key] for one in each)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else value
        for key, value in each[-1].told.items()
    }
    return Measured(
        statistics.median(one.cpu for one in each),
        statistics.median(one.wall for one in each),
        max(one.peak for one in each),
        told,
    )


def watch_peak(child: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    """Follow a process's own peak memory: what wait4 says counts this process's before exec."""
    status = Path(f"/proc/{child.pid}/status")
    while child.returncode is None:
        try:
            lines = status.read_text().splitlines()
        except OSError:
            return
        found = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
        peak[0] = max([peak[0], *found])
        time.sleep(0.01)
