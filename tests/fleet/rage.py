"""Processes of a fleet killed and stopped in the middle of their runs, its database stopped at once and
the way there cut, at random moments."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fleet.firm import Firm, signalled

HOW = {"kill": 160, "stop": 6, "crew": 2, "cut": 8, "server": 5}
"""How often each befalls the fleet, in 181."""
LEAST = 8
"""Workbooks that are to wait for their first run, so that there is always something to kill."""


@dataclass
class Rage:
    """``takeovers`` are the seconds from a kill until another process had the workbook, or its run
    was told to be good. ``others`` do what befalls all at once: cut and server."""

    firm: Firm
    seed: int = 19
    longest: float = 0.5
    how: dict[str, int] = field(default_factory=lambda: HOW)
    others: dict[str, Callable[[], None]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    takeovers: list[float] = field(default_factory=list)
    stopped: dict[int, float] = field(default_factory=dict)
    waiting: dict[str, tuple[float, int]] = field(default_factory=dict)

    def kill(self, count, patience, seconds=float("inf")):
        """So many, while there is work and time; False where there was none for that long."""
        dice, end = random.Random(self.seed), time.monotonic() + patience
        over = time.monotonic() + seconds
        try:
            while sum(self.done.values()) < count and time.monotonic() < over:
                if time.monotonic() > end:
                    return False
                rows = self.firm.rows()
                self._look(rows)
                self._feed(rows)
                busy = self._busy(rows)
                if not busy:
                    time.sleep(0.05)
                    continue
                name, pid, fence = dice.choice(busy)
                time.sleep(dice.uniform(0, self.longest))
                if self._strike(dice, pid):
                    self.waiting.setdefault(name, (time.monotonic(), fence))
                end = time.monotonic() + patience
        finally:
            for pid in self.stopped:
                signalled(pid, signal.SIGCONT)
        return True

    def _feed(self, rows):
        if sum(row["result"] != "good" for row in rows) < LEAST:
            self.firm.add(LEAST)

    def look_until(self, patience):
        """Wait until each workbook was taken over; False where one never was."""
        end = time.monotonic() + patience
        while self.waiting and time.monotonic() < end:
            self._look(self.firm.rows())
            time.sleep(0.05)
        return not self.waiting

    def _look(self, rows):
        now = time.monotonic()
        for pid in [pid for pid, when in self.stopped.items() if now > when]:
            signalled(pid, signal.SIGCONT)
            del self.stopped[pid]
        for row in rows:
            since, fence = self.waiting.get(row["name"], (0.0, 0))
            if since and row["fence"] == fence and not row["taken_by"]:
                del self.waiting[row["name"]]  # it had ended by itself before
            elif since and (row["fence"] > fence + 1 or row["result"] == "good"):
                self.takeovers.append(now - since)
                del self.waiting[row["name"]]

    def _busy(self, rows):
        hands = self.firm.hands()
        return [
            (row["name"], hands[row["taken_by"]], row["fence"])
            for row in rows
            if row["taken_by"] in hands and hands[row["taken_by"]] not in self.stopped
        ]

    def _strike(self, dice, pid):
        """Whether the one in sight was struck, and nobody else."""
        how = dice.choices([*self.how], [*self.how.values()])[0]
        self.done[how] += 1
        if how in self.others:
            self.others[how]()
            return False
        if how == "crew":
            crew = dice.choice(self.firm.crews)
            crew.kill()
            crew.wait()
            self.firm.crews.remove(crew)
            self.firm.start()
            return False
        if how == "stop":
            self.stopped[pid] = time.monotonic() + 2.5 * self.firm.fleet.fleet.takeover
        return signalled(pid, signal.SIGSTOP if how == "stop" else signal.SIGKILL)
