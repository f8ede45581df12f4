"""A name says one thing in the whole house: of a class or type, a module, a public function.

Where two modules have a name in common, it stands here with the one thing that it means in all of
them. A language's modules are called as what they are the words of, and count once.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

import sheets_sync

ROOT = Path(sheets_sync.__file__).parent

CLASSES = {
    "Furnisher": "makes what a plan asks for, at Google and in an .xlsx",
    "Database": "statements and transactions, in each store",
    "Row": "the cells of one row",
    "SqlValue": "a value of a statement, in each store",
    "Mask": "a boolean by row",
    "Tell": "hears what is going on",
}
MODULES = {
    "bank": "statements of a bank: the commands, keys of the config, words for them",
    "charts": "a tab's charts, at Google and in an .xlsx",
    "database": "statements and transactions, in each store",
    "decorations": "a new tab's looks, at Google and in an .xlsx",
    "effort": "what clients take of the agency's time",
    "fence": "only the run under way writes, in each store",
    "findings": "what is wrong in cells",
    "fleet": "many workbooks on several machines: the commands, its config, words for them",
    "furnishing": "tabs and columns are made: the command, at Google, in an .xlsx",
    "letters": "what goes to clients",
    "log": "the tab Log: told by the demo, decoded",
    "memories": "texts kept between runs: the protocol, in each store",
    "mending": "the memory of runs put right, in each store",
    "moved": "a state taken over from another store, or moved to one, in each",
    "notices": "letters that an episode causes: the commands",
    "opening": "a state is opened: whichever, in each store",
    "packing": "long columns become packed, from JSON and from calamine",
    "payments": "the payments: decoded, booked",
    "pricelist": "a client's price list: gathered, and its words",
    "prices": "the price list: decoded, looked up",
    "publish": "pages that clients see: the commands, keys of the config",
    "report": "balances and effort as `report` shows them",
    "runs": "runs as remembered: what they are, in each store",
    "seen": "rows of Log as a run saw them: what they are, in each store",
    "simulated": "what drafted prices would have done, as `simulate` says it",
    "soundness": "what must hold in a state, in each store",
    "sources": "what a role is read from: keys of the config, how runs tell of them",
    "store": "an open state, in each store",
    "statement": "a client's account statement: on paper, as page and CSV",
    "summary": "the tab Summary",
    "tables": "the tables of letters and pages: what is asked of them, in each store",
    "tabs": "what tabs are called and hold",
    "wording": "what codes are called in a language: of letters, of findings",
    "workbook": "a workbook behind the protocol, one a back end",
}
FUNCTIONS = {
    "adopt": "takes over what Notices knows: the command, what it does",
    "as_csv": "what a view shows, as CSV",
    "as_json": "what a view shows, as JSON",
    "as_html": "what a view shows, as a page",
    "connect": "opens a connection: to the mail server, to the database",
    "connections_kept": "runs that follow each other share a connection: whichever, to Google",
    "decorate": "gives a new tab its looks, at Google and in an .xlsx",
    "everything": "all that a state holds, in each store",
    "examine": "checks a workbook as doctor does: whichever, at Google",
    "history": "what changed between runs: the command, its view",
    "hold_the_fence": "only the run under way writes, in each store",
    "holdings": "how much a state holds, in each store",
    "joined": "what lies below one another, as one",
    "lines": "what a view shows, as lines of text",
    "main": "the entry of a console script",
    "make": "what a view shows, gathered",
    "mark_moved": "a state is at another place now, in each store",
    "mend": "puts the memory of runs right, in each store",
    "migrate": "brings tables up to date, in each store",
    "move": "a state goes over to another store: the command, what it does",
    "moved": "tells that a workbook is no longer as it was read",
    "number_format": "how the numbers of a column look, at Google and in an .xlsx",
    "pack": "a column becomes packed, from JSON and from calamine",
    "preview": "a letter as it would go: the command, what it does",
    "publish": "pages that clients see: the commands, keys of the config",
    "read_changes": "what a run changed, in each store",
    "read_memory": "the log as last seen, in each store",
    "report": "balances and effort: the command, what it does",
    "show": "prints a view",
    "statements_in": "the statements of a bank's file, one function a format",
    "status": "how the last run went: the command, its view",
    "take_everything": "takes over all that a state held, in each store",
    "taken_over": "what a run is told that is no longer under way, in each store",
    "ticked": "numbers of the notices whose Send is ticked: of a tab, of a run",
    "told": "errors of a store become ours, in each store",
    "unmatched": "patterns that no tab fits: as such, as sentences",
    "unsound": "what must hold and does not, in each store",
    "verify": "checks a state: the command, what it does",
    "wanted": "cells that a tab of ours should show",
    "write_changes": "keeps what a run changed, in each store",
    "write_memory": "keeps the log as last seen, in each store",
    "version_of": "of which version the tables are, in each store",
    "with_files": "a workbook with CSV files beside it: given them, given a config",
}


def shared(kind: str, root: Path = ROOT) -> dict[str, list[str]]:
    """The names of that kind (class, module, function) with the modules that have them, where
    there are several."""
    found = defaultdict(set)
    for path in root.rglob("*.py"):
        place = re.sub(r"^words/\w\w/", "words/", str(path.relative_to(root)))
        for name in named(path, kind):
            found[name].add(place)
    return {name: sorted(places) for name, places in found.items() if len(places) > 1}


def named(path: Path, kind: str) -> list[str]:
    if kind == "module":
        return [] if path.stem.startswith("__") else [path.stem]
    of = {"class": classes, "function": functions}[kind]
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return [name for node in body for name in of(node) if not name.startswith("_")]


def classes(node: ast.stmt) -> list[str]:
    match node:
        case ast.ClassDef(name=name):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return [name] if name[0].isupper() and not name.isupper() else []
    return []


def functions(node: ast.stmt) -> list[str]:
    return [node.name] if isinstance(node, ast.FunctionDef) else []


def test_no_two_classes_or_types_share_a_name():
    assert unexplained("class", CLASSES) == {}


def test_no_two_modules_share_a_name():
    assert unexplained("module", MODULES) == {}


def test_no_two_public_functions_share_a_name():
    assert unexplained("function", FUNCTIONS) == {}


def unexplained(kind: str, reasons: dict[str, str]) -> dict[str, list[str]]:
    return {name: places for name, places in shared(kind).items() if name not in reasons}


def test_every_name_with_a_reason_is_still_shared():
    for kind, reasons in (("class", CLASSES), ("module", MODULES), ("function", FUNCTIONS)):
        assert reasons.keys() - shared(kind).keys() == set(), kind


def test_the_check_sees_a_name_of_each_kind(tmp_path):
    for room in ("one", "other"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "page.py").write_text("class Page: ...\nLine = int\ndef lay(): ...\n")
    both = ["one/page.py", "other/page.py"]
    assert shared("module", tmp_path) == {"page": both}
    assert shared("class", tmp_path) == {"Page": both, "Line": both}
    assert shared("function", tmp_path) == {"lay": both}
