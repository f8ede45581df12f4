"""A public class or type has a name of its own: a name says one thing in the whole house.

Where two modules have a name in common, it stands here with the one thing that it means in both.
"""

import ast
from collections import defaultdict
from pathlib import Path

import sheets_sync

ROOT = Path(sheets_sync.__file__).parent

ONE_MEANING = {
    "Furnisher": "makes what a plan asks for, at Google and in an .xlsx",
    "Json": "an object of the Sheets API",
    "Mask": "a boolean by row",
    "Row": "the cells of one row",
    "Tell": "hears what is going on",
}
STILL_TWO = {
    "Amounts", "Book", "Column", "Columns", "Facts", "Line", "Names", "Options", "Packed", "Page",
    "Place", "Reason", "Service",
}  # fmt: skip


def defined() -> dict[str, set[str]]:
    """The modules that define each public class or type."""
    found = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for name in names(node):
                if name[0].isupper() and not name.isupper():
                    found[name].add(str(path.relative_to(ROOT)))
    return found


def names(node: ast.stmt) -> list[str]:
    match node:
        case ast.ClassDef(name=name):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign(targets=[ast.Name(id=name)]):
            return [name]
    return []


def test_no_two_classes_or_types_share_a_name():
    shared = {name: places for name, places in defined().items() if len(places) > 1}
    new = {name: sorted(shared[name]) for name in shared.keys() - ONE_MEANING.keys() - STILL_TWO}
    assert new == {}


def test_the_check_sees_classes_and_types():
    found = defined()
    assert found["Packed"] >= {"columns/packed.py"}
    assert found["Mask"] >= {"reading/cells.py", "billing/labour.py"}
    assert len(found) > 200
