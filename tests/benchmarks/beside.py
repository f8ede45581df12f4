"""Runs of this tree beside those of another one, in turn: has anything become slower?

By hand:  python -m tests.benchmarks.beside OTHER [ROWS] [TIMES]

OTHER is another worktree of this repository with a `.venv` of its own. Each serves its own
spreadsheet from its own emulator. Prints user and system CPU of whole processes, medians, and the
ratios: with one new row, with nothing new (all is reckoned again), and with all as it was.
"""

import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.limit import Office
from tests.benchmarks.measuring import measure

STEPS = ("one new row", "nothing new", "all as it was")


class Tree:
    """A worktree: its program, and an office served by its own emulator."""

    def __init__(self, root: Path, rows: int, folder: Path) -> None:
        self.python = str(root / ".venv" / "bin" / "python")
        self.folder = folder
        command = (self.python, "-m", "tests.benchmarks.big_office", str(rows), str(folder))
        self.child = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._office: Office | None = None

    @property
    def office(self) -> Office:
        """The emulator, once it serves: two get ready at the same time."""
        self._office = self._office or Office(self.child, self.folder)
        return self._office

    def cpu(self, step: str) -> float:
        """Seconds of `now` as a whole process."""
        if step == STEPS[0]:
            self.office.ask("row")
        return measure((self.python, "-m", "sheets_sync", "now"), self.folder).cpu


def main() -> None:
    """Print a line a step."""
    other, rows, times = (*sys.argv[1:], "100000", "5")[:3]
    with ExitStack() as open_things:
        trees = []
        for root in (Path.cwd(), Path(other).resolve()):
            folder = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
            trees.append(Tree(root, int(rows), folder))
            open_things.callback(trees[-1].child.kill)
        for tree in trees:
            for step in STEPS:
                tree.cpu(step)
        found: dict[str, list[list[float]]] = defaultdict(list)
        for turn in range(int(times)):
            for step in STEPS:
                order = trees if turn % 2 else trees[::-1]
                seconds = {id(tree): tree.cpu(step) for tree in order}
                found[step].append([seconds[id(tree)] for tree in trees])
    for step, pairs in found.items():
        here, there = (statistics.median(each) for each in zip(*pairs, strict=True))
        paired = statistics.median(a / b for a, b in pairs)
        print(f"{step:14} {here:7.3f} s {there:7.3f} s {here / there:6.3f}  paired {paired:6.3f}")


if __name__ == "__main__":
    main()
