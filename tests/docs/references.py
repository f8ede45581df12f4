"""References in code and tests to the law: sections ("§9", "§10.2") and faults ("F45")."""

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.docs.pages import DOCS, ROOT, text

LAW = "design.md"
_SECTION = re.compile(r"(?:(?P<page>[\w-]+\.md) )?§ ?(?P<number>\d+(?:\.\d+)*)(?:-(?P<last>\d+))?")
_LIST_GOES_ON = re.compile(r"(?:, | and |; )?$")
_FAULT = re.compile(r"(?<![\w!:$])F(\d\d)(?:-F?(\d\d))?(?![\w:])")
_A_CELL = re.compile(r"""[rbu]*['"]F\d\d['"]""")


@dataclass(frozen=True)
class Reference:
    """A reference to ``number`` of a page ("9", "10.2"; of RFCs the page is "RFC")."""

    page: str
    number: str


def sections(line: str) -> Iterator[Reference]:
    """The sections that a line refers to: of the law, where no other page is named."""
    page, end = LAW, 0
    for found in _SECTION.finditer(line):
        between = line[end : found.start()]
        rfc = re.search(r"RFC \d+ $", between)
        if found["page"]:
            page = found["page"]
        elif rfc:
            page = "RFC"
        elif not end or not _LIST_GOES_ON.fullmatch(between):
            page = LAW
        end = found.end()
        for number in _through(found["number"], found["last"]):
            yield Reference(page, number)


def faults(program: str) -> Iterator[str]:
    """The faults that comments and texts of a program name; the text "F10" alone is a cell."""
    for token in tokenize.generate_tokens(io.StringIO(program).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING) and not _A_CELL.fullmatch(
            token.string
        ):
            for first, last in _FAULT.findall(token.string):
                yield from (f"F{number:0>2}" for number in _through(first, last))


def resolves(reference: Reference) -> bool:
    """Whether a reference leads to a section, or a numbered line of one."""
    if reference.page == "RFC":
        return True
    return reference.number in numbers(reference.page)


@cache
def numbers(page: str) -> frozenset[str]:
    """The sections of a page, and the numbered lines in them: "10", "10.1", …"""
    found, at = set(), ""
    for line in text(DOCS / page).splitlines():
        if heading := re.match(r"## (\d+)\. ", line):
            at = heading[1]
            found.add(at)
        elif at and (numbered := re.match(r"(\d+)\. ", line)):
            found.add(f"{at}.{numbered[1]}")
    return frozenset(found)


def programs() -> list[Path]:
    """Every file of ours that may refer to the law."""
    kinds = ("*.py", "*.sql", "*.j2", "*.toml")
    places = [ROOT / "sheets_sync", ROOT / "tests"]
    found = [path for place in places for kind in kinds for path in place.rglob(kind)]
    return sorted([ROOT / "pyproject.toml", *found])


def _through(first: str, last: str | None) -> list[str]:
    if not last:
        return [first]
    return [str(number) for number in range(int(first), int(last) + 1)]
