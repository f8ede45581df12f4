"""The glossary says each word once, and each stands where it says."""

import re

from tests.docs.pages import DOCS, ROOT, table, text


def entries():
    """(word, module) of every line of the glossary."""
    sections = re.split(r"^## .*$", text(DOCS / "glossary.md"), flags=re.MULTILINE)[1:]
    return [(word, place) for part in sections for word, _, place in table(part)]


def test_no_word_means_two_things():
    words = [word for word, _ in entries()]
    assert len(words) > 50
    assert len(words) == len(set(words))


def test_every_word_stands_where_it_lives():
    for word, place in entries():
        module = ROOT / "sheets_sync" / place.strip("`")
        assert module.is_file(), place
        stem = re.sub(r" \(.*\)", "", word).replace("hand over", "hand_over")[:5]
        assert stem in module.name or stem in text(module).lower(), (word, place)
