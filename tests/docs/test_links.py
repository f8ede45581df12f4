"""Links between pages lead somewhere, pictures are there, and none lies there unseen."""

import re
from urllib.parse import unquote

import pytest
from PIL import Image

from tests.docs import pages
from tests.docs.pages import DOCS, PAGES, ROOT, anchors, prose

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def links(page):
    """The links of a page within the repository: (path, anchor)."""
    for target in _LINK.findall(prose(page)):
        if "://" not in target and not target.startswith("mailto:"):
            path, _, anchor = target.partition("#")
            yield (page.parent / unquote(path)).resolve() if path else page, unquote(anchor)


@pytest.mark.parametrize("page", PAGES, ids=pages.name)
def test_every_link_leads_somewhere(page):
    for path, anchor in links(page):
        assert path.exists(), path
        assert path.is_relative_to(ROOT)
        assert not anchor or anchor in anchors(path), f"{path.name}#{anchor}"


def test_every_picture_is_shown_and_every_page_is_reached():
    reached = {path for page in PAGES for path, _ in links(page) if path != page}
    pictures = {path for path in (DOCS / "pictures").rglob("*") if path.is_file()}
    assert pictures
    assert pictures - reached == set()
    assert set(PAGES) - {ROOT / "README.md"} - reached == set()


def test_no_picture_is_blank():
    for path in (DOCS / "pictures").rglob("*.png"):
        with Image.open(path) as picture:
            assert picture.getcolors(1) is None, f"{path} shows nothing"


def test_pictures_of_a_language_lie_together():
    for path in (DOCS / "pictures").rglob("*.png"):
        assert path.parent.name in ("en", "ru")
