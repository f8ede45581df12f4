"""The drawings of the house show every room, and the arrows that import-linter holds."""

import re
import tomllib

from tests.docs.pages import ROOT, block, section, text

ROOMS = sorted(
    path.name
    for path in (ROOT / "sheets_sync").iterdir()
    if path.name not in ("__init__.py", "__main__.py", "__pycache__", "py.typed")
)


def test_every_room_is_drawn():
    law = section("## 14. The house", "docs/design.md")
    drawn = re.findall(r"^  ([\w]+(?:/|\.py)) ", law, re.MULTILINE)
    assert sorted(room.rstrip("/") for room in drawn) == ROOMS


def test_every_room_but_helpers_is_on_the_map():
    helpers = {"coreutils", "stopping"}
    house = text(ROOT / "docs/architecture.md")
    assert {room.removesuffix(".py") for room in ROOMS} - helpers - set(
        re.findall(r"\w+", house)
    ) == set()


def test_the_arrows_are_those_that_are_held():
    told = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in told if each["type"] == "layers")
    drawn = block("layers", "docs/design.md").splitlines()
    assert drawn == [re.sub(r"[()]", "", layer) for layer in layers]


def test_every_module_that_a_page_names_is_there():
    places = [ROOT, ROOT / "sheets_sync", *(ROOT / "sheets_sync").rglob("*/")]
    for page in ("architecture", "notices", "design"):
        named = re.findall(r"`([\w/]+\.py)`", text(ROOT / f"docs/{page}.md"))
        assert named
        gone = [path for path in named if not any((place / path).is_file() for place in places)]
        assert gone == [], page
