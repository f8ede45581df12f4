"""Pages for people, examples and messages call the program sheets-sync: where ours is not first on
the PATH, `sync init` is another program's answer (README)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.cli import cli
from tests.docs.pages import ROOT

COMMANDS = "|".join(cli.commands)
SHORT = re.compile(rf"(?<![-\w])sync (?:{COMMANDS})\b")
PAGES = [
    ROOT / "README.md",
    *(ROOT / "docs" / name for name in ("README.ru.md", "running.md", "fleet.md", "odd-inputs.md")),
    *sorted((ROOT / "docs/manual").glob("*.md")),
    *sorted(ROOT.glob("**/*.example.toml")),
]


def told(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings of it."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if (
            isinstance(each, ast.Constant)
            and isinstance(each.value, str)
            and id(each) not in silent
        ):
            yield each.value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_say_the_whole_name(page):
    assert SHORT.findall(page.read_text("utf-8")) == []


def test_messages_say_the_whole_name():
    found = {
        (path.name, each)
        for path in sorted((ROOT / "sheets_sync").rglob("*.py"))
        for text in told(path)
        for each in SHORT.findall(text)
    }
    assert found == set()
