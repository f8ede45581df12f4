"""The pages of the documentation, and what may be asked of them."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])

_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`[^`\n]*`")


def name(path: Path) -> str:
    """A page's path as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """A page without its code."""
    return _INLINE.sub("", _FENCED.sub("", text(path)))


def block(mark: str, page: str) -> str:
    """The fenced block after the mark ``<!-- mark -->`` of a page."""
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", text(ROOT / page), re.DOTALL)
    assert found, f"{page} has no block after <!-- {mark} -->"
    return found[1]


def section(heading: str, page: str) -> str:
    """What stands below a heading, up to the next one as high."""
    level = heading.partition(" ")[0]
    _, found, rest = text(ROOT / page).partition(f"\n{heading}\n")
    assert found, f"{page} has no heading {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def table(below: str) -> list[list[str]]:
    """The cells of the first table of a text, a list a row, without its header."""
    lines = [line for line in below.splitlines() if line.startswith("|")]
    cells = [re.split(r"(?<!\\)\|", line.strip("|")) for line in lines]
    rows = [[cell.strip().replace("\\|", "|") for cell in line] for line in cells]
    return rows[2:]


def anchors(path: Path) -> set[str]:
    """The headings of a page as the ends of links, as GitHub makes them."""
    headings = re.findall(r"^#{1,6} (.+)$", _FENCED.sub("", text(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
