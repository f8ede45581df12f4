"""How a fleet keeps to Google's quotas, to its periods and to justice, with many workbooks.

By hand:  python -m tests.benchmarks.fleet [WORKBOOKS] [--workers 3] [--scale 6] [--whale ROWS]

The emulator grants what Google does, 60 reads and 60 writes a minute to the one account of all
workbooks, on a clock that goes ``scale`` times faster, and so do periods: 15 minutes for 1,000
workbooks, in proportion for fewer, so that all of them ask for 1.11 times what is granted as long
as none slows down. Runs are not any faster than they are. Workers are those of the real command.

1. *First*: all workbooks are new. 2. *Backlog*: none ever slows down; who is served, and is all of
the quota used? 3. *Steady*: half of them have slowed down, staff type into a twentieth of them in
each period; how late are they? 4. *Whale*: as before, and one very large workbook is new.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from sheets_sync.fleet.standing import standing_of
from sheets_sync.fleet.status_lines import status_lines
from tests.benchmarks.fleet_stand import READS, Stand, made
from tests.benchmarks.fleet_whale import kept_ready

_TURN = 0.25


def main() -> None:
    """Go through all phases, and print what each came to."""
    asked = _asked()
    every = 900 * asked.workbooks / 1_000 / asked.scale
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stand = stack.enter_context(made(asked.scale, every, folder))
        began = time.monotonic()
        stand.add(asked.workbooks)
        print(
            f"{asked.workbooks} workbooks made in {time.monotonic() - began:.1f} s; scale "
            f"{asked.scale:g}: {READS} reads and {READS} writes in {stand.minute:g} s, a period of "
            f"{every:.0f} s; {asked.workers} workers"
        )
        if asked.whale:
            config_file = stack.enter_context(kept_ready(stand, asked.whale))
        stand.start(asked.workers)
        first(stand)
        if asked.rounds:
            backlog(stand, asked.rounds)
        if asked.periods:
            steady(stand, asked.periods)
        if asked.whale:
            whale(stand, config_file, asked.whale)
        status(stand)
        print(f"answers 429 in all: {sum(refused for *_, refused in stand.arrivals)}")
        print(f"the machine ended with {stand.stop()}")


def first(stand: Stand) -> None:
    """All are due at once, and none was ever run."""
    watched = Watched(stand, "first")
    with stand.base() as base:
        new = "SELECT count(*) AS left FROM fleet_workbooks WHERE ended IS NULL"
        watched.until(lambda: base.execute(new).fetchone()["left"] == 0)
        bad = base.execute("SELECT name, said FROM fleet_workbooks WHERE result <> 'good'")
        for row in bad.fetchall()[:3]:
            print(f"  {row['name']}: {row['said']}")
    watched.tell()


def backlog(stand: Stand, rounds: float) -> None:
    """More is due than Google grants, so many rounds long."""
    with stand.base() as base:
        base.execute(NEVER_SLOWER)
        base.execute("UPDATE fleet_workbooks SET due = clock_timestamp() - period, still = 0")
        watched = Watched(stand, "backlog")
        end = time.monotonic() + rounds * stand.every
        watched.until(lambda: time.monotonic() > end)
        watched.tell()
        print(f"  {fairness(base, watched.since)}")
        base.execute("DROP TRIGGER never_slower ON fleet_workbooks")


def steady(stand: Stand, periods: float) -> None:
    """As a fleet stands that has been at work for a while."""
    with stand.base() as base:
        base.execute(SPREAD)
        watched = Watched(stand, "steady")
        typing(stand, watched, periods)
        watched.tell()
        print(f"  {lateness(base, stand, watched)}")


def whale(stand: Stand, config_file: Path, rows: int) -> None:
    """One workbook of very many rows is new; how late are the others meanwhile?"""
    name = "whale"
    with stand.base() as base:
        stand.enrol(name, "whale", config_file)
        watched = Watched(stand, f"whale of {rows} rows")
        ended = "SELECT ended, seconds, said FROM fleet_workbooks WHERE name = %s"
        done = lambda: base.execute(ended, (name,)).fetchone()["ended"] is not None  # noqa: E731
        typing(stand, watched, 1, done)
        watched.tell()
        row = base.execute(ended, (name,)).fetchone() or {}
        print(f"  its run took {row['seconds']:.0f} s: {row['said'].splitlines()[0]}")
        print(f"  {lateness(base, stand, watched)}")


def status(stand: Stand) -> None:
    """What an operator waits for, beside what the program takes to start."""
    with stand.base() as base:
        began, before = time.monotonic(), time.thread_time()
        lines = [*status_lines(standing_of(base, 30), everything=True)]
        wall, cpu = time.monotonic() - began, time.thread_time() - before
    print(f"status: {len(lines)} lines in {wall:.3f} s, {cpu:.3f} s of CPU")


NEVER_SLOWER = """
CREATE OR REPLACE FUNCTION never_slower() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.still := 0;
    RETURN NEW;
END $$;
CREATE TRIGGER never_slower BEFORE UPDATE ON fleet_workbooks FOR EACH ROW
EXECUTE FUNCTION never_slower();
"""
SPREAD = """
UPDATE fleet_workbooks SET still = CASE WHEN slow THEN 4 ELSE 0 END,
    period = CASE WHEN slow THEN 4 * period ELSE period END,
    due = clock_timestamp() + random() * CASE WHEN slow THEN 4 * period ELSE period END
FROM (SELECT name AS of, hashtext(name) % 2 = 0 AS slow FROM fleet_workbooks) AS half WHERE name = of
"""


class Watched:
    """A phase while it lasts: what is waiting, and what it costs."""

    def __init__(self, stand: Stand, name: str) -> None:
        self.stand, self.name = stand, name
        self.began, self.before = time.monotonic(), stand.cpu()
        self.waits: list[tuple[float, int]] = []
        with stand.base() as base:
            self.since = base.execute("SELECT clock_timestamp() AS now").fetchone()["now"]

    def until(self, over: Callable[[], bool], each: Callable[[], None] = lambda: None) -> None:
        """Look again and again how many wait."""
        with self.stand.base() as base:
            while not over():
                self.waits.append((time.monotonic(), base.execute(WAITING).fetchone()["waiting"]))
                each()
                time.sleep(_TURN)
        self.ended = time.monotonic()

    def tell(self) -> None:
        """Print its lines."""
        stand, seconds = self.stand, self.ended - self.began
        came = [each for each in stand.arrivals if self.began <= each[0] <= self.ended]
        with stand.base() as base:
            runs = base.execute(
                "SELECT count(*) AS runs FROM bench_runs WHERE began >= %s", (self.since,)
            ).fetchone()["runs"]
        workers, server, mine = (
            now - then for now, then in zip(stand.cpu(), self.before, strict=True)
        )
        reads = sum(not write for _, write, _ in came)
        print(
            f"{self.name}: {seconds:.0f} s, {runs} runs, {reads} reads, {len(came) - reads} writes, "
            f"{sum(refused for *_, refused in came)} answers 429"
        )
        print(
            f"  CPU a run: workers {workers / runs:.3f} s, PostgreSQL {server / runs:.3f} s, emulator "
            f"{mine / runs:.3f} s; {runs / (workers + server) * 60:.0f} workbooks a minute and a core; "
            f"the most within a minute: {self._most(came):.0f} of {READS}"
        )
        print(f"  {self._used(came)}")

    def _used(self, came: Sequence[tuple[float, bool, bool]]) -> str:
        """The share of the quota that was used while workbooks waited: from a minute after the
        phase began, when what the one before had taken is free again."""
        spans = self._busy()
        length = sum(end - start for start, end in spans)
        if length < self.stand.minute:
            return "no backlog that lasted a minute"
        granted = READS * length / self.stand.minute
        used = {
            kind: sum(
                any(start <= moment < end for start, end in spans)
                for moment, write, _ in came
                if write == (kind == "writes")
            )
            for kind in ("reads", "writes")
        }
        return f"quota used in {length:.0f} s of backlog: " + ", ".join(
            f"{count / granted:.1%} of the {kind}" for kind, count in used.items()
        )

    def _busy(self) -> list[tuple[float, float]]:
        """When more waited than are taken at once."""
        looks = [look for look in self.waits if look[0] >= self.began + self.stand.minute]
        return [
            (start, end) for (start, some), (end, more) in pairwise(looks) if min(some, more) > _FEW
        ]

    def _most(self, came: Iterable[tuple[float, bool, bool]]) -> int:
        """The most reads, or writes, within any minute, wherever it begins."""
        most = 0
        for kind in (False, True):
            moments = sorted(moment for moment, write, _ in came if write == kind)
            first = 0
            for last, moment in enumerate(moments):
                while moment - moments[first] >= self.stand.minute:
                    first += 1
                most = max(most, last - first + 1)
        return most


_FEW = 8
RATES = """
SELECT tenant, avg(rate) AS rate FROM (
    SELECT tenant, (count(*) - 1) / extract(epoch FROM max(began) - min(began))::float8 AS rate
    FROM bench_runs WHERE began >= %s GROUP BY tenant, name HAVING count(*) > 1) AS each
GROUP BY tenant
"""
WAITING = """
SELECT count(*) AS waiting FROM fleet_workbooks
WHERE due <= clock_timestamp() AND NOT paused AND began IS NULL
"""


def typing(
    stand: Stand, watched: Watched, periods: float, over: Callable[[], bool] = lambda: True
) -> None:
    """So many periods, and until it is ``over``; staff type meanwhile."""
    dice = random.Random(19)
    chance = len(stand.offices) / 20 / stand.every * _TURN
    end = time.monotonic() + periods * stand.every

    def type_now_and_then() -> None:
        if dice.random() < chance:
            stand.type_somewhere(dice)

    watched.until(lambda: time.monotonic() > end and over(), type_now_and_then)


def lateness(base, stand: Stand, watched: Watched) -> str:
    """How late the runs of a phase began, against their own periods."""
    rows = base.execute(
        "SELECT extract(epoch FROM late)::float8 AS late, extract(epoch FROM period)::float8 AS period,"
        " name, extract(epoch FROM began - %s)::float8 AS began FROM bench_runs WHERE began >= %s AND name <> 'whale'", (watched.since, watched.since),
    ).fetchall()  # fmt: skip
    worst = max(rows, key=lambda row: row["late"])
    shares = sorted(row["late"] / row["period"] for row in rows)
    late = sorted(row["late"] for row in rows)
    return (
        f"lateness of {len(rows)} runs: p50 {share_of(shares, 0.5):.3f}, p99 {share_of(shares, 0.99):.3f} "
        f"of a period, at most {shares[-1]:.3f}; at most {late[-1]:.1f} s, {late[-1] * stand.scale:.0f} s scaled "
        f"({worst['name']}, {worst['began']:.0f} s after the phase began)"
    )


def fairness(base, since) -> str:
    """Jain's index of how often a tenant's workbooks are served, by the time between the first and
    the last run of each: 1 is perfect, 1/n the worst. In too few rounds some are served once only."""
    rows = base.execute(RATES, (since,)).fetchall()
    tenants = base.execute("SELECT count(DISTINCT tenant) AS many FROM fleet_workbooks").fetchone()
    if len(rows) < tenants["many"]:
        return f"no index: {tenants['many'] - len(rows)} tenants had no workbook served twice; more --rounds"
    each = {row["tenant"]: row["rate"] for row in rows}
    index = sum(each.values()) ** 2 / (len(each) * sum(one**2 for one in each.values()))
    mean = sum(each.values()) / len(each)
    return (
        f"Jain's index {index:.4f} among {len(each)} tenants: served {min(each.values()) / mean:.2f} to "
        f"{max(each.values()) / mean:.2f} times as often as usual, the large one {each['large'] / mean:.2f}"
    )


def share_of(ordered: Sequence[float], share: float) -> float:
    """What that share of the numbers, in their order, does not exceed."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbooks", type=int, nargs="?", default=100)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--scale", type=float, default=6)
    parser.add_argument("--rounds", type=float, default=4, help="periods of the backlog, 4 or more")
    parser.add_argument("--periods", type=float, default=4, help="periods of the steady fleet")
    parser.add_argument("--whale", type=int, default=0, help="its rows")
    return parser.parse_args()


if __name__ == "__main__":
    main()
