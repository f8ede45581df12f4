"""Papers by the light files of our fonts are those by the whole ones."""

from importlib.util import find_spec

import pytest

from sheets_sync.notices.paper import typefaces
from sheets_sync.notices.paper.page import Page
from sheets_sync.words.speaking import words_of

USUAL = "Счёт № 17 — «Akvaéro» „Žluťoučký“ 1 234,50 ₽ €25.00"
RARE = "Ω ℵ ẞ ꜛ → ☎ ₽"
"""Letters that our fonts have and the light files have not."""


def drawn(text):
    with Page(text, words_of("ru"), 45_000) as page:
        page.head(text, text, text)
        page.type(9, bold=True)
        page.line_of(page.fit(text))
        return page.drawn()


@pytest.mark.parametrize("text", [USUAL, RARE], ids=["usual", "rare"])
def test_a_paper_is_the_same_whichever_file_its_letters_come_from(text, monkeypatch):
    monkeypatch.setattr(typefaces, "_WORTH_IT", 10**6)
    whole = drawn(text)
    monkeypatch.setattr(typefaces, "_WORTH_IT", 0)
    assert drawn(text) == whole


@pytest.mark.skipif(find_spec("uharfbuzz") is None, reason="uharfbuzz is not here")
def test_a_foot_is_drawn_by_whole_files_where_letters_are_joined(monkeypatch):
    """Found: a name in Arabic, in bold letters alone, and no run went on after the third paper."""
    papers = []
    for worth_it in (10**6, 0):
        monkeypatch.setattr(typefaces, "_WORTH_IT", worth_it)
        with Page(USUAL, words_of("ru"), 45_000) as page:
            page.type(9, bold=True)
            page.line_of(page.fit("شركة النور"))
            papers.append(page.drawn())
    assert papers[0] == papers[1]


def test_the_light_file_is_a_tenth_of_the_whole_one(monkeypatch):
    monkeypatch.setattr(typefaces, "_WORTH_IT", 0)
    face = typefaces._typeface("DejaVuSans.ttf")
    assert len(face.file_for(["A", "uni0410"])) < len(face.whole) // 9
    assert face.file_for(["A", "aleph"]) == face.whole
