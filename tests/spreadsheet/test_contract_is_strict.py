"""A back end that breaks a rule of the contract does not pass: each rule is broken on purpose."""
# ruff: noqa: ARG002 - what breaks a rule keeps the protocol's signature

import inspect
from contextlib import suppress
from dataclasses import replace
from itertools import product
from types import FunctionType

import pytest
from _pytest.outcomes import Failed, Skipped

from sheets_sync.errors import WorkbookMoved
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.spreadsheet.protocol import NOTHING_TOLD, Tab
from tests.spreadsheet import test_contract, test_contract_under_staff
from tests.spreadsheet.backends import MemoryBackend


def contract():
    """Every test of the contract that needs a back end and no searching: (name, test, arguments)."""
    for module in (test_contract, test_contract_under_staff):
        for name, test in vars(module).items():
            if not name.startswith("test_") or not isinstance(test, FunctionType):
                continue
            if "hypothesis" in vars(test) or hasattr(test, "hypothesis"):
                continue
            yield from ((name, test, arguments) for arguments in cases(test))


def cases(test):
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    tables = []
    for mark in marks:
        names = mark.args[0]
        names = [each.strip() for each in names.split(",")] if isinstance(names, str) else names
        tables.append(
            [
                dict(zip(names, row if len(names) > 1 else [row], strict=True))
                for row in mark.args[1]
            ]
        )
    for rows in product(*tables):
        yield {name: value for row in rows for name, value in row.items()}


class Broken(MemoryBackend):
    def __init__(self, kind):
        self.kind = kind


def caught(kind):
    """The tests that a back end of that kind fails."""
    found = set()
    for name, test, arguments in contract():
        assert {*arguments, "backend"} == set(inspect.signature(test).parameters), name
        try:
            test(backend=Broken(kind), **arguments)
        except Skipped:
            continue
        except (Failed, AssertionError, Exception):  # noqa: BLE001 - however it fails
            found.add(name)
    return found


# --- the rules, each broken ------------------------------------------------------------------


class WritesWhateverMoved(MemoryWorkbook):
    """Nobody looks whether the workbook is as it was read."""

    def _begin(self, snapshot):
        self.calls.write += 1


class WritesHalf(MemoryWorkbook):
    """A write that is refused has written its first cells."""

    def write(self, edits, snapshot, about=NOTHING_TOLD):
        try:
            return super().write(edits, snapshot, about)
        except WorkbookMoved:
            for edit in edits[:1]:
                with suppress(IndexError):
                    self.tabs[edit.ref][edit.rows[0] - 1][edit.column] = edit.values[0]
            raise


class ForgetsMarks(MemoryWorkbook):
    """Marks told beside edits are not set."""

    def write(self, edits, snapshot, about=NOTHING_TOLD):
        return super().write(edits, snapshot, replace(about, marks={}))


class MarksByPlace(MemoryWorkbook):
    """A mark is the number of a column and stays there, whatever staff move."""

    first: dict[str, dict[str, int]]

    def _tab(self, ref):
        tab = super()._tab(ref)
        self.__class__.first = getattr(self.__class__, "first", {})
        known = self.__class__.first.setdefault(ref, {})
        for key, at in tab.marks.items():
            known.setdefault(key, at)
        return replace(tab, marks={key: known[key] for key in tab.marks})


class MarksByName(MemoryWorkbook):
    """A tab of ours is ours as long as it has its first name."""

    def read(self, wanted, own=None):
        self.own = {ref: role for ref, role in self.own.items() if ref.lower() == role}
        return super().read(wanted, own)


class LosesOneMark(MemoryWorkbook):
    """A write leaves the marks of other columns behind."""

    def write(self, edits, snapshot, about=NOTHING_TOLD):
        written = super().write(edits, snapshot, about)
        for ref in {edit.ref for edit in edits}:
            self.marks[ref] = {}
        return written


class HeaderByNumber(MemoryWorkbook):
    """The row of headers is the third, whatever rows are inserted."""

    def _tab(self, ref):
        tab = super()._tab(ref)
        return replace(tab, header=min(tab.header, 3))


class ReadsAllOfOurs(MemoryWorkbook):
    """Tabs of ours are read whether they are asked for or not."""

    def read(self, wanted, own=None):
        return super().read(wanted)


class ShowsOursAround(MemoryWorkbook):
    """A tab of ours that nobody asks for is one of the others."""

    def read(self, wanted, own=None):
        whole, read = super().read(wanted), super().read(wanted, own)
        left = {ref: tab for ref, tab in whole.tabs.items() if ref not in read.tabs}
        return replace(read, others={**read.others, **left})


class KnowsNoPatterns(MemoryWorkbook):
    """``*`` is a letter like any other."""

    def read(self, wanted, own=None):
        return super().read([each for each in wanted if not {*each} & {*"*?"}], own)


class PatternsByCase(MemoryWorkbook):
    """A pattern is held against names letter by letter."""

    def read(self, wanted, own=None):
        read = super().read(wanted, own)
        begin = [each.split("*")[0].split("?")[0] for each in wanted]
        kept = {
            ref: tab
            for ref, tab in read.tabs.items()
            if tab.own or any(ref.startswith(b) for b in begin)
        }
        return replace(read, tabs=kept)


class BringsTheSame(MemoryWorkbook):
    """Every workbook is told to be as it was."""

    def brings(self, wanted, known=""):
        return "the same"


class BringsCellsAlone(MemoryWorkbook):
    """Names of tabs do not count in what tells a workbook from another."""

    def brings(self, wanted, known=""):
        return repr([*self.tabs.values()])


class BringsByChance(MemoryWorkbook):
    """It is told to be another each time."""

    turn = 0

    def brings(self, wanted, known=""):
        BringsByChance.turn += 1
        return str(BringsByChance.turn)


class ReadsNothingWhereKnown(MemoryWorkbook):
    """Where nothing changed the next read has no cells."""

    known = False

    def brings(self, wanted, known=""):
        self.known = super().brings(wanted) == known
        return super().brings(wanted)

    def read(self, wanted, own=None):
        read = super().read(wanted, own)
        bare = {ref: Tab(ref, [], 0) for ref in read.tabs}
        return replace(read, tabs=bare) if self.known else read


class BearsWhateverIsThere(MemoryWorkbook):
    """The badge is exchanged whoever came between."""

    def bear(self, badge, snapshot):
        self.badge = badge
        return replace(snapshot, badge=badge, basis=self._basis())


class BadgeInMemory(MemoryWorkbook):
    """The badge is known to this program alone."""

    def bear(self, badge, snapshot):
        borne = super().bear(badge, snapshot)
        self.badge = ""
        return replace(borne, basis=self._basis())


class FurnishesAgain(MemoryWorkbook):
    """A column that staff moved is made once more."""

    def furnish(self, plan, snapshot, elsewhere=None):
        for ref in self.marks:
            self.marks[ref] = {}
        return super().furnish(plan, snapshot)


class Shortens(MemoryWorkbook):
    """A write cuts the tab behind its last edit."""

    def write(self, edits, snapshot, about=NOTHING_TOLD):
        written = super().write(edits, snapshot, about)
        for edit in edits:
            if edit.rows:
                del self.tabs[edit.ref][max(edit.rows) :]
        return replace(written, basis=self._basis())


class TextsAsTyped(MemoryWorkbook):
    """A text that looks like a number becomes one."""

    def write(self, edits, snapshot, about=NOTHING_TOLD):
        typed = [
            replace(e, values=[float(v) if isinstance(v, str) and v[-1:].isdigit() and v[0] in "-1" and v.count("-") < 2 and " " not in v else v for v in e.values])
            for e in edits
        ]  # fmt: skip
        return super().write(typed, snapshot, about)


class WritesTabByTab(MemoryWorkbook):
    """Each tab is written as it is made: what fails at the second leaves the first."""

    def write(self, edits, snapshot, about=NOTHING_TOLD):
        for ref in dict.fromkeys(edit.ref for edit in edits):
            own = [edit for edit in edits if edit.ref == ref]
            told = replace(about, marks={ref: about.marks[ref]} if ref in about.marks else {})
            snapshot = super().write(own, snapshot, told)
        return snapshot


class MarksInCells(MemoryWorkbook):
    """Whatever looks like a mark in a cell is one, whoever typed it."""

    def _tab(self, ref):
        tab = super()._tab(ref)
        texts = ((at, cell) for at, column in enumerate(tab.columns) for cell in column)
        typed = {str(cell)[1:]: at for at, cell in texts if str(cell).startswith("§")}
        return replace(tab, marks={**tab.marks, **typed})


RULES = [each for each in vars().copy().values() if isinstance(each, type) and issubclass(each, MemoryWorkbook) and each is not MemoryWorkbook]  # fmt: skip


def test_a_sound_back_end_passes():
    assert caught(MemoryWorkbook) == set()


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_a_rule_that_is_broken_is_noticed(kind):
    assert caught(kind)
